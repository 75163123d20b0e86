import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import type { Work } from "../../database/work.ts";
import { noteInAudit } from "../conversation.ts";
import { dayOf } from "../emergencies/duty.ts";
import type { Actor } from "../people/person.ts";
import { findVillages, type Village } from "../places/places.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { mayAtPlace, type Place, type PlaceAction, type PlaceRelation, placeRights, type Standing, type Ties } from "./rights.ts";

type GrantRow = { person_id: string; role: string; village_id: string | null; group_name: string | null; station_id: string | null };

/** What somebody's grants, and those of the people for whom they stand in today, say about places. */
export async function findStanding(work: Work, actor: Actor): Promise<Standing> {
  const self = { personId: actor.id, isAdmin: false, leads: [], villages: [], groups: [], colleagues: [] };
  if (!actor.grants.length) return { ...self, isOnDuty: false, standsInFor: [] };
  const [grants, colleagues, duty] = await Promise.all([
    work.tx.execute<GrantRow>(sql`
      select g.person_id, g.role, g.village_id, v.name as group_name, g.station_id
      from role_grant g left join village_group v on v.town_id = g.town_id and v.id = g.group_id
      where g.town_id = ${work.townId} and g.revoked_at is null and (g.person_id = ${actor.id} or g.person_id in (select p.id from person p
        where p.town_id = ${work.townId} and p.deputy_id = ${actor.id} and p.on_leave_until > ${work.now.toISOString()}))`),
    work.tx.execute<{ person_id: string }>(sql`
      select distinct c.person_id from role_grant g join role_grant c on c.town_id = g.town_id and c.station_id = g.station_id
      where g.town_id = ${work.townId} and g.person_id = ${actor.id} and g.revoked_at is null and c.revoked_at is null`),
    work.tx.execute(
      sql`select 1 from duty where town_id = ${work.townId} and person_id = ${actor.id} and day = ${dayOf(work.now, work.zone)}`,
    ),
  ]);
  const byPerson = Map.groupBy(grants.rows, ({ person_id }) => Number(person_id));
  const absent = [...byPerson].filter(([id]) => id !== actor.id);
  return {
    ...tiesOf(actor.id, byPerson.get(actor.id) ?? []),
    colleagues: colleagues.rows.map(({ person_id }) => Number(person_id)),
    isOnDuty: duty.rows.length > 0,
    standsInFor: absent.map(([id, rows]) => tiesOf(id, rows)),
  };
}

function tiesOf(personId: number, rows: readonly GrantRow[]): Ties {
  const led = rows.filter(({ role }) => role === "leader");
  const villages = (held: readonly GrantRow[]) => [
    ...new Set(held.flatMap(({ village_id }) => (village_id === null ? [] : Number(village_id)))),
  ];
  const cadre = rows.filter(({ role }) => role === "cadre");
  return {
    personId,
    isAdmin: rows.some(({ role }) => role === "admin"),
    leads: led.some(({ village_id }) => village_id === null) ? "town" : villages(led),
    villages: villages(cadre.filter(({ group_name }) => group_name === null)),
    groups: cadre.flatMap(({ village_id, group_name }) => (group_name === null ? [] : { villageId: Number(village_id), name: group_name })),
    colleagues: [],
  };
}

/** Whether somebody may do this there. */
export const may = async (work: Work, actor: Actor, action: PlaceAction, place: Place): Promise<boolean> =>
  mayAtPlace(action, await findStanding(work, actor), place);

/**
 * Asks the table before something is done.
 *
 * @returns why not, noted in the audit; undefined when it may be done
 */
export async function permit(work: Work, actor: Actor, action: PlaceAction, place: Place): Promise<Refusal | undefined> {
  if (await may(work, actor, action, place)) return undefined;
  await noteInAudit(
    work,
    actor.id,
    `place ${action}`,
    `${place.villageId ?? "town"} ${place.groupName ?? ""} ${place.of?.join(",") ?? ""}`.trim(),
  );
  return refuse("not-yours");
}

/** Whether somebody may do this for the whole town. */
export const mayInTown = (work: Work, actor: Actor, action: PlaceAction) => may(work, actor, action, { villageId: null });

/** The villages where somebody may do this, in the town's order. */
export async function villagesWhere(work: Work, actor: Actor, action: PlaceAction): Promise<Village[]> {
  const [standing, villages] = await Promise.all([findStanding(work, actor), findVillages(work)]);
  return villages.filter(({ id }) => isAnywhereIn(action, standing, id));
}

/** Somebody tied to one group of a village may do there what they may do in that group. */
function isAnywhereIn(action: PlaceAction, standing: Standing, villageId: number): boolean {
  const names = [standing, ...standing.standsInFor].flatMap(({ groups }) => groups).filter((group) => group.villageId === villageId);
  return [undefined, ...names.map(({ name }) => name)].some((groupName) => mayAtPlace(action, standing, { villageId, groupName }));
}

type Columns = { villageId: AnyColumn | SQL; groupName?: AnyColumn | SQL; of?: readonly (AnyColumn | SQL)[] };

/**
 * The same answer as a condition, for lists: only rows at which somebody may do this.
 *
 * @param columns where a row says to which village and group it belongs, and whose it is
 */
export function whereMay(action: PlaceAction, standing: Standing, columns: Columns): SQL {
  const by: readonly PlaceRelation[] = placeRights[action];
  const deputised = by.includes("deputy") ? standing.standsInFor.map((one) => ({ ...one, isAdmin: false, colleagues: [] })) : [];
  const parts = [standing, ...deputised].flatMap((ties) => conditions(by, ties, columns));
  if (by.includes("on_duty") && standing.isOnDuty) parts.push(sql`true`);
  return parts.length ? sql`(${sql.join(parts, sql` or `)})` : sql`false`;
}

function conditions(by: readonly PlaceRelation[], ties: Ties, { villageId, groupName, of = [] }: Columns): SQL[] {
  const has = (relation: PlaceRelation) => by.includes(relation);
  const leads = ties.leads === "town" ? [] : ties.leads;
  const villages = [
    ...(has("led_village") ? leads : []),
    ...(has("own_village") ? ties.villages : []),
    ...(has("part_of_village") ? ties.groups.map((group) => group.villageId) : []),
  ];
  const anyOf = (ids: readonly number[], column: AnyColumn | SQL) => sql`${column} = any(${sql.param([...ids])}::bigint[])`;
  const byName = [...(has("theirs") ? [ties.personId] : []), ...(has("station") ? ties.colleagues : [])];
  return [
    ...((has("admin") && ties.isAdmin) || (has("town_leader") && ties.leads === "town") ? [sql`true`] : []),
    ...(has("other_leader") && leads.length ? [sql`(${villageId} is null or not ${anyOf(leads, villageId)})`] : []),
    ...(villages.length ? [anyOf(villages, villageId)] : []),
    ...(has("own_group") && groupName
      ? ties.groups.map((group) => sql`(${villageId} = ${group.villageId} and ${groupName} = ${group.name})`)
      : []),
    ...(byName.length ? of.map((column) => anyOf(byName, column)) : []),
    ...(has("whole_town") ? [sql`${villageId} is null`] : []),
  ];
}
