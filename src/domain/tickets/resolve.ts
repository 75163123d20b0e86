import type { RatedBy, Rating } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { sayToTown } from "../county/to-town.ts";
import { confirmDays, leaderCallsWithinHours, maxReopenings } from "../limits.ts";
import { type Actor, findPerson, isStaff, type Person } from "../people/person.ts";
import { offerForShelf } from "../policy/questions.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { noteAlbum } from "./albums.ts";
import { oweCall } from "./call-back.ts";
import { isOwnWork } from "./callers.ts";
import { type Change, changeTicket, type Ticket } from "./change.ts";
import { oweFollowUp, oweVisitAfterDispute } from "./follow-up.ts";
import { keepSaid, pass, type Said } from "./pass.ts";
import { findFollowers, findLeaders, giveCard, tellHandlers, tellParties } from "./recipients.ts";
import { findSuperior } from "./routing.ts";
import { namesReporter } from "./visibility.ts";

/** 办结: the handler says what was done; the villager is asked whether it is so. */
export async function resolve(
  work: Work,
  actor: Actor,
  ticket: Ticket,
  said: Omit<Said, "source"> & Partial<Pick<Said, "source">>,
): Promise<Ticket | Refusal> {
  const patch = {
    resolvedAt: work.now,
    answeredAt: ticket.answeredAt ?? work.now,
    acceptedAt: ticket.acceptedAt ?? work.now,
    waitingSince: null,
    doubtedAt: null,
  };
  const changed = await changeTicket(work, ticket, { action: "resolve", by: actor, note: said.body, patch });
  if (isRefusal(changed)) return changed;
  await tellResult(work, changed, actor, { source: { chatId: actor.telegramId, messageId: 0 }, ...said });
  await oweCall(work, changed, actor);
  await offerForShelf(work, changed, actor, said.body);
  return changed;
}

/** The result with its files, and the question whether it is so. */
async function tellResult(work: Work, resolved: Ticket, actor: Actor, said: Said) {
  const about = { ticketId: resolved.id, ticketMessageId: await keepSaid(work, resolved, actor, "handler", said) };
  const values = { number: resolved.number, name: actor.name, body: said.body };
  const { chatId } = said.source;
  if (said.albumId) await noteAlbum(work, { chatId, albumId: said.albumId }, { way: "result", ticketId: resolved.id, toId: null });
  // The town asks its villager.
  if (resolved.handedFromTown !== null) return void (await sayToTown(work, resolved, said, { kind: "done", by: actor.name }));
  const { reporter, followers, all } = await findAsked(work, resolved);
  // Its words stand above the question.
  passResult(work, resolved, actor, { ...said, body: "" }, about.ticketMessageId, all);
  if (reporter) work.tell(reporter, { kind: "text", key: "told-resolved", values, buttons: "rate" }, about);
  const asked = { kind: "text", key: "told-resolved-follower", values, buttons: "solved" } as const;
  for (const one of followers) work.tell(one, asked, about);
  // What was done is between the reporter and the town.
  const { body: _body, ...known } = values;
  await tellParties(work, resolved, { kind: "text", key: "told-resolved-party", values: known, buttons: "solved" });
}

/** Who is asked whether it is so: the person who reported it, and those who joined. */
async function findAsked(work: Work, { id, reporterId }: Ticket) {
  const [reporter, followers] = [await findPerson(work, reporterId), await findFollowers(work, id)];
  return { reporter, followers, all: reporter ? [reporter, ...followers] : followers };
}

/** Files and places of a result, to those who hear of it. */
function passResult(work: Work, { id, number }: Ticket, actor: Actor, said: Said, ticketMessageId: number, to: readonly Person[]) {
  if (!said.attachment && !said.pin) return;
  const heading = { key: "relay-result" as const, values: { number, name: actor.name } };
  for (const one of to) pass(work, one, { ticketId: id, ticketMessageId }, heading, said);
}

