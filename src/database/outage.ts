/** SQLSTATEs that say something about the server's state and nothing about what was asked; by their class where all of it does. */
const outageStates = [
  "08", // connection exceptions
  "53", // disk full, out of memory, too many connections
  "57P", // shutdown, crash, still starting, session timed out
  "58030", // the disk fails
  "25006", // the server takes no writes
  "25P03", // idle in transaction for too long
  "55P03", // a lock was not free in time
];
const outageCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT", // its socket is gone
  // What `postgres` says of a connection that is gone, and of one that it was told to end.
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
]);
/** What the driver says when there is no server to speak for itself. */
const outageWords =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client .* not queryable)/;

/**
 * Whether something failed because the database is away, full or hanging. Nothing is wrong with what was asked then: it is asked again
 * later, and the failure counts for nothing.
 */
export function isOutage(error: unknown): boolean {
  const { code, message } = rootOf(error);
  if (code === undefined) return outageWords.test(message);
  return outageCodes.has(code) || outageStates.some((state) => code.startsWith(state) && /^[0-9A-Z]{5}$/.test(code));
}

/** Whether a lock was not free in time: the server is there, and somebody stands in the way. */
export const isHeldLock = (error: unknown): boolean => rootOf(error).code === "55P03";

/** In words for an operator: the database's own, without the question that was asked. */
export function reasonOf(error: unknown): string {
  const { code, message } = rootOf(error);
  const isSilence =
    code === undefined && /^(Connection terminated due to connection timeout|timeout expired|Query read timeout)/.test(message);
  return isSilence ? "it does not answer" : message || code || "unknown";
}

/** drizzle wraps what the driver says, and Node what several addresses of one host said. */
function rootOf(error: unknown): { code: string | undefined; message: string } {
  if (!(error instanceof Error)) return { code: undefined, message: String(error) };
  if (error.message.startsWith("Failed query") && error.cause) return rootOf(error.cause);
  const { code } = error as Error & { code?: unknown };
  return { code: typeof code === "string" ? code : undefined, message: error.message };
}
