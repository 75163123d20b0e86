import { and, asc, eq } from "drizzle-orm";
import { category } from "../../database/schema/tickets.ts";
import { station } from "../../database/schema/town.ts";
import type { TicketKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { defaultCategories } from "./default-categories.ts";

export type Category = typeof category.$inferSelect;

/** Fills a new town with the categories every township starts from; the admin changes them later. */
export async function addDefaultCategories(work: Work) {
  await work.tx
    .insert(category)
    .values(defaultCategories.map((given, position) => ({ ...given, townId: work.townId, position })))
    .onConflictDoNothing();
}

/** What is chosen from under 报问题: problems, and the matters that go their own way. */
const reportedKinds: readonly TicketKind[] = ["problem", "dispute", "petition"];

/** The kinds that are offered together with this one. */
export const kindsBeside = (kind: TicketKind): readonly TicketKind[] => (reportedKinds.includes(kind) ? reportedKinds : [kind]);

/** Every category, hidden ones too, for the admin. */
export const findAllCategories = (work: Work): Promise<Category[]> =>
  work.tx.select().from(category).where(eq(category.townId, work.townId)).orderBy(asc(category.position), asc(category.id));

export async function findCategory(work: Work, id: number): Promise<Category | undefined> {
  return work.tx.query.category.findFirst({ where: and(eq(category.townId, work.townId), eq(category.id, id)) });
}

type CategoryGiven = Pick<Category, "kind" | "name"> & Partial<Pick<Category, "guide" | "fields" | "atHome" | "stationId">>;

/** Adds a category or a service behind the others, with the usual terms of its kind. */
export async function addCategory(work: Work, given: CategoryGiven): Promise<Category | Refusal> {
  const existing = await findAllCategories(work);
  const name = given.name.trim();
  const terms = given.kind === "service" ? "service" : "standard";
  const [added] = await work.tx
    .insert(category)
    .values({ ...given, townId: work.townId, name, nameEn: name, terms, position: existing.length })
    .onConflictDoNothing()
    .returning();
  return added ?? refuse("name-taken", { name });
}

/** Gives a category another name; what was filed under it stays there. */
export async function renameCategory(work: Work, id: number, typed: string): Promise<Refusal | undefined> {
  const name = typed.trim();
  const all = await findAllCategories(work);
  const found = all.find((one) => one.id === id);
  if (!found) return refuse("not-found");
  if (all.some((one) => one.id !== id && one.kind === found.kind && one.name === name)) return refuse("name-taken", { name });
  await changeCategory(work, id, { name });
  return undefined;
}

export async function changeCategory(work: Work, id: number, patch: Partial<Omit<Category, "townId" | "id" | "kind">>) {
  await work.tx
    .update(category)
    .set(patch)
    .where(and(eq(category.townId, work.townId), eq(category.id, id)));
}

/** Keywords as they are written in one line. */
export const readKeywords = (typed: string) => typed.split(/[、,，;；\s]+/).filter(Boolean);

/** Ties categories to stations of the same name as the table of defaults suggests, where the town has them. */
export async function tieCategoriesToStations(work: Work) {
  const stations = await work.tx.select().from(station).where(eq(station.townId, work.townId));
  for (const given of await findAllCategories(work)) {
    const words = stationWords.get(given.name) ?? [];
    const owner = stations.find(({ name }) => words.some((word) => name.includes(word)));
    if (owner && given.stationId === null) await changeCategory(work, given.id, { stationId: owner.id });
  }
}

const stationWords: ReadonlyMap<string, readonly string[]> = new Map([
  ["矛盾纠纷", ["司法", "综治"]],
  ["治安安全", ["派出所", "警务"]],
  ["农业生产", ["农业", "经济综合"]],
  ["社保救助", ["民政", "社保", "公共服务"]],
  ["养老认证", ["社保", "公共服务"]],
  ["医疗保险", ["社保", "医保", "公共服务"]],
  ["低保申请", ["民政"]],
  ["临时救助", ["民政"]],
  ["残疾人证", ["残联", "民政"]],
  ["户口办理", ["派出所"]],
  ["法律援助", ["司法"]],
  ["农技上门", ["农业", "经济综合"]],
]);

/** How many words of a category stand in a text. @param letters the text in small letters */
function countHits(text: string, letters: string, { keywords }: Pick<Category, "keywords">): number {
  let hits = 0;
  for (const word of keywords) if (isLatinAt(word, 0) ? begins(letters, word.toLowerCase()) : text.includes(word)) hits += 1;
  return hits;
}

/** By its number: a Chinese character taken out of a word would be a new string, for each word of each category. */
function isLatinAt(text: string, at: number): boolean {
  const small = text.charCodeAt(at) | 32;
  return small >= 97 && small <= 122;
}

/** A word in Latin letters begins where it stands, so that `road` is no part of `abroad`, and may go on, as in `roads`. */
function begins(letters: string, word: string): boolean {
  for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + 1)) if (!isLatinAt(letters, at - 1)) return true;
  return false;
}

/**
 * Guesses to which categories a sentence belongs, by the words that villagers use for them.
 *
 * @returns the categories with a word in the text, most words first
 */
export function guessCategories<C extends Pick<Category, "keywords">>(text: string, categories: readonly C[]): C[] {
  return hitsIn(text, categories).map(({ given }) => given);
}

/** Of those, the ones of which most words stand in it: several when they are even. */
export function likeliestCategories<C extends Pick<Category, "keywords">>(text: string, categories: readonly C[]): C[] {
  const hits = hitsIn(text, categories);
  return hits.filter(({ count }) => count === hits[0]?.count).map(({ given }) => given);
}

function hitsIn<C extends Pick<Category, "keywords">>(text: string, categories: readonly C[]) {
  const letters = text.toLowerCase();
  return categories
    .map((given) => ({ given, count: countHits(text, letters, given) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
