import type { TicketKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import type { OwnAlarmWord } from "../alarms/hear.ts";
import { findAlarmWords } from "../alarms/town-words.ts";
import { findAllGroups, findVillages, type Village, type VillageGroup } from "../places/places.ts";
import { type Category, findAllCategories, kindsBeside } from "../tickets/categories.ts";

/** What every report looks at and a town rarely changes. */
type Reference = {
  categories: readonly Category[];
  villages: readonly Village[];
  groups: readonly VillageGroup[];
  alarmWords: readonly OwnAlarmWord[];
};

/**
 * For each connection what it last read of each town, and of which version: a cache that ends with its connection, and with a rollback on
 * it. A field would make the connection know of villages.
 */
const kept = new WeakMap<Work["tx"], Map<number, { version: number; reference: Reference }>>();

/** The version of the town (`town.org_version`) as this unit of work has read it; without it nothing is taken from memory. */
export function noteOrgVersion(work: Work, version: number) {
  work.orgVersion = version;
}

/**
 * Categories and villages, from memory as long as the town has not changed since. Not for what changes them: within that unit of
 * work the version that was read is no longer true.
 */
async function findReference(work: Work): Promise<Reference> {
  const { orgVersion: version, townId } = work;
  const towns = kept.get(work.tx) ?? new Map();
  const known = towns.get(townId);
  if (known && known.version === version) return known.reference;
  const [categories, villages, groups, alarmWords] = await Promise.all([
    findAllCategories(work),
    findVillages(work),
    findAllGroups(work),
    findAlarmWords(work),
  ]);
  const reference = { categories, villages, groups, alarmWords };
  if (version !== undefined) kept.set(work.tx, towns.set(townId, { version, reference }));
  return reference;
}

/** What can be chosen for this kind of report, in the order in which it is shown. */
export async function knownCategories(work: Work, kind: TicketKind): Promise<Category[]> {
  const { categories } = await findReference(work);
  return categories.filter((one) => kindsBeside(kind).includes(one.kind) && !one.hidden);
}

/** A category, hidden or not: a draft may have chosen it before. */
export const knownCategory = async (work: Work, id: number): Promise<Category | undefined> =>
  (await findReference(work)).categories.find((one) => one.id === id);

/** The town's own words of danger. */
export const knownAlarmWords = async (work: Work): Promise<readonly OwnAlarmWord[]> => (await findReference(work)).alarmWords;

/** Names of all villages and groups, which are nobody's. */
export async function knownPlaceNames(work: Work): Promise<string[]> {
  const { villages, groups } = await findReference(work);
  return [...villages, ...groups].map(({ name }) => name).sort((a, b) => b.length - a.length);
}

export const knownVillages = async (work: Work): Promise<Village[]> => [...(await findReference(work)).villages];

export const knownVillage = async (work: Work, id: number): Promise<Village | undefined> =>
  (await findReference(work)).villages.find((one) => one.id === id);
