import { sql } from "drizzle-orm";
import { askingSeveral, type Database, forgetQueriesOn, queriesBeside, queriesOn, streaming, type Transaction } from "./client.ts";
import { gather, type PoolClient } from "./drivers/pipelined.ts";
import { type CommitListener, committedForm, insertOutgoing, type Outgoing, outboxChannel, writtenForm } from "./outgoing.ts";
import { enter, type Towns } from "./town-view.ts";
import type { NoticeBody } from "./values.ts";

/** Answers to button presses go first (Telegram forgets a press after seconds), broadcasts last. */
export const priorities = { callbackAnswer: 0, answer: 1, notification: 2, broadcast: 3 } as const;

/** Where and when something happens: the town, its time zone (IANA name) and the instant by its clock. */
export type Moment = { readonly townId: number; readonly zone: string; readonly now: Date };

/**
 * One unit of work: a transaction, the instant at which it happens, and what is to be sent once it is committed.
 * State, events, processed mark and outgoing messages commit together or not at all.
 */
export type Work = Moment & {
  readonly tx: Transaction;
  /** The version of the town as this unit of work has read it, if it has: see `domain/org/reference.ts`. */
  orgVersion?: number;
  /** Collects a ready Bot API call; rows are written at the end, in this order. */
  readonly send: (row: Outgoing) => void;
  /** A write whose result nobody needs: it is on its way, and the commit waits for it. */
  readonly write: (writing: PromiseLike<unknown>) => void;
  /** A row that is written at the commit, together with all others of the same statement; a later one of the same key replaces it. */
  readonly writeRow: (statement: RowsStatement, key: number, row: object) => void;
  /** A long result piece by piece, so that others are answered between two; a transaction, which sees what it wrote itself, gets it in one. */
  readonly pieces: <R>(ask: (tx: Transaction) => PromiseLike<R[]>) => AsyncIterable<R[]>;
  /** The same unit of work in another town: see `inTown`. */
  readonly elsewhere: (townId: number) => Work;
  /** Collects a notice for a person. */
  readonly tell: (to: Recipient, notice: NoticeBody, about?: NoticeAbout) => void;
};
/** Writes many rows at once: `$1` is the town, `$2` the rows as JSON. */
export type RowsStatement = { readonly name: string; readonly text: string };
/** What a unit of work is to write for one town at its end. */
type Collected = { rows: Outgoing[]; keyed: Map<RowsStatement, Map<number, object>> };
export type Recipient = { id: number; telegramId: number };
export type NoticeAbout = Partial<Pick<Outgoing, "ticketId" | "ticketMessageId" | "editsId" | "repliesToId" | "priority" | "notBefore">>;

/**
 * Runs `act` as one transaction and writes what it collected to the outbox.
 *
 * @param moment decided by the caller; nothing below asks the machine's clock
 * @param act domain and bot code; when it throws, nothing has happened
 * @param seen whose rows it sees: its town's, but for what looks over all towns on purpose
 * @returns what `act` returned, once it is committed
 */
export async function inOneTransaction<T>(
  database: Database,
  moment: Moment,
  act: (work: Work) => Promise<T>,
  seen: Towns = moment.townId,
): Promise<T> {
  const client = await database.$client.connect();
  let broken: Error | undefined;
  try {
    const collected = new Map<number, Collected>();
    gather(client);
    const writes: Promise<unknown>[] = [ignoringForNow(client.query("begin"))];
    try {
      const write = (writing: PromiseLike<unknown>) => void writes.push(ignoringForNow(sendNow(writing)));
      const workOf = (townId: number): Work => {
        const own = collected.get(townId) ?? { rows: [], keyed: new Map<RowsStatement, Map<number, object>>() };
        collected.set(townId, own);
        const writeRow: Work["writeRow"] = (statement, key, row) => {
          if (!own.keyed.has(statement)) own.keyed.set(statement, new Map());
          own.keyed.get(statement)?.set(key, row);
        };
        const send: Work["send"] = (row) => void own.rows.push(row);
        const tx = townId === moment.townId ? queriesOn(client, seen) : queriesBeside(client, () => townId);
        return createWork(tx, { ...moment, townId }, { send, write, writeRow, elsewhere: workOf });
      };
      const result = await act(workOf(moment.townId));
      gather(client);
      const outgoing = [...collected].map(([townId, { rows, keyed }]) => {
        if (rows.length || keyed.size) writes.push(ignoringForNow(enter(client, townId)));
        for (const [statement, byKey] of keyed) {
          const values = [townId, JSON.stringify([...byKey.values()])];
          writes.push(ignoringForNow(client.query({ ...statement, values })));
        }
        const written = writtenForm(rows);
        return {
          townId,
          written,
          count: rows.length,
          ids: rows.length ? ignoringForNow(writeOutbox(client, database, townId, written)) : [],
        };
      });
      const [{ command }] = await Promise.all([client.query("commit"), ...outgoing.map(({ ids }) => ids), ...writes]);
      // After a failed statement Postgres answers a commit with a rollback.
      if (command !== "COMMIT") throw new Error(`The transaction ended with ${command}`);
      for (const { townId, written, count, ids } of outgoing) handOver(database, townId, written, count, await ids);
      return result;
    } catch (error) {
      forgetQueriesOn(client);
      await client.query("rollback").catch((lost) => {
        broken = lost as Error;
      });
      throw await firstFailure(writes, error);
    }
  } finally {
    client.release(broken);
  }
}

