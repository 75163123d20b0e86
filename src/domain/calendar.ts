import chineseDays from "chinese-days";
import { DateTime } from "luxon";

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
  if ("minutes" in term) return new Date(from.getTime() + term.minutes * 60_000);
  if ("workingDays" in term) return addWorkingDays(from, term.workingDays, zone);
  const start = DateTime.fromJSDate(from, { zone });
  if ("calendarDays" in term) return start.plus({ days: term.calendarDays }).endOf("day").startOf("second").toJSDate();
  return addWorkingMinutes(start, term.workingHours * 60).toJSDate();
}

/** The days are the same for all who ask in the same quarter of an hour: no time zone's day begins within one. */
const quarterMs = 15 * 60_000;
const mostRemembered = 1_000;
const remembered = new Map<string, number>();

function addWorkingDays(from: Date, days: number, zone: string): Date {
  const key = `${Math.floor(from.getTime() / quarterMs)} ${days} ${zone}`;
  const known = remembered.get(key);
  if (known !== undefined) return new Date(known);
  const end = countWorkingDays(DateTime.fromJSDate(from, { zone }), days).toJSDate();
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, end.getTime());
  return end;
}

function countWorkingDays(start: DateTime, days: number): DateTime {
  let day = start.startOf("day");
  for (let left = days; left > 0; ) {
    day = day.plus({ days: 1 });
    if (isWorkingDay(day)) left -= 1;
  }
  return atMinute(day, endOfDay);
}

function addWorkingMinutes(start: DateTime, minutes: number): DateTime {
  let left = minutes;
  for (let day = start.startOf("day"); ; day = day.plus({ days: 1 })) {
    if (!isWorkingDay(day)) continue;
    for (const { from, to } of officeHours) {
      const begin = DateTime.max(start, atMinute(day, from));
      const available = (atMinute(day, to).toMillis() - begin.toMillis()) / 60_000;
      if (available <= 0) continue;
      if (left <= available) return begin.plus({ minutes: left });
      left -= available;
    }
  }
}

const isWorkingDay = (day: DateTime) => chineseDays.isWorkday(day.toISODate() as string);

/** @param day the beginning of a day */
const atMinute = (day: DateTime, minute: number) => day.plus({ minutes: minute });
