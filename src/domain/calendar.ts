// Its data, not its functions: those read "2026-11-28" by the machine's time zone.

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

/** By the State Council's yearly notices; of a year that has none yet, weekdays are worked. */
export function isWorkday(day: DateTime): boolean {
  const date = day.toISODate() ?? "";
  return date in workdays || (day.weekday <= 5 && !(date in holidays));
}

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
