import { setTimeout as wait } from "node:timers/promises";

/** Keeps by how far the town is ahead of the machine; what it was before, after a restart. */
export type KeptClock = { load: () => Promise<number>; save: (aheadSeconds: number) => Promise<void> };
/** What the town's clock has to do. */
export type Duties = {
  /** The next instant until then at which something is due. */
  next: (until: number) => Promise<number | undefined>;
  fire: () => Promise<void>;
  /** Whether everything that arrived is handled, and all was said that was to be said. */
  isSettled: () => Promise<boolean>;
};
export type ClockState = { now: number; isRunning: boolean; isPlaying: boolean };

const minuteMs = 60_000;
/** Playing, a second of the machine is so much of the town's time, in steps that look like a clock that runs. */
const playedAtOnceMs = 10 * minuteMs;
const playStepMs = 150;
/** Whatever happens is looked at for a moment, before the clock runs on. */
const lookMs = 1_200;
/** A clock that nobody stops ends by itself after two weeks of the town. */
const longestPlayMs = 14 * 24 * 60 * minuteMs;
const settleEveryMs = 15;
/** Somebody whose messages cannot be sent does not hold up the town. */
const longestSettleMs = 5_000;

/**
 * The town's clock, ahead of the machine's. It never jumps over what is due: it stops at each reminder, digest and escalation, lets it
 * happen, waits until it is said, and goes on, so that everything comes in its order and with its own time.
 *
 * @param changed hears of each step
 */
export function createClock(changed: (state: ClockState) => void) {
  let aheadMs = 0;
  let kept: KeptClock | undefined;
  let duties: Duties | undefined;
  let turn = 0;
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;
  let isPlaying = false;

  const now = () => Date.now() + aheadMs;
  const state = (): ClockState => ({ now: now(), isRunning, isPlaying });

  async function setTo(instant: number) {
    aheadMs += Math.max(0, instant - now());
    await kept?.save(Math.ceil(aheadMs / 1000));
    changed(state());
  }

  async function settle() {
    const end = performance.now() + longestSettleMs;
    while (duties && performance.now() < end && !(await duties.isSettled())) await wait(settleEveryMs);
  }

  /** Everything due on the way to there, each at its own time. @returns whether anything was */
  async function goTo(instant: number, mine: number): Promise<boolean> {
    for (let some = false; ; some = true) {
      await settle();
      const due = mine === turn ? await duties?.next(instant) : undefined;
      if (due === undefined) {
        if (mine === turn) await setTo(instant);
        return some;
      }
      await setTo(due);
      await duties?.fire();
      await settle();
      if (isPlaying) return true;
    }
  }

  async function play(mine: number) {
    for (const end = now() + longestPlayMs; mine === turn && now() < end; ) {
      const happened = await goTo(now() + playedAtOnceMs, mine);
      await wait(happened ? lookMs : playStepMs);
    }
  }

  /** One run at a time: a new one ends what plays. */
  function run(kind: "pass" | "play", act: (mine: number) => Promise<unknown>): Promise<void> {
    turn += 1;
    const mine = turn;
    running = running
      .catch(() => {})
      .then(async () => {
        if (mine !== turn) return;
        isRunning = true;
        isPlaying = kind === "play";
        changed(state());
        await act(mine).finally(() => {
          isRunning = false;
          isPlaying = false;
          changed(state());
        });
      });
    return running;
  }

  return {
    now,
    state,
    /** @returns when the clock has got there, or was paused */
    pass: (minutes: number) => run("pass", (mine) => goTo(now() + minutes * minuteMs, mine)),
    play() {
      void run("play", play).catch(() => {});
    },
    async pause() {
      turn += 1;
      await running.catch(() => {});
    },
    /** Sets it before the town begins, when nothing can be due. */
    setTo,
    async connect(keptClock: KeptClock, given: Duties) {
      kept = keptClock;
      duties = given;
      aheadMs = (await keptClock.load()) * 1000;
    },
  };
}
