import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import type { Database } from "./client.ts";

/** Any number that nothing else in this database uses as an advisory lock. */
const migrationLock = 7_305_001;

/**
 * Brings the schema up to this release, ours and the job engine's. Replicas that start together wait for one another.
 */
export async function migrateDatabase(database: Database) {
  const client = await database.$client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await migrate(database, { migrationsFolder: fileURLToPath(new URL("../../drizzle", import.meta.url)) });
    await runMigrations({ pgPool: database.$client });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [migrationLock]).catch(() => {});
    client.release();
  }
}
