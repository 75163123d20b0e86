import { randomBytes } from "node:crypto";
import { and, desc, eq, gt } from "drizzle-orm";
import { outreachSession } from "../../database/schema/outreach.ts";
import type { Attachment } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { dayMs } from "../durations.ts";
import { maxDaysRecordedAfter, maxSessionsShown } from "../limits.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { tellReaders } from "./readers.ts";
import { permitPlan, permitSession, whereSessionSeen } from "./session-rights.ts";
import { addSessionVillages, audienceOf } from "./session-villages.ts";
import { findSpeaker, lockSession, type Session, type SessionGiven } from "./sessions.ts";

/** A session that took place without having been planned here. Nobody is told: it is over. */
export async function recordSession(
  work: Work,
  actor: Actor,
  given: Omit<SessionGiven, "seats"> & { attendance: number },
): Promise<Session | Refusal> {
  const { speaker, alsoIn = [], ...said } = given;
  const refusal = await permitPlan(work, actor, said.villageId, alsoIn);
  if (refusal) return refusal;
  if (given.at > work.now) return refuse("not-in-the-future");
  if (given.at.getTime() < work.now.getTime() - maxDaysRecordedAfter * dayMs) return refuse("too-long-ago", { days: maxDaysRecordedAfter });
  const [row] = await work.tx
    .insert(outreachSession)
    .values({
      townId: work.townId,
      ...said,
      ...(await findSpeaker(work, speaker)),
      seats: null,
      state: "held",
      heldAt: work.now,
      checkInCode: randomBytes(9).toString("base64url"),
      createdBy: actor.id,
    })
    .returning();
  await addSessionVillages(work, [row as Session], alsoIn);
  return row as Session;
}

/** What took place lately where somebody of the staff has to do with it, the newest first. */
export async function findHeld(work: Work, actor: Actor): Promise<Session[]> {
  const seen = await whereSessionSeen(work, actor);
  const since = new Date(work.now.getTime() - maxDaysRecordedAfter * dayMs);
  return work.tx
    .select()
    .from(outreachSession)
    .where(and(eq(outreachSession.townId, work.townId), eq(outreachSession.state, "held"), gt(outreachSession.at, since), seen))
    .orderBy(desc(outreachSession.at))
    .limit(maxSessionsShown);
}

/** How many came was wrong: the figures follow, and what stood there before is kept with who changed it and why. */
export async function correctAttendance(
  work: Work,
  actor: Actor,
  id: number,
  { attendance, reason }: { attendance: number; reason: string },
): Promise<Session | Refusal> {
  const session = await lockHeld(work, actor, id);
  if ("refused" in session) return session;
  if (!reason.trim()) return refuse("reason-missing");
  const correction = { was: session.attendance ?? 0, by: actor.id, at: work.now.toISOString(), reason };
  const [changed] = await work.tx
    .update(outreachSession)
    .set({ attendance, corrections: [...(session.corrections ?? []), correction] })
    .where(and(eq(outreachSession.townId, work.townId), eq(outreachSession.id, id)))
    .returning();
  return changed as Session;
}

/** The last correction, as it is shown. */
export async function describeCorrection(work: Work, { corrections }: Session) {
  const last = corrections?.at(-1);
  return last && { was: last.was, name: (await findPerson(work, last.by))?.name ?? "—", at: new Date(last.at), reason: last.reason };
}

/** What was said and shown, to everybody who was invited, also those who were not there. */
export async function sendMaterial(
  work: Work,
  actor: Actor,
  id: number,
  { body, attachment }: { body: string; attachment?: Attachment | undefined },
): Promise<{ session: Session; count: number } | Refusal> {
  const session = await lockHeld(work, actor, id);
  if ("refused" in session) return session;
  const notice = {
    kind: "relay",
    key: "told-session-material",
    values: { topic: session.topic, body },
    ...(attachment ? { attachment } : {}),
  } as const;
  return { session, count: await tellReaders(work, await audienceOf(work, session), notice) };
}

async function lockHeld(work: Work, actor: Actor, id: number): Promise<Session | Refusal> {
  const session = await lockSession(work, id);
  if (!session) return refuse("not-found");
  if (!mayUse(actor, "outreach")) return refuse("not-yours");
  const refusal = await permitSession(work, actor, session, "hold_session");
  if (refusal) return refusal;
  return session.state === "held" ? session : refuse("session-not-held");
}
