import type { InlineKeyboardButton } from "@grammyjs/types";
import { button, ticketData } from "./buttons.ts";
import type { Moment } from "./database/work.ts";
import type { Listed } from "./domain/tickets/find.ts";
import { isOpen } from "./domain/tickets/lifecycle.ts";
import { firstCharacters } from "./domain/words.ts";
import { label, readableTime, text } from "./texts.ts";

const maxWords = 40;

/** A ticket in a list, wherever the list is shown: how urgent, which, what about, until when. HTML. */
export function ticketLine(language: string, { zone, now }: Pick<Moment, "zone" | "now">, { ticket, category, village }: Listed): string {
  const isLate = isOpen(ticket.state) && ticket.deadline !== null && ticket.deadline < now;
  const until = isOpen(ticket.state) ? ticket.deadline : ticket.closedAt;
  const values = {
    number: ticket.number,
    category: `${category.emoji} ${language === "en" ? category.nameEn : category.name}`,
    village,
    words: firstCharacters(ticket.description, maxWords),
    state: label(language, `state-${ticket.state}`),
    until: until ? readableTime(language, until, zone, now) : "—",
    mark: ticket.kind === "emergency" ? "🚨" : isLate ? "🔴" : isOpen(ticket.state) ? "🟡" : "⚪",
  };
  return text(language, isOpen(ticket.state) ? "list-line" : "list-line-closed", values);
}

export const ticketLineButtons = (listed: readonly Listed[]): InlineKeyboardButton[] =>
  listed.map(({ ticket }) => button(`#${ticket.number}`, ticketData("open", ticket.id)));
