import type { ConversationFlavor } from "@grammyjs/conversations";
import type { InlineKeyboardMarkup, Message, ReplyKeyboardMarkup } from "@grammyjs/types";
import type { Context } from "grammy";
import type { TextKey } from "../../locales/text-key.ts";
import type { Work } from "../database/work.ts";
import { priorities } from "../database/work.ts";
import { firstCharacters } from "../domain/characters.ts";
import type { StoredDialog } from "../domain/conversation.ts";
import type { Actor, findAccounts } from "../domain/people/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { messageParts } from "../wording/message-parts.ts";
import { label, readableTime, shortened, type TextValues, text } from "../wording/texts.ts";

/** What the road of one update adds to grammY's context. */
export type BotContext = ConversationFlavor<
  Context & {
    work: Work;
    /** Who wrote, and the unfinished conversations, as they were asked for before the update was known. */
    ahead: Promise<[accounts: Awaited<ReturnType<typeof findAccounts>>, dialogs: Map<number, StoredDialog>]> | undefined;
    /** Whether voice messages are put into words, and words are read aloud. */
    voice: { hears: boolean; speaks: boolean };
    /** Hosts that are not of the internet and may be told what happens all the same. */
    privateHosts: readonly string[];
    /** Whether this update may be given again in a moment, for what it needs is not known yet; and whether it is to be. */
    mayPutOff: boolean;
    isPutOff: boolean;
    actor: Actor;
    /** Whether a handler waits for their answer, and whether they may report for somebody else; read with the person, for every message asks. */
    isAsked: boolean;
    isHelper: boolean;
    /** The unfinished conversation of this chat, if there is one. */
    dialog: StoredDialog | undefined;
    /** What the person just did, until a question has taken it. */
    heard: Heard | undefined;
    /** The conversations that grammY's plugin was told of in this update. */
    entered: Set<string>;
    /** Says that the conversation which is played stands at its open question. */
    rests: () => void;
    chatId: number;
    /** Whether the button press of this update got its answer. */
    isAnswered: boolean;
  }
>;

/** What a person just did: pressed a button of the open question, or sent a message. */
export type Heard = { press: string } | { message: Message };

export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | { remove_keyboard: true };
type Sending = { markup?: Markup | undefined; ticketId?: number | undefined };

/** What a refusal repeats of somebody's own words, so that they see what is meant. */
const maxQuotedCharacters = 60;

/** Sends a text of `locales/` to the chat of this update; it leaves with the commit. */
export function say(ctx: BotContext, key: TextKey, values: TextValues = {}, sending: Sending = {}) {
  sayHtml(ctx, text(ctx.actor.language, key, values), sending);
}

const hasButtons = (markup: Markup) => !("inline_keyboard" in markup) || markup.inline_keyboard.length > 0;

/** Sends ready HTML, in several messages when it is long; the buttons stand below the last. */
export function sayHtml(ctx: BotContext, html: string, { markup, ticketId }: Sending = {}) {
  const parts = messageParts(html);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    ctx.work.send({
      chatId: ctx.chatId,
      personId: ctx.actor.id,
      method: "sendMessage",
      payload: {
        chat_id: ctx.chatId,
        text: part,
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
        ...(isLast && markup && hasButtons(markup) ? { reply_markup: markup } : {}),
      },
      priority: priorities.answer,
      ticketId: ticketId ?? null,
    });
  }
}

export function sayRefusal(ctx: BotContext, refusal: Refusal, sending: Sending = {}) {
  if (refusal.refused === "told-before") return;
  const { until, ...values } = refusal.values ?? {};
  const quoted = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? shortened(value, maxQuotedCharacters) : value,
  ]);
  const date = typeof until === "string" ? { until: when(ctx, new Date(until)) } : {};
  say(ctx, `refused-${refusal.refused}`, { ...Object.fromEntries(quoted), ...date }, sending);
}

export const word = (ctx: BotContext, key: TextKey, values: TextValues = {}) => label(ctx.actor.language, key, values);

export const when = (ctx: BotContext, instant: Date | null) =>
  instant ? readableTime(ctx.actor.language, instant, ctx.work.zone, ctx.work.now) : "—";

/** What stands behind a command. */
export const typedBehind = ({ match }: BotContext): string => String(match ?? "").trim();

/** What the button that was pressed carries; a press of a game's button carries nothing. */
export const pressedData = ({ callbackQuery }: BotContext): string => callbackQuery?.data ?? "";

/** The small answer to a button press; Telegram shows it for a moment. */
export async function toast(ctx: BotContext, key: TextKey, values: TextValues = {}) {
  if (ctx.callbackQuery && !ctx.isAnswered)
    await ctx.answerCallbackQuery({ text: firstCharacters(label(ctx.actor.language, key, values), 200) });
  else say(ctx, key, values);
}

/** Takes the buttons away below a message that was answered, so that they are not pressed again. */
export async function takeButtonsAway(ctx: BotContext) {
  const message = ctx.callbackQuery?.message;
  if (message && "reply_markup" in message) await ctx.editMessageReplyMarkup();
}
