import type { InlineKeyboardButton } from "@grammyjs/types";
import { button, goData, inline } from "../../../buttons.ts";
import type { ServiceField } from "../../../database/values.ts";
import { isRefusal, type Refusal } from "../../../domain/refusal.ts";
import type { TextValues } from "../../../texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayRefusal, word } from "../../context.ts";
import type { Move, Step } from "../../dialog.ts";
import { lastRow } from "../common-steps.ts";

/** One view or deed of `/org`; `given` is what its button carries behind the name. */
export type Screens = Record<string, (ctx: BotContext, ...given: string[]) => Promise<unknown>>;

/** A button that leads to a screen of `/org`, its caption from `locales/` … */
export const to = (ctx: BotContext, key: string, where: string, values: TextValues = {}): InlineKeyboardButton =>
  named(word(ctx, key, values), where);
/** … or data. */
export const named = (caption: string, where: string): InlineKeyboardButton => button(caption, goData("org", where));

/** What a service asks for, each with its kind of answer, a star where it is required. */
export const fieldNames = (ctx: BotContext, fields: readonly ServiceField[]): string[] =>
  fields.map(({ name, type, required }) => `${name}（${word(ctx, `field-type-${type}`)}${required ? "*" : ""}）`);

/** Says why not, if so. @returns whether it was done */
export function wasDone<T>(ctx: BotContext, outcome: T | Refusal): outcome is T {
  if (!isRefusal(outcome)) return true;
  sayRefusal(ctx, outcome);
  return false;
}

/** Whether the person still is an admin when a conversation comes to its end, and not only when it began. */
export const mayStill = (ctx: BotContext) => allowed(ctx, "org");

/** A step that takes names, one per line, and then shows where they are now. */
export function namesStep(
  key: string,
  take: (ctx: BotContext, lines: string) => Promise<string[] | Refusal>,
  shown: (ctx: BotContext) => Promise<unknown>,
): Step<object> {
  return {
    ask: (ctx) => say(ctx, key, {}, { markup: inline([lastRow(ctx, false)]) }),
    async message(ctx, _data, message): Promise<Move> {
      if (!(await mayStill(ctx))) return "done";
      const names = await take(ctx, message.text ?? "");
      if (!wasDone(ctx, names)) return "ask_again";
      say(ctx, "names-added", { count: names.length, names: names.join("、") });
      await shown(ctx);
      return "done";
    },
  };
}
