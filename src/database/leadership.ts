import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "../log.ts";
import { close, openConnection } from "./drivers/pipelined.ts";
import { connectMs, tryAgainMs } from "./limits.ts";
import { isOutage } from "./outage.ts";

export type Leading = { stop: () => Promise<void> };
export type Election = { stop: () => Promise<void> };
type Given = {
  databaseUrl: string;
  /** Two numbers that name what is led: the duty, and the town. */
  lock: readonly [duty: number, townId: number];
  /** Begins the work. */
  lead: () => Promise<Leading>;
  log: Log;
};

/**
 * Lets one process over all replicas do something: the one that gets an advisory lock in Postgres. The lock lives on a
 * connection of its own, so that a killed process is followed at once, and one that loses its connection stops.
 */
export function holdElection({ databaseUrl, lock, lead, log }: Given): Election {
  const stopping = new AbortController();
  const { signal } = stopping;
  let leading: { isLost: () => boolean; end: () => Promise<void> } | undefined;
  /** What was led until the connection was lost; it must not meet what is led after. */
  let ending: Promise<unknown> = Promise.resolve();
  const running = (async () => {
    while (!signal.aborted) {
      try {
        await ending;
        if (!leading || leading.isLost()) leading = await stand();
      } catch (error) {
        // That the database is away is told once, by who watches it.
        log[isOutage(error) ? "debug" : "warn"]({ err: error }, "the database could not be reached for an election");
      }
      // Nothing of a pause may be kept until the stop: there are two every second.
      await wait(tryAgainMs, undefined, { signal }).catch(() => {});
    }
  })();

  async function stand() {
    const connection = await openConnection(databaseUrl, "doorstep-leader");
    let isLost = false;
    let work: Leading | undefined;
    connection.once("end", () => {
      isLost = true;
      if (work) letGo(work);
    });
    try {
      const { rows } = await connection.query("select pg_try_advisory_lock($1, $2) as won", [...lock]);
      if (!rows[0]?.won || signal.aborted) {
        await close(connection);
        return undefined;
      }
      const begun = await lead();
      work = begun;
      if (isLost) letGo(begun);
      return {
        isLost: () => isLost,
        end: async () => {
          await begun.stop();
          await close(connection);
        },
      };
    } catch (error) {
      await close(connection);
      throw error;
    }
  }

  /** Whatever hangs with the database or with Telegram is not waited for longer than it takes to find another leader. */
  function letGo(work: Leading) {
    ending = Promise.race([work.stop(), wait(connectMs, undefined, { ref: false })]);
  }

  return {
    async stop() {
      stopping.abort();
      await running;
      await leading?.end();
    },
  };
}
