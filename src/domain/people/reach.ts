import { and, eq, isNotNull, isNull, notInArray } from "drizzle-orm";
import { outbox } from "../../database/schema/messaging.ts";
import { person } from "../../database/schema/people.ts";
import { ticket } from "../../database/schema/tickets.ts";
import { announceReleased, type Work } from "../../database/work.ts";
import { refreshCards } from "../tickets/change.ts";
import { closedStates } from "../tickets/lifecycle.ts";

/**
 * Records whether somebody can be reached. What was held while they could not be is sent when they are back.
 *
 * @param telegramId the account, which is also its private chat
 */
export async function setReachable(work: Work, telegramId: number, isReachable: boolean) {
  // Only the first news changes anything: a card shown to the person who cannot be reached would be news again, for ever.
  const isNews = isReachable ? isNotNull(person.blockedAt) : isNull(person.blockedAt);
  const [changed] = await work.tx
    .update(person)
    .set({ blockedAt: isReachable ? null : work.now })
    .where(and(eq(person.townId, work.townId), eq(person.telegramId, telegramId), isNews))
    .returning();
  if (isReachable) await releaseHeld(work, telegramId);
  if (!changed) return;
  // The cards of their tickets show it to those who wait for an answer.
  const theirs = await work.tx
    .select()
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.reporterId, changed.id), notInArray(ticket.state, [...closedStates])));
  for (const one of theirs) await refreshCards(work, one);
}

async function releaseHeld(work: Work, telegramId: number) {
  await work.tx
    .update(outbox)
    .set({ state: "pending", failure: null })
    .where(and(eq(outbox.townId, work.townId), eq(outbox.chatId, telegramId), eq(outbox.state, "held")));
  announceReleased(work);
}
