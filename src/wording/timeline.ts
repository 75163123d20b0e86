import type { Work } from "../database/work.ts";
import { answerIn } from "../domain/disputes/mediation.ts";
import type { Ticket } from "../domain/tickets/change.ts";
import { extensionIn } from "../domain/tickets/extend.ts";
import type { TimelineEntry } from "../domain/tickets/find.ts";
import { withReadableInstants } from "../domain/tickets/noted-instants.ts";
import { label, listed, readableTime, text } from "./texts.ts";

type Clock = Pick<Work, "zone" | "now">;

/** What happened to a ticket, one line each, and below it what was said of it. */
export function timelineText(language: string, ticket: Ticket, entries: readonly TimelineEntry[], clock: Clock): string {
  const title = text(language, "timeline-title", { number: ticket.number });
  const lines = entries.map((entry) => {
    const values = {
      at: readableTime(language, entry.at, clock.zone, clock.now),
      action: label(language, `event-${entry.action}`),
      name: entry.name ?? "",
    };
    const line = text(language, entry.name ? "timeline-entry-by" : "timeline-entry", values);
    const note = noteInWords(language, entry, clock);
    return note ? `${line}\n   ${text(language, "value", { value: note })}` : line;
  });
  return [title, ...lines].join("\n");
}

/** Words of people stand as they are; what the program noted is put into the reader's. */
function noteInWords(language: string, { action, note }: TimelineEntry, { zone, now }: Clock): string | null {
  const answer = answerIn(action, note);
  if (answer.length)
    return listed(
      language,
      answer.map((key) => label(language, key)),
    );
  const time = (at: Date) => readableTime(language, at, zone, now);
  const extended = extensionIn(action, note);
  return extended ? `→ ${time(extended.until)} ${extended.reason}`.trim() : note && withReadableInstants(action, note, time);
}
