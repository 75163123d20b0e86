/** @param handle handles the oldest update of each chat and says which chats to look at again; their failures are its business */
type Given = { handle: (chatIds: readonly number[]) => Promise<readonly number[]>; atOnce: number; together: number; most: number };
export type Chats = ReturnType<typeof createChats>;

/**
 * The chats whose updates this process has just stored: it handles them itself, without the detour of a job. Each chat by one at a
 * time; one that is given again while it is handled is looked at once more. Those that wait at the same time are handled together.
 *
 * @param atOnce groups of chats handled at the same time
 * @param together most chats of one group
 * @param most chats that may wait here; `room` tells how many more there may be, so that the rest can go to other processes
 */
export function createChats({ handle, atOnce, together, most }: Given) {
  const waiting = new Set<number>();
  const running = new Set<number>();
  const stopped: (() => void)[] = [];
  let isStopping = false;
  let groups = 0;

  function next() {
    while (!isStopping && groups < atOnce) {
      const idle = [...waiting].filter((chatId) => !running.has(chatId));
      if (!idle.length) break;
      start(idle.slice(0, together));
    }
    if (!groups) for (const resolve of stopped.splice(0)) resolve();
  }

  function start(group: readonly number[]) {
    groups += 1;
    for (const chatId of group) {
      waiting.delete(chatId);
      running.add(chatId);
    }
    void handle(group).then((again) => {
      groups -= 1;
      for (const chatId of group) running.delete(chatId);
      for (const chatId of again) waiting.add(chatId);
      next();
    });
  }

  return {
    room: () => Math.max(0, most - waiting.size),
    take(chatIds: Iterable<number>) {
      for (const chatId of chatIds) waiting.add(chatId);
      next();
    },
    /** Begins nothing more, and resolves when nothing runs: a stop must not last as long as what waits. */
    async stop() {
      isStopping = true;
      if (groups) await new Promise<void>((resolve) => stopped.push(resolve));
    },
  };
}
