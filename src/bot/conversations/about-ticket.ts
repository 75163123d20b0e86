import type { Message } from "@grammyjs/types";
import { idIn, inline, rowsOf } from "../../buttons.ts";
import { maxDescriptionCharacters } from "../../domain/limits.ts";
import { findStaff } from "../../domain/people/person.ts";
import { findStations } from "../../domain/places/places.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { lockTicket, type Ticket } from "../../domain/tickets/change.ts";
import type { Delivered, Said } from "../../domain/tickets/talk.ts";
import type { Target } from "../../domain/tickets/transfer.ts";
import { contentOf } from "../content.ts";
import { type BotContext, say, sayRefusal } from "../context.ts";
import type { Move, Step } from "../dialog.ts";
import { menuMarkup } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { colleagueButtons, colleagueNamed } from "./colleagues.ts";

/** What a conversation about a ticket remembers. */
export type About = { ticketId: number; number: number; target?: Target; targetName?: string; until?: string };
export type HandlerStep = Step<About>;

/** Loads and locks the ticket of the conversation; it may have changed since the question was asked. */
export async function withTicket(ctx: BotContext, about: About, act: (ticket: Ticket) => Promise<Refusal | undefined>): Promise<Move> {
  const ticket = await lockTicket(ctx.work, about.ticketId);
  const refusal: Refusal | undefined = ticket ? await act(ticket) : { refused: "not-found" };
  if (refusal) sayRefusal(ctx, refusal, { ticketId: about.ticketId });
  return "done";
}

/** What was said as the domain wants it; undefined, with a sentence, when nothing can be made of it. */
export function saidIn(ctx: BotContext, message: Message): Said | undefined {
  const given = contentOf(message);
  const body = given.text ?? given.placeText ?? (given.phone ? `📞 ${given.phone.number}` : "");
  if (given.isUnreadable) say(ctx, "content-unreadable");
  else if ([...body].length > maxDescriptionCharacters) say(ctx, "too-long", { given: [...body].length, most: maxDescriptionCharacters });
  else {
    const source = { chatId: ctx.chatId, messageId: message.message_id };
    return { body, attachment: given.attachment, pin: given.pin, source };
  }
  return undefined;
}

/** Says that it was passed on, or that it waits because the other side cannot be reached now. */
export function sayDelivered(ctx: BotContext, delivered: Delivered, key: string) {
  const number = delivered.ticket.number;
  const names = delivered.unreachable.map((person) => person.name).join("、");
  const isHidden = delivered.ticket.confidential && delivered.ticket.reporterId !== ctx.actor.id;
  if (names) say(ctx, "said-but-waits", { number, name: isHidden ? "—" : names }, { ticketId: delivered.ticket.id });
  else say(ctx, key, { number }, { ticketId: delivered.ticket.id, markup: menuMarkup(ctx) });
}

/** A step that takes one sentence of reason. */
export function reasonStep(
  key: string,
  act: (ctx: BotContext, about: About, ticket: Ticket, reason: string) => Promise<Refusal | undefined>,
  maySkip = false,
): HandlerStep {
  return {
    ask(ctx, about) {
      const skip = maySkip ? [stepButton(ctx, "button-skip", "skip")] : [];
      const values = { number: about.number, name: about.targetName ?? "" };
      say(ctx, key, values, { markup: inline([[...skip, stepButton(ctx, "button-cancel", "cancel")]]) });
    },
    press: (ctx, about, value) =>
      maySkip && value === "skip" ? withTicket(ctx, about, (ticket) => act(ctx, about, ticket, "")) : "ask_again",
    message(ctx, about, message) {
      const reason = message.text?.trim() ?? "";
      if (!reason || [...reason].length > 500) {
        say(ctx, "reason-unclear");
        return "ask_again";
      }
      return withTicket(ctx, about, (ticket) => act(ctx, about, ticket, reason));
    },
  };
}

/** Chooses a colleague or a station. */
export function targetStep(key: string, chosen: (ctx: BotContext, about: About) => Promise<Move> | Move, withStations = true): HandlerStep {
  return {
    async ask(ctx, about) {
      const stations = withStations ? await findStations(ctx.work) : [];
      const buttons = [
        ...stations.map(({ id, name }) => choice(ctx, `🏢 ${name}`, `s${id}`)),
        ...(await colleagueButtons(ctx, "p", ctx.actor.id)),
      ].slice(0, 90);
      const markup = inline([...rowsOf(buttons, 2), [stepButton(ctx, "button-cancel", "cancel")]]);
      say(ctx, buttons.length ? key : "nobody-else", { number: about.number }, { markup });
    },
    async press(ctx, about, value) {
      const id = idIn(value.slice(1));
      const people = value.startsWith("p") ? await findStaff(ctx.work) : [];
      const stations = value.startsWith("s") ? await findStations(ctx.work) : [];
      const named = [...people, ...stations].find((one) => one.id === id);
      if (!named) return "ask_again";
      about.target = value.startsWith("p") ? { personId: id } : { stationId: id };
      about.targetName = named.name;
      return chosen(ctx, about);
    },
    async message(ctx, about, message) {
      const named = await colleagueNamed(ctx, message.text);
      if (!named) return "ask_again";
      Object.assign(about, { target: { personId: named.id }, targetName: named.name });
      return chosen(ctx, about);
    },
  };
}

export const said = (ctx: BotContext, key: string, about: About, name = "") =>
  say(ctx, key, { number: about.number, name }, { ticketId: about.ticketId, markup: menuMarkup(ctx) });
