import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Work } from "../../database/work.ts";
import { eraseAtCounty } from "../county/to-county.ts";
import { type ColumnRule, isPersonal, type Link, type TableRule } from "./data.ts";
import { kept } from "./kept.ts";
import { type TableName, tables } from "./tables.ts";

/** A table as it is walked, whichever it is. */
export type Ruled = {
  name: TableName;
  table: PgTable & Record<string, PgColumn>;
  rule: TableRule<PgTable>;
  columns: [string, ColumnRule][];
};

/** Every table with its rule. */
export const ruledTables: readonly Ruled[] = (Object.keys(kept) as TableName[]).map(ruled);

export function ruled(name: TableName): Ruled {
  const rule = kept[name] as TableRule<PgTable>;
  return { name, table: tables[name] as unknown as Ruled["table"], rule, columns: Object.entries(rule.columns) };
}

/** The column by which rows of a table are somebody's, which of its columns are then theirs, and which rows. */
export function linkOf({ table, rule }: Ruled, link: Link): { column: PgColumn; only?: readonly string[]; where?: SQL } | undefined {
  const given = rule.of?.[link] as string | { by: string; only?: readonly string[]; where?: SQL } | undefined;
  if (!given) return undefined;
  const { by, ...rest } = typeof given === "string" ? { by: given } : given;
  return { column: table[by] as PgColumn, ...rest };
}

/**
 * Erases rows, or what is personal in them, as the table of what is kept says.
 *
 * @param where which rows; columns of the table may stand in it without its name
 * @param only of which columns, by their names in the schema
 * @param most so many at once, where more may wait for the next time
 * @returns how many rows
 */
export async function eraseRows(
  { tx, townId }: Work,
  name: TableName,
  where: SQL,
  { only, most, asRow }: { only?: readonly string[] | undefined; most?: number; asRow?: boolean } = {},
): Promise<number> {
  const one = ruled(name);
  const own = sql`${one.table["townId"]} = ${townId}`;
  const within = sql`${own} and (${where})`;
  const found =
    most === undefined ? within : sql`${own} and ctid = any(array(select ctid from ${one.table} where ${within} limit ${most}))`;
  if (asRow ?? (one.rule.goes === "row" && !only)) return countOf(await tx.delete(one.table).where(found));
  if (name === "ticketEvent") return countOf(await tx.execute(withoutWords(found)));
  const blank = blanksOf(one, only);
  if (!Object.keys(blank).length) return 0;
  return countOf(await tx.update(one.table).set(blank).where(found));
}

const countOf = (outcome: unknown) => (outcome as { rowCount: number | null }).rowCount ?? 0;

/** As a row of the table itself, which is what the function knows. The ledger lets an event go on without its words, sealed as before, and no other way (decision 020). */
const withoutWords = (where: SQL) => sql`
  update ticket_event set (note, former_hash, salts, erased) =
    (select w.note, w.former_hash, w.salts, w.erased from public.ticket_event e, ticket_event_without_words(e) as w
     where e.town_id = ticket_event.town_id and e.ticket_id = ticket_event.ticket_id and e.seq = ticket_event.seq)
  where ${where} and (note is not null or former_hash is not null)`;

function blanksOf({ columns, rule }: Ruled, only?: readonly string[]): Record<string, unknown> {
  const own = columns.flatMap(([column, of]) => (isPersonal(of) && (!only || only.includes(column)) ? [[column, of.erased] as const] : []));
  return { ...Object.fromEntries(own), ...(only ? {} : rule.also) };
}

/** What belongs to some matters: their words, files, places and numbers, no matter who wrote them. What they were, and when, stays. */
export async function eraseContentOf(work: Work, ticketIds: readonly number[]) {
  if (!ticketIds.length) return;
  for (const one of ruledTables) {
    const link = linkOf(one, "ticket");
    if (link) await eraseRows(work, one.name, inArray(link.column, [...ticketIds]));
  }
  await eraseAtCounty(work, ticketIds);
  // Not by the name that a rule of the house looks for: its state is not touched.
  const { table } = ruled("ticket");
  const theirs = and(eq(table["townId"] as PgColumn, work.townId), inArray(table["id"] as PgColumn, [...ticketIds]));
  await work.tx.update(table).set({ erasedAt: work.now }).where(theirs);
}
