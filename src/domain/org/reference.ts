import type { TicketKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findVillages, type Village } from "../places/places.ts";
import { type Category, findAllCategories, kindsBeside } from "../tickets/categories.ts";

/** What every report looks at and a town rarely changes. */
type Reference = { categories: readonly Category[]; villages: readonly Village[] };

const versions = new WeakMap<Work, number>();
/** For each connection what it last read, and of which version of the town. */
const kept = new WeakMap<Work["tx"], { version: number; reference: Reference }>();

/** The version of the town (`town.org_version`) as this unit of work has read it; without it nothing is taken from memory. */
export const noteOrgVersion = (work: Work, version: number) => void versions.set(work, version);

/**
 * Categories and villages, from memory as long as the town has not changed since. Not for whoever changes them: within that unit of
 * work the version that was read is no longer true.
 */
async function findReference(work: Work): Promise<Reference> {
  const version = versions.get(work);
  const known = kept.get(work.tx);
  if (known && known.version === version) return known.reference;
  const [categories, villages] = await Promise.all([findAllCategories(work), findVillages(work)]);
  const reference = { categories, villages };
  if (version !== undefined) kept.set(work.tx, { version, reference });
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

export const knownVillages = async (work: Work): Promise<Village[]> => [...(await findReference(work)).villages];

export const knownVillage = async (work: Work, id: number): Promise<Village | undefined> =>
  (await findReference(work)).villages.find((one) => one.id === id);
