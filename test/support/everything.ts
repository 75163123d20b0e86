export type Asking = { query: (text: string) => Promise<{ rows: object[] }> };

/** What only says that a process is alive changes all the time. */
const livingOnly = ["heartbeat", "attempt"];

/** Every table with all its rows, as text, and where every sequence stands. */
export async function everything(client: Asking) {
  const { rows } = await client.query(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname not in (${livingOnly.map((name) => `'${name}'`)}) order by 1`);
  const found: Record<string, unknown> = {};
  for (const { name } of rows as { name: string }[]) {
    found[name] = (await client.query(`select t::text as row from "${name}" t order by 1`)).rows.map((one) => (one as { row: string }).row);
  }
  const sequences = await client.query("select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1");
  return { ...found, sequences: sequences.rows };
}
