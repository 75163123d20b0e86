import type { Role } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findAllHolders, type Grant, type Holder, type Person } from "./person.ts";

/** An office of somebody, and of which village or station; none for the whole town. */
export type Office = { role: Role; isHead: boolean; villageId: number | null; stationId: number | null };
/** Somebody who can be handed a matter, and the office for which they are likely to be. */
export type Colleague = Person & { office: Office };
/** Where the matter is that somebody is to be found for. */
export type Near = { villageId?: number | null | undefined; stationId?: number | null | undefined };

/** How near an office is to a matter, the nearest first; the first row that applies. */
const nearness: readonly ((office: Office, near: Near) => boolean)[] = [
  ({ villageId }, near) => villageId !== null && villageId === near.villageId,
  ({ stationId }, near) => stationId !== null && stationId === near.stationId,
  ({ role, villageId }) => role === "leader" && villageId === null,
  ({ isHead }) => isHead,
  ({ role }) => role === "leader",
  () => true,
];
const distance = (office: Office, near: Near) => nearness.findIndex((applies) => applies(office, near));

/** Everyone who can be handed a matter, once each: who has to do with that village first, then of that station, then who leads. */
export async function findColleagues(work: Work, near: Near): Promise<Colleague[]> {
  const held = Map.groupBy(await findAllHolders(work), ({ id }) => id);
  return [...held.values()]
    .map((holders) => nearestOf(holders, near))
    .filter((one) => one !== undefined)
    .toSorted((a, b) => distance(a.office, near) - distance(b.office, near) || a.id - b.id);
}

function nearestOf(holders: readonly Holder[], near: Near): Colleague | undefined {
  const [nearest] = holders.toSorted((a, b) => distance(a.grant, near) - distance(b.grant, near));
  if (!nearest) return undefined;
  const { grant, ...person } = nearest;
  return { ...person, office: officeOf(grant) };
}

const officeOf = ({ role, isHead, villageId, stationId }: Grant): Office => ({ role, isHead, villageId, stationId });
