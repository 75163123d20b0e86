import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { TextKey } from "../../../locales/text-key.ts";
import { outbox } from "../../database/schema/messaging.ts";
import { ticket } from "../../database/schema/tickets.ts";
import { station } from "../../database/schema/town.ts";
import { priorities, type Work } from "../../database/work.ts";
import { endInGroup, leaveTopicOfReports, moveReports } from "../figures/scheduled.ts";
import { maxShownAgain } from "../limits.ts";
import { eachOnce, findHolders, type Person } from "../people/person.ts";
import { nextState } from "../tickets/lifecycle.ts";
import { showAtDesk } from "./desk.ts";
import { endTopics, forgetTopic } from "./desk-topics.ts";
import type { Station } from "./places.ts";
import { findStationMembers } from "./stations.ts";

// What becomes of the group chats that are desks of stations: Telegram renames, closes and forbids them without asking.

/** Why nothing can be shown at a desk any more. */
export type DeskLoss = keyof typeof lossTexts;
const lossTexts = { removed: "told-desk-removed", muted: "told-desk-muted", gone: "told-desk-gone" } as const;

/**
 * A group became a supergroup, which is another chat for Telegram: the desk, and all that waits for it, goes there. Cards that were shown
 * in the group can no longer be edited; those that somebody may still claim are shown anew.
 *
 * @see https://core.telegram.org/bots/api#responseparameters migrate_to_chat_id
 */
export async function moveGroup(work: Work, from: number, to: number) {
  if (from === to) return;
  await work.tx
    .update(station)
    .set({ deskChatId: to, deskThreadId: null, deskLostAt: null })
    .where(and(eq(station.townId, work.townId), eq(station.deskChatId, from)));
  await work.tx
    .update(outbox)
    .set({ chatId: to, payload: addressedTo(to) })
    .where(and(eq(outbox.townId, work.townId), eq(outbox.chatId, from), inArray(outbox.state, ["pending", "held"])));
  await moveReports(work, from, to);
  await showAnew(work, from, to);
}

/** A call without a chat, such as the answer to a press, gets none. */
const addressedTo = (chatId: number) =>
  sql`case when ${outbox.payload} ? 'chat_id' then jsonb_set(${outbox.payload}, '{chat_id}', to_jsonb(${chatId}::bigint)) else ${outbox.payload} end`;

/**
 * The topic that was a desk is gone, or closed: the desk is the group as a whole from now on, and its station and the admins hear of it.
 */
export async function leaveTopic(work: Work, chatId: number, threadId: number) {
  await leaveTopicOfReports(work, chatId, threadId);
  await forgetTopic(work, chatId, threadId);
  const left = await work.tx
    .update(station)
    .set({ deskThreadId: null })
    .where(and(eq(station.townId, work.townId), eq(station.deskChatId, chatId), eq(station.deskThreadId, threadId)))
    .returning();
  for (const one of left) await tellOfDesk(work, one, "told-desk-topic-gone");
  if (left.length) await showAnew(work, chatId, chatId, threadId);
}

/** The bot may open no topics in a forum: its desk goes on as a plain group, and it is told once what to do. */
export async function leaveTopics(work: Work, chatId: number) {
  for (const one of await endTopics(work, chatId)) await tellOfDesk(work, one, "told-desk-no-topics");
}

/** Nothing can be shown in a group any more. Tickets go on to those who are responsible; the station's head and the admins hear of it, once. */
export async function loseDesk(work: Work, chatId: number, why: DeskLoss) {
  if (why !== "muted") await endInGroup(work, chatId);
  const lost = await work.tx
    .update(station)
    .set({ deskLostAt: work.now })
    .where(and(eq(station.townId, work.townId), eq(station.deskChatId, chatId), isNull(station.deskLostAt)))
    .returning();
  for (const one of lost) await tellOfDesk(work, one, lossTexts[why]);
}

/** The bot is back in a group, or may write there again: its desk shows what waits. */
export async function regainDesk(work: Work, chatId: number) {
  const regained = await work.tx
    .update(station)
    .set({ deskLostAt: null })
    .where(and(eq(station.townId, work.townId), eq(station.deskChatId, chatId), sql`${station.deskLostAt} is not null`))
    .returning();
  for (const one of regained) {
    await tellOfDesk(work, one, "told-desk-back");
    await showWaiting(work, one);
  }
}

/** Shows at a desk what somebody may still claim: cards that are there are brought up to date, the others are sent. */
export async function showWaiting(work: Work, at: Pick<Station, "id" | "deskChatId">) {
  const waiting = await work.tx
    .select()
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.stationId, at.id), inArray(ticket.state, free)))
    .orderBy(ticket.id)
    .limit(maxShownAgain);
  const shown = await work.tx
    .select({ id: outbox.id, ticketId: outbox.ticketId })
    .from(outbox)
    .where(and(isCardAt(work, at.deskChatId ?? 0), eq(outbox.state, "sent")))
    .orderBy(outbox.id);
  for (const one of waiting) {
    const card = shown.findLast(({ ticketId }) => ticketId === one.id);
    if (card) editCard(work, at.deskChatId ?? 0, one.id, card.id);
    else await showAtDesk(work, one);
  }
}

/** The states in which a ticket waits for somebody who takes it. */
const free = (["assigned"] as const).filter((state) => nextState("accept", state) !== undefined);

const isCardAt = (work: Work, chatId: number) =>
  and(
    eq(outbox.townId, work.townId),
    eq(outbox.chatId, chatId),
    gt(outbox.messageId, 0),
    isNull(outbox.editsId),
    sql`${outbox.notice}->>'kind' = 'card'`,
  );

/**
 * Cards of a chat, or of one topic, are edited no more: of each ticket the newest one is to be sent again when it changes, and at once
 * when somebody may still claim it.
 */
async function showAnew(work: Work, from: number, to: number, threadId?: number) {
  const inTopic = threadId === undefined ? undefined : sql`(${outbox.notice}->>'threadId')::bigint = ${threadId}`;
  const cards = await work.tx
    .update(outbox)
    .set({ state: "moved", chatId: to, messageId: null, shown: null, notice: sql`${outbox.notice} - 'threadId'` })
    .where(and(isCardAt(work, from), eq(outbox.state, "sent"), inTopic))
    .returning({ id: outbox.id, ticketId: outbox.ticketId });
  const newest = new Map(cards.sort((a, b) => a.id - b.id).map(({ id, ticketId }) => [ticketId ?? 0, id]));
  const older = cards.filter(({ id, ticketId }) => newest.get(ticketId ?? 0) !== id).map(({ id }) => id);
  await work.tx
    .update(outbox)
    .set({ state: "dropped" })
    .where(and(eq(outbox.townId, work.townId), inArray(outbox.id, older)));
  const waiting = await work.tx
    .select({ id: ticket.id })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), inArray(ticket.id, [...newest.keys()]), inArray(ticket.state, free)))
    .orderBy(ticket.id)
    .limit(maxShownAgain);
  for (const { id } of waiting) editCard(work, to, id, newest.get(id) as number);
}

function editCard(work: Work, chatId: number, ticketId: number, editsId: number) {
  work.send({ chatId, notice: { kind: "card" }, ticketId, editsId, priority: priorities.notification });
}

async function tellOfDesk(work: Work, { id, name }: Station, key: TextKey) {
  const heads = (await findStationMembers(work, id)).filter(({ grant }) => grant.isHead);
  for (const one of eachOnce<Person>([...(await findHolders(work, "admin")), ...heads]))
    work.tell(one, { kind: "text", key, values: { name } });
}
