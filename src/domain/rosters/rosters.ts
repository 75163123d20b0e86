import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { roster, rosterEntry } from "../../database/schema/rosters.ts";
import type { Attachment, NotServedReason, RosterEntryState } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import type { Place } from "../doorstep/rights.ts";
import { findStanding, permit, whereMay } from "../doorstep/standing.ts";
import { rosterColumns, servedColumns, type Word, type WorkbookSheet } from "../org/sheets.ts";
import { type Actor, eachOnce, findHolders, findPerson, type Holder } from "../people/person.ts";
import { findAllGroups } from "../places/places.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { maxEntriesShown, maxRostersShown, rowsAtOnce } from "./limits.ts";

export type Roster = typeof roster.$inferSelect;
export type Entry = typeof rosterEntry.$inferSelect;
export type EntryGiven = Pick<Entry, "villageId" | "groupName" | "name" | "address" | "phone" | "remark"> &
  Partial<Pick<Entry, "idTail" | "position">>;

/**
 * Makes a roster (名单) and splits it: each entry goes to a cadre tied to its group, otherwise to one tied to its village, or to the person who
 * made it where there is none.
 *
 * @returns how many entries each person got, by name
 */
export async function makeRoster(
  work: Work,
  actor: Actor,
  title: string,
  entries: readonly EntryGiven[],
): Promise<Map<string, number> | Refusal> {
  for (const villageId of new Set(entries.map((entry) => entry.villageId))) {
    const refusal = await permit(work, actor, "make_roster", { villageId });
    if (refusal) return refusal;
  }
  const [made] = await work.tx
    .insert(roster)
    .values({ townId: work.townId, title, createdBy: actor.id, at: work.now })
    .onConflictDoNothing()
    .returning();
  if (!made) return refuse("title-taken", { title });
  const shares = new Map<string, number>();
  const groups = await findAllGroups(work);
  for (const [villageId, ofVillage] of Map.groupBy(entries, (entry) => entry.villageId)) {
    const cadres = await findHolders(work, "cadre", { villageId });
    const inGroup = (groupName: string) => groups.find((one) => one.villageId === villageId && one.name === groupName)?.id;
    // Several cadres of one village share it evenly.
    const values = ofVillage.map((entry, index) => {
      const takers = takersOf(cadres, inGroup(entry.groupName));
      const assignedTo = takers.length ? (takers[index % takers.length] as Holder).id : actor.id;
      return { townId: work.townId, rosterId: made.id, ...entry, assignedTo };
    });
    for (let from = 0; from < values.length; from += rowsAtOnce) {
      await work.tx.insert(rosterEntry).values(values.slice(from, from + rowsAtOnce));
    }
    for (const taker of eachOnce([actor, ...cadres])) {
      const count = values.filter(({ assignedTo }) => assignedTo === taker.id).length;
      if (!count) continue;
      shares.set(taker.name, (shares.get(taker.name) ?? 0) + count);
      work.tell(taker, { kind: "text", key: "told-roster", values: { title, count }, buttons: "roster", subject: made.id });
    }
  }
  return shares;
}

/** A cadre tied to one group has that group only; one tied to the village has what no cadre of a group has. */
function takersOf(cadres: readonly Holder[], groupId: number | undefined): Holder[] {
  const ofGroup = cadres.filter(({ grant }) => grant.groupId !== null && grant.groupId === groupId);
  return ofGroup.length ? ofGroup : cadres.filter(({ grant }) => grant.groupId === null);
}

/** Who serves what a colleague left behind: as if the list came today. */
export async function findFollowers(work: Work, { villageId, groupName }: Entry): Promise<Holder[]> {
  const [cadres, groups] = [await findHolders(work, "cadre", { villageId }), await findAllGroups(work)];
  return takersOf(cadres, groups.find((one) => one.villageId === villageId && one.name === groupName)?.id);
}

const madeBy = sql`(select r.created_by from roster r where r.town_id = e.town_id and r.id = e.roster_id)`;
/** Where an entry `e` belongs, and whose it is. */
export const entryColumns = { villageId: sql`e.village_id`, groupName: sql`e.group_name`, of: [sql`e.assigned_to`, madeBy] };
/** The same for who gives it to somebody else: it is its list's maker's. */
export const handedColumns = { ...entryColumns, of: [madeBy] };
const isLeft = sql`not exists (select 1 from role_grant g where g.town_id = e.town_id and g.person_id = e.assigned_to and g.revoked_at is null)`;

/** What is somebody's to serve: given to them or to somebody they stand in for, or left by somebody without any role now. */
async function theirEntries(work: Work, actor: Actor): Promise<SQL> {
  const standing = await findStanding(work, actor);
  const ids = [actor.id, ...standing.standsInFor.map(({ personId }) => personId)];
  return sql`(e.assigned_to = any(${sql.param(ids)}::bigint[]) or (${isLeft} and ${whereMay("serve_entry", standing, { ...entryColumns, of: [] })}))`;
}

