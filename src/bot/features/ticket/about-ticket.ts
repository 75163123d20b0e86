import type { TextKey } from "../../../../locales/text-key.ts";
import { priorities } from "../../../database/work.ts";
import { maxDescriptionCharacters, maxReasonCharacters } from "../../../domain/limits.ts";
import { isRefusal, type Refusal, refuse } from "../../../domain/refusal.ts";
import { lockTicket, mayChange, type Ticket } from "../../../domain/tickets/change.ts";
import type { Action } from "../../../domain/tickets/lifecycle.ts";
import { type Delivered, isSayingMore } from "../../../domain/tickets/messages.ts";
import type { Said } from "../../../domain/tickets/pass.ts";
import { namesReporter } from "../../../domain/tickets/visibility.ts";
import type { TextValues } from "../../../wording/texts.ts";
import { listed } from "../../../wording/texts.ts";
import { contentOf, type Spoken } from "../../content.ts";
import { type BotContext, say, sayRefusal } from "../../context.ts";
import { type Conversation, conversation } from "../../conversation.ts";
import { menuMarkup } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { type Asked, askWith } from "../../questions.ts";

/** What a conversation about a ticket knows when it begins. */
export type About = { ticketId: number; number: number };

/** What pressing a button below a ticket does. @param value what the button carries besides the ticket */
export type Press = (ctx: BotContext, ticket: Ticket, value: string) => Promise<Refusal | undefined>;

/** Begins a conversation about a ticket, if the person may do what it ends in; the domain asks that again at its end. */
export const leadsTo =
  (action: Action, next: Conversation<About>): Press =>
  async (ctx, ticket) => {
    const refusal = await mayChange(ctx.work, ctx.actor, ticket, action);
    if (!refusal) await next.enter(ctx, { ticketId: ticket.id, number: ticket.number });
    return refusal;
  };

/** Acts on the ticket as it is now, which may have changed since the question was asked; says why not, if so. */
export async function withTicket(
  ctx: BotContext,
  { ticketId }: Pick<About, "ticketId">,
  act: (ticket: Ticket) => Promise<Refusal | unknown>,
): Promise<Refusal | undefined> {
  const ticket = await lockTicket(ctx.work, ticketId);
  const outcome = ticket ? await act(ticket) : refuse("not-found");
  if (!isRefusal(outcome)) return undefined;
  sayRefusal(ctx, outcome, { ticketId });
  return outcome;
}

/** What was said as the domain wants it, or the sentence that says why nothing can be made of it. */
export function readSaid(message: Spoken): { said: Said } | { unread: [TextKey, TextValues] } {
  const { text, placeText, phone, attachment, pin, albumId, isUnreadable } = contentOf(message);
  const body = text ?? placeText ?? (phone ? `📞 ${phone.number}` : "");
  if (isUnreadable) return { unread: ["content-unreadable", {}] };
  const { length } = [...body];
  if (length > maxDescriptionCharacters) return { unread: ["too-long", { given: length, most: maxDescriptionCharacters }] };
  return { said: { body, attachment, pin, albumId, source: { chatId: message.chat.id, messageId: message.message_id } } };
}

/** The same in a private chat, where that sentence is said. */
export function saidIn(ctx: BotContext, message: Spoken): Said | undefined {
  const read = readSaid(message);
  if ("said" in read) return read.said;
  say(ctx, ...read.unread);
  return undefined;
}

/** One message, whatever it is: words, a file, a place, a phone number. */
export const message = (asked: Asked): Question<Said> => ({
  ask: (ctx, more) => askWith(ctx, asked, more),
  message: saidIn,
});

/** One sentence that somebody else will read as the reason. */
export const reason = (asked: Asked): Question<string> => ({
  ask: (ctx, more) => askWith(ctx, asked, more),
  message(ctx, { text = "" }) {
    const typed = text.trim();
    if (typed && [...typed].length <= maxReasonCharacters) return typed;
    say(ctx, "reason-unclear");
    return undefined;
  },
});

/** A conversation that takes one reason and then acts. */
export const reasoned = (
  name: string,
  key: TextKey,
  act: (ctx: BotContext, ticket: Ticket, reason: string, about: About) => Promise<Refusal | unknown>,
): Conversation<About> =>
  conversation<{ reason: string }, About>(name, async ({ ctx, given, ask }) => {
    const why = await ask("reason", reason({ key, values: { number: given.number, name: "" } }));
    await withTicket(ctx, given, (ticket) => act(ctx, ticket, why, given));
  });

/**
 * Says that it was passed on, or that it waits because the other side cannot be reached now. Who adds to what they have just said, without a
 * question in between, finds 👌 below it instead.
 */
export async function sayDelivered(ctx: BotContext, delivered: Delivered, key: TextKey) {
  const { ticket, unreachable } = delivered;
  const { id: ticketId, number } = ticket;
  const names = listed(
    ctx.actor.language,
    unreachable.map((person) => person.name),
  );
  if (delivered.offline) {
    const { name, phone } = delivered.offline;
    return say(ctx, "said-without-bot", { number, name, phone: ticket.phone ?? phone ?? "" }, { ticketId });
  }
  if (delivered.town !== undefined)
    return say(ctx, "said-to-town", { number, name: delivered.town }, { ticketId, markup: menuMarkup(ctx) });
  if (delivered.isForCounty) return say(ctx, "said-to-county", { number }, { ticketId, markup: menuMarkup(ctx) });
  const isHidden = ticket.reporterId !== ctx.actor.id && !namesReporter(ticket);
  const messageId = ctx.entered.size === 0 ? ctx.message?.message_id : undefined;
  if (names) say(ctx, "said-but-waits", { number, name: isHidden ? "—" : names }, { ticketId });
  else if (messageId !== undefined && (await isSayingMore(ctx.work, ticket, ctx.actor))) {
    const notice = { kind: "reaction" as const, messageId, emoji: "👌" as const, key, values: { number } };
    ctx.work.send({ chatId: ctx.chatId, personId: ctx.actor.id, notice, ticketId, priority: priorities.answer });
  } else say(ctx, key, { number }, { ticketId, markup: menuMarkup(ctx) });
}

/**
 * Says the pieces one after the other, each on the ticket as it is by then; with the last of them it is said that they went.
 *
 * @returns why one of them could not be said; the rest is not said either
 */
export async function sayEach(
  ctx: BotContext,
  ticketId: number,
  pieces: readonly Said[],
  sayOne: (ticket: Ticket, piece: Said) => Promise<Delivered | Refusal>,
  key: TextKey,
): Promise<Refusal | undefined> {
  for (const [index, piece] of pieces.entries()) {
    const ticket = await lockTicket(ctx.work, ticketId);
    const outcome = ticket ? await sayOne(ticket, piece) : refuse("not-found");
    if (isRefusal(outcome)) return outcome;
    if (index === pieces.length - 1) await sayDelivered(ctx, outcome, key);
  }
  return undefined;
}

/** Says what the person has done. */
export const sayDone = (ctx: BotContext, key: TextKey, { ticketId, number }: About, name = "") =>
  say(ctx, key, { number, name }, { ticketId, markup: menuMarkup(ctx) });
