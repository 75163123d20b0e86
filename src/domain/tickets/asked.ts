import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { outbox } from "../../database/schema/messaging.ts";
import type { ticket } from "../../database/schema/tickets.ts";
import type { NoticeBody, NoticeButtons } from "../../database/values.ts";
import { priorities, type Work } from "../../database/work.ts";
import type { Action } from "./lifecycle.ts";

// What is told may ask something of its reader: 接单, a rating, a veto. It asks once: below an older message of the same kind, or when
// it is answered, by whomever, the buttons go.

const askingSets = ["accept", "rate", "solved", "veto"] as const satisfies readonly NoticeButtons[];
export type Asking = (typeof askingSets)[number];
type Ticket = Pick<typeof ticket.$inferSelect, "id" | "kind" | "state">;

export const isAsking = (buttons: NoticeButtons | undefined): buttons is Asking => (askingSets as readonly unknown[]).includes(buttons);

const buttonsBelow = sql<Asking>`${outbox.notice}->>'buttons'`;

/** Messages with buttons about a ticket, without those that edited them. The index of them has this condition. */
export const isNoticeOf = (work: Work, ticketId: number) =>
  and(eq(outbox.townId, work.townId), eq(outbox.ticketId, ticketId), isNull(outbox.editsId), sql`${outbox.notice} ? 'buttons'`);

/** Which of the questions that were asked are asked no more, or elsewhere, since this was done. */
export function askedBefore(before: Ticket, next: Ticket, action: Action): Asking[] {
  const isOver = before.state !== next.state;
  if (before.kind === "emergency" && before.state === "assigned") return ["accept"];
  if (before.state === "resolved" && (isOver || action === "remind")) return ["rate", "solved"];
  return action === "extend" || action === "refuse_extension" || action === "resolve" ? ["veto"] : [];
}

/**
 * Brings the newest of such messages that each reader has up to date; those before lost their buttons when it came.
 *
 * @param personId only those of this person
 */
export async function refreshAsked(work: Work, { id: ticketId }: Pick<Ticket, "id">, sets: readonly Asking[], personId?: number) {
  if (!sets.length) return;
  const newest = await work.tx
    .selectDistinctOn([outbox.personId, buttonsBelow], {
      id: outbox.id,
      chatId: outbox.chatId,
      personId: outbox.personId,
      notice: outbox.notice,
    })
    .from(outbox)
    .where(
      and(
        isNoticeOf(work, ticketId),
        inArray(buttonsBelow, [...sets]),
        inArray(outbox.state, ["pending", "sent"]),
        personId === undefined ? undefined : eq(outbox.personId, personId),
      ),
    )
    .orderBy(outbox.personId, buttonsBelow, desc(outbox.id));
  for (const { id, notice, ...to } of newest) {
    // Its words may have been put right since, and stay as they are; those of what was to be taken tell that it is.
    const again: NoticeBody =
      notice?.kind === "text" && notice.buttons !== "accept" && notice.buttons
        ? { kind: "asked", buttons: notice.buttons }
        : (notice as NoticeBody);
    work.send({ ...to, notice: again, ticketId, editsId: id, priority: priorities.notification });
  }
}