/**
 * Acts in another town within the same unit of work: what it reads, writes and tells there is that town's, and commits together with the
 * rest. The narrow way for what passes between towns; nothing else reaches another town's rows.
 *
 * @param townId decided by what the own town has written down of the other, never by what somebody typed
 */
export const inTown = <T>(work: Work, townId: number, act: (there: Work) => Promise<T>): Promise<T> =>
  act(townId === work.townId ? work : work.elsewhere(townId));

/**
 * Runs `act` to read only: what it asks sees what is committed, statement by statement, as in a transaction, without one's beginning
 * and end.
 *
 * @throws when something is sent or written
 */
export function reading<T>(database: Database, moment: Moment, act: (work: Work) => Promise<T>, seen: Towns = moment.townId): Promise<T> {
  return askingSeveral(database, seen, (queriesIn) => {
    const workOf = (townId: number): Work => ({
      ...createWork(queriesIn(townId === moment.townId ? seen : townId), { ...moment, townId }, { ...refusing, elsewhere: workOf }),
      pieces: (ask) => streaming(database, townId, ask),
    });
    return act(workOf(moment.townId));
  });
}

function refuse() {
  throw new Error("This only reads");
}
const refusing = { send: refuse, write: refuse, writeRow: refuse };

/** Whatever failed later failed because of it. */
async function firstFailure(writes: Promise<unknown>[], otherwise: unknown): Promise<unknown> {
  const failed = (await Promise.allSettled(writes)).find(({ status }) => status === "rejected");
  return failed ? (failed as PromiseRejectedResult).reason : otherwise;
}

/** A query is sent when its `then` is called; `Promise.resolve` would call it only after what is asked next. */
const sendNow = (writing: PromiseLike<unknown>) => new Promise<unknown>((resolve, reject) => void writing.then(resolve, reject));

/** A promise that is waited for later must not count as unhandled until then. */
function ignoringForNow<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

function createWork(tx: Transaction, moment: Moment, writing: Pick<Work, "send" | "write" | "writeRow" | "elsewhere">): Work {
  return {
    ...moment,
    ...writing,
    tx,
    async *pieces(ask) {
      yield await ask(tx);
    },
    tell(to, notice, about = {}) {
      // Who was erased is nobody who could be told anything; who has no Telegram is told by a call or at the door, which the domain sees to.
      if (to.telegramId < 0) return;
      writing.send({ chatId: to.telegramId, personId: to.id, notice, priority: priorities.notification, ...about });
    },
  };
}

/** Says, with the commit, that messages of this town which were held back may go. */
export const announceReleased = (work: Work) =>
  work.write(work.tx.execute(sql`select pg_notify(${outboxChannel}, ${`0 - ${work.townId}`})`));

/** More rows at once are a broadcast, which is read from the outbox piece by piece; updates handled together make fewer. */
const maxHandedOver = 400;

/** What sends for a town in this process is handed what it commits, and need not read it again. @returns how to end that */
export function onCommitted({ committed }: Database, townId: number, listener: CommitListener): () => void {
  committed.set(townId, listener);
  return () => {
    if (committed.get(townId) === listener) committed.delete(townId);
  };
}

/** @param count how many rows were written; where the database kept fewer of them, nobody knows here which */
function handOver(database: Database, townId: number, written: string, count: number, ids: readonly number[]) {
  const [first] = ids;
  const listener = database.committed.get(townId);
  if (!listener || first === undefined) return;
  const isKnown = ids.length === count && count <= maxHandedOver;
  listener(first, isKnown ? committedForm(townId, written, ids, new Date()) : undefined);
}

/** One statement however many rows, written by hand: it is the most frequent of all. */
async function writeOutbox(client: PoolClient, { committer }: Database, townId: number, written: string): Promise<number[]> {
  const { rows } = await client.query<{ ids: string[] }>({ ...insertOutgoing, values: [townId, written, committer] });
  return rows.flatMap(({ ids }) => ids.map(Number));
}
