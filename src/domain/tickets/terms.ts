import type { TermsName, TicketState } from "../../database/values.ts";
import { addTerm, type Term } from "../calendar.ts";
import { confirmDays, waitingVillagerDays } from "../limits.ts";

export type Terms = { accept: Term; answer: Term; resolve: Term };

/**
 * Time to accept, to answer for the first time, and to resolve. Petitions: 15 and 60 days by the Regulations on
 * Petition Work (信访工作条例) articles 22 and 34; the others are the practice of township hotlines.
 */
export const termsTable = {
  urgent: { accept: { minutes: 10 }, answer: { minutes: 30 }, resolve: { calendarDays: 1 } },
  quick: { accept: { workingHours: 2 }, answer: { workingHours: 4 }, resolve: { workingDays: 2 } },
  standard: { accept: { workingHours: 4 }, answer: { workingDays: 1 }, resolve: { workingDays: 5 } },
  service: { accept: { workingHours: 4 }, answer: { workingDays: 1 }, resolve: { workingDays: 7 } },
  dispute: { accept: { workingHours: 4 }, answer: { workingDays: 1 }, resolve: { workingDays: 15 } },
  conduct: { accept: { workingDays: 1 }, answer: { workingDays: 5 }, resolve: { workingDays: 15 } },
  petition: { accept: { calendarDays: 15 }, answer: { calendarDays: 15 }, resolve: { calendarDays: 60 } },
} satisfies Record<TermsName, Terms>;

/** The row of the table with this name; a category made by the admin has the standard one. */
export const termsNamed = (name: string): Terms =>
  Object.hasOwn(termsTable, name) ? termsTable[name as keyof typeof termsTable] : termsTable.standard;

/**
 * The instant by which the duty of a state must be done.
 *
 * @param resolveBy by when the ticket must be resolved in all
 */
export function dutyDeadline(state: TicketState, terms: Terms, now: Date, resolveBy: Date, zone: string): Date {
  switch (state) {
    case "submitted":
    case "assigned":
      return addTerm(now, terms.accept, zone);
    case "accepted":
      return earlier(addTerm(now, terms.answer, zone), resolveBy);
    case "waiting_villager":
      return addTerm(now, { calendarDays: waitingVillagerDays }, zone);
    case "resolved":
      return addTerm(now, { calendarDays: confirmDays }, zone);
    case "in_progress":
    case "closed":
    case "withdrawn":
    case "declined":
    case "merged":
      return resolveBy;
  }
}

const earlier = (a: Date, b: Date) => (a < b ? a : b);

type Dated = { createdAt: Date; acceptedAt: Date | null; answeredAt: Date | null; resolvedAt: Date | null; resolveBy: Date | null };
export type TimetableEntry = { duty: "assigned" | "accepted" | "in_progress"; due: Date; done: Date | null };

/** Every duty of a ticket with the instant by which it is due, and when it was done. */
export function timetableOf(ticket: Dated, termsName: string, zone: string): TimetableEntry[] {
  const terms = termsNamed(termsName);
  const resolveBy = ticket.resolveBy ?? addTerm(ticket.createdAt, terms.resolve, zone);
  const accept = addTerm(ticket.createdAt, terms.accept, zone);
  return [
    { duty: "assigned", due: accept, done: ticket.acceptedAt },
    { duty: "accepted", due: earlier(addTerm(ticket.acceptedAt ?? accept, terms.answer, zone), resolveBy), done: ticket.answeredAt },
    { duty: "in_progress", due: resolveBy, done: ticket.resolvedAt },
  ];
}
