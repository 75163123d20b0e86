// Its data, not its functions: those read "2026-11-28" by the machine's time zone; but for the lunar one, which reads a date alike everywhere.
// Not Node's own lunar calendar: that has the new year of 2027 a day late.

import chineseDays from "chinese-days";
import publicDays from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { DateTime } from "luxon";
import { minuteMs } from "./durations.ts";

/** Office hours of a township, in minutes from midnight; most towns in Guangdong and Jiangxi keep these. */
const officeHours = [
  { from: 8.5 * 60, to: 12 * 60 },
  { from: 14.5 * 60, to: 18 * 60 },
];
const endOfDay = 18 * 60;

/** A span of time as regulations give it. */
export type Term = { minutes: number } | { workingHours: number } | { workingDays: number } | { calendarDays: number };

/**
 * The instant at which a term ends. Working days and hours follow the State Council's calendar of public holidays and
 * make-up workdays; a term in days ends at the close of its last day.
 *
 * @param zone IANA name of the town's time zone
 */
export function addTerm(from: Date, term: Term, zone: string): Date {
  if ("minutes" in term) return new Date(from.getTime() + term.minutes * minuteMs);
  if ("workingDays" in term) return addWorkingDays(from.getTime(), term.workingDays, zone);
  if ("workingHours" in term) return addWorkingMinutes(from.getTime(), term.workingHours * 60, zone);
  const start = DateTime.fromJSDate(from, { zone });
  return start.plus({ days: term.calendarDays }).endOf("day").startOf("second").toJSDate();
}

function addWorkingDays(from: number, days: number, zone: string): Date {
  let day = dayAt(from, zone);
  for (let left = days; left > 0; ) {
    day = dayAt(day.nextDay, zone);
    if (day.hours.length) left -= 1;
  }
  return new Date(day.close);
}

function addWorkingMinutes(from: number, minutes: number, zone: string): Date {
  let leftMs = minutes * minuteMs;
  for (let day = dayAt(from, zone); ; day = dayAt(day.nextDay, zone)) {
    for (const { opens, closes } of day.hours) {
      const begin = Math.max(from, opens);
      const available = closes - begin;
      if (available <= 0) continue;
      if (leftMs <= available) return new Date(begin + leftMs);
      leftMs -= available;
    }
  }
}

/** One day of the town, as instants in milliseconds; no office hours when nobody works. */
type Day = { hours: { opens: number; closes: number }[]; close: number; nextDay: number };

/** No time zone's day begins within a quarter of an hour. */
const quarterMs = 15 * minuteMs;
const maxRemembered = 1_000;
const remembered = new Map<string, Day>();

/** Whether the office is open and it is before noon: a working day's time for what the day brings. */
export function isOfficeMorning(now: Date, zone: string): boolean {
  const [morning] = dayAt(now.getTime(), zone).hours;
  return morning !== undefined && now.getTime() >= morning.opens && now.getTime() < morning.closes;
}

/** Towards the end of a year people speak of the next one's first months without saying so. */
const maxDaysIntoNextYear = 120;

/**
 * A day as it is said, often without its year: one that is just over stays so, for it is a mistake rather than a date of next year.
 *
 * @returns undefined when the calendar has no such day
 */
export function comingDay(year: number | undefined, month: number, day: number, today: DateTime): DateTime | undefined {
  const said = DateTime.fromObject({ year: year ?? today.year, month, day }, { zone: today.zone });
  if (!said.isValid) return undefined;
  const next = said.plus({ years: 1 });
  const isNextYears = year === undefined && said < today && next.diff(today, "days").days <= maxDaysIntoNextYear;
  return isNextYears ? next : said;
}

/** When the office next opens in the morning. */
export function nextOpening(now: Date, zone: string): Date {
  for (let day = dayAt(now.getTime(), zone); ; day = dayAt(day.nextDay, zone)) {
    const [morning] = day.hours;
    if (morning && morning.opens > now.getTime()) return new Date(morning.opens);
  }
}

type NamedDays = Readonly<Record<string, string>>;
const { holidays, workdays }: { holidays: NamedDays; workdays: NamedDays } = publicDays;

const yearsWithNotice = new Set(Object.keys(holidays).map((date) => Number(date.slice(0, 4))));

/** By the State Council's yearly notices, and before there is one, which comes in November, by what the law itself gives. */
export function isWorkday(day: DateTime): boolean {
  const date = day.toISODate() ?? "";
  if (date in workdays) return true;
  return day.weekday <= 5 && !(yearsWithNotice.has(day.year) ? date in holidays : isStatutoryHoliday(day));
}

const fixedHolidays: ReadonlySet<string> = new Set(["1-1", "5-1", "5-2", "10-1", "10-2", "10-3"]);
/** Spring Festival, Dragon Boat and Mid-Autumn; the eve of the first is the day before. */
const lunarHolidays: ReadonlySet<string> = new Set(["1-1", "1-2", "1-3", "5-5", "8-15"]);

/** 《全国年节及纪念日放假办法》 as amended in 2024, §2. */
export function isStatutoryHoliday(day: DateTime): boolean {
  const date = `${day.month}-${day.day}`;
  return (
    fixedHolidays.has(date) ||
    date === `4-${qingmingOf(day.year)}` ||
    lunarHolidays.has(lunarOf(day)) ||
    lunarOf(day.plus({ days: 1 })) === "1-1"
  );
}

function lunarOf(day: DateTime): string {
  const { isLeap, lunarMon, lunarDay } = chineseDays.getLunarDate(day.toISODate() ?? "");
  return `${isLeap ? "leap " : ""}${lunarMon}-${lunarDay}`;
}

/** The day of April on which the sun stands at 15°; true of this century. */
const qingmingOf = (year: number) => Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4);

/** The day to which an instant belongs. Time zones are dear to ask, and the same few days are asked for again and again. */
function dayAt(instant: number, zone: string): Day {
  const key = `${Math.floor(instant / quarterMs)} ${zone}`;
  const known = remembered.get(key);
  if (known) return known;
  const start = DateTime.fromMillis(instant, { zone }).startOf("day");
  const atMinute = (minute: number) => start.plus({ minutes: minute }).toMillis();
  const hours = isWorkday(start) ? officeHours.map(({ from, to }) => ({ opens: atMinute(from), closes: atMinute(to) })) : [];
  const day = { hours, close: atMinute(endOfDay), nextDay: start.plus({ days: 1 }).toMillis() };
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.set(key, day);
  return day;
}
