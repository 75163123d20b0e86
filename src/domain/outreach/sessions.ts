import { randomBytes } from "node:crypto";
import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { outreachSession, sessionQuestion, sessionSignUp } from "../../database/outreach-schema.ts";
import { person } from "../../database/schema.ts";
import type { Attachment, NoticeBody, SessionKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { sessionHeldEarlyHours } from "../limits.ts";
import { type Actor, findActor, findPerson, findStaff, hasRole, type Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { tellReaders } from "./readers.ts";

export type Session = typeof outreachSession.$inferSelect;
export type SessionGiven = {
  kind: SessionKind;
  topic: string;
  speaker: string;
  villageId: number | null;
  at: Date;
  place: string;
  seats: number | null;
};

const of = (work: Work, id: number) => and(eq(outreachSession.townId, work.townId), eq(outreachSession.id, id));
const facts = ({ topic, speakerName, place, at }: Session) => ({ topic, speaker: speakerName, place, until: at.toISOString() });

/** Plans a session and announces it to its village, or to the whole town. */
export async function planSession(work: Work, actor: Actor, given: SessionGiven): Promise<{ session: Session; count: number } | Refusal> {
  if (!mayUse(actor, "outreach")) return refuse("not-yours");
  if (given.at <= work.now) return refuse("not-in-the-past");
  const speaker = (await findStaff(work)).find(({ name }) => name === given.speaker);
  const speaking = speaker && (await findActor(work, speaker.id));
  const [row] = await work.tx
    .insert(outreachSession)
    .values({
      townId: work.townId,
      kind: given.kind,
      topic: given.topic,
      speakerName: given.speaker,
      speakerId: speaker?.id ?? null,
      byLeader: speaking !== undefined && hasRole(speaking, "leader"),
      villageId: given.villageId,
      at: given.at,
      place: given.place,
      seats: given.seats,
      checkInCode: randomBytes(9).toString("base64url"),
      createdBy: actor.id,
    })
    .returning();
  const session = row as Session;
  const count = await tellReaders(
    work,
    { villageId: given.villageId },
    {
      kind: "text",
      key: `told-${given.kind}`,
      values: facts(session),
      buttons: "session",
      subject: session.id,
    },
  );
  return { session, count };
}

export async function lockSession(work: Work, id: number): Promise<Session | undefined> {
  const [found] = await work.tx.select().from(outreachSession).where(of(work, id)).for("update");
  return found;
}

const mostPlannedShown = 20;

/** What is planned, those nearest to now, in the order of time; for staff also what has passed and has no attendance yet. */
export async function findPlanned(work: Work, villageId: number | null | "all"): Promise<Session[]> {
  const nearest = await work.tx
    .select()
    .from(outreachSession)
    .where(
      and(
        eq(outreachSession.townId, work.townId),
        eq(outreachSession.state, "planned"),
        villageId === "all"
          ? undefined
          : and(
              gt(outreachSession.at, work.now),
              or(isNull(outreachSession.villageId), villageId === null ? undefined : eq(outreachSession.villageId, villageId)),
            ),
      ),
    )
    .orderBy(sql`abs(extract(epoch from ${outreachSession.at} - ${work.now.toISOString()}::timestamptz))`)
    .limit(mostPlannedShown);
  return nearest.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

const findSigned = async (work: Work, sessionId: number): Promise<Person[]> => {
  const rows = await work.tx
    .select({ person })
    .from(sessionSignUp)
    .innerJoin(person, and(eq(person.townId, sessionSignUp.townId), eq(person.id, sessionSignUp.personId)))
    .where(and(eq(sessionSignUp.townId, work.townId), eq(sessionSignUp.sessionId, sessionId)))
    .orderBy(asc(sessionSignUp.at));
  return rows.map((row) => row.person);
};

async function tellSigned(work: Work, session: Session, notice: NoticeBody, except?: number) {
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

/** Another time or place: whoever signed up hears of it, and is reminded anew. */
export async function moveSession(work: Work, actor: Actor, id: number, to: { at: Date; place: string }): Promise<Session | Refusal> {
  if (to.at <= work.now) return refuse("not-in-the-past");
  const changed = await change(work, actor, id, { ...to, dayReminderAt: null, hourReminderAt: null });
  if ("refused" in changed) return changed;
  await tellSigned(work, changed, { kind: "text", key: "told-session-moved", values: facts(changed), buttons: "session", subject: id });
  return changed;
}

export async function cancelSession(work: Work, actor: Actor, id: number, reason: string): Promise<Session | Refusal> {
  const changed = await change(work, actor, id, { state: "cancelled" });
  if ("refused" in changed) return changed;
  await tellSigned(work, changed, { kind: "text", key: "told-session-cancelled", values: { ...facts(changed), reason } });
  return changed;
}

/** Why a session cannot have taken place yet; undefined when it can. */
export function mayBeOver(work: Work, { state, at }: Session): Refusal | undefined {
  if (state !== "planned") return refuse("session-over");
  const earliest = at.getTime() - sessionHeldEarlyHours * 3_600_000;
  return work.now.getTime() < earliest ? refuse("session-not-begun", { until: at.toISOString() }) : undefined;
}

/** It took place, with so many people; whoever signed up or came is thanked, with the material if there is any. */
export async function holdSession(
  work: Work,
  actor: Actor,
  id: number,
  given: { attendance: number; material?: Attachment | undefined },
): Promise<Session | Refusal> {
  const planned = await lockSession(work, id);
  const refusal = planned && mayBeOver(work, planned);
  if (refusal) return refusal;
  const changed = await change(work, actor, id, {
    state: "held",
    attendance: given.attendance,
    material: given.material ?? null,
    heldAt: work.now,
  });
  if ("refused" in changed) return changed;
  const { material } = changed;
  const values = { topic: changed.topic, body: "" };
  await tellSigned(work, changed, { kind: "relay", key: "told-session-thanks", values, ...(material ? { attachment: material } : {}) });
  return changed;
}

async function change(
  work: Work,
  actor: Actor,
  id: number,
  patch: Partial<typeof outreachSession.$inferInsert>,
): Promise<Session | Refusal> {
  const session = await lockSession(work, id);
  if (!session) return refuse("not-found");
  const isTheirs = session.createdBy === actor.id || session.speakerId === actor.id || hasRole(actor, "admin", "leader");
  if (!mayUse(actor, "outreach") || !isTheirs) return refuse("not-yours");
  if (session.state !== "planned") return refuse("session-over");
  const [changed] = await work.tx.update(outreachSession).set(patch).where(of(work, id)).returning();
  return changed as Session;
}

/** A villager asks something about a session; the speaker, or whoever planned it, answers when they can. */
export async function askAtSession(work: Work, actor: Actor, sessionId: number, body: string): Promise<Refusal | undefined> {
  const session = await lockSession(work, sessionId);
  if (!session || session.state === "cancelled") return refuse("session-over");
  const [row] = await work.tx
    .insert(sessionQuestion)
    .values({ townId: work.townId, sessionId, personId: actor.id, body, at: work.now })
    .returning({ id: sessionQuestion.id });
  const answering = await findPerson(work, session.speakerId ?? session.createdBy);
  const values = { topic: session.topic, name: actor.name, body };
  if (answering)
    work.tell(answering, { kind: "text", key: "told-question", values, buttons: "answer", subject: (row as { id: number }).id });
  return undefined;
}

export async function answerQuestion(work: Work, actor: Actor, questionId: number, answer: string): Promise<Refusal | undefined> {
  if (!mayUse(actor, "outreach")) return refuse("not-yours");
  const [question] = await work.tx
    .update(sessionQuestion)
    .set({ answer, answeredBy: actor.id, answeredAt: work.now })
    .where(and(eq(sessionQuestion.townId, work.townId), eq(sessionQuestion.id, questionId)))
    .returning();
  if (!question) return refuse("not-found");
  const asking = await findPerson(work, question.personId);
  if (asking) work.tell(asking, { kind: "text", key: "told-answer", values: { body: question.body, answer, name: actor.name } });
  return undefined;
}

const hourMs = 3_600_000;

/** Reminds everybody of one session a day, or an hour, before. @returns whether there was one */
export async function remindNextSession(work: Work): Promise<boolean> {
  const within = (hours: number) => new Date(work.now.getTime() + hours * hourMs);
  const [due] = await work.tx
    .select()
    .from(outreachSession)
    .where(
      and(
        eq(outreachSession.townId, work.townId),
        eq(outreachSession.state, "planned"),
        gt(outreachSession.at, work.now),
        or(
          and(isNull(outreachSession.hourReminderAt), lte(outreachSession.at, within(1))),
          and(isNull(outreachSession.dayReminderAt), isNull(outreachSession.hourReminderAt), lte(outreachSession.at, within(24))),
        ),
      ),
    )
    .limit(1)
    .for("update", { skipLocked: true });
  if (!due) return false;
  const isHour = due.at <= within(1);
  await work.tx
    .update(outreachSession)
    .set(isHour ? { hourReminderAt: work.now } : { dayReminderAt: work.now })
    .where(of(work, due.id));
  await tellSigned(work, due, { kind: "text", key: "told-session-soon", values: facts(due), buttons: "session", subject: due.id });
  return true;
}
