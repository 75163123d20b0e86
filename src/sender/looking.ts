import { isOutage } from "../database/outage.ts";
import type { Log } from "../log.ts";

/** How often somebody looks whether something waits, even if no notification came, in milliseconds: for all towns at once (`ear.ts`). */
export const lookEveryMs = 1_000;
/** And for this one, whatever became of that. */
const lookAnywayMs = 30_000;

type Given = {
  /** Takes in hand what it finds. @returns whether no ordered row was left out */
  look: () => Promise<boolean>;
  /** A look has ended, and no other is wanted at once. */
  ended: () => void;
  log: Log;
};

/** Looks at the outbox when woken: one look at a time, and one more when something was heard meanwhile. */
export function createLooking({ look, ended, log }: Given) {
  let isStopped = false;
  let isUnderWay = false;
  let isWantedAgain = false;
  /** Whether every ordered row that was committed up to the last notification is in hand or done. */
  let isCaughtUp = false;
  let next: NodeJS.Timeout | undefined;

  function wake() {
    if (isStopped) return;
    isCaughtUp = false;
    if (isUnderWay) isWantedAgain = true;
    else void lookNow();
  }

  async function lookNow() {
    isUnderWay = true;
    try {
      isCaughtUp = await look();
    } catch (error) {
      log[isOutage(error) ? "debug" : "warn"]({ err: error }, "the outbox could not be read");
    }
    isUnderWay = false;
    clearTimeout(next);
    if (isStopped) return;
    next = setTimeout(wake, lookAnywayMs);
    if (!isWantedAgain) return ended();
    isWantedAgain = false;
    wake();
  }

  return {
    wake,
    /** Nothing that was committed before is still to be found, and no look is under way that might find it. */
    isCaughtUp: () => isCaughtUp && !isUnderWay,
    /** There is, and nobody is looking for it. */
    isBehind: () => !isCaughtUp && !isUnderWay,
    stop() {
      isStopped = true;
      clearTimeout(next);
    },
  };
}
