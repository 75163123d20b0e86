import { and, eq } from "drizzle-orm";
import { deskTopic } from "../../database/schema/messaging.ts";
import { station } from "../../database/schema/town.ts";
import { priorities, type Work } from "../../database/work.ts";

// A desk that is a forum: each matter has its topic there, called by its state.

export type DeskTopic = typeof deskTopic.$inferSelect;
type Where = { chatId: number; ticketId: number };

const of = (work: Work, { chatId, ticketId }: Where) =>
  and(eq(deskTopic.townId, work.townId), eq(deskTopic.ticketId, ticketId), eq(deskTopic.chatId, chatId));

const sendTopic = (work: Work, { chatId, ticketId }: Where, isEnd = false) =>
  work.send({ chatId, ticketId, notice: { kind: "topic", ...(isEnd ? { isEnd } : {}) }, priority: priorities.notification });

/** The matter is to have its topic: before anything of it is shown there. */
export async function openTopic(work: Work, where: Where) {
  await work.tx
    .insert(deskTopic)
    .values({ townId: work.townId, ...where })
    .onConflictDoNothing();
  sendTopic(work, where);
}

/** Its topics are called by its state, and closed when it is over there. A group takes few messages a minute: nothing is sent for nothing. */
export async function refreshTopics(work: Work, ticketId: number, isOver: boolean) {
  const topics = await work.tx
    .select()
    .from(deskTopic)
    .where(and(eq(deskTopic.townId, work.townId), eq(deskTopic.ticketId, ticketId)));
  for (const one of topics) {
    sendTopic(work, one);
    if (one.isClosed !== isOver) sendTopic(work, one, true);
  }
}

export const findTopic = (work: Work, where: Where): Promise<DeskTopic | undefined> =>
  work.tx.query.deskTopic.findFirst({ where: of(work, where) });

/** What Telegram did with it. */
export const noteTopic = (work: Work, where: Where, done: Partial<Pick<DeskTopic, "threadId" | "name" | "isClosed">>) =>
  work.tx.update(deskTopic).set(done).where(of(work, where));

/** Somebody deleted it: what comes of the matter is shown in the group. */
export const forgetTopic = (work: Work, chatId: number, threadId: number) =>
  work.tx.delete(deskTopic).where(and(eq(deskTopic.townId, work.townId), eq(deskTopic.chatId, chatId), eq(deskTopic.threadId, threadId)));

/** The bot may open no topics there. @returns the stations whose desk goes on without, unless it did before */
export const endTopics = (work: Work, chatId: number) =>
  work.tx
    .update(station)
    .set({ deskTopics: false })
    .where(and(eq(station.townId, work.townId), eq(station.deskChatId, chatId), eq(station.deskTopics, true)))
    .returning();
