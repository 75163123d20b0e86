import { and, asc, eq, isNull, or } from "drizzle-orm";
import { cannedReply } from "../database/schema/people.ts";
import type { Work } from "../database/work.ts";
import { maxCannedReplies } from "./limits.ts";
import type { Actor } from "./people/person.ts";

/** 常用语: the town's own and the person's. */
export const findCannedReplies = (work: Work, actor: Actor) =>
  work.tx
    .select()
    .from(cannedReply)
    .where(and(eq(cannedReply.townId, work.townId), or(isNull(cannedReply.personId), eq(cannedReply.personId, actor.id))))
    .orderBy(asc(cannedReply.id))
    .limit(maxCannedReplies);

export async function keepCannedReply(work: Work, actor: Actor, body: string) {
  await work.tx.insert(cannedReply).values({ townId: work.townId, personId: actor.id, body });
}

/** With what a town begins; readers get them in their own language. */
export const firstReplies = [
  "收到，我马上去看。",
  "已经联系施工队，今天内到现场。",
  "请发一张照片，方便我们判断。",
  "材料齐了，等通知即可。",
];

export async function addFirstCannedReplies(work: Work) {
  await work.tx.insert(cannedReply).values(firstReplies.map((body) => ({ townId: work.townId, body })));
}
