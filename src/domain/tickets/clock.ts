import { and, asc, eq, lte, sql } from "drizzle-orm";
import { ticket } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { handUp } from "../county/hand-up.ts";
import { findAbove } from "../county/membership.ts";
import { confirmDays, maxLevel } from "../limits.ts";
import { eachOnce, findPerson } from "../people/person.ts";
import { isRefusal } from "../refusal.ts";
import type { Timer } from "../timer.ts";
import { askForCall, isUnasked } from "./call-back.ts";
import { isWithoutBot } from "./callers.ts";
import { type Change, changeTicket, type Ticket } from "./change.ts";
import { oweVisitAfterDispute } from "./follow-up.ts";
import { withoutKept } from "./kept-from.ts";
import { clockGoesOn } from "./messages.ts";
import { findLeaders, giveCard, tellHandlers, tellReporter } from "./recipients.ts";
import { findOnCall, findSuperior } from "./routing.ts";
import { type Duty, dueDuty } from "./timers.ts";

/** What is due for one ticket: a reminder, an escalation, the silent end. */
export const ticketTimer: Timer = {
  road: "ticket",
  due: ({ townId, now }) =>
    sql`select id, next_timer_at as due_at from ticket where town_id = ${townId} and next_timer_at <= ${now.toISOString()}::timestamptz`,
  upcoming: ({ townId }) => sql`select next_timer_at as at from ticket where town_id = ${townId} and next_timer_at is not null`,
  fire: fireTimer,
  nameOf: numberOf,
};

/**
 * Carries out the next due timer, whichever ticket's it is.
 *
 * @returns whether there was one; the caller asks again until there is none
 */
export async function fireNextTimer(work: Work): Promise<boolean> {
  const [due] = await work.tx
    .select({ id: ticket.id })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), lte(ticket.nextTimerAt, work.now)))
    .orderBy(asc(ticket.nextTimerAt))
    .limit(1);
  if (!due) return false;
  return fireTimer(work, due.id);
}

async function fireTimer(work: Work, id: number): Promise<boolean> {
  const [due] = await work.tx
    .select()
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.id, id), lte(ticket.nextTimerAt, work.now)))
    .for("update", { skipLocked: true });
  if (due) await duties[dueDuty(due, work.now)](work, due);
  return due !== undefined;
}

/** `#1042`, as people know a ticket. */
export async function numberOf(work: Work, id: number): Promise<string> {
  const [found] = await work.tx
    .select({ number: ticket.number })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.id, id)));
  return `#${found?.number ?? "?"}`;
}

const duties: Record<Duty, (work: Work, due: Ticket) => Promise<unknown>> = {
  alert_again: alertAgain,
  remind,
  escalate,
  stop_waiting: stopWaiting,
  close_silently: closeSilently,
  ask_again: askAgain,
  nothing: (work, due) =>
    work.tx
      .update(ticket)
      .set({ nextTimerAt: due.deadline && due.deadline > work.now ? due.deadline : null })
      .where(and(eq(ticket.townId, work.townId), eq(ticket.id, due.id))),
};

async function byClock(work: Work, due: Ticket, change: Omit<Change, "by">): Promise<Ticket> {
  const changed = await changeTicket(work, due, { ...change, by: "clock" });
  if (isRefusal(changed)) throw new Error(`The clock found ticket ${due.id} in state ${due.state} where it may not ${change.action}`);
  return changed;
}

async function remind(work: Work, due: Ticket) {
  const changed = await byClock(work, due, { action: "remind" });
  const values = { number: changed.number, until: changed.deadline?.toISOString() ?? "" };
  if (changed.state === "resolved") return remindToRate(work, changed);
  if (changed.state === "waiting_villager") return tellReporter(work, changed, { kind: "text", key: "told-remind-answer", values });
  const isOverdue = changed.deadline !== null && changed.deadline <= work.now;
  if (isOverdue && (await escalateToCounty(work, changed))) return;
  return tellHandlers(work, changed, {
    kind: "text",
    key: isOverdue ? "told-overdue" : "told-remind-handler",
    values,
    buttons: "open",
  });
}

/** 上报: beyond the town, when it is overdue at its highest level, where the county takes that; what was so before the town joined is not meant. */
async function escalateToCounty(work: Work, due: Ticket): Promise<boolean> {
  if (due.level < maxLevel || due.handedUpId !== null || due.handedFromTown !== null) return false;
  const county = await findAbove(work);
  if (!county?.takesOverdue || (due.deadline as Date) < county.joinedAt) return false;
  return !isRefusal(await handUp(work, "clock", due, { reason: "" }));
}

