import type { InlineKeyboardButton } from "@grammyjs/types";
import type { Moment } from "../database/work.ts";
import type { Listed } from "../domain/tickets/find.ts";
import { isOpen } from "../domain/tickets/lifecycle.ts";
import { button, ticketData } from "./buttons.ts";
import { label, nameIn, readableTime, shortened, text } from "./texts.ts";

const maxWords = 40;
/** A button of a whole row shows so many on a small phone. */
const maxButtonWords = 16;

/** A ticket in a list, wherever the list is shown: how urgent, which, what about, until when. HTML. */
export function ticketLine(language: string, { zone, now }: Pick<Moment, "zone" | "now">, listed: Listed): string {
  const { ticket, category, village, isMatterHidden } = listed;
  const isLate = isOpen(ticket.state) && ticket.deadline !== null && ticket.deadline < now;
  const until = isOpen(ticket.state) ? ticket.deadline : ticket.closedAt;
  const values = {
    number: ticket.number,
    category: `${category.emoji} ${nameIn(language, category)}`,
    village,
    // Who sent only a photo has written nothing.
    words: shortened(ticket.description, maxWords) || label(language, isMatterHidden ? "words-of-others" : "without-words"),
    state: label(language, `state-${ticket.state}`),
    until: until ? readableTime(language, until, zone, now) : "—",
    mark: ticket.kind === "emergency" ? "🚨" : isLate ? "🔴" : isOpen(ticket.state) ? "🟡" : "⚪",
  };
  return text(language, isOpen(ticket.state) ? "list-line" : "list-line-closed", values);
}

/** A button for each ticket, in a row of its own: its number, and what it is about. */
export const ticketLineRows = (language: string, listed: readonly Listed[]): InlineKeyboardButton[][] =>
  listed.map(({ ticket, category }) => {
    const words = ticket.description.replaceAll(/\s+/g, " ").trim() || nameIn(language, category);
    return [button(`#${ticket.number} ${shortened(words, maxButtonWords)}`, ticketData("open", ticket.id))];
  });
