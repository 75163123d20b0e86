import { readdirSync, readFileSync } from "node:fs";
import { findLoose } from "../../instruments/town-ties.ts";
import { openMigrations } from "../../src/database/migrate.ts";
import { databaseMade } from "./statements.ts";

const notes = new URL("../../drizzle/meta/", import.meta.url);
type Snapshot = { tables: Record<string, { name: string; columns: Record<string, unknown> }> };

/** As the newest migration leaves them, so that a new table is one of them. The town's own row is its town. */
function readTownTables(): Map<string, string> {
  const newest = readdirSync(notes)
    .filter((name) => name.endsWith("_snapshot.json"))
    .toSorted()
    .at(-1) as string;
  const { tables }: Snapshot = JSON.parse(readFileSync(new URL(newest, notes), "utf8"));
  const ofTowns = Object.values(tables).filter(({ columns }) => "town_id" in columns);
  return new Map([["town", "id"], ...ofTowns.map(({ name }) => [name, "town_id"] as const)]);
}
export const townTables: ReadonlyMap<string, string> = readTownTables();

/** What looks over all towns, and why. `of` stands in the statement. */
type Exception = { of: RegExp; why: string };
const exceptions: readonly Exception[] = [
  { of: /^select id, to_jsonb\(town\)->>'bot_id' as bot_id/, why: "a start, and npm run claim, ask which towns there are and whose" },
  {
    of: /exists \(select 1 from person\) or exists \(select 1 from town where claimed_at/,
    why: "a restore refuses data that anybody uses",
  },
  { of: /^select (count\(\*\)|extract\(epoch from now\(\) - min\(\w+\)\)) as value from \w+ where/, why: "/metrics counts over all towns" },
  { of: /^begin; create or replace view one_town\./, why: "the views by which a town sees its own rows" },
  {
    of: /^(select "town_id" from "outbox"|select town_id as "townId" from outbox|update "outbox" set "\w+" = \$1|delete from "outbox"|select 1 from outbox)$/,
    why: "forgetful on purpose, to try the guard (test/database/isolation.test.ts)",
  },
  { of: /^select count\(\*\) as n from (inbox|attempt|role_grant) where/, why: "npm run doctor looks at the whole database" },
];

const shownCharacters = 1_500;
/** They bring the whole schema up. */
const ofMigrations = new Set(openMigrations().flatMap(({ statements }) => statements));

/** @returns for each statement that reaches a table without its town: which, and the statement */
export function describeLoose(statements: readonly string[]): string[] {
  const own = statements.filter((one) => one !== databaseMade);
  if (!own.length && statements.length) return ["Databases were made, and nothing that was asked of them was written down"];
  return own
    .filter((one) => !ofMigrations.has(one) && !exceptions.some(({ of }) => of.test(one)))
    .flatMap((one) => {
      const loose = findLoose(one, townTables);
      return loose.length ? [`${loose.join(", ")}: ${one.trim().slice(0, shownCharacters)}`] : [];
    });
}
