import type { Database } from "../database/client.ts";
import type { Committed } from "../database/outgoing.ts";
import { onCommitted } from "../database/work.ts";
import type { Row } from "./queue.ts";

/** A notification may overtake the answer to the commit that it announces; if that is lost, the rows are looked for after so long. */
const handOverMs = 100;
/** What is announced when rows that were held are to be sent. */
const noRow = 0;

type Given = {
  database: Database;
  townId: number;
  /** Whether every ordered row that was committed before the notifications still to be taken is in hand or done. */
  isReady: () => boolean;
  /** Whether a look at the outbox has found a row already. */
  isTaken: (id: number) => boolean;
  take: (rows: readonly Row[]) => void;
  /** Looks at the outbox. */
  wake: () => void;
};

/**
 * What this process commits is sent without being read again. Notifications come in the order of the commits, so rows are taken in hand
 * only in their turn: what others, or this process a moment ago, committed before goes first.
 */
export function createTurns({ database, townId, isReady, isTaken, take, wake }: Given) {
  /** By the id of the first row, until their notification comes; undefined when they are too many. */
  const handed = new Map<number, readonly Committed[] | undefined>();
  /** What notifications announced, in their order, and was not yet handed over. */
  const announced: number[] = [];
  let overdue: NodeJS.Timeout | undefined;
  const stopListening = onCommitted(database, townId, (first, rows) => {
    // A look that was under way when they were committed may have found them.
    if (rows?.every(({ id }) => isTaken(id))) return;
    handed.set(first, rows);
    goOn();
  });

  /** Takes whatever has its turn. */
  function goOn() {
    if (!isReady()) return;
    for (let first = announced[0]; first !== undefined && (handed.has(first) || isTaken(first)); first = announced[0]) {
      const isMany = handed.has(first) && handed.get(first) === undefined;
      const rows = handed.get(first) ?? [];
      handed.delete(first);
      next();
      if (isMany) return wake();
      take(rows.filter(({ id, notBefore }) => notBefore === null && !isTaken(id)));
    }
    if (announced.length) overdue ??= setTimeout(lookForOverdue, handOverMs);
  }

  function next() {
    announced.shift();
    clearTimeout(overdue);
    overdue = undefined;
  }

  function lookForOverdue() {
    next();
    wake();
  }

  return {
    goOn,
    /** New rows are committed, the first of them with this id. */
    hear(first: number) {
      if (first === noRow) return wake();
      announced.push(first);
      goOn();
    },
    stop() {
      stopListening();
      clearTimeout(overdue);
    },
  };
}
