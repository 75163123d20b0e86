import { inArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type Actor, hasRole } from "../people/person.ts";

/** Whose figures: the whole town's, or those of some villages and stations and of what is a person's own. */
export type Scope = "town" | { villageIds: readonly number[]; stationIds: readonly number[]; personId: number | undefined };

/**
 * What somebody's figures are about unless they ask for more: an admin's and a town leader's the town, a leader's their villages, a head's
 * the station, and everybody else's what is in their own hands.
 */
export function ownScope(reader: Pick<Actor, "id" | "grants">): Scope {
  const isOfTown = reader.grants.some(({ role, villageId }) => role === "admin" || (role === "leader" && villageId === null));
  if (isOfTown) return "town";
  const villageIds = reader.grants.flatMap(({ role, villageId }) => (role === "leader" && villageId !== null ? [villageId] : []));
  const stationIds = reader.grants.flatMap(({ isHead, stationId }) => (isHead && stationId !== null ? [stationId] : []));
  const handles = reader.grants.some(({ role, isHead }) => role !== "leader" && !isHead);
  return { villageIds, stationIds, personId: handles || !(villageIds.length + stationIds.length) ? reader.id : undefined };
}

/** Leaders of villages may look at the whole town too: they oversee it, and read its briefing. */
export const mayLookAtTown = (reader: Pick<Actor, "grants">): boolean => hasRole(reader, "admin", "leader");

/** Within a scope, in SQL: by the village or the station of a thing, or the person whose it is. */
export function inScope(scope: Scope, village: SQLWrapper, station: SQLWrapper | undefined, person: SQLWrapper): SQL {
  if (scope === "town") return sql`true`;
  const { villageIds, stationIds, personId } = scope;
  const parts = [
    villageIds.length ? inList(village, villageIds) : undefined,
    station && stationIds.length ? inList(station, stationIds) : undefined,
    personId === undefined ? undefined : sql`${person} = ${personId}::bigint`,
  ];
  return or(...parts) ?? sql`false`;
}

const inList = (column: SQLWrapper, ids: readonly number[]): SQL => inArray(sql`${column}`, [...ids]);
