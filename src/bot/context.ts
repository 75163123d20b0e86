import type { InlineKeyboardMarkup, ReplyKeyboardMarkup } from "@grammyjs/types";
import type { Context } from "grammy";
import type { Work } from "../database/work.ts";
import { priorities } from "../database/work.ts";
import type { Actor } from "../domain/people/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { label, readableTime, type TextValues, text } from "../texts.ts";
import type { Dialog } from "./dialog.ts";

/** What the road of one update adds to grammY's context. */
export type BotContext = Context & {
  work: Work;
  actor: Actor;
  /** The unfinished conversation of this chat, if there is one. */
  dialog: Dialog | undefined;
  chatId: number;
  /** Whether the button press of this update got its answer. */
  isAnswered: boolean;
};

export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | { remove_keyboard: true };
type Sending = { markup?: Markup | undefined; ticketId?: number | undefined };

/** Telegram's limit is 4096 characters after parsing; tags and safety need some room. */
const maxMessageCharacters = 3900;

/** Sends a text of `locales/` to the chat of this update; it leaves with the commit. */
export function say(ctx: BotContext, key: string, values: TextValues = {}, sending: Sending = {}) {
  sayHtml(ctx, text(ctx.actor.language, key, values), sending);
}

/** Sends ready HTML, in several messages when it is long; the buttons stand below the last. */
export function sayHtml(ctx: BotContext, html: string, { markup, ticketId }: Sending = {}) {
  const parts = splitLines(html);
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
        ...(isLast && markup ? { reply_markup: markup } : {}),
      },
      priority: priorities.answer,
      ticketId: ticketId ?? null,
    });
  }
}

/** Cuts between lines; our texts never let a tag run over a line's end. */
export function splitLines(html: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (const line of html.split("\n")) {
    if (part && [...part].length + [...line].length >= maxMessageCharacters) {
      parts.push(part);
      part = line;
    } else part = part ? `${part}\n${line}` : line;
  }
  return [...parts, part];
}

export function sayRefusal(ctx: BotContext, refusal: Refusal, sending: Sending = {}) {
  const { until, ...values } = refusal.values ?? {};
  const date = typeof until === "string" ? { until: when(ctx, new Date(until)) } : {};
  say(ctx, `refused-${refusal.refused}`, { ...values, ...date }, sending);
}

export const word = (ctx: BotContext, key: string, values: TextValues = {}) => label(ctx.actor.language, key, values);

export const when = (ctx: BotContext, instant: Date | null) =>
  instant ? readableTime(ctx.actor.language, instant, ctx.work.zone, ctx.work.now) : "—";

/** The small answer to a button press; Telegram shows it for a moment. */
export async function toast(ctx: BotContext, key: string, values: TextValues = {}) {
  if (ctx.callbackQuery && !ctx.isAnswered) await ctx.answerCallbackQuery({ text: label(ctx.actor.language, key, values).slice(0, 200) });
  else say(ctx, key, values);
}

/** Takes the buttons away below a message that was answered, so that they are not pressed again. */
export async function takeButtonsAway(ctx: BotContext) {
  const message = ctx.callbackQuery?.message;
  if (message && "reply_markup" in message) await ctx.editMessageReplyMarkup();
}
