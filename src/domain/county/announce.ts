import { and, eq, inArray, sql } from "drizzle-orm";
import type { LetterBody } from "../../database/county-values.ts";
import { countyAnnouncement } from "../../database/schema/county.ts";
import { announcement, announcementRead } from "../../database/schema/outreach.ts";
import type { Attachment } from "../../database/values.ts";
import { inTown, type Work } from "../../database/work.ts";
import { type Audience, tellReaders } from "../outreach/readers.ts";
import { counterpartOf } from "./counterpart.ts";
import { fileFor, writeLetter } from "./letters.ts";
import { findMembers } from "./membership.ts";
import { findOtherTown } from "./other-town.ts";

/**
 * What a county announces to all of its places, or to one that is a town below it, that town's own bot tells its people as well.
 *
 * @returns the names of these towns
 */
export async function announceInTowns(
  work: Work,
  { villageId, groupId }: Audience,
  { id, body, attachment }: { id: number; body: string; attachment?: Attachment | undefined },
): Promise<string[]> {
  const members = groupId ? [] : await findMembers(work);
  const meant = members.filter((one) => villageId === null || one.villageId === villageId);
  for (const { id: townId } of meant) {
    const file = attachment ? { attachment: fileFor(work, townId, attachment) } : {};
    await writeLetter(work, townId, { kind: "announce", request: 0, id, body, ...file });
  }
  return meant.map(({ name }) => name);
}

/** In the town: to everybody who has not unsubscribed, after the quiet hours, as what the town announces itself. */
export async function hearAnnouncement(
  work: Work,
  countyId: number,
  { id: theirId, body, attachment }: Extract<LetterBody, { kind: "announce" }>,
) {
  const { name } = (await findOtherTown(work, countyId)) ?? { name: "—" };
  const { id: authorId } = await counterpartOf(work, countyId, 0, name);
  const [row] = await work.tx
    .insert(announcement)
    .values({ townId: work.townId, authorId, body, attachment: attachment ?? null, at: work.now })
    .returning({ id: announcement.id });
  const { id } = row as { id: number };
  const file = attachment ? { attachment } : {};
  const notice = { kind: "relay", key: "announcement-from", values: { name, body }, ...file, buttons: "read", subject: id } as const;
  const sentTo = await tellReaders(work, { villageId: null }, notice);
  await work.tx
    .update(announcement)
    .set({ sentTo })
    .where(and(eq(announcement.townId, work.townId), eq(announcement.id, id)));
  await work.tx.insert(countyAnnouncement).values({ townId: work.townId, announcementId: id, fromTownId: countyId, theirId });
}

export type ReadInTown = { id: number; name: string; sentTo: number; read: number };

/** How many it was sent to in each town below, and how many pressed 已阅. @param ids of the county's announcements */
export async function countReadsInTowns(work: Work, ids: readonly number[]): Promise<ReadInTown[]> {
  if (!ids.length) return [];
  const members = await findMembers(work);
  const found = await Promise.all(
    members.map(({ id, name }) => inTown(work, id, (there) => countReadsHere(there, work.townId, ids, name))),
  );
  return found.flat();
}

const countReadsHere = async ({ tx, townId }: Work, countyId: number, ids: readonly number[], name: string): Promise<ReadInTown[]> => {
  const ours = and(eq(countyAnnouncement.townId, announcement.townId), eq(countyAnnouncement.announcementId, announcement.id));
  const rows = await tx
    .select({
      id: countyAnnouncement.theirId,
      sentTo: announcement.sentTo,
      read: sql<number>`(select count(*)::int from ${announcementRead} r where r.town_id = ${announcement.townId} and r.announcement_id = ${announcement.id})`,
    })
    .from(announcement)
    .innerJoin(countyAnnouncement, ours)
    .where(
      and(eq(announcement.townId, townId), eq(countyAnnouncement.fromTownId, countyId), inArray(countyAnnouncement.theirId, [...ids])),
    );
  return rows.map((row) => ({ ...row, name }));
};
