import type { InlineKeyboardButton } from "@grammyjs/types";
import { button, idIn, inline, rowsOf, type TicketButton, ticketData } from "../buttons.ts";
import type { Rating } from "../database/values.ts";
import { ratings } from "../database/values.ts";
import { noteInAudit } from "../domain/conversation.ts";
import { isRefusal, type Refusal, refuse } from "../domain/refusal.ts";
import { accept } from "../domain/tickets/accept.ts";
import { findCard } from "../domain/tickets/card.ts";
import { lockTicket, relationsTo, type Ticket } from "../domain/tickets/change.ts";
import { chase } from "../domain/tickets/chase.ts";
import { refuseExtension } from "../domain/tickets/extend.ts";
import { findTimeline } from "../domain/tickets/find.ts";
import { unmerge } from "../domain/tickets/join.ts";
import { isHandling } from "../domain/tickets/lifecycle.ts";
import { giveCard } from "../domain/tickets/recipients.ts";
import { confirm } from "../domain/tickets/resolve.ts";
import { withdraw } from "../domain/tickets/withdraw.ts";
import { ticketForReporter, timelineText } from "../sender/card.ts";
import { timetableText } from "../sender/timetable.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, toast, word } from "./context.ts";
import { askWhatIsWrong, beginAbout } from "./conversations/handler.ts";
import { beginFollowUp, beginLoop } from "./conversations/loop.ts";
import { beginMediation, sayOfAgreement } from "./conversations/mediation.ts";
import { menuMarkup } from "./menu.ts";

type Handler = (ctx: BotContext, ticket: Ticket, value: string) => Promise<Refusal | undefined>;

const conversation =
  (step: string): Handler =>
  (ctx, ticket) =>
    beginAbout(ctx, ticket, step);

const loop =
  (step: string): Handler =>
  (ctx, ticket) =>
    beginLoop(ctx, ticket, step);

/** What a party of a dispute who is nothing else may press. */
const forParties: ReadonlySet<TicketButton> = new Set(["agree", "disagree"]);

const handlers: Record<TicketButton, Handler> = {
  open: openTicket,
  timeline: showTimeline,
  accept: acceptTicket,
  reply: conversation("reply"),
  ask: conversation("ask"),
  note: conversation("note"),
  offer: conversation("offer"),
  give_back: conversation("give_back"),
  helper: conversation("helper"),
  extend: conversation("extend"),
  resolve: conversation("resolve"),
  decline: conversation("decline"),
  assign: conversation("assign"),
  add: conversation("add"),
  merge: loop("merge"),
  mediate: beginMediation,
  agree: (ctx, ticket) => sayOfAgreement(ctx, ticket, true),
  disagree: (ctx, ticket) => sayOfAgreement(ctx, ticket, false),
  outside: loop("outside"),
  outside_answer: loop("outside_answer"),
  extend_petition: loop("extend_petition"),
  reveal: loop("reveal"),
  follow_up: followUpTicket,
  unmerge: undoMerge,
  veto: vetoExtension,
  chase: chaseTicket,
  withdraw: askWithdrawal,
  withdraw_really: withdrawTicket,
  rate: rateTicket,
};

/** A button below a ticket was pressed. Whoever presses is checked each time; a refusal is noted. */
export async function pressOnTicket(ctx: BotContext, action: TicketButton, ticketId: number, value: string) {
  const ticket = await lockTicket(ctx.work, ticketId);
  const relations = ticket ? await relationsTo(ctx.work, ctx.actor, ticket) : [];
  // Whether it exists is nobody's business who has nothing to do with it.
  const isOnlyParty = relations.every((relation) => relation === "party") && !forParties.has(action);
  const refusal = ticket && relations.length && !isOnlyParty ? await handlers[action](ctx, ticket, value) : refuse("not-yours");
  if (!refusal) return;
  if (refusal.refused === "not-yours") await noteInAudit(ctx.work, ctx.actor.id, `button ${action}`, String(ticketId));
  await toast(ctx, `refused-${refusal.refused}`, { number: ticket?.number ?? 0, ...refusal.values });
  if (refusal.refused !== "not-yours") sayRefusal(ctx, refusal);
}

/** Shows a ticket to whoever has to do with it, in the shape meant for them. */
export async function openTicket(ctx: BotContext, ticket: Ticket): Promise<Refusal | undefined> {
  const relations = await relationsTo(ctx.work, ctx.actor, ticket);
  if (relations.length === 0) return refuse("not-yours");
  if (isHandling(relations)) {
    await giveCard(ctx.work, ticket, ctx.actor);
    return undefined;
  }
  if (!relations.includes("reporter")) return refuse("not-yours");
  const [card, entries] = await Promise.all([findCard(ctx.work, ticket.id), findTimeline(ctx.work, ticket, true)]);
  if (!card) return refuse("not-found");
  const html = ticketForReporter(ctx.work, card, entries, ctx.actor.language);
  sayHtml(ctx, html, { markup: reporterMarkup(ctx, ticket), ticketId: ticket.id });
  return undefined;
}

