import type { Update } from "@grammyjs/types";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { builtOnce } from "../database/built-once.ts";
import type { Database } from "../database/client.ts";
import { inbox } from "../database/road-schema.ts";
import { inOneTransaction, type Moment, priorities, type Work } from "../database/work.ts";
import { findHolders } from "../domain/people/person.ts";
import type { Log } from "../log.ts";
import { label } from "../texts.ts";

export type Handler = {
  /** Asks for what is always needed, before the updates are known. Each chat has a unit of work, all of them one transaction. */
  lookAhead: (works: ReadonlyMap<number, Work>) => void;
  /** Whether handling this update decides nothing by what another chat's update may change meanwhile. */
  isIndependent: (work: Work, chatId: number, update: Update) => Promise<boolean>;
  handle: (work: Work, update: Update) => Promise<void>;
};
export type Inbox = { database: Database; momentNow: () => Moment; handler: Handler; log: Log };

/** After so many failures an update is parked with its reason, and its chat goes on. */
const mostAttempts = 3;
/** The engine's first retry comes after e seconds; failures nearer to one another than this are one. */
const apartSeconds = 1;
const chatLock = 7_305_005;

/**
 * Handles the waiting updates of one chat, in order, until none waits any more.
 *
 * @throws when an update failed and is to be tried again later
 */
export async function handleInbox(inbox: Inbox, chatId: number) {
  while (await handleNext(inbox, chatId));
}

/** What is to be done about chats whose oldest update was handled: some have more waiting, some failed and are to be tried again later. */
export type Handled = { followed: number[]; failed: number[] };

/**
 * Handles the oldest waiting update of each chat, all in one transaction: many chats at once cost PostgreSQL little more than one. When
 * one of them fails, nothing has happened, and each is handled by itself.
 */
export async function handleTogether(inbox: Inbox, chatIds: readonly number[]): Promise<Handled> {
  if (chatIds.length > 1) {
    try {
      return { followed: await handleOldest(inbox, chatIds, () => {}), failed: [] };
    } catch (error) {
      inbox.log.warn({ err: error, chats: chatIds.length }, "updates could not be handled together; each by itself now");
    }
  }
  const handled: Handled = { followed: [], failed: [] };
  for (const chatId of chatIds) {
    await handleNext(inbox, chatId).then(
      (isFollowed) => isFollowed && handled.followed.push(chatId),
      () => handled.failed.push(chatId),
    );
  }
  return handled;
}

/** Handles the oldest waiting update of one chat, and counts its failures. @returns whether more wait */
async function handleNext(inbox: Inbox, chatId: number): Promise<boolean> {
  const { database, momentNow, log } = inbox;
  let taken: Taken | undefined;
  try {
    const followed = await handleOldest(inbox, [chatId], (one) => {
      taken = one;
    });
    return followed.length > 0;
  } catch (error) {
    if (!taken) throw error;
    const { updateId, payload } = taken;
    const attempts = await countFailure(database, momentNow(), updateId, describe(error));
    log.error({ err: error, update: updateId, attempts }, "an update could not be handled");
    if (attempts === undefined || attempts < mostAttempts) throw error;
    await park(database, momentNow(), updateId, payload as unknown as Update, describe(error), log);
    return true;
  }
}

/**
 * One transaction: whoever holds a chat's lock takes its oldest waiting update, so that a chat is handled in order however many jobs and
 * processes look at it. Conversation, ticket, events, processed mark and outgoing messages commit together. Locks of rows do not
 * hold within a transaction: only independent updates are handled side by side, the others one after the other.
 *
 * @returns the chats that have more waiting; an update that arrives from now on is given by whoever stores it
 */
async function handleOldest(inbox: Inbox, chatIds: readonly number[], taking: (one: Taken) => void): Promise<number[]> {
  const { database, momentNow, handler } = inbox;
  return inOneTransaction(database, momentNow(), async (work) => {
    work.write(lockQuery(work.tx).execute({ chatIds }));
    const answer = takeOldest(work, chatIds);
    // What is asked ahead and what is remembered belongs to one update.
    const works = new Map(chatIds.map((chatId) => [chatId, { ...work }]));
    handler.lookAhead(works);
    const taken = await answer;
    for (const one of taken) taking(one);
    const sideBySide: (() => Promise<void>)[] = [];
    const inTurn: (() => Promise<void>)[] = [];
    for (const { chatId, payload } of taken) {
      const [mine, update] = [works.get(chatId) as Work, payload as unknown as Update];
      const isIndependent = await handler.isIndependent(mine, chatId, update);
      (isIndependent ? sideBySide : inTurn).push(() => handler.handle(mine, update));
    }
    // All of them have ended before a failure ends the transaction.
    const ended = await Promise.allSettled(sideBySide.map((handle) => handle()));
    for (const one of ended) if (one.status === "rejected") throw one.reason;
    for (const handle of inTurn) await handle();
    return taken.filter(({ isFollowed }) => isFollowed).map(({ chatId }) => chatId);
  });
}

/** Locks are taken in one order, so that nobody waits for somebody who waits. */
const lockQuery = builtOnce((queries) =>
  queries
    .select({ locked: sql`pg_advisory_xact_lock(${sql.raw(String(chatLock))}, hash)` })
    .from(
      sql`(select distinct hashtext(id::text) as hash from unnest(${sql.placeholder("chatIds")}::bigint[]) as id order by hash) as chats`,
    )
    .prepare("lock_chats"),
);

type Taken = Awaited<ReturnType<typeof takeOldest>>[number];

/** Marks the oldest waiting update of each chat as processed; the mark holds only if everything else does. In order of arrival. */
async function takeOldest(work: Work, chatIds: readonly number[]) {
  const taken = await takeQuery(work.tx).execute({ townId: work.townId, chatIds });
  return taken.sort((a, b) => a.updateId - b.updateId);
}

const takeQuery = builtOnce((queries) => {
  const townId = sql.placeholder("townId");
  const oldest = sql`(select min(first.update_id) from inbox first
    where first.town_id = ${townId} and first.chat_id = chats.id and first.processed_at is null)`;
  return queries
    .update(inbox)
    .set({ processedAt: sql`now()` })
    .from(sql`unnest(${sql.placeholder("chatIds")}::bigint[]) as chats(id)`)
    .where(and(eq(inbox.townId, townId), eq(inbox.updateId, oldest), isNull(inbox.processedAt)))
    .returning({
      updateId: inbox.updateId,
      chatId: inbox.chatId,
      payload: inbox.payload,
      isFollowed: sql<boolean>`exists (select 1 from inbox more where more.town_id = ${townId} and more.chat_id = chats.id
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
