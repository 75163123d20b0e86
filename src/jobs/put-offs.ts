/** A message that is just being sent is noted within so long, mostly; then an update that needs to know it is looked at again. */
export const putOffMs = 25;
/** After that it is handled as well as can be: the message waits for something else, such as Telegram, and nobody waits long for an answer. */
const maxPutOffMs = 2_000;
/** One that another process has handled meanwhile is forgotten with time. */
const maxRemembered = 1_000;

export type PutOffs = ReturnType<typeof createPutOffs>;

/**
 * Updates that were put off for a moment, since what they need was not known yet, and since when. The waiting takes place between two
 * transactions, so that it holds neither locks nor a connection.
 */
export function createPutOffs(now: () => number = () => performance.now()) {
  const since = new Map<number, number>();
  return {
    may: (updateId: number): boolean => now() - (since.get(updateId) ?? now()) < maxPutOffMs,
    note(updateId: number) {
      if (!since.has(updateId)) since.set(updateId, now());
      const [oldest] = since.keys();
      if (oldest !== undefined && since.size > maxRemembered) since.delete(oldest);
    },
    forget: (updateId: number) => void since.delete(updateId),
  };
}
