import { DateTime } from "luxon";
import type { RoundRhythm } from "../../database/doorstep-values.ts";
import { comingDay, isWorkday } from "../calendar.ts";
import { maxDaysToNextTurn, maxRoundDates } from "../limits.ts";
import { type Refusal, refuse } from "../refusal.ts";

/** When something is to be looked at: pure, and by the town's calendar. */
export type Rhythm = {
  rhythm: RoundRhythm;
  days: readonly number[];
  dates: readonly string[];
  fromDay: string;
  untilDay: string | null;
  atMinute: number;
};

const lastOfMonth = 31;

const isOnDay: Record<RoundRhythm, (rhythm: Rhythm, day: DateTime) => boolean> = {
  daily: () => true,
  workdays: (_rhythm, day) => isWorkday(day),
  weekly: ({ days }, day) => days.includes(day.weekday),
  // A month without that day has it on its last one.
  monthly: ({ days }, day) => days.some((one) => Math.min(one, day.daysInMonth ?? lastOfMonth) === day.day),
  dates: ({ dates }, day) => dates.includes(day.toISODate() ?? ""),
};

/** The next turn after an instant: its day and when it is due; undefined when there is none any more. */
export function nextTurn(rhythm: Rhythm, after: Date, zone: string): { day: string; dueAt: Date } | undefined {
  const from = DateTime.fromISO(rhythm.fromDay, { zone });
  const today = DateTime.fromJSDate(after, { zone }).startOf("day");
  let day = from > today ? from : today;
  for (let ahead = 0; ahead <= maxDaysToNextTurn; ahead += 1, day = day.plus({ days: 1 })) {
    const date = day.toISODate() ?? "";
    if (rhythm.untilDay !== null && date > rhythm.untilDay) return undefined;
    const dueAt = day.plus({ minutes: rhythm.atMinute }).toJSDate();
    if (dueAt > after && isOnDay[rhythm.rhythm](rhythm, day)) return { day: date, dueAt };
  }
  return undefined;
}

const weekdays = "一二三四五六日";
const englishWeekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Days of the week: `周一、周四`, `Mon Thu`, `1 4`. */
export function readWeekdays(typed: string): number[] | Refusal {
  const said = typed
    .normalize("NFKC")
    .toLowerCase()
    .replace(/周|星期|礼拜/g, " ")
    .replaceAll("天", "日");
  const inChinese = [...said].flatMap((sign) => (weekdays.includes(sign) ? weekdays.indexOf(sign) + 1 : []));
  const inEnglish = englishWeekdays.flatMap((name, index) => (said.includes(name) ? index + 1 : []));
  const inDigits = [...said.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return fitting([...inChinese, ...inEnglish, ...inDigits], 7);
}

/** Days of the month: `5号、20号`, `月底`. */
export function readMonthDays(typed: string): number[] | Refusal {
  const said = typed.normalize("NFKC").toLowerCase();
  const isLast = /月底|月末|最后一天|last/.test(said);
  return fitting([...(isLast ? [lastOfMonth] : []), ...[...said.matchAll(/\d+/g)].map(([digits]) => Number(digits))], lastOfMonth);
}

function fitting(days: readonly number[], most: number): number[] | Refusal {
  const isFit = days.length > 0 && days.every((day) => day >= 1 && day <= most);
  return isFit ? [...new Set(days)].toSorted((a, b) => a - b) : refuse("round-days");
}

const spoken = /(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})/g;

const datesIn = (typed: string) =>
  [...typed.normalize("NFKC").matchAll(spoken)].map(([, year, month, day]) => ({
    year: year === undefined ? undefined : Number(year),
    month: Number(month),
    day: Number(day),
  }));

/** Given days to come: `12-1、12-15`. */
export function readDates(typed: string, now: Date, zone: string): string[] | Refusal {
  const today = DateTime.fromJSDate(now, { zone }).startOf("day");
  const days = datesIn(typed).map(({ year, month, day }) => comingDay(year, month, day, today));
  const isFit = days.length > 0 && days.length <= maxRoundDates && days.every((day) => day !== undefined && day >= today);
  return isFit ? [...new Set(days.map((day) => day?.toISODate() ?? ""))].toSorted() : refuse("round-days");
}

/** A season: `4-1 到 9-30`; of one that has begun, what is left. */
export function readSeason(typed: string, now: Date, zone: string): { fromDay: string; untilDay: string } | Refusal {
  const today = DateTime.fromJSDate(now, { zone }).startOf("day");
  const [first, second, ...more] = datesIn(typed);
  if (!first || !second || more.length) return refuse("round-season");
  const dayIn = ({ year, month, day }: typeof first, otherwise: number) =>
    DateTime.fromObject({ year: year ?? otherwise, month, day }, { zone });
  let from = dayIn(first, today.year);
  let until = dayIn(second, first.year ?? today.year);
  if (until < from && second.year === undefined) until = until.plus({ years: 1 });
  // A season of which no year is said, and that is over, is next year's.
  if (until < today && first.year === undefined && second.year === undefined)
    [from, until] = [from.plus({ years: 1 }), until.plus({ years: 1 })];
  if (!from.isValid || !until.isValid || until < from || until < today) return refuse("round-season");
  return { fromDay: (from > today ? from : today).toISODate() ?? "", untilDay: until.toISODate() ?? "" };
}
