import { type SQL, sql } from "drizzle-orm";
import { outreachSession } from "../../database/schema/outreach.ts";
import type { Work } from "../../database/work.ts";
import type { Place, PlaceAction } from "../doorstep/rights.ts";
import { findStanding, may, permit, whereMay } from "../doorstep/standing.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { findSessionVillages, ofAnyVillage } from "./session-villages.ts";
import type { Session } from "./sessions.ts";

// A session that speaks to several villages belongs to each of them.

/** Why somebody may not plan, or record, a session there, in each of its villages; undefined when they may. */
export async function permitPlan(
  work: Work,
  actor: Actor,
  villageId: number | null,
  alsoIn: readonly number[] = [],
): Promise<Refusal | undefined> {
  if (!mayUse(actor, "outreach")) return refuse("not-yours");
  if (villageId === null) return permit(work, actor, "plan_town_session", { villageId });
  for (const one of [villageId, ...alsoIn]) {
    const refusal = await permit(work, actor, "plan_session", { villageId: one });
    if (refusal) return refusal;
  }
  return undefined;
}

/** Why somebody may not do this with a session, which belongs to each of its villages; undefined when they may. */
export async function permitSession(work: Work, actor: Actor, session: Session, action: PlaceAction): Promise<Refusal | undefined> {
  const placeIn = (villageId: number | null): Place => ({ villageId, of: [session.speakerId, session.createdBy] });
  for (const { id } of await findSessionVillages(work, session))
    if (id !== session.villageId && (await may(work, actor, action, placeIn(id)))) return undefined;
  return permit(work, actor, action, placeIn(session.villageId));
}

/** The sessions that somebody of the staff may see. */
export async function whereSessionSeen(work: Work, actor: Actor): Promise<SQL> {
  const standing = await findStanding(work, actor);
  const of = [outreachSession.speakerId, outreachSession.createdBy];
  return ofAnyVillage(outreachSession, (villageId) => whereMay("see_session", standing, { villageId: sql`${villageId}`, of }));
}
