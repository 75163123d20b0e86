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
  const start = DateTime.fromJSDate(from, { zone });
  if ("minutes" in term) return start.plus({ minutes: term.minutes }).toJSDate();
  if ("calendarDays" in term) return start.plus({ days: term.calendarDays }).endOf("day").startOf("second").toJSDate();
  if ("workingDays" in term) return addWorkingDays(start, term.workingDays).toJSDate();
  return addWorkingMinutes(start, term.workingHours * 60).toJSDate();
}

function addWorkingDays(start: DateTime, days: number): DateTime {
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
      const available = atMinute(day, to).diff(begin, "minutes").minutes;
      if (available <= 0) continue;
      if (left <= available) return begin.plus({ minutes: left });
      left -= available;
    }
  }
}

const isWorkingDay = (day: DateTime) => chineseDays.isWorkday(day.toFormat("yyyy-MM-dd"));

const atMinute = (day: DateTime, minute: number) => day.startOf("day").plus({ minutes: minute });
