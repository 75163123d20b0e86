import type { InlineKeyboardButton, InlineKeyboardMarkup } from "@grammyjs/types";
import { inSentence } from "../domain/figures/brief.ts";
import { factKeys } from "../domain/figures/facts.ts";
import { type FigureKey, figureKeys, rates } from "../domain/figures/figure-table.ts";
import type { Counted } from "../domain/figures/figures.ts";
import type { Gathered, Where } from "../domain/figures/gather.ts";
import { daysOf, type Period } from "../domain/figures/period.ts";
import { mayLookAtTown, ownScope } from "../domain/figures/scope.ts";
import type { Actor } from "../domain/people/person.ts";
import { mayUse } from "../domain/people/rights.ts";
import { button, inline, rowsOf } from "./buttons.ts";
import { callBacksData, type Of, statsData } from "./callbacks.ts";
import { townsData } from "./county-callbacks.ts";
import { oneMessage } from "./message-parts.ts";
import { escapeHtml, label, listed, text } from "./texts.ts";

/** Telegram's limit for captions. */
const maxCaptionCharacters = 1024;

export function whereText(language: string, { names, isOwn, isTown }: Where): string {
  if (isTown) return label(language, "whole-town");
  return listed(language, [...names, ...(isOwn ? [label(language, "stats-own")] : [])]);
}

/** The period by name, and its dates; both days count. */
export function periodText(language: string, zone: string, { name, from, to }: Period): string {
  const [first, last] = daysOf({ from, to }, zone);
  const dates = first === last ? first : `${first} – ${last}`;
  return name === "span" ? dates : `${label(language, `period-${name}`)} ${dates}`;
}

/** `95.2% (20/21)`; nothing is said of a rate while nothing was due for it. */
const rateWords = (part: number, whole: number) => (whole ? `${((100 * part) / whole).toFixed(1)}% (${part}/${whole})` : "—");

export const rateRows = (language: string, counted: Counted) =>
  (Object.keys(rates) as (keyof typeof rates)[]).map((name) => {
    const [part, whole] = rates[name].map((key) => counted[key]) as [number, number];
    return { label: label(language, `rate-${name}`), words: rateWords(part, whole), part: whole ? part / whole : undefined };
  });

/** The numbers in words, for a reader who does not see the picture: what came in, the rates, what is open; below them the four parts. HTML. */
export function figuresCaption(language: string, zone: string, { where, period, counted, receivedBefore, facts }: Gathered): string {
  const title = text(language, "stats-title", { where: whereText(language, where), period: periodText(language, zone, period) });
  const { received, solved, silent, unfinished, open, overdue, solved_by_call: byCall, said_by_office: byOffice } = counted;
  const lines = [
    text(language, "stats-received", { received, before: receivedBefore, solved, silent, unfinished }),
    ...(byCall || byOffice ? [text(language, "stats-words-of", { own: solved - byCall, byCall, byOffice })] : []),
    rateRows(language, counted)
      .map(({ label: name, words }) => `${escapeHtml(name)} ${words}`)
      .join("　"),
    text(language, "stats-now", { open, overdue }),
  ];
  const done = factKeys.filter((key) => facts[key] > 0).map((key) => text(language, `fact-${key}`, { count: inSentence(key, facts[key]) }));
  const parts = done.length ? [`<blockquote expandable>${[text(language, "stats-facts"), ...done].join("\n")}</blockquote>`] : [];
  const early = earlierOf(period.name, counted) ? [text(language, "stats-nothing-yet")] : [];
  return oneMessage([title, ...early, ...lines, ...parts].join("\n"), maxCaptionCharacters);
}

const before = { week: "last_week", month: "last_month", quarter: "last_quarter", year: "last_year" } as const;

/** On the first days of a period nothing has happened in it: then its reader is led to the one before. */
const earlierOf = (period: string, { received, solved }: Counted) =>
  received + solved === 0 && period in before ? before[period as keyof typeof before] : undefined;

export const figureNumber = (key: FigureKey): number => figureKeys.indexOf(key);

/** What can be tapped below the picture. */
export function figuresMarkup(
  language: string,
  reader: Actor,
  of: Of,
  { counted, isDark, hasTowns }: { counted: Counted; isDark: boolean; hasTowns: boolean },
): InlineKeyboardMarkup {
  const whole = { ...of, category: 0 as const, page: 0 };
  const rows = (key: FigureKey) =>
    button(`${label(language, `figure-${key}`)} ${counted[key]}`, statsData.pack("rows", { ...whole, figure: figureNumber(key) }));
  const shown = (["received", "solved", "silent", "unfinished", "open", "overdue"] as const).filter((key) => counted[key] > 0);
  const places: InlineKeyboardButton[] = [
    ...(of.village ? [] : [button(label(language, "button-by-village"), statsData.pack("villages", { ...of, page: 0 }))]),
    button(label(language, "button-by-category"), statsData.pack("categories", { ...of, page: 0 })),
    button(label(language, "button-all-figures"), statsData.pack("all", of)),
  ];
  const more = [
    button(label(language, "button-periods"), statsData.pack("periods", of)),
    ...otherScope(language, reader, of),
    button(label(language, isDark ? "button-light" : "button-dark"), statsData.pack("theme", { ...of, theme: isDark ? "light" : "dark" })),
  ];
  const earlier = earlierOf(of.period, counted);
  const first = earlier ? [[button(label(language, `period-${earlier}`), statsData.pack("", { ...of, period: earlier }))]] : [];
  const callBacks = mayUse(reader, "call_backs") ? [[button(label(language, "button-call-backs"), callBacksData.pack(""))]] : [];
  const towns = hasTowns ? [[button(label(language, "button-towns"), townsData.pack("", { period: of.period, page: 0 }))]] : [];
  return inline([...first, ...rowsOf(shown.map(rows), 3), places, more, ...towns, ...callBacks]);
}

/** Back from a village, or from one's own to the town and back, for those who oversee it. */
function otherScope(language: string, reader: Actor, of: Of): InlineKeyboardButton[] {
  const to = (key: "button-whole-town" | "button-own-figures", where: Of["where"]) => [
    button(label(language, key), statsData.pack("", { ...of, village: 0, where })),
  ];
  const isOwnTheTown = ownScope(reader) === "town";
  if (of.village) return to(isOwnTheTown || of.where === "town" ? "button-whole-town" : "button-own-figures", of.where);
  if (isOwnTheTown || !mayLookAtTown(reader)) return [];
  return of.where === "town" ? to("button-own-figures", "own") : to("button-whole-town", "town");
}
