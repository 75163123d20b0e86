import { readFileSync } from "node:fs";
import type pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { seededRandom } from "../../emulator/random.ts";
import { openDatabase } from "../../src/database/client.ts";
import { locks } from "../../src/database/locks.ts";
import { migrateDatabase } from "../../src/database/migrate.ts";
import { databaseOf, migrationsFolder, readJournal } from "../support/old-database.ts";
import { createTestDatabase } from "../support/town.ts";

type Column = { name: string; type: string; notNull: boolean; default?: unknown; identity?: object };
type Table = {
  name: string;
  columns: Record<string, Column>;
  foreignKeys: Record<string, { tableTo: string; columnsFrom: string[]; columnsTo: string[] }>;
  uniqueConstraints: Record<string, { columns: string[] }>;
  compositePrimaryKeys: Record<string, { columns: string[] }>;
  checkConstraints: Record<string, { value: string }>;
  indexes: Record<string, { isUnique: boolean; where?: string; columns: { expression: string }[] }>;
};
type Release = { release: string; lastMigration: number; writesWholeRowsOf: string[] };

const read = <T>(path: string) => JSON.parse(readFileSync(`${migrationsFolder}/${path}`, "utf8")) as T;
const previous = read<Release[]>("releases.json").at(-1) as Release;
const snapshotOf = (index: number) =>
  read<{ tables: Record<string, Table> }>(`meta/${String(index).padStart(4, "0")}_snapshot.json`).tables;
const [before, now] = [snapshotOf(previous.lastMigration), snapshotOf(readJournal().entries.at(-1)?.idx ?? 0)];

