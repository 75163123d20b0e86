import { readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { DateTime } from "luxon";
import { firstCharacters } from "./domain/words.ts";

export type Language = "zh" | "en";
export type TextValues = Record<string, string | number>;
export const languages: readonly Language[] = ["zh", "en"];

const bundles: Record<Language, FluentBundle> = { zh: load("zh"), en: load("en") };

function load(language: Language): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const source = readFileSync(new URL(`../locales/${language}.ftl`, import.meta.url), "utf8");
  const errors = bundle.addResource(new FluentResource(source));
  if (errors.length) throw new Error(`locales/${language}.ftl has errors: ${errors.map((error) => error.message).join("; ")}`);
  return bundle;
}

/** Characters that mean something in Telegram's HTML, made harmless. */
export const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const asLanguage = (value: string): Language => (value === "en" ? "en" : "zh");

/**
 * A text for a message: HTML, its values shown as typed.
 *
 * @throws Error for a name that `locales/` does not have, or a value that the text asks for and nobody gave
 */
export function text(language: string, key: string, values: TextValues = {}): string {
  const escaped = Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? escapeHtml(value) : String(value)]);
  return format(asLanguage(language), key, Object.fromEntries(escaped));
}

/** A text for a button or a file name, where nothing is markup. */
export function label(language: string, key: string, values: TextValues = {}): string {
  return format(asLanguage(language), key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])));
}

export const hasText = (language: Language, key: string) => bundles[language].hasMessage(key);

function format(language: Language, key: string, values: Record<string, string>): string {
  const message = bundles[language].getMessage(key);
  if (!message?.value) throw new Error(`locales/${language}.ftl has no text "${key}"`);
  const errors: Error[] = [];
  const formatted = bundles[language].formatPattern(message.value, values, errors);
  if (errors.length) throw new Error(`The text "${key}" (${language}) could not be filled`, { cause: errors[0] });
  return formatted;
}

/** The beginning of long words, with a sign that there is more; the whole is kept and shown elsewhere. */
export function shortened(words: string, mostCharacters: number): string {
  const first = firstCharacters(words, mostCharacters);
  return first === words ? words : `${first}…`;
}

/** An instant as people of the town read it: 11月24日 周二 12:00, with the year only when it is another one. */
export function readableTime(language: string, instant: Date, zone: string, now: Date): string {
  const time = DateTime.fromJSDate(instant, { zone }).setLocale(language === "en" ? "en-GB" : "zh-CN");
  const sameYear = time.year === DateTime.fromJSDate(now, { zone }).year;
  if (language === "en") return time.toFormat(sameYear ? "ccc d LLL HH:mm" : "d LLL yyyy HH:mm");
  return time.toFormat(sameYear ? "M月d日 ccc HH:mm" : "yyyy年M月d日 HH:mm");
}
