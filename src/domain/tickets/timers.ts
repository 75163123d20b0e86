import type { TicketState } from "../../database/values.ts";
import { addTerm } from "../calendar.ts";
import { confirmReminderDays, emergencyRepeatMinutes, maxLevel, reminderAtPart } from "../limits.ts";

type Timed = {
  kind: string;
  state: TicketState;
  level: number;
  deadline: Date | null;
  remindedAt: Date | null;
  /** Somebody said that it is not done, although it is resolved. */
  doubtedAt?: Date | null;
};

/** What the clock has to do with a ticket at this instant. */
export type Duty = "alert_again" | "remind" | "escalate" | "stop_waiting" | "close_silently" | "ask_again" | "nothing";

/** Reads off what is due now; the caller acts and asks `nextTimer` again. */
export function dueDuty(ticket: Timed, now: Date): Duty {
  if (!ticket.deadline) return "nothing";
  const isPast = now >= ticket.deadline;
  if (ticket.state === "resolved" && isPast) return ticket.doubtedAt ? "ask_again" : "close_silently";
  if (ticket.state === "resolved") return ticket.remindedAt ? "nothing" : "remind";
  if (ticket.state === "waiting_villager") return isPast ? "stop_waiting" : ticket.remindedAt ? "nothing" : "remind";
  if (isPast && ticket.level < maxLevel) return "escalate";
  if (ticket.kind === "emergency" && ticket.state === "assigned") return "alert_again";
  if (isPast) return "remind";
  return ticket.remindedAt ? "nothing" : "remind";
}

/**
 * When the clock must look at a ticket next.
 *
 * @param now the instant at which its present duty began, or the last timer fired
 */
export function nextTimer(ticket: Timed, now: Date, zone: string): Date | null {
  const { deadline } = ticket;
  if (!deadline) return null;
  if (ticket.kind === "emergency" && ticket.state === "assigned") return addTerm(now, { minutes: emergencyRepeatMinutes }, zone);
  if (now >= deadline) return addTerm(now, { workingDays: 1 }, zone);
  if (ticket.remindedAt) return deadline;
  if (ticket.state === "resolved") return addTerm(now, { calendarDays: confirmReminderDays }, zone);
  return new Date(now.getTime() + (deadline.getTime() - now.getTime()) * reminderAtPart);
}