test("the release before this one is the one of the changelog", () => {
  const headings = readFileSync(new URL("../../CHANGELOG.md", import.meta.url), "utf8").matchAll(/^## (\S+)/gm);
  expect([...headings][1]?.[1]).toBe(previous.release);
});

test("everything that the release before reads and writes is still there, as it was", () => {
  for (const [key, table] of Object.entries(before)) {
    expect(now[key], `table ${key}`).toBeDefined();
    for (const [name, column] of Object.entries(table.columns)) {
      const present = now[key]?.columns[name];
      expect({ column: `${key}.${name}`, type: present?.type }).toEqual({ column: `${key}.${name}`, type: column.type });
      // It writes null where it could, and reads no null where there was none.
      expect({ column: `${key}.${name}`, notNull: present?.notNull }).toEqual({ column: `${key}.${name}`, notNull: column.notNull });
    }
    // It says "on conflict" of these.
    expect(keysOf(now[key] as Table)).toEqual(expect.arrayContaining(keysOf(table)));
  }
});

const keysOf = (table: Table): string[] =>
  [
    ...Object.values(table.compositePrimaryKeys).map(({ columns }) => columns),
    ...Object.values(table.uniqueConstraints).map(({ columns }) => columns),
    ...Object.values(table.indexes)
      .filter(({ isUnique }) => isUnique)
      .map(({ columns, where }) => [...columns.map(({ expression }) => expression), where ?? ""]),
  ].map(String);

test("each advisory lock has a number of its own, and the one that it had in the release before", () => {
  expect(new Set(Object.values(locks)).size).toBe(Object.keys(locks).length);
  const since06 = { migration: 7_305_001, sender: 7_305_002, workers: 7_305_003, polling: 7_305_004, chat: 7_305_005 };
  expect(locks).toMatchObject(since06);
});

test("the rows that the release before writes are taken by this one's schema, and brought up with it", async () => {
  const { url, client } = await databaseOf(previous.lastMigration);
  const town = await createTestDatabase();
  onTestFinished(town.drop);
  const refused: string[] = [];
  const written = await writeRows(client, async (table, statement, values) => {
    await town.rows(statement, values).catch((error) => refused.push(`${table}: ${error.message} (${statement} ${values})`));
  });
  expect(refused).toEqual([]);
  // What no generated row had would not have been tried.
  expect(leftOut(written)).toEqual([]);
  const database = openDatabase(url);
  onTestFinished(() => database.$client.end());
  await migrateDatabase(database);
  for (const [table, rows] of written) {
    const { rows: counted } = await client.query(`select count(*)::int as count from "${table}"`);
    expect({ table, count: counted[0].count }).toEqual({ table, count: rows.length });
  }
});

type Row = Record<string, unknown>;
const rowsOfEach = 80;
const random = seededRandom(7);
const oneOf = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;

/**
 * Rows of every kind that the schema before took: whatever it refuses is thrown away, so that nobody has to say by hand what a row must
 * be like.
 *
 * @param take is given each row that it took, as the statement by which the release before writes it
 */
async function writeRows(client: pg.Client, take: (table: string, statement: string, values: unknown[]) => Promise<void>) {
  const written = new Map<string, Row[]>();
  for (const table of inOrder()) {
    const rows: Row[] = [];
    written.set(table.name, rows);
    for (let count = 0; count < rowsOfEach; count += 1) {
      const row = generate(table, written);
      const { statement, values } = insertOf(table, row);
      const isTaken = await client.query(statement, values).then(
        () => true,
        () => false,
      );
      if (!isTaken) continue;
      rows.push(row);
      await take(table.name, statement, values);
    }
  }
  return written;
}

/** What others refer to comes first. */
function inOrder(): Table[] {
  const ordered: Table[] = [];
  const add = (table: Table) => {
    if (ordered.includes(table)) return;
    for (const { tableTo } of Object.values(table.foreignKeys)) if (tableTo !== table.name) add(before[`public.${tableTo}`] as Table);
    ordered.push(table);
  };
  for (const table of Object.values(before)) add(table);
  return ordered;
}

function generate(table: Table, written: ReadonlyMap<string, Row[]>): Row {
  const isWhole = previous.writesWholeRowsOf.includes(table.name);
  const row: Row = {};
  for (const { name, type, notNull, ...column } of Object.values(table.columns)) {
    const isRequired = notNull && column.default === undefined;
    if (isRequired || (isWhole && notNull) || random() < 0.5) row[name] = name === "town_id" ? 1 : someValue(type, literalsOf(table));
    else if (isWhole || (!notNull && random() < 0.5)) row[name] = null;
  }
  for (const { tableTo, columnsFrom, columnsTo } of Object.values(table.foreignKeys)) {
    const target = oneOf(written.get(tableTo) ?? []);
    for (const [index, from] of columnsFrom.entries()) {
      if (row[from] !== null && row[from] !== undefined) row[from] = target?.[columnsTo[index] ?? ""];
    }
  }
  return row;
}

/** The words that conditions of the table speak of. */
const literalsOf = (table: Table) => {
  const conditions = [
    ...Object.values(table.checkConstraints).map(({ value }) => value),
    ...Object.values(table.indexes).map((i) => i.where),
  ];
  return [...conditions.join(" ").matchAll(/'([^']*)'/g)].map(([, word]) => word ?? "");
};

function someValue(type: string, literals: readonly string[]): unknown {
  if (type === "boolean") return random() < 0.5;
  if (type === "integer" || type === "bigint") return Math.floor(random() * 60);
  if (type === "double precision") return random() * 90;
  if (type.startsWith("timestamp")) return new Date(Date.UTC(2026, 10, 24) + Math.floor(random() * 1e8)).toISOString();
  if (type === "jsonb") return JSON.stringify(oneOf([{ kind: "card" }, { kind: "roll", rollCallId: 1 }, {}]));
  if (type === "text[]") return oneOf([[], ["路"]]);
  if (type === "bigint[]") return oneOf([[], [1, 2]]);
  return oneOf([...literals, "", `东坑村${Math.floor(random() * 1000)}`]);
}

/** As the release before wrote it: whole rows with a null for whatever column it does not know, all else by name. */
function insertOf(table: Table, row: Row): { statement: string; values: unknown[] } {
  const names = Object.keys(row);
  if (previous.writesWholeRowsOf.includes(table.name)) {
    const statement = `insert into "${table.name}" overriding system value select * from jsonb_populate_record(null::"${table.name}", $1::jsonb)`;
    const isJson = (name: string) => table.columns[name]?.type === "jsonb" && typeof row[name] === "string";
    const record = Object.fromEntries(names.map((name) => [name, isJson(name) ? JSON.parse(row[name] as string) : row[name]]));
    return { statement, values: [JSON.stringify(record)] };
  }
  const places = names.map((_, index) => `$${index + 1}`).join(", ");
  const columns = names.map((name) => `"${name}"`).join(", ");
  return { statement: `insert into "${table.name}" (${columns}) overriding system value values (${places})`, values: Object.values(row) };
}

/** Columns that stood in no row, or never without a value where they may. */
function leftOut(written: ReadonlyMap<string, Row[]>): string[] {
  return [...written].flatMap(([table, rows]) =>
    Object.values((before[`public.${table}`] as Table).columns).flatMap(({ name, notNull }) => [
      ...(rows.some((row) => row[name] !== null && row[name] !== undefined) ? [] : [`${table}.${name}`]),
      ...(notNull || rows.some((row) => row[name] === null || row[name] === undefined) ? [] : [`${table}.${name} without a value`]),
    ]),
  );
}
