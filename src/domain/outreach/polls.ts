import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { outreachSession, poll, pollCopy, pollVote } from "../../database/schema/outreach.ts";
import type { Work } from "../../database/work.ts";
import { findStanding, permit, whereMay } from "../doorstep/standing.ts";
import { maxPollOptionCharacters, maxPollOptions, maxPollsShown } from "../limits.ts";
import { type Actor, findAccount, type Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { tellReaders } from "./readers.ts";
import { ofAnyVillage } from "./session-villages.ts";

// 夜校问卷: what to teach is asked before, whether it helped after. Everybody answers in their own chat, and may answer anew.

export type Poll = typeof poll.$inferSelect;
/** How many chose each answer. */
export type PollResult = { poll: Poll; topic: string; counts: number[] };

/** The answers to whether it helped: it did, partly, it did not. */
export const helpedAnswers = ["yes", "partly", "no"] as const;

/** What may be answered, one per line. */
export function readPollOptions(typed: string): string[] | Refusal {
  const options = [...new Set(typed.split("\n").map((line) => line.trim()))].filter(Boolean);
  const isFit =
    options.length >= 2 && options.length <= maxPollOptions && options.every((one) => [...one].length <= maxPollOptionCharacters);
  return isFit ? options : refuse("poll-options", { most: maxPollOptions });
}

/** Asks a village, or the town, what the night school is to teach. @returns how many people are asked */
export async function askTopics(work: Work, actor: Actor, villageId: number | null, options: string[]): Promise<number | Refusal> {
  if (!mayUse(actor, "outreach")) return refuse("not-yours");
  const refusal = await permit(work, actor, villageId === null ? "plan_town_session" : "plan_session", { villageId });
  if (refusal) return refusal;
  const pollId = await addPoll(work, { kind: "topics", villageId, options, createdBy: actor.id });
  return tellReaders(work, { villageId }, { kind: "poll", pollId });
}

/** Asks those who were at a class whether it helped. */
export async function askWhetherHelped(work: Work, session: typeof outreachSession.$inferSelect, those: readonly Person[]) {
  if (session.kind !== "night_school" || !those.length) return;
  const { id: sessionId, villageId, speakerId, createdBy } = session;
  const pollId = await addPoll(work, {
    kind: "helped",
    sessionId,
    villageId,
    options: [...helpedAnswers],
    createdBy: speakerId ?? createdBy,
  });
  for (const one of those) work.tell(one, { kind: "poll", pollId });
}

async function addPoll(work: Work, given: Omit<typeof poll.$inferInsert, "townId" | "at">): Promise<number> {
  const [row] = await work.tx
    .insert(poll)
    .values({ ...given, townId: work.townId, at: work.now })
    .returning({ id: poll.id });
  return (row as { id: number }).id;
}

const of = (work: Work, id: number) => and(eq(poll.townId, work.townId), eq(poll.id, id));

/** A poll, and the topic of its session. */
export async function findPoll(work: Work, id: number): Promise<{ poll: Poll; topic: string } | undefined> {
  const [found] = await withTopics(work, of(work, id));
  return found;
}

async function withTopics(work: Work, where: SQL | undefined): Promise<{ poll: Poll; topic: string }[]> {
  const rows = await work.tx
    .select({ poll, topic: outreachSession.topic })
    .from(poll)
    .leftJoin(outreachSession, and(eq(outreachSession.townId, poll.townId), eq(outreachSession.id, poll.sessionId)))
    .where(and(eq(poll.townId, work.townId), where))
    .orderBy(desc(poll.id))
    .limit(maxPollsShown);
  return rows.map(({ topic, ...row }) => ({ ...row, topic: topic ?? "" }));
}

/** It stands in somebody's chat. */
export const notePollCopy = (work: Work, pollId: number, telegramPoll: string) =>
  work.tx.insert(pollCopy).values({ townId: work.townId, telegramPoll, pollId }).onConflictDoNothing();

/** Which poll an answer is to. */
export async function findPollOf(work: Work, telegramPoll: string): Promise<number | undefined> {
  const [found] = await work.tx
    .select({ pollId: pollCopy.pollId })
    .from(pollCopy)
    .where(and(eq(pollCopy.townId, work.townId), eq(pollCopy.telegramPoll, telegramPoll)));
  return found?.pollId;
}

/** Somebody answers, anew, or takes the answer back. @returns false when there is no such poll or answer, or nobody of that account is known */
export async function vote(work: Work, telegramId: number, pollId: number, chosen: readonly number[]): Promise<boolean> {
  const account = await findAccount(work, telegramId);
  const found = await findPoll(work, pollId);
  if (!account || !found || chosen.some((one) => found.poll.options[one] === undefined)) return false;
  const whose = { townId: work.townId, pollId, personId: account.person.id };
  const given = { chosen: [...chosen], at: work.now };
  if (chosen.length)
    await work.tx
      .insert(pollVote)
      .values({ ...whose, ...given })
      .onConflictDoUpdate({ target: [pollVote.townId, pollVote.pollId, pollVote.personId], set: given });
  else
    await work.tx
      .delete(pollVote)
      .where(and(eq(pollVote.townId, whose.townId), eq(pollVote.pollId, pollId), eq(pollVote.personId, whose.personId)));
  return true;
}

/** The newest polls where somebody of the staff has to do with it, with what was answered. @param sessionId only that of this session */
export async function findPollResults(work: Work, actor: Actor, sessionId?: number): Promise<PollResult[]> {
  const standing = await findStanding(work, actor);
  const ofSession = { townId: poll.townId, id: poll.sessionId, villageId: poll.villageId };
  const theirs = ofAnyVillage(ofSession, (villageId) =>
    whereMay("see_session", standing, { villageId: sql`${villageId}`, of: [poll.createdBy] }),
  );
  const polls = await withTopics(work, and(theirs, sessionId === undefined ? undefined : eq(poll.sessionId, sessionId)));
  const results: PollResult[] = [];
  for (const one of polls) {
    const { rows } = await work.tx.execute<{ option: number; count: number }>(sql`
      select option, count(*)::int as count from poll_vote, unnest(chosen) as option
      where town_id = ${work.townId} and poll_id = ${one.poll.id} group by option`);
    results.push({ ...one, counts: one.poll.options.map((_, index) => rows.find(({ option }) => option === index)?.count ?? 0) });
  }
  return results;
}
