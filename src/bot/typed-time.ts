import { DateTime, type DurationLike } from "luxon";
import type { Work } from "../database/work.ts";
import { comingDay } from "../domain/calendar.ts";

/** What somebody typed as a time: the instant, or that it is over, or that it cannot be told from it. */
export type TypedTime = { at: Date } | "past" | "unclear";

/**
 * A day and an hour as people say them: `明天晚上七点半`, `下周三三点`, `10月8号下午2点`, `11-26 15:00`, `30号上午`, `tomorrow 3pm`. Of the
 * libraries that read Chinese dates the best kept one (chrono-node) takes `下周三三点` for noon and `11-26 15:00` for today; hence these rules.
 */
export function readTime(typed: string, { now, zone }: Pick<Work, "now" | "zone">, usual = openingHour): TypedTime {
  const today = DateTime.fromJSDate(now, { zone }).startOf("day");
  const said = normal(typed);
  const { day, rest } = takeDay(said, today);
  const minutes = minutesIn(rest, parts.find(([pattern]) => pattern.test(said))?.[1]);
  // Of a day and an hour one may be left out: the hour is then the usual one, at which offices begin, the day is today.
  if (minutes === "none" ? day === "none" : minutes === "wrong") return "unclear";
  const on = day === "none" ? today : day;
  if (!on?.isValid) return "unclear";
  const at = on.plus({ minutes: typeof minutes === "number" ? minutes : usual * 60 }).toJSDate();
  return at > now ? { at } : "past";
}

/**
 * The day of which a sentence speaks that is about something else too: `住院了，下周三再去`, `昨天没人，周五再去`.
 *
 * @returns undefined when it names none that is to come
 */
export function timeWithin(words: string, moment: Pick<Work, "now" | "zone">): Date | undefined {
  const today = DateTime.fromJSDate(moment.now, { zone: moment.zone }).startOf("day");
  for (const said of [words, ...words.split(/[，,。；;！!\n]/).reverse()]) {
    const read = readTime(said, moment);
    // An hour at which nobody was there is over.
    if (typeof read === "object" && !(said.includes("没") && takeDay(normal(said), today).day === "none")) return read.at;
  }
  return undefined;
}

/** The same for what is over: the last such day there was, so that `11月20日` is this year's and `周五` last Friday. */
export function readPastTime(typed: string, { now, zone }: Pick<Work, "now" | "zone">): TypedTime | "future" {
  const today = DateTime.fromJSDate(now, { zone }).startOf("day");
  const said = normal(typed);
  const { day, rest, every } = takeDay(said, today);
  const minutes = minutesIn(rest, parts.find(([pattern]) => pattern.test(said))?.[1]);
  if (minutes === "none" ? day === "none" : minutes === "wrong") return "unclear";
  const on = day === "none" ? today : day;
  if (!on?.isValid) return "unclear";
  const at = on.plus({ minutes: typeof minutes === "number" ? minutes : openingHour * 60 });
  const last = at.toJSDate() > now && every && !/\d{4}/.test(said) ? at.minus(every) : at;
  // Of a day of which no hour is said, today's is over as well.
  const over = minutes === "none" && last.hasSame(today, "day") && last.toJSDate() > now ? DateTime.fromJSDate(now) : last;
  return over.toJSDate() <= now ? { at: over.toJSDate() } : "future";
}

/** A time of day by itself: `8:30`, `9点`, `下午5点半`, `17`. @returns minutes from midnight; undefined for what is none */
export function readTimeOfDay(typed: string): number | undefined {
  const said = normal(typed).replace(/^\d{1,2}$/, "$&:00");
  const minutes = minutesIn(said, parts.find(([pattern]) => pattern.test(said))?.[1]);
  return typeof minutes === "number" && /\d/.test(said) && minutes < 24 * 60 ? minutes : undefined;
}

const digits = "零一二三四五六七八九";

const englishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthWord =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
const englishYear = "(?:,?\\s*(\\d{4})\\b)?";
/** `12 December`, `3rd of Dec. 2027` … */
const dayThenMonth = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s*(?:of\\s+)?${monthWord}${englishYear}`, "g");
/** … and `Dec 12`, `December 12th, 2027`, told from `Dec 3pm` and `Dec 15:00`. */
const monthThenDay = new RegExp(`\\b${monthWord}\\s*(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)${englishYear}`, "g");
const inMonth = (day: string, month: string, year = "") =>
  `${year && `${year}年`}${englishMonths.indexOf(month.slice(0, 3)) + 1}月${day}日 `;

/** Wide signs made narrow, spaces taken out; a day of the week keeps its own number, so that `下周三三点` is not `33点`. */
const normal = (typed: string) =>
  typed
    .normalize("NFKC")
    .toLowerCase()
    .replace(dayThenMonth, (_all, day: string, month: string, year?: string) => inMonth(day, month, year))
    .replace(monthThenDay, (_all, month: string, day: string, year?: string) => inMonth(day, month, year))
    .replace(/(?:星期|礼拜)/g, "周")
    .replace(/(\d)\s+(?=\d)/g, "$1,")
    .replace(/\s+/g, "")
    .replace(/周([一二三四五六日天末1-7])/g, (_all, day: string) => `周${weekdays[day]};`)
    .replace(/[零一二两三四五六七八九十]+/g, (words) => String(numberIn(words) ?? words));

const weekdays: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [..."一二三四五六日"].flatMap((word, index) => [[word, index + 1] as const, [String(index + 1), index + 1] as const]),
  ),
  天: 7,
  末: 6,
};

/** `十二`, `二十五`, `两`. */
function numberIn(words: string): number | undefined {
  const [, tens, isTen, ones] = /^([一二两三四五六七八九])?(十)?([零一二两三四五六七八九])?$/.exec(words) ?? [];
  const value = (word: string | undefined) => (word === "两" ? 2 : word ? digits.indexOf(word) : undefined);
  if (isTen) return (value(tens) ?? 1) * 10 + (value(ones) ?? 0);
  return ones === undefined ? value(tens) : tens === undefined ? value(ones) : undefined;
}

type DayRule = { said: RegExp; every?: DurationLike; day: (found: RegExpExecArray, today: DateTime) => DateTime | undefined };
const inDays = (days: number) => (_found: RegExpExecArray, today: DateTime) => today.plus({ days });

/** How people name a day; the first that fits. What it took is taken out before the hour is looked for. */
const dayRules: readonly DayRule[] = [
  {
    said: /(?<![\d号楼栋床码压])(?:(\d{4}|今年|明年)[-./年]?)?(\d{1,2})(?:[-./]|月份?)(\d{1,2})(?:[日号,]|(?![\d\-栋楼室床单人户岁斤个次天年]|周(?!\d;)))/,
    every: { years: 1 },
    day: ([, year, month, day], today) => comingDay(yearOf(year, today), Number(month), Number(day), today),
  },
  {
    said: /(下个?月|这个?月|本月)(\d{1,2})[日号]/,
    day: ([, which, day], today) => ofMonth(today.plus({ months: which?.startsWith("下") ? 1 : 0 }), Number(day)),
  },
  {
    said: /(?<!\d)(\d{1,2})[日号](?![楼床栋房院线桌门车路店柜厅井田机码])/,
    every: { months: 1 },
    day: ([, day], today) => ofMonth(Number(day) < today.day ? today.plus({ months: 1 }) : today, Number(day)),
  },
  { said: /大后[天日]/, day: inDays(3) },
  { said: /后[天日]/, day: inDays(2) },
  { said: /大?前[天日]/, day: inDays(-2) },
  { said: /昨[天日晚]|yesterday/, day: inDays(-1) },
  { said: /(?:明[天日儿]|tomorrow)|明(?=[早晚])/, day: inDays(1) },
  { said: /(?:今[天日儿]|today|tonight)|今(?=[早晚])/, day: inDays(0) },
  // Three days that somebody was not met are over.
  {
    said: /(?<!\d|[院了找访跑病躺])(\d{1,3})天(?![了没都前里不也未无])|(\d{1,3})天(?:之?后|以后|过后)/,
    day: ([, days, later], today) => today.plus({ days: Number(days ?? later) }),
  },
  { said: /(\d{1,2})个?(?:周|星期)(?:之?后|以后)/, day: ([, weeks], today) => today.plus({ weeks: Number(weeks) }) },
  { said: /(下下|下|这|本|上)?个?周(\d);/, every: { weeks: 1 }, day: ([, which, day], today) => weekday(which, Number(day), today) },
  {
    said: /(next)?(mon|tues|wednes|thurs|fri|satur|sun)day/,
    day: ([, which, day], today) => weekday(which && "下", englishDays.indexOf(day ?? "") + 1, today),
  },
  { said: /月底/, day: (_found, today) => today.endOf("month").startOf("day") },
];
const englishDays = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];

type Taken = { day: DateTime | undefined | "none"; rest: string; every?: DurationLike | undefined };

function takeDay(said: string, today: DateTime): Taken {
  for (const { said: pattern, day, every } of dayRules) {
    const found = pattern.exec(said);
    if (found) return { day: day(found, today), every, rest: `${said.slice(0, found.index)} ${said.slice(found.index + found[0].length)}` };
  }
  return { day: "none", rest: said };
}

const yearOf = (said: string | undefined, today: DateTime) =>
  said === undefined ? undefined : said === "今年" ? today.year : said === "明年" ? today.year + 1 : Number(said);

function ofMonth(month: DateTime, day: number): DateTime | undefined {
  return day >= 1 && day <= (month.daysInMonth ?? 0) ? month.set({ day }) : undefined;
}

/** 周三 is the next one, today's included; 这周三 may be over, 下周三 is the one of the week that begins on the coming Monday. */
function weekday(which: string | undefined, day: number, today: DateTime): DateTime | undefined {
  const monday = today.minus({ days: today.weekday - 1 });
  const weeks: Readonly<Record<string, number>> = { 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 };
  if (which) return monday.plus({ weeks: weeks[which] ?? 0, days: day - 1 });
  return today.plus({ days: (day - today.weekday + 7) % 7 });
}

const openingHour = 9;

type PartOfDay = "night" | "morning" | "noon" | "afternoon" | "evening";
const parts: readonly (readonly [RegExp, PartOfDay])[] = [
  [/凌晨|半夜/, "night"],
  [/中午|正午|noon/, "noon"],
  [/下午|午后|afternoon|pm/, "afternoon"],
  [/傍晚|晚|夜|evening|tonight/, "evening"],
  [/早|上午|morning|am/, "morning"],
];
/** The hour that is meant when only the part of the day is said. */
const usualHour: Readonly<Partial<Record<PartOfDay, number>>> = { morning: 9, noon: 12, afternoon: 15, evening: 19 };

/** Minutes since midnight, unless no time of day is said, or one that no clock shows. */
function minutesIn(said: string, part: PartOfDay | undefined): number | "none" | "wrong" {
  const [, hour, isSpoken, after = ""] = /(\d{1,2})(?:([点时])|:|(?=[ap]m))(半|\d{1,2}刻|\d{1,2}(?=分|$|\D))?/.exec(said) ?? [];
  if (hour === undefined) return part && usualHour[part] !== undefined ? usualHour[part] * 60 : "none";
  const minutes = after === "半" ? 30 : after.endsWith("刻") ? Number.parseInt(after, 10) * 15 : Number(after || 0);
  const hours = hourOfDay(Number(hour), part, isSpoken !== undefined);
  return hours <= 24 && minutes < 60 ? hours * 60 + minutes : "wrong";
}

/** Nobody who says 三点 of a meeting means the night; what is written with a colon is meant as it stands. */
function hourOfDay(hour: number, part: PartOfDay | undefined, isSpoken: boolean): number {
  if (part === "night") return hour === 12 ? 0 : hour;
  if (part === "evening") return hour >= 4 && hour <= 12 ? hour + 12 : hour;
  if (part === "afternoon") return hour < 12 ? hour + 12 : hour;
  if (part === "noon") return hour < 10 ? hour + 12 : hour;
  return part === undefined && isSpoken && hour >= 1 && hour <= 6 ? hour + 12 : hour;
}
