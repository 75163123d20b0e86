import { counterpart } from "../../database/schema/county.ts";
import { person } from "../../database/schema/people.ts";
import type { Work } from "../../database/work.ts";
import { firstCounterpart, firstErasedAccount } from "../people/erased-accounts.ts";
import type { Actor, Person } from "../people/person.ts";

/** More than any town has stations; so each office has an account of its own that Telegram never gives. */
const maxStationId = 1_000_000_000;
const accountOf = (ofTownId: number, stationId: number) => -(firstCounterpart + (ofTownId * maxStationId + (stationId % maxStationId)));

/** Whether this is an office of another town, and no person of this one. */
export const isCounterpart = ({ telegramId }: Pick<Person, "telegramId">): boolean =>
  telegramId <= -firstCounterpart && telegramId > -firstErasedAccount;

/** An office of another town as a person of this one, called as it is called now. @param stationId 0: the town itself */
export async function counterpartOf(work: Work, ofTownId: number, stationId: number, name: string): Promise<Actor> {
  const telegramId = accountOf(ofTownId, stationId);
  const [added] = await work.tx
    .insert(person)
    .values({ townId: work.townId, telegramId, name, createdAt: work.now })
    .onConflictDoUpdate({ target: [person.townId, person.telegramId], set: { name } })
    .returning();
  const found = added as Person;
  await work.tx.insert(counterpart).values({ townId: work.townId, personId: found.id, ofTownId, stationId }).onConflictDoNothing();
  return { ...found, grants: [] };
}
