import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Database } from "../database/client.ts";
import { tryAgainMs } from "../database/limits.ts";
import { isOutage } from "../database/outage.ts";
import { maxTargets } from "../domain/webhooks/limits.ts";
import type { Log } from "../log.ts";
import { showAlive } from "./alive.ts";
import { patientPool } from "./patient-pool.ts";

/**
 * Jobs at the same time: five for chats that were shared out, tried again or left behind, and for timers; and one for each address that is
 * told what happens, since one that says nothing keeps its job for as long as it may.
 */
const concurrentJobs = 5 + maxTargets;

/** Does what a start needs of the database as soon as that can be done. */
export type Patiently = <T>(act: () => Promise<T>) => Promise<T>;
type Given = {
  database: Database;
  databaseUrl: string;
  patiently: Patiently;
  /** Asked whenever it begins. */
  crontab: () => string;
  taskList: () => TaskList;
  log: Log;
};

/**
 * Runs the jobs of this process, from the first `renew` on, which is asked for whenever there are others to be run. Should the engine give
 * its workers up, they are replaced, and what they held is freed.
 */
export async function keepRunning(given: Given) {
  const events = new EventEmitter() as WorkerEvents;
  const alive = await given.patiently(() => showAlive(given.databaseUrl, events));
  const stopping = new AbortController();
  let runner: Runner | undefined;
  let isRenewing = false;
  /** Renewals follow one another; one that waits does what was asked for until it begins. */
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;

  events.on("pool:gracefulShutdown", ({ workerPool }) => {
    if (stopping.signal.aborted || isRenewing) return;
    given.log.warn("the job engine gave its workers up; it is started again");
    alive.disown(workerPool.id);
    void replace(runner);
  });

  async function start(): Promise<Runner> {
    const started = await startRunner(given, events, stopping.signal);
    // Why it ended is told by its events.
    started.promise.catch(() => {});
    return started;
  }

  async function replace(old: Runner | undefined) {
    old?.stop().catch(() => {});
    while (!stopping.signal.aborted) {
      await wait(tryAgainMs);
      const next = stopping.signal.aborted ? undefined : await start().catch(tellUnlessOutage);
      if (!next) continue;
      runner = next;
      return;
    }
  }

  async function renew() {
    next = undefined;
    if (stopping.signal.aborted) return;
    isRenewing = true;
    try {
      await runner?.stop().catch((error) => given.log.debug({ err: error }, "the job engine was stopped already"));
      runner = await start();
    } finally {
      isRenewing = false;
    }
  }

  function tellUnlessOutage(error: unknown): undefined {
    if (!isOutage(error)) given.log.warn({ err: error }, "the job engine does not start");
  }

  return {
    /** @throws when the database cannot be reached */
    renew(): Promise<void> {
      next ??= underWay.then(renew, renew);
      underWay = next;
      return next;
    },
    async stop() {
      stopping.abort();
      await underWay.catch(() => {});
      await runner?.stop().catch((error) => given.log.debug({ err: error }, "the job engine was stopped already"));
      await alive.stop();
    },
  };
}

const startRunner = ({ database, crontab, taskList, log }: Given, events: WorkerEvents, signal: AbortSignal) =>
  run({
    pgPool: patientPool(database.$client, signal),
    events,
    noHandleSignals: true,
    preset: {
      worker: {
        concurrentJobs,
        pollInterval: 1_000,
        localQueue: { size: concurrentJobs * 2, ttl: 10_000 },
        // Together: when what is completed one by one fails, there is nobody to catch it.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        logger: new Logger(() => (level, message, meta) => {
          // That the database is away is told once, by who watches it.
          if (level === "error") log[isOutage(meta?.["error"]) ? "debug" : "error"]({ from: "jobs" }, message);
        }),
      },
    },
    crontab: crontab(),
    taskList: taskList(),
  });
