import type { TextKey } from "../../../../locales/text-key.ts";
import { findCannedReplies, keepCannedReply } from "../../../domain/canned-replies.ts";
import { maxCannedReplyCharacters } from "../../../domain/limits.ts";
import { findPerson } from "../../../domain/people/person.ts";
import { isRefusal, type Refusal } from "../../../domain/refusal.ts";
import { lockTicket, type Ticket } from "../../../domain/tickets/change.ts";
import { ask as askVillager, type Delivered, note, reply } from "../../../domain/tickets/messages.ts";
import type { Said } from "../../../domain/tickets/pass.ts";
import { rowsOf } from "../../../wording/buttons.ts";
import { cannedIn } from "../../../wording/canned-replies.ts";
import { shortened } from "../../../wording/texts.ts";
import { sayAsConcerned } from "../../alarm.ts";
import { type BotContext, say } from "../../context.ts";
import { type Conversation, conversation } from "../../conversation.ts";
import { end } from "../../conversation-run.ts";
import type { Question } from "../../question.ts";
import { parsed } from "../../questions.ts";
import { choice, stepButton } from "../../step-buttons.ts";
import { type About, leadsTo, message, sayDelivered, withTicket } from "./about-ticket.ts";

type Saying = (work: BotContext["work"], actor: BotContext["actor"], ticket: Ticket, said: Said) => Promise<Delivered | Refusal>;

const passOn = (ctx: BotContext, about: About, said: Said, saying: Saying, doneKey: TextKey) =>
  withTicket(ctx, about, async (ticket) => {
    const outcome = await saying(ctx.work, ctx.actor, ticket, said);
    if (!isRefusal(outcome)) await sayDelivered(ctx, outcome, doneKey);
    return outcome;
  });

/** A conversation that takes one message and passes it on. */
const passingOn = (name: string, key: TextKey, saying: Saying, doneKey: TextKey): Conversation<About> =>
  conversation<{ said: Said }, About>(name, async ({ ctx, given, ask }) => {
    await passOn(ctx, given, await ask("said", message({ key, values: { number: given.number } })), saying, doneKey);
  });

/** 回复, with the cadre's own canned replies (常用语) as buttons, and a way to one more of them. */
const answer = ({ ticketId, number }: About): Question<Said | "new"> => {
  const asked = { key: "ask-reply", values: { number } } as const;
  return {
    ...message(asked),
    async ask(ctx) {
      const canned = await findCannedReplies(ctx.work, ctx.actor);
      const buttons = canned.map(({ id, body }) =>
        choice(ctx, shortened(cannedIn(ctx.actor.language, body), maxCaptionCharacters), String(id)),
      );
      await message(asked).ask(ctx, [...rowsOf(buttons, 1), [stepButton(ctx, "button-add-canned", "new")]]);
    },
    async press(ctx, pressed) {
      if (pressed === "new") return "new";
      const canned = (await findCannedReplies(ctx.work, ctx.actor)).find(({ id }) => String(id) === pressed);
      return canned && { body: cannedIn(await languageOfReader(ctx, ticketId), canned.body), source: { chatId: ctx.chatId, messageId: 0 } };
    },
  };
};

const maxCaptionCharacters = 40;

/** The language of the person who reads the reply. */
async function languageOfReader({ work, actor }: BotContext, ticketId: number): Promise<string> {
  const ticket = await lockTicket(work, ticketId);
  const reader = ticket && (await findPerson(work, ticket.reporterId));
  return reader?.language ?? actor.language;
}

const replying: Conversation<About> = conversation<{ said: Said | "new" }, About>("reply", async ({ ctx, given, ask }) => {
  const said = await ask("said", answer(given));
  if (said === "new") return addingCanned.enter(ctx, given);
  await passOn(ctx, given, said, reply, "said-to-villager");
});

const cannedReply = parsed({ key: "ask-canned" }, (ctx, typed) => {
  if ([...typed].length <= maxCannedReplyCharacters) return typed;
  say(ctx, "canned-unclear");
  return undefined;
});

const addingCanned = conversation<{ body: string }, About>(
  "add-canned",
  async ({ ctx, given, ask }) => {
    await keepCannedReply(ctx.work, ctx.actor, await ask("body", cannedReply));
    await replying.enter(ctx, given);
  },
  { before: (ctx, given) => replying.enter(ctx, given) },
);

const asking = passingOn("ask", "ask-question", askVillager, "asked-villager");
const noting = passingOn("note", "ask-note", note, "noted");
/** What somebody says whom it concerns may raise a question of its own, which does not belong to this conversation any more. */
export async function sayingAsConcerned(ctx: BotContext, about: About) {
  end(ctx);
  const ticket = await lockTicket(ctx.work, about.ticketId);
  if (ticket && ctx.message) await sayAsConcerned(ctx, ticket, ctx.message);
}

const addingTo = conversation<{ said: Said }, About>("add", async ({ ctx, given, ask }) => {
  await ask("said", message({ key: "ask-addition", values: { number: given.number } }));
  await sayingAsConcerned(ctx, given);
});

export const pressReply = leadsTo("reply", replying);
export const pressAsk = leadsTo("ask", asking);
export const pressNote = leadsTo("note", noting);
/** 补充, which answers the question of a handler while one stands open. */
export const pressAdd: ReturnType<typeof leadsTo> = (ctx, ticket, value) =>
  leadsTo(ticket.state === "waiting_villager" ? "respond" : "add", addingTo)(ctx, ticket, value);
