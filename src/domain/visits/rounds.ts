import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { villageGroup } from "../../database/schema/town.ts";
import { household } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import { findStanding } from "../doorstep/standing.ts";
import { maxHouseholdsShown } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { type Household, isTheirsToVisit } from "./households.ts";

/** What is left to do of a group this month; `groupId` 0 is a whole village of households without a group. */
export type RoundPart = { villageId: number; village: string; groupId: number; group: string; left: number; all: number };

const isToDo = (work: Work): SQL => {
  const monthStart = DateTime.fromJSDate(work.now, { zone: work.zone }).startOf("month").toJSDate().toISOString();
  return sql`not exists (select from visit s where s.town_id = ${household.townId} and s.household_id = ${household.id}
    and s.undone_at is null and s.at >= ${monthStart})`;
};

/** The month's round (本月待走): for each group what is left of somebody's households; what is done drops out. */
export async function findMonthRound(work: Work, actor: Actor): Promise<RoundPart[]> {
  const mine = isTheirsToVisit(await findStanding(work, actor));
  const { rows } = await work.tx.execute<{
    village_id: string;
    village: string;
    group_id: string | null;
    group: string;
    left: number;
    all: number;
  }>(sql`
    select v.id as village_id, v.name as village, g.id as group_id, coalesce(g.name, '') as group,
      count(*) filter (where ${isToDo(work)})::int as left, count(*)::int as all
    from ${household} join village v on v.town_id = ${household.townId} and v.id = ${household.villageId}
    left join village_group g on g.town_id = v.town_id and g.village_id = v.id and g.name = ${household.groupName}
    where ${household.townId} = ${work.townId} and ${household.movedAwayAt} is null and ${mine}
    group by v.id, v.name, v.position, g.id, g.name order by v.position, v.id, g.id nulls last`);
  return rows.map(({ village_id, village, group_id, group, left, all }) => ({
    villageId: Number(village_id),
    village,
    groupId: Number(group_id ?? 0),
    group,
    left,
    all,
  }));
}

/** The way through one group: what is left of it, house by house as addresses go, and how much that is. @param groupId 0 for households without a group */
export async function findRoute(
  work: Work,
  actor: Actor,
  villageId: number,
  groupId: number,
): Promise<{ homes: Household[]; left: number }> {
  const named = sql`(select g.name from ${villageGroup} g where g.town_id = ${household.townId} and g.village_id = ${household.villageId}
    and g.name = ${household.groupName})`;
  const ofGroup =
    groupId === 0
      ? sql`${named} is null`
      : sql`${household.groupName} = (select g.name from ${villageGroup} g where g.town_id = ${household.townId} and g.id = ${groupId})`;
  const there = and(
    eq(household.townId, work.townId),
    eq(household.villageId, villageId),
    isNull(household.movedAwayAt),
    ofGroup,
    isTheirsToVisit(await findStanding(work, actor)),
    isToDo(work),
  );
  const homes = work.tx
    .select()
    .from(household)
    .where(there)
    .orderBy(
      sql`nullif(regexp_replace(coalesce(${household.address}, ''), '\\D', '', 'g'), '')::numeric nulls last`,
      asc(household.address),
      asc(household.id),
    )
    .limit(maxHouseholdsShown);
  const [shown, left] = await Promise.all([homes, work.tx.$count(household, there)]);
  return { homes: shown, left };
}
