import { ratings } from "../../../database/values.ts";
import { isRefusal, refuse } from "../../../domain/refusal.ts";
import { lockTicket, type Ticket } from "../../../domain/tickets/change.ts";
import { doubt } from "../../../domain/tickets/doubt.ts";
import { isOpen } from "../../../domain/tickets/lifecycle.ts";
import type { Said } from "../../../domain/tickets/pass.ts";
import { askLeadersToCall, confirm } from "../../../domain/tickets/resolve.ts";
import { type BotContext, say, takeButtonsAway } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { menuMarkup } from "../../menu.ts";
import { optional } from "../../questions.ts";
import { callingBack } from "../account/phone.ts";
import { type About, message, type Press } from "./about-ticket.ts";
import { sayingAsConcerned } from "./reply.ts";

/** After 不满意 the ticket is reopened already; what is wrong may be added. */
const sayingWhatIsWrong = conversation<{ said: Said | null }, About>("unhappy", async ({ ctx, given, ask }) => {
  const said = await ask("said", optional(message({ key: "ask-unhappy", values: { number: given.number } })));
  if (said) await sayingAsConcerned(ctx, given);
  else say(ctx, "back-to-menu", {}, { markup: menuMarkup(ctx) });
});

const askWhatIsWrong = (ctx: BotContext, ticket: Ticket) => sayingWhatIsWrong.enter(ctx, { ticketId: ticket.id, number: ticket.number });

/** A leader has promised to call somebody of whom nobody has the number. */
const numberForCall = callingBack<About & { name: string }>(
  "number-for-call",
  ({ number, name }) => ({ key: "ask-number-for-call", values: { number, name } }),
  async (ctx, { ticketId }, phone) => {
    const ticket = await lockTicket(ctx.work, ticketId);
    if (ticket) await askLeadersToCall(ctx.work, ticket, phone);
  },
);

/** 还没解决, by one who joined or a party: silence does not end it any more, and what is wrong may be added. */
export const pressNotSolved: Press = async (ctx, ticket) => {
  if (!isOpen(ticket.state)) {
    say(ctx, "not-solved-closed", { number: ticket.number }, { ticketId: ticket.id, markup: menuMarkup(ctx) });
    return undefined;
  }
  const doubted = await doubt(ctx.work, ctx.actor, ticket, "");
  if (isRefusal(doubted)) return doubted;
  await takeButtonsAway(ctx);
  say(ctx, "not-solved-noted", { number: ticket.number }, { ticketId: ticket.id });
  await askWhatIsWrong(ctx, doubted);
  return undefined;
};

/** 满意 and 基本满意 close; 不满意 reopens at once. */
export const pressRate: Press = async (ctx, ticket, value) => {
  const rating = ratings.find((one) => one === value);
  if (!rating) return refuse("not-found");
  const confirmed = await confirm(ctx.work, ctx.actor, ticket, rating, "");
  if (isRefusal(confirmed)) return confirmed;
  await takeButtonsAway(ctx);
  const sending = { ticketId: ticket.id, markup: menuMarkup(ctx) };
  const { superior } = confirmed;
  const values = { number: ticket.number, name: superior?.name ?? "" };
  if (rating !== "unsatisfied") say(ctx, "closed-by-you", { number: ticket.number }, sending);
  else if (confirmed.isLast && confirmed.lacksPhone && superior)
    await numberForCall.enter(ctx, { ticketId: ticket.id, number: ticket.number, name: superior.name });
  else if (confirmed.isLast) say(ctx, superior ? "leader-will-call" : "handlers-will-answer", values, sending);
  else {
    say(ctx, superior ? "reopened-by-you" : "reopened-again", values, sending);
    await askWhatIsWrong(ctx, confirmed.ticket);
  }
  return undefined;
};
