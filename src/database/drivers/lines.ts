import { connectMs } from "../limits.ts";
import type { Towns } from "../town-view.ts";
import { type Asking, type Line, type LineGiven, openLine } from "./line.ts";

export type Lines<Q> = ReturnType<typeof createLines<Q>>;

type Given<Q> = LineGiven & {
  max: number;
  /** Makes of a line what callers ask with; once for each. */
  queriesOn: (asking: Asking) => Q;
};
type Open<Q> = { line: Line; queries: Q };
/** `queriesIn` asks on the same line as another town, each statement by itself. */
type InUse<Q> = { queries: Q; queriesIn: (towns: Towns) => Q };

/**
 * The lines of one purpose: each belongs to one caller at a time, since what is asked in one breath travels together on it. They are opened
 * when first needed; the one used last is taken first, as it knows most statements.
 */
export function createLines<Q>({ max, queriesOn, ...given }: Given<Q>) {
  const idle: Open<Q>[] = [];
  const inUse = new Set<Open<Q>>();
  const waiting: (() => void)[] = [];
  /** Lines that there are, or are being opened. */
  let lines = 0;
  let isEnded = false;

  async function take(): Promise<Open<Q>> {
    while (!isEnded) {
      const known = idle.pop();
      if (known && !known.line.isLost()) return known;
      if (known) lines -= 1;
      else if (lines < max) return openOne();
      else await haveTurn();
    }
    throw new Error("Connection terminated: the program is about to stop");
  }

  async function openOne(): Promise<Open<Q>> {
    lines += 1;
    try {
      const line = await openLine(given);
      return { line, queries: queriesOn(line.asking) };
    } catch (error) {
      lines -= 1;
      next();
      throw error;
    }
  }

  /** Nobody waits without end; who was not let in hears what a pool says then. */
  const haveTurn = () =>
    new Promise<void>((resolve, reject) => {
      const turn = () => {
        clearTimeout(impatience);
        resolve();
      };
      const impatience = setTimeout(() => {
        waiting.splice(waiting.indexOf(turn), 1);
        reject(new Error("timeout exceeded when trying to connect"));
      }, connectMs);
      waiting.push(turn);
    });
  const next = () => waiting.shift()?.();

  function giveBack(open: Open<Q>) {
    inUse.delete(open);
    const isKept = !isEnded && !open.line.isLost() && !open.line.isWorn();
    if (isKept) idle.push(open);
    else {
      lines -= 1;
      void open.line.end();
    }
    next();
  }

  return {
    /** @param towns whose rows it sees @param act asks on a line that is its own meanwhile */
    async use<T>(towns: Towns, act: (open: InUse<Q>) => Promise<T>): Promise<T> {
      const open = await take();
      inUse.add(open);
      open.line.enter(towns);
      try {
        return await act({ queries: open.queries, queriesIn: (others) => queriesOn(open.line.askingIn(others)) });
      } finally {
        giveBack(open);
      }
    },
    /** One long result, piece by piece, in order; what is done with a piece may take its time. */
    async *pieces<R>(towns: Towns, rowsAtOnce: number, ask: (queries: Q) => PromiseLike<R[]>): AsyncGenerator<R[]> {
      const open = await take();
      inUse.add(open);
      let isComplete = false;
      open.line.enter(towns);
      try {
        const queries = queriesOn(open.line.inPieces(rowsAtOnce));
        for (;;) {
          const rows = await ask(queries);
          isComplete = !rows.length;
          if (isComplete) return;
          yield rows;
        }
      } finally {
        // The server would go on with what nobody wants any more.
        if (!isComplete) open.line.cut();
        giveBack(open);
      }
    },
    async end() {
      isEnded = true;
      while (waiting.length) next();
      await Promise.all([...idle.splice(0), ...inUse].map(({ line }) => line.end()));
    },
  };
}
