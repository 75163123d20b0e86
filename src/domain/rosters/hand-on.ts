import { sql } from "drizzle-orm";
import type { Work } from "../../database/work.ts";
import { findStanding, may, permit, whereMay } from "../doorstep/standing.ts";
import { type Actor, findActor, isStaff } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { type Entry, findRosterTitle, handedColumns, lockEntry, placeOfEntry } from "./rosters.ts";

/** How much is left to do of a roster by one person; `isGone`: without any role now. */
export type Share = { personId: number; name: string; count: number; isGone: boolean };

const isLeftToDo = (work: Work, rosterId: number) =>
  sql`e.town_id = ${work.townId} and e.roster_id = ${rosterId} and e.state in ('open', 'postponed')`;

/** Who has what left of a roster, as far as somebody may hand it to others. */
export async function findShares(work: Work, actor: Actor, rosterId: number): Promise<Share[]> {
  const theirs = whereMay("hand_entry", await findStanding(work, actor), handedColumns);
  const { rows } = await work.tx.execute<{ id: string; name: string; count: number; gone: boolean }>(sql`
    select p.id, p.name, count(*)::int as count,
      not exists (select from role_grant g where g.town_id = p.town_id and g.person_id = p.id and g.revoked_at is null) as gone
    from roster_entry e join person p on p.town_id = e.town_id and p.id = e.assigned_to
    where ${isLeftToDo(work, rosterId)} and ${theirs} group by p.town_id, p.id, p.name order by gone desc, count desc, p.id`);
  return rows.map(({ id, name, count, gone }) => ({ personId: Number(id), name, count, isGone: gone }));
}

/**
 * What is left of somebody's part of a roster is somebody else's from now on; both are told.
 *
 * @param whose everything of one person, or one entry
 * @returns how many entries went over
 */
export async function handOn(
  work: Work,
  actor: Actor,
  rosterId: number,
  whose: { fromId: number } | { entryId: number },
  toId: number,
): Promise<number | Refusal> {
  const to = await findActor(work, toId);
  if (!to || !isStaff(to)) return refuse("nobody-there");
  if ("entryId" in whose) {
    const found = await permitHanding(work, actor, whose.entryId);
    if (isRefusal(found)) return found;
  }
  const which = "entryId" in whose ? sql`e.id = ${whose.entryId}` : sql`e.assigned_to = ${whose.fromId}`;
  const theirs = whereMay("hand_entry", await findStanding(work, actor), handedColumns);
  const { rows } = await work.tx.execute<{ before: string }>(sql`
    with left_to_do as (select e.town_id, e.id, e.assigned_to from roster_entry e
      where ${isLeftToDo(work, rosterId)} and ${which} and e.assigned_to <> ${toId} and ${theirs} for update)
    update roster_entry e set assigned_to = ${toId}, reminded_at = null from left_to_do l
    where e.town_id = l.town_id and e.id = l.id returning l.assigned_to as before`);
  if (!rows.length) return refuse("nothing-to-hand");
  const title = (await findRosterTitle(work, rosterId)) ?? "";
  const values = { title, count: rows.length, name: actor.name };
  if (to.id !== actor.id) work.tell(to, { kind: "text", key: "told-roster-handed", values, buttons: "roster", subject: rosterId });
  const before = await findActor(work, Number(rows[0]?.before));
  if (before?.grants.length && before.id !== actor.id) {
    work.tell(before, { kind: "text", key: "told-roster-taken", values: { ...values, name: to.name } });
  }
  return rows.length;
}

export const mayHand = async (work: Work, actor: Actor, entry: Entry) =>
  entry.state !== "done" && may(work, actor, "hand_entry", await placeOfMaker(work, entry));

/** Its place, as its list's maker's only. */
const placeOfMaker = async (work: Work, entry: Entry) => placeOfEntry(work, { ...entry, assignedTo: 0 });

/** An entry that somebody may give to somebody else. */
export async function permitHanding(work: Work, actor: Actor, entryId: number): Promise<Entry | Refusal> {
  const found = await lockEntry(work, actor, entryId);
  if (isRefusal(found)) return found;
  if (found.state === "done") return refuse("served-before", { name: found.name });
  return (await permit(work, actor, "hand_entry", await placeOfMaker(work, found))) ?? found;
}
