import { sql } from "drizzle-orm";
import type { Task } from "graphile-worker";
import { DateTime } from "luxon";
import { awaitBackups, type Backups, backUpNightly } from "../backup/nightly.ts";
import { type Life, suspectUpdates } from "../database/attempts.ts";
import { cutTransactions, type Database } from "../database/client.ts";
import { beat } from "../database/heartbeat.ts";
import { maxChatsTogether, maxChatsWaiting, maxGroupsAtOnce } from "../database/limits.ts";
import { locks } from "../database/locks.ts";
import { isOutage } from "../database/outage.ts";
import { inOneTransaction, type Moment, type Work } from "../database/work.ts";
import { countChanged } from "../domain/figures/count-changed.ts";
import { maxCountedTimes } from "../domain/limits.ts";
import { tracesTask } from "../domain/privacy/erase-traces.ts";
import { hearTask, type Voice } from "../domain/voice.ts";
import { type Attempted, deliverTask } from "../domain/webhooks/deliveries.ts";
import type { Log } from "../log.ts";
import { type Chats, createChats } from "./chats.ts";
import { type Handler, handleInbox, handleTogether } from "./inbox.ts";
import { createPutOffs, putOffMs } from "./put-offs.ts";
import { keepRunning, type Patiently } from "./runner.ts";
import { backupTask, inboxTask, tidyTask, timersTask } from "./tasks.ts";
import { eraseRest, tidyUp } from "./tidy.ts";
import { fireAllTimers, unparkTimers } from "./timers.ts";
import { createWebhooks } from "./webhooks.ts";

/** `unhurried` is the same database, for what takes long. */
type Given = {
  database: Database;
  unhurried: Database;
  life: Life;
  databaseUrl: string;
  momentNow: () => Moment;
  handler: Handler;
  log: Log;
  patiently: Patiently;
  /** Where the night's backup goes, if anywhere. */
  backups: Backups | undefined;
  /** Hosts inside that may be told what happens. */
  privateHosts: readonly string[];
  /** Puts voice messages into words, if anything does. */
  hear: ((voice: Voice, one: { jobId: number; isLast: boolean; signal: AbortSignal }) => Promise<void>) | undefined;
};
export type Engine = { stop: () => Promise<void>; fireTimers: () => Promise<void>; chats: Chats };

/** The engine's pauses between them grow from seconds to a minute: a disk that is full then is full in the morning. */
const backupTries = 5;
const retryAfterSeconds = 1;
/** An update that waits so long was left behind by a process that is gone, or there is too much for one. */
const leftBehindSeconds = 3;
/** A failing update has a job of its own, with pauses; if that is lost as well, it is found again. */
const failureForgottenSeconds = 60;
const rescueEveryMs = 2_000;
/** A lock younger than this may belong to a process that has not yet shown that it lives. */
const youngLockSeconds = 2;

/**
 * Runs the job engine of this process: the inbox, chat by chat, and the timers.
 */
export async function startEngine(given: Given): Promise<Engine> {
  const { database, life, momentNow, handler, log, patiently, backups, hear, privateHosts } = given;
  const { townId, zone } = momentNow();
  await patiently(async () => {
    await rescueOrphans(database);
    await suspectUpdates(life);
    await handOutLeftBehind(database, townId, 0);
    await unparkTimers(life);
    await awaitBackups(database, townId, backups !== undefined);
  });
  let isStopping = false;
  const stopping = new AbortController();
  const common = { life, momentNow, log, isStopping: () => isStopping };
  const inbox = { ...common, database, handler, putOffs: createPutOffs() };
  const webhooks = createWebhooks({ database: given.unhurried, momentNow, privateHosts, signal: stopping.signal });
  const chats = createChats({
    atOnce: maxGroupsAtOnce,
    together: maxChatsTogether,
    most: maxChatsWaiting,
    async handle(chatIds) {
      const { followed, putOff, failed } = await handleTogether(inbox, chatIds);
      if (putOff.length) setTimeout(() => chats.take(putOff), putOffMs);
      const later = failed.map((chatId) => tryAgainLater(database, townId, chatId));
      await Promise.all(later).catch((error) => log.warn({ err: error }, "a chat waits until it is found again"));
      return followed;
    },
  });
  const fireTimers = async () => {
    await fireAllTimers(common);
    await beat(database, townId, "timers");
    await countChangedOnes({ ...common, database: given.unhurried });
  };
  const runner = await keepRunning({
    database,
    databaseUrl: given.databaseUrl,
    patiently,
    log,
    crontab: [
      `* * * * * ${timersTask} ?max=1`,
      `${atNight(zone, 3, 17)} ${tidyTask} ?max=1`,
      ...(backups ? [`${atNight(zone, 2, 34)} ${backupTask} ?max=${backupTries}`] : []),
    ].join("\n"),
    taskList: {
      [inboxTask]: (payload) => handleInbox(inbox, (payload as { chatId: number }).chatId),
      [timersTask]: fireTimers,
      [tracesTask]: (payload) => eraseRest(given.unhurried, momentNow(), (payload as { personId: number }).personId),
      [deliverTask]: (payload) => webhooks.deliver(payload as Attempted),
      [tidyTask]: () => tidyUp(given.unhurried, momentNow()),
      ...(hear ? { [hearTask]: hearing(hear, stopping.signal) } : {}),
      ...(backups ? { [backupTask]: async () => void (await backUpNightly({ database, moment: momentNow(), backups, log })) } : {}),
    },
  });
  const rescue = setInterval(
    () =>
      rescueOrphans(database)
        .then(() => suspectUpdates(life))
        .then(() => handOutLeftBehind(database, townId, leftBehindSeconds))
        .catch((error) => log[isOutage(error) ? "debug" : "warn"]({ err: error }, "looking for what was left behind failed")),
    rescueEveryMs,
  );
  // Not only with the next minute: nothing that fell due while nobody was there waits longer, and it is known that they run.
  const firstRound = fireTimers().catch((error) => log.warn({ err: error }, "the timers wait for the next minute"));
  return {
    fireTimers,
    chats,
    async stop() {
      isStopping = true;
      stopping.abort();
      clearInterval(rescue);
      await chats.stop();
      cutTransactions(given.unhurried);
      await firstRound;
      await runner.stop();
      await webhooks.stop();
      // Otherwise the others find what is left some seconds later.
      await handOutLeftBehind(database, townId, 0).catch(() => {});
    },
  };
}

