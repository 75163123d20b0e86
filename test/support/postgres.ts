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
  await database.$client.end();
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
