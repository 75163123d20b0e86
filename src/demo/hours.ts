import { DateTime } from "luxon";
import { addTerm } from "../domain/calendar.ts";

/** When villagers write, spread as they do: before work, at noon, in the evening. */
const reportingHours = [7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 19, 20];
const wakingHours = { from: 7, to: 21 };
const latest = { minutes: 40 };

/**
 * When a villager reported something some days ago: at an hour of the day at which people write, never later than a while ago.
 *
 * @param seed another one for each report, so that not all come at the same minute
 */
export function reportedAt(now: Date, zone: string, daysAgo: number, seed: number): Date {
  const day = DateTime.fromJSDate(now, { zone }).minus({ days: Math.floor(daysAgo) });
  const at = day.set({ hour: reportingHours[seed % reportingHours.length] ?? 9, minute: (seed * 17) % 60, second: 0, millisecond: 0 });
  const last = DateTime.fromJSDate(now, { zone }).minus(latest);
  return (at < last ? at : last).toJSDate();
}

/** The same instant in office hours, otherwise some minutes after the office opens. */
export const inOffice = (at: Date, zone: string): Date => addTerm(at, { workingHours: 0.3 }, zone);

/** The same instant while people are awake, otherwise the next morning. */
export function awake(at: Date, zone: string): Date {
  const local = DateTime.fromJSDate(at, { zone });
  if (local.hour < wakingHours.from) return local.set({ hour: wakingHours.from, minute: 20 }).toJSDate();
  return local.hour < wakingHours.to ? at : local.plus({ days: 1 }).set({ hour: wakingHours.from, minute: 20 }).toJSDate();
}
