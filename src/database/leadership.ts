import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Log } from "../log.ts";

export type Leading = { stop: () => Promise<void> };
export type Election = { stop: () => Promise<void> };
type Given = {
  databaseUrl: string;
  /** Two numbers that name what is led: the duty, and the town. */
  lock: readonly [duty: number, townId: number];
  /** Begins the work; the connection is the one that holds the lock, for `listen`. */
  lead: (connection: pg.Client) => Promise<Leading>;
  log: Log;
};

const tryEveryMs = 500;

/**
 * Lets one process over all replicas do something: whoever gets an advisory lock in Postgres. The lock lives on a
 * connection of its own, so that a killed process is followed at once, and one that loses its connection stops.
 */
export function holdElection({ databaseUrl, lock, lead, log }: Given): Election {
  const stopping = new AbortController();
  const { signal } = stopping;
  let leading: { end: () => Promise<void> } | undefined;
  const running = (async () => {
    while (!signal.aborted) {
      try {
        leading ??= await stand();
      } catch (error) {
        log.warn({ err: error }, "the database could not be reached for an election");
      }
      // Nothing of a pause may be kept until the stop: there are two every second.
      await wait(tryEveryMs, undefined, { signal }).catch(() => {});
    }
  })();

  async function stand() {
    const connection = new pg.Client({ connectionString: databaseUrl, application_name: "doorstep-leader", keepAlive: true });
    connection.on("error", () => {});
    await connection.connect();
    const { rows } = await connection.query("select pg_try_advisory_lock($1, $2) as won", [...lock]);
    if (!rows[0]?.won || signal.aborted) {
      await connection.end();
      return undefined;
    }
    const work = await lead(connection);
    connection.once("end", () => {
      leading = undefined;
      void work.stop();
    });
    return {
      end: async () => {
        await work.stop();
        await connection.end();
      },
    };
  }

  return {
    async stop() {
      stopping.abort();
      await running;
      await leading?.end();
    },
  };
}
