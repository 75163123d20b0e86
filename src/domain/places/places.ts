import { and, asc, eq } from "drizzle-orm";
import { station, town, village, villageGroup } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { firstCharacters } from "../characters.ts";
import { maxGroupsPerVillage, maxNameCharacters, maxVillages } from "../limits.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";

export type Village = typeof village.$inferSelect;
export type VillageGroup = typeof villageGroup.$inferSelect;
export type Station = typeof station.$inferSelect;
export type Town = typeof town.$inferSelect;

export async function findTown(work: Work): Promise<Town | undefined> {
  return work.tx.query.town.findFirst({ where: eq(town.id, work.townId) });
}

/** The town's name in what an admin typed: its first line, since a list of villages that is pasted too early is meant for later. */
export function readTownName(typed: string): string | Refusal {
  const names = readNames(typed.split("\n")[0] ?? "", 1);
  return isRefusal(names) ? names : (names[0] ?? refuse("names-missing"));
}

export async function nameTown(work: Work, name: string) {
  await work.tx.update(town).set({ name }).where(eq(town.id, work.townId));
}

export const findVillages = (work: Work): Promise<Village[]> =>
  work.tx.select().from(village).where(eq(village.townId, work.townId)).orderBy(asc(village.position), asc(village.id));

export async function findVillage(work: Work, id: number): Promise<Village | undefined> {
  return work.tx.query.village.findFirst({ where: and(eq(village.townId, work.townId), eq(village.id, id)) });
}

export const findGroups = (work: Work, villageId: number): Promise<VillageGroup[]> =>
  work.tx
    .select()
    .from(villageGroup)
    .where(and(eq(villageGroup.townId, work.townId), eq(villageGroup.villageId, villageId)))
    .orderBy(asc(villageGroup.id));

export const findAllGroups = (work: Work): Promise<VillageGroup[]> =>
  work.tx.select().from(villageGroup).where(eq(villageGroup.townId, work.townId)).orderBy(asc(villageGroup.id));

export async function findGroup(work: Work, id: number): Promise<VillageGroup | undefined> {
  return work.tx.query.villageGroup.findFirst({ where: and(eq(villageGroup.townId, work.townId), eq(villageGroup.id, id)) });
}

export const findStations = (work: Work): Promise<Station[]> =>
  work.tx.select().from(station).where(eq(station.townId, work.townId)).orderBy(asc(station.id));

/**
 * Adds villages, one name per line; groups may follow a colon: `东坑村：一组、二组`. Names already there stay as they are.
 *
 * @returns the names in the order given, or a refusal when there are none or too many
 */
export async function addVillages(work: Work, lines: string): Promise<string[] | Refusal> {
  const parsed = lines.split("\n").map(readVillageLine);
  const names = readNames(parsed.map(({ name }) => name).join("\n"), maxVillages);
  if (isRefusal(names)) return names;
  const before = await findVillages(work);
  for (const [index, name] of names.entries()) {
    const villageId = await addVillage(work, name, before.length + index);
    const groups = parsed.filter((line) => line.name === name).flatMap((line) => line.groups);
    await addGroups(work, villageId, groups);
  }
  return names;
}

function readVillageLine(line: string): { name: string; groups: string[] } {
  const [name = "", groups = ""] = line.split(/[:：]/, 2);
  return { name: tidyLine(name), groups: groups.split(/[、,，;；\s]+/).filter(Boolean) };
}

async function addVillage(work: Work, name: string, position: number): Promise<number> {
  const [row] = await work.tx
    .insert(village)
    .values({ townId: work.townId, name, position })
    .onConflictDoUpdate({ target: [village.townId, village.name], set: { name } })
    .returning({ id: village.id });
  return (row as { id: number }).id;
}

export async function addGroups(work: Work, villageId: number, names: string[]) {
  const tidy = [...new Set(names.map((name) => firstCharacters(name, maxNameCharacters)))].slice(0, maxGroupsPerVillage);
  if (!tidy.length) return;
  await work.tx
    .insert(villageGroup)
    .values(tidy.map((name) => ({ townId: work.townId, villageId, name })))
    .onConflictDoNothing();
}

/** Adds stations (站所), one name per line. */
export async function addStations(work: Work, lines: string): Promise<string[] | Refusal> {
  const names = readNames(lines, maxVillages);
  if (isRefusal(names)) return names;
  await work.tx
    .insert(station)
    .values(names.map((name) => ({ townId: work.townId, name })))
    .onConflictDoNothing();
  return names;
}

/** Without the number of a pasted list, and with single spaces. */
const tidyLine = (line: string) =>
  line
    .replace(/^\s*\d+[.、)）]\s*/, "")
    .replace(/\s+/g, " ")
    .trim();

/** One name per line, without empty ones, doubles, list numbers and overlong ones. */
function readNames(lines: string, most: number): string[] | Refusal {
  const names = lines.split("\n").map(tidyLine).filter(Boolean);
  const unique = [...new Set(names)];
  if (!unique.length || unique.some((name) => [...name].length > maxNameCharacters)) return refuse("names-missing");
  if (unique.length > most) return refuse("too-many", { most });
  return unique;
}
