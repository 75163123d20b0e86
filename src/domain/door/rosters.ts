import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { roster, rosterEntry } from "../../database/door-schema.ts";
import type { Attachment, RosterEntryState } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { mostEntriesShown } from "../limits.ts";
import type { SheetRows } from "../org/sheets.ts";
import { type Actor, findHolders, findPerson, hasRole } from "../people/person.ts";
import { type Refusal, refuse } from "../refusal.ts";

export type Roster = typeof roster.$inferSelect;
export type Entry = typeof rosterEntry.$inferSelect;
export type EntryGiven = Pick<Entry, "villageId" | "groupName" | "name" | "address" | "phone" | "remark">;

/**
 * Makes a roster (名单) and splits it: each entry goes to the cadre tied to its village, or to whoever made it where there is none.
 *
 * @returns how many entries each person got, by name
 */
export async function makeRoster(
  work: Work,
  actor: Actor,
  title: string,
  entries: readonly EntryGiven[],
): Promise<Map<string, number> | Refusal> {
  const [made] = await work.tx
    .insert(roster)
    .values({ townId: work.townId, title, createdBy: actor.id, at: work.now })
    .onConflictDoNothing()
    .returning();
  if (!made) return refuse("title-taken", { title });
  const shares = new Map<string, number>();
  for (const [villageId, ofVillage] of Map.groupBy(entries, (entry) => entry.villageId)) {
    const cadres = await findHolders(work, "cadre", { villageId });
    const takers = cadres.length ? cadres : [actor];
    // Several cadres of one village share it evenly.
    const values = ofVillage.map((entry, index) => ({
      townId: work.townId,
      rosterId: made.id,
      ...entry,
      assignedTo: takers[index % takers.length]?.id as number,
    }));
    await work.tx.insert(rosterEntry).values(values);
    for (const taker of takers) {
      const count = values.filter(({ assignedTo }) => assignedTo === taker.id).length;
      if (!count) continue;
      shares.set(taker.name, (shares.get(taker.name) ?? 0) + count);
      work.tell(taker, { kind: "text", key: "told-roster", values: { title, count }, buttons: "roster", subject: made.id });
    }
  }
  return shares;
}

/** Given to this person, or left by somebody without any role now, in a village that this person is tied to as its cadre. */
const isTheirs = (actor: Actor) => sql`(e.assigned_to = ${actor.id} or (
  not exists (select 1 from role_grant g where g.town_id = e.town_id and g.person_id = e.assigned_to and g.revoked_at is null)
  and exists (select 1 from role_grant g where g.town_id = e.town_id and g.person_id = ${actor.id} and g.role = 'cadre'
    and g.village_id = e.village_id and g.revoked_at is null)))`;

export type Progress = Roster & { total: number; done: number; postponed: number; moved: number; mine: number };

/** The rosters with how far they are, the newest first; `mine` is what is still open for this person. */
export async function findRosters(work: Work, actor: Actor): Promise<Progress[]> {
  const count = (where: string) => sql.raw(`count(e.id) filter (where ${where})`);
  const { rows } = await work.tx.execute<Record<string, string>>(sql`
    select r.id, count(e.id) as total, ${count("e.state = 'done'")} as done, ${count("e.state = 'postponed'")} as postponed,
      ${count("e.state = 'moved'")} as moved, count(e.id) filter (where ${isTheirs(actor)} and e.state in ('open', 'postponed')) as mine
    from roster r join roster_entry e on e.town_id = r.town_id and e.roster_id = r.id where r.town_id = ${work.townId} group by r.id`);
  const counts = new Map(rows.map((row) => [Number(row["id"]), row]));
  const rosters = await work.tx.select().from(roster).where(eq(roster.townId, work.townId)).orderBy(desc(roster.id)).limit(12);
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

/** What somebody still has to do of a roster, page by page, and how much that is in all; whoever leads sees everybody's. */
export async function findEntries(work: Work, actor: Actor, rosterId: number, page: number): Promise<EntriesPage> {
  const sees = hasRole(actor, "admin", "leader") ? sql`true` : isTheirs(actor);
  const { rows } = await work.tx.execute<{ id: string; total: string }>(sql`
    select e.id, count(*) over () as total from roster_entry e
    where e.town_id = ${work.townId} and e.roster_id = ${rosterId} and e.state in ('open', 'postponed') and ${sees}
    order by e.state, e.id limit ${mostEntriesShown} offset ${page * mostEntriesShown}`);
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

/** An entry that is this person's to serve, or that they lead. */
export async function lockEntry(work: Work, actor: Actor, id: number): Promise<Entry | Refusal> {
  const [found] = await work.tx
    .select()
    .from(rosterEntry)
    .where(and(eq(rosterEntry.townId, work.townId), eq(rosterEntry.id, id)))
    .for("update");
  if (!found) return refuse("not-found");
  // A cadre who follows another in the village serves what is left of their list.
  const isOfVillage = actor.grants.some(({ role, villageId }) => role === "cadre" && villageId === found.villageId);
  return found.assignedTo === actor.id || isOfVillage || hasRole(actor, "admin", "leader") ? found : refuse("not-yours");
}

export type Served = { state: Exclude<RosterEntryState, "open">; note: string; proof?: Attachment | undefined };

/** 办好了 with proof, 改期 or 不用办 with a reason. What is done stays done. */
export async function serveEntry(work: Work, actor: Actor, id: number, served: Served): Promise<Entry | Refusal> {
  const found = await lockEntry(work, actor, id);
  if ("refused" in found) return found;
  if (found.state === "done") return refuse("served-before", { name: found.name });
  if (!served.note && !served.proof) return refuse("reason-missing");
  const [changed] = await work.tx
    .update(rosterEntry)
    .set({ state: served.state, note: served.note, proof: served.proof ?? null, doneBy: actor.id, at: work.now })
    .where(and(eq(rosterEntry.townId, work.townId), eq(rosterEntry.id, id)))
    .returning();
  return changed as Entry;
}

/** The roster with its results, for a workbook. */
export async function describeRoster(work: Work, rosterId: number, word: (key: string) => string): Promise<SheetRows[]> {
  const { rows } = await work.tx.execute<Record<string, string | null>>(sql`
    select e.*, v.name as village, p.name as taker, d.name as doer, to_char(e.at at time zone ${work.zone}, 'YYYY-MM-DD HH24:MI') as at_text
    from roster_entry e join village v on v.town_id = e.town_id and v.id = e.village_id
    join person p on p.town_id = e.town_id and p.id = e.assigned_to left join person d on d.town_id = e.town_id and d.id = e.done_by
    where e.town_id = ${work.townId} and e.roster_id = ${rosterId} order by e.id`);
  const headings = ["姓名", "村", "组", "地址", "电话", "备注", "承办", "结果", "说明", "佐证", "办理人", "时间"];
  const lines = rows.map((row) => [
    ...["name", "village", "group_name", "address", "phone", "remark", "taker"].map((column) => row[column] ?? ""),
    word(`entry-${row["state"]}`),
    row["note"] ?? "",
    row["proof"] ? "✓" : "",
    row["doer"] ?? "",
    row["at_text"] ?? "",
  ]);
  return [{ sheet: "名单", rows: [headings, ...lines] }];
}

export async function findRosterTitle(work: Work, id: number): Promise<string | undefined> {
  const [found] = await work.tx
    .select({ title: roster.title })
    .from(roster)
    .where(and(eq(roster.townId, work.townId), eq(roster.id, id)));
  return found?.title;
}

export const nameOf = async (work: Work, personId: number) => (await findPerson(work, personId))?.name ?? "—";
