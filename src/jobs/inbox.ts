import type { Update } from "@grammyjs/types";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import { inbox } from "../database/road-schema.ts";
import { inOneTransaction, type Moment, priorities, type Work } from "../database/work.ts";
import { findHolders } from "../domain/people/person.ts";
import type { Log } from "../log.ts";
import { label } from "../texts.ts";

export type HandleUpdate = (work: Work, update: Update) => Promise<void>;

/** After so many failures an update is parked with its reason, and its chat goes on. */
const mostAttempts = 3;
const batch = 50;

/**
 * Handles the waiting updates of one chat, in order, each in a transaction of its own: conversation, ticket, events,
 * processed mark and outgoing messages commit together.
 *
 * @returns when none waits any more
 * @throws when an update failed and is to be tried again later
 */
export async function handleInbox(database: Database, momentNow: () => Moment, chatId: number, handle: HandleUpdate, log: Log) {
  for (;;) {
    const moment = momentNow();
    const waiting = await database
      .select({ updateId: inbox.updateId, payload: inbox.payload })
      .from(inbox)
      .where(and(eq(inbox.townId, moment.townId), eq(inbox.chatId, chatId), isNull(inbox.processedAt)))
      .orderBy(asc(inbox.updateId))
      .limit(batch);
    if (!waiting.length) return;
    for (const { updateId, payload } of waiting)
      await handleOne(database, momentNow(), updateId, payload as unknown as Update, handle, log);
    if (waiting.length < batch) return;
  }
}

async function handleOne(database: Database, moment: Moment, updateId: number, update: Update, handle: HandleUpdate, log: Log) {
  try {
    await inOneTransaction(database, moment, async (work) => {
      const marked = await work.tx
        .update(inbox)
        .set({ processedAt: sql`now()` })
        .where(and(eq(inbox.townId, moment.townId), eq(inbox.updateId, updateId), isNull(inbox.processedAt)))
        .returning({ id: inbox.updateId });
      // Another process was faster; its transaction did everything.
      if (marked.length) await handle(work, update);
    });
  } catch (error) {
    const attempts = await countFailure(database, moment, updateId, describe(error));
    log.error({ err: error, update: updateId, attempts }, "an update could not be handled");
    if (attempts < mostAttempts) throw error;
    await park(database, moment, updateId, update, describe(error), log);
  }
}

async function countFailure(database: Database, moment: Moment, updateId: number, failure: string): Promise<number> {
  const [row] = await database
    .update(inbox)
    .set({ attempts: sql`${inbox.attempts} + 1`, failure: failure.slice(0, 500) })
    .where(and(eq(inbox.townId, moment.townId), eq(inbox.updateId, updateId)))
    .returning({ attempts: inbox.attempts });
  return row?.attempts ?? mostAttempts;
}

/** The kind of error and the database's words, never the query's parameters: they are somebody's message. */
function describe(error: unknown): string {
  const told = error instanceof Error && error.message.startsWith("Failed query") ? error.cause : error;
  return String(told).slice(0, 300);
}

/** A poison update is set aside with its reason; the person hears that it did not work, and the chat goes on. */
async function park(database: Database, moment: Moment, updateId: number, update: Update, failure: string, log: Log) {
  const chat = update.message?.chat ?? update.callback_query?.message?.chat;
  await inOneTransaction(database, moment, async (work) => {
    await work.tx
      .update(inbox)
      .set({ processedAt: sql`now()` })
      .where(and(eq(inbox.townId, moment.townId), eq(inbox.updateId, updateId)));
    for (const admin of await findHolders(work, "admin")) {
      work.tell(admin, { kind: "text", key: "told-parked", values: { update: updateId, failure } });
    }
    if (chat?.type !== "private") return;
    const language = update.message?.from?.language_code?.startsWith("en") ? "en" : "zh";
    const payload = { chat_id: chat.id, text: label(language, "went-wrong") };
    work.send({ chatId: chat.id, method: "sendMessage", payload, priority: priorities.answer });
  });
  log.error({ update: updateId }, "an update was parked");
}
