import { and, eq, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { digestDue, heartbeat } from "../../database/schema/messaging.ts";
import { town } from "../../database/schema/town.ts";
import { priorities, type Work } from "../../database/work.ts";
import { isOfficeMorning, nextOpening } from "../calendar.ts";
import { dayMs } from "../durations.ts";
import { maxDaysWithoutBackup } from "../limits.ts";
import { type Actor, eachOnce, findActor, findAllHolders, findPerson, type Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { findMissed, isAnyMissed } from "../rounds/rounds.ts";
import type { Timer } from "../timer.ts";
import type { ListPage } from "./find.ts";
import { findOwed } from "./follow-up.ts";
import { countOverdue, isAnythingLate } from "./overdue.ts";
import { countQueue, findInCharge, findQueue, type QueueCounts } from "./queue.ts";
import { isOnLeave } from "./routing.ts";

/** What has no id is the town's, of which there is one. */
const theTown = sql`1`;
const today = ({ now, zone }: Pick<Work, "now" | "zone">) => DateTime.fromJSDate(now, { zone }).startOf("day");

/**
 * 晨报: on each working day, when the office opens, everybody who has something open hears what; at most once a day. A person who is on
 * leave hears nothing, and nobody does on the day on which the town was set up. Who is to hear is decided once, for all.
 */
export const digestsTimer: Timer = {
  road: "digests",
  due(moment) {
    const day = today(moment);
    return sql`select ${theTown} as id, ${day.toISO()}::timestamptz as due_at from town
      where ${isOfficeMorning(moment.now, moment.zone)} and id = ${moment.townId} and claimed_at < ${day.toISO()}::timestamptz
        and digest_day is distinct from ${day.toISODate()}`;
  },
  upcoming: ({ now, zone }) => sql`select ${nextOpening(now, zone).toISOString()}::timestamptz as at`,
  async fire(work) {
    const day = today(work).toISODate();
    const isDue = and(eq(town.id, work.townId), sql`${town.digestDay} is distinct from ${day}`);
    const begun = await work.tx.update(town).set({ digestDay: day }).where(isDue).returning({ id: town.id });
    const readers = begun.length ? await findReaders(work) : [];
    if (readers.length)
      await work.tx
        .insert(digestDue)
        .values(readers.map(({ id }) => ({ townId: work.townId, personId: id, dueAt: work.now })))
        .onConflictDoUpdate({ target: [digestDue.townId, digestDue.personId], set: { dueAt: work.now } });
    return begun.length > 0;
  },
  nameOf: async () => "",
};

/** One person's digest; what was due on an earlier day is news no more. */
export const digestTimer: Timer = {
  road: "digest",
  due: ({ townId }) => sql`select person_id as id, due_at from digest_due where town_id = ${townId}`,
  // It is due as soon as the town's digests have begun.
  upcoming: () => sql`select null::timestamptz as at`,
  async fire(work, id) {
    const [due] = await work.tx
      .delete(digestDue)
      .where(and(eq(digestDue.townId, work.townId), eq(digestDue.personId, id)))
      .returning();
    const reader = due && due.dueAt >= today(work).toJSDate() ? await findPerson(work, id) : undefined;
    // Like an announcement: as fast as Telegram takes it, and nobody's answer waits for it.
    if (reader) work.tell(reader, { kind: "digest" }, { priority: priorities.broadcast });
    return due !== undefined;
  },
  nameOf: async (work, id) => (await findPerson(work, id))?.name ?? "?",
};

/** Everybody who has something in hand, and, when anything of the town is late, those who answer for that. */
async function findReaders(work: Work): Promise<Person[]> {
  const inCharge = await findInCharge(work);
  const isLate = (await isAnythingLate(work)) || (await isAnyMissed(work));
  const holders = await findAllHolders(work);
  const lacksBackup = (await countDaysWithoutBackup(work)) > 0;
  const readers = holders.filter(
    ({ id, grant }) => inCharge.has(id) || (isLate && mayUse({ grants: [grant] }, "overdue")) || (lacksBackup && grant.role === "admin"),
  );
  const there = readers.filter((one) => one.blockedAt === null && !isOnLeave(one, work.now));
  return eachOnce(there);
}

/** What somebody has in hand, and, for those who answer for the town, how much of it is late. */
export type Digest = QueueCounts & { queue: ListPage; owed: number; lateInTown: number; missedRounds: number; daysWithoutBackup: number };

/** @returns undefined when there is nothing to say */
export async function writeDigest(work: Work, personId: number): Promise<Digest | undefined> {
  const reader = await findActor(work, personId);
  if (!reader) return undefined;
  const endOfDay = DateTime.fromJSDate(work.now, { zone: work.zone }).endOf("day").toJSDate();
  const [queue, counts, owed, lateInTown, missedRounds, daysWithoutBackup] = await Promise.all([
    findQueue(work, reader),
    countQueue(work, reader, endOfDay),
    findOwed(work, reader),
    countLate(work, reader),
    mayUse(reader, "overdue") ? findMissed(work, reader).then(({ total }) => total) : 0,
    reader.grants.some(({ role }) => role === "admin") ? countDaysWithoutBackup(work) : 0,
  ]);
  const digest = { ...counts, queue, owed: owed.length, lateInTown, missedRounds, daysWithoutBackup };
  return queue.total + digest.owed + lateInTown + missedRounds + daysWithoutBackup > 0 ? digest : undefined;
}

/** Since the last good one, where backups are written every night and there has been none lately; 0 otherwise. */
async function countDaysWithoutBackup(work: Work): Promise<number> {
  const [last] = await work.tx
    .select({ at: heartbeat.at })
    .from(heartbeat)
    .where(and(eq(heartbeat.townId, work.townId), eq(heartbeat.duty, "backup")));
  const days = last ? Math.floor((work.now.getTime() - last.at.getTime()) / dayMs) : 0;
  return days >= maxDaysWithoutBackup ? days : 0;
}

const countLate = async (work: Work, reader: Actor): Promise<number> => (mayUse(reader, "overdue") ? countOverdue(work, reader) : 0);
