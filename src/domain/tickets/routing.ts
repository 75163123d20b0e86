import type { Role, TicketKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findOnDuty } from "../emergencies/duty.ts";
import { eachOnce, findAllHolders, findHolders, type Grant, type Holder, leadersOf, leadersOfTown, type Person } from "../people/person.ts";
import { headFirst } from "../places/stations.ts";
import { isKeptFrom, type Kept, withoutKept } from "./kept-from.ts";
import { findRuleRows, type OwnRule, ruleFits } from "./town-rules.ts";

export type Report = Kept & {
  kind: TicketKind;
  villageId: number;
  groupId?: number | null | undefined;
  confidential: boolean;
  reporterId: number;
  /** Who wrote it down for the reporter. */
  recordedBy?: number | null | undefined;
  /** The station that the reporter chose, for what should stay out of the village. */
  toStationId?: number | undefined;
  category: { id: number; stationId: number | null; toDiscipline: boolean };
};

/** Somebody who could be responsible, and by which grant; who is on duty needs none. */
type Candidate = Person & { grant?: Grant };
/** Who could be responsible, best first, and who else must hear of it at once. */
export type Route = { responsible: Person; stationId: number | null; alsoTold: Person[] };

/** Everything that routing looks at, loaded at once. */
type Town = { holders: readonly Holder[]; onDuty: readonly Person[]; ownRules: readonly OwnRule[] };
type RoutingRow = { name: string; when: (report: Report) => boolean; candidates: (town: Town, report: Report) => Candidate[] };

const always = () => true;
const isEmergency = (report: Report) => report.kind === "emergency";
const isDiscreet = (report: Report) => report.confidential || report.category.toDiscipline;

/**
 * Routing (归口): the first row that applies and finds somebody gives the responsible person. The admin is the last
 * resort, so that every ticket has one. Rows have names so that `/org` can show the order in words.
 */
export const routingTable = [
  {
    name: "chosen",
    when: (report) => report.toStationId !== undefined,
    candidates: (town, report) => membersOf(town, report.toStationId ?? null),
  },
  { name: "discipline", when: isDiscreet, candidates: (town) => holding(town, "discipline") },
  { name: "discreet-admin", when: isDiscreet, candidates: (town) => holding(town, "admin") },
  { name: "duty", when: isEmergency, candidates: (town) => [...town.onDuty] },
  { name: "own-rules", when: (report) => !isEmergency(report), candidates: namedByOwnRules },
  {
    name: "station",
    when: (report) => !isEmergency(report) && report.category.stationId !== null,
    candidates: (town, report) => membersOf(town, report.category.stationId),
  },
  {
    name: "group",
    when: (report) => Boolean(report.groupId),
    candidates: (town, report) => holding(town, "cadre", report).filter(({ grant }) => grant.groupId === report.groupId),
  },
  {
    name: "village",
    when: always,
    candidates: (town, report) => holding(town, "cadre", report).filter(({ grant }) => grant.groupId === null),
  },
  { name: "other-group", when: always, candidates: (town, report) => holding(town, "cadre", report) },
  { name: "leader", when: always, candidates: (town, report) => holding(town, "leader", report) },
  { name: "admin", when: always, candidates: (town) => holding(town, "admin") },
  { name: "any-leader", when: always, candidates: (town) => holding(town, "leader") },
] as const satisfies readonly RoutingRow[];

/** Who holds a role, in a village if one is given, those longest in it first. */
const holding = (town: Town, role: Role, where?: { villageId: number }): Holder[] =>
  town.holders.filter(({ grant }) => grant.role === role && (where === undefined || grant.villageId === where.villageId));

/** The members of a station, its head first. */
const membersOf = (town: Town, stationId: number | null): Holder[] =>
  headFirst(holding(town, "station").filter(({ grant }) => grant.stationId === stationId));

/** Whom the town's own rules name, in their order; a person who lost every role is passed over. */
function namedByOwnRules(town: Town, report: Report): Candidate[] {
  const fitting = town.ownRules.filter((rule) => ruleFits(rule, report));
  return fitting.flatMap(({ toStationId, toPersonId }): Candidate[] => {
    if (toStationId !== null) return membersOf(town, toStationId);
    const named = town.holders.find(({ id }) => id === toPersonId);
    return named ? [withoutGrant(named)] : [];
  });
}

