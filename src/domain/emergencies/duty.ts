import { and, asc, eq, gte } from "drizzle-orm";
import { DateTime } from "luxon";
import { duty } from "../../database/schema/emergencies.ts";
import { person } from "../../database/schema/people.ts";
import type { Work } from "../../database/work.ts";
import { comingDay } from "../calendar.ts";
import { findStaff, type Person } from "../people/person.ts";
import { type Refusal, refuse } from "../refusal.ts";

/** The calendar day of an instant in the town, as `2026-11-24`. */
export const dayOf = (instant: Date, zone: string) => DateTime.fromJSDate(instant, { zone }).toISODate() ?? "";

/** Who is on duty (值班) today. */
export async function findOnDuty(work: Work): Promise<Person[]> {
  const rows = await work.tx
    .select({ person })
    .from(duty)
    .innerJoin(person, and(eq(person.townId, duty.townId), eq(person.id, duty.personId)))
    .where(and(eq(duty.townId, work.townId), eq(duty.day, dayOf(work.now, work.zone))))
    .orderBy(asc(duty.personId));
  return rows.map((row) => row.person);
}

export type DutyDay = { day: string; names: string[] };

/** The roster from today on. */
export async function findRoster(work: Work): Promise<DutyDay[]> {
  const rows = await work.tx
    .select({ day: duty.day, name: person.name })
    .from(duty)
    .innerJoin(person, and(eq(person.townId, duty.townId), eq(person.id, duty.personId)))
    .where(and(eq(duty.townId, work.townId), gte(duty.day, dayOf(work.now, work.zone))))
    .orderBy(asc(duty.day), asc(person.id))
    .limit(200);
  return [...Map.groupBy(rows, ({ day }) => day)].map(([day, people]) => ({ day, names: people.map(({ name }) => name) }));
}

/**
 * Sets the roster, a day a line: `11-25 李建国、刘芳`. A day that is named again is replaced.
 *
 * @returns the days that were set; a refusal that names the first line which cannot be read, and then nothing is set
 */
export async function setRoster(work: Work, lines: string): Promise<string[] | Refusal> {
  const staff = await findStaff(work);
  const read = lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ line, ...readLine(line, staff, work) }));
  const wrong = read.find(({ day, people }) => !day || !people.length);
  if (wrong || !read.length) return refuse("duty-unclear", { line: wrong?.line ?? "" });
  const past = read.find(({ day = "" }) => day < dayOf(work.now, work.zone));
  if (past) return refuse("duty-past", { line: past.line });
  for (const { day = "", people } of read) {
    await work.tx.delete(duty).where(and(eq(duty.townId, work.townId), eq(duty.day, day)));
    await work.tx.insert(duty).values(people.map(({ id }) => ({ townId: work.townId, day, personId: id })));
  }
  return read.map(({ day = "" }) => day);
}

function readLine(line: string, staff: readonly Person[], { now, zone }: Work): { day: string | undefined; people: Person[] } {
  const [date = "", year, month, day] = /^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})[日号]?/.exec(line) ?? [];
  if (!month || !day) return { day: undefined, people: [] };
  const today = DateTime.fromJSDate(now, { zone }).startOf("day");
  const on = comingDay(year === undefined ? undefined : Number(year), Number(month), Number(day), today);
  const names = line
    .slice(date.length)
    .split(/[、,，;；\s:：]+/)
    .filter(Boolean);
  const people = names.map((name) => staff.find((one) => one.name === name));
  if (!on || people.includes(undefined)) return { day: undefined, people: [] };
  return { day: on.toISODate() ?? undefined, people: people as Person[] };
}
