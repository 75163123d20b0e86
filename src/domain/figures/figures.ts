import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import { category, ticket, ticketEvent } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import type { RatedBy } from "../../database/values.ts";
import type { Moment, Work } from "../../database/work.ts";
import { dayMs } from "../durations.ts";
import type { Actor } from "../people/person.ts";
import { isLate, openOnes, owesStep } from "../tickets/conditions.ts";
import { findPage, type ListPage } from "../tickets/find.ts";
import { isOpenMatter, knownTo } from "../tickets/visibility.ts";
import { type Span, slicesOf } from "./period.ts";
import { inScope, type Scope } from "./scope.ts";

/** What is counted: all of a town or a part of it, in a period; a village or a category of it, where one is asked for. */
export type View = { scope: Scope; period: Span; villageId?: number | undefined; category?: number | "confidential" | undefined };
type Reader = Pick<Actor, "id" | "grants">;
/** `received`: of the tickets that came in within the period; `now`: of all that are open, whenever they came in. */
type Figure = { of: "received" | "now"; is: (moment: Pick<Moment, "now">) => SQL | undefined };

/** 收到: neither taken back nor declined, nor counted with another one into which it was merged. */
export const isReceived = notInArray(ticket.state, ["withdrawn", "declined", "merged"]);
/**
 * Whose word a rating is, once and for every figure: the villager's own, theirs by a call-back of somebody else, or only the office's, which
 * is counted by itself and as nobody's content.
 */
const isWordOf = (by: RatedBy) => sql`coalesce(${ticket.ratedBy}, 'villager') = ${by}`;
const isVillagersWord = sql`coalesce(${ticket.ratedBy}, 'villager') <> 'office'`;
const endedWell = and(eq(ticket.state, "closed"), inArray(ticket.rating, ["satisfied", "fair"]));
/** 解决: the villager said so, in chat or when called. */
export const isSolved = and(endedWell, isVillagersWord);
/** 回访解决: said to somebody who called and had nothing to do with it. */
export const isSolvedByCall = and(endedWell, isWordOf("call"));
/** 办理方自己说: nobody but the office said that it is solved. */
export const isSaidByOffice = and(endedWell, isWordOf("office"));
/** 未评价完结: it ended because nobody said anything any more. */
export const isSilent = and(eq(ticket.state, "closed"), or(isNull(ticket.rating), eq(ticket.rating, "unsatisfied")));
/** 未完结. */
export const isUnfinished = openOnes;

/** It went one level up before anybody had answered, or would by now. */
const answerMissed = (moment: Pick<Moment, "now">) =>
  or(
    sql`exists (select 1 from ${ticketEvent} where ${ticketEvent.townId} = ${ticket.townId} and ${ticketEvent.ticketId} = ${ticket.id}
      and ${ticketEvent.action} = 'escalate' and ${ticketEvent.at} <= coalesce(${ticket.answeredAt}, 'infinity'))`,
    and(isNull(ticket.answeredAt), isLate(moment)),
  ) as SQL;
const answerDue = (moment: Pick<Moment, "now">) => and(isReceived, or(isNotNull(ticket.answeredAt), answerMissed(moment)));
const isPastTerm = ({ now }: Pick<Moment, "now">) => and(owesStep, lt(ticket.resolveBy, now));
const doneDue = (moment: Pick<Moment, "now">) => and(isReceived, or(isNotNull(ticket.resolvedAt), isPastTerm(moment)));
const doneInTime = sql`coalesce(${ticket.resolvedAt} <= ${ticket.resolveBy}, false)`;
const outcomeDue = (moment: Pick<Moment, "now">) => and(isReceived, or(isNotNull(ticket.rating), isPastTerm(moment)));
const rated = and(isReceived, isNotNull(ticket.rating), isVillagersWord);

/** Open, and in hand for more than `over` and at most `upTo` days. */
const aged = (over: number, upTo: number): Figure => ({
  of: "now",
  is: ({ now }) => {
    const ago = (days: number) => new Date(now.getTime() - days * dayMs);
    return and(
      openOnes,
      over ? lt(ticket.createdAt, ago(over)) : undefined,
      Number.isFinite(upTo) ? gte(ticket.createdAt, ago(upTo)) : undefined,
    );
  },
});

/**
 * One definition for each word, in SQL: whatever is counted, drawn or listed asks this table, so that a number is its rows. They stand in
 * words in docs/glossary.md. Rates count what has been done or is due by now, and nothing that still has time.
 */
