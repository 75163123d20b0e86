import type { Update, UserFromGetMe } from "@grammyjs/types";
import type { Api } from "grammy";
import { createBot } from "./bot/bot.ts";
import { asking, type Database, type Queries } from "./database/client.ts";
import { locks } from "./database/locks.ts";
import { allTowns } from "./database/town-view.ts";
import { inOneTransaction, type Moment, reading, type Work } from "./database/work.ts";
import { maxPeopleWatched, maxUpdatesAMinute, maxUpdatesAtOnce, notListeningSeconds } from "./domain/limits.ts";
import { mintClaimCode } from "./domain/people/claim.ts";
import { allowedUpdates, startPolling } from "./intake/polling.ts";
import { createStore } from "./intake/store.ts";
import { createWebhook } from "./intake/webhook.ts";
import { createTownJobs } from "./jobs/town-jobs.ts";
import { startListening } from "./listening.ts";
import type { Process } from "./process.ts";
import { createReadiness } from "./readiness.ts";
import { introduce } from "./sender/introduce.ts";
import { startSender } from "./sender/sender.ts";
import { createTally, type Tally } from "./sender/tally.ts";
import { openTelegram, type TelegramAddress } from "./sender/telegram.ts";
import { refusedToken, watchTelegram } from "./sender/telegram-watch.ts";
import { speakerOf, transcriberOf, type VoiceSettings } from "./voice/engines.ts";
import { createHearing } from "./voice/hearing.ts";
import type { Waits } from "./waits.ts";

export type TownGiven = {
  bot: TelegramAddress;
  webhook?: { publicUrl: string; secret: string } | undefined;
  /** What one person may send in a minute; people's measure unless somebody plays faster than people can. */
  updatesAMinute?: number | undefined;
  /** What puts voice messages into words, and reads words aloud, if anything does. */
  voice?: VoiceSettings | undefined;
  /** Hosts that are not of the internet and may be told what happens (webhooks) all the same. */
  privateHosts?: readonly string[] | undefined;
  /** Is shown the link by which somebody becomes the town's first admin. */
  showClaim?: ((link: string) => void) | undefined;
};
/** `take` says which town it is, once it is known that the bot is who it says: see `whose-data.ts`. */
type Whose = { take: (me: UserFromGetMe) => Promise<number>; isDemo: boolean; webhookPath: string };
export type Town = Awaited<ReturnType<typeof startTown>>;

const webhookConnections = 40;
const retryTelegramMs = 1_000;

/**
 * Starts what one bot and its town need in a process: sender, jobs, and then the intake, so that whatever arrives can be handled. Last of
 * all, when nothing can fail any more, comes the link of a town that has no admin yet.
 *
 * @throws Error with one line when the town is another bot's, or the token is wrong
 */
