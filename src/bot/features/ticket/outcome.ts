import type { Rating } from "../../../database/values.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { lockTicket } from "../../../domain/tickets/change.ts";
import { agreeSolved, doubt } from "../../../domain/tickets/doubt.ts";
import { verdictIn } from "../../../domain/tickets/verdict.ts";
import { noticeButtons } from "../../../wording/notice-buttons.ts";
import { type BotContext, say, takeButtonsAway } from "../../context.ts";
import { menuMarkup } from "../../menu.ts";
import type { Press } from "./about-ticket.ts";

const questions = { satisfied: "rate-after-praise", fair: "rate-after-praise", unsatisfied: "rate-after-doubt" } as const satisfies Record<
  Rating,
  string
>;

/**
 * Words on the outcome of a resolved ticket: the person who reported it gets the ratings again, and what they say counts by one tap; words of
 * discontent stop the silent end at once. One who joined, or a party, is asked whether it is solved.
 */
export async function askOutcome(ctx: BotContext, ticketId: number, words: string) {
  const verdict = verdictIn(words);
  const ticket = verdict && (await lockTicket(ctx.work, ticketId));
  if (ticket?.state !== "resolved" || !verdict) return;
  if (verdict === "unsatisfied" && isRefusal(await doubt(ctx.work, ctx.actor, ticket, ""))) return;
  const isReporter = ticket.reporterId === ctx.actor.id;
  const markup = noticeButtons(ctx.actor.language, isReporter ? "rate" : "solved", ticketId, 0);
  if (isReporter) say(ctx, questions[verdict], { number: ticket.number }, { ticketId, markup });
  else if (verdict === "unsatisfied") say(ctx, "not-solved-noted", { number: ticket.number }, { ticketId });
  else say(ctx, "ask-solved", { number: ticket.number }, { ticketId, markup });
}

/** 解决了, by one who joined or a party. */
export const pressSolved: Press = async (ctx, ticket) => {
  const refusal = await agreeSolved(ctx.work, ctx.actor, ticket);
  if (refusal) return refusal;
  await takeButtonsAway(ctx);
  say(ctx, "solved-thanks", { number: ticket.number }, { ticketId: ticket.id, markup: menuMarkup(ctx) });
  return undefined;
};
