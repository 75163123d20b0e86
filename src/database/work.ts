import type { PoolClient } from "pg";
import { type Database, forgetQueriesOn, gather, queriesOn, type Transaction } from "./client.ts";
import type { outbox } from "./road-schema.ts";
import type { NoticeBody } from "./values.ts";

/** Answers to button presses go first (Telegram forgets a press after seconds), broadcasts last. */
export const priorities = { callbackAnswer: 0, answer: 1, notification: 2, broadcast: 3 } as const;

export type OutgoingRow = typeof outbox.$inferInsert;
export type Outgoing = Omit<OutgoingRow, "townId">;

/** Where and when something happens: the town, its time zone (IANA name) and the instant by its clock. */
export type Moment = { readonly townId: number; readonly zone: string; readonly now: Date };

/**
 * One unit of work: a transaction, the instant at which it happens, and what is to be sent once it is committed.
 * State, events, processed mark and outgoing messages commit together or not at all.
 */
export type Work = Moment & {
  readonly tx: Transaction;
  /** Collects a ready Bot API call; rows are written at the end, in this order. */
  readonly send: (row: Outgoing) => void;
  /** A write whose result nobody needs: it is on its way, and the commit waits for it. */
  readonly write: (writing: PromiseLike<unknown>) => void;
  /** A row that is written at the commit, together with all others of the same statement; a later one of the same key replaces it. */
  readonly writeRow: (statement: RowsStatement, key: number, row: object) => void;
  /** Collects a notice for a person. */
  readonly tell: (to: Recipient, notice: NoticeBody, about?: NoticeAbout) => void;
};
/** Writes many rows at once: `$1` is the town, `$2` the rows as JSON. */
export type RowsStatement = { readonly name: string; readonly text: string };
export type Recipient = { id: number; telegramId: number };
export type NoticeAbout = Partial<Pick<Outgoing, "ticketId" | "ticketMessageId" | "editsId" | "repliesToId" | "priority" | "notBefore">>;

/**
 * Runs `act` as one transaction and writes what it collected to the outbox.
 *
 * @param moment decided by the caller; nothing below asks the machine's clock
 * @param act domain and bot code; when it throws, nothing has happened
 * @returns what `act` returned, once it is committed
 */
