import type { TicketKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findOnDuty } from "../emergencies/duty.ts";
import { findHolders, findPerson, type Grant, type Person } from "../people/person.ts";
import { findStationMembers } from "../places/stations.ts";
import { findByOwnRules } from "./own-rules.ts";

export type Report = {
  kind: TicketKind;
  villageId: number;
  groupId?: number | null | undefined;
  confidential: boolean;
  reporterId: number;
  /** The official whom it is about, who must never get it. */
  aboutId?: number | undefined;
  category: { id: number; stationId: number | null; toDiscipline: boolean };
};

/** Somebody who could be responsible, and by which grant; who is on duty needs none. */
type Holder = Person & { grant?: Grant };
/** Who could be responsible, best first, and who else must hear of it at once. */
export type Route = { responsible: Person; stationId: number | null; alsoTold: Person[] };

type RoutingRow = {
  name: string;
  when: (report: Report) => boolean;
  candidates: (work: Work, report: Report) => Promise<Holder[]>;
};

const always = () => true;
const isDiscreet = (report: Report) => report.confidential || report.category.toDiscipline;
const isEmergency = (report: Report) => report.kind === "emergency";

/**
 * Routing (归口): the first row that applies and finds somebody gives the responsible person. The admin is the last
 * resort, so that every ticket has one. Rows have names so that `/org` can show the order in words.
 */
export const routingTable = [
  { name: "discipline", when: isDiscreet, candidates: (work) => findHolders(work, "discipline") },
  { name: "discreet-admin", when: isDiscreet, candidates: (work) => findHolders(work, "admin") },
  { name: "duty", when: isEmergency, candidates: (work) => findOnDuty(work) },
  { name: "own-rules", when: (report) => !isEmergency(report), candidates: findByOwnRules },
  {
    name: "station",
    when: (report) => !isEmergency(report) && report.category.stationId !== null,
    candidates: (work, report) => findStationMembers(work, report.category.stationId as number),
  },
  { name: "group", when: (report) => Boolean(report.groupId), candidates: async (work, report) => cadresOf(work, report, report.groupId) },
  { name: "village", when: always, candidates: async (work, report) => cadresOf(work, report, null) },
  { name: "other-group", when: always, candidates: (work, report) => findHolders(work, "cadre", { villageId: report.villageId }) },
  { name: "leader", when: always, candidates: (work, report) => findHolders(work, "leader", { villageId: report.villageId }) },
  { name: "admin", when: always, candidates: (work) => findHolders(work, "admin") },
  { name: "any-leader", when: always, candidates: (work) => findHolders(work, "leader") },
] as const satisfies readonly RoutingRow[];

/** Cadres tied to one group of the village; null: to the village as a whole. */
const cadresOf = async (work: Work, { villageId }: Report, groupId: number | null | undefined) =>
  (await findHolders(work, "cadre", { villageId })).filter(({ grant }) => grant.groupId === groupId);

/**
 * Finds the one responsible person of a report.
 *
 * @returns undefined only when the town has no admin yet
 */
export async function routeReport(work: Work, report: Report): Promise<Route | undefined> {
  for (const row of routingTable) {
    if (!row.when(report)) continue;
    const responsible = await firstAvailable(work, await row.candidates(work, report), report);
    if (!responsible) continue;
    const stationId = responsible.grant?.role === "station" ? responsible.grant.stationId : null;
    return { responsible: responsible.person, stationId, alsoTold: await alsoTold(work, report, responsible.person, stationId) };
  }
  // Everybody is on leave: better an admin on leave than nobody.
  const admin = (await findHolders(work, "admin")).find(({ id }) => id !== report.aboutId);
  return admin && { responsible: admin, stationId: null, alsoTold: [] };
}

async function firstAvailable(work: Work, candidates: Holder[], { reporterId, aboutId }: Report) {
  // Nobody should handle their own report while somebody else can.
  const others = candidates
    .filter(({ id }) => id !== aboutId)
    .toSorted((a, b) => Number(a.id === reporterId) - Number(b.id === reporterId));
  for (const candidate of others) {
    if (!isOnLeave(candidate, work.now)) return { person: candidate as Person, grant: candidate.grant };
    const deputy = candidate.deputyId === null ? undefined : await findPerson(work, candidate.deputyId);
    if (deputy && deputy.id !== aboutId && !isOnLeave(deputy, work.now)) return { person: deputy, grant: candidate.grant };
  }
  return undefined;
}

export const isOnLeave = (person: Pick<Person, "onLeaveUntil">, now: Date) => person.onLeaveUntil !== null && person.onLeaveUntil > now;

/** Everybody in charge when there is an emergency in a village: on duty, tied to it, leading it. */
export async function findOnCall(work: Work, ticket: { villageId: number }): Promise<Person[]> {
  const people = [
    ...(await findOnDuty(work)),
    ...(await findHolders(work, "cadre", { villageId: ticket.villageId })),
    ...(await findHolders(work, "leader", { villageId: ticket.villageId })),
  ];
  return [...new Map(people.map((one) => [one.id, one])).values()];
}

/** Station colleagues see the card and may claim it; an emergency is told to everyone in charge of the village. */
async function alsoTold(work: Work, report: Report, responsible: Person, stationId: number | null): Promise<Person[]> {
  const people: Person[] = [];
  if (stationId !== null) people.push(...(await findHolders(work, "station", { stationId })));
  if (report.kind === "emergency" && !report.confidential) {
    people.push(...(await findOnCall(work, report)));
    people.push(...(await findHolders(work, "admin")));
  }
  const known = new Set([responsible.id, ...(report.aboutId === undefined ? [] : [report.aboutId])]);
  return people.filter((person) => !known.has(person.id) && known.add(person.id));
}

/** Who answers one level up: the village's leader, then the town's (a leader of no single village), then the admin. */
export async function findSuperior(
  work: Work,
  ticket: { villageId: number; responsibleId: number | null; confidential: boolean; aboutId: number | null },
  level: number,
) {
  const ofVillage = ticket.confidential ? [] : await findHolders(work, "leader", { villageId: ticket.villageId });
  const inTown = ticket.confidential ? [] : await findHolders(work, "leader");
  const admins = (await findHolders(work, "admin")).filter(({ id }) => id !== ticket.aboutId);
  const ofTown = inTown.filter(({ grant }) => grant.villageId === null);
  const line = level <= 1 ? [...ofVillage, ...ofTown, ...admins] : [...ofTown, ...admins, ...inTown];
  return (
    line.find((person) => person.id !== ticket.responsibleId && person.id !== ticket.aboutId && !isOnLeave(person, work.now)) ?? admins[0]
  );
}