/** A voice message takes minutes: a process that is to stop leaves it to the next. */
const hearing =
  (hear: NonNullable<Given["hear"]>, signal: AbortSignal): Task =>
  async (payload, { job }) =>
    hear((payload as { voice: Voice }).voice, { jobId: Number(job.id), isLast: job.attempts >= job.max_attempts, signal });

/** A minute of every night by the town's clock, as cron of the job engine says it, which counts by UTC. */
function atNight(zone: string, hour: number, minute: number): string {
  const at = DateTime.fromObject({ hour, minute }, { zone }).toUTC();
  return `${at.minute} ${at.hour} * * *`;
}

/** Frees the jobs of processes that are gone, so that their chats go on within seconds. */
async function rescueOrphans(database: Database) {
  await database.$client.query(
    `with holders as (
       select distinct locked_by from graphile_worker._private_jobs where locked_at < now() - $2 * interval '1 second'
     ), gone as (
       select array_agg(locked_by) as pools from holders
       where locked_by is not null and pg_try_advisory_xact_lock($1, hashtext(locked_by))
     )
     select graphile_worker.force_unlock_workers(pools) from gone where pools is not null`,
    [locks.workers, youngLockSeconds],
  );
}

const jobOf = `$1::text, json_build_object('townId', $2::int, 'chatId', chat_id)`;

async function tryAgainLater(database: Database, townId: number, chatId: number) {
  await database.$client.query(
    `select graphile_worker.add_job(${jobOf}, run_at => now() + $4 * interval '1 second') from (values ($3::bigint)) as given(chat_id)`,
    [inboxTask, townId, chatId, retryAfterSeconds],
  );
}

/**
 * Makes jobs for chats whose updates have waited too long, for whichever process is free. The key keeps a chat from having several such
 * jobs; one that is lost to a key is made the next time.
 */
async function handOutLeftBehind(database: Database, townId: number, seconds: number) {
  await database.$client.query(
    `select graphile_worker.add_job(${jobOf}, job_key => 'left:' || chat_id, job_key_mode => 'preserve_run_at')
     from (select distinct chat_id from inbox
       where town_id = $2 and processed_at is null and received_at <= now() - $3 * interval '1 second'
         and (failed_at is null or failed_at < now() - $4 * interval '1 second')) as left_behind`,
    [inboxTask, townId, seconds, failureForgottenSeconds],
  );
}

/** Figures are exact without it, only slower: nothing else fails when it does. */
async function countChangedOnes({
  database,
  momentNow,
  log,
  isStopping,
}: Pick<Given, "database" | "momentNow" | "log"> & { isStopping: () => boolean }) {
  try {
    for (let times = 0; times < maxCountedTimes && !isStopping(); times += 1) {
      if (!(await inOneTransaction(database, momentNow(), countIfNobodyDoes))) return;
    }
  } catch (error) {
    log[isStopping() || isOutage(error) ? "debug" : "warn"]({ err: error }, "the sums of figures were not brought up to date");
  }
}

async function countIfNobodyDoes(work: Work): Promise<boolean> {
  const lock = sql`select pg_try_advisory_xact_lock(${locks.sums}, ${work.townId}) as mine`;
  const { rows } = await work.tx.execute<{ mine: boolean }>(lock);
  return rows[0]?.mine === true && countChanged(work);
}
