import { and, eq, isNull } from "drizzle-orm";
import { person, roleGrant, villageGroup } from "../../database/schema.ts";
import type { Work } from "../../database/work.ts";
import { findStations, findVillages } from "../places/places.ts";

type Described = {
  villages: { name: string; groups: number; people: string }[];
  stations: { name: string; people: string }[];
  town: string;
};

/** The table of ties (包联): for every village and station, who is responsible. */
export async function describeTies(work: Work): Promise<Described> {
  const grants = await work.tx
    .select({ grant: roleGrant, name: person.name })
    .from(roleGrant)
    .innerJoin(person, and(eq(person.townId, roleGrant.townId), eq(person.id, roleGrant.personId)))
    .where(and(eq(roleGrant.townId, work.townId), isNull(roleGrant.revokedAt)))
    .orderBy(roleGrant.id);
  const groups = await work.tx.select().from(villageGroup).where(eq(villageGroup.townId, work.townId));
  const named = (belongs: (grant: typeof roleGrant.$inferSelect) => boolean) =>
    grants
      .filter(({ grant }) => belongs(grant))
      .map(({ name }) => name)
      .join("、");
  return {
    villages: (await findVillages(work)).map(({ id, name }) => ({
      name,
      groups: groups.filter((group) => group.villageId === id).length,
      people: named((grant) => grant.villageId === id),
    })),
    stations: (await findStations(work)).map(({ id, name }) => ({ name, people: named((grant) => grant.stationId === id) })),
    town: named((grant) => grant.villageId === null && grant.stationId === null),
  };
}
