import type { RareState, Tally } from "./rare-states.ts";
import type { LogLine } from "./replicas.ts";

/** What a process's log says of a rare state. */
const words: Partial<Record<RareState, (line: LogLine) => boolean>> = {
  "a process said what it waits for": ({ waitingFor }) => waitingFor !== undefined,
  "a process gave up waiting for a silent database": ({ err, reason }) =>
    /does not answer|Query read timeout|timeout expired|when trying to connect/.test(err?.message ?? reason ?? ""),
  "a write was refused because the disk was full": ({ err, reason }) => /No space left on device/.test(err?.message ?? reason ?? ""),
};

export function hear(tally: Tally, line: LogLine) {
  for (const [state, isSaid] of Object.entries(words)) if (isSaid(line)) tally.reached(state as RareState);
}
