import type { Database, Transaction } from "./client.ts";
import { outbox } from "./road-schema.ts";
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
  /** Collects a notice for a person. */
  readonly tell: (to: Recipient, notice: NoticeBody, about?: NoticeAbout) => void;
};
export type Recipient = { id: number; telegramId: number };
export type NoticeAbout = Partial<Pick<Outgoing, "ticketId" | "ticketMessageId" | "editsId" | "repliesToId" | "priority">>;

/**
 * Runs `act` as one transaction and writes what it collected to the outbox.
 *
 * @param moment decided by the caller; nothing below asks the machine's clock
 * @param act domain and bot code; when it throws, nothing has happened
 * @returns what `act` returned, once it is committed
 */
export async function inOneTransaction<T>(database: Database, moment: Moment, act: (work: Work) => Promise<T>): Promise<T> {
  return database.transaction(async (tx) => {
    const rows: Outgoing[] = [];
    const result = await act(createWork(tx, moment, (row) => rows.push(row)));
    await writeOutbox(tx, moment.townId, rows);
    return result;
  });
}

function createWork(tx: Transaction, moment: Moment, send: Work["send"]): Work {
  return {
    ...moment,
    tx,
    send,
    tell: (to, notice, about = {}) => send({ chatId: to.telegramId, personId: to.id, notice, priority: priorities.notification, ...about }),
  };
}

/** Wakes the sender of whichever process it runs in: a trigger on the outbox notifies it, with the commit. */
export const outboxChannel = "doorstep_outbox";

async function writeOutbox(tx: Transaction, townId: number, rows: Outgoing[]) {
  if (rows.length === 0) return;
  await tx.insert(outbox).values(rows.map((row) => ({ ...row, townId })));
}
