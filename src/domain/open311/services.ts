import type { ServiceField } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findVillages, type Village } from "../places/places.ts";
import { type Category, findAllCategories } from "../tickets/categories.ts";

/**
 * What programs of others may file: problems and services. Emergencies are for the phone, what goes on between people and what is about
 * officials is asked about in the bot, where the person can say from whom it is to be kept.
 */
export const findServices = async (work: Work): Promise<Category[]> =>
  (await findAllCategories(work)).filter(
    ({ kind, hidden, toDiscipline }) => (kind === "problem" || kind === "service") && !hidden && !toDiscipline,
  );

export type Service = { category: Category; villages: Village[] };

export async function findService(work: Work, id: number): Promise<Service | undefined> {
  const category = (await findServices(work)).find((one) => one.id === id);
  return category && { category, villages: await findVillages(work) };
}

/** The one attribute that every service asks for: Open311 knows places by address, and we by village. */
export const villageCode = "village";
/** The code of what a service asks for, by its place in the list. */
export const codeOfField = (index: number) => `field${index + 1}`;

/** What a program must still give, by the names that people read. */
export const missingFields = (fields: readonly ServiceField[], given: ReadonlyMap<string, string>): ServiceField[] =>
  fields.filter(({ required }, index) => required && !given.get(codeOfField(index)));
