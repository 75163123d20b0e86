import type { round } from "../../database/schema/rounds.ts";
import type { Place } from "../doorstep/rights.ts";
import { eachOnce, type Holder, leadersOf, leadersOfTown, type Person } from "../people/person.ts";
import { isOnLeave } from "../tickets/routing.ts";

export type Round = typeof round.$inferSelect;
type Whose = Pick<Round, "villageId" | "personId" | "stationId">;

const inOffice = (holders: readonly Holder[], ...lines: readonly (readonly Holder[])[]): Holder[] =>
  eachOnce(lines.find((line) => line.length) ?? holders.filter(({ grant }) => grant.role === "admin"));

/** Who leads where it belongs; in a town without leaders, the admins. */
export function leadersFor({ villageId }: Pick<Whose, "villageId">, holders: readonly Holder[]): Holder[] {
  const leaders = holders.filter(({ grant }) => grant.role === "leader");
  return inOffice(holders, villageId === null ? leadersOfTown(leaders) : leadersOf(villageId, leaders));
}

/** Whose it is now: of somebody who has left office it is theirs who follow there; with nobody there, the leaders'. */
export function assignedTo(of: Whose, holders: readonly Holder[]): Holder[] {
  const cadres = holders.filter(({ grant }) => grant.role === "cadre" && grant.villageId !== null && grant.villageId === of.villageId);
  const own =
    of.personId !== null
      ? holders.filter(({ id }) => id === of.personId)
      : of.stationId !== null
        ? holders.filter(({ grant }) => grant.stationId === of.stationId)
        : cadres;
  return inOffice(holders, own, of.stationId === null ? cadres : [], leadersFor(of, holders));
}

/** Who is told of them: for who is on leave their deputy; with nobody there, those who lead. */
export function toldFor(of: Whose, holders: readonly Holder[], now: Date): Person[] {
  const there = (people: readonly Person[]) => people.filter((one) => !isOnLeave(one, now));
  const assigned = assignedTo(of, holders);
  const present = assigned.flatMap((one) => {
    if (!isOnLeave(one, now)) return [one];
    return there(holders.filter(({ id }) => id === one.deputyId));
  });
  const leaders = there(leadersFor(of, holders));
  return eachOnce(present.length ? present : leaders.length ? leaders : assigned);
}

/** Where it belongs, and whose it is by name. */
export const placeOfRound = (of: Whose, holders: readonly Holder[]): Place => ({
  villageId: of.villageId,
  of: assignedTo(of, holders).map(({ id }) => id),
});
