import type { Update, UserFromGetMe } from "@grammyjs/types";
import type { Api } from "grammy";
import type { Backups } from "./backup/nightly.ts";
import { createBot } from "./bot/bot.ts";
import { beginLife } from "./database/attempts.ts";
import { shareConnections } from "./database/budget.ts";
import { asking, closeDatabase, type Database, openDatabase, type Queries } from "./database/client.ts";
import { forLong, road } from "./database/drivers/settings.ts";
import { holdElection } from "./database/leadership.ts";
import { locks } from "./database/locks.ts";
import { migrateDatabase } from "./database/migrate.ts";
import { isOutage, reasonOf } from "./database/outage.ts";
import { onceReached } from "./database/reach.ts";
import { watchDatabase } from "./database/watch.ts";
import { inOneTransaction, type Moment, reading, type Work } from "./database/work.ts";
import { maxPeopleWatched, maxUpdatesAMinute, maxUpdatesAtOnce, notListeningSeconds } from "./domain/limits.ts";
import { mintClaimCode } from "./domain/people/claim.ts";
import { allowedUpdates, startPolling } from "./intake/polling.ts";
import { createStore } from "./intake/store.ts";
import { createWebhook } from "./intake/webhook.ts";
import { startEngine } from "./jobs/engine.ts";
import { watchForNewerRelease } from "./jobs/older-release.ts";
import { startListening } from "./listening.ts";
import type { Log } from "./log.ts";
import { createReadiness } from "./readiness.ts";
import { introduce } from "./sender/introduce.ts";
import { startSender } from "./sender/sender.ts";
import { createTally, type Tally } from "./sender/tally.ts";
import { openTelegram, type TelegramAddress } from "./sender/telegram.ts";
import { refusedToken, watchTelegram } from "./sender/telegram-watch.ts";
import { speakerOf, transcriberOf, type VoiceSettings } from "./voice/engines.ts";
import { createHearing } from "./voice/hearing.ts";
import { createWaits, type Wait, type Waits } from "./waits.ts";
import { botIdOf, refuseOthersData, takeData, type Where } from "./whose-data.ts";

export type AppGiven = {
  databaseUrl: string;
  bot: TelegramAddress;
  webhook?: { publicUrl: string; secret: string } | undefined;
  timeZone: string;
  /** The town's clock in milliseconds; the machine's unless a test or the sandbox moves it. */
  clock: () => number;
  /** What one person may send in a minute; people's measure unless somebody plays faster than people can. */
  updatesAMinute?: number | undefined;
  log: Log;
  /** Where it is said what is waited for. */
  waits?: Waits;
  /** Where the night's backup goes, if anywhere. */
  backups?: Backups | undefined;
  /** What puts voice messages into words, and reads words aloud, if anything does. */
  voice?: VoiceSettings | undefined;
  /** Hosts that are not of the internet and may be told what happens (webhooks) all the same. */
  privateHosts?: readonly string[] | undefined;
  /** Is done before the schema of an earlier release is changed; says where what was there can be found, should that fail. */
  beforeUpgrade?: (url: string) => Promise<string>;
  /** Whether it is the sandbox, whose demo township has its admin already. */
  isDemo?: boolean;
  /** Where the data lie, for what an operator is told about them. */
  where?: Where;
  /** Is shown the link by which somebody becomes the town's first admin. */
  showClaim?: (link: string) => void;
};

export type App = Awaited<ReturnType<typeof startApp>>;

/** One bot serves one town; the column is there for more. */
export const townId = 1;
const webhookConnections = 40;
const retryTelegramMs = 1_000;

/**
 * Starts everything of one replica: schema, sender, jobs, and then the intake, so that whatever arrives can be handled. Last of all, when
 * nothing can fail any more, comes the link of a town that has no admin yet.
 *
 * @returns the code of that link, the webhook's routes, and `stop`
 * @throws Error with one line when the data are somebody else's, or the token is wrong
 */
