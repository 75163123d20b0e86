import { ratings } from "../../../database/values.ts";
import { findPerson } from "../../../domain/people/person.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { type Heard, recordCallBack } from "../../../domain/tickets/call-back.ts";
import { mayChange, type Ticket } from "../../../domain/tickets/change.ts";
import { type BotContext, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import type { Question } from "../../question.ts";
import { oneOf } from "../../questions.ts";
import { type About, type Press, reason, sayDone, withTicket } from "./about-ticket.ts";

type Called = About & { name: string; phone: string };

/** What a villager without the bot says when somebody calls. */
const whatTheySay = (values: Called): Question<Heard> =>
  oneOf<Heard>({ key: "ask-call-back", values }, (ctx) => [
    ...ratings.map((rating) => ({ caption: word(ctx, `button-rate-${rating}`), value: rating, answer: rating })),
    { caption: word(ctx, "button-unreached"), value: "unreached", answer: "unreached" as const },
  ]);

/** 回访: their verdict, and their words. */
const callingVillager = conversation<{ heard: Heard; said: string }, Called>("call_back", async ({ ctx, given, ask }) => {
  const heard = await ask("heard", whatTheySay(given));
  const key = heard === "unreached" ? "ask-why-unreached" : "ask-their-words";
  const said = await ask("said", reason({ key, values: { name: given.name } }));
  await withTicket(ctx, given, async (ticket) => {
    const recorded = await recordCallBack(ctx.work, ctx.actor, ticket, heard, said);
    if (!isRefusal(recorded)) sayDone(ctx, heard === "unreached" ? "call-noted" : "call-recorded", given);
    return recorded;
  });
});

export const pressCallBack: Press = async (ctx, ticket) => {
  const refusal = await mayChange(ctx.work, ctx.actor, ticket, "call_back");
  if (!refusal) await beginCall(ctx, ticket);
  return refusal;
};

export async function beginCall(ctx: BotContext, ticket: Ticket) {
  const reporter = await findPerson(ctx.work, ticket.reporterId);
  const phone = ticket.phone ?? reporter?.phone ?? "";
  await callingVillager.enter(ctx, { ticketId: ticket.id, number: ticket.number, name: reporter?.name ?? "—", phone });
}
