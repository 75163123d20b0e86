import { isRefusal } from "../../../domain/refusal.ts";
import { addOutsideBody, askOutside, findOpenRequest, findOutsideBodies, recordOutsideAnswer } from "../../../domain/tickets/outside.ts";
import { say } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { menuMarkup } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { oneOf, parsed } from "../../questions.ts";
import { type About, leadsTo, type Press, reasoned, sayDone, withTicket } from "./about-ticket.ts";

type Body = { id: number } | { typed: string };

/** 外单位: one that is known, or a new one written as name and phone. */
const whichBody = ({ number }: About): Question<Body> => {
  const asked = { key: "ask-outside", values: { number } } as const;
  const { message } = parsed<Body>(asked, (_ctx, typed) => ({ typed }));
  const known = oneOf<Body>(asked, async (ctx) =>
    (await findOutsideBodies(ctx.work)).map(({ id, name }) => ({ caption: `🏢 ${name}`, value: String(id), answer: { id } })),
  );
  return message ? { ...known, message } : known;
};

/** Asks an office outside the town. */
const askingOutside = conversation<{ body: Body }, About>("ask_outside", async ({ ctx, given, ask, again }) => {
  const chosen = await ask("body", whichBody(given));
  const refusal = await withTicket(ctx, given, async (ticket) => {
    const known = "id" in chosen ? chosen : await addOutsideBody(ctx.work, chosen.typed);
    if (isRefusal(known)) return known;
    const body = await askOutside(ctx.work, ctx.actor, ticket, known.id);
    if (isRefusal(body)) return body;
    const values = { number: given.number, name: body.name, phone: body.phone ?? "" };
    say(ctx, "asked-outside", values, { ticketId: ticket.id, markup: menuMarkup(ctx) });
    return undefined;
  });
  if (refusal?.refused === "names-missing") return again("body");
});

/** What it answered. */
const recordingOutside = reasoned("record_outside", "ask-outside-answer", async (ctx, ticket, answer, about) => {
  const recorded = await recordOutsideAnswer(ctx.work, ctx.actor, ticket, answer);
  if (!isRefusal(recorded)) sayDone(ctx, "outside-answer-recorded", about);
  return recorded;
});

export const pressRecordOutside = leadsTo("record_outside", recordingOutside);

/** While an outside body owes an answer, that is what there is to say about it. */
export const pressAskOutside: Press = async (ctx, ticket, value) => {
  const isOwed = (await findOpenRequest(ctx.work, ticket)) !== undefined;
  return isOwed ? pressRecordOutside(ctx, ticket, value) : leadsTo("ask_outside", askingOutside)(ctx, ticket, value);
};
