import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { outbox } from "../../database/schema/messaging.ts";
import { priorities, type Work } from "../../database/work.ts";
import { takeBackHours } from "../limits.ts";
import type { Ticket } from "./change.ts";

/**
 * Takes back what people have in their chats of a ticket that is no longer theirs. Their cards empty themselves.
 *
 * @param formerIds those who handled it, besides whom it is kept from
 */
export async function takeBack(work: Work, ticket: Ticket, formerIds: readonly number[]) {
  const from = [...new Set([...formerIds, ...(ticket.keptFrom ?? []), ...(ticket.aboutId === null ? [] : [ticket.aboutId])])];
  // The reporter's own chat holds the other half of the same thread.
  const readers = from.filter((id) => id !== ticket.reporterId && id !== ticket.responsibleId);
  if (!readers.length) return;
  await takeBackCopies(work, and(eq(outbox.ticketId, ticket.id), inArray(outbox.personId, readers)), "relay-taken-back");
}

/**
 * Words, files and places that were passed on are deleted while Telegram allows it and emptied after that, and what still waits is not sent.
 *
 * @param which of the outbox
 * @param key what stands there then
 */
export async function takeBackCopies(work: Work, which: SQL | undefined, key: "relay-taken-back" | "relay-erased") {
  const copies = and(eq(outbox.townId, work.townId), which, sql`${outbox.notice}->>'kind' in ('relay', 'pin')`);
  await work.tx
    .update(outbox)
    .set({ state: "dropped", failure: "taken back" })
    .where(and(copies, inArray(outbox.state, ["pending", "held"])));
  const sent = await work.tx
    .select({ row: outbox, mayDelete: sql<boolean>`${outbox.sentAt} > now() - make_interval(hours => ${takeBackHours})` })
    .from(outbox)
    .where(and(copies, isNull(outbox.editsId), eq(outbox.state, "sent")));
  for (const { row, mayDelete } of sent) {
    const to = { chatId: row.chatId, personId: row.personId, priority: priorities.notification };
    const { notice } = row;
    if (mayDelete && row.messageId !== null) {
      work.send({ ...to, method: "deleteMessage", payload: { chat_id: row.chatId, message_id: row.messageId } });
    } else if (notice?.kind === "relay") {
      // The file stays where it is; its caption is what can be changed.
      const file = notice.attachment && { attachment: { kind: notice.attachment.kind, fileId: "" } };
      const emptied = { kind: notice.kind, key, values: { number: Number(notice.values["number"]) }, ...file };
      work.send({ ...to, notice: emptied, ticketId: row.ticketId, editsId: row.id });
    }
  }
}
