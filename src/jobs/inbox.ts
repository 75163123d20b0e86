import { setTimeout as wait } from "node:timers/promises";
import type { Update } from "@grammyjs/types";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { beginAttempts, endAttempts, findSuspect, type Life } from "../database/attempts.ts";
import { builtOnce } from "../database/built-once.ts";
import { type Database, describeFailure, kindOfFailure } from "../database/client.ts";
import { maxAttempts, maxDeaths } from "../database/limits.ts";
import { locks } from "../database/locks.ts";
import { isOutage } from "../database/outage.ts";
import { inbox } from "../database/schema/messaging.ts";
import { inOneTransaction, type Moment, priorities, type Work } from "../database/work.ts";
import { findHolders } from "../domain/people/person.ts";
import type { Log } from "../log.ts";
import { label } from "../wording/texts.ts";
import { tellOfHeldLock } from "./held-locks.ts";
import { type PutOffs, putOffMs } from "./put-offs.ts";

export type Handler = {
  /** Asks for what is always needed, before the updates of these chats are known. All of them are handled in one transaction. */
  lookAhead: (work: Work, chatIds: readonly number[]) => Handling;
};
type Handling = {
  /** Whether handling this update decides nothing by what another chat's update may change meanwhile. */
  isIndependent: (chatId: number, update: Update) => Promise<boolean>;
  /** @returns "put off" when it may be and what the update needs is not known yet: then nothing was decided, and it is given again */
  handle: (work: Work, update: Update, mayPutOff: boolean) => Promise<"handled" | "put off">;
};
export type Inbox = {
  database: Database;
  life: Life;
  momentNow: () => Moment;
  handler: Handler;
  putOffs: PutOffs;
  log: Log;
  /** Then nothing more is begun: what waits is for a process that is free. */
  isStopping: () => boolean;
};

/** The engine's first retry comes after e seconds; failures nearer to one another than this are one. */
const apartSeconds = 1;

/** What there is to do next for a chat: nothing, the next update that waits, or the same one again in a moment. */
type Next = "nothing" | "more" | "again";

/**
 * Handles the waiting updates of one chat, in order, until none waits any more or the process is to stop.
 *
 * @throws when an update failed and is to be tried again later
 */
export async function handleInbox(inbox: Inbox, chatId: number) {
  while (!inbox.isStopping()) {
    const next = await handleNext(inbox, chatId);
    if (next === "nothing") return;
    if (next === "again") await wait(putOffMs);
  }
}

/**
 * What is to be done about chats whose oldest update was handled: some have more waiting, that of some was put off for a moment, some failed
 * and are to be tried again later.
 */
export type Handled = { followed: number[]; putOff: number[]; failed: number[] };

/**
 * Handles the oldest waiting update of each chat, all in one transaction: many chats at once cost PostgreSQL little more than one. When
 * one of them fails, nothing has happened, and each is handled by itself.
 */
export async function handleTogether(inbox: Inbox, chatIds: readonly number[]): Promise<Handled> {
  if (chatIds.length > 1) {
    try {
      return { ...(await handleOldest(inbox, chatIds, () => {})), failed: [] };
    } catch (error) {
      tellOfHeldLock(inbox.log, error);
      if (isOutage(error)) return { followed: [], putOff: [], failed: [...chatIds] };
      inbox.log.warn({ err: error, chats: chatIds.length }, "updates could not be handled together; each by itself now");
    }
  }
  const handled: Handled = { followed: [], putOff: [], failed: [] };
  for (const chatId of chatIds) {
    if (inbox.isStopping()) handled.followed.push(chatId);
    else
      await handleNext(inbox, chatId).then(
        (next) => next !== "nothing" && handled[next === "more" ? "followed" : "putOff"].push(chatId),
        () => handled.failed.push(chatId),
      );
  }
  return handled;
}

