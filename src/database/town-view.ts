import type { Pool, PoolClient } from "./drivers/pipelined.ts";

/**
 * Whose rows a connection sees. For a town, each name of a table means a view in the schema `one_town`, which shows the rows of the town that
 * the connection has entered and takes no others (decision 025): who forgets to name the town finds none of another's. A connection that has
 * entered none finds nothing.
 */
export type Towns = number | typeof allTowns;
/** The door for what looks over all towns on purpose. Who may use it stands in test/tidy/all-towns.test.ts. */
export const allTowns = "all towns";

const schema = "one_town";
const setting = "doorstep.town";
/** Where a connection looks before it has entered a town. Without the views, as before an upgrade, a name means its table. */
export const guardedPath = `${schema}, public`;

/** Enters a town, or all. Sent only when the connection is elsewhere, in one packet with what is asked next. */
export const entering = {
  name: "enter_town",
  text: `select set_config('search_path', $1, false), set_config('${setting}', $2, false)`,
  values: (towns: Towns): [string, string] => (towns === allTowns ? ["public", ""] : [guardedPath, String(towns)]),
};

const entered = new WeakMap<PoolClient, Towns>();

/** @returns what is to be waited for; what is asked next on the connection is asked there */
export function enter(client: PoolClient, towns: Towns): Promise<unknown> {
  if (entered.get(client) === towns) return Promise.resolve();
  entered.set(client, towns);
  const asked = client.query({ ...entering, values: entering.values(towns) });
  asked.catch(() => entered.delete(client));
  return asked;
}

/** After a rollback it is where it was before, whatever that was. */
export const forgetTown = (client: PoolClient) => void entered.delete(client);

/** A town's own row has its number as its id. */
const shown = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
    case c.relname when 'town' then 'id' else 'town_id' end as town
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v')
  group by c.relname having bool_or(a.attname = 'town_id') or c.relname = 'town'`;
type Shown = { name: string; columns: string[]; town: string };

/** Makes the views of tables that are new or have new columns. To be asked whenever a release has brought the schema up. */
export async function showOneTown(pool: Pool) {
  await pool.query(`create schema if not exists ${schema}`);
  const { rows: tables } = await pool.query<Shown>(shown, ["public"]);
  const { rows: views } = await pool.query<Shown>(shown, [schema]);
  const known = new Map(views.map(({ name, columns }) => [name, new Set(columns)]));
  const missing = tables.filter(({ name, columns }) => columns.some((column) => !known.get(name)?.has(column)));
  if (!missing.length) return;
  const quoted = (name: string) => `"${name}"`;
  const statements = missing.map(({ name, columns, town }) => {
    // New columns stand behind those that the view has: it may be in use.
    const own = [...(known.get(name) ?? columns)].filter((column) => column !== "ctid");
    const ordered = [...own, ...columns.filter((column) => !own.includes(column))];
    return `create or replace view ${schema}.${quoted(name)} as select ${["ctid", ...ordered].map(quoted).join(", ")} from public.${quoted(name)}
      where ${town} = nullif(current_setting('${setting}', true), '')::int with cascaded check option`;
  });
  await pool.query(`begin; ${statements.join(";\n")}; commit`);
}
