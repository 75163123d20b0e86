import { pino } from "pino";

export type Log = ReturnType<typeof createLog>;

/**
 * The program's log: one JSON line per event on standard error, ids only. Names, phones and message texts are never
 * passed to it; the redaction is a second fence.
 */
export function createLog(level: string) {
  const redact = ["*.text", "*.name", "*.phone", "*.payload", "*.first_name", "*.last_name", "*.username", "*.caption"];
  return pino({ level, redact, base: null, serializers: { err: describeError } }, pino.destination({ dest: 2, sync: true }));
}

/**
 * What a log may say about an error: never its further properties, which hold updates, and for a failed query the
 * database's words rather than the query's parameters.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const isQuery = error.message.startsWith("Failed query");
  const told = isQuery && error.cause instanceof Error ? error.cause : error;
  const { code } = told as Error & { code?: string };
  const stack = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
  return { type: told.name, message: told.message, ...(code ? { code } : {}), stack };
}

/** What ends a start is one line, whatever a program or a library had to say. */
export const oneLine = ({ message }: Error) => message.trim().replace(/\s*\n\s*/g, " ");
