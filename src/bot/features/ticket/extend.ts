import { addTerm } from "../../../domain/calendar.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { lockTicket } from "../../../domain/tickets/change.ts";
import { extend, extendPetition, refuseExtension } from "../../../domain/tickets/extend.ts";
import { rowsOf } from "../../../wording/buttons.ts";
import { say, sayRefusal, takeButtonsAway, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import type { Question } from "../../question.ts";
import { askWith, instant } from "../../questions.ts";
import { choice } from "../../step-buttons.ts";
import { type About, leadsTo, type Press, reason, reasoned, sayDone, withTicket } from "./about-ticket.ts";

/** A deadline of which only the day is said is the end of that working day. */
const closingHour = 18;
const usualWorkingDays = [1, 3, 5, 10, 20];

const typedDay = instant({ key: "ask-extend" }, "time-unclear", undefined, closingHour);

/** A few usual dates as buttons, or a day as people say it; the answer is an instant in ISO 8601. */
const untilWhen = ({ ticketId, number }: About): Question<string> => ({
  ...typedDay,
  async message(ctx, given) {
    const until = await typedDay.message?.(ctx, given);
    const ticket = await lockTicket(ctx.work, ticketId);
    if (typeof until !== "string" || !ticket?.resolveBy || new Date(until) > ticket.resolveBy) return until;
    sayRefusal(ctx, { refused: "deadline-not-later" });
    return undefined;
  },
  async ask(ctx) {
    const ticket = await lockTicket(ctx.work, ticketId);
    const from = ticket?.resolveBy && ticket.resolveBy > ctx.work.now ? ticket.resolveBy : ctx.work.now;
    const buttons = usualWorkingDays.map((days) => {
      const until = addTerm(from, { workingDays: days }, ctx.work.zone);
      return choice(ctx, word(ctx, "button-extend-by", { days, until: when(ctx, until) }), until.toISOString());
    });
    askWith(ctx, { key: "ask-extend", values: { number, until: when(ctx, ticket?.resolveBy ?? null) } }, rowsOf(buttons, 1));
  },
});

/** 限期: a later date, and why. */
const extending = conversation<{ until: string; reason: string }, About>("extend", async ({ ctx, given, ask }) => {
  const until = new Date(await ask("until", untilWhen(given)));
  const why = await ask("reason", reason({ key: "ask-extend-reason", values: { number: given.number, name: "" } }));
  await withTicket(ctx, given, async (ticket) => {
    const extended = await extend(ctx.work, ctx.actor, ticket, until, why);
    if (!isRefusal(extended)) sayDone(ctx, "extended-by-you", given);
    return extended;
  });
});

/** The one extension of a petition. */
const extendingPetition = reasoned("extend_petition", "ask-extend-reason", async (ctx, ticket, why, about) => {
  const extended = await extendPetition(ctx.work, ctx.actor, ticket, why);
  if (!isRefusal(extended)) sayDone(ctx, "extended-by-you", about);
  return extended;
});

export const pressExtend = leadsTo("extend", extending);
export const pressExtendPetition = leadsTo("extend_petition", extendingPetition);

/** A leader does not allow a later date. */
export const pressRefuseExtension: Press = async (ctx, ticket) => {
  const refused = await refuseExtension(ctx.work, ctx.actor, ticket);
  if (isRefusal(refused)) return refused;
  await takeButtonsAway(ctx);
  say(ctx, "extension-refused-by-you", { number: ticket.number }, { ticketId: ticket.id });
  return undefined;
};
