import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { outbox } from "../../database/schema/messaging.ts";
import { priorities, type Work } from "../../database/work.ts";
import { takeBackHours } from "../limits.ts";
import type { Ticket } from "./change.ts";

/**
 * Takes back what people have in their chats of a ticket that is no longer theirs: words, files and places are deleted while Telegram
 * allows it and emptied after that, and what still waits is not sent. Their cards empty themselves.
 *
 * @param formerIds those who handled it, besides whom it is kept from
 */
export async function takeBack(work: Work, ticket: Ticket, formerIds: readonly number[]) {
  const from = [...new Set([...formerIds, ...(ticket.keptFrom ?? []), ...(ticket.aboutId === null ? [] : [ticket.aboutId])])];
  // The reporter's own chat holds the other half of the same thread.
  const readers = from.filter((id) => id !== ticket.reporterId && id !== ticket.responsibleId);
  if (!readers.length) return;
  const theirs = and(
    eq(outbox.townId, work.townId),
    eq(outbox.ticketId, ticket.id),
    inArray(outbox.personId, readers),
    sql`${outbox.notice}->>'kind' in ('relay', 'pin')`,
  );
  await work.tx
    .update(outbox)
    .set({ state: "dropped", failure: "taken back" })
    .where(and(theirs, inArray(outbox.state, ["pending", "held"])));
  const sent = await work.tx
    .select({ row: outbox, mayDelete: sql<boolean>`${outbox.sentAt} > now() - make_interval(hours => ${takeBackHours})` })
    .from(outbox)
    .where(and(theirs, isNull(outbox.editsId), eq(outbox.state, "sent")));
  for (const { row, mayDelete } of sent) {
    const to = { chatId: row.chatId, personId: row.personId, priority: priorities.notification };
    if (mayDelete && row.messageId !== null) {
      work.send({ ...to, method: "deleteMessage", payload: { chat_id: row.chatId, message_id: row.messageId } });
    } else if (row.notice?.kind === "relay") {
      const notice = { ...row.notice, key: "relay-taken-back" as const, values: { number: ticket.number } };
      work.send({ ...to, notice, ticketId: ticket.id, editsId: row.id });
    }
  }
}
