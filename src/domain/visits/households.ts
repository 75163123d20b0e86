import { and, asc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { DateTime } from "luxon";
import { person } from "../../database/schema/people.ts";
import { household } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import { mayAtPlace, type Place, type Standing } from "../doorstep/rights.ts";
import { findStanding, permit, whereMay } from "../doorstep/standing.ts";
import { maxHouseholdsShown } from "../limits.ts";
import { type Actor, findHolders, findPerson, type Person } from "../people/person.ts";
import { findGroups } from "../places/places.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { rowsAtOnce } from "../rosters/limits.ts";

export type Household = typeof household.$inferSelect;
export type Listed = Household & { lastVisit: Date | null };

/** Where a household belongs, and whose it is by name. */
export const placeOfHousehold = ({ villageId, groupName, cadreId }: Household): Place => ({ villageId, groupName, of: [cadreId] });
const placeColumns = { villageId: household.villageId, groupName: household.groupName, of: [household.cadreId] };

// Qualified by hand: in a list of columns drizzle leaves the table out, and a visit has an id as well.
const lastVisit = sql<Date | null>`(select max(v.at) from visit v
  where v.town_id = ${household}.town_id and v.household_id = ${household}.id and v.undone_at is null)`;

/**
 * The households that are somebody's to visit, those not visited longest first.
 *
 * @param page from 0
 */
export async function findHouseholds(work: Work, actor: Actor, page: number): Promise<{ households: Listed[]; isLast: boolean }> {
  const standing = await findStanding(work, actor);
  const rows = await work.tx
    .select({ household, lastVisit })
    .from(household)
    .where(and(eq(household.townId, work.townId), isNull(household.movedAwayAt), isTheirsToVisit(standing)))
    .orderBy(sql`${lastVisit} asc nulls first`, asc(household.id))
    .limit(maxHouseholdsShown + 1)
    .offset(page * maxHouseholdsShown);
  const listed = rows.map(({ household: one, lastVisit: at }) => ({ ...one, lastVisit: at === null ? null : new Date(at) }));
  return { households: listed.slice(0, maxHouseholdsShown), isLast: listed.length <= maxHouseholdsShown };
}

/** On a household's row: it is this person's to visit. */
export const isTheirsToVisit = (standing: Standing) =>
  sql`(${whereMay("see_household", standing, placeColumns)} and ${answersForAll(standing) ? sql`true` : isNobodyElses(standing)})`;

/** Households that somebody may see, by a part of the householder's name, of the address or of the phone; also those that moved away. */
export async function searchHouseholds(work: Work, actor: Actor, typed: string): Promise<Household[]> {
  const has = (column: AnyPgColumn) => sql`strpos(coalesce(${column}, ''), ${typed}) > 0`;
  const seen = whereMay("see_household", await findStanding(work, actor), placeColumns);
  return work.tx
    .select()
    .from(household)
    .where(and(eq(household.townId, work.townId), or(has(household.head), has(household.address), has(household.phone)), seen))
    .orderBy(sql`${household.movedAwayAt} is not null`, asc(household.id))
    .limit(maxHouseholdsShown);
}

/** Leaders look at all of a village, no matter to which cadre a household was given to. */
const answersForAll = ({ isAdmin, leads }: Standing) => isAdmin || leads === "town" || leads.length > 0;

/** Given to nobody by name, to this person, to somebody for whom they stand in, or to somebody without any role now. */
const isNobodyElses = ({ personId, standsInFor }: Standing) =>
  sql`(${household.cadreId} is null or ${household.cadreId} = any(${sql.param([personId, ...standsInFor.map((one) => one.personId)])}::bigint[])
    or not exists (select 1 from role_grant g
      where g.town_id = ${household.townId} and g.person_id = ${household.cadreId} and g.revoked_at is null))`;

export async function findHousehold(work: Work, id: number): Promise<Household | undefined> {
  const [found] = await work.tx
    .select()
    .from(household)
    .where(and(eq(household.townId, work.townId), eq(household.id, id)));
  return found;
}

/** Whose a household is: given to somebody by name, or of the person who is tied to its group, or to its village. */
export async function findWhose(work: Work, { villageId, groupName, cadreId }: Household): Promise<Person[]> {
  const named = cadreId === null ? undefined : await findPerson(work, cadreId);
  if (named) return [named];
  const cadres = await findHolders(work, "cadre", { villageId });
  const group = (await findGroups(work, villageId)).find(({ name }) => name === groupName);
  const ofGroup = cadres.filter(({ grant }) => grant.groupId !== null && grant.groupId === group?.id);
  return ofGroup.length ? ofGroup : cadres.filter(({ grant }) => grant.groupId === null);
}

export type HouseholdGiven = Pick<Household, "villageId" | "head"> &
  Partial<Pick<Household, "groupName" | "phone" | "address" | "people" | "cadreId" | "idTail">>;

/** Adds or brings up to date the households of a list, many in one statement. */
export async function keepRegister(work: Work, given: readonly Required<HouseholdGiven>[]) {
  const members = await findMembers(work);
  // What a list leaves out stays as it was known.
  const taken = (column: AnyPgColumn) => sql`coalesce(${sql.raw(`excluded."${column.name}"`)}, ${column})`;
  const set = {
    people: taken(household.people),
    cadreId: taken(household.cadreId),
    phone: taken(household.phone),
    address: taken(household.address),
    personId: taken(household.personId),
    idTail: taken(household.idTail),
    movedAwayAt: null,
  };
  for (let from = 0; from < given.length; from += rowsAtOnce) {
    const values = given
      .slice(from, from + rowsAtOnce)
      .map((one) => ({ townId: work.townId, ...one, personId: members.get(one.phone) ?? null }));
    await work.tx
      .insert(household)
      .values(values)
      .onConflictDoUpdate({ target: [household.townId, household.villageId, household.groupName, household.head], set });
  }
}

/** Whose a phone is, of those who shared it as their contact: a typed one may be anybody's, and what is told a household is not theirs to read. */
async function findMembers(work: Work, phone?: string): Promise<Map<string | null, number>> {
  const isTheirs = and(isNotNull(person.phoneSharedAt), phone === undefined ? isNotNull(person.phone) : eq(person.phone, phone));
  const found = await work.tx
    .select({ id: person.id, phone: person.phone })
    .from(person)
    .where(and(eq(person.townId, work.townId), isTheirs));
  return new Map(found.map(({ id, phone: number }) => [number, id]));
}

/** Adds a household, or brings it up to date; the member who uses the bot is found by the phone that they shared. */
export async function keepHousehold(work: Work, given: HouseholdGiven): Promise<Household> {
  const member = given.phone ? (await findMembers(work, given.phone)).get(given.phone) : undefined;
  const values = { ...given, ...(member === undefined ? {} : { personId: member }), movedAwayAt: null };
  const [row] = await work.tx
    .insert(household)
    .values({ townId: work.townId, ...values })
    .onConflictDoUpdate({ target: [household.townId, household.villageId, household.groupName, household.head], set: values })
    .returning();
  return row as Household;
}

/**
 * Adds one household met on the way. What somebody adds who is tied to one group only belongs to that group.
 *
 * @returns a refusal when the village, or the group, is not theirs
 */
export async function addHousehold(work: Work, actor: Actor, given: HouseholdGiven): Promise<Household | Refusal> {
  const standing = await findStanding(work, actor);
  const isWhole = mayAtPlace("keep_household", standing, { villageId: given.villageId });
  const group = isWhole ? undefined : standing.groups.find(({ villageId }) => villageId === given.villageId);
  const placed = { ...given, groupName: given.groupName ?? group?.name ?? "" };
  return (await permit(work, actor, "keep_household", placed)) ?? keepHousehold(work, placed);
}

/** 已搬走: it stays in the register for what was, and is no longer counted or offered. */
export async function markMovedAway(work: Work, actor: Actor, id: number): Promise<Refusal | undefined> {
  const found = await findHousehold(work, id);
  if (!found || found.movedAwayAt) return refuse("not-found");
  const refusal = await permit(work, actor, "mark_moved", placeOfHousehold(found));
  if (refusal) return refusal;
  await work.tx
    .update(household)
    .set({ movedAwayAt: work.now })
    .where(and(eq(household.townId, work.townId), eq(household.id, id)));
  return undefined;
}

/** `cadres`: who answers for them. */
export type Coverage = { village: string; cadres: string[]; visited: number; households: number };

/**
 * How many of the households that somebody answers for were visited this month, for each village and, where households are given to a
 * cadre by name, for each of them.
 */
export async function countCoverage(work: Work, actor: Actor): Promise<Coverage[]> {
  const seen = whereMay("see_coverage", await findStanding(work, actor), { villageId: sql`h.village_id`, groupName: sql`h.group_name` });
  const monthStart = DateTime.fromJSDate(work.now, { zone: work.zone }).startOf("month").toJSDate().toISOString();
  const { rows } = await work.tx.execute<{ id: string; name: string; cadre: string | null; visited: number; households: number }>(sql`
    select v.id, v.name, p.name as cadre, count(h.id)::int as households, count(h.id) filter (where exists (select 1 from visit s
      where s.town_id = h.town_id and s.household_id = h.id and s.undone_at is null and s.at >= ${monthStart}))::int as visited
    from village v join household h on h.town_id = v.town_id and h.village_id = v.id and h.moved_away_at is null
    left join person p on p.town_id = h.town_id and p.id = h.cadre_id
    where v.town_id = ${work.townId} and ${seen}
    group by v.id, v.name, v.position, p.id, p.name order by v.position, v.id, p.id nulls first`);
  const tied = new Map<string, string[]>();
  for (const { id } of rows) {
    if (tied.has(id)) continue;
    const cadres = await findHolders(work, "cadre", { villageId: Number(id) });
    tied.set(
      id,
      cadres.map((one) => one.name),
    );
  }
  return rows.map(({ id, name, cadre, visited, households }) => ({
    village: name,
    cadres: cadre === null ? (tied.get(id) ?? []) : [cadre],
    visited,
    households,
  }));
}
