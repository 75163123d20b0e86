import { soundsAccusing } from "../domain/people/mentioned.ts";
import { findNamedIn, type Named } from "../domain/people/officials.ts";
import { findStationMembers } from "../domain/places/stations.ts";
import { isRefusal, type Refusal } from "../domain/refusal.ts";
import { lockTicket, type Ticket } from "../domain/tickets/change.ts";
import { isKeptFrom, type Kept } from "../domain/tickets/kept-from.ts";
import { add } from "../domain/tickets/messages.ts";
import type { Said } from "../domain/tickets/pass.ts";
import { findHandlers } from "../domain/tickets/recipients.ts";
import { redirect } from "../domain/tickets/redirect.ts";
import { wordsIn } from "../domain/tickets/spoken.ts";
import { inline } from "../wording/buttons.ts";
import { type BotContext, say, sayRefusal } from "./context.ts";
import { conversation } from "./conversation.ts";
import { saidIn, sayEach } from "./features/ticket/about-ticket.ts";
import { askOutcome } from "./features/ticket/outcome.ts";
import { menuMarkup, sayMenu } from "./menu.ts";
import { namedButtons, namedQuestion } from "./named-question.ts";
import { type Question, silently } from "./question.ts";
import { lastRow } from "./questions.ts";

type NamedWords = { ticketId: number; number: number; pieces: Said[]; named: Named[]; isUrgent: boolean };

/**
 * Words of the reporter for those who work on a ticket. When they name one of them, or speak of an official's wrong, nobody gets them
 * before the villager has said whether it is about that person.
 *
 * @param isUrgent danger was heard in them: the handlers are told so
 */
export async function passOnWords(ctx: BotContext, ticket: Ticket, pieces: Said[], isUrgent = false): Promise<Refusal | undefined> {
  const named = await findNamedHere(ctx, ticket, pieces.map(wordsIn).join("\n"));
  if (!named.length) return sendPieces(ctx, ticket.id, pieces, isUrgent);
  await askingWho.interrupt(ctx, { ticketId: ticket.id, number: ticket.number, pieces, named, isUrgent });
  return undefined;
}

/** Whom the words name who would read them here, or of whom they say something grave; nobody from whom it is kept already. */
export async function findNamedHere(ctx: BotContext, ticket: Ticket, words: string): Promise<Named[]> {
  const named = (await findNamedIn(ctx.work, words, { villageId: ticket.villageId, writerId: ctx.actor.id })).filter(
    ({ id }) => !isKeptFrom(ticket, id),
  );
  if (!named.length || soundsAccusing(words)) return named;
  const members = ticket.stationId === null ? [] : await findStationMembers(ctx.work, ticket.stationId);
  const readers = new Set([...(await findHandlers(ctx.work, ticket)), ...members].map(({ id }) => id).concat(ticket.transferToId ?? []));
  return named.filter(({ id }) => readers.has(id));
}

/** Passes the pieces on, as they are; words on the outcome of a resolved ticket bring its question back. */
export async function sendPieces(
  ctx: BotContext,
  ticketId: number,
  pieces: readonly Said[],
  isUrgent: boolean,
): Promise<Refusal | undefined> {
  const sayOne = (ticket: Ticket, piece: Said) => add(ctx.work, ctx.actor, ticket, piece, isUrgent);
  const refusal = await sayEach(ctx, ticketId, pieces, sayOne, "said-to-handlers");
  if (refusal) return refusal;
  await askOutcome(ctx, ticketId, pieces.map(wordsIn).join("\n"));
  return undefined;
}

/** `no` and `unknown` besides the id of one of those who were named. */
type Who = "no" | "unknown" | { id: number };

const whoIsMeant = ({ named, pieces }: NamedWords): Question<Who> => ({
  ask: (ctx) => say(ctx, ...namedQuestion(ctx, named), { markup: inline([...namedButtons(ctx, named), lastRow(ctx)]) }),
  press(_ctx, pressed) {
    if (pressed === "no" || pressed === "skip") return "no";
    if (pressed === "unknown") return "unknown";
    const chosen = named.find(({ id }) => pressed === `p${id}`);
    return chosen && { id: chosen.id };
  },
  message(ctx, given) {
    // The rest of an album waits with its first picture.
    const said = given.media_group_id && pieces.some(({ albumId }) => albumId === given.media_group_id) ? saidIn(ctx, given) : undefined;
    if (said) pieces.push(said);
    else say(ctx, "use-the-buttons");
    return said ? silently : undefined;
  },
});

const askingWho = conversation<{ who: Who }, NamedWords>(
  "named",
  async ({ ctx, given, ask }) => {
    const who = await ask("who", whoIsMeant(given));
    const unknown = who === "unknown" ? { keptFrom: given.named.map(({ id }) => id) } : undefined;
    await passOnAnswered(ctx, given, typeof who === "object" ? { aboutId: who.id } : unknown);
  },
  { cancelled: (ctx) => sayMenu(ctx, "words-not-passed-on") },
);

async function passOnAnswered(ctx: BotContext, data: NamedWords, kept: Kept | undefined) {
  const ticket = await lockTicket(ctx.work, data.ticketId);
  if (!ticket) return;
  const redirected = kept && (await redirect(ctx.work, ctx.actor, ticket, kept));
  if (isRefusal(redirected)) {
    sayRefusal(ctx, redirected, { ticketId: ticket.id });
    return;
  }
  if (redirected) say(ctx, "redirected-for-you", { number: ticket.number }, { ticketId: ticket.id, markup: menuMarkup(ctx) });
  const refusal = await sendPieces(ctx, data.ticketId, data.pieces, data.isUrgent);
  if (refusal) sayRefusal(ctx, refusal, { ticketId: ticket.id });
}
