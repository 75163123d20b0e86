import { and, eq, lt, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { town } from "../../database/schema.ts";
import { priorities, type Work } from "../../database/work.ts";
import { isOfficeMorning } from "../calendar.ts";
import { type Actor, findActor, findAllHolders, hasRole, type Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { countOverdue, countQueue, findInCharge, findQueue, type ListPage, type QueueCounts } from "./find.ts";
import { findOwed } from "./follow-up.ts";
import { isOnLeave } from "./routing.ts";

/**
 * 晨报: on each working day, when the office opens, everybody who has something open hears what; at most once a day. Whoever is on
 * leave hears nothing, and nobody does on the day on which the town was set up.
 *
 * @returns whether it went out just now
 */
export async function tellDigests(work: Work): Promise<boolean> {
  if (!isOfficeMorning(work.now, work.zone)) return false;
  const today = DateTime.fromJSDate(work.now, { zone: work.zone }).startOf("day");
  const day = today.toISODate();
  const isDue = and(eq(town.id, work.townId), lt(town.claimedAt, today.toJSDate()), sql`${town.digestDay} is distinct from ${day}`);
  const begun = await work.tx.update(town).set({ digestDay: day }).where(isDue).returning({ id: town.id });
  if (!begun.length) return false;
  // Like an announcement: as fast as Telegram takes it, and nobody's answer waits for it.
  for (const reader of await findReaders(work)) work.tell(reader, { kind: "digest" }, { priority: priorities.broadcast });
  return true;
}

/** Whoever has something in hand, and, when anything of the town is late, whoever answers for that. */
async function findReaders(work: Work): Promise<Person[]> {
  const inCharge = await findInCharge(work);
  const late = await countOverdue(work, true);
  const holders = await findAllHolders(work);
  const readers = holders.filter(({ id, grant }) => inCharge.has(id) || (late > 0 && mayUse({ grants: [grant] }, "overdue")));
  const there = readers.filter((one) => one.blockedAt === null && !isOnLeave(one, work.now));
  return [...new Map(there.map((one) => [one.id, one])).values()];
}

/** What somebody has in hand, and, for whoever answers for the town, how much of it is late. */
export type Digest = QueueCounts & { queue: ListPage; owed: number; lateInTown: number };

/** @returns undefined when there is nothing to say */
export async function writeDigest(work: Work, personId: number): Promise<Digest | undefined> {
  const reader = await findActor(work, personId);
  if (!reader) return undefined;
  const endOfDay = DateTime.fromJSDate(work.now, { zone: work.zone }).endOf("day").toJSDate();
  const [queue, counts, owed, lateInTown] = await Promise.all([
    findQueue(work, reader),
    countQueue(work, reader, endOfDay),
    findOwed(work, reader.id),
    countLate(work, reader),
  ]);
  const digest = { ...counts, queue, owed: owed.length, lateInTown };
  return queue.total + digest.owed + lateInTown > 0 ? digest : undefined;
}

const countLate = async (work: Work, reader: Actor): Promise<number> =>
  mayUse(reader, "overdue") ? countOverdue(work, hasRole(reader, "admin")) : 0;
