import { setTimeout as wait } from "node:timers/promises";
import type { Pool } from "../database/drivers/pipelined.ts";
import { tryAgainMs } from "../database/limits.ts";
import { isOutage } from "../database/outage.ts";

/**
 * The pool as the job engine is given it: what it asks is asked again until the database is there. The engine itself gives its workers
 * up when a job cannot be marked as done at once. Its statements stand alone, and each may happen twice; the one that takes jobs leaves
 * those whose names were lost to the process that finds the updates that wait.
 *
 * @param signal ends the patience
 */
export function patientPool(pool: Pool, signal: AbortSignal): Pool {
  async function query(...given: Parameters<typeof pool.query>): Promise<unknown> {
    for (;;) {
      try {
        return await pool.query(...given);
      } catch (error) {
        if (signal.aborted || !isOutage(error)) throw error;
        await wait(tryAgainMs, undefined, { signal }).catch(() => {});
      }
    }
  }
  const client = { query, release() {} };
  type Connect = (callback?: Parameters<typeof pool.connect>[0]) => unknown;
  // Who listens needs a connection of its own, and by its callback says so.
  const connect: Connect = (callback) => (callback ? pool.connect(callback) : Promise.resolve(client));
  return new Proxy(pool, {
    get(target, name) {
      if (name === "query") return query;
      if (name === "connect") return connect;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
