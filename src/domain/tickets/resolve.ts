import { and, eq } from "drizzle-orm";
import { person } from "../../database/schema.ts";
import type { Rating } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { confirmDays, disputeFollowUpDays, leaderCallsWithinHours, maxReopenings } from "../limits.ts";
import { type Actor, findPerson, type Person } from "../people/person.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { type Change, changeTicket, type Ticket } from "./change.ts";
import { oweFollowUp } from "./follow-up.ts";
import { findLeaders, giveCard, tellFollowers, tellHandlers } from "./recipients.ts";
import { findSuperior } from "./routing.ts";
import type { Said } from "./talk.ts";

/** 办结: the handler says what was done; the villager is asked whether it is so. */
export async function resolve(
  work: Work,
  actor: Actor,
  ticket: Ticket,
  said: Pick<Said, "body" | "attachment">,
): Promise<Ticket | Refusal> {
  const patch = {
    resolvedAt: work.now,
    answeredAt: ticket.answeredAt ?? work.now,
    acceptedAt: ticket.acceptedAt ?? work.now,
    waitingSince: null,
  };
  const changed = await changeTicket(work, ticket, { action: "resolve", by: actor, note: said.body, patch });
  if (isRefusal(changed)) return changed;
  const reporter = await findPerson(work, changed.reporterId);
  if (reporter) {
    const about = { ticketId: changed.id };
    const values = { number: changed.number, name: actor.name, body: said.body };
    if (said.attachment) work.tell(reporter, { kind: "relay", key: "relay-result", values, attachment: said.attachment }, about);
    work.tell(reporter, { kind: "text", key: "told-resolved", values, buttons: "rate" }, about);
    await tellFollowers(work, changed, { kind: "text", key: "told-resolved-follower", values });
  }
  return changed;
}

/** `isLast`: it was reopened often enough, and a leader calls now. */
export type Confirmed = { ticket: Ticket; superior?: Person | undefined; isLast?: boolean };

/**
 * The villager's word: satisfied or fair closes the ticket, unsatisfied reopens it one level up (升级). Only that word, or
 * seven days of silence, ends a ticket.
 */
export async function confirm(work: Work, actor: Actor, ticket: Ticket, rating: Rating, note: string): Promise<Confirmed | Refusal> {
  if (rating === "unsatisfied") {
    return ticket.reopenCount >= maxReopenings ? insist(work, actor, ticket, note) : reopen(work, actor, ticket, note);
  }
  const changed = await changeTicket(work, ticket, { action: "confirm", by: actor, note, patch: { rating, closedAt: work.now } });
  if (isRefusal(changed)) return changed;
  await tellHandlers(work, changed, { kind: "text", key: "told-rated", values: { number: changed.number, rating, note } });
  await oweVisitAfterDispute(work, changed);
  return { ticket: changed };
}

/** A settled dispute may flare up again: somebody looks in after a month. */
export async function oweVisitAfterDispute(work: Work, ticket: Ticket) {
  if (ticket.kind !== "dispute" || ticket.responsibleId === null) return;
  await oweFollowUp(work, ticket.id, ticket.responsibleId, "visit", { calendarDays: disputeFollowUpDays });
}

/** Not content even after the last reopening: it goes round no more; a leader calls, and the villager still has the last word. */
async function insist(work: Work, actor: Actor, ticket: Ticket, note: string): Promise<Confirmed | Refusal> {
  const deadline = addTerm(work.now, { calendarDays: confirmDays }, work.zone);
  const changed = await changeTicket(work, ticket, { action: "insist", by: actor, note, patch: { rating: "unsatisfied", deadline } });
  if (isRefusal(changed)) return changed;
  const [caller] = await askLeaderToCall(work, changed);
  if (caller) await oweFollowUp(work, changed.id, caller.id, "call", { workingHours: leaderCallsWithinHours });
  return { ticket: changed, superior: caller, isLast: true };
}

async function reopen(work: Work, actor: Actor, ticket: Ticket, note: string): Promise<Confirmed | Refusal> {
  const level = Math.min(ticket.level + 1, 2);
  const superior = await findSuperior(work, ticket, level);
  const change: Change = {
    action: "reopen",
    by: actor,
    note,
    ...(superior ? { subjectId: superior.id } : {}),
    patch: {
      level,
      rating: "unsatisfied",
      reopenCount: ticket.reopenCount + 1,
      responsibleId: superior?.id ?? ticket.responsibleId,
      acceptedAt: null,
      resolvedAt: null,
    },
  };
  const changed = await changeTicket(work, ticket, change);
  if (isRefusal(changed)) return changed;
  const values = { number: changed.number, note, times: changed.reopenCount };
  const former = ticket.responsibleId === null ? undefined : await findPerson(work, ticket.responsibleId);
  if (superior) {
    work.tell(superior, { kind: "text", key: "told-reopened", values }, { ticketId: changed.id });
    await giveCard(work, changed, superior);
  }
  if (former && former.id !== superior?.id)
    work.tell(former, { kind: "text", key: "told-reopened-former", values }, { ticketId: changed.id });
  return { ticket: changed, superior };
}

/** Writing has failed twice: the leader calls. */
async function askLeaderToCall(work: Work, ticket: Ticket): Promise<Person[]> {
  const reporter = await work.tx.query.person.findFirst({ where: and(eq(person.townId, work.townId), eq(person.id, ticket.reporterId)) });
  const phone = ticket.confidential ? "—" : (ticket.phone ?? reporter?.phone ?? "—");
  const leaders = await findLeaders(work, ticket);
  for (const leader of leaders) {
    work.tell(leader, { kind: "text", key: "told-leader-calls", values: { number: ticket.number, phone } }, { ticketId: ticket.id });
  }
  return leaders;
}
