import { DateTime } from "luxon";

const units = { today: "day", week: "week", month: "month", last_quarter: "quarter", year: "year" } as const;
/** From `from`, up to but without `to`. */
export type Period = { name: keyof typeof units | "span"; from: Date; to: Date };

export const periodNames = Object.keys(units) as (keyof typeof units)[];

/** The calendar day, week (from Monday), month or year in which `now` lies, or the quarter before it, in the town's time zone. */
export function periodNamed(name: keyof typeof units, now: Date, zone: string): Period {
  const current = DateTime.fromJSDate(now, { zone }).startOf(units[name]);
  const start = name === "last_quarter" ? current.minus({ quarters: 1 }) : current;
  return { name, from: start.toJSDate(), to: start.plus({ [units[name]]: 1 }).toJSDate() };
}

/**
 * A span of dates as a leader types it: `2026-10-01 2026-12-31`, `2026.10.1-2026.12.31` or a single date; both days count.
 *
 * @returns undefined when it is not one
 */
export function readSpan(typed: string, zone: string): Period | undefined {
  const dates = [...typed.matchAll(/(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})/g)].map(([, year, month, day]) =>
    DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day) }, { zone }),
  );
  const [first, last = first] = dates;
  if (!first?.isValid || !last?.isValid || dates.length > 2) return undefined;
  const [from, to] = first <= last ? [first, last] : [last, first];
  return { name: "span", from: from.toJSDate(), to: to.plus({ days: 1 }).toJSDate() };
}