function reporterMarkup(ctx: BotContext, ticket: Ticket) {
  const one = (key: string, action: TicketButton): InlineKeyboardButton => button(word(ctx, key), ticketData(action, ticket.id));
  if (ticket.state === "resolved") return inline([rateRow(ctx, ticket.id), [one("button-add", "add")]]);
  if (ticket.closedAt) return undefined;
  return inline(rowsOf([one("button-add", "add"), one("button-chase", "chase"), one("button-withdraw", "withdraw")], 3));
}

const rateRow = (ctx: BotContext, ticketId: number) =>
  ratings.map((rating) => button(word(ctx, `button-rate-${rating}`), ticketData("rate", ticketId, rating)));

async function showTimeline(ctx: BotContext, ticket: Ticket): Promise<undefined> {
  const relations = await relationsTo(ctx.work, ctx.actor, ticket);
  const forReporter = !isHandling(relations);
  const entries = await findTimeline(ctx.work, ticket, forReporter);
  const timeline = timelineText(ctx.actor.language, ticket, entries, ctx.work);
  sayHtml(ctx, `${await timetableText(ctx.work, ctx.actor.language, ticket)}\n\n${timeline}`, { ticketId: ticket.id });
}

async function acceptTicket(ctx: BotContext, ticket: Ticket) {
  const accepted = await accept(ctx.work, ctx.actor, ticket);
  if (isRefusal(accepted)) return accepted;
  await toast(ctx, "accepted-toast", { number: ticket.number });
  say(ctx, "accepted-by-you", { number: ticket.number }, { ticketId: ticket.id, markup: menuMarkup(ctx) });
  return undefined;
}

async function vetoExtension(ctx: BotContext, ticket: Ticket) {
  const refused = await refuseExtension(ctx.work, ctx.actor, ticket);
  if (isRefusal(refused)) return refused;
  await takeButtonsAway(ctx);
  say(ctx, "extension-refused-by-you", { number: ticket.number }, { ticketId: ticket.id });
  return undefined;
}

async function followUpTicket(ctx: BotContext, ticket: Ticket, value: string): Promise<undefined> {
  await beginFollowUp(ctx, ticket, idIn(value));
}

async function undoMerge(ctx: BotContext, ticket: Ticket) {
  const restored = await unmerge(ctx.work, ctx.actor, ticket);
  if (isRefusal(restored)) return restored;
  say(ctx, "unmerged-by-you", { number: ticket.number }, { ticketId: ticket.id, markup: menuMarkup(ctx) });
  return undefined;
}

async function chaseTicket(ctx: BotContext, ticket: Ticket) {
  const chased = await chase(ctx.work, ctx.actor, ticket);
  if (isRefusal(chased)) return chased;
  say(ctx, "chased-by-you", { number: ticket.number }, { ticketId: ticket.id });
  return undefined;
}

async function askWithdrawal(ctx: BotContext, ticket: Ticket): Promise<undefined> {
  const markup = inline([[button(word(ctx, "button-withdraw-really"), ticketData("withdraw_really", ticket.id))]]);
  say(ctx, "ask-withdraw", { number: ticket.number }, { markup, ticketId: ticket.id });
}

async function withdrawTicket(ctx: BotContext, ticket: Ticket) {
  const withdrawn = await withdraw(ctx.work, ctx.actor, ticket);
  if (isRefusal(withdrawn)) return withdrawn;
  await takeButtonsAway(ctx);
  say(ctx, "withdrawn-by-you", { number: ticket.number }, { ticketId: ticket.id, markup: menuMarkup(ctx) });
  return undefined;
}

/** 满意 and 基本满意 close; 不满意 reopens at once, and what is wrong may be said afterwards. */
async function rateTicket(ctx: BotContext, ticket: Ticket, value: string) {
  if (!ratings.includes(value as Rating)) return refuse("not-found");
  const confirmed = await confirm(ctx.work, ctx.actor, ticket, value as Rating, "");
  if (isRefusal(confirmed)) return confirmed;
  await takeButtonsAway(ctx);
  const sending = { ticketId: ticket.id, markup: menuMarkup(ctx) };
  if (value !== "unsatisfied") say(ctx, "closed-by-you", { number: ticket.number }, sending);
  else if (confirmed.isLast) say(ctx, "leader-will-call", { number: ticket.number, name: confirmed.superior?.name ?? "—" }, sending);
  else {
    say(ctx, "reopened-by-you", { number: ticket.number, name: confirmed.superior?.name ?? "—" }, sending);
    await askWhatIsWrong(ctx, confirmed.ticket);
  }
  return undefined;
}
