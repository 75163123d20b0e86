import type { Work } from "../database/work.ts";
import { grantRole } from "../domain/people/invite.ts";
import { changePerson, meetPerson } from "../domain/people/person.ts";
import type { DemoPerson } from "./township.ts";

/** The ids of places by their names. */
type Places = { villages: ReadonlyMap<string, number>; stations: ReadonlyMap<string, number> };

/** Somebody of the demo township, with their village, phone and offices. */
export async function settlePerson(work: Work, given: DemoPerson, languageCode: string, { villages, stations }: Places) {
  const actor = await meetPerson(work, undefined, { telegramId: given.id, name: given.name, username: undefined, languageCode });
  const villageId = given.home ? (villages.get(given.home) ?? null) : null;
  await changePerson(work, actor.id, { villageId, phone: given.phone ?? null });
  for (const { role, village, station, isHead } of given.grants ?? []) {
    await grantRole(work, actor.id, {
      role,
      villageId: village ? (villages.get(village) ?? null) : null,
      stationId: station ? (stations.get(station) ?? null) : null,
      isHead: isHead ?? false,
    });
  }
}
