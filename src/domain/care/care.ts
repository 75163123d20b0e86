import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { careFile, careNote } from "../../database/schema/care.ts";
import type { CareNoteKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findStanding, permit, whereMay } from "../doorstep/standing.ts";
import { dayMs } from "../durations.ts";
import { maxCareFilesShown, maxCareLines } from "../limits.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { noteReading } from "../privacy/audit.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Timer } from "../timer.ts";

export type CareFile = typeof careFile.$inferSelect;
/** Opens a care file (关爱档案) whose keeper is the one who opens it. */
export async function openCareFile(
  work: Work,
  actor: Actor,
  given: Pick<CareFile, "villageId" | "name" | "situation" | "rhythmDays">,
): Promise<CareFile | Refusal> {
  if (!mayUse(actor, "care")) return refuse("not-yours");
  const refusal = await permit(work, actor, "open_care", { villageId: given.villageId });
  if (refusal) return refusal;
  const dueAt = new Date(work.now.getTime() + given.rhythmDays * dayMs);
  const [row] = await work.tx
    .insert(careFile)
    .values({ townId: work.townId, ...given, keeperId: actor.id, dueAt })
    .returning();
  return row as CareFile;
}

/** The care files that are somebody's to visit, the most urgent first; that those of others were read is noted. @param page from 0 */
export async function findCareFiles(work: Work, actor: Actor, page: number): Promise<{ files: CareFile[]; isLast: boolean }> {
  const theirs = whereMay("see_care", await findStanding(work, actor), { villageId: careFile.villageId, of: [careFile.keeperId] });
  const rows = await work.tx
    .select()
    .from(careFile)
    .where(and(eq(careFile.townId, work.townId), isNull(careFile.closedAt), theirs))
    .orderBy(asc(careFile.dueAt), asc(careFile.id))
    .limit(maxCareFilesShown + 1)
    .offset(page * maxCareFilesShown);
  const files = rows.slice(0, maxCareFilesShown);
  const ofOthers = files.filter(({ keeperId }) => keeperId !== actor.id);
  if (ofOthers.length) await noteReading(work, actor, "read care", ofOthers.map(({ id }) => id).join(" "));
  return { files, isLast: rows.length <= maxCareFilesShown };
}

/** An open care file that is somebody's to visit or to close. */
export async function findCareFile(work: Work, actor: Actor, id: number, action: "visit_care" | "close_care"): Promise<CareFile | Refusal> {
  const [found] = await work.tx
    .select()
    .from(careFile)
    .where(and(eq(careFile.townId, work.townId), eq(careFile.id, id), isNull(careFile.closedAt)));
  if (!found) return refuse("not-found");
  return (await permit(work, actor, action, { villageId: found.villageId, of: [found.keeperId] })) ?? found;
}

/** Reminds the keeper of a care visit whose day has come. */
export const careTimer: Timer = {
  road: "care",
  due: ({ townId, now }) => sql`select id, due_at from care_file
    where town_id = ${townId} and closed_at is null and reminded_at is null and due_at <= ${now.toISOString()}::timestamptz`,
  upcoming: ({ townId }) => sql`select due_at as at from care_file where town_id = ${townId} and closed_at is null and reminded_at is null`,
  fire: remindCare,
  async nameOf(work, id) {
    const [found] = await work.tx
      .select({ name: careFile.name })
      .from(careFile)
      .where(and(eq(careFile.townId, work.townId), eq(careFile.id, id)));
    return found?.name ?? "?";
  },
};

async function remindCare(work: Work, id: number): Promise<boolean> {
  const [due] = await work.tx
    .update(careFile)
    .set({ remindedAt: work.now })
    .where(and(eq(careFile.townId, work.townId), eq(careFile.id, id), isNull(careFile.closedAt), isNull(careFile.remindedAt)))
    .returning();
  const keeper = due && (await findPerson(work, due.keeperId));
  if (!keeper) return due !== undefined;
  const values = { name: due.name, days: due.rhythmDays };
  work.tell(keeper, { kind: "text", key: "told-care-due", values, buttons: "care", subject: due.id });
  return true;
}

/** 结档: why it ends stays with it. */
export async function closeCareFile(work: Work, actor: Actor, id: number, why: string): Promise<CareFile | Refusal> {
  const found = await findCareFile(work, actor, id, "close_care");
  if ("refused" in found) return found;
  await change(work, id, { closedAt: work.now });
  await keepNote(work, actor, id, "end", why);
  return found;
}

/** How they live now; how they lived before is kept. */
export async function changeSituation(work: Work, actor: Actor, id: number, situation: string): Promise<CareFile | Refusal> {
  const found = await findCareFile(work, actor, id, "visit_care");
  if ("refused" in found) return found;
  await change(work, id, { situation });
  await keepNote(work, actor, id, "was", found.situation);
  return { ...found, situation };
}

/** The plan: what to look at on each visit. */
export async function planCare(work: Work, actor: Actor, id: number, plan: Pick<CareFile, "lookAt">): Promise<CareFile | Refusal> {
  const found = await findCareFile(work, actor, id, "visit_care");
  if ("refused" in found) return found;
  await change(work, id, plan);
  return { ...found, ...plan };
}

const change = (work: Work, id: number, patch: Partial<typeof careFile.$inferInsert>) =>
  work.tx
    .update(careFile)
    .set(patch)
    .where(and(eq(careFile.townId, work.townId), eq(careFile.id, id)));

const keepNote = (work: Work, actor: Actor, careFileId: number, kind: CareNoteKind, body: string) =>
  work.tx.insert(careNote).values({ townId: work.townId, careFileId, kind, body, authorId: actor.id, at: work.now });

export type CareLine = { at: Date; name: string; kind: CareNoteKind | "visit"; body: string };

/** Visits and changes of one file, the newest first. */
export async function findCareHistory(work: Work, file: Pick<CareFile, "id">): Promise<CareLine[]> {
  const { rows } = await work.tx.execute<{ at: string | Date; name: string; kind: CareLine["kind"]; body: string }>(sql`
    select h.at, p.name, h.kind, h.body from (
      select v.at, v.cadre_id as person_id, 'visit' as kind, v.heard as body from visit v
        where v.town_id = ${work.townId} and v.care_file_id = ${file.id} and v.undone_at is null
      union all select n.at, n.author_id, n.kind, n.body from care_note n where n.town_id = ${work.townId} and n.care_file_id = ${file.id}
    ) h join person p on p.town_id = ${work.townId} and p.id = h.person_id order by h.at desc limit ${maxCareLines}`);
  return rows.map(({ at, ...line }) => ({ ...line, at: new Date(at) }));
}
