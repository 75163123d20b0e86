import type { ReplyKeyboardMarkup } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import { isStaff } from "../domain/people/person.ts";
import { mayUse } from "../domain/people/rights.ts";
import { label, languages } from "../wording/texts.ts";
import { type BotContext, say, word } from "./context.ts";

/** Entries of the main menu. */
export type MenuKey = Extract<TextKey, `menu-${string}`>;

const villagerRows: readonly (readonly MenuKey[])[] = [["menu-report", "menu-service"], ["menu-my", "menu-notices"], ["menu-emergency"]];
const staffRows: readonly (readonly MenuKey[])[] = [
  ["menu-queue", "menu-stats"],
  ["menu-visit", "menu-roster"],
];

/** The keyboard that stands below the chat whenever no question is open. */
export function menuMarkup(ctx: BotContext): ReplyKeyboardMarkup {
  const mayReadFigures = mayUse(ctx.actor, "stats");
  const staff = isStaff(ctx.actor) ? staffRows.map((row) => row.filter((key) => key !== "menu-stats" || mayReadFigures)) : [];
  const keyboard = [...staff, ...villagerRows].map((row) => row.map((key) => ({ text: word(ctx, key) })));
  return { keyboard, resize_keyboard: true, is_persistent: true };
}

export function sayMenu(ctx: BotContext, key: TextKey, values: Record<string, string | number> = {}) {
  say(ctx, key, values, { markup: menuMarkup(ctx) });
}

const menuKeys = [...villagerRows.flat(), ...staffRows.flat()];
const keyOfLabel = new Map(languages.flatMap((language) => menuKeys.map((key) => [lettersOf(label(language, key)), key] as const)));
// A map, for an object would answer "constructor" as well.
const plainWords = new Map<string, MenuKey>([
  ["报问题", "menu-report"],
  ["办事", "menu-service"],
  ["我的事项", "menu-my"],
  ["通知", "menu-notices"],
  ["紧急", "menu-emergency"],
]);

/** Which menu button a message is: pressed in either language, or the bare word typed. */
export const menuKeyOf = (typed: string): MenuKey | undefined => keyOfLabel.get(lettersOf(typed)) ?? plainWords.get(lettersOf(typed));

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}
