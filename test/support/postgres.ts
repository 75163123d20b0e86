import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/database/client.ts";
import { startEmbeddedDatabase } from "../../src/database/embedded.ts";
import { migrateDatabase } from "../../src/database/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One PostgreSQL for the whole run; each town gets a copy of this migrated template, in some tens of milliseconds. */
export const templateName = "doorstep_template";

export default async function startPostgres(project: TestProject) {
  const directory = await mkdtemp(join(tmpdir(), "doorstep-test-"));
  // The server's own user must be able to walk into it.
  await chmod(directory, 0o755);
  const postgres = await startEmbeddedDatabase(directory, { fsync: "off", max_connections: "300" });
  const client = new pg.Client(postgres.url);
  await client.connect();
  await client.query(`create database ${templateName}`);
  await client.end();
  const database = openDatabase(postgres.url.replace(/\/postgres$/, `/${templateName}`));
  await migrateDatabase(database);
  await keepIdsApart(database);
  await database.$client.end();
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

/** Each table numbers its rows from another thousand, villages from 1, so that a question about the wrong table's id finds nothing. */
async function keepIdsApart({ $client }: ReturnType<typeof openDatabase>) {
  const { rows } = await $client.query<{ table: string }>(
    `select table_name as table from information_schema.columns
     where table_schema = 'public' and column_name = 'id' and is_identity = 'YES' and table_name <> 'village' order by table_name`,
  );
  for (const [index, { table }] of rows.entries())
    await $client.query(`alter table public."${table}" alter column id restart with ${(index + 1) * 1_000 + 1}`);
}
