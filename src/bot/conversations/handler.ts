import { inline, rowsOf } from "../../buttons.ts";
import { addTerm } from "../../domain/calendar.ts";
import { findCannedReplies, keepCannedReply } from "../../domain/canned-replies.ts";
import { isRefusal, type Refusal } from "../../domain/refusal.ts";
import { lockTicket, mayChange, type Ticket } from "../../domain/tickets/change.ts";
import { extend } from "../../domain/tickets/extend.ts";
import type { Action } from "../../domain/tickets/lifecycle.ts";
import { resolve } from "../../domain/tickets/resolve.ts";
import { add, ask, type Delivered, note, reply, type Said } from "../../domain/tickets/talk.ts";
import { assign, giveBack, inviteCoHandler, offer, type Target } from "../../domain/tickets/transfer.ts";
import { decline } from "../../domain/tickets/withdraw.ts";
import { shortened } from "../../texts.ts";
import { type BotContext, say, when, word } from "../context.ts";
import { begin, defineFlow, type Flow } from "../dialog.ts";
import { menuMarkup } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { type About, type HandlerStep, reasonStep, said, saidIn, sayDelivered, targetStep, withTicket } from "./about-ticket.ts";

type Saying = (work: BotContext["work"], actor: BotContext["actor"], ticket: Ticket, said: Said) => Promise<Delivered | Refusal>;

/** A step that takes one message and passes it on. */
function sayingStep(key: string, saying: Saying, doneKey: string): HandlerStep {
  return {
    ask: (ctx, about) => say(ctx, key, { number: about.number }, { markup: inline([[stepButton(ctx, "button-cancel", "cancel")]]) }),
    message: (ctx, about, message) => {
      const said = saidIn(ctx, message);
      return said ? passOn(ctx, about, said, saying, doneKey) : "ask_again";
    },
  };
}

const passOn = (ctx: BotContext, about: About, said: Said, saying: Saying, doneKey: string) =>
  withTicket(ctx, about, async (ticket) => {
    const outcome = await saying(ctx.work, ctx.actor, ticket, said);
    if (isRefusal(outcome)) return outcome;
    sayDelivered(ctx, outcome, doneKey);
    return undefined;
  });

/** 回复, with the cadre's own canned replies (常用语) as buttons. */
const replyStep: HandlerStep = {
  ...sayingStep("ask-reply", reply, "said-to-villager"),
  async ask(ctx, about) {
    const canned = await findCannedReplies(ctx.work, ctx.actor);
    const buttons = canned.map(({ id, body }) => choice(ctx, shortened(body, 28), String(id)));
    const last = [stepButton(ctx, "button-add-canned", "new"), stepButton(ctx, "button-cancel", "cancel")];
    say(ctx, "ask-reply", { number: about.number }, { markup: inline([...rowsOf(buttons, 1), last]) });
  },
  async press(ctx, about, value) {
    if (value === "new") return { to: "canned" };
    const canned = (await findCannedReplies(ctx.work, ctx.actor)).find(({ id }) => String(id) === value);
    if (!canned) return "ask_again";
    const source = { chatId: ctx.chatId, messageId: 0 };
    return passOn(ctx, about, { body: canned.body, source }, reply, "said-to-villager");
  },
};

const cannedStep: HandlerStep = {
  ask: (ctx) => say(ctx, "ask-canned", {}, { markup: inline([[stepButton(ctx, "button-back", "back")]]) }),
  back: () => "reply",
  async message(ctx, _about, message) {
    const body = message.text?.trim();
    if (!body || [...body].length > 200) {
      say(ctx, "canned-unclear");
      return "ask_again";
    }
    await keepCannedReply(ctx.work, ctx.actor, body);
    return { to: "reply" };
  },
};

const resolveStep: HandlerStep = {
  ask: (ctx, about) => say(ctx, "ask-result", { number: about.number }, { markup: inline([[stepButton(ctx, "button-cancel", "cancel")]]) }),
  message(ctx, about, message) {
    const said = saidIn(ctx, message);
    if (!said) return "ask_again";
    return withTicket(ctx, about, async (ticket) => {
      const resolved = await resolve(ctx.work, ctx.actor, ticket, said);
      if (isRefusal(resolved)) return resolved;
      say(ctx, "resolved-by-you", { number: ticket.number }, { ticketId: ticket.id, markup: menuMarkup(ctx) });
      return undefined;
    });
  },
};

