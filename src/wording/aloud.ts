import type { InlineKeyboardButton, InlineKeyboardMarkup } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import { minAloudCharacters } from "../domain/limits.ts";
import { button, inline } from "./buttons.ts";
import { aloudData } from "./callbacks.ts";
import { label } from "./texts.ts";

/** By which texts people are told what somebody wrote to them, who may not read easily. */
const written: ReadonlySet<TextKey> = new Set<TextKey>([
  "announcement",
  "announcement-from",
  "relay-to-villager",
  "relay-question",
  "told-resolved",
  "told-resolved-follower",
  "told-extended",
  "told-declined",
]);

/** 🔊 as a row, below words that are long enough. */
export const aloudRows = (language: string, html: string): InlineKeyboardButton[][] =>
  [...html.replace(/<[^>]*>/g, "")].length < minAloudCharacters ? [] : [[button(label(language, "button-aloud"), aloudData.pack(""))]];

/** The buttons below a notice, and 🔊 where somebody wrote it at length. */
export function withAloud(
  language: string,
  key: TextKey,
  html: string,
  markup: InlineKeyboardMarkup | undefined,
): InlineKeyboardMarkup | undefined {
  const rows = written.has(key) ? aloudRows(language, html) : [];
  return rows.length ? inline([...(markup?.inline_keyboard ?? []), ...rows]) : markup;
}

/** What is read of a text: signs and pictures have no sound. */
export const wordsAloud = (text: string): string => text.replace(/\p{Extended_Pictographic}|[\uFE0F\u200D]/gu, "").trim();
