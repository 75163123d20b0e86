import type { Update } from "@grammyjs/types";
import { and, asc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { builtOnce } from "../database/built-once.ts";
import type { Database } from "../database/client.ts";
import { inbox } from "../database/road-schema.ts";
import { inOneTransaction, type Moment, priorities, type Work } from "../database/work.ts";
import { findHolders } from "../domain/people/person.ts";
import type { Log } from "../log.ts";
import { label } from "../texts.ts";

export type Handler = { lookAhead: (work: Work, chatId: number) => void; handle: (work: Work, update: Update) => Promise<void> };

/** After so many failures an update is parked with its reason, and its chat goes on. */
const mostAttempts = 3;
/** The engine's first retry comes after e seconds; failures nearer to one another than this are one. */
const apartSeconds = 1;
const chatLock = 7_305_005;

/**
 * Handles the waiting updates of one chat, in order, each in a transaction of its own: conversation, ticket, events,
 * processed mark and outgoing messages commit together.
 *
 * @returns when none waits any more
 * @throws when an update failed and is to be tried again later
 */
export async function handleInbox(database: Database, momentNow: () => Moment, chatId: number, handler: Handler, log: Log) {
  while (await handleNext(database, momentNow(), chatId, handler, log));
}

/**
 * One transaction: whoever holds the chat's lock takes its oldest waiting update. So a chat is handled in order however
 * many jobs and processes look at it.
 */
async function handleNext(database: Database, moment: Moment, chatId: number, handler: Handler, log: Log): Promise<boolean> {
  let taken: Awaited<ReturnType<typeof takeOldest>>;
  try {
    await inOneTransaction(database, moment, async (work) => {
      work.write(lockQuery(work.tx).execute({ chatId: String(chatId) }));
      const taking = takeOldest(work, chatId);
      handler.lookAhead(work, chatId);
      taken = await taking;
      if (taken) await handler.handle(work, taken.payload as unknown as Update);
    });
    // An update that arrives from now on brings a job of its own.
    return taken?.isFollowed ?? false;
  } catch (error) {
    if (!taken) throw error;
    const { updateId, payload } = taken;
    const attempts = await countFailure(database, moment, updateId, describe(error));
    log.error({ err: error, update: updateId, attempts }, "an update could not be handled");
    if (attempts === undefined || attempts < mostAttempts) throw error;
    await park(database, moment, updateId, payload as unknown as Update, describe(error), log);
    return true;
  }
}

const lockQuery = builtOnce((queries) =>
  queries
    .select({ locked: sql`pg_advisory_xact_lock(${sql.raw(String(chatLock))}, hashtext(${sql.placeholder("chatId")}))` })
    .from(sql`(values (1)) as once`)
    .prepare("lock_chat"),
);

/** Marks the oldest waiting update as processed; the mark holds only if everything else does. */
async function takeOldest(work: Work, chatId: number) {
  const [taken] = await takeQuery(work.tx).execute({ townId: work.townId, chatId });
  return taken;
}

const takeQuery = builtOnce((queries) => {
  const [townId, chatId] = [sql.placeholder("townId"), sql.placeholder("chatId")];
  const ofChat = and(eq(inbox.townId, townId), eq(inbox.chatId, chatId), isNull(inbox.processedAt));
  const oldest = queries.select({ id: inbox.updateId }).from(inbox).where(ofChat).orderBy(asc(inbox.updateId)).limit(1);
  return queries
    .update(inbox)
    .set({ processedAt: sql`now()` })
    .where(and(eq(inbox.townId, townId), eq(inbox.updateId, sql`(${oldest})`)))
    .returning({
      updateId: inbox.updateId,
      payload: inbox.payload,
      isFollowed: sql<boolean>`exists (select 1 from inbox more where more.town_id = ${townId} and more.chat_id = ${chatId}
        and more.processed_at is null and more.update_id > inbox.update_id)`,
    })
    .prepare("take_oldest");
});

/**
 * Several jobs of a chat may meet the same failure at once, such as a lost connection; it counts once.
 *
 * @returns undefined when it was counted just now by another job, or the update was set aside
 */
async function countFailure(database: Database, moment: Moment, updateId: number, failure: string): Promise<number | undefined> {
  const isOld = or(isNull(inbox.failedAt), lt(inbox.failedAt, sql`now() - ${apartSeconds} * interval '1 second'`));
  const [row] = await database
    .update(inbox)
    .set({ attempts: sql`${inbox.attempts} + 1`, failure: failure.slice(0, 500), failedAt: sql`now()` })
    .where(and(eq(inbox.townId, moment.townId), eq(inbox.updateId, updateId), isNull(inbox.processedAt), isOld))
    .returning({ attempts: inbox.attempts });
  return row?.attempts;
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
