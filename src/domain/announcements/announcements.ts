import { and, desc, eq, isNull, or } from "drizzle-orm";
import { announcement } from "../../database/outreach-schema.ts";
import { person } from "../../database/schema.ts";
import type { Attachment } from "../../database/values.ts";
import { priorities, type Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";

const mostShown = 5;

/** 通知: the latest announcements meant for a village or for the whole town. */
export const findAnnouncements = (work: Work, villageId: number | null) =>
  work.tx
    .select()
    .from(announcement)
    .where(
      and(
        eq(announcement.townId, work.townId),
        or(isNull(announcement.villageId), villageId === null ? undefined : eq(announcement.villageId, villageId)),
      ),
    )
    .orderBy(desc(announcement.id))
    .limit(mostShown);

/**
 * Tells everybody of a village, or of the whole town, and keeps it to be read again.
 *
 * @returns to how many people it goes
 */
export async function announce(
  work: Work,
  author: Actor,
  villageId: number | null,
  body: string,
  attachment?: Attachment,
): Promise<number> {
  await work.tx
    .insert(announcement)
    .values({ townId: work.townId, authorId: author.id, villageId, body, attachment: attachment ?? null, at: work.now });
  const readers = await work.tx
    .select({ id: person.id, telegramId: person.telegramId })
    .from(person)
    .where(and(eq(person.townId, work.townId), isNull(person.blockedAt), villageId === null ? undefined : eq(person.villageId, villageId)));
  for (const reader of readers) {
    const notice = { kind: "relay" as const, key: "announcement", values: { body }, ...(attachment ? { attachment } : {}) };
    work.tell(reader, notice, { priority: priorities.broadcast });
  }
  return readers.length;
}