export const figureTable = {
  received: { of: "received", is: () => isReceived },
  solved: { of: "received", is: () => isSolved },
  silent: { of: "received", is: () => isSilent },
  unfinished: { of: "received", is: () => isUnfinished },
  awaiting: { of: "received", is: () => eq(ticket.state, "resolved") },
  reopened: { of: "received", is: () => and(isReceived, sql`${ticket.reopenCount} > 0`) },
  withdrawn: { of: "received", is: () => eq(ticket.state, "withdrawn") },
  declined: { of: "received", is: () => eq(ticket.state, "declined") },
  merged: { of: "received", is: () => eq(ticket.state, "merged") },
  answer_due: { of: "received", is: answerDue },
  answered_in_time: { of: "received", is: (moment) => and(answerDue(moment), not(answerMissed(moment))) },
  answered_late: { of: "received", is: (moment) => and(answerDue(moment), answerMissed(moment)) },
  done_due: { of: "received", is: doneDue },
  done_in_time: { of: "received", is: (moment) => and(doneDue(moment), doneInTime) },
  done_late: { of: "received", is: (moment) => and(doneDue(moment), not(doneInTime)) },
  outcome_due: { of: "received", is: outcomeDue },
  unsolved: { of: "received", is: (moment) => and(outcomeDue(moment), sql`(${isSolved}) is not true`) },
  rated: { of: "received", is: () => rated },
  content: { of: "received", is: () => and(rated, inArray(ticket.rating, ["satisfied", "fair"])) },
  satisfied: { of: "received", is: () => and(rated, eq(ticket.rating, "satisfied")) },
  fair: { of: "received", is: () => and(rated, eq(ticket.rating, "fair")) },
  unsatisfied: { of: "received", is: () => and(rated, eq(ticket.rating, "unsatisfied")) },
  open: { of: "now", is: () => openOnes },
  overdue: { of: "now", is: isLate },
  open_3: aged(0, 3),
  open_7: aged(3, 7),
  open_15: aged(7, 15),
  open_30: aged(15, 30),
  open_older: aged(30, Number.POSITIVE_INFINITY),
  // Pictures that were sent before there were these name the others by their place.
  solved_own: { of: "received", is: () => and(endedWell, isWordOf("villager")) },
  solved_by_call: { of: "received", is: () => isSolvedByCall },
  said_by_office: { of: "received", is: () => isSaidByOffice },
} as const satisfies Record<string, Figure>;

export type FigureKey = keyof typeof figureTable;
export const figureKeys = Object.keys(figureTable) as FigureKey[];
/** How long what is open has been so. */
export const ages = ["open_3", "open_7", "open_15", "open_30", "open_older"] as const satisfies FigureKey[];
/** Each rate (响应率, 按期率, 解决率, 满意率) as a part of what was due for it. */
export const rates = {
  response: ["answered_in_time", "answer_due"],
  punctuality: ["done_in_time", "done_due"],
  resolution: ["solved", "outcome_due"],
  satisfaction: ["content", "rated"],
} as const satisfies Record<string, readonly [FigureKey, FigureKey]>;

/** A village or a category, and how much of it came in and is solved. */
export type Share = { id: number | "confidential"; name: string; nameEn: string; received: number; solved: number };
export type Slice = { received: number; solved: number };
export type Counted = Record<FigureKey, number>;

const inTown = (work: Work, reader: Reader, { scope, villageId, category: of }: View) =>
  and(
    eq(ticket.townId, work.townId),
    knownTo(reader),
    inScope(scope, ticket.villageId, ticket.stationId, ticket.responsibleId),
    villageId === undefined ? undefined : eq(ticket.villageId, villageId),
    of === undefined ? undefined : of === "confidential" ? not(isOpenMatter()) : and(isOpenMatter(), eq(ticket.categoryId, of)),
  );
const within = ({ from, to }: Span) => and(gte(ticket.createdAt, from), lt(ticket.createdAt, to)) as SQL;
const holds = (work: Work, key: FigureKey, period: Span) => {
  const { of, is } = figureTable[key] as Figure;
  return and(of === "received" ? within(period) : undefined, is(work)) as SQL;
};

