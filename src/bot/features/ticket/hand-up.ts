import { findAddressees, handUp, whyNotUp } from "../../../domain/county/hand-up.ts";
import { isRefusal, refuse } from "../../../domain/refusal.ts";
import { mayChange } from "../../../domain/tickets/change.ts";
import { answerCounty } from "../../../domain/tickets/messages.ts";
import type { Said } from "../../../domain/tickets/pass.ts";
import { word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { oneOf } from "../../questions.ts";
import { type About, leadsTo, message, type Press, reason, sayDelivered, sayDone, withTicket } from "./about-ticket.ts";

/** A county office, or the county, which then finds the office itself: 0. */
type To = { stationId: number; name: string };

const toWhom = ({ number }: About) =>
  oneOf<To>(
    { key: "ask-hand-up", values: { number } },
    async (ctx) => {
      const found = await findAddressees(ctx.work);
      if (isRefusal(found)) return [];
      const { name } = found.county;
      const itself = { caption: word(ctx, "hand-up-to-county", { name }), value: "0", answer: { stationId: 0, name } };
      return [
        ...found.offices.map((one) => ({
          caption: `🏢 ${one.name}`,
          value: String(one.id),
          answer: { stationId: one.id, name: one.name },
        })),
        itself,
      ];
    },
    { columns: 1 },
  );

/** 上报县里: to whom, and why. */
const handingUp = conversation<{ to: To; reason: string }, About>("hand-up", async ({ ctx, given, ask }) => {
  const to = await ask("to", toWhom(given));
  const why = await ask("reason", reason({ key: "ask-hand-up-reason", values: { number: given.number, name: to.name } }));
  await withTicket(ctx, given, async (ticket) => {
    const handed = await handUp(ctx.work, ctx.actor, ticket, { stationId: to.stationId || undefined, reason: why });
    if (!isRefusal(handed)) sayDone(ctx, "handed-up-by-you", given, handed.name);
    return handed;
  });
});

/** 回县里: what the villager does not read. */
const answering = conversation<{ said: Said }, About>("answer-county", async ({ ctx, given, ask }) => {
  const said = await ask("said", message({ key: "ask-answer-county", values: { number: given.number } }));
  await withTicket(ctx, given, async (ticket) => {
    const outcome = await answerCounty(ctx.work, ctx.actor, ticket, said);
    if (!isRefusal(outcome)) await sayDelivered(ctx, outcome, "said-to-county");
    return outcome;
  });
});

export const pressHandUp: Press = async (ctx, ticket, value) => {
  const refusal = (await mayChange(ctx.work, ctx.actor, ticket, "hand_up")) ?? (await whyNotUp(ctx.work, ticket));
  return refusal ?? leadsTo("hand_up", handingUp)(ctx, ticket, value);
};
export const pressAnswerCounty: Press = async (ctx, ticket, value) => {
  const refusal = await mayChange(ctx.work, ctx.actor, ticket, "note");
  if (refusal || ticket.handedUpId !== null) return refusal ?? leadsTo("note", answering)(ctx, ticket, value);
  return refuse("county-none");
};
