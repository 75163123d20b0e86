import { DateTime, type DurationLike } from "luxon";

const units = {
  today: ["day", 0],
  week: ["week", 0],
  last_week: ["week", 1],
  month: ["month", 0],
  last_month: ["month", 1],
  quarter: ["quarter", 0],
  last_quarter: ["quarter", 1],
  year: ["year", 0],
  last_year: ["year", 1],
} as const;
type Named = keyof typeof units;
/** From `from`, up to but without `to`. */
export type Period = { name: Named | "span"; from: Date; to: Date };
export type Span = Pick<Period, "from" | "to">;

/** The first and the last day of a span, as `2026-11-30`: both count. */
export function daysOf({ from, to }: Span, zone: string): [first: string, last: string] {
  const day = (instant: Date) => DateTime.fromJSDate(instant, { zone }).toFormat("yyyy-MM-dd");
  return [day(from), day(new Date(to.getTime() - 1))];
}

/** A span as buttons name it: `2026-11-01..2026-11-30`. */
export const spanName = (span: Span, zone: string): string => daysOf(span, zone).join("..");

export const periodNames = Object.keys(units) as Named[];

/** The calendar day, week (from Monday), month, quarter or year in which `now` lies, or the one before it, in the town's time zone. */
export function periodNamed(name: Named, now: Date, zone: string): Period {
  const [unit, ago] = units[name];
  const start = DateTime.fromJSDate(now, { zone })
    .startOf(unit)
    .minus({ [unit]: ago });
  return { name, from: start.toJSDate(), to: start.plus({ [unit]: 1 }).toJSDate() };
}

/** Which calendar period a span is, whatever day it is now; a span by itself when it is none. */
export function calendarPeriod({ from, to }: Span, zone: string): Period["name"] {
  const isThis = (name: Named) => {
    const period = periodNamed(name, from, zone);
    return period.from.getTime() === from.getTime() && period.to.getTime() === to.getTime();
  };
  return (["today", "week", "month", "quarter", "year"] as const).find(isThis) ?? "span";
}

/**
 * The period with which this one is compared: the calendar unit before it, or as many days before a span. While a period is going on, no
 * more of the one before it is counted than has passed of this one.
 */
export function periodBefore({ name, from, to }: Period, now: Date, zone: string): Span {
  const start = DateTime.fromJSDate(from, { zone });
  const days = Math.round(DateTime.fromJSDate(to, { zone }).diff(start, "days").days);
  const begun = start.minus(name === "span" ? { days } : { [units[name][0]]: 1 }).toJSDate();
  const passed = Math.max(0, now.getTime() - from.getTime());
  return { from: begun, to: now < to ? new Date(Math.min(from.getTime(), begun.getTime() + passed)) : from };
}

/** So many bars side by side can be told apart on a phone: the days of a month. */
const maxSlices = 31;
const steps = [
  ["hour", { hours: 3 }],
  ["day", { days: 1 }],
  ["week", { weeks: 1 }],
  ["month", { months: 1 }],
  ["quarter", { months: 3 }],
  ["year", { years: 1 }],
] as const satisfies (readonly [string, DurationLike])[];
export type SliceUnit = (typeof steps)[number][0];

/** The parts in which a period is drawn: their beginnings, and the same number of them in the period before it. */
export function slicesOf({ from, to }: Span, before: Span, zone: string): { unit: SliceUnit; starts: Date[]; startsBefore: Date[] } {
  const begin = DateTime.fromJSDate(from, { zone });
  const count = (step: DurationLike) => {
    for (let index = 1; index <= maxSlices; index += 1) if (begin.plus(times(step, index)).toJSDate() >= to) return index;
    return undefined;
  };
  const fitting = steps.find(([unit, step]) => count(step) !== undefined && (unit !== "hour" || (count(step) ?? 0) <= 9));
  const years = Math.ceil(DateTime.fromJSDate(to, { zone }).diff(begin, "years").years / maxSlices);
  const [unit, step] = fitting ?? (["year", { years }] as const);
  const many = Array.from({ length: count(step) ?? maxSlices }, (_, index) => times(step, index));
  const startsFrom = (start: Date) => many.map((length) => DateTime.fromJSDate(start, { zone }).plus(length).toJSDate());
  return { unit, starts: startsFrom(from), startsBefore: startsFrom(before.from) };
}

const times = (step: DurationLike, count: number) => Object.fromEntries(Object.entries(step).map(([unit, size]) => [unit, size * count]));

