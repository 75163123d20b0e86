import type { Update, UserFromGetMe } from "@grammyjs/types";
import type { Api } from "grammy";
import { createBot } from "./bot/bot.ts";
import { type Database, openDatabase } from "./database/client.ts";
import { holdElection } from "./database/leadership.ts";
import { migrateDatabase } from "./database/migrate.ts";
import { inOneTransaction, type Moment } from "./database/work.ts";
import { mintClaimCode } from "./domain/people/invite.ts";
import { allowedUpdates, startPolling } from "./intake/polling.ts";
import { storeUpdates } from "./intake/store.ts";
import { createWebhook } from "./intake/webhook.ts";
import { startEngine } from "./jobs/engine.ts";
import type { Log } from "./log.ts";
import { setCommands } from "./sender/commands.ts";
import { startSender } from "./sender/sender.ts";
import { openTelegram } from "./sender/telegram.ts";

export type AppGiven = {
  databaseUrl: string;
  bot: { token: string; apiRoot: string };
  webhook?: { publicUrl: string; secret: string } | undefined;
  timeZone: string;
  /** The town's clock in milliseconds; the machine's unless a test or the sandbox moves it. */
  clock: () => number;
  log: Log;
};

export type App = Awaited<ReturnType<typeof startApp>>;

/** One bot serves one town; the column is there for more. */
export const townId = 1;
const pollingLock = 7_305_004;
const webhookConnections = 40;
const retryTelegramMs = 1_000;

/**
 * Starts everything of one replica: schema, sender, jobs, and the intake last, so that whatever arrives can be handled.
 *
 * @returns the claim code if this is the first start on an empty database, the webhook's routes, and `stop`
 */
export async function startApp(given: AppGiven) {
  const { log, databaseUrl } = given;
  const database = openDatabase(databaseUrl);
  await migrateDatabase(database);
  const momentNow = (): Moment => ({ townId, zone: given.timeZone, now: new Date(given.clock()) });
  const api = openTelegram(given.bot.token, given.bot.apiRoot);
  const me = await untilAnswered(() => api.getMe(), log);
  const claimCode = await inOneTransaction(database, momentNow(), mintClaimCode);
  const sender = startSender({ database, databaseUrl, api, townId, momentNow, log });
  const engine = await startEngine({ database, databaseUrl, momentNow, handler: createBot(given.bot.token, me), log });
  const store = async (updates: readonly Update[]) => engine.chats.take(await storeUpdates(database, townId, updates, engine.chats.room()));
  const intake = await startIntake(given, api, store);
  void setCommands(api).catch((error) => log.warn({ err: error }, "the command list could not be set"));
  return {
    me,
    database,
    claimCode,
    momentNow,
    store,
    fireTimers: engine.fireTimers,
    webhook: given.webhook && createWebhook(given.webhook.secret, store),
    isReady: () => isReachable(database),
    /** Takes no more, finishes what runs, and lets go of everything; `entering` hears whose turn it is. */
    async stop(entering: (part: string) => void = () => {}) {
      const parts = {
        intake: () => intake.stop(),
        jobs: () => engine.stop(),
        sender: () => sender.stop(),
        database: () => database.$client.end(),
      };
      for (const [part, stop] of Object.entries(parts)) {
        entering(part);
        await stop();
      }
    },
  };
}

async function startIntake(given: AppGiven, api: Api, store: Parameters<typeof startPolling>[1]) {
  const { webhook } = given;
  // Telegram serves one poller only; the other replicas stand by.
  if (!webhook) {
    const lead = async () => startPolling(api, store, given.log);
    return holdElection({ databaseUrl: given.databaseUrl, lock: [pollingLock, townId], lead, log: given.log });
  }
  await untilAnswered(
    () =>
      api.setWebhook(`${webhook.publicUrl}/webhook`, {
        secret_token: webhook.secret,
        allowed_updates: [...allowedUpdates],
        max_connections: webhookConnections,
      }),
    given.log,
  );
  return { stop: async () => {} };
}

/** A bot that starts before its network does waits for it. A wrong token is final. */
async function untilAnswered<T extends UserFromGetMe | true>(ask: () => Promise<T>, log: Log): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if ((error as { error_code?: number }).error_code === 401) {
        throw new Error("BOT_TOKEN is not accepted by Telegram: copy it again from @BotFather", { cause: error });
      }
      log.warn({ err: error }, "Telegram could not be reached; trying again");
      await new Promise((resolve) => setTimeout(resolve, retryTelegramMs));
    }
  }
}

async function isReachable(database: Database): Promise<boolean> {
  return database.$client.query("select 1").then(
    () => true,
    () => false,
  );
}
