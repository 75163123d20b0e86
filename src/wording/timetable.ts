import type { Work } from "../database/work.ts";
import { findCategory } from "../domain/tickets/categories.ts";
import type { Ticket } from "../domain/tickets/change.ts";
import { isOpen } from "../domain/tickets/lifecycle.ts";
import { timetableOf } from "../domain/tickets/terms.ts";
import { label, readableTime, text } from "./texts.ts";

/** The whole timetable of a ticket: each duty with its date and when it was done, and when the clock looks at it next. */
export async function timetableText(work: Work, language: string, ticket: Ticket): Promise<string> {
  const category = await findCategory(work, ticket.categoryId);
  const at = (instant: Date) => readableTime(language, instant, work.zone, work.now);
  const lines = timetableOf(ticket, category?.terms ?? "standard", work.zone).map(({ duty, due, done }) => {
    const mark = done ? (done <= due ? "✅" : "⚠️") : due < work.now ? "🔴" : "⏳";
    const values = { mark, duty: label(language, `duty-${duty}`), due: at(due), done: done ? at(done) : "" };
    return text(language, done ? "timetable-done" : "timetable-open", values);
  });
  const next = isOpen(ticket.state) && ticket.nextTimerAt ? [text(language, "timetable-next", { at: at(ticket.nextTimerAt) })] : [];
  return [text(language, "timetable-title"), ...lines, ...next].join("\n");
}
