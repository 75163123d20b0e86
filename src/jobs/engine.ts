import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import type { Database } from "../database/client.ts";
import { inOneTransaction, type Moment } from "../database/work.ts";
import { remindNextCare } from "../domain/door/care.ts";
import { remindNextSession } from "../domain/outreach/sessions.ts";
import { fireNextTimer } from "../domain/tickets/clock.ts";
import { tellDigests } from "../domain/tickets/digest.ts";
import { remindNextFollowUp } from "../domain/tickets/follow-up.ts";
import type { Log } from "../log.ts";
import { type Chats, createChats } from "./chats.ts";
import { type Handler, handleInbox, handleTogether } from "./inbox.ts";
import { inboxTask, tidyTask, timersTask } from "./tasks.ts";
import { tidyUp } from "./tidy.ts";

type Given = { database: Database; databaseUrl: string; momentNow: () => Moment; handler: Handler; log: Log };
export type Engine = { stop: () => Promise<void>; fireTimers: () => Promise<void>; chats: Chats };

/** Transactions of the inbox at the same time; the pool has connections for them, for jobs and the sender. */
const groupsAtOnce = 10;
/** Chats handled in one transaction: whoever is handled with others waits for all of them. */
const mostTogether = 25;
/** More than these wait for nobody: they are some half a second's work, and other replicas may be idle. */
const mostChatsWaiting = 200;
/** Jobs at the same time: chats that were shared out, tried again or left behind, and timers. */
const concurrentJobs = 5;
const retryAfterSeconds = 1;
/** An update that waits so long was left behind by a process that is gone, or there is too much for one. */
const leftBehindSeconds = 3;
/** A failing update has a job of its own, with pauses; if that is lost as well, it is found again. */
const failureForgottenSeconds = 60;
const rescueEveryMs = 2_000;
/** A lock younger than this may belong to a process that has not yet shown that it lives. */
const youngLockSeconds = 2;
const aliveLock = 7_305_003;

/**
 * Runs the job engine of this process: the inbox, chat by chat, and the timers.
 */
export async function startEngine(given: Given): Promise<Engine> {
  const { database, momentNow, handler, log } = given;
  const events = new EventEmitter() as WorkerEvents;
  const alive = await showAlive(given.databaseUrl, events);
  await rescueOrphans(database);
  const { townId } = momentNow();
  await handOutLeftBehind(database, townId, 0);
  const inbox = { database, momentNow, handler, log };
  const chats = createChats({
    atOnce: groupsAtOnce,
    together: mostTogether,
    most: mostChatsWaiting,
    async handle(chatIds) {
      const { followed, failed } = await handleTogether(inbox, chatIds);
      const later = failed.map((chatId) => tryAgainLater(database, townId, chatId));
      await Promise.all(later).catch((error) => log.warn({ err: error }, "a chat waits until it is found again"));
      return followed;
    },
  });
  const fireTimers = () => fireAllTimers(database, momentNow);
  const runner: Runner = await run({
    pgPool: database.$client,
    events,
    noHandleSignals: true,
    preset: {
      worker: {
        concurrentJobs,
        pollInterval: 1_000,
        localQueue: { size: concurrentJobs * 2, ttl: 10_000 },
        logger: new Logger(() => (level, message) => {
          if (level === "error") log.error({ from: "jobs" }, message);
        }),
      },
    },
    crontab: `* * * * * ${timersTask} ?max=1\n17 3 * * * ${tidyTask} ?max=1`,
    taskList: {
      [inboxTask]: (payload) => handleInbox(inbox, (payload as { chatId: number }).chatId),
      [timersTask]: fireTimers,
      [tidyTask]: () => tidyUp(database, townId),
    },
  });
  const rescue = setInterval(
    () =>
      rescueOrphans(database)
        .then(() => handOutLeftBehind(database, townId, leftBehindSeconds))
        .catch((error) => log.warn({ err: error }, "looking for what was left behind failed")),
    rescueEveryMs,
  );
  return {
    fireTimers,
    chats,
    async stop() {
      clearInterval(rescue);
      await chats.drained();
      await runner.stop();
      await alive.end();
    },
  };
}

/**
 * The engine frees the jobs of a killed process only after four hours. Each process therefore holds an advisory lock in
 * the name of its worker pool for as long as it lives, on a connection of its own.
 */
async function showAlive(databaseUrl: string, events: WorkerEvents): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "doorstep-alive", keepAlive: true });
  client.on("error", () => {});
  await client.connect();
  events.on("pool:create", ({ workerPool }) => {
    void client.query("select pg_advisory_lock($1, hashtext($2))", [aliveLock, workerPool.id]);
  });
  return client;
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
    [aliveLock, youngLockSeconds],
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

async function fireAllTimers(database: Database, momentNow: () => Moment) {
  while (await inOneTransaction(database, momentNow(), fireNextTimer));
  for (const doNext of [remindNextFollowUp, remindNextSession, remindNextCare, tellDigests]) {
    while (await inOneTransaction(database, momentNow(), doNext));
  }
}