/** The entries that stand in somebody's list: theirs, and everybody's where they answer for it. */
export async function listedEntries(work: Work, actor: Actor): Promise<SQL> {
  const [theirs, standing] = await Promise.all([theirEntries(work, actor), findStanding(work, actor)]);
  return sql`(${theirs} or ${whereMay("list_entry", standing, entryColumns)})`;
}

export type Progress = Roster & { total: number; done: number; postponed: number; moved: number; mine: number };

/** The rosters that have something for them, with how far they are, the newest first; `mine` is what is still open for this person. */
export async function findRosters(work: Work, actor: Actor): Promise<Progress[]> {
  const count = (where: string) => sql.raw(`count(e.id) filter (where ${where})`);
  const [theirs, standing] = await Promise.all([theirEntries(work, actor), findStanding(work, actor)]);
  const { rows } = await work.tx.execute<Record<string, string>>(sql`
    select r.id, count(e.id) as total, ${count("e.state = 'done'")} as done, ${count("e.state = 'postponed'")} as postponed,
      ${count("e.state = 'moved'")} as moved, count(e.id) filter (where ${theirs} and e.state in ('open', 'postponed')) as mine
    from roster r join roster_entry e on e.town_id = r.town_id and e.roster_id = r.id where r.town_id = ${work.townId}
    group by r.id having bool_or(${whereMay("see_entry", standing, entryColumns)} or ${theirs}) order by r.id desc limit ${maxRostersShown}`);
  const counts = new Map(rows.map((row) => [Number(row["id"]), row]));
  const rosters = await work.tx
    .select()
    .from(roster)
    .where(and(eq(roster.townId, work.townId), inArray(roster.id, [...counts.keys()])))
    .orderBy(desc(roster.id));
  return rosters.map((one) => {
    const number = (name: string) => Number(counts.get(one.id)?.[name] ?? 0);
    return {
      ...one,
      total: number("total"),
      done: number("done"),
      postponed: number("postponed"),
      moved: number("moved"),
      mine: number("mine"),
    };
  });
}

type EntriesPage = { entries: Entry[]; page: number; total: number };

/** Why somebody has nothing to do with a roster; undefined when there is something for them in it. */
export async function permitRoster(work: Work, actor: Actor, rosterId: number): Promise<Refusal | undefined> {
  const seen = sql`(${whereMay("see_entry", await findStanding(work, actor), entryColumns)} or ${await theirEntries(work, actor)})`;
  const { rows } = await work.tx.execute<{ village: string; seen: boolean }>(sql`
    select min(e.village_id) as village, bool_or(${seen}) as seen from roster_entry e
    where e.town_id = ${work.townId} and e.roster_id = ${rosterId} group by e.roster_id`);
  const [found] = rows;
  if (!found) return refuse("not-found");
  return found.seen ? undefined : permit(work, actor, "see_entry", { villageId: Number(found.village), of: [] });
}

/** What somebody still has to do of a roster, page by page, and how much that is in all; leaders see everybody's. */
export async function findEntries(work: Work, actor: Actor, rosterId: number, page: number): Promise<EntriesPage> {
  const sees = await listedEntries(work, actor);
  const { rows } = await work.tx.execute<{ id: string; total: string }>(sql`
    select e.id, count(*) over () as total from roster_entry e
    where e.town_id = ${work.townId} and e.roster_id = ${rosterId} and e.state in ('open', 'postponed') and ${sees}
    order by e.state, e.id limit ${maxEntriesShown} offset ${page * maxEntriesShown}`);
  // It may have become shorter since its button was shown.
  if (!rows.length) return page > 0 ? findEntries(work, actor, rosterId, 0) : { entries: [], page, total: 0 };
  const ids = rows.map(({ id }) => Number(id));
  const entries = await work.tx
    .select()
    .from(rosterEntry)
    .where(and(eq(rosterEntry.townId, work.townId), inArray(rosterEntry.id, ids)))
    .orderBy(asc(rosterEntry.state), asc(rosterEntry.id));
  return { entries, page, total: Number(rows[0]?.total) };
}

export type FoundEntry = Pick<Entry, "id" | "name" | "groupName" | "address" | "idTail" | "state" | "why"> & {
  village: string;
  title: string;
};

