import { and, eq, lt, not, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { figureSum, type KeptFigure, type SumLevel, sumLevels, ticketCounted, ticketUncounted } from "../../database/schema/figures.ts";
import { ticket } from "../../database/schema/tickets.ts";
import type { Moment, Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";
import { owesStep } from "../tickets/conditions.ts";
import { hiddenFrom, isKeptFromAnybody, isKeptFromNobody, isOpenMatter, knownTo } from "../tickets/visibility.ts";
import { type Figure, figureTable, lapsed } from "./figure-table.ts";
import type { Span } from "./period.ts";
import { inScope, type Scope } from "./scope.ts";

// How much of what came in, however many tickets there are (decision 023): whole days and months come from sums; what the sums do not know
// is counted from its tickets, in the same statement.

/** What is counted: all of a town or a part of it, in a period; a village or a category of it, where one is asked for. */
export type View = {
  scope: Scope;
  period: Span;
  villageId?: number | undefined;
  category?: number | "confidential" | undefined;
  /** Of what is confidential, an emergency, or kept from anybody, strangers do not even learn the number. */
  forStrangers?: true;
};
type Reader = Pick<Actor, "id">;

/** Days in the sums are China's; what of another zone's day is no whole one of these is counted from its tickets. */
const sumsZone = "UTC+8";
const aheadOfUtc = sql.raw(`interval '${DateTime.fromMillis(0, { zone: sumsZone }).offset} minutes'`);
export const dayOf = (instant: SQLWrapper): SQL => sql`(${instant} at time zone 'UTC' + ${aheadOfUtc})::date`;
const startOf = (day: SQLWrapper): SQL => sql`((${day}::timestamp - ${aheadOfUtc}) at time zone 'UTC')`;

/** What a sum and a ticket have in common: where, whose, about what, and when it came in. */
type Source = {
  townId: SQLWrapper;
  villageId: SQLWrapper;
  stationId: SQLWrapper;
  categoryId: SQLWrapper;
  kind: SQLWrapper;
  confidential: SQLWrapper;
  at: SQLWrapper;
  personId: SQLWrapper;
};
export const ticketSource: Source = { ...columnsOf(ticket), at: ticket.createdAt, personId: ticket.responsibleId };
const nobody = sql`null::bigint`;
const sumSource: Source = { ...columnsOf(figureSum), at: startOf(figureSum.starts), personId: nobody };
const countedSource: Source = { ...columnsOf(ticketCounted), at: startOf(ticketCounted.day), personId: nobody };

type Columns = Omit<Source, "at" | "personId">;
function columnsOf({ townId, villageId, stationId, categoryId, kind, confidential }: Columns): Columns {
  return { townId, villageId, stationId, categoryId, kind, confidential };
}

/** By what is summed up. `starts`: the beginnings of the parts of the period, when it is by them. */
export type Grouping = { of: (source: Source) => SQLWrapper; starts?: readonly Date[]; needs?: Dimension };
type Dimension = (typeof sumLevels)["everything"][number];
const asWhole: Grouping = { of: () => sql`null::text` };
export const byVillage: Grouping = { of: ({ villageId }) => villageId, needs: "villageId" };
export const byKind: Grouping = { of: ({ kind }) => kind };
/** Of what a confidential matter is about nothing is said, so those are one group of their own. */
export const byCategory: Grouping = {
  of: (source) => sql`case when ${isOpenMatter(source)} then ${source.categoryId} end`,
  needs: "categoryId",
};
export const bySlice = (starts: readonly Date[]): Grouping => ({
  of: ({ at }) => sql`width_bucket(${at}, array[${sql.join(starts.map(instantOf), sql`, `)}])`,
  starts,
});
/** Written out: a plan for any period would read everything for some weeks. */
const instantOf = (at: Date) => sql.raw(`'${at.toISOString()}'::timestamptz`);
const dateOf = (day: DateTime) => sql.raw(`'${day.toFormat("yyyy-MM-dd")}'::date`);

/** Those of a view's dimensions that are not its period. */
export const matches = (work: Work, source: Source, { scope, villageId, category, forStrangers }: Omit<View, "period">): SQL =>
  and(
    sql`${source.townId} = ${work.townId}`,
    forStrangers && and(isOpenMatter(source), sql`${source.kind} <> 'emergency'`),
    inScope(scope, source.villageId, source.stationId, source.personId),
    villageId === undefined ? undefined : sql`${source.villageId} = ${villageId}::bigint`,
    category === undefined
      ? undefined
      : category === "confidential"
        ? not(isOpenMatter(source))
        : and(isOpenMatter(source), sql`${source.categoryId} = ${category}::bigint`),
  ) as SQL;

export const within = ({ from, to }: Span): SQL =>
  sql`${ticket.createdAt} >= ${instantOf(from)} and ${ticket.createdAt} < ${instantOf(to)}`;

/** When nothing was late yet: what a figure is of a ticket to which only time happens is the same then and now. */
const beforeAll: Pick<Moment, "now"> = { now: new Date(0) };
export const isKept = (key: KeptFigure): SQL => sql`coalesce(${figureTable[key].is(beforeAll)}, false)`;

const lapsing: Partial<Record<KeptFigure, Figure["is"]>> = lapsed;

type Summed<K extends KeptFigure> = { group: string | null; sums: Record<K, number> };

/** Figures of what came in within a period, by group. @param reader a ticket about them, or kept from them, is in none of them */
export async function sumUp<K extends KeptFigure>(
  work: Work,
  reader: Reader,
  view: View,
  keys: readonly K[],
  grouping: Grouping = asWhole,
): Promise<Summed<K>[]> {
  const parts = sql.join(partsOf(work, reader, view, keys, grouping), sql` union all `);
  const sums = keys.map((key) => sql`sum(${sql.identifier(key)}) as ${sql.identifier(key)}`);
  const { rows } = await work.tx.execute<Record<string, string | null>>(
    sql`select "group", ${sql.join(sums, sql`, `)} from (${parts}) parts group by "group"`,
  );
  return rows.map((row) => ({
    group: row["group"] === null || row["group"] === undefined ? null : String(row["group"]),
    sums: Object.fromEntries(keys.map((key) => [key, Number(row[key])])) as Record<K, number>,
  }));
}

/** Each part of the whole: so many of each figure by group, to be added up. */
function partsOf(work: Work, reader: Reader, view: View, keys: readonly KeptFigure[], grouping: Grouping): SQL[] {
  const { of, starts = [] } = grouping;
  const part = (source: Source, table: SQLWrapper, figureOf: (key: KeptFigure) => SQLWrapper, where: (SQL | undefined)[]) => {
    const values = keys.map((key) => sql`${figureOf(key)} as ${sql.identifier(key)}`);
    return sql`select (${of(source)})::text as "group", ${sql.join(values, sql`, `)} from ${table}
      where ${and(matches(work, source, view), ...where)}`;
  };
  const isTrue = (condition: SQL | undefined) => sql`coalesce((${condition})::int, 0)`;
  const isNow = (key: KeptFigure) => isTrue(figureTable[key].is(work));
  const was = (key: KeptFigure) => isTrue(isKept(key));
  const fromTickets = (figureOf: (key: KeptFigure) => SQLWrapper, ...where: (SQL | undefined)[]) =>
    part(ticketSource, ticket, figureOf, where);
  const becameLate = (key: KeptFigure) => (lapsing[key] ? isTrue(lapsing[key](work)) : sql`0`);
  const isPastSomething = or(lt(ticket.deadline, work.now), lt(ticket.resolveBy, work.now));
  const { period, scope, forStrangers } = view;
  // Sums do not tell from whom something is kept: that is taken off, and found by its own indexes.
  const known = forStrangers ? isKeptFromNobody() : knownTo(reader);
  const hidden = forStrangers ? isKeptFromAnybody() : hiddenFrom(reader);
  const whole = wholeDays(period, starts);
  // What is in one person's hands is not that much.
  if (!whole || (scope !== "town" && scope.personId !== undefined)) return [fromTickets(isNow, known, within(period))];

  const isWhole = within(whole.span);
  const changed = sql`(select ${ticketUncounted.ticketId} from ${ticketUncounted} where ${ticketUncounted.townId} = ${work.townId})`;
  const edges = [
    { from: period.from, to: whole.span.from },
    { from: whole.span.to, to: period.to },
  ].filter(({ from, to }) => from < to);
  const ofDay = and(sql`${ticketCounted.day} >= ${whole.first}`, sql`${ticketCounted.day} < ${whole.end}`);
  return [
    part(sumSource, figureSum, (key) => figureSum[key], [eq(figureSum.level, levelFor(view, grouping)), or(...whole.sums.map(inSums))]),
    part(countedSource, ticketCounted, (key) => sql`-${isTrue(sql`${ticketCounted[key]}`)}`, [
      ofDay,
      sql`${ticketCounted.ticketId} in ${changed}`,
    ]),
    fromTickets(was, isWhole, sql`${ticket.id} in ${changed}`),
    fromTickets((key) => sql`-${was(key)}`, isWhole, hidden),
    ...edges.map((span) => fromTickets(was, known, within(span))),
    ...(keys.some((key) => lapsing[key]) ? [fromTickets(becameLate, known, within(period), owesStep, isPastSomething)] : []),
  ];
}

/** The sums that tell apart what is asked for, and as little else as may be. */
function levelFor({ scope, villageId, category }: View, { needs }: Grouping): SumLevel {
  const needed = new Set<Dimension>(needs ? [needs] : []);
  if (villageId !== undefined || (scope !== "town" && scope.villageIds.length)) needed.add("villageId");
  if (scope !== "town" && scope.stationIds.length) needed.add("stationId");
  if (typeof category === "number") needed.add("categoryId");
  const [one, ...more] = needed;
  const levels = Object.keys(sumLevels) as SumLevel[];
  return levels.find((level) => !more.length && sumLevels[level][0] === one && sumLevels[level].length < 2) ?? "everything";
}

type InSums = { unit: "day" | "month"; first: SQL; end: SQL };
const inSums = ({ unit, first, end }: InSums): SQL =>
  sql`${figureSum.unit} = ${unit} and ${figureSum.starts} >= ${first} and ${figureSum.starts} < ${end}`;

/** The whole days of a period and in which sums they are; none when it, or a part by which it is asked for, begins within a day of the sums. */
function wholeDays(period: Span, starts: readonly Date[]): { span: Span; first: SQL; end: SQL; sums: InSums[] } | undefined {
  const inner = starts.slice(1).map(inSumsZone);
  if (inner.some((start) => !begins(start, "day"))) return undefined;
  const [first, end] = [nextStart(inSumsZone(period.from), "day"), inSumsZone(period.to).startOf("day")];
  if (first >= end) return undefined;
  const days = (from: DateTime, to: DateTime, unit: InSums["unit"] = "day"): InSums[] =>
    from < to ? [{ unit, first: dateOf(from), end: dateOf(to) }] : [];
  const [firstMonth, endMonth] = [nextStart(first, "month"), end.startOf("month")];
  const byMonth = inner.every((start) => begins(start, "month")) && firstMonth < endMonth;
  const sums = byMonth ? [...days(first, firstMonth), ...days(firstMonth, endMonth, "month"), ...days(endMonth, end)] : days(first, end);
  return {
    span: { from: first.toJSDate(), to: end.toJSDate() },
    first: dateOf(first),
    end: dateOf(end),
    sums,
  };
}

const inSumsZone = (instant: Date) => DateTime.fromJSDate(instant, { zone: sumsZone });
const begins = (at: DateTime, unit: "day" | "month") => at.equals(at.startOf(unit));
const nextStart = (at: DateTime, unit: "day" | "month") => (begins(at, unit) ? at : at.startOf(unit).plus({ [unit]: 1 }));