/** Handles the oldest waiting update of one chat, and counts its failures. */
async function handleNext(inbox: Inbox, chatId: number, isSuspect = false): Promise<Next> {
  const { database, momentNow, log } = inbox;
  let taken: Taken | undefined;
  try {
    const take = (one: Taken) => {
      taken = one;
    };
    const { followed, putOff } = await handleOldest(inbox, [chatId], take, isSuspect);
    if (!taken && !isSuspect) return handleSuspect(inbox, chatId);
    return putOff.length ? "again" : followed.length ? "more" : "nothing";
  } catch (error) {
    // What the database's being away, full or slow has to do with it says nothing about the update.
    tellOfHeldLock(log, error);
    if (!taken || isOutage(error)) throw error;
    const { updateId, payload } = taken;
    const attempts = await countFailure(database, momentNow(), updateId, describeFailure(error));
    log.error({ err: error, update: updateId, attempts }, "an update could not be handled");
    if (attempts === undefined || attempts < maxAttempts) throw error;
    const failed = { failure: describeFailure(error), told: kindOfFailure(error) };
    await park(database, momentNow(), updateId, payload as unknown as Update, failed, log);
    return "more";
  }
}

/**
 * One transaction: only the holder of a chat's lock takes its oldest waiting update, so that a chat is handled in order however many jobs and
 * processes look at it. Conversation, ticket, events, processed mark and outgoing messages commit together. Locks of rows do not
 * hold within a transaction: only independent updates are handled side by side, the others one after the other.
 *
 * @returns the chats that have more waiting, and those whose update was put off; an update that arrives from now on is given by the process
 * that stores it
 */
async function handleOldest(
  inbox: Inbox,
  chatIds: readonly number[],
  taking: (one: Taken) => void,
  isSuspect = false,
): Promise<Omit<Handled, "failed">> {
  const { database, momentNow, handler, putOffs } = inbox;
  const { taken, putOff } = await inOneTransaction(database, momentNow(), async (work) => {
    work.write(lockQuery(work.tx).execute({ chatIds: `{${chatIds.join()}}` }));
    const answer = takeOldest(work, chatIds, isSuspect);
    const handling = handler.lookAhead(work, chatIds);
    const taken = await answer;
    for (const one of taken) taking(one);
    const putOff = new Set<Taken>();
    const handle = async (one: Taken) => {
      // What is remembered belongs to one update.
      const ending = await handling.handle({ ...work }, one.payload as unknown as Update, putOffs.may(one.updateId));
      if (ending === "put off") putOff.add(one);
    };
    const sideBySide: Taken[] = [];
    const inTurn: Taken[] = [];
    for (const one of taken) {
      const isIndependent = await handling.isIndependent(one.chatId, one.payload as unknown as Update);
      (isIndependent ? sideBySide : inTurn).push(one);
    }
    // All of them have ended before a failure ends the transaction.
    const ended = await Promise.allSettled(sideBySide.map(handle));
    for (const one of ended) if (one.status === "rejected") throw one.reason;
    for (const one of inTurn) {
      // A stop must not last as long as what waits: the rest is for the next process.
      if (inbox.isStopping()) putOff.add(one);
      else await handle(one);
    }
    for (const one of putOff) giveBack(work, one);
    return { taken, putOff };
  });
  for (const one of taken) putOffs[putOff.has(one) ? "note" : "forget"](one.updateId);
  const chatsOf = (some: readonly Taken[]) => some.map(({ chatId }) => chatId);
  return { putOff: chatsOf([...putOff]), followed: chatsOf(taken.filter((one) => one.isFollowed && !putOff.has(one))) };
}

/** It waits again, as if nobody had taken it. */
const giveBack = (work: Work, { updateId }: Taken) =>
  work.write(
    work.tx
      .update(inbox)
      .set({ processedAt: null })
      .where(and(eq(inbox.townId, work.townId), eq(inbox.updateId, updateId))),
  );

/** Suspects are handled one after the other, so that the process dies of one of them only. */
let suspectBefore: Promise<unknown> = Promise.resolve();

