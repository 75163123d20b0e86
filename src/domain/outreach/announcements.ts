import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { announcement, announcementRead } from "../../database/schema/outreach.ts";
import type { Attachment } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { announceInTowns } from "../county/announce.ts";
import { permit } from "../doorstep/standing.ts";
import { maxAnnouncementsShown } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { type Shelved, shelved } from "../policy/shelf.ts";
import type { Refusal } from "../refusal.ts";
import { type Audience, tellReaders } from "./readers.ts";

/** 通知: the latest announcements meant for a village and group or for the whole town. */
export const findAnnouncements = (work: Work, { villageId, groupId }: Pick<Actor, "villageId" | "groupId">) =>
  work.tx
    .select()
    .from(announcement)
    .where(
      and(
        eq(announcement.townId, work.townId),
        or(isNull(announcement.villageId), villageId === null ? undefined : eq(announcement.villageId, villageId)),
        or(isNull(announcement.groupId), groupId === null ? undefined : eq(announcement.groupId, groupId)),
      ),
    )
    .orderBy(desc(announcement.id))
    .limit(maxAnnouncementsShown);

/** `towns`: below this county, whose own bots tell it as well. */
export type Announced = { id: number; count: number; towns: string[] };

/** Tells everybody of a group, a village, or the whole town, and keeps it to be read again. @returns a refusal where the author does not lead */
export async function announce(
  work: Work,
  author: Actor,
  audience: Audience & { onShelf?: Shelved | undefined },
  body: string,
  attachment?: Attachment,
): Promise<Announced | Refusal> {
  const { villageId, groupId = null, onShelf } = audience;
  const refusal = await permit(work, author, villageId === null ? "announce_in_town" : "announce", { villageId });
  if (refusal) return refusal;
  const [row] = await work.tx
    .insert(announcement)
    .values({
      ...{ townId: work.townId, authorId: author.id, villageId, groupId, body, attachment: attachment ?? null, at: work.now },
      ...(onShelf ? shelved(body, onShelf) : {}),
    })
    .returning({ id: announcement.id });
  const { id } = row as { id: number };
  const count = await tellReaders(work, audience, {
    kind: "relay",
    key: onShelf ? "policy-note" : "announcement",
    values: { body },
    ...(attachment ? { attachment } : {}),
    buttons: "read",
    subject: id,
  });
  await work.tx
    .update(announcement)
    .set({ sentTo: count })
    .where(and(eq(announcement.townId, work.townId), eq(announcement.id, id)));
  return { id, count, towns: await announceInTowns(work, audience, { id, body, attachment }) };
}

/** 已阅. @returns whether there is such an announcement */
export async function markRead(work: Work, reader: Actor, announcementId: number): Promise<boolean> {
  const [found] = await work.tx
    .select({ id: announcement.id })
    .from(announcement)
    .where(and(eq(announcement.townId, work.townId), eq(announcement.id, announcementId)));
  if (!found) return false;
  await work.tx
    .insert(announcementRead)
    .values({ townId: work.townId, announcementId, personId: reader.id, at: work.now })
    .onConflictDoNothing();
  return true;
}

const isReadOf = sql`r.town_id = ${announcement.townId} and r.announcement_id = ${announcement.id}`;

/** The latest announcements with how many were sent and how many pressed 已阅. */
export const countReads = (work: Work) =>
  work.tx
    .select({
      id: announcement.id,
      body: announcement.body,
      at: announcement.at,
      sentTo: announcement.sentTo,
      read: sql<number>`(select count(*)::int from announcement_read r where ${isReadOf})`,
    })
    .from(announcement)
    .where(eq(announcement.townId, work.townId))
    .orderBy(desc(announcement.id))
    .limit(maxAnnouncementsShown);
