import type { InlineKeyboardButton } from "@grammyjs/types";
import { button, dialogData } from "../buttons.ts";
import { type BotContext, word } from "./context.ts";

/** A button of the step at which the conversation stands, its caption from `locales/`. */
export const stepButton = (ctx: BotContext, key: string, value: string): InlineKeyboardButton => choice(ctx, word(ctx, key), value);

/** The same with a caption that is data, such as a village's name. */
export const choice = (ctx: BotContext, caption: string, value: string): InlineKeyboardButton =>
  button(caption, dialogData(ctx.dialog?.nonce ?? "", ctx.dialog?.step ?? "", value));
