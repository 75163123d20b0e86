import { noteInAudit } from "../../../domain/conversation.ts";
import { isRefusal, refuse } from "../../../domain/refusal.ts";
import { accept } from "../../../domain/tickets/accept.ts";
import { lockTicket, relationsTo, whyNotYours } from "../../../domain/tickets/change.ts";
import { chase } from "../../../domain/tickets/chase.ts";
import { withdraw } from "../../../domain/tickets/withdraw.ts";
import { button, inline, type TicketButton, ticketData } from "../../../wording/buttons.ts";
import { type BotContext, say, sayRefusal, takeButtonsAway, toast, word } from "../../context.ts";
import { menuMarkup } from "../../menu.ts";
import { beginMediation, sayOfAgreement } from "../dispute/mediation.ts";
import type { Press } from "./about-ticket.ts";
import { pressCallBack } from "./call-back.ts";
import { pressNotSolved, pressRate } from "./confirm.ts";
import { pressDecline } from "./decline.ts";
import { pressExtend, pressExtendPetition, pressRefuseExtension } from "./extend.ts";
import { pressFollowUp } from "./follow-up.ts";
import { pressAnswerCounty, pressHandUp } from "./hand-up.ts";
import { pressHelpers } from "./helpers.ts";
import { pressMerge, pressUnmerge } from "./merge.ts";
import { openTicket, showMore, showTimeline } from "./open.ts";
import { pressSolved } from "./outcome.ts";
import { pressAskOutside, pressRecordOutside } from "./outside.ts";
import { pressPaper } from "./paper.ts";
import { pressRedirect } from "./redirect.ts";
import { pressAdd, pressAsk, pressNote, pressReply } from "./reply.ts";
import { pressResolve } from "./resolve.ts";
import { pressReveal } from "./reveal.ts";
import { pressAssign, pressGiveBack, pressInviteCoHandler, pressOffer } from "./transfer.ts";

const pressAccept: Press = async (ctx, ticket) => {
  const accepted = await accept(ctx.work, ctx.actor, ticket);
  if (isRefusal(accepted)) return accepted;
  await toast(ctx, "accepted-toast", { number: ticket.number });
  const one = (key: "button-extend" | "button-helper", action: TicketButton) => button(word(ctx, key), ticketData(action, ticket.id));
  // A person who has just taken it knows by now whether there is time enough, and whether they can do it alone.
  const markup = inline([[one("button-extend", "extend"), one("button-helper", "invite_co_handler")]]);
  say(ctx, "accepted-by-you", { number: ticket.number }, { ticketId: ticket.id, markup });
  return undefined;
};

const pressChase: Press = async (ctx, ticket) => {
  const chased = await chase(ctx.work, ctx.actor, ticket);
  if (isRefusal(chased)) return chased;
  say(ctx, "chased-by-you", { number: ticket.number }, { ticketId: ticket.id });
  return undefined;
};

const pressWithdraw: Press = async (ctx, ticket) => {
  const markup = inline([[button(word(ctx, "button-withdraw-really"), ticketData("withdraw_really", ticket.id))]]);
  say(ctx, "ask-withdraw", { number: ticket.number }, { markup, ticketId: ticket.id });
  return undefined;
};

const pressWithdrawReally: Press = async (ctx, ticket) => {
  const withdrawn = await withdraw(ctx.work, ctx.actor, ticket);
  if (isRefusal(withdrawn)) return withdrawn;
  await takeButtonsAway(ctx);
  say(ctx, "withdrawn-by-you", { number: ticket.number }, { ticketId: ticket.id, markup: menuMarkup(ctx) });
  return undefined;
};

/** What each button below a ticket does; one that was forgotten does not compile. */
const presses: Record<TicketButton, Press> = {
  open: openTicket,
  timeline: showTimeline,
  accept: pressAccept,
  reply: pressReply,
  ask: pressAsk,
  note: pressNote,
  add: pressAdd,
  offer: pressOffer,
  give_back: pressGiveBack,
  invite_co_handler: pressInviteCoHandler,
  assign: pressAssign,
  extend: pressExtend,
  refuse_extension: pressRefuseExtension,
  extend_petition: pressExtendPetition,
  hand_up: pressHandUp,
  answer_county: pressAnswerCounty,
  resolve: pressResolve,
  decline: pressDecline,
  rate: pressRate,
  chase: pressChase,
  withdraw: pressWithdraw,
  withdraw_really: pressWithdrawReally,
  merge: pressMerge,
  unmerge: pressUnmerge,
  plan_mediation: beginMediation,
  agree: (ctx, ticket) => sayOfAgreement(ctx, ticket, true),
  disagree: (ctx, ticket) => sayOfAgreement(ctx, ticket, false),
  ask_outside: pressAskOutside,
  record_outside: pressRecordOutside,
  reveal: pressReveal,
  redirect: pressRedirect,
  follow_up: pressFollowUp,
  call_back: pressCallBack,
  paper: pressPaper,
  helpers: pressHelpers,
  more: showMore(true),
  less: showMore(false),
  solved: pressSolved,
  not_solved: pressNotSolved,
};

/** What somebody may press who is nothing but a party of a dispute, or has joined the matter of another. */
const forOthers: ReadonlySet<TicketButton> = new Set(["open", "add", "agree", "disagree", "solved", "not_solved"]);

/** A button below a ticket was pressed. A person who presses is checked each time; a refusal is noted. */
export async function pressOnTicket(ctx: BotContext, action: TicketButton, ticketId: number, value: string) {
  const ticket = await lockTicket(ctx.work, ticketId);
  const relations = ticket ? await relationsTo(ctx.work, ctx.actor, ticket) : [];
  // Whether it exists is nobody's business who has nothing to do with it.
  const isShut = relations.every((relation) => relation === "party" || relation === "follower") && !forOthers.has(action);
  const refusal =
    ticket && relations.length && !isShut
      ? await presses[action](ctx, ticket, value)
      : ticket && !relations.length
        ? await whyNotYours(ctx.work, ctx.actor, ticket)
        : refuse("not-yours");
  if (!refusal) return;
  if (refusal.refused === "not-yours") await noteInAudit(ctx.work, ctx.actor.id, `button ${action}`, String(ticketId));
  await toast(ctx, `refused-${refusal.refused}`, { ...(ticket ? { number: ticket.number } : {}), ...refusal.values });
  if (refusal.refused !== "not-yours") sayRefusal(ctx, refusal);
}
