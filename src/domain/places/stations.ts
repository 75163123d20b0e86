import { and, eq } from "drizzle-orm";
import { station } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { maxNameCharacters } from "../limits.ts";
import { findHolders, type Holder } from "../people/person.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { findStations } from "./places.ts";

/** The head of a station before its other members. */
export const headFirst = (members: readonly Holder[]): Holder[] =>
  members.toSorted((a, b) => Number(b.grant.isHead) - Number(a.grant.isHead));

/** The members of a station, its head first. */
export const findStationMembers = async (work: Work, stationId: number) => headFirst(await findHolders(work, "station", { stationId }));

/** Gives a station another name; its tickets and members stay. */
export async function renameStation(work: Work, id: number, typed: string): Promise<Refusal | undefined> {
  const name = typed.replace(/\s+/g, " ").trim();
  if (!name || [...name].length > maxNameCharacters) return refuse("names-missing");
  if ((await findStations(work)).some((one) => one.name === name && one.id !== id)) return refuse("name-taken", { name });
  await work.tx
    .update(station)
    .set({ name })
    .where(and(eq(station.townId, work.townId), eq(station.id, id)));
  return undefined;
}
