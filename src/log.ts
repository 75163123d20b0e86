import { pino } from "pino";

export type Log = ReturnType<typeof createLog>;

/**
 * The program's log: one JSON line per event on standard error, ids only. Names, phones and message texts are never
 * passed to it; the redaction is a second fence.
 */
export function createLog(level: string) {
  const redact = ["*.text", "*.name", "*.phone", "*.payload", "*.first_name", "*.last_name", "*.username", "*.caption"];
  return pino({ level, redact, base: null }, pino.destination({ dest: 2, sync: true }));
}
