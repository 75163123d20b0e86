import { idIn, inline, rowsOf } from "../../buttons.ts";
import { isRefusal, type Refusal, refuse } from "../../domain/refusal.ts";
import { lockTicket, mayChange, type Ticket } from "../../domain/tickets/change.ts";
import { extendPetition } from "../../domain/tickets/extend.ts";
import { doFollowUp } from "../../domain/tickets/follow-up.ts";
import { merge } from "../../domain/tickets/join.ts";
import type { Action } from "../../domain/tickets/lifecycle.ts";
import { addOutsideBody, askOutside, findOpenRequest, findOutsideBodies, recordOutsideAnswer } from "../../domain/tickets/outside.ts";
import { reveal } from "../../domain/tickets/reveal.ts";
import { type BotContext, say, sayRefusal } from "../context.ts";
import { begin, defineFlow, type Flow, type Step } from "../dialog.ts";
import { menuMarkup } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { type About, reasonStep, said, withTicket } from "./about-ticket.ts";

type LoopAbout = About & { followUpId?: number };
type LoopStep = Step<LoopAbout>;

const cancelOnly = (ctx: BotContext) => inline([[stepButton(ctx, "button-cancel", "cancel")]]);

const mergeStep: LoopStep = {
  ask: (ctx, about) => say(ctx, "ask-merge", { number: about.number }, { markup: cancelOnly(ctx) }),
  async message(ctx, about, message) {
    const into = Number(/\d+/.exec(message.text ?? "")?.[0] ?? Number.NaN);
    const ticket = Number.isSafeInteger(into) ? await lockTicket(ctx.work, about.ticketId) : undefined;
    const merged = ticket ? await merge(ctx.work, ctx.actor, ticket, into) : refuse("not-mergeable");
    if (isRefusal(merged)) {
      sayRefusal(ctx, merged);
      return merged.refused === "not-mergeable" ? "ask_again" : "done";
    }
    said(ctx, "merged-by-you", about, `#${merged.number}`);
    return "done";
  },
};

/** 外单位: one that is known, or a new one written as name and phone. */
const outsideStep: LoopStep = {
  async ask(ctx, about) {
    const bodies = (await findOutsideBodies(ctx.work)).map(({ id, name }) => choice(ctx, `🏢 ${name}`, String(id)));
    const markup = inline([...rowsOf(bodies, 2), [stepButton(ctx, "button-cancel", "cancel")]]);
    say(ctx, "ask-outside", { number: about.number }, { markup });
  },
  press: (ctx, about, value) => askBody(ctx, about, idIn(value)),
  async message(ctx, about, message) {
    const added = await addOutsideBody(ctx.work, message.text ?? "");
    if (!isRefusal(added)) return askBody(ctx, about, added.id);
    sayRefusal(ctx, added);
    return "ask_again";
  },
};

const askBody = (ctx: BotContext, about: LoopAbout, bodyId: number) =>
  withTicket(ctx, about, async (ticket) => {
    const body = await askOutside(ctx.work, ctx.actor, ticket, bodyId);
    if (isRefusal(body)) return body;
    const values = { number: about.number, name: body.name, phone: body.phone ?? "—" };
    say(ctx, "asked-outside", values, { ticketId: ticket.id, markup: menuMarkup(ctx) });
    return undefined;
  });

const loopFlow: Flow<LoopAbout> = defineFlow<LoopAbout>({
  name: "loop",
  steps: {
    merge: mergeStep,
    outside: outsideStep,
    outside_answer: reasonStep("ask-outside-answer", async (ctx, about, ticket, answer) => {
      const recorded = await recordOutsideAnswer(ctx.work, ctx.actor, ticket, answer);
      if (isRefusal(recorded)) return recorded;
      said(ctx, "outside-answer-recorded", about);
      return undefined;
    }) as LoopStep,
    extend_petition: reasonStep("ask-extend-reason", async (ctx, about, ticket, reason) => {
      const extended = await extendPetition(ctx.work, ctx.actor, ticket, reason);
      if (isRefusal(extended)) return extended;
      said(ctx, "extended-by-you", about);
      return undefined;
    }) as LoopStep,
    reveal: reasonStep("ask-reveal", async (ctx, about, ticket, reason) => {
      const reporter = await reveal(ctx.work, ctx.actor, ticket, reason);
      if (isRefusal(reporter)) return reporter;
      const values = { number: about.number, name: reporter.name, phone: ticket.phone ?? reporter.phone ?? "—" };
      say(ctx, "revealed", values, { ticketId: ticket.id, markup: menuMarkup(ctx) });
      return undefined;
    }) as LoopStep,
    follow_up: {
      ask: (ctx, about) => say(ctx, "ask-follow-up", { number: about.number }, { markup: cancelOnly(ctx) }),
      async message(ctx, about, message) {
        const note = message.text?.trim() ?? "";
        if (!note || [...note].length > 500) {
          say(ctx, "reason-unclear");
          return "ask_again";
        }
        const done = await doFollowUp(ctx.work, ctx.actor, about.followUpId ?? 0, note);
        if (isRefusal(done)) sayRefusal(ctx, done);
        else said(ctx, "followed-up", about);
        return "done";
      },
    },
  },
});

const rights: Record<string, Action> = {
  merge: "merge",
  outside: "ask_outside",
  outside_answer: "record_outside",
  extend_petition: "extend_petition",
  reveal: "reveal",
};

/** Begins one of these conversations, if the person may lead it. */
export async function beginLoop(ctx: BotContext, ticket: Ticket, step: string): Promise<Refusal | undefined> {
  const refusal = await mayChange(ctx.work, ctx.actor, ticket, rights[step] ?? "note");
  if (refusal) return refusal;
  // While an outside body owes an answer, that is what there is to say about it.
  const isOwed = step === "outside" && (await findOpenRequest(ctx.work, ticket)) !== undefined;
  await begin(ctx, loopFlow, isOwed ? "outside_answer" : step, { ticketId: ticket.id, number: ticket.number });
  return undefined;
}

/** What a visit or call brought; whose it is was checked when the button was pressed, and is again at the end. */
export const beginFollowUp = (ctx: BotContext, ticket: Ticket, followUpId: number) =>
  begin(ctx, loopFlow, "follow_up", { ticketId: ticket.id, number: ticket.number, followUpId });
