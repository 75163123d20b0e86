import { setTimeout as pause } from "node:timers/promises";
import type { Wait, Waits } from "../waits.ts";
import type { Database } from "./client.ts";
import { lookMs, watchAgainMs, watchEveryMs } from "./limits.ts";
import { reasonOf } from "./outage.ts";
import { describeDatabase } from "./reach.ts";
import { probeStore } from "./store-probe.ts";

/**
 * Looks every few seconds whether the database would take an update, so that the log says so in one voice when it would not, whatever
 * else stands still meanwhile.
 */
export function watchDatabase(database: Database, waits: Waits) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const name = describeDatabase(database.url);
  void (async () => {
    let waiting: Wait | undefined;
    while (!signal.aborted) {
      await pause(waiting ? watchAgainMs : watchEveryMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) break;
      try {
        await probeStore(database, lookMs);
        waiting?.end();
        waiting = undefined;
      } catch (error) {
        waiting ??= waits.begin(name);
        waiting.because(reasonOf(error));
      }
    }
    waiting?.end();
  })();
  return { stop: () => stopping.abort() };
}
