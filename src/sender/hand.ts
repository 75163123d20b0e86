import { isBroadcast, takesTurn } from "./next-to-send.ts";
import type { Row } from "./queue.ts";

/** Far more rows than are committed while one look at the outbox is under way. */
const maxRemembered = 5_000;

/** The rows that this process has taken in hand: they wait, are on their way, or are being written down as done. */
export function createHand() {
  const waiting = new Map<number, Row>();
  /** Everything not yet recorded as done. */
  const inHand = new Set<number>();
  /** The newest rows that were ever in hand. */
  const taken = new Set<number>();
  const busyChats = new Set<number>();

  const free = (row: Row) => void (takesTurn(row) && busyChats.delete(row.chatId));

  return {
    /** Those that are waiting, and the chats to which a message is on its way or waits to be tried again. */
    waiting: (): Iterable<Row> => waiting.values(),
    busyChats: busyChats as ReadonlySet<number>,
    has: (id: number) => inHand.has(id),
    wasTaken: (id: number) => taken.has(id),
    ids: () => [...inHand],
    broadcasts: () => [...waiting.values()].filter(isBroadcast).length,
    take(rows: Iterable<Row>) {
      for (const row of rows) {
        inHand.add(row.id);
        taken.add(row.id);
        waiting.set(row.id, row);
      }
      for (const oldest of taken) {
        if (taken.size <= maxRemembered) break;
        taken.delete(oldest);
      }
    },
    /** It waits no longer; its chat is busy with it. */
    begin(row: Row) {
      waiting.delete(row.id);
      if (takesTurn(row)) busyChats.add(row.chatId);
    },
    /** It waits again. */
    putBack(row: Row) {
      waiting.set(row.id, row);
      free(row);
    },
    /** It is recorded as done. */
    finish(row: Row) {
      inHand.delete(row.id);
      free(row);
    },
    /** All that wait for a chat become what `change` makes of them. */
    change(chatId: number, change: (row: Row) => Row) {
      for (const row of waiting.values()) if (row.chatId === chatId) waiting.set(row.id, change(row));
    },
  };
}
