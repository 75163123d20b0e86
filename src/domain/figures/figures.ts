import { and, desc, eq, sql } from "drizzle-orm";
import { type KeptFigure, keptFigures } from "../../database/schema/figures.ts";
import { category, ticket } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";
import { openOnes } from "../tickets/conditions.ts";
import { findPage, type ListPage } from "../tickets/find.ts";
import { knownTo } from "../tickets/visibility.ts";
import { ages, type Figure, type FigureKey, figureKeys, figureTable } from "./figure-table.ts";
import { type Span, slicesOf } from "./period.ts";
import { byCategory, bySlice, byVillage, type Grouping, matches, sumUp, ticketSource, type View, within } from "./sums.ts";

type Reader = Pick<Actor, "id" | "grants">;
/** A village or a category, and how much of it came in and is solved. */
export type Share = { id: number | "confidential"; name: string; nameEn: string; received: number; solved: number };
export type Slice = { received: number; solved: number };
export type Counted = Record<FigureKey, number>;

const inTown = (work: Work, reader: Reader, view: View) => and(matches(work, ticketSource, view), knownTo(reader));
const isKeptFigure = (key: FigureKey): key is KeptFigure => figureTable[key].of === "received";

/** Every number of a view. @param reader a ticket about them, or kept from them, is in none of them */
export async function countFigures(work: Work, reader: Reader, view: View): Promise<Counted> {
  return (await countAll(work, reader, view)).counted;
}

/** The same, and how much of what is open is overdue, by how long it has been open: as long as `ages`. */
export async function countAll(work: Work, reader: Reader, view: View): Promise<{ counted: Counted; lateByAge: number[] }> {
  const [[received], { counted: now, lateByAge }] = await Promise.all([
    sumUp(work, reader, view, keptFigures),
    countOpen(work, reader, view),
  ]);
  const counted = figureKeys.map((key) => [key, isKeptFigure(key) ? (received?.sums[key] ?? 0) : now[key]]);
  return { counted: Object.fromEntries(counted) as Counted, lateByAge };
}

/** What is open is read once, and told apart by its age and by whether it is late: asking each of it for each figure would take three times as long. */
async function countOpen(work: Work, reader: Reader, view: View): Promise<Counts> {
  const age = sql`case ${sql.join(
    ages.map((one) => sql`when ${figureTable[one].is(work)} then ${sql.raw(`'${one}'`)}`),
    sql` `,
  )} end`;
  const { rows } = await work.tx.execute<{ age: Age; is_late: boolean; count: string }>(
    sql`select ${age} as age, ${figureTable.overdue.is(work)} as is_late, count(*) as count
      from ${ticket} where ${and(inTown(work, reader, view), openOnes)} group by 1, 2`,
  );
  const count = (which: (row: (typeof rows)[number]) => boolean) => rows.filter(which).reduce((sum, row) => sum + Number(row.count), 0);
  return {
    counted: {
      open: count(() => true),
      overdue: count((row) => row.is_late),
      ...(Object.fromEntries(ages.map((one) => [one, count((row) => row.age === one)])) as Record<Age, number>),
    },
    lateByAge: ages.map((one) => count((row) => row.age === one && row.is_late)),
  };
}
type Age = (typeof ages)[number];
type Counts = { counted: Record<Exclude<FigureKey, KeptFigure>, number>; lateByAge: number[] };

/** The tickets behind a number, the newest first. */
export async function listFigure(work: Work, reader: Reader, key: FigureKey, view: View, page: number): Promise<ListPage> {
  const { of, is } = figureTable[key] as Figure;
  const which = and(inTown(work, reader, view), of === "received" ? within(view.period) : openOnes, is(work));
  const total = isKeptFigure(key) ? ((await sumUp(work, reader, view, [key]))[0]?.sums[key] ?? 0) : undefined;
  return findPage(work, which, [desc(ticket.createdAt), desc(ticket.id)], page, total);
}

const sharedOut = ["received", "solved"] as const;

async function shareOut(work: Work, reader: Reader, view: View, grouping: Grouping, named: ReadonlyMap<number, Name>): Promise<Share[]> {
  const found = await sumUp(work, reader, view, sharedOut, grouping);
  const shares = found.map(({ group, sums }): Share => {
    const id = group === null ? "confidential" : Number(group);
    return { id, ...((id === "confidential" ? undefined : named.get(id)) ?? { name: "", nameEn: "" }), ...sums };
  });
  const place = ({ id }: Share) => (id === "confidential" ? Number.POSITIVE_INFINITY : id);
  return shares.filter(({ received }) => received > 0).sort((a, b) => b.received - a.received || place(a) - place(b));
}
type Name = Pick<Share, "name" | "nameEn">;

/** By village, those with most first. */
export async function shareByVillage(work: Work, reader: Reader, view: View): Promise<Share[]> {
  const all = await work.tx.select({ id: village.id, name: village.name }).from(village).where(eq(village.townId, work.townId));
  return shareOut(work, reader, view, byVillage, new Map(all.map(({ id, name }) => [id, { name, nameEn: name }])));
}

/** By category, those with most first; of what a confidential matter is about nothing is said, so those are one group of their own. */
export async function shareByCategory(work: Work, reader: Reader, view: View): Promise<Share[]> {
  const all = await work.tx
    .select({ id: category.id, name: category.name, nameEn: category.nameEn })
    .from(category)
    .where(eq(category.townId, work.townId));
  return shareOut(work, reader, view, byCategory, new Map(all.map(({ id, ...names }) => [id, names])));
}

/** What came in over time, and how much of that is solved, in the parts of the period and of the one before it. */
export async function countOverTime(work: Work, reader: Reader, view: View, before: Span) {
  const { unit, starts, startsBefore } = slicesOf(view.period, before, work.zone);
  const count = async (period: Span, from: readonly Date[]): Promise<Slice[]> => {
    const found = await sumUp(work, reader, { ...view, period }, sharedOut, bySlice(from));
    const bySliceNumber = new Map(found.map(({ group, sums }) => [Number(group), sums]));
    return from.map((_, index) => bySliceNumber.get(index + 1) ?? { received: 0, solved: 0 });
  };
  const [slices, slicesBefore] = await Promise.all([count(view.period, starts), count(before, startsBefore)]);
  return { unit, starts, slices, before: slicesBefore };
}
