import { and, eq, gt } from "drizzle-orm";
import { person } from "../../../database/schema/people.ts";
import { type Phrase, type Role, roles, type Said } from "../../../database/values.ts";
import { firstCounterpart } from "../../people/erased-accounts.ts";
import { grantRole } from "../../people/invite.ts";
import type { Actor } from "../../people/person.ts";
import { endTie, findTies, setHead } from "../../people/ties.ts";
import { findGroups, findStations, findVillages } from "../../places/places.ts";
import { handOver } from "../../tickets/hand-over.ts";
import { headingOf, isSpelled, type OrgColumn, roleWord, valueFor } from "../sheets.ts";
import { type Cells, differs, type FoundSheet, type Names, type Plan, say, wrong } from "./plan.ts";

type TieColumn = OrgColumn<"ties">;
type Wanted = { personId: number; name: string; role: Role; village: string; group: string; station: string; isHead: boolean };
const keyOf = ({ personId, role, village, group, station }: Wanted) => [personId, role, village, group, station].join("|");

/** Everybody known, to be found by number or by name; neither who was erased nor an office of another town. */
export type People = { id: number; name: string }[];
export const findPeople = ({ work }: Plan): Promise<People> =>
  work.tx
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(and(eq(person.townId, work.townId), gt(person.telegramId, -firstCounterpart)));

/** The one person that a row names; otherwise why there is none. */
export function personIn(cells: Cells<"number" | "person">, people: People): { id: number; name: string } | Said {
  const [number, name] = [cells.cell("number"), cells.cell("person")];
  const named = number ? people.filter(({ id }) => String(id) === number) : people.filter((one) => one.name === name);
  const [who] = named;
  if (!who) return say("wrong-nobody", { name: name || number });
  return named.length > 1 ? say("wrong-several", { count: named.length, name }) : who;
}

/**
 * Ties are exactly what the sheet says. A person who loses one hands what they had by it to those who are responsible then.
 *
 * @returns the ids of those who hold a role once the workbook is written
 */
export async function planTies(
  plan: Plan,
  by: Actor,
  sheet: FoundSheet<TieColumn> | undefined,
  names: Names,
  people: People,
): Promise<Set<number>> {
  const standing = (await findTies(plan.work)).map(({ grant, ...tie }) => ({ ...tie, ...grant }));
  if (!sheet) return new Set(standing.map(({ personId }) => personId));
  const wanted = new Map<string, Wanted>();
  for (const cells of sheet.rows) {
    const tie = readTie(plan, cells, names, people);
    if ("key" in tie) wrong(plan, sheet, cells, tie);
    else if (wanted.has(keyOf(tie))) wrong(plan, sheet, cells, say("wrong-row-twice", { name: tie.name }));
    else wanted.set(keyOf(tie), tie);
  }
  if (![...wanted.values()].some(({ role }) => role === "admin")) {
    plan.errors.push({ sheet: sheet.name, row: 1, reason: say("wrong-no-admin") });
  }
  compare(plan, sheet, by, new Map(standing.map((tie) => [keyOf(tie), tie])), wanted);
  return new Set([...wanted.values()].map(({ personId }) => personId));
}

function readTie({ spellings }: Plan, cells: Cells<TieColumn>, names: Names, people: People): Wanted | Said {
  const who = personIn(cells, people);
  if ("key" in who) return who;
  const role = valueFor(spellings, roles, roleWord, cells.cell("role"));
  const [village, group, station] = [cells.cell("village"), cells.cell("group"), cells.cell("station")];
  if (!role) return say("wrong-role", { words: roles.map(roleWord) });
  if (village && !names.villages.has(village)) return say("wrong-no-village", { name: village });
  if (group && !names.groups.has(`${village} ${group}`)) return say("wrong-no-group", { village, group });
  if (station && !names.stations.has(station)) return say("wrong-no-station", { name: station });
  if (role === "cadre" && !village) return say("wrong-cadre-village");
  if (role === "station" && !station) return say("wrong-member-station");
  return { personId: who.id, name: who.name, role, village, group, station, isHead: isSpelled(spellings, "cell-yes", cells.cell("head")) };
}

type Standing = Wanted & { id: number; villageId: number | null; stationId: number | null };

function compare(plan: Plan, sheet: FoundSheet<TieColumn>, by: Actor, standing: Map<string, Standing>, wanted: Map<string, Wanted>) {
  const { work } = plan;
  const ended: Standing[] = [];
  for (const [key, tie] of standing) {
    const next = wanted.get(key);
    if (next?.isHead === tie.isHead) continue;
    differs(plan, sheet, next ? "~" : "-", describe(tie));
    if (next) plan.steps.push(() => setHead(work, tie.id, next.isHead));
    else ended.push(tie);
  }
  for (const [key, tie] of wanted) {
    if (standing.has(key)) continue;
    differs(plan, sheet, "+", describe(tie));
    plan.steps.push(() => grantWanted(plan, tie));
  }
  // First everybody who comes, then everybody who goes, then their tickets: so there is always an admin, and a successor.
  for (const { id } of ended) plan.steps.push(() => endTie(work, id));
  for (const tie of ended) plan.steps.push(() => handOver(work, by, tie));
}

async function grantWanted({ work }: Plan, { personId, role, isHead, ...names }: Wanted) {
  const villageId = (await findVillages(work)).find(({ name }) => name === names.village)?.id ?? null;
  const groups = villageId === null ? [] : await findGroups(work, villageId);
  const groupId = groups.find(({ name }) => name === names.group)?.id ?? null;
  const stationId = (await findStations(work)).find(({ name }) => name === names.station)?.id ?? null;
  await grantRole(work, personId, { role, villageId, groupId, stationId, isHead });
}

const describe = ({ name, role, village, group, station, isHead }: Wanted): Phrase => [
  name,
  { word: roleWord(role) },
  ...[village, group, station].filter(Boolean),
  ...(isHead ? [{ word: headingOf("head") }] : []),
];
