import type { Work } from "../database/work.ts";
import { firstCharacters } from "../domain/characters.ts";
import { findStations } from "../domain/places/places.ts";
import { findCard } from "../domain/tickets/card.ts";
import { isKeptFromSomebody } from "../domain/tickets/kept-from.ts";
import { isOpen } from "../domain/tickets/lifecycle.ts";
import { label } from "./texts.ts";

/** Telegram's limit for the name of a topic. */
const maxTopicCharacters = 128;

/** How the topic of a matter at a desk is called, and whether it is over there. What is confidential by now, or elsewhere, says no more than that. */
export async function topicNow(work: Work, chatId: number, ticketId: number): Promise<{ name: string; isOver: boolean } | undefined> {
  const card = await findCard(work, ticketId);
  if (!card) return undefined;
  const { ticket } = card;
  const isHere = (await findStations(work)).some(({ id, deskChatId }) => id === ticket.stationId && deskChatId === chatId);
  if (!isHere || ticket.confidential || isKeptFromSomebody(ticket))
    return { name: label("zh", "desk-topic-elsewhere", { number: ticket.number }), isOver: true };
  const values = {
    number: ticket.number,
    state: label("zh", `state-${ticket.state}`),
    category: card.category.name,
    village: [card.village, card.group].filter(Boolean).join(" "),
  };
  return { name: firstCharacters(label("zh", "desk-topic", values), maxTopicCharacters), isOver: !isOpen(ticket.state) };
}
