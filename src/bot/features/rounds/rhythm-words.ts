import { DateTime } from "luxon";
import type { Rhythm } from "../../../domain/rounds/days.ts";
import { label, listed } from "../../../wording/texts.ts";

const lastOfMonth = 31;

/** @param day from Monday, 1 */
export const weekdayName = (language: string, day: number) => label(language, `weekday-${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`);

/** @param minute from midnight */
export const clockTime = (minute: number) => DateTime.fromObject({ hour: Math.floor(minute / 60), minute: minute % 60 }).toFormat("HH:mm");

/** `每周一、周四 08:30，2026-04-01 到 2026-09-30`. */
export function rhythmWords(language: string, { rhythm, days, dates, fromDay, untilDay, atMinute }: Rhythm): string {
  const names =
    rhythm === "weekly"
      ? days.map((day) => weekdayName(language, day))
      : rhythm === "monthly"
        ? days.map((day) => (day === lastOfMonth ? label(language, "last-of-month") : label(language, "day-of-month", { day })))
        : [...dates];
  const on = label(language, `on-${rhythm}`, { days: listed(language, names) });
  const season = untilDay === null ? "" : label(language, "in-season", { from: fromDay, to: untilDay });
  return [on, clockTime(atMinute), season].filter(Boolean).join(" ");
}
