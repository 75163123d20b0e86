import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import type { Database } from "../database/client.ts";
import { inOneTransaction, type Moment } from "../database/work.ts";
import { remindNextCare } from "../domain/door/care.ts";
import { remindNextSession } from "../domain/outreach/sessions.ts";
import { fireNextTimer } from "../domain/tickets/clock.ts";
import { remindNextFollowUp } from "../domain/tickets/follow-up.ts";
import type { Log } from "../log.ts";
import { type Handler, handleInbox } from "./inbox.ts";
import { inboxTask, tidyTask, timersTask } from "./tasks.ts";
import { tidyUp } from "./tidy.ts";

type Given = { database: Database; databaseUrl: string; momentNow: () => Moment; handler: Handler; log: Log };
export type Engine = { stop: () => Promise<void>; fireTimers: () => Promise<void> };

/** Updates of different chats handled at the same time by one process; the pool has connections for them. */
const concurrentJobs = 12;
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
      [inboxTask]: (payload) => handleInbox(database, momentNow, (payload as { chatId: number }).chatId, handler, log),
      [timersTask]: fireTimers,
      [tidyTask]: () => tidyUp(database, momentNow().townId),
    },
  });
  const rescue = setInterval(
    () => rescueOrphans(database).catch((error) => log.warn({ err: error }, "looking for orphaned jobs failed")),
    rescueEveryMs,
  );
  return {
    fireTimers,
    async stop() {
      clearInterval(rescue);
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

async function fireAllTimers(database: Database, momentNow: () => Moment) {
  while (await inOneTransaction(database, momentNow(), fireNextTimer));
  for (const remindNext of [remindNextFollowUp, remindNextSession, remindNextCare]) {
    while (await inOneTransaction(database, momentNow(), remindNext));
  }
}
