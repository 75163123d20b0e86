import { and, asc, eq, gte, isNull, lt, not, type SQL, sql } from "drizzle-orm";
import { builtOnce } from "../../database/built-once.ts";
import { dueOnDay } from "../../database/schema/figures.ts";
import { category, ticket } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { dayMs } from "../durations.ts";
import { maxDaysAddedUp, maxTicketsListed } from "../limits.ts";
import { type Actor, hasRole } from "../people/person.ts";
import { isLate } from "./conditions.ts";
import { inCategory, inVillage, type ListPage } from "./find.ts";
import { readableBy } from "./visibility.ts";

// 逾期. However much is late, it is not counted one by one (decision 023): whole days come from `due_on_day`, which holds what is kept from
// nobody; what fell due today, and what is kept from somebody, is counted from an index.

type Reader = Pick<Actor, "id" | "grants">;

/** As the trigger of `due_on_day` sees it; an index is on what is not. */
const isPlain = and(not(ticket.confidential), isNull(ticket.aboutId), isNull(ticket.keptFrom));
const isDiscreet = sql`(${ticket.confidential} or ${ticket.aboutId} is not null or ${ticket.keptFrom} is not null)`;

/** 逾期 in a statement that is built once. */
const isLateHere = and(eq(ticket.townId, sql.placeholder("townId")), isLate({ now: sql.placeholder("now") }));

/** @param which of those that are kept from somebody are counted with the others */
const counting = (name: string, which: SQL | undefined) =>
  builtOnce((queries) => {
    const [townId, midnight] = [sql.placeholder("townId"), sql.placeholder("midnight")];
    const owed = (...more: (SQL | undefined)[]) => sql`(select count(*) from ${ticket} where ${and(isLateHere, ...more)})`;
    const ofDays = sql`(select coalesce(sum(${dueOnDay.many}), 0) from ${dueOnDay} where ${and(eq(dueOnDay.townId, townId), lt(dueOnDay.day, sql`(${midnight}::timestamptz at time zone 'UTC')::date`))})`;
    const ofToday = owed(gte(ticket.deadline, sql`${midnight}::timestamptz`), isPlain);
    const late = sql<number>`${ofDays} + ${ofToday} + ${owed(isDiscreet, which)}`.mapWith(Number).as("late");
    return queries.select({ late }).from(sql`(select 1) as one`).prepare(name);
  });

const reader = { id: sql.placeholder("readerId") };
/** What of the late ones a reader may see what it is about; `everybody` for nobody in particular. */
const readable = { everybody: undefined, admin: readableBy(reader, true), leader: readableBy(reader, false) };
const kindOf = (reading: Reader) => (hasRole(reading, "admin") ? "admin" : "leader");

const countings = {
  everybody: counting("count_late", readable.everybody),
  admin: counting("count_late_known", readable.admin),
  leader: counting("count_late_readable", readable.leader),
};

/**
 * A page by its ids first, which an index has in their order: the tickets of other pages are not read. How long it is is written out, and the
 * first page passes over nothing: what is given as a value is no ground for PostgreSQL to keep its plan, and it would make one each time.
 */
const paging = (name: string, which: SQL | undefined, isFirst: boolean) =>
  builtOnce((queries) => {
    const ids = queries.select({ id: ticket.id }).from(ticket).where(and(isLateHere, which)).orderBy(asc(ticket.deadline));
    const passedOver = isFirst ? sql`` : sql` offset ${sql.placeholder("passedOver")}::bigint`;
    return queries
      .select({ ticket, category, village: village.name })
      .from(sql`(${ids} limit ${sql.raw(`${maxTicketsListed}`)}${passedOver}) as paged`)
      .innerJoin(ticket, and(eq(ticket.townId, sql.placeholder("townId")), sql`${ticket.id} = paged.id`))
      .innerJoin(category, inCategory)
      .innerJoin(village, inVillage)
      .orderBy(asc(ticket.deadline))
      .prepare(name);
  });
const pages = {
  first: { admin: paging("find_late_known", readable.admin, true), leader: paging("find_late_readable", readable.leader, true) },
  later: { admin: paging("find_later_known", readable.admin, false), leader: paging("find_later_readable", readable.leader, false) },
};

const utcMidnight = (at: Date) => new Date(Math.floor(at.getTime() / dayMs) * dayMs);

async function count(work: Work, who: keyof typeof countings, readerId = 0): Promise<number> {
  const { townId, now } = work;
  const values = { townId, readerId, now, midnight: utcMidnight(now).toISOString() };
  const [found] = await countings[who](work.tx).execute(values);
  return found?.late ?? 0;
}

/** How much is late in the town, no matter who may know of it. */
export const countLate = (work: Work): Promise<number> => count(work, "everybody");

export const isAnythingLate = async (work: Work): Promise<boolean> => (await countLate(work)) > 0;

/** How much of it its reader may see. */
export const countOverdue = (work: Work, reading: Reader): Promise<number> => count(work, kindOf(reading), reading.id);

/** Everything whose duty is late, the latest first, as far as its reader may see what it is about. */
export async function findOverdue(work: Work, reading: Reader, page = 0): Promise<ListPage> {
  const { townId, now } = work;
  const values = { townId, readerId: reading.id, now, passedOver: page * maxTicketsListed };
  const rows = pages[page ? "later" : "first"][kindOf(reading)](work.tx).execute(values);
  const [listed, total] = await Promise.all([rows, countOverdue(work, reading)]);
  return !listed.length && page > 0 ? findOverdue(work, reading) : { listed, page, total };
}

/** Adds up what has changed: a row for each day on which something is due. @returns whether there may be more */
export async function addUpDue(work: Work): Promise<boolean> {
  const { rows } = await work.tx.execute<{ many: number }>(sql`
    with changes as (
      delete from ${dueOnDay} where ${dueOnDay.townId} = ${work.townId} and ${dueOnDay.day} in (
        select ${dueOnDay.day} from ${dueOnDay} where ${dueOnDay.townId} = ${work.townId} group by 1 having count(*) > 1 limit ${maxDaysAddedUp})
      returning day, many
    ), sums as (
      insert into ${dueOnDay} (town_id, day, many)
      select ${work.townId}, day, sum(many) from changes group by day having sum(many) <> 0
    ) select count(distinct day)::int as many from changes`);
  return Number(rows[0]?.many ?? 0) >= maxDaysAddedUp;
}
