import type { FaultName } from "./chaos-faults.ts";

/**
 * What has to come true for a run to have tried anything, and the fault that leads there. Each is counted where it is seen from outside
 * (PostgreSQL's own lists, HTTP, process ids, what Telegram was told) or in the logs of the processes, never because a fault was made.
 */
export const rareStates = {
  "killed while an update's transaction was open": "killInTransaction",
  "killed between commit and sending": "killBeforeSending",
  "killed while Telegram's 429 was waited for": "killBeforeSending",
  "another process became the sender, with messages in hand": "killBeforeSending",
  "killed with a job in hand": "lock",
  "a dead process's job was rescued": "lock",
  "the sender's listening connection was lost and made again": "cut",
  "PostgreSQL started anew under both processes": "restart",
  "a process gave up waiting for a silent database": "hang",
  "/readyz 503 while the database was silent": "hang",
  "a process said what it waits for": "hang",
  "a statement's or lock's time was up": "lock",
  "a write was refused because the disk was full": "fill",
  "/readyz 503 while the disk was full": "fill",
  "one was stopped by SIGTERM and the other went on alone": "roll",
  "a killed postmaster was started again by a process": "killPostmaster",
  "the second process of a folder took over": "takeOver",
} as const satisfies Record<string, FaultName>;

export type RareState = keyof typeof rareStates;
export type Tally = ReturnType<typeof createTally>;

export function createTally() {
  const counts = new Map<RareState, number>();
  return {
    counts: counts as ReadonlyMap<RareState, number>,
    reached(state: RareState, times = 1) {
      counts.set(state, (counts.get(state) ?? 0) + times);
    },
  };
}

/** What a run came to: how often, or why it was not tried. */
export type RareStateReport = { state: RareState; times: number; notTried?: string };

/**
 * @param tried the faults of this run
 * @param impossible faults that this machine does not allow, with the reason
 */
export function reportOf(counts: ReadonlyMap<RareState, number>, tried: ReadonlySet<FaultName>, impossible: Impossible): RareStateReport[] {
  return (Object.entries(rareStates) as [RareState, FaultName][]).map(([state, fault]) => {
    const times = counts.get(state) ?? 0;
    if (times || (tried.has(fault) && !(fault in impossible))) return { state, times };
    return { state, times, notTried: impossible[fault] ? `not possible here: ${impossible[fault]}` : "not in this run" };
  });
}

export type Impossible = Partial<Record<FaultName, string>>;

export const unreached = (reports: readonly RareStateReport[]): RareState[] =>
  reports.filter(({ times, notTried }) => !times && !notTried).map(({ state }) => state);

/** As it is printed. */
export const tableOf = (reports: readonly RareStateReport[]): string =>
  reports.map(({ state, times, notTried }) => `${String(times).padStart(6)}  ${state}${notTried ? ` (${notTried})` : ""}`).join("\n");
