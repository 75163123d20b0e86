import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FluentBundle, FluentNumber, FluentResource } from "@fluent/bundle";
import { DateTime } from "luxon";
import type { TextKey } from "../../locales/text-key.ts";
import { firstCharacters } from "../domain/characters.ts";

export type Language = "zh" | "en";
export type TextValues = Record<string, string | number>;
export const languages: readonly Language[] = ["zh", "en"];

const bundles: Record<Language, FluentBundle> = { zh: load("zh"), en: load("en") };

function load(language: Language): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const folder = fileURLToPath(new URL(`../../locales/${language}`, import.meta.url));
  for (const file of readdirSync(folder)) {
    const errors = bundle.addResource(new FluentResource(readFileSync(join(folder, file), "utf8")));
    if (errors.length) throw new Error(`locales/${language}/${file}: ${errors.map((error) => error.message).join("; ")}`);
  }
  return bundle;
}

/** Characters that mean something in Telegram's HTML, made harmless. */
export const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What has its own name in each language, such as a category. */
export const nameIn = (language: string, { name, nameEn }: { name: string; nameEn: string }): string => (language === "en" ? nameEn : name);

export const asLanguage = (value: string): Language => (value === "en" ? "en" : "zh");

/**
 * A text for a message: HTML, its values shown as typed.
 *
 * @throws Error for a name that `locales/` does not have, or a value that the text asks for and nobody gave
 */
export function text(language: string, key: TextKey, values: TextValues = {}): string {
  const escaped = Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? escapeHtml(value) : value]);
  return format(asLanguage(language), key, Object.fromEntries(escaped));
}

/** A text for a button or a file name, where nothing is markup. */
export function label(language: string, key: TextKey, values: TextValues = {}): string {
  return format(asLanguage(language), key, values);
}

/** Names one after the other. */
export const listed = (language: string, names: readonly string[]): string => names.join(label(language, "list-comma"));

export const hasText = (language: Language, key: TextKey) => bundles[language].hasMessage(key);

/** A number by which a text chooses its form, and which stands in it without signs between its digits: `#1042` has none. */
const plainNumber = (value: number) => new FluentNumber(value, { useGrouping: false, maximumFractionDigits: 20 });

function format(language: Language, key: TextKey, values: TextValues): string {
  const message = bundles[language].getMessage(key);
  if (!message?.value) throw new Error(`locales/${language} has no text "${key}"`);
  const errors: Error[] = [];
  const given = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "number" ? plainNumber(value) : value.trim() ? value : gap,
  ]);
  const formatted = bundles[language].formatPattern(message.value, Object.fromEntries(given), errors);
  if (errors.length) throw new Error(`The text "${key}" (${language}) could not be filled`, { cause: errors[0] });
  return formatted.includes(gap) ? withoutGaps(formatted) : formatted;
}

/** Stands where a value was empty; no keyboard writes it. */
const gap = "\uE000";
/** After the end of a sentence, or after a space at the end of a line: what may be left out without a trace. */
const addition = new RegExp(`(^|[。！？!?.…）)]|[\\s　])[\\s　]*${gap}[\\s　]*$`);

/** What has a sign of its own, such as a number or the seats: without it the sign goes as well, and brackets around both. */
const sign = `(?:📞|💺|📝|📍|👷)[\\s　]*${gap}`;
const signed = new RegExp(` ?[（(]${sign}[）)]|[\\s　]*${sign}(?=$|[　。.])`, "gu");
/** "结果：" and nothing behind it. */
const named = new RegExp(`^[\\p{L}\\p{N} ]{1,20}[：:]\\s*${gap}$`, "u");

/**
 * No sentence is written around an empty name, note or text: a line of its own goes, what is added at the end of a line or has a sign of
 * its own goes, and anywhere else there is a dash.
 */
function withoutGaps(formatted: string): string {
  const lines = formatted
    .split("\n")
    .map((line) => ({ line, rest: line.replace(signed, "") }))
    .filter(({ line, rest }) => !line.includes(gap) || (rest.replaceAll(gap, "").trim() && !named.test(line)))
    .map(({ rest }) => rest)
    .map((line) => line.replace(addition, "$1").trimEnd().replaceAll(gap, "—"));
  // "💬 李建国（#1042）：" of which only a photo follows.
  return lines.join("\n").replace(/[：:]$/, "");
}

/** The beginning of long words, with a sign that there is more; the whole is kept and shown elsewhere. */
export function shortened(words: string, maxCharacters: number): string {
  const first = firstCharacters(words, maxCharacters);
  return first === words ? words : `${first}…`;
}

/** An instant as people of the town read it: 11月24日 周二 12:00, with the year only when it is another one, or nobody says which it is. */
export function readableTime(language: string, instant: Date, zone: string, now?: Date): string {
  const time = DateTime.fromJSDate(instant, { zone }).setLocale(language === "en" ? "en-GB" : "zh-CN");
  const sameYear = now !== undefined && time.year === DateTime.fromJSDate(now, { zone }).year;
  if (language === "en") return time.toFormat(sameYear ? "ccc d LLL HH:mm" : "d LLL yyyy HH:mm");
  return time.toFormat(sameYear ? "M月d日 ccc HH:mm" : "yyyy年M月d日 HH:mm");
}
