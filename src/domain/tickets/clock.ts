import { and, asc, eq, lte } from "drizzle-orm";
import { ticket } from "../../database/schema.ts";
import type { Work } from "../../database/work.ts";
import { findPerson } from "../people/person.ts";
import { isRefusal } from "../refusal.ts";
import { type Change, changeTicket, type Ticket } from "./change.ts";
import { findLeaders, giveCard, tellHandlers, tellReporter } from "./recipients.ts";
import { oweVisitAfterDispute } from "./resolve.ts";
import { findOnCall, findSuperior } from "./routing.ts";
import { clockGoesOn } from "./talk.ts";
import { type Duty, dueDuty } from "./timers.ts";

/**
 * Carries out one due timer.
 *
 * @returns whether there was one; the caller asks again until there is none
 */
export async function fireNextTimer(work: Work): Promise<boolean> {
  const [due] = await work.tx
    .select()
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), lte(ticket.nextTimerAt, work.now)))
    .orderBy(asc(ticket.nextTimerAt))
    .limit(1)
    .for("update", { skipLocked: true });
  if (!due) return false;
  await duties[dueDuty(due, work.now)](work, due);
  return true;
}

const duties: Record<Duty, (work: Work, due: Ticket) => Promise<unknown>> = {
  alert_again: alertAgain,
  remind,
  escalate,
  stop_waiting: stopWaiting,
  close_silently: closeSilently,
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
  if (changed.state === "resolved") return tellReporter(work, changed, { kind: "text", key: "told-remind-rate", values, buttons: "rate" });
  if (changed.state === "waiting_villager") return tellReporter(work, changed, { kind: "text", key: "told-remind-answer", values });
  const isOverdue = changed.deadline !== null && changed.deadline <= work.now;
  return tellHandlers(work, changed, { kind: "text", key: isOverdue ? "told-overdue" : "told-remind-handler", values, buttons: "open" });
}

/** An emergency that nobody took is shown to everyone in charge again. */
async function alertAgain(work: Work, due: Ticket) {
  const changed = await byClock(work, due, { action: "remind" });
  const responsible = changed.responsibleId === null ? undefined : await findPerson(work, changed.responsibleId);
  const onCall = changed.confidential ? [] : [...(await findOnCall(work, changed)), ...(await findLeaders(work, changed))];
  const people = [...(responsible ? [responsible] : []), ...onCall].filter(({ id }) => id !== changed.aboutId);
  const values = { number: changed.number };
  for (const person of new Map(people.map((one) => [one.id, one])).values())
    work.tell(person, { kind: "text", key: "told-alert-again", values, buttons: "open" }, { ticketId: changed.id });
}

/** 上报: one level at a time; the responsible person stays, the superior is told and sees the card. */
async function escalate(work: Work, due: Ticket) {
  const superior = await findSuperior(work, due, due.level + 1);
  const subject = superior ? { subjectId: superior.id } : {};
  const changed = await byClock(work, due, { action: "escalate", patch: { level: due.level + 1 }, ...subject });
  const values = { number: changed.number, level: changed.level, until: changed.deadline?.toISOString() ?? "" };
  await tellHandlers(work, changed, { kind: "text", key: "told-escalated", values, buttons: "open" }, superior?.id);
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
  const changed = await byClock(work, due, { action: "confirm", patch: { closedAt: work.now } });
  const values = { number: changed.number };
  await tellReporter(work, changed, { kind: "text", key: "told-closed-silently", values });
  await tellHandlers(work, changed, { kind: "text", key: "told-closed-silently-handler", values });
  await oweVisitAfterDispute(work, changed);
}
