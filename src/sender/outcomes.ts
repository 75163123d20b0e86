import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "../database/client.ts";
import { isOutage } from "../database/outage.ts";
import { priorities } from "../database/work.ts";
import type { Log } from "../log.ts";
import { type Outcome, type Row, recordOutcomes } from "./queue.ts";

/** Outcomes wait so long for others, to be written together; the message itself has been sent by then. */
const gatherMs = 5;
const unawaitedMs = 50;
const tryAgainMs = 200;

type Given = { database: Database; townId: number; log: Log };

/** Writes down what became of messages: those that end while an earlier write is on its way are written together, and until it succeeds. */
export function createOutcomes({ database, townId, log }: Given) {
  const waiting: { outcome: Outcome; written: () => void }[] = [];
  let recording: Promise<void> | undefined;

  function write() {
    if (!waiting.length) return;
    recording ??= writeWaiting().finally(() => {
      recording = undefined;
      write();
    });
  }

  async function writeWaiting() {
    while (waiting.length) {
      const batch = waiting.splice(0);
      const outcomes = batch.map(({ outcome }) => outcome);
      try {
        await recordOutcomes(database, townId, outcomes);
      } catch (error) {
        log[isOutage(error) ? "debug" : "warn"]({ err: error }, "outcomes could not be written; they are tried again");
        waiting.unshift(...batch);
        await wait(tryAgainMs);
        continue;
      }
      for (const { written } of batch) written();
    }
  }

  return {
    /** Resolves when it is written. */
    record({ priority, ticketId }: Row, outcome: Outcome): Promise<void> {
      return new Promise((resolve) => {
        waiting.push({ outcome, written: resolve });
        // What belongs to a ticket may be replied to, and must be known by then.
        if (ticketId !== null) write();
        // Nothing waits for the answer to a press, and one given twice harms nobody: it is written down with what comes next.
        else setTimeout(write, priority === priorities.callbackAnswer ? unawaitedMs : gatherMs).unref();
      });
    },
    /** Writes whatever still waits. */
    async finish() {
      write();
      await recording;
    },
  };
}
