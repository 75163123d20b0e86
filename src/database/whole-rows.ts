import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/**
 * Inserts one whole row, identity included: one text however many columns, where drizzle would build each value. The columns are named:
 * one that a later release has added meanwhile gets its default, not a null that it may refuse.
 *
 * @see https://www.postgresql.org/docs/18/functions-json.html jsonb_populate_record
 */
export function insertion<T extends PgTable>(table: T, row: T["$inferSelect"]): SQL {
  const values = row as Record<string, unknown>;
  const { columns, before, after } = writtenOf(table);
  const record: Record<string, unknown> = {};
  for (const { key, name } of columns) record[name] = readable(values[key]);
  return sql`${before}${JSON.stringify(record)}${after}`;
}

/** A row as one value, each column named: a small part of what it costs to have drizzle put it together column by column. See `rowOf`. */
export const asJson = (table: PgTable): SQL =>
  sql`jsonb_build_object(${sql.raw(
    writtenOf(table)
      .columns.map(({ name }) => `'${name}', "${getTableName(table)}"."${name}"`)
      .join(", "),
  )})`;

/** The row that `asJson` asked for. */
export function rowOf<T extends PgTable>(table: T, given: Readonly<Record<string, unknown>>): T["$inferSelect"] {
  const row: Record<string, unknown> = {};
  for (const { key, name, isDate } of writtenOf(table).columns) {
    const value = given[name] ?? null;
    row[key] = isDate && value !== null ? new Date(value as string) : value;
  }
  return row as T["$inferSelect"];
}

type Written = { columns: readonly { key: string; name: string; isDate: boolean }[]; before: SQL; after: SQL };
/** Made of the table's definition, which never changes; drizzle's tables have no place for a field of ours. */
const known = new WeakMap<PgTable, Written>();

/** The columns of a table as this release knows them, put together once. */
function writtenOf(table: PgTable): Written {
  const found = known.get(table);
  if (found) return found;
  const columns = Object.entries(getTableColumns(table)).map(([key, { name, dataType }]) => ({ key, name, isDate: dataType === "date" }));
  const [of, names] = [`"${getTableName(table)}"`, columns.map(({ name }) => `"${name}"`).join(", ")];
  const written = {
    columns,
    before: sql.raw(`insert into ${of} (${names}) overriding system value select ${names} from jsonb_populate_record(null::${of}, `),
    after: sql.raw("::jsonb)"),
  };
  known.set(table, written);
  return written;
}

/** Halves of a surrogate pair become U+FFFD, as in a parameter that is text; within JSON PostgreSQL would refuse them. */
const readable = (value: unknown) => (typeof value === "string" ? value.toWellFormed() : value);
