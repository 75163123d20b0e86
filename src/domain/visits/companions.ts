import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { person } from "../../database/schema/people.ts";
import { visit, visitCompanion } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import { maxCompanions } from "../limits.ts";
import { type Actor, findActor, isStaff } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { findVisit, permitVisit, type Visit } from "./visits.ts";

/** Who went along, by name, in the order of their ids. */
export const findCompanions = (work: Work, visitId: number): Promise<{ id: number; name: string }[]> =>
  work.tx
    .select({ id: person.id, name: person.name })
    .from(visitCompanion)
    .innerJoin(person, and(eq(person.townId, visitCompanion.townId), eq(person.id, visitCompanion.personId)))
    .where(ofVisit(work, visitId))
    .orderBy(person.id);

const ofVisit = (work: Work, id: number) => and(eq(visitCompanion.townId, work.townId), eq(visitCompanion.visitId, id));

/**
 * A colleague went along, or, named once more, did not: only the person who logged the visit says so, and the colleague is told, for it
 * counts in their figures.
 */
export async function toggleCompanion(work: Work, actor: Actor, visitId: number, personId: number): Promise<Visit | Refusal> {
  const found = await findVisit(work, visitId);
  if (!found || found.undoneAt) return refuse("not-found");
  const refusal = await permitVisit(work, actor, visitId);
  if (refusal) return refusal;
  const colleague = await findActor(work, personId);
  if (!colleague || !isStaff(colleague) || personId === found.cadreId) return refuse("nobody-there");
  const before = await findCompanions(work, visitId);
  if (before.some(({ id }) => id === personId)) {
    await work.tx.delete(visitCompanion).where(and(ofVisit(work, visitId), eq(visitCompanion.personId, personId)));
    return found;
  }
  const added = await add(work, found, personId, before.length);
  if (isRefusal(added)) return added;
  const values = { name: actor.name, until: found.at.toISOString() };
  const below = found.householdId === null ? {} : ({ buttons: "household", subject: found.householdId } as const);
  work.tell(colleague, { kind: "text", key: "told-went-along", values, ...below });
  return found;
}

async function add(work: Work, { id: visitId }: Visit, personId: number, before: number): Promise<Refusal | undefined> {
  if (before >= maxCompanions) return refuse("too-many", { most: maxCompanions });
  await work.tx.insert(visitCompanion).values({ townId: work.townId, visitId, personId });
  return undefined;
}

/** Whether somebody went along on a visit, on its row. */
export const wentAlong = (personId: SQLWrapper | number): SQL => sql`exists (select from visit_companion c
  where c.town_id = ${visit.townId} and c.visit_id = ${visit.id} and c.person_id = ${personId}::bigint)`;

const went = sql`w.town_id = ${visit.townId} and (w.id = ${visit.cadreId} or ${wentAlong(sql`w.id`)})`;
const loggedIt = sql`w.id = ${visit.cadreId}`;

/** Who went, the one who logged it first, on a visit's row. In parts: in a list of columns drizzle would leave out whose columns are meant. */
export const visitorsOf = sql<string[]>`(select array_agg(w.name order by not (${loggedIt}), w.id) from person w where ${went})`;
