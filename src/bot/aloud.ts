import type { InlineKeyboardButton, Message } from "@grammyjs/types";
import { priorities } from "../database/work.ts";
import { aloudRows, wordsAloud } from "../wording/aloud.ts";
import { aloudData } from "../wording/callbacks.ts";
import { shortened } from "../wording/texts.ts";
import { textOf } from "./content.ts";
import { type BotContext, toast } from "./context.ts";
import { pressesOf } from "./presses.ts";

const maxTitleCharacters = 30;

/** 🔊 below long words, where words are read aloud. */
export const aloud = (ctx: BotContext, html: string): InlineKeyboardButton[][] =>
  ctx.voice.speaks ? aloudRows(ctx.actor.language, html) : [];

/** 🔊 for those who do not read easily: the words above it as a voice message. Telegram sends them along with the press. */
async function readAloud(ctx: BotContext) {
  const above = ctx.callbackQuery?.message as Message | undefined;
  const words = above ? wordsAloud(textOf(above)) : "";
  if (!ctx.voice.speaks || !words) return toast(ctx, "button-old");
  const title = shortened(words.replaceAll(/\s+/g, " "), maxTitleCharacters);
  ctx.work.tell(ctx.actor, { kind: "speech", title, words }, { priority: priorities.answer });
  await toast(ctx, "aloud-coming");
}

export const aloudPresses = pressesOf(aloudData, { "": readAloud });
