import type { Town } from "./town.ts";

/** A column that could hold words: where it is, and its type. */
type Column = { schema: string; table: string; column: string; type: string };

/** Every column of the database that could hold words or numbers of people, those of the job engine as well. */
export const columnsOf = (town: Pick<Town, "rows">) =>
  town.rows<Column>(
    `select table_schema as schema, c.table_name as table, column_name as column, data_type as type
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker', 'drizzle')
     order by 1, 2, ordinal_position`,
  );

const couldHoldWords = /text|char|json|ARRAY|bigint|name|double/;

/** Where in the whole database one of these words stands, as `table.column: word`. */
export async function findEverywhere(town: Pick<Town, "rows">, words: readonly (string | number)[]): Promise<string[]> {
  const columns = (await columnsOf(town)).filter(({ type }) => couldHoldWords.test(type));
  // In one question, which is asked often.
  const found = await town.rows<{ at: string }>(
    columns
      .map(
        ({ schema, table, column }) =>
          `select '${table}.${column}: ' || word as at from unnest($1::text[]) as word
           where exists (select from "${schema}"."${table}" where "${column}"::text like '%' || word || '%')`,
      )
      .join(" union all "),
    [words.map(String)],
  );
  return found.map(({ at }) => at);
}
