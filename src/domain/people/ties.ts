import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { person, roleGrant } from "../../database/schema/people.ts";
import { station, village, villageGroup } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { findAllGroups, findStations, findVillages } from "../places/places.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { type Grant, refreshCommands } from "./person.ts";

/** A tie (包联) or another role with the names that belong to it; empty where it has none. */
export type Tie = { grant: Grant; name: string; village: string; group: string; station: string };

/** Everything granted and not revoked, the oldest first. */
export const findTies = (work: Work): Promise<Tie[]> =>
  work.tx
    .select({
      grant: roleGrant,
      name: person.name,
      village: sql<string>`coalesce(${village.name}, '')`,
      group: sql<string>`coalesce(${villageGroup.name}, '')`,
      station: sql<string>`coalesce(${station.name}, '')`,
    })
    .from(roleGrant)
    .innerJoin(person, and(eq(person.townId, roleGrant.townId), eq(person.id, roleGrant.personId)))
    .leftJoin(village, and(eq(village.townId, roleGrant.townId), eq(village.id, roleGrant.villageId)))
    .leftJoin(villageGroup, and(eq(villageGroup.townId, roleGrant.townId), eq(villageGroup.id, roleGrant.groupId)))
    .leftJoin(station, and(eq(station.townId, roleGrant.townId), eq(station.id, roleGrant.stationId)))
    .where(and(eq(roleGrant.townId, work.townId), isNull(roleGrant.revokedAt)))
    .orderBy(asc(roleGrant.id));

/** Where a tie belongs: a village, a station, or the town as a whole. */
export type TieScope = { villageId: number } | { stationId: number } | "town";

export const isWithin = ({ grant }: Tie, scope: TieScope) => {
  if (scope === "town") return grant.villageId === null && grant.stationId === null;
  return "villageId" in scope ? grant.villageId === scope.villageId : grant.stationId === scope.stationId;
};

/** Takes a role back. The last admin cannot be taken away: nobody could give the role again. */
export async function endTie(work: Work, grantId: number): Promise<Grant | Refusal> {
  const all = await findTies(work);
  const found = all.find(({ grant }) => grant.id === grantId);
  if (!found) return refuse("not-found");
  const isAdmin = ({ grant }: Tie) => grant.role === "admin";
  if (isAdmin(found) && all.filter(isAdmin).length === 1) return refuse("last-admin");
  await changeGrant(work, grantId, { revokedAt: work.now });
  await refreshCommands(work, found.grant.personId);
  return found.grant;
}

/** Makes a member the head of the station, or no longer so. */
export const setHead = (work: Work, grantId: number, isHead: boolean) => changeGrant(work, grantId, { isHead });

const changeGrant = (work: Work, grantId: number, patch: Partial<Grant>) =>
  work.tx
    .update(roleGrant)
    .set(patch)
    .where(and(eq(roleGrant.townId, work.townId), eq(roleGrant.id, grantId)));

type Described = {
  villages: { name: string; groups: number; people: string[] }[];
  stations: { name: string; people: string[] }[];
  town: string[];
};

/** The table of ties: for every village and station, who is responsible. */
export async function describeTies(work: Work): Promise<Described> {
  const ties = await findTies(work);
  const groups = await findAllGroups(work);
  const named = (scope: TieScope) =>
    ties.filter((tie) => isWithin(tie, scope)).map(({ name, group }) => (group ? `${name}（${group}）` : name));
  return {
    villages: (await findVillages(work)).map(({ id, name }) => ({
      name,
      groups: groups.filter((one) => one.villageId === id).length,
      people: named({ villageId: id }),
    })),
    stations: (await findStations(work)).map(({ id, name }) => ({ name, people: named({ stationId: id }) })),
    town: named("town"),
  };
}
