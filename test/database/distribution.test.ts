import { expect, onTestFinished, test } from "vitest";
import { closeDatabase, openDatabase } from "../../src/database/client.ts";
import { createTestDatabase } from "../support/town.ts";

// What a database that is distributed by town needs of the schema, see docs/scaling.md.

async function open() {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase(url);
  onTestFinished(async () => {
    await closeDatabase(database);
    await drop();
  });
  return async (text: string) => (await database.$client.query(text)).rows.map((row) => Object.values(row).join(" "));
}

const ours = "relnamespace = 'public'::regnamespace";
/** Not of any town, or the list of towns itself. */
const ofAllTowns = "('town', 'store_probe')";

test("every table of a town has town_id", async () => {
  const list = await open();
  const without = `select relname from pg_class where relkind in ('r', 'p') and ${ours} and relname not in ${ofAllTowns}
    and not exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'town_id' and attnotnull)`;
  expect(await list(without)).toEqual([]);
});

test("every primary key, unique index and foreign key begins with town_id, on both sides", async () => {
  const list = await open();
  const columnOf = (table: string, number: string) => `(select attname from pg_attribute where attrelid = ${table} and attnum = ${number})`;
  expect(
    await list(`select indrelid::regclass, indexrelid::regclass from pg_index join pg_class on pg_class.oid = indrelid
      where ${ours} and indisunique and relname not in ${ofAllTowns} and ${columnOf("indrelid", "indkey[0]")} is distinct from 'town_id'`),
  ).toEqual([]);
  expect(
    await list(`select conname from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f'
      and not (${columnOf("conrelid", "conkey[1]")} = 'town_id' and ${columnOf("confrelid", "confkey[1]")} = 'town_id')`),
  ).toEqual([]);
});

test("no trigger reads what a whole statement changed, nor announces anything", async () => {
  const list = await open();
  expect(
    await list(
      `select tgrelid::regclass, tgname from pg_trigger where not tgisinternal and (tgoldtable is not null or tgnewtable is not null)`,
    ),
  ).toEqual([]);
  expect(
    await list(
      `select distinct proname from pg_trigger join pg_proc on pg_proc.oid = tgfoid where not tgisinternal and prosrc ~* 'pg_notify'`,
    ),
  ).toEqual([]);
});
