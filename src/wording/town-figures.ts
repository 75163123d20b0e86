import type { InlineKeyboardMarkup } from "@grammyjs/types";
import type { Moment } from "../database/work.ts";
import type { OfTown } from "../domain/county/town-figures.ts";
import type { Counted } from "../domain/figures/figures.ts";
import type { Listed } from "../domain/tickets/find.ts";
import { isOpen } from "../domain/tickets/lifecycle.ts";
import { button, inline, rowsOf } from "./buttons.ts";
import { townsData } from "./county-callbacks.ts";
import { figureNumber, rateRows } from "./figures.ts";
import { label, nameIn, readableTime, text } from "./texts.ts";

/** One town in the list of them: what came in, what is solved, open and overdue, and the rates. HTML. */
export function townLine(language: string, { town, counted }: OfTown): string {
  const { received, solved, open, overdue } = counted;
  const rates = rateRows(language, counted)
    .map((rate) => `${rate.label} ${rate.words}`)
    .join("　");
  return text(language, "towns-line", { name: town.name, received, solved, open, overdue, rates });
}

/** Below the picture of a town: the tickets behind its numbers, and back to all towns. */
export function townMarkup(language: string, townId: number, period: string, counted: Counted): InlineKeyboardMarkup {
  const shown = (["received", "solved", "silent", "unfinished", "open", "overdue"] as const).filter((key) => counted[key] > 0);
  const rows = shown.map((key) =>
    button(
      `${label(language, `figure-${key}`)} ${counted[key]}`,
      townsData.pack("rows", { period, id: townId, figure: figureNumber(key), page: 0 }),
    ),
  );
  return inline([...rowsOf(rows, 3), [button(label(language, "button-towns"), townsData.pack("", { period, page: 0 }))]]);
}

/** A ticket of a town as the county reads it: number, category, state, deadline. HTML. */
export function townTicketLine(language: string, { zone, now }: Pick<Moment, "zone" | "now">, { ticket, category }: Listed): string {
  const until = isOpen(ticket.state) ? ticket.deadline : ticket.closedAt;
  return text(language, "towns-ticket", {
    number: ticket.number,
    category: ticket.confidential ? label(language, "towns-confidential") : `${category.emoji} ${nameIn(language, category)}`,
    state: label(language, `state-${ticket.state}`),
    until: until ? readableTime(language, until, zone, now) : "—",
    mark: isOpen(ticket.state) && ticket.deadline && ticket.deadline < now ? "🔴" : isOpen(ticket.state) ? "🟡" : "⚪",
  });
}
