import { and, asc, eq, isNull, lte, ne, sql } from "drizzle-orm";
import { careFile, condolence } from "../../database/door-schema.ts";
import type { Attachment } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { mostCareFilesShown } from "../limits.ts";
import { type Actor, findHolders, findPerson, findStaff, hasRole, type Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";

export type CareFile = typeof careFile.$inferSelect;
export type Condolence = typeof condolence.$inferSelect;
const dayMs = 86_400_000;

/** Opens a care file (关爱档案) whose keeper is whoever opens it. */
export async function openCareFile(
  work: Work,
  actor: Actor,
  given: Pick<CareFile, "villageId" | "name" | "situation" | "rhythmDays">,
): Promise<CareFile | Refusal> {
  if (!mayUse(actor, "care")) return refuse("not-yours");
  const dueAt = new Date(work.now.getTime() + given.rhythmDays * dayMs);
  const [row] = await work.tx
    .insert(careFile)
    .values({ townId: work.townId, ...given, keeperId: actor.id, dueAt })
    .returning();
  return row as CareFile;
}

/** Open, and theirs: their own, and those of their villages whose keeper left; leaders see all. */
const careOf = (work: Work, actor: Actor) =>
  and(
    eq(careFile.townId, work.townId),
    isNull(careFile.closedAt),
    hasRole(actor, "admin", "leader")
      ? undefined
      : sql`(${careFile.keeperId} = ${actor.id} or (not exists (select 1 from role_grant g where g.town_id = ${careFile.townId} and g.person_id = ${careFile.keeperId} and g.revoked_at is null)
          and exists (select 1 from role_grant g where g.town_id = ${careFile.townId} and g.person_id = ${actor.id} and g.village_id = ${careFile.villageId} and g.revoked_at is null)))`,
  );

/** The care files that are somebody's to visit, the most urgent first. @param page from 0 */
export async function findCareFiles(work: Work, actor: Actor, page: number): Promise<{ files: CareFile[]; isLast: boolean }> {
  const rows = await work.tx
    .select()
    .from(careFile)
    .where(careOf(work, actor))
    .orderBy(asc(careFile.dueAt), asc(careFile.id))
    .limit(mostCareFilesShown + 1)
    .offset(page * mostCareFilesShown);
  return { files: rows.slice(0, mostCareFilesShown), isLast: rows.length <= mostCareFilesShown };
}

export async function findCareFile(work: Work, actor: Actor, id: number): Promise<CareFile | undefined> {
  const [found] = await work.tx
    .select()
    .from(careFile)
    .where(and(careOf(work, actor), eq(careFile.id, id)));
  return found;
}

/** Reminds of one care visit whose day has come. @returns whether there was one */
export async function remindNextCare(work: Work): Promise<boolean> {
  const [due] = await work.tx
    .select()
    .from(careFile)
    .where(and(eq(careFile.townId, work.townId), isNull(careFile.closedAt), isNull(careFile.remindedAt), lte(careFile.dueAt, work.now)))
    .limit(1)
    .for("update", { skipLocked: true });
  if (!due) return false;
  await work.tx
    .update(careFile)
    .set({ remindedAt: work.now })
    .where(and(eq(careFile.townId, work.townId), eq(careFile.id, due.id)));
  const keeper = await findPerson(work, due.keeperId);
  const values = { name: due.name, days: due.rhythmDays };
  if (keeper) work.tell(keeper, { kind: "text", key: "told-care-due", values, buttons: "care", subject: due.id });
  return true;
}

export async function closeCareFile(work: Work, actor: Actor, id: number): Promise<CareFile | Refusal> {
  const [closed] = await work.tx
    .update(careFile)
    .set({ closedAt: work.now })
    .where(
      and(
        eq(careFile.townId, work.townId),
        eq(careFile.id, id),
        isNull(careFile.closedAt),
        hasRole(actor, "admin", "leader") ? undefined : eq(careFile.keeperId, actor.id),
      ),
    )
    .returning();
  return closed ?? refuse("not-yours");
}

export type CondolenceGiven = Pick<Condolence, "villageId" | "recipient" | "fen" | "items" | "goods"> & { photo?: Attachment | undefined };

/** Records what was handed over (慰问). Money counts only when a second person has confirmed it. */
export async function recordCondolence(work: Work, actor: Actor, given: CondolenceGiven): Promise<Condolence | Refusal> {
  if (!mayUse(actor, "care")) return refuse("not-yours");
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

/** Who may confirm: the village's leaders and the admins; where the giver is the only one of them, any colleague. */
async function findSeconds(work: Work, giver: Actor, villageId: number): Promise<Person[]> {
  const leading = [...(await findHolders(work, "leader", { villageId })), ...(await findHolders(work, "admin"))];
  const others = (people: Person[]) => [...new Map(people.map((one) => [one.id, one])).values()].filter(({ id }) => id !== giver.id);
  const seconds = others(leading);
  return seconds.length ? seconds : others(await findStaff(work));
}

/** 确认 or 不对, by somebody other than the giver. */
export async function confirmCondolence(work: Work, actor: Actor, id: number, isRight: boolean): Promise<Condolence | Refusal> {
  if (!mayUse(actor, "care")) return refuse("not-yours");
  const [changed] = await work.tx
    .update(condolence)
    .set({ state: isRight ? "confirmed" : "rejected", secondId: actor.id, secondAt: work.now })
    .where(
      and(eq(condolence.townId, work.townId), eq(condolence.id, id), eq(condolence.state, "waiting"), ne(condolence.giverId, actor.id)),
    )
    .returning();
  if (!changed) return refuse("second-person");
  const giver = await findPerson(work, changed.giverId);
  const values = { name: changed.recipient, yuan: yuan(changed.fen), by: actor.name };
  if (giver) work.tell(giver, { kind: "text", key: isRight ? "told-money-right" : "told-money-wrong", values });
  return changed;
}

/** Fen as people write money: 200, or 199.50. */
export const yuan = (fen: number) => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));