/** The chat's oldest update was in hand when a process was killed: that it is tried is written down before. */
function handleSuspect(inbox: Inbox, chatId: number): Promise<Next> {
  const { database, life } = inbox;
  const handled = suspectBefore.then(async (): Promise<Next> => {
    if (inbox.isStopping()) return "more";
    const suspect = await findSuspect(life, chatId);
    if (!suspect) return "nothing";
    const { updateId, payload } = suspect;
    const [begun] = await beginAttempts(life, "inbox", [updateId]);
    if ((begun?.deaths ?? 0) >= maxDeaths) {
      const died = `${begun?.deaths} processes ended while it was handled`;
      await park(database, inbox.momentNow(), updateId, payload, { failure: died, told: died }, inbox.log);
      await endAttempts(life, "inbox", [updateId]);
      return "more";
    }
    try {
      return await handleNext(inbox, chatId, true);
    } finally {
      await endAttempts(life, "inbox", [updateId]);
    }
  });
  suspectBefore = handled.catch(() => {});
  return handled;
}

/** Locks are taken in one order, so that nobody waits for somebody who waits. */
const lockQuery = builtOnce((queries) =>
  queries
    .select({ locked: sql`pg_advisory_xact_lock(${sql.raw(String(locks.chat))}, hash)` })
    .from(
      sql`(select distinct hashtext(id::text) as hash from unnest(${sql.placeholder("chatIds")}::bigint[]) as id order by hash) as chats`,
    )
    .prepare("lock_chats"),
);

type Taken = Awaited<ReturnType<typeof takeOldest>>[number];

/** Marks the oldest waiting update of each chat as processed; the mark holds only if everything else does. In order of arrival. */
async function takeOldest(work: Work, chatIds: readonly number[], isSuspect: boolean) {
  const taken = await takeQuery(work.tx).execute({ townId: work.townId, chatIds: `{${chatIds.join()}}`, isSuspect });
  return taken.sort((a, b) => a.updateId - b.updateId);
}

const takeQuery = builtOnce((queries) => {
  const townId = sql.placeholder("townId");
  const oldest = sql`(select min(first.update_id) from inbox first
    where first.town_id = ${townId} and first.chat_id = chats.id and first.processed_at is null)`;
  // What a process may have died of is taken alone, by the process that has written that down before.
  const isFree = sql`(${sql.placeholder("isSuspect")}::boolean or not exists (select 1 from attempt
    where attempt.town_id = ${townId} and attempt.road = 'inbox' and attempt.subject = ${inbox.updateId}))`;
  return queries
    .update(inbox)
    .set({ processedAt: sql`now()` })
    .from(sql`unnest(${sql.placeholder("chatIds")}::bigint[]) as chats(id)`)
    .where(and(eq(inbox.townId, townId), eq(inbox.updateId, oldest), isNull(inbox.processedAt), isFree))
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
  const [row] = await inOneTransaction(database, moment, ({ tx }) =>
    tx
      .update(inbox)
      .set({ attempts: sql`${inbox.attempts} + 1`, failure: failure.slice(0, 500), failedAt: sql`now()` })
      .where(and(eq(inbox.townId, moment.townId), eq(inbox.updateId, updateId), isNull(inbox.processedAt), isOld))
      .returning({ attempts: inbox.attempts }),
  );
  return row?.attempts;
}

/** A poison update is set aside with its reason; the person hears that it did not work, and the chat goes on. */
async function park(
  database: Database,
  moment: Moment,
  updateId: number,
  update: Update,
  { failure, told }: { failure: string; told: string },
  log: Log,
) {
  const chat = update.message?.chat ?? update.callback_query?.message?.chat;
  await inOneTransaction(database, moment, async (work) => {
    await work.tx
      .update(inbox)
      .set({ processedAt: sql`now()`, failure: failure.slice(0, 500) })
      .where(and(eq(inbox.townId, moment.townId), eq(inbox.updateId, updateId)));
    for (const admin of await findHolders(work, "admin")) {
      work.tell(admin, { kind: "text", key: "told-parked", values: { update: updateId, failure: told } });
    }
    if (chat?.type !== "private") return;
    const language = update.message?.from?.language_code?.startsWith("en") ? "en" : "zh";
    const payload = { chat_id: chat.id, text: label(language, "went-wrong") };
    work.send({ chatId: chat.id, method: "sendMessage", payload, priority: priorities.answer });
  });
  log.error({ update: updateId }, "an update was parked");
}