/** A person who stands in a list that somebody may see, by a part of their name or the end of their number; what is open first. */
export async function findEntriesOf(work: Work, actor: Actor, typed: string): Promise<FoundEntry[]> {
  const seen = sql`(${whereMay("see_entry", await findStanding(work, actor), entryColumns)} or ${await theirEntries(work, actor)})`;
  const { rows } = await work.tx.execute<Omit<FoundEntry, "id"> & { id: string }>(sql`
    select e.id, e.name, e.group_name as "groupName", e.address, e.id_tail as "idTail", e.state, e.why, v.name as village, r.title
    from roster_entry e join village v on v.town_id = e.town_id and v.id = e.village_id
      join roster r on r.town_id = e.town_id and r.id = e.roster_id
    where e.town_id = ${work.townId} and (strpos(e.name, ${typed}) > 0 or e.id_tail = ${typed.toUpperCase()}) and ${seen}
    order by e.state not in ('open', 'postponed'), e.id desc limit ${maxEntriesShown}`);
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** An entry that is this person's to serve, or that they lead. */
export async function lockEntry(work: Work, actor: Actor, id: number): Promise<Entry | Refusal> {
  const [found] = await work.tx
    .select()
    .from(rosterEntry)
    .where(and(eq(rosterEntry.townId, work.townId), eq(rosterEntry.id, id)))
    .for("update");
  if (!found) return refuse("not-found");
  return (await permit(work, actor, "serve_entry", await placeOfEntry(work, found))) ?? found;
}

export async function placeOfEntry(work: Work, { villageId, groupName, rosterId, assignedTo }: Entry): Promise<Place> {
  const [made] = await work.tx
    .select({ by: roster.createdBy })
    .from(roster)
    .where(and(eq(roster.townId, work.townId), eq(roster.id, rosterId)));
  return { villageId, groupName, of: [assignedTo, made?.by ?? null] };
}

export type Served = {
  state: Exclude<RosterEntryState, "open">;
  note: string;
  proof?: Attachment | undefined;
  /** Of one that is served no more. */
  why?: NotServedReason | undefined;
  /** Of a postponed one. */
  nextAt?: Date | undefined;
  /** When it was, if not now: what was written on paper. */
  at?: Date | undefined;
};

/** 办好了 with proof, 改期, or not to be served, with a reason. What is done stays done. */
export async function serveEntry(work: Work, actor: Actor, id: number, served: Served): Promise<Entry | Refusal> {
  const found = await lockEntry(work, actor, id);
  if ("refused" in found) return found;
  if (found.state === "done") return refuse("served-before", { name: found.name });
  if (!served.note && !served.proof) return refuse("reason-missing");
  const [changed] = await work.tx
    .update(rosterEntry)
    .set({
      state: served.state,
      note: served.note,
      proof: served.proof ?? null,
      why: served.why ?? null,
      nextAt: served.nextAt ?? null,
      remindedAt: null,
      doneBy: actor.id,
      at: served.at && served.at < work.now ? served.at : work.now,
    })
    .where(and(eq(rosterEntry.townId, work.townId), eq(rosterEntry.id, id)))
    .returning();
  return changed as Entry;
}

/** What somebody may see of a roster, with the results, for a workbook. */
export async function describeRoster(work: Work, reader: Actor, rosterId: number, word: Word): Promise<WorkbookSheet[]> {
  const seen = sql`(${whereMay("see_entry", await findStanding(work, reader), entryColumns)} or ${await theirEntries(work, reader)})`;
  const { rows } = await work.tx.execute<Record<string, string | null>>(sql`
    select e.*, v.name as village, p.name as taker, d.name as doer, to_char(e.at at time zone ${work.zone}, 'YYYY-MM-DD HH24:MI') as at_text
    from roster_entry e join village v on v.town_id = e.town_id and v.id = e.village_id
    join person p on p.town_id = e.town_id and p.id = e.assigned_to left join person d on d.town_id = e.town_id and d.id = e.done_by
    where e.town_id = ${work.townId} and e.roster_id = ${rosterId} and ${seen} order by e.id`);
  const lines = rows.map((row) => [
    ...["name", "village", "group_name", "address", "phone", "remark", "taker"].map((column) => row[column] ?? ""),
    row["why"] ? word(`why-${row["why"] as NotServedReason}`) : word(`entry-${row["state"] as RosterEntryState}`),
    row["note"] ?? "",
    row["proof"] ? "✓" : "",
    row["doer"] ?? "",
    row["at_text"] ?? "",
  ]);
  return [{ sheet: "roster", columns: [...rosterColumns, ...servedColumns], rows: lines }];
}

export async function findRosterTitle(work: Work, id: number): Promise<string | undefined> {
  const [found] = await work.tx
    .select({ title: roster.title })
    .from(roster)
    .where(and(eq(roster.townId, work.townId), eq(roster.id, id)));
  return found?.title;
}

export const nameOf = async (work: Work, personId: number) => (await findPerson(work, personId))?.name ?? "—";
