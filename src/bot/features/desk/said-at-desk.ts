import type { Message } from "@grammyjs/types";
import type { TextKey } from "../../../../locales/text-key.ts";
import { priorities } from "../../../database/work.ts";
import { type Actor, findPerson } from "../../../domain/people/person.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { relationsTo, type Ticket } from "../../../domain/tickets/change.ts";
import { followEdit } from "../../../domain/tickets/edits.ts";
import { isKeptFromSomebody } from "../../../domain/tickets/kept-from.ts";
import { reply } from "../../../domain/tickets/messages.ts";
import { label, listed, type TextValues } from "../../../wording/texts.ts";
import { albumOf, followAlbum } from "../../albums.ts";
import { textOf } from "../../content.ts";
import type { BotContext } from "../../context.ts";
import { threadOf } from "../../thread.ts";
import { readSaid } from "../ticket/about-ticket.ts";
import { haveHeard, hearAtDesk, transcriptIn } from "../ticket/transcripts.ts";
import { meet, topicOf } from "./in-group.ts";

/**
 * A Telegram reply to a card in the station's group. Of the person who works on the ticket it goes to the villager, as a reply to the card in
 * their own chat would; anybody else is told who may answer. Nothing is dropped without a word.
 *
 * @returns false when it is no such reply
 */
export async function isSaidAtDesk(ctx: BotContext): Promise<boolean> {
  const { message, editedMessage: edited, chat } = ctx;
  const transcript = transcriptIn(ctx);
  if (edited && chat && transcript) {
    await hearAtDesk(ctx, { chatId: chat.id, messageId: edited.message_id }, transcript);
    return true;
  }
  const body = edited?.text ?? edited?.caption;
  if (edited && chat && body !== undefined) {
    await followEdit(ctx.work, { chatId: chat.id, messageId: edited.message_id }, body);
    return true;
  }
  if (!message || !chat || textOf(message).startsWith("/")) return false;
  if (await goesOn(ctx, message)) return true;
  const repliedTo = message.reply_to_message;
  if (repliedTo?.from?.id !== ctx.me.id) return false;
  const thread = await threadOf(ctx, chat.id, repliedTo);
  if (!thread) return ctx.isPutOff;
  await answer(ctx, message, thread.ticket);
  return true;
}

/** Another picture of an album that was passed on from here. */
async function goesOn(ctx: BotContext, message: Message): Promise<boolean> {
  const gone = await albumOf(ctx, message);
  const actor = gone && (await meet(ctx));
  if (!actor) return false;
  ctx.actor = actor;
  await followAlbum(ctx, message, gone);
  return true;
}

async function answer(ctx: BotContext, message: Message, ticket: Ticket) {
  const actor = await meet(ctx);
  const [key, values] = actor ? await sayFromDesk(ctx, actor, message, ticket) : (["desk-in-own-name", {}] as const);
  ctx.work.send({
    chatId: message.chat.id,
    method: "sendMessage",
    payload: {
      chat_id: message.chat.id,
      text: label(actor?.language ?? "zh", key, { number: ticket.number, ...values }),
      reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
      ...topicOf(ctx),
    },
    priority: priorities.answer,
    ticketId: ticket.id,
  });
}

/** Passes it on if it is theirs to say. @returns what the group reads then */
async function sayFromDesk(ctx: BotContext, actor: Actor, message: Message, ticket: Ticket): Promise<[TextKey, TextValues]> {
  const relations = await relationsTo(ctx.work, actor, ticket);
  // A card may still hang here of what has gone a way round since.
  if (ticket.confidential || isKeptFromSomebody(ticket)) return ["refused-redirected", {}];
  if (!relations.includes("responsible") && !relations.includes("co_handler")) return whoAnswers(ctx, ticket);
  const read = readSaid(message);
  if ("unread" in read) return read.unread;
  const outcome = await reply(ctx.work, actor, ticket, read.said);
  if (isRefusal(outcome)) return [`refused-${outcome.refused}`, outcome.values ?? {}];
  haveHeard(ctx, message);
  const names = listed(
    actor.language,
    outcome.unreachable.map(({ name }) => name),
  );
  return names ? ["said-but-waits", { name: names }] : ["desk-said", {}];
}

async function whoAnswers(ctx: BotContext, ticket: Ticket): Promise<[TextKey, TextValues]> {
  if (ticket.state === "assigned") return ["desk-claim-first", {}];
  const responsible = ticket.responsibleId === null ? undefined : await findPerson(ctx.work, ticket.responsibleId);
  return ["desk-ask-handler", { name: responsible?.name ?? "—" }];
}
