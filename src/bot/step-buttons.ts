import type { InlineKeyboardButton } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import { type ButtonStyle, button, dialogData, styled } from "../wording/buttons.ts";
import { type BotContext, word } from "./context.ts";

/** A button of the step at which the conversation stands, its caption from `locales/`. */
export const stepButton = (ctx: BotContext, key: TextKey, value: string): InlineKeyboardButton =>
  styled(choice(ctx, word(ctx, key), value), styleOf.get(key));

/** The buttons that end a conversation, well or not, wherever they stand. */
const styleOf: ReadonlyMap<TextKey, ButtonStyle> = new Map<TextKey, ButtonStyle>([
  ["button-submit", "success"],
  ["button-submit-policy", "success"],
  ["button-cancel", "danger"],
]);

/** The same with a caption that is data, such as a village's name. */
export const choice = (ctx: BotContext, caption: string, value: string): InlineKeyboardButton =>
  button(caption, dialogData(ctx.dialog?.nonce ?? "", ctx.dialog?.step ?? "", value));
