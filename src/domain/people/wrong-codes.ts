import { and, asc, eq, gt } from "drizzle-orm";
import { auditEvent } from "../../database/schema/messaging.ts";
import type { Work } from "../../database/work.ts";
import { noteInAudit, noteOnce } from "../conversation.ts";
import { hourMs } from "../durations.ts";
import { maxWrongCodesAnHour } from "../limits.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor } from "./person.ts";

const wrongCode = "wrong start code";

/**
 * Whether somebody may try another code of a start link. A person who was wrong too often waits until an hour has passed since: also for a right
 * one, or they would go on guessing. Waiting is noted once.
 */
export async function mayTryCode(work: Work, actor: Actor): Promise<Refusal | undefined> {
  const wrong = await work.tx
    .select({ at: auditEvent.at })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.townId, work.townId),
        eq(auditEvent.personId, actor.id),
        eq(auditEvent.what, wrongCode),
        gt(auditEvent.at, new Date(work.now.getTime() - hourMs)),
      ),
    )
    .orderBy(asc(auditEvent.at), asc(auditEvent.id));
  const decisive = wrong.at(-maxWrongCodesAnHour);
  if (!decisive) return undefined;
  await noteOnce(work, actor.id, "start codes closed", "", 60);
  return refuse("codes-closed", { until: new Date(decisive.at.getTime() + hourMs).toISOString() });
}

/** A code that opened nothing. What was tried is not written down: it may be one letter away from somebody's. */
export const noteWrongCode = (work: Work, actor: Actor, kind: "invite" | "party" | "session" | "paper" | "helper" | "county") =>
  noteInAudit(work, actor.id, wrongCode, kind);