export async function startTown(shared: Process, whose: Whose, given: TownGiven) {
  const { database, unhurried, elections, ear, engine, log, waits, patiently } = shared;
  const api = openTelegram(given.bot);
  const me = await untilAnswered(() => api.getMe(), waits);
  const { refused } = watchTelegram(api, waits);
  const townId = await patiently(() => whose.take(me));
  const momentNow = shared.momentOf(townId);
  const life = await patiently(() => shared.lives.begin(townId));
  const { privateHosts = [], voice: { transcribe, speak } = {} } = given;
  const speaking = speak && speakerOf(speak);
  const tally = createTally();
  shared.bots.set(townId, api);
  const botOf = (other: number) => shared.bots.get(other);
  const sender = startSender({ botOf, database, life, unhurried, elections, ear, api, townId, momentNow, log, tally, speak: speaking });
  const handler = createBot(given.bot.token, me, { voice: { hears: transcribe !== undefined, speaks: speak !== undefined }, privateHosts });
  const hear = transcribe && createHearing({ api, database, townId, transcribe: transcriberOf(transcribe), log });
  const jobs = createTownJobs({ database, unhurried, life, momentNow, handler, log, hear, privateHosts });
  await engine.serve(jobs);
  const storing = createStore(database, townId, me.id);
  const bound = boundOf(given.updatesAMinute ?? maxUpdatesAMinute);
  const storeWhereRoom = async (updates: readonly Update[]) => jobs.chats.take(await storing(updates, jobs.chats.room()));
  const listening = await patiently(() =>
    startListening({ database, silences: shared.silences, momentNow, bound, log, store: storeWhereRoom }),
  );
  const { store, leftOut } = listening;
  const intake = await startIntake(shared, given.webhook && { ...given.webhook, path: whose.webhookPath }, townId, api, store);
  const show = (code: string) => given.showClaim?.(claimLink(me, code));
  const claimCode = whose.isDemo ? undefined : await patiently(() => offerClaim(database, momentNow(), show));
  void introduce(api).catch((error) => log.warn({ err: error }, "the command list and the description could not be set"));
  return {
    me,
    townId,
    database,
    claimCode,
    momentNow,
    store,
    leftOut,
    tally: tally as Readonly<Tally>,
    /** For what is measured, of all towns. */
    asking: <T>(act: (tx: Queries) => Promise<T>) => asking(database, allTowns, act),
    /** For strangers, on the connections of what has time: the person who waits for an answer of the bot does not wait for them. */
    lookingAt: <T>(act: (work: Work) => Promise<T>) => reading(unhurried, momentNow(), act),
    /** For programs of others that file something: a transaction as of an update. */
    taking: <T>(act: (work: Work) => Promise<T>) =>
      inOneTransaction(database, momentNow(), act).catch((error) => {
        log.error({ err: error }, "what a program of others filed was not taken");
        throw error;
      }),
    fireTimers: jobs.fireTimers,
    webhook: given.webhook && createWebhook(given.webhook.secret, store, log, whose.webhookPath),
    /** Why this process is of no use to the town just now; nothing when it is. */
    whyNotReady: createReadiness({ database, townId, waits, begunMs: performance.now(), refused }),
    /** Lets go of everything, in this order; the jobs are the engine's to end, after the first two. */
    parts: {
      intake: () => intake.stop(),
      bounds: () => listening.stop(),
      leaveJobs: () => engine.leave(jobs),
      sender: () => sender.stop(),
      life: () => life.stop(),
    },
  };
}

/** Somebody who is allowed more a minute may also send more at once, in the same proportion. */
const boundOf = (perMinute: number) => ({
  perMinute,
  atOnce: Math.round((maxUpdatesAtOnce * perMinute) / maxUpdatesAMinute),
  notListeningSeconds,
  maxWatched: maxPeopleWatched,
});

const claimLink = ({ username }: UserFromGetMe, code: string) => `https://t.me/${username}?start=${code}`;

/** Replicas that start together show their links one after the other: the one that was shown last is the one that works. */
async function offerClaim(database: Database, moment: Moment, show: (code: string) => void): Promise<string | undefined> {
  const client = await database.$client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [locks.claim]);
    const code = await inOneTransaction(database, moment, mintClaimCode);
    if (code) show(code);
    return code;
  } finally {
    await client.query("select pg_advisory_unlock($1)", [locks.claim]).catch(() => {});
    client.release();
  }
}

async function startIntake(
  { elections, log, waits }: Process,
  webhook: { publicUrl: string; secret: string; path: string } | undefined,
  townId: number,
  api: Api,
  store: Parameters<typeof startPolling>[1],
) {
  // Telegram serves one poller only; the other replicas stand by.
  if (!webhook) return elections.hold({ lock: [locks.polling, townId], lead: async () => startPolling(api, store, log) });
  await untilAnswered(
    () =>
      api.setWebhook(`${webhook.publicUrl}${webhook.path}`, {
        secret_token: webhook.secret,
        allowed_updates: [...allowedUpdates],
        max_connections: webhookConnections,
      }),
    waits,
  );
  return { stop: async () => {} };
}

/** A bot that starts before its network does waits for it. A wrong token is final. */
async function untilAnswered<T extends UserFromGetMe | true>(ask: () => Promise<T>, waits: Waits): Promise<T> {
  return waits.during("Telegram", async (wait) => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const refused = refusedToken((error as { error_code?: number }).error_code);
        if (refused) throw new Error(refused, { cause: error });
        wait.because((error as Error).message);
        await new Promise((resolve) => setTimeout(resolve, retryTelegramMs));
      }
    }
  });
}
