import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { hourMs } from "../durations.ts";
import { chaseIntervalHours, chaseReminderHours } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, type Ticket } from "./change.ts";
import { tellHandlers } from "./recipients.ts";

/** The next reminder comes within half a working day, if nothing has happened by then. */
function hurried(work: Work, ticket: Ticket) {
  const soon = addTerm(work.now, { workingHours: chaseReminderHours }, work.zone);
  const isSooner = ticket.nextTimerAt === null || soon < ticket.nextTimerAt;
  return { chasedAt: work.now, ...(isSooner ? { nextTimerAt: soon, remindedAt: null } : {}) };
}

/** 催办: asks to hurry, at most once a day; the handlers hear of it and the next reminder comes at once. */
export async function chase(work: Work, actor: Actor, ticket: Ticket): Promise<Ticket | Refusal> {
  const sinceMs = ticket.chasedAt ? work.now.getTime() - ticket.chasedAt.getTime() : Number.POSITIVE_INFINITY;
  if (sinceMs < chaseIntervalHours * hourMs) return refuse("chased-today", { number: ticket.number });
  const changed = await changeTicket(work, ticket, { action: "chase", by: actor, patch: hurried(work, ticket) });
  if (isRefusal(changed)) return changed;
  await tellHandlers(work, changed, { kind: "text", key: "told-chased", values: { number: changed.number }, buttons: "open" }, actor.id);
  return changed;
}
