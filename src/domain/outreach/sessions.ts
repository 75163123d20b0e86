import { randomBytes } from "node:crypto";
import { and, asc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { outreachSession, sessionSignUp } from "../../database/schema/outreach.ts";
import { person } from "../../database/schema/people.ts";
import type { Attachment, NoticeBody, SessionKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import type { PlaceAction } from "../doorstep/rights.ts";
import { hourMs } from "../durations.ts";
import { maxSessionsShown, sessionHeldEarlyHours } from "../limits.ts";
import { findNamedIn } from "../people/officials.ts";
import { type Actor, findActor, findStaff, hasRole, type Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { askWhetherHelped } from "./polls.ts";
import { tellReaders } from "./readers.ts";
import { permitPlan, permitSession, whereSessionSeen } from "./session-rights.ts";
import { addSessionVillages, audienceOf, ofAnyVillage } from "./session-villages.ts";

export type Session = typeof outreachSession.$inferSelect;
export type SessionGiven = {
  kind: SessionKind;
  topic: string;
  speaker: string;
  /** `null`: the whole town. */
  villageId: number | null;
  /** Further villages that it speaks to. */
  alsoIn?: readonly number[];
  at: Date;
  place: string;
  seats: number | null;
  /** How often, week after week; once where it is not said. */
  times?: number;
};

const of = (work: Work, id: number) => and(eq(outreachSession.townId, work.townId), eq(outreachSession.id, id));
/** What a notice says of a session. */
export const facts = ({ topic, speakerName, place, at }: Session) => ({ topic, speaker: speakerName, place, until: at.toISOString() });

/** Plans a session and announces it to its villages, or to the whole town. */
export async function planSession(work: Work, actor: Actor, given: SessionGiven): Promise<{ session: Session; count: number } | Refusal> {
  const refusal = await permitPlan(work, actor, given.villageId, given.alsoIn);
  if (refusal) return refusal;
  if (given.at <= work.now) return refuse("not-in-the-past");
  const speaker = await findSpeaker(work, given.speaker);
  const rows = await work.tx
    .insert(outreachSession)
    .values(
      weekly(given.at, given.times ?? 1, work.zone).map((at) => ({
        townId: work.townId,
        kind: given.kind,
        topic: given.topic,
        ...speaker,
        villageId: given.villageId,
        at,
        place: given.place,
        seats: given.seats,
        checkInCode: randomBytes(9).toString("base64url"),
        createdBy: actor.id,
      })),
    )
    .returning();
  const session = rows[0] as Session;
  await addSessionVillages(work, rows, given.alsoIn ?? []);
  const count = await tellReaders(work, await audienceOf(work, session), {
    kind: "text",
    key: rows.length > 1 ? "told-series" : `told-${given.kind}`,
    values: { ...facts(session), ...(rows.length > 1 ? { times: rows.length } : {}) },
    buttons: "session",
    subject: session.id,
  });
  return { session, count };
}

/** The same weekday and hour, week after week, also over a change of the clock. */
const weekly = (first: Date, times: number, zone: string) =>
  Array.from({ length: times }, (_, week) => DateTime.fromJSDate(first, { zone }).plus({ weeks: week }).toJSDate());

/** Who speaks, as the figures count it: a colleague by their name, or as people speak of them (`陈书记`); anybody else is from outside. */
export async function findSpeaker(work: Work, said: string) {
  const staff = await findStaff(work);
  const [same, ...others] = staff.filter(({ name }) => name === said);
  const meant = same && !others.length ? [same] : await findNamedIn(work, said, { villageId: undefined, writerId: 0, namesOnly: true });
  const [only, ...more] = meant;
  const speaking = only && !more.length ? await findActor(work, only.id) : undefined;
  return {
    speakerName: speaking?.name ?? said,
    speakerId: speaking?.id ?? null,
    byLeader: speaking !== undefined && hasRole(speaking, "leader"),
  };
}

export async function lockSession(work: Work, id: number): Promise<Session | undefined> {
  const [found] = await work.tx.select().from(outreachSession).where(of(work, id)).for("update");
  return found;
}

/** What is planned for a villager, those nearest to now, in the order of time. */
export const findPlanned = (work: Work, villageId: number | null): Promise<Session[]> =>
  findNearest(
    work,
    and(
      gt(outreachSession.at, work.now),
      or(
        isNull(outreachSession.villageId),
        villageId === null ? undefined : ofAnyVillage(outreachSession, (one) => sql`${one} = ${villageId}`),
      ),
    ),
  );

/** What is planned where somebody of the staff has to do with it, also what has passed and has no attendance yet. */
export async function findTheirSessions(work: Work, actor: Actor): Promise<Session[]> {
  return findNearest(work, await whereSessionSeen(work, actor));
}

async function findNearest(work: Work, where: SQL | undefined): Promise<Session[]> {
  const nearest = await work.tx
    .select()
    .from(outreachSession)
    .where(and(eq(outreachSession.townId, work.townId), eq(outreachSession.state, "planned"), where))
    .orderBy(sql`abs(extract(epoch from ${outreachSession.at} - ${work.now.toISOString()}::timestamptz))`)
    .limit(maxSessionsShown);
  return nearest.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

export const findSigned = async (work: Work, sessionId: number): Promise<Person[]> => {
  const rows = await work.tx
    .select({ person })
    .from(sessionSignUp)
    .innerJoin(person, and(eq(person.townId, sessionSignUp.townId), eq(person.id, sessionSignUp.personId)))
    .where(and(eq(sessionSignUp.townId, work.townId), eq(sessionSignUp.sessionId, sessionId)))
    .orderBy(asc(sessionSignUp.at));
  return rows.map((row) => row.person);
};

/** Tells everybody who signed up. */
export async function tellSigned(work: Work, session: Session, notice: NoticeBody, except?: number) {
  for (const one of await findSigned(work, session.id)) if (one.id !== except) work.tell(one, notice);
}

export async function countSigned(work: Work, sessionId: number): Promise<number> {
  return (await findSigned(work, sessionId)).length;
}

/** 我要参加. A second press changes nothing; a full session says so. */
export async function signUp(work: Work, actor: Actor, id: number): Promise<Session | Refusal> {
  const session = await lockSession(work, id);
  if (!session) return refuse("not-found");
  if (session.state !== "planned" || session.at <= work.now) return refuse("session-over");
  const signed = await findSigned(work, id);
  if (signed.some((one) => one.id === actor.id)) return refuse("signed-up-before");
  if (session.seats !== null && signed.length >= session.seats) return refuse("session-full", { seats: session.seats });
  await work.tx.insert(sessionSignUp).values({ townId: work.townId, sessionId: id, personId: actor.id, at: work.now });
  return session;
}

/** 不去了. */
export async function signOff(work: Work, actor: Actor, id: number): Promise<Session | Refusal> {
  const session = await lockSession(work, id);
  if (!session) return refuse("not-found");
  const gone = await work.tx
    .delete(sessionSignUp)
    .where(
      and(
        eq(sessionSignUp.townId, work.townId),
        eq(sessionSignUp.sessionId, id),
        eq(sessionSignUp.personId, actor.id),
        isNull(sessionSignUp.attendedAt),
      ),
    )
    .returning();
  return gone.length ? session : refuse("not-signed-up");
}

/** The QR code at the door was scanned: that person is there, signed up or not. */
export async function checkIn(work: Work, actor: Actor, code: string): Promise<Session | Refusal> {
  const [session] = await work.tx
    .select()
    .from(outreachSession)
    .where(and(eq(outreachSession.townId, work.townId), eq(outreachSession.checkInCode, code)));
  if (!session) return refuse("bad-code");
  if (session.state === "cancelled") return refuse("session-over");
  await work.tx
    .insert(sessionSignUp)
    .values({ townId: work.townId, sessionId: session.id, personId: actor.id, at: work.now, attendedAt: work.now })
    .onConflictDoUpdate({
      target: [sessionSignUp.townId, sessionSignUp.sessionId, sessionSignUp.personId],
      set: { attendedAt: work.now },
      setWhere: isNull(sessionSignUp.attendedAt),
    });
  return session;
}

export async function countCheckedIn(work: Work, sessionId: number): Promise<number> {
  const { rows } = await work.tx.execute<{ count: number }>(
    sql`select count(*)::int as count from session_sign_up where town_id = ${work.townId} and session_id = ${sessionId} and attended_at is not null`,
  );
  return rows[0]?.count ?? 0;
}

/** Tells everybody who was invited: the person who signed up in one way, the others in another. @param by when it is of no use any more */
async function tellInvited(work: Work, session: Session, signed: NoticeBody, others: NoticeBody, by: Date): Promise<void> {
  const signedUp = await findSigned(work, session.id);
  for (const one of signedUp) work.tell(one, signed);
  const except = new Set(signedUp.map(({ id }) => id));
  await tellReaders(work, await audienceOf(work, session), others, { except, by });
}

/** Another time or place: the person who was invited hears of it; the person who signed up is reminded anew. */
export async function moveSession(work: Work, actor: Actor, id: number, to: { at: Date; place: string }): Promise<Session | Refusal> {
  if (to.at <= work.now) return refuse("not-in-the-past");
  const before = await lockSession(work, id);
  const changed = await change(work, actor, id, "change_session", { ...to, dayReminderAt: null, hourReminderAt: null });
  if ("refused" in changed) return changed;
  const notice = { kind: "text", values: facts(changed), buttons: "session", subject: id } as const;
  // A person who goes to the former hour goes in vain as well.
  const soonest = before && before.at < changed.at ? before.at : changed.at;
  await tellInvited(work, changed, { ...notice, key: "told-session-moved" }, { ...notice, key: "told-session-moved-invited" }, soonest);
  return changed;
}

export async function cancelSession(work: Work, actor: Actor, id: number, reason: string): Promise<Session | Refusal> {
  const changed = await change(work, actor, id, "change_session", { state: "cancelled" });
  if ("refused" in changed) return changed;
  const notice: NoticeBody = { kind: "text", key: "told-session-cancelled", values: { ...facts(changed), reason } };
  await tellInvited(work, changed, notice, notice, changed.at);
  return changed;
}

/** Why a session cannot have taken place yet; undefined when it can. */
export function mayBeOver(work: Work, { state, at }: Session): Refusal | undefined {
  if (state !== "planned") return refuse("session-over");
  const earliest = at.getTime() - sessionHeldEarlyHours * hourMs;
  return work.now.getTime() < earliest ? refuse("session-not-begun", { until: at.toISOString() }) : undefined;
}

/** It took place, with so many people; the person who signed up or came is thanked, with the material if there is any. */
export async function holdSession(
  work: Work,
  actor: Actor,
  id: number,
  given: { attendance: number; material?: Attachment | undefined },
): Promise<Session | Refusal> {
  const planned = await lockSession(work, id);
  const refusal = planned && ((await permitSession(work, actor, planned, "hold_session")) ?? mayBeOver(work, planned));
  if (refusal) return refusal;
  const changed = await change(work, actor, id, "hold_session", {
    state: "held",
    attendance: given.attendance,
    material: given.material ?? null,
    heldAt: work.now,
  });
  if ("refused" in changed) return changed;
  const { material } = changed;
  const values = { topic: changed.topic, body: "" };
  await askWhetherHelped(work, changed, await findSigned(work, id));
  await tellSigned(work, changed, { kind: "relay", key: "told-session-thanks", values, ...(material ? { attachment: material } : {}) });
  return changed;
}

async function change(
  work: Work,
  actor: Actor,
  id: number,
  action: PlaceAction,
  patch: Partial<typeof outreachSession.$inferInsert>,
): Promise<Session | Refusal> {
  const session = await lockSession(work, id);
  if (!session) return refuse("not-found");
  if (!mayUse(actor, "outreach")) return refuse("not-yours");
  const refusal = await permitSession(work, actor, session, action);
  if (refusal) return refusal;
  if (session.state !== "planned") return refuse("session-over");
  const [changed] = await work.tx.update(outreachSession).set(patch).where(of(work, id)).returning();
  return changed as Session;
}
