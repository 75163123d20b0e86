/** What became of a chat is not this module's business; whoever gives `handle` sees to its failures. */
type Given = { handle: (chatId: number) => Promise<void>; atOnce: number; most: number };
export type Chats = ReturnType<typeof createChats>;

/**
 * The chats whose updates this process has just stored: it handles them itself, without the detour of a job. Each chat by one at a
 * time; one that is given again while it is handled is looked at once more.
 *
 * @param atOnce chats handled at the same time
 * @param most chats that may wait here; `room` tells how many more there may be, so that the rest can go to other processes
 */
export function createChats({ handle, atOnce, most }: Given) {
  const waiting = new Set<number>();
  const running = new Set<number>();
  const drained: (() => void)[] = [];

  function next() {
    for (const chatId of waiting) {
      if (running.size >= atOnce) return;
      if (running.has(chatId)) continue;
      waiting.delete(chatId);
      running.add(chatId);
      void handle(chatId).finally(() => {
        running.delete(chatId);
        next();
      });
    }
    if (!running.size) for (const resolve of drained.splice(0)) resolve();
  }

  return {
    room: () => Math.max(0, most - waiting.size),
    take(chatIds: Iterable<number>) {
      for (const chatId of chatIds) waiting.add(chatId);
      next();
    },
    /** Resolves when nothing waits and nothing runs. */
    async drained() {
      if (waiting.size || running.size) await new Promise<void>((resolve) => drained.push(resolve));
    },
  };
}
