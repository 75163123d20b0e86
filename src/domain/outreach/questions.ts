import { and, eq } from "drizzle-orm";
import { outreachSession, sessionQuestion } from "../../database/schema/outreach.ts";
import type { NoticeBody } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { tellReaders } from "./readers.ts";
import { permitSession } from "./session-rights.ts";
import { audienceOf } from "./session-villages.ts";
import { findSigned, lockSession, type Session } from "./sessions.ts";

/** Everybody who was invited, and who signed up from elsewhere. */
async function tellInvited(work: Work, session: Session, notice: NoticeBody, except: ReadonlySet<number>) {
  const signed = await findSigned(work, session.id);
  for (const one of signed) if (!except.has(one.id)) work.tell(one, notice);
  await tellReaders(work, await audienceOf(work, session), notice, { except: new Set([...except, ...signed.map(({ id }) => id)]) });
}

/** A villager asks something about a session; the speaker, or the one who planned it, answers when they can. */
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

/** Why somebody may not answer a question; undefined when they may. */
export async function permitAnswer(work: Work, actor: Actor, questionId: number): Promise<Refusal | undefined> {
  const [found] = await work.tx
    .select({ session: outreachSession })
    .from(sessionQuestion)
    .innerJoin(outreachSession, and(eq(outreachSession.townId, sessionQuestion.townId), eq(outreachSession.id, sessionQuestion.sessionId)))
    .where(and(eq(sessionQuestion.townId, work.townId), eq(sessionQuestion.id, questionId)));
  return found ? permitSession(work, actor, found.session, "answer_question") : refuse("not-found");
}

export async function answerQuestion(
  work: Work,
  actor: Actor,
  questionId: number,
  answer: string,
  _isForAll = false,
): Promise<Refusal | undefined> {
  if (!mayUse(actor, "outreach")) return refuse("not-yours");
  const refusal = await permitAnswer(work, actor, questionId);
  if (refusal) return refusal;
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

/** An answer that was given to one, to everybody who was invited. Who asked is nobody's business. */
export async function spreadAnswer(work: Work, actor: Actor, questionId: number): Promise<Refusal | undefined> {
  const refusal = await permitAnswer(work, actor, questionId);
  if (refusal) return refusal;
  const [question] = await work.tx
    .select()
    .from(sessionQuestion)
    .where(and(eq(sessionQuestion.townId, work.townId), eq(sessionQuestion.id, questionId)));
  const session = question && (await lockSession(work, question.sessionId));
  if (!session || question.answer === null) return refuse("not-found");
  const values = { topic: session.topic, body: question.body, answer: question.answer, name: actor.name };
  await tellInvited(work, session, { kind: "text", key: "told-answer-all", values }, new Set([question.personId]));
  return undefined;
}
