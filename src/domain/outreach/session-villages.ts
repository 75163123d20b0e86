import { and, asc, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type outreachSession, sessionVillage } from "../../database/schema/outreach.ts";
import { village } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import type { Audience } from "./readers.ts";

// One session may speak to several villages at once.

type Where = Pick<typeof outreachSession.$inferSelect, "id" | "villageId">;

/** The villages to which a session speaks, in the town's order; none for one that speaks to the whole town. */
export async function findSessionVillages(work: Work, { id, villageId }: Where): Promise<{ id: number; name: string }[]> {
  if (villageId === null) return [];
  const session = { townId: village.townId, id: sql`${id}`, villageId: sql`${villageId}` };
  const isOne = ofAnyVillage(session, (one) => sql`${one} = ${village.id}`);
  return work.tx
    .select({ id: village.id, name: village.name })
    .from(village)
    .where(and(eq(village.townId, work.townId), isOne))
    .orderBy(asc(village.position), asc(village.id));
}

/** Everybody who was invited. */
export async function audienceOf(work: Work, session: Where): Promise<Audience> {
  const villages = await findSessionVillages(work, session);
  return { villageId: session.villageId, alsoIn: villages.map(({ id }) => id) };
}

/** Keeps the villages of sessions that speak to several. @param alsoIn those beside the first */
export async function addSessionVillages(work: Work, sessions: readonly Where[], alsoIn: readonly number[]) {
  const rows = sessions.flatMap(({ id, villageId }) => {
    const others = villageId === null ? [] : alsoIn.filter((one) => one !== villageId);
    return villageId === null || !others.length
      ? []
      : [...new Set([villageId, ...others])].map((one) => ({ sessionId: id, villageId: one }));
  });
  if (rows.length) await work.tx.insert(sessionVillage).values(rows.map((row) => ({ townId: work.townId, ...row })));
}

/** A session's row, in SQL: its own columns, whatever they are called there. */
type Columns = { townId: SQLWrapper; id: SQLWrapper; villageId: SQLWrapper };

/** Whether something is so of any of a session's villages. @param isSo of a village's id */
export const ofAnyVillage = ({ townId, id, villageId }: Columns, isSo: (village: SQLWrapper) => SQL | undefined): SQL =>
  sql`(${isSo(villageId) ?? sql`true`} or exists (select from session_village sv
    where sv.town_id = ${townId} and sv.session_id = ${id} and ${isSo(sql`sv.village_id`) ?? sql`true`}))`;

/** The names of a session's villages; null for the whole town. Within a query of its own: drizzle names no table in a list of columns. */
export function villageNames(session: Columns): SQL<string[] | null> {
  const isOne = ofAnyVillage(session, (one) => sql`${one} = vn.id`);
  return sql<string[] | null>`(select array_agg(vn.name order by vn.position, vn.id) from village vn
    where ${sql`vn.town_id = ${session.townId}`} and ${isOne})`;
}