/** Every number of a view. @param reader a ticket about them, or kept from them, is in none of them */
export async function countFigures(work: Work, reader: Reader, view: View): Promise<Counted> {
  const each = figureKeys.map((key) => sql`count(*) filter (where ${holds(work, key, view.period)}) as ${sql.identifier(key)}`);
  const { rows } = await work.tx.execute<Record<string, string>>(
    sql`select ${sql.join(each, sql`, `)} from ${ticket} where ${and(inTown(work, reader, view), or(within(view.period), openOnes))}`,
  );
  return Object.fromEntries(figureKeys.map((key) => [key, Number(rows[0]?.[key] ?? 0)])) as Counted;
}

/** The tickets behind a number, the newest first. */
export const listFigure = (work: Work, reader: Reader, key: FigureKey, view: View, page: number): Promise<ListPage> =>
  findPage(work, and(inTown(work, reader, view), holds(work, key, view.period)), [desc(ticket.createdAt), desc(ticket.id)], page);

const sums = sql`count(*) filter (where ${isReceived}) as received, count(*) filter (where ${isSolved}) as solved`;
type ShareRow = { id: string | null; name: string; name_en: string; received: string; solved: string };
const shareOf = ({ id, name, name_en, received, solved }: ShareRow): Share => ({
  id: id === null ? "confidential" : Number(id),
  name,
  nameEn: name_en,
  received: Number(received),
  solved: Number(solved),
});

/** By village, those with most first. */
export async function shareByVillage(work: Work, reader: Reader, view: View): Promise<Share[]> {
  const { rows } = await work.tx.execute<ShareRow>(sql`
    select ${village.id} as id, ${village.name} as name, ${village.name} as name_en, ${sums} from ${ticket}
    join ${village} on ${village.townId} = ${ticket.townId} and ${village.id} = ${ticket.villageId}
    where ${and(inTown(work, reader, view), within(view.period), isReceived)} group by 1, 2 order by received desc, 1`);
  return rows.map(shareOf);
}

/** By category, those with most first; of what a confidential matter is about nothing is said, so those are one group of their own. */
export async function shareByCategory(work: Work, reader: Reader, view: View): Promise<Share[]> {
  const shown = (column: SQL) => sql`case when ${isOpenMatter()} then ${column} end`;
  const { rows } = await work.tx.execute<ShareRow>(sql`
    select ${shown(sql`${category.id}`)} as id, coalesce(${shown(sql`${category.name}`)}, '') as name,
      coalesce(${shown(sql`${category.nameEn}`)}, '') as name_en, ${sums} from ${ticket}
    join ${category} on ${category.townId} = ${ticket.townId} and ${category.id} = ${ticket.categoryId}
    where ${and(inTown(work, reader, view), within(view.period), isReceived)} group by 1, 2, 3 order by received desc, 1`);
  return rows.map(shareOf);
}

/** What came in over time, and how much of that is solved, in the parts of the period and of the one before it. */
export async function countOverTime(work: Work, reader: Reader, view: View, before: Span) {
  const { unit, starts, startsBefore } = slicesOf(view.period, before, work.zone);
  const count = async (period: Span, from: readonly Date[]): Promise<Slice[]> => {
    const bounds = sql`array[${sql.join(
      from.map((start) => sql`${start.toISOString()}::timestamptz`),
      sql`, `,
    )}]`;
    const { rows } = await work.tx.execute<{ slice: number; received: string; solved: string }>(sql`
      select width_bucket(${ticket.createdAt}, ${bounds}) as slice, ${sums} from ${ticket}
      where ${and(inTown(work, reader, view), within(period))} group by 1`);
    const found = new Map(rows.map(({ slice, received, solved }) => [slice, { received: Number(received), solved: Number(solved) }]));
    return from.map((_, index) => found.get(index + 1) ?? { received: 0, solved: 0 });
  };
  return { unit, starts, slices: await count(view.period, starts), before: await count(before, startsBefore) };
}

/** How much of what is open is overdue, by how long it has been open. */
export async function countLateByAge(work: Work, reader: Reader, view: View): Promise<number[]> {
  const each = ages.map((key) => sql`count(*) filter (where ${figureTable[key].is(work)}) as ${sql.identifier(key)}`);
  const { rows } = await work.tx.execute<Record<string, string>>(
    sql`select ${sql.join(each, sql`, `)} from ${ticket} where ${and(inTown(work, reader, view), isLate(work))}`,
  );
  return ages.map((key) => Number(rows[0]?.[key] ?? 0));
}