/** Until somebody has taken an emergency, 接单 stands on whatever reminds of it. */
const takeOrOpen = ({ kind, state }: Ticket) => (kind === "emergency" && state === "assigned" ? "accept" : "open");

/** Silence ends it on that day, unless somebody said that it is not done. */
async function remindToRate(work: Work, changed: Ticket) {
  const values = { number: changed.number, until: changed.deadline?.toISOString() ?? "" };
  if (await isWithoutBot(work, changed)) return;
  const key = changed.doubtedAt ? "told-remind-doubted" : "told-remind-rate";
  await tellReporter(work, changed, { kind: "text", key, values, buttons: "rate" });
}

/** It was said not to be done, and nobody has said since how it is: asked again every week, and its handlers are told that it is open. */
async function askAgain(work: Work, due: Ticket) {
  const deadline = addTerm(work.now, { calendarDays: confirmDays }, work.zone);
  const changed = await byClock(work, due, { action: "remind", patch: { deadline } });
  await remindToRate(work, changed);
  await tellHandlers(work, changed, { kind: "text", key: "told-still-doubted", values: { number: changed.number }, buttons: "open" });
}

/** An emergency that nobody took is shown to everyone in charge again, and to those to whom it was escalated. */
async function alertAgain(work: Work, due: Ticket) {
  const changed = await byClock(work, due, { action: "remind" });
  if (changed.deadline !== null && changed.deadline <= work.now) await escalateToCounty(work, changed);
  const responsible = changed.responsibleId === null ? undefined : await findPerson(work, changed.responsibleId);
  const onCall = changed.confidential ? [] : [...(await findOnCall(work, changed)), ...(await findLeaders(work, changed))];
  const above = await Promise.all(Array.from({ length: changed.level }, (_, index) => findSuperior(work, changed, index + 1)));
  const people = withoutKept(
    [responsible, ...onCall, ...above].filter((one) => one !== undefined),
    changed,
  );
  const values = { number: changed.number };
  for (const person of eachOnce(people))
    work.tell(person, { kind: "text", key: "told-alert-again", values, buttons: "accept" }, { ticketId: changed.id });
}

/** 上报: one level at a time; the responsible person stays, the superior is told and sees the card. */
async function escalate(work: Work, due: Ticket) {
  const superior = await findSuperior(work, due, due.level + 1);
  const subject = superior ? { subjectId: superior.id } : {};
  const changed = await byClock(work, due, {
    action: "escalate",
    patch: { level: due.level + 1, escalatedAt: due.escalatedAt ?? work.now },
    ...subject,
  });
  const values = { number: changed.number, level: changed.level, until: changed.deadline?.toISOString() ?? "" };
  await tellHandlers(work, changed, { kind: "text", key: "told-escalated", values, buttons: takeOrOpen(changed) }, superior?.id);
  await tellReporter(work, changed, { kind: "text", key: "told-escalated-villager", values });
  if (!superior) return;
  work.tell(superior, { kind: "text", key: "told-escalated-leader", values }, { ticketId: changed.id });
  await giveCard(work, changed, superior);
}

async function stopWaiting(work: Work, due: Ticket) {
  const changed = await byClock(work, due, { action: "respond", patch: clockGoesOn(work, due) });
  await tellHandlers(work, changed, { kind: "text", key: "told-no-answer", values: { number: changed.number }, buttons: "open" });
}

/** Silence counts as consent, after a reminder and seven days. */
async function closeSilently(work: Work, due: Ticket) {
  // The silence of somebody whom nobody asked says nothing.
  // A town's silence is not its villager's.
  if (due.handedFromTown !== null)
    return byClock(work, due, { action: "remind", patch: { deadline: addTerm(work.now, { calendarDays: confirmDays }, work.zone) } });
  if (await isUnasked(work, due)) return byClock(work, due, { action: "remind", patch: await askForCall(work, due) });
  const changed = await byClock(work, due, { action: "confirm", patch: { closedAt: work.now } });
  const values = { number: changed.number };
  await tellReporter(work, changed, { kind: "text", key: "told-closed-silently", values });
  await tellHandlers(work, changed, { kind: "text", key: "told-closed-silently-handler", values });
  await oweVisitAfterDispute(work, changed);
}
