import { sql } from "drizzle-orm";
import type { Work } from "../../database/work.ts";
import { findStanding, permit, whereMay } from "../doorstep/standing.ts";
import { type Actor, findActor, isStaff } from "../people/person.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { findRosterTitle } from "./rosters.ts";

/** Whose part of a list something is left of, and how much of it. */
export type Left = { id: number; name: string; count: number };

const isLeft = sql`e.state in ('open', 'postponed')`;
const place = { villageId: sql`e.village_id`, groupName: sql`e.group_name` };

/** Who has something left of a list in the villages that somebody leads. */
export async function findLeft(work: Work, actor: Actor, rosterId: number): Promise<Left[]> {
  const theirs = whereMay("hand_entry", await findStanding(work, actor), place);
  const { rows } = await work.tx.execute<{ id: string; name: string; count: number }>(sql`
    select p.id, p.name, count(*)::int as count from roster_entry e join person p on p.town_id = e.town_id and p.id = e.assigned_to
    where e.town_id = ${work.townId} and e.roster_id = ${rosterId} and ${isLeft} and ${theirs} group by p.id, p.name order by p.id`);
  return rows.map(({ id, name, count }) => ({ id: Number(id), name, count }));
}

/** Gives what is left of one person's part of a list to another, who is told. @returns how much that was */
export async function handOver(work: Work, actor: Actor, rosterId: number, from: number, to: number): Promise<number | Refusal> {
  const taker = await findActor(work, to);
  if (!taker || !isStaff(taker) || to === from) return refuse("nobody-there");
  const theirs = whereMay("hand_entry", await findStanding(work, actor), place);
  const { rows } = await work.tx.execute(sql`
    update roster_entry e set assigned_to = ${to}, reminded_at = null
    where e.town_id = ${work.townId} and e.roster_id = ${rosterId} and e.assigned_to = ${from} and ${isLeft} and ${theirs} returning e.id`);
  if (!rows.length) return (await permitHandOver(work, actor, rosterId)) ?? refuse("not-found");
  const values = { title: (await findRosterTitle(work, rosterId)) ?? "", count: rows.length };
  work.tell(taker, { kind: "text", key: "told-roster", values, buttons: "roster", subject: rosterId });
  const giver = await findActor(work, from);
  if (giver) work.tell(giver, { kind: "text", key: "told-roster-handed", values: { ...values, name: taker.name } });
  return rows.length;
}

/** Why somebody has nothing to hand over of a list: it is not theirs to give, or nothing is left of it. */
export async function permitHandOver(work: Work, actor: Actor, rosterId: number): Promise<Refusal | undefined> {
  if ((await findLeft(work, actor, rosterId)).length) return undefined;
  const { rows } = await work.tx.execute<{ village: string | null }>(sql`
    select min(e.village_id) as village from roster_entry e where e.town_id = ${work.townId} and e.roster_id = ${rosterId} and ${isLeft}`);
  const village = rows[0]?.village;
  return (village ? await permit(work, actor, "hand_entry", { villageId: Number(village) }) : undefined) ?? refuse("not-found");
}
