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

/** @param bodies what the town begins with; from then on they are the town's */
export async function addFirstCannedReplies(work: Work, bodies: readonly string[]) {
  await work.tx.insert(cannedReply).values(bodies.map((body) => ({ townId: work.townId, body })));
}
