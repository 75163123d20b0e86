import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/**
 * Inserts one whole row, identity included: one text however many columns, where drizzle would build each value.
 *
 * @see https://www.postgresql.org/docs/18/functions-json.html jsonb_populate_record
 */
export function insertion<T extends PgTable>(table: T, row: T["$inferSelect"]): SQL {
  const values = row as Record<string, unknown>;
  const named = Object.entries(getTableColumns(table)).map(([key, { name }]) => [name, readable(values[key])]);
  const record = JSON.stringify(Object.fromEntries(named));
  return sql`insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, ${record}::jsonb)`;
}

/** Halves of a surrogate pair become U+FFFD, as in a parameter that is text; within JSON PostgreSQL would refuse them. */
const readable = (value: unknown) => (typeof value === "string" ? value.toWellFormed() : value);