const withoutGrant = ({ grant: _grant, ...person }: Holder): Person => person;

async function loadTown(work: Work, isUrgent: boolean): Promise<Town> {
  const [holders, ownRules, onDuty] = await Promise.all([
    findAllHolders(work),
    findRuleRows(work),
    isUrgent ? findOnDuty(work) : Promise.resolve([]),
  ]);
  return { holders, ownRules, onDuty };
}

/**
 * Finds the one responsible person of a report.
 *
 * @returns undefined only when the town has no admin yet
 */
export async function routeReport(work: Work, report: Report): Promise<Route | undefined> {
  const town = await loadTown(work, isEmergency(report));
  for (const row of routingTable as readonly RoutingRow[]) {
    if (!row.when(report)) continue;
    const responsible = firstAvailable(town, work.now, row.candidates(town, report), report);
    if (!responsible) continue;
    const stationId = responsible.grant?.role === "station" ? responsible.grant.stationId : null;
    return { responsible: responsible.person, stationId, alsoTold: alsoTold(town, report, responsible.person, stationId) };
  }
  // Everybody is on leave: better an admin on leave than nobody.
  const admin = holding(town, "admin").find(({ id }) => !isKeptFrom(report, id));
  return admin && { responsible: admin, stationId: null, alsoTold: [] };
}

function firstAvailable(town: Town, now: Date, candidates: Candidate[], report: Report) {
  // Nobody should handle their own report, or one they wrote down, while somebody else can.
  const isOwn = ({ id }: Candidate) => Number(id === report.reporterId || id === report.recordedBy);
  const others = withoutKept(candidates, report).toSorted((a, b) => isOwn(a) - isOwn(b));
  for (const candidate of others) {
    if (!isOnLeave(candidate, now)) return { person: candidate as Person, grant: candidate.grant };
    const deputy = town.holders.find(({ id }) => id === candidate.deputyId);
    if (deputy && !isKeptFrom(report, deputy.id) && !isOnLeave(deputy, now)) return { person: deputy as Person, grant: candidate.grant };
  }
  return undefined;
}

export const isOnLeave = (person: Pick<Person, "onLeaveUntil">, now: Date) => person.onLeaveUntil !== null && person.onLeaveUntil > now;

/** Everybody in charge when there is an emergency in a village: on duty, tied to it, leading it or the town; nobody from whom it is kept. */
export const findOnCall = async (work: Work, ticket: Kept & { villageId: number }): Promise<Person[]> =>
  onCall(await loadTown(work, true), ticket);

function onCall(town: Town, ticket: Kept & { villageId: number }): Person[] {
  const people = [...town.onDuty, ...holding(town, "cadre", ticket), ...leadersOf(ticket.villageId, holding(town, "leader"))];
  return withoutKept(eachOnce(people), ticket);
}

/** Station colleagues see the card and may claim it; an emergency is told to everyone in charge of the village. */
function alsoTold(town: Town, report: Report, responsible: Person, stationId: number | null): Person[] {
  const people: Person[] = stationId === null ? [] : membersOf(town, stationId);
  if (isEmergency(report) && !report.confidential) people.push(...onCall(town, report), ...holding(town, "admin"));
  const known = new Set([responsible.id]);
  return withoutKept(people, report).filter((person) => !known.has(person.id) && known.add(person.id));
}

/** Who answers one level up: the village's leader, then the town's (a leader of no single village), then the admin. */
export async function findSuperior(
  work: Work,
  ticket: Kept & { villageId: number; responsibleId: number | null; confidential: boolean },
  level: number,
) {
  const leaders = ticket.confidential ? [] : await findHolders(work, "leader");
  const admins = withoutKept(await findHolders(work, "admin"), ticket);
  const line = level <= 1 ? [...leadersOf(ticket.villageId, leaders), ...admins] : [...leadersOfTown(leaders), ...admins, ...leaders];
  return (
    line.find((person) => person.id !== ticket.responsibleId && !isKeptFrom(ticket, person.id) && !isOnLeave(person, work.now)) ?? admins[0]
  );
}
