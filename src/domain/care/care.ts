import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { careFile, condolence } from "../../database/schema/care.ts";
import type { Attachment } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findStanding, may, permit, whereMay } from "../doorstep/standing.ts";
import { dayMs } from "../durations.ts";
import { maxCareFilesShown } from "../limits.ts";
import { type Actor, findActor, findHolders, findPerson, findStaff, type Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { noteReading } from "../privacy/audit.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Timer } from "../timer.ts";

export type CareFile = typeof careFile.$inferSelect;
export type Condolence = typeof condolence.$inferSelect;
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

export async function closeCareFile(work: Work, actor: Actor, id: number): Promise<CareFile | Refusal> {
  const found = await findCareFile(work, actor, id, "close_care");
  if ("refused" in found) return found;
  await work.tx
    .update(careFile)
    .set({ closedAt: work.now })
    .where(and(eq(careFile.townId, work.townId), eq(careFile.id, id)));
  return found;
}

export type CondolenceGiven = Pick<Condolence, "villageId" | "recipient" | "fen" | "items" | "goods"> & { photo?: Attachment | undefined };

/** Records what was handed over (慰问). Money counts only when a second person has confirmed it. */
export async function recordCondolence(work: Work, actor: Actor, given: CondolenceGiven): Promise<Condolence | Refusal> {
  if (!mayUse(actor, "care")) return refuse("not-yours");
  const refusal = await permit(work, actor, "record_gift", { villageId: given.villageId });
  if (refusal) return refusal;
  const [row] = await work.tx
    .insert(condolence)
    .values({
      townId: work.townId,
      ...given,
      photo: given.photo ?? null,
      giverId: actor.id,
      at: work.now,
      state: given.fen > 0 ? "waiting" : "confirmed",
    })
    .returning();
  const added = row as Condolence;
  if (added.state === "waiting") {
    for (const one of await findSeconds(work, actor, given.villageId)) {
      const values = { giver: actor.name, name: given.recipient, yuan: yuan(given.fen), items: given.items, goods: given.goods };
      work.tell(one, { kind: "text", key: "told-second", values, buttons: "second", subject: added.id });
    }
  }
  return added;
}

/** Who is asked to confirm: the village's leaders and the admins; where the giver is the only one of them, the others who may. */
async function findSeconds(work: Work, giver: Actor, villageId: number): Promise<Person[]> {
  const leading = [...(await findHolders(work, "leader", { villageId })), ...(await findHolders(work, "admin"))];
  const others = (people: Person[]) => [...new Map(people.map((one) => [one.id, one])).values()].filter(({ id }) => id !== giver.id);
  const seconds = others(leading);
  if (seconds.length) return seconds;
  const staff = others(await findStaff(work));
  const allowed = await Promise.all(
    staff.map(async ({ id }) => {
      const one = await findActor(work, id);
      return one !== undefined && may(work, one, "confirm_gift", { villageId });
    }),
  );
  return staff.filter((_, index) => allowed[index]);
}

/** 确认 or 不对, by somebody other than the giver. */
export async function confirmCondolence(work: Work, actor: Actor, id: number, isRight: boolean): Promise<Condolence | Refusal> {
  if (!mayUse(actor, "care")) return refuse("not-yours");
  const mine = and(eq(condolence.townId, work.townId), eq(condolence.id, id));
  const [found] = await work.tx.select().from(condolence).where(mine).for("update");
  if (!found) return refuse("not-found");
  if (found.giverId === actor.id) return refuse("second-person");
  const refusal = await permit(work, actor, "confirm_gift", { villageId: found.villageId });
  if (refusal) return refusal;
  if (found.state !== "waiting") return refuse("second-person");
  const [row] = await work.tx
    .update(condolence)
    .set({ state: isRight ? "confirmed" : "rejected", secondId: actor.id, secondAt: work.now })
    .where(mine)
    .returning();
  const changed = row as Condolence;
  const giver = await findPerson(work, changed.giverId);
  const values = { name: changed.recipient, yuan: yuan(changed.fen), by: actor.name };
  if (giver) work.tell(giver, { kind: "text", key: isRight ? "told-money-right" : "told-money-wrong", values });
  return changed;
}

/** Fen as people write money: 200, or 199.50. */
export const yuan = (fen: number) => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));