export async function startApp(given: AppGiven) {
  const { log, databaseUrl, waits = createWaits(given.log) } = given;
  const share = () => shareConnections(databaseUrl, (line) => log.warn(line));
  const budget = await onceReached(databaseUrl, waits, share);
  const database = openDatabase(databaseUrl, road, { ...budget, streaming: 1 });
  const few = { transactions: budget.unhurried, reading: budget.unhurriedReading, streaming: 1 };
  const unhurried = openDatabase(databaseUrl, forLong, few);
  const momentNow = (): Moment => ({ townId, zone: given.timeZone, now: new Date(given.clock()) });
  const comer = given.isDemo ? ("sandbox" as const) : { botId: botIdOf(given.bot.token) };
  const claimant = { database, moment: momentNow(), comer, where: given.where ?? { setting: "DATABASE_URL" as const } };
  const patiently = <T>(act: (waiting: Wait) => Promise<T>) => onceReached(databaseUrl, waits, act);
  await patiently(async ({ because }) => {
    await refuseOthersData(claimant);
    await upgrade(database, given, because);
  });
  const watch = watchDatabase(database, waits);
  const newer = watchForNewerRelease({ database, momentNow, log });
  const api = openTelegram(given.bot);
  const me = await untilAnswered(() => api.getMe(), waits);
  const { refused } = watchTelegram(api, waits);
  await patiently(() => takeData(claimant, me.username));
  const life = await beginLife({ database, databaseUrl, townId, log });
  const { backups, privateHosts = [], voice: { transcribe, speak } = {} } = given;
  const speaking = speak && speakerOf(speak);
  const tally = createTally();
  const sender = startSender({ database, life, unhurried, databaseUrl, api, townId, momentNow, log, tally, speak: speaking });
  const handler = createBot(given.bot.token, me, { voice: { hears: transcribe !== undefined, speaks: speak !== undefined }, privateHosts });
  const hear = transcribe && createHearing({ api, database, townId, transcribe: transcriberOf(transcribe), log });
  const engine = await startEngine({
    database,
    life,
    unhurried,
    databaseUrl,
    momentNow,
    handler,
    log,
    patiently,
    backups,
    hear,
    privateHosts,
  });
  const storing = createStore(database, townId, me.id);
  const bound = boundOf(given.updatesAMinute ?? maxUpdatesAMinute);
  const storeWhereRoom = async (updates: readonly Update[]) => engine.chats.take(await storing(updates, engine.chats.room()));
  const listening = await patiently(() => startListening({ database, momentNow, bound, log, store: storeWhereRoom }));
  const { store, leftOut } = listening;
  const intake = await startIntake({ ...given, waits }, api, store);
  const show = (code: string) => given.showClaim?.(claimLink(me, code));
  const claimCode = given.isDemo ? undefined : await patiently(() => offerClaim(database, momentNow(), show));
  void introduce(api).catch((error) => log.warn({ err: error }, "the command list and the description could not be set"));
  return {
    me,
    database,
    claimCode,
    momentNow,
    store,
    leftOut,
    tally: tally as Readonly<Tally>,
    /** For what is measured. */
    asking: <T>(act: (tx: Queries) => Promise<T>) => asking(database, act),
    /** For strangers, on the connections of what has time: whoever waits for an answer of the bot does not wait for them. */
    lookingAt: <T>(act: (work: Work) => Promise<T>) => reading(unhurried, momentNow(), act),
    /** For programs of others that file something: a transaction as of an update. */
    taking: <T>(act: (work: Work) => Promise<T>) =>
      inOneTransaction(database, momentNow(), act).catch((error) => {
        log.error({ err: error }, "what a program of others filed was not taken");
        throw error;
      }),
    fireTimers: engine.fireTimers,
    webhook: given.webhook && createWebhook(given.webhook.secret, store, log),
    /** Why this process is of no use just now; nothing when it is. */
    whyNotReady: createReadiness({ database, townId, waits, begunMs: performance.now(), refused }),
    /** Takes no more, finishes what runs, and lets go of everything; `entering` hears whose turn it is. */
    async stop(entering: (part: string) => void = () => {}) {
      const parts = {
        intake: () => intake.stop(),
        bounds: () => listening.stop(),
        jobs: () => engine.stop(),
        sender: () => sender.stop(),
        life: () => life.stop(),
        database: async () => {
          watch.stop();
          newer.stop();
          await Promise.all([database, unhurried].map(closeDatabase));
        },
      };
      for (const [part, stop] of Object.entries(parts)) {
        entering(part);
        await stop();
      }
    },
  };
}

/** Either the schema is this release's afterwards, or it is as it was, and the operator hears so. */
async function upgrade(database: Database, { beforeUpgrade, log }: AppGiven, because: (reason: string) => void) {
  let kept: string | undefined;
  const before = async () => {
    // Once, however often the rest is tried.
    kept ??= await beforeUpgrade?.(database.url);
    if (kept) log.info({ file: kept }, "backed up before the upgrade");
  };
  try {
    await migrateDatabase(database, { because, before });
  } catch (cause) {
    if (!kept || isOutage(cause)) throw cause;
    const why = reasonOf(cause);
    throw new Error(`The upgrade failed and changed nothing: start the earlier release again. A backup of before is ${kept}. ${why}`, {
      cause,
    });
  }
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

async function startIntake(given: AppGiven & { waits: Waits }, api: Api, store: Parameters<typeof startPolling>[1]) {
  const { webhook } = given;
  // Telegram serves one poller only; the other replicas stand by.
  if (!webhook) {
    const lead = async () => startPolling(api, store, given.log);
    return holdElection({ databaseUrl: given.databaseUrl, lock: [locks.polling, townId], lead, log: given.log });
  }
  await untilAnswered(
    () =>
      api.setWebhook(`${webhook.publicUrl}/webhook`, {
        secret_token: webhook.secret,
        allowed_updates: [...allowedUpdates],
        max_connections: webhookConnections,
      }),
    given.waits,
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
