import { setTimeout as wait } from "node:timers/promises";
import type { WorkerEvents } from "graphile-worker";
import { type Client, close, openConnection } from "../database/drivers/pipelined.ts";
import { tryAgainMs } from "../database/limits.ts";
import { locks } from "../database/locks.ts";

/**
 * The engine frees the jobs of a killed process only after four hours. Each process therefore holds an advisory lock in the name of its
 * worker pool for as long as it lives, on a connection of its own, which is made again whenever it is lost.
 *
 * @returns `stop`, for when the pool is done, and `disown`, for a pool that gave up: its jobs are free at once
 */
export async function showAlive(databaseUrl: string, events: WorkerEvents) {
  const pools = new Set<string>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let connection = await openConnection(databaseUrl, "doorstep-alive");
  const holding = (async () => {
    while (!signal.aborted) {
      await new Promise<void>((resolve) => connection.once("end", resolve));
      while (!signal.aborted && !(await connectAgain())) await wait(tryAgainMs, undefined, { signal }).catch(() => {});
    }
  })();

  async function connectAgain(): Promise<boolean> {
    const made = await openConnection(databaseUrl, "doorstep-alive").catch(() => undefined);
    if (!made) return false;
    connection = made;
    // Should it be lost again on the way, the loop that waits for its end begins anew.
    for (const id of pools) lock(made, id).catch(() => {});
    return true;
  }

  events.on("pool:create", ({ workerPool: { id } }) => {
    pools.add(id);
    // Lost on the way, it is asked for again on the next connection.
    lock(connection, id).catch(() => {});
  });
  return {
    disown(id: string) {
      pools.delete(id);
      connection.query("select pg_advisory_unlock($1, hashtext($2))", [locks.workers, id]).catch(() => {});
    },
    async stop() {
      stopping.abort();
      await close(connection);
      await holding;
    },
  };
}

const lock = (connection: Client, id: string) => connection.query("select pg_advisory_lock($1, hashtext($2))", [locks.workers, id]);
