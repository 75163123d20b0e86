import { DateTime } from "luxon";
import type { Work } from "../database/work.ts";

const dayWords: Record<string, number> = { 今天: 0, 今晚: 0, 明天: 1, 明晚: 1, 后天: 2, today: 0, tomorrow: 1 };

/**
 * A day and hour as people type them: `11-26 15:00`, `2026-11-26 9点半`, `明天下午3点`. Without a year it is the next such day.
 *
 * @returns undefined when it is none
 */
export function readInstant(typed: string, { now, zone }: Pick<Work, "now" | "zone">): Date | undefined {
  const today = DateTime.fromJSDate(now, { zone }).startOf("day");
  const time = /(上午|下午|晚上|早上|中午|今晚|明晚)?\s*(\d{1,2})(?:[:：点时](\d{1,2}|半)?)/.exec(typed);
  const day = dayIn(typed, today);
  if (!day || !time) return undefined;
  const [, part = "", hour = "", minute = "0"] = time;
  const isLater = /下午|晚/.test(part) && Number(hour) < 12;
  const at = day.plus({ hours: Number(hour) + (isLater ? 12 : 0), minutes: minute === "半" ? 30 : Number(minute) });
  return Number(hour) < 24 && at.isValid ? at.toJSDate() : undefined;
}

function dayIn(typed: string, today: DateTime): DateTime | undefined {
  const named = Object.entries(dayWords).find(([word]) => typed.includes(word));
  if (named) return today.plus({ days: named[1] });
  const [, year, month, day] = /(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})/.exec(typed) ?? [];
  if (!month) return undefined;
  const date = DateTime.fromObject({ year: Number(year ?? today.year), month: Number(month), day: Number(day) }, { zone: today.zone });
  if (!date.isValid) return undefined;
  return !year && date < today ? date.plus({ years: 1 }) : date;
}