/** Another picture of the result's album, with the words below it. */
export async function addToResult(work: Work, actor: Actor, resolved: Ticket, said: Said) {
  const messageId = await keepSaid(work, resolved, actor, "handler", said);
  if (resolved.handedFromTown !== null)
    return void (await sayToTown(work, resolved, said, { kind: "answer", isQuestion: false, by: actor.name }));
  passResult(work, resolved, actor, said, messageId, (await findAsked(work, resolved)).all);
}

/** `isLast`: it was reopened often enough, and a leader calls now; `lacksPhone`: nobody has the number for it. */
export type Confirmed = { ticket: Ticket; superior?: Person | undefined; isLast?: boolean; lacksPhone?: boolean };

/**
 * The villager's word: satisfied or fair closes the ticket, unsatisfied reopens it one level up (升级). Only that word, or
 * seven days of silence, ends a ticket.
 */
export async function confirm(work: Work, actor: Actor, ticket: Ticket, rating: Rating, note: string): Promise<Confirmed | Refusal> {
  // Who did it themselves and says that it is good has said nothing for the villager.
  const isOffices = isStaff(actor) || actor.id === ticket.responsibleId;
  const ratedBy = isOffices && (await isOwnWork(work, actor, ticket)) ? ("office" as const) : ("villager" as const);
  if (rating === "unsatisfied") {
    return ticket.reopenCount >= maxReopenings ? insist(work, actor, ticket, note, ratedBy) : reopen(work, actor, ticket, note, ratedBy);
  }
  const patch = { rating, ratedBy, closedAt: work.now };
  const changed = await changeTicket(work, ticket, { action: "confirm", by: actor, note, patch });
  if (isRefusal(changed)) return changed;
  await tellHandlers(work, changed, { kind: "text", key: "told-rated", values: { number: changed.number, rating, note } });
  await oweVisitAfterDispute(work, changed);
  return { ticket: changed };
}

/** Not content even after the last reopening: it goes round no more; a leader calls, and the villager still has the last word. */
async function insist(work: Work, actor: Actor, ticket: Ticket, note: string, ratedBy: RatedBy): Promise<Confirmed | Refusal> {
  const deadline = addTerm(work.now, { calendarDays: confirmDays }, work.zone);
  const changed = await changeTicket(work, ticket, {
    action: "insist",
    by: actor,
    note,
    patch: { rating: "unsatisfied", ratedBy, deadline },
  });
  if (isRefusal(changed)) return changed;
  // Who is not to be known cannot be called: those who know the matter answer where it was written.
  if (!namesReporter(changed)) {
    await tellHandlers(work, changed, { kind: "text", key: "told-insisted", values: { number: changed.number, note }, buttons: "open" });
    return { ticket: changed, isLast: true };
  }
  const phone = changed.phone ?? actor.phone;
  const [caller] = await askLeadersToCall(work, changed, phone);
  if (caller) await oweFollowUp(work, changed.id, caller.id, "call", { workingHours: leaderCallsWithinHours });
  return { ticket: changed, superior: caller, isLast: true, lacksPhone: phone === null };
}

async function reopen(work: Work, actor: Actor, ticket: Ticket, note: string, ratedBy: RatedBy): Promise<Confirmed | Refusal> {
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
      ratedBy,
      reopenCount: ticket.reopenCount + 1,
      responsibleId: superior?.id ?? ticket.responsibleId,
      acceptedAt: null,
      resolvedAt: null,
      doubtedAt: null,
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

/** Writing has failed twice: the leader calls. Without a number they hear that the villager is being asked for it. */
export async function askLeadersToCall(work: Work, ticket: Ticket, phone: string | null): Promise<Person[]> {
  const leaders = await findLeaders(work, ticket);
  const values = { number: ticket.number, ...(phone ? { phone } : {}) };
  const notice = { kind: "text", key: phone ? "told-leader-calls" : "told-leader-calls-later", values, buttons: "open" } as const;
  for (const leader of leaders) work.tell(leader, notice, { ticketId: ticket.id });
  return leaders;
}
