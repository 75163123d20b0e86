import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { TopicLineKind } from "../../database/doorstep-values.ts";
import { person } from "../../database/schema/people.ts";
import { category } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import { topic, topicMilestone } from "../../database/schema/visits.ts";
import type { Attachment } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findStanding, permit, whereMay } from "../doorstep/standing.ts";
import { dayMs } from "../durations.ts";
import { maxTopicPhotos, recurringAtLeast, recurringWithinDays } from "../limits.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { tellTopicResult } from "../surveys/outcome.ts";
import { isKeptFromNobody, isOpenMatter, ofT } from "../tickets/visibility.ts";

export type Topic = typeof topic.$inferSelect;
export type Recurring = { categoryId: number; villageId: number; category: string; village: string; count: number };

/** Reports of one category that came again and again from one of their villages, and are no topic yet: what to solve at its root. */
export async function findRecurring(work: Work, actor: Actor): Promise<Recurring[]> {
  const theirs = whereMay("see_topic", await findStanding(work, actor), { villageId: sql`t.village_id` });
  const since = new Date(work.now.getTime() - recurringWithinDays * dayMs).toISOString();
  const { rows } = await work.tx.execute<{ category_id: string; village_id: string; category: string; village: string; count: number }>(sql`
    select t.category_id, t.village_id, c.name as category, v.name as village, count(*)::int as count
    from ticket t join category c on c.town_id = t.town_id and c.id = t.category_id join village v on v.town_id = t.town_id and v.id = t.village_id
    where t.town_id = ${work.townId} and ${theirs} and t.kind = 'problem' and t.created_at >= ${since} and ${isOpenMatter(ofT)} and ${isKeptFromNobody(ofT)}
      and t.state not in ('withdrawn', 'merged', 'declined')
      and not exists (select 1 from topic o where o.town_id = t.town_id and o.category_id = t.category_id and o.village_id = t.village_id and o.closed_at is null)
    group by 1, 2, 3, 4 having count(*) >= ${recurringAtLeast} order by count(*) desc, 1, 2 limit 10`);
  return rows.map((row) => ({ ...row, categoryId: Number(row.category_id), villageId: Number(row.village_id) }));
}

export type TopicGiven = { title: string; categoryId: number; villageId: number; ownerId: number; measure: string };

/** Makes a topic (每月一题) with its owner and measure, and tells the owner. */
export async function makeTopic(work: Work, actor: Actor, given: TopicGiven): Promise<Topic | Refusal> {
  if (!mayUse(actor, "make_topic")) return refuse("not-yours");
  const refusal = await permit(work, actor, "make_topic", { villageId: given.villageId });
  if (refusal) return refusal;
  const owner = await findPerson(work, given.ownerId);
  if (!owner) return refuse("nobody-there");
  const [row] = await work.tx
    .insert(topic)
    .values({ townId: work.townId, ...given, createdAt: work.now })
    .returning();
  const made = row as Topic;
  work.tell(owner, { kind: "text", key: "told-topic", values: { title: made.title, measure: made.measure, name: actor.name } });
  return made;
}

/** The topics of somebody's villages, and those that they lead by name. */
export async function findTopics(work: Work, actor: Actor) {
  const theirs = whereMay("see_topic", await findStanding(work, actor), { villageId: topic.villageId, of: [topic.ownerId] });
  return work.tx
    .select({
      topic,
      owner: person.name,
      category: category.name,
      village: village.name,
      milestones: sql<number>`(select count(*)::int from topic_milestone m where m.town_id = ${topic.townId} and m.topic_id = ${topic.id} and coalesce(m.kind, 'step') = 'step')`,
    })
    .from(topic)
    .innerJoin(person, and(eq(person.townId, topic.townId), eq(person.id, topic.ownerId)))
    .innerJoin(category, and(eq(category.townId, topic.townId), eq(category.id, topic.categoryId)))
    .innerJoin(village, and(eq(village.townId, topic.townId), eq(village.id, topic.villageId)))
    .where(and(eq(topic.townId, work.townId), theirs))
    .orderBy(sql`${topic.closedAt} desc nulls first`, desc(topic.id))
    .limit(20);
}

/** Why somebody has nothing to do with a topic, or may not advance it; undefined when they may. */
export async function permitTopic(
  work: Work,
  actor: Actor,
  id: number,
  action: "see_topic" | "advance_topic",
): Promise<Refusal | undefined> {
  const [found] = await work.tx
    .select()
    .from(topic)
    .where(and(eq(topic.townId, work.townId), eq(topic.id, id)));
  return found ? permit(work, actor, action, { villageId: found.villageId, of: [found.ownerId] }) : refuse("not-found");
}

export const findMilestones = (work: Work, topicId: number) =>
  work.tx
    .select()
    .from(topicMilestone)
    .where(and(eq(topicMilestone.townId, work.townId), eq(topicMilestone.topicId, topicId)))
    .orderBy(asc(topicMilestone.id));

/** What is written to a topic: a step, money that was given or spent, a photo of how it was before or is after. */
export type TopicLineGiven = { kind: TopicLineKind; body: string; fen?: number | undefined; attachment?: Attachment | undefined };

/** A step forward, money, or a photo. */
export async function advanceTopic(work: Work, actor: Actor, topicId: number, given: TopicLineGiven): Promise<Refusal | undefined> {
  const found = await lockOpen(work, actor, topicId);
  if (isRefusal(found)) return found;
  await work.tx.insert(topicMilestone).values({ townId: work.townId, topicId, ...given, at: work.now });
  return undefined;
}

/** 结题: what came of it, which those who were asked before it hear as well. */
export async function closeTopic(work: Work, actor: Actor, topicId: number, result: string): Promise<Refusal | undefined> {
  const found = await lockOpen(work, actor, topicId);
  if (isRefusal(found)) return found;
  await work.tx
    .update(topic)
    .set({ result, closedAt: work.now })
    .where(and(eq(topic.townId, work.townId), eq(topic.id, topicId)));
  await tellTopicResult(work, found, result);
  return undefined;
}

async function lockOpen(work: Work, actor: Actor, topicId: number): Promise<Topic | Refusal> {
  const open = and(eq(topic.townId, work.townId), eq(topic.id, topicId), isNull(topic.closedAt));
  const [found] = await work.tx.select().from(topic).where(open).for("update");
  if (!found) return refuse("not-found");
  return (await permitTopic(work, actor, topicId, "advance_topic")) ?? found;
}

/** The photos of how it was before, then of how it is after. */
export async function findTopicPhotos(work: Work, topicId: number) {
  const lines = (await findMilestones(work, topicId)).filter(
    ({ kind, attachment }) => attachment && (kind === "before" || kind === "after"),
  );
  return lines.toSorted((a, b) => Number(a.kind === "after") - Number(b.kind === "after")).slice(-maxTopicPhotos);
}