export async function inOneTransaction<T>(database: Database, moment: Moment, act: (work: Work) => Promise<T>): Promise<T> {
  const client = await database.$client.connect();
  let broken: Error | undefined;
  try {
    const tx = queriesOn(client);
    const rows: Outgoing[] = [];
    gather(client);
    const writes: Promise<unknown>[] = [ignoringForNow(client.query("begin"))];
    try {
      const write = (writing: PromiseLike<unknown>) => void writes.push(ignoringForNow(sendNow(writing)));
      const keyed = new Map<RowsStatement, Map<number, object>>();
      const writeRow: Work["writeRow"] = (statement, key, row) => {
        if (!keyed.has(statement)) keyed.set(statement, new Map());
        keyed.get(statement)?.set(key, row);
      };
      const result = await act(createWork(tx, moment, { send: (row) => rows.push(row), write, writeRow }));
      const given = JSON.stringify(rows.map(asWritten));
      gather(client);
      for (const [statement, byKey] of keyed) {
        const values = [moment.townId, JSON.stringify([...byKey.values()])];
        writes.push(ignoringForNow(client.query({ ...statement, values })));
      }
      const writing = rows.length ? ignoringForNow(writeOutbox(client, moment.townId, given)) : Promise.resolve([]);
      const [{ command }, ids] = await Promise.all([client.query("commit"), writing, ...writes]);
      // After a failed statement Postgres answers a commit with a rollback.
      if (command !== "COMMIT") throw new Error(`The transaction ended with ${command}`);
      handOver(database, moment.townId, given, ids);
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
 * Runs `act` to read only: what it asks sees what is committed, statement by statement, as in a transaction, without one's beginning
 * and end.
 *
 * @throws when something is sent or written
 */
export async function reading<T>(database: Database, moment: Moment, act: (work: Work) => Promise<T>): Promise<T> {
  const client = await database.$client.connect();
  const refuse = () => {
    throw new Error("This only reads");
  };
  try {
    return await act(createWork(queriesOn(client), moment, { send: refuse, write: refuse, writeRow: refuse }));
  } finally {
    client.release();
  }
}

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

function createWork(tx: Transaction, moment: Moment, writing: Pick<Work, "send" | "write" | "writeRow">): Work {
  return {
    ...moment,
    ...writing,
    tx,
    tell: (to, notice, about = {}) =>
      writing.send({ chatId: to.telegramId, personId: to.id, notice, priority: priorities.notification, ...about }),
  };
}

/** Wakes the sender of whichever process it runs in: a trigger on the outbox notifies it, with the commit. */
export const outboxChannel = "doorstep_outbox";

/** Rows of the outbox as they were just committed by this process. */
export type Committed = readonly (typeof outbox.$inferSelect)[];
/** @param first the id of the first new row @param rows all of them; undefined when they are too many to be handed over */
type CommitListener = (first: number, rows: Committed | undefined) => void;
const listeners = new WeakMap<Database, CommitListener>();
/** More rows at once are a broadcast, which is read from the outbox piece by piece; updates handled together make fewer. */
const mostHandedOver = 400;

/** Whoever sends in this process is handed what it commits, and need not read it again. @returns how to end that */
export function onCommitted(database: Database, listener: CommitListener): () => void {
  listeners.set(database, listener);
  return () => void (listeners.get(database) === listener && listeners.delete(database));
}

function handOver(database: Database, townId: number, given: string, ids: readonly number[]) {
  const listener = listeners.get(database);
  const [first] = ids;
  if (!listener || first === undefined) return;
  if (ids.length > mostHandedOver) return listener(first, undefined);
  const createdAt = new Date();
  listener(
    first,
    // As the database would give it back: dates as text, nothing undefined.
    (JSON.parse(given) as Written[]).map((row, index) => ({
      townId,
      id: ids[index] as number,
      chatId: row.chat_id,
      priority: row.priority,
      method: row.method ?? null,
      payload: row.payload ?? null,
      notice: row.notice ?? null,
      personId: row.person_id ?? null,
      ticketId: row.ticket_id ?? null,
      ticketMessageId: row.ticket_message_id ?? null,
      editsId: row.edits_id ?? null,
      repliesToId: row.replies_to_id ?? null,
      notBefore: row.not_before ? new Date(row.not_before) : null,
      state: "pending",
      messageId: null,
      attempts: 0,
      failure: null,
      createdAt,
      sentAt: null,
    })),
  );
}

const asWritten = (row: Outgoing) => ({
  chat_id: row.chatId,
  priority: row.priority,
  method: row.method,
  payload: row.payload,
  notice: row.notice,
  person_id: row.personId,
  ticket_id: row.ticketId,
  ticket_message_id: row.ticketMessageId,
  edits_id: row.editsId,
  replies_to_id: row.repliesToId,
  not_before: row.notBefore,
});
type Written = ReturnType<typeof asWritten>;

/** One statement however many rows, written by hand: it is the most frequent of all. Ids grow in the order of the rows. */
async function writeOutbox(client: PoolClient, townId: number, given: string): Promise<number[]> {
  const { rows } = await client.query<{ id: string }>({ name: "write_outbox", text: insertRows, values: [townId, given] });
  return rows.map(({ id }) => Number(id)).sort((a, b) => a - b);
}

const insertRows = `
  insert into outbox (town_id, chat_id, priority, method, payload, notice, person_id, ticket_id, ticket_message_id, edits_id, replies_to_id, not_before)
  select $1, chat_id, priority, method, payload, notice, person_id, ticket_id, ticket_message_id, edits_id, replies_to_id, not_before
  from rows from (jsonb_to_recordset($2::jsonb) as (chat_id bigint, priority int, method text, payload jsonb, notice jsonb, person_id bigint,
    ticket_id bigint, ticket_message_id bigint, edits_id bigint, replies_to_id bigint, not_before timestamptz)) with ordinality
  order by ordinality
  returning id`;