/** 限期: a few usual dates as buttons. */
const extendStep: HandlerStep = {
  async ask(ctx, about) {
    const ticket = await lockTicket(ctx.work, about.ticketId);
    const from = ticket?.resolveBy && ticket.resolveBy > ctx.work.now ? ticket.resolveBy : ctx.work.now;
    const days = [1, 3, 5, 10, 20].map((workingDays) => {
      const until = addTerm(from, { workingDays }, ctx.work.zone);
      return choice(ctx, word(ctx, "button-extend-by", { days: workingDays, until: when(ctx, until) }), until.toISOString());
    });
    const values = { number: about.number, until: when(ctx, ticket?.resolveBy ?? null) };
    say(ctx, "ask-extend", values, { markup: inline([...rowsOf(days, 1), [stepButton(ctx, "button-cancel", "cancel")]]) });
  },
  press(_ctx, about, value) {
    if (Number.isNaN(Date.parse(value))) return "ask_again";
    about.until = new Date(value).toISOString();
    return { to: "extend_reason" };
  },
};

export const handlerFlow: Flow<About> = defineFlow<About>({
  name: "handler",
  steps: {
    reply: replyStep,
    canned: cannedStep,
    ask: sayingStep("ask-question", ask, "asked-villager"),
    note: sayingStep("ask-note", note, "noted"),
    add: sayingStep("ask-addition", add, "said-to-handlers"),
    resolve: resolveStep,
    offer: targetStep("ask-offer", () => ({ to: "offer_reason" })),
    offer_reason: reasonStep(
      "ask-offer-reason",
      async (ctx, about, ticket, reason) => {
        const receiver = await offer(ctx.work, ctx.actor, ticket, about.target as Target, reason);
        if (isRefusal(receiver)) return receiver;
        said(ctx, "offered-by-you", about, receiver.name);
        return undefined;
      },
      true,
    ),
    give_back: reasonStep("ask-give-back", async (ctx, about, ticket, reason) => {
      const given = await giveBack(ctx.work, ctx.actor, ticket, reason);
      if (isRefusal(given)) return given;
      said(ctx, "given-back-by-you", about);
      return undefined;
    }),
    helper: targetStep("ask-helper", (ctx, about) =>
      withTicket(ctx, about, async (ticket) => {
        const helper = await inviteCoHandler(ctx.work, ctx.actor, ticket, about.target as Target);
        if (isRefusal(helper)) return helper;
        said(ctx, "helper-invited", about, helper.name);
        return undefined;
      }),
    ),
    assign: targetStep(
      "ask-assign",
      (ctx, about) =>
        withTicket(ctx, about, async (ticket) => {
          if (!about.target || !("personId" in about.target)) return { refused: "nobody-there" };
          const receiver = await assign(ctx.work, ctx.actor, ticket, about.target.personId);
          if (isRefusal(receiver)) return receiver;
          said(ctx, "assigned-by-you", about, receiver.name);
          return undefined;
        }),
      false,
    ),
    extend: extendStep,
    extend_reason: reasonStep("ask-extend-reason", async (ctx, about, ticket, reason) => {
      const extended = await extend(ctx.work, ctx.actor, ticket, new Date(about.until ?? ""), reason);
      if (isRefusal(extended)) return extended;
      said(ctx, "extended-by-you", about);
      return undefined;
    }),
    decline: reasonStep("ask-decline", async (ctx, about, ticket, reason) => {
      const declined = await decline(ctx.work, ctx.actor, ticket, reason);
      if (isRefusal(declined)) return declined;
      said(ctx, "declined-by-you", about);
      return undefined;
    }),
    unhappy: {
      ...sayingStep("ask-unhappy", add, "said-to-handlers"),
      ask: (ctx, about) =>
        say(ctx, "ask-unhappy", { number: about.number }, { markup: inline([[stepButton(ctx, "button-skip", "skip")]]) }),
      press(ctx, _about, value) {
        if (value !== "skip") return "ask_again";
        say(ctx, "back-to-menu", {}, { markup: menuMarkup(ctx) });
        return "done";
      },
    },
  },
});

/** Which right each conversation needs; asked before its first question, and again by the domain at its end. */
const rights: Record<string, Action> = {
  reply: "reply",
  ask: "ask",
  note: "note",
  add: "add",
  resolve: "resolve",
  offer: "offer",
  give_back: "give_back",
  helper: "invite_co_handler",
  assign: "assign",
  extend: "extend",
  decline: "decline",
};

/** After 不满意: the ticket is reopened already; what is wrong may be added. */
export const askWhatIsWrong = (ctx: BotContext, ticket: Ticket) =>
  begin(ctx, handlerFlow, "unhappy", { ticketId: ticket.id, number: ticket.number });

/** Begins a conversation about a ticket, if the person may lead it. */
export async function beginAbout(ctx: BotContext, ticket: Ticket, step: string): Promise<Refusal | undefined> {
  const isAnswer = step === "add" && ticket.state === "waiting_villager";
  const refusal = await mayChange(ctx.work, ctx.actor, ticket, isAnswer ? "respond" : (rights[step] ?? "note"));
  if (refusal) return refusal;
  await begin(ctx, handlerFlow, step, { ticketId: ticket.id, number: ticket.number });
  return undefined;
}