const spoken: readonly (readonly [RegExp, Named])[] = [
  [/今天|今日|today/, "today"],
  [/上个?(?:周|星期|礼拜)|last ?week/, "last_week"],
  [/(?:本|这个?)(?:周|星期|礼拜)|(?:this )?week/, "week"],
  [/上个?月|last ?month/, "last_month"],
  [/本月|这个?月|(?:this )?month/, "month"],
  [/上个?季度?|last ?quarter/, "last_quarter"],
  [/(?:本|这个?)季度?|(?:this )?quarter/, "quarter"],
  [/去年|上年|last ?year/, "last_year"],
  [/今年|本年|(?:this )?year/, "year"],
];

/**
 * A period as a leader types it: `2026-10-01 2026-12-31`, `9.1-9.30`, `9月1日到15日`, `9月`, `2026年三季度`, `上个月`. Both days count; a day,
 * month or quarter without a year is the last one that has begun.
 *
 * @returns undefined when it is none
 */
export function readSpan(typed: string, { now, zone }: { now: Date; zone: string }): Period | undefined {
  const said = typed.normalize("NFKC").toLowerCase();
  return readDates(said, now, zone) ?? readUnit(said, now, zone) ?? readSpoken(said, now, zone);
}

function readSpoken(said: string, now: Date, zone: string): Period | undefined {
  const name = spoken.find(([pattern]) => pattern.test(said))?.[1];
  return name && periodNamed(name, now, zone);
}

/** `去年9月1日`, `今年9月`. */
const withYear = (said: string, now: Date, zone: string) => {
  const { year } = DateTime.fromJSDate(now, { zone });
  return said.replace(/去年(?=\d|[一二三四]季)/, `${year - 1}年`).replace(/今年(?=\d|[一二三四]季)/, `${year}年`);
};

function readDates(typed: string, now: Date, zone: string): Period | undefined {
  const said = withYear(typed, now, zone).replace(/(\d{1,2})月(\d{1,2})[日号]?\s*[-~—到至]+\s*(\d{1,2})[日号]/, "$1月$2日-$1月$3日");
  const dates = [...said.matchAll(/(?:(?<!\d)(\d{4})\s*[-./年]\s*)?(?<!\d)(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d|\s*月)/g)];
  const [first, second = first] = dates;
  if (!first || !second || dates.length > 2) return undefined;
  const begin = dateOf(first, now, zone);
  const end = dateOf(second, now, zone, begin);
  if (!begin?.isValid || !end?.isValid) return undefined;
  const [from, to] = begin <= end ? [begin, end] : [end, begin];
  return { name: "span", from: from.toJSDate(), to: to.plus({ days: 1 }).toJSDate() };
}

function dateOf([, year, month, day]: RegExpExecArray, now: Date, zone: string, after?: DateTime): DateTime {
  const on = (inYear: number) => DateTime.fromObject({ year: inYear, month: Number(month), day: Number(day) }, { zone });
  if (year) return on(Number(year));
  if (after) return on(after.year) < after ? on(after.year + 1) : on(after.year);
  const thisYear = DateTime.fromJSDate(now, { zone }).year;
  return on(thisYear) > DateTime.fromJSDate(now, { zone }) ? on(thisYear - 1) : on(thisYear);
}

/** A whole month, quarter or year. */
function readUnit(typed: string, now: Date, zone: string): Period | undefined {
  const said = withYear(typed, now, zone);
  const [, year] = /(?<!\d)(\d{4})(?!\d)/.exec(said) ?? [];
  const [, quarter] = /(?:第?([一二三四1-4])个?季|q([1-4]))/.exec(said)?.filter(Boolean) ?? [];
  const [, month] = /(?<!\d)(\d{1,2})月/.exec(said) ?? (year ? /\d{4}[-./](\d{1,2})(?!\d|[-./])/.exec(said) : null) ?? [];
  if (quarter) return unitOf("quarter", year, { month: 3 * ("一二三四".indexOf(quarter) + 1 || Number(quarter)) - 2 }, now, zone);
  if (month) return unitOf("month", year, { month: Number(month) }, now, zone);
  return year && (/年/.test(said) || said.trim() === year) ? unitOf("year", year, {}, now, zone) : undefined;
}

function unitOf(unit: "month" | "quarter" | "year", typed: string | undefined, at: { month?: number }, now: Date, zone: string) {
  const current = DateTime.fromJSDate(now, { zone });
  const begins = (year: number) => DateTime.fromObject({ year, ...at }, { zone });
  const begin = typed ? begins(Number(typed)) : begins(current.year) > current ? begins(current.year - 1) : begins(current.year);
  if (!begin.isValid) return undefined;
  return { name: "span" as const, from: begin.toJSDate(), to: begin.plus({ [unit]: 1 }).toJSDate() };
}
