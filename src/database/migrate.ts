import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import type { Database } from "./client.ts";
import { openPool, type PoolClient } from "./drivers/pipelined.ts";
import { migration } from "./drivers/settings.ts";
import { locks } from "./locks.ts";
import { showOneTown } from "./town-view.ts";

const betweenTriesMs = 2_000;
/** One connection holds the lock of this release's turn, one migrates, one is the job engine's. */
const connections = 3;
const migrations = { migrationsFolder: fileURLToPath(new URL("../../drizzle", import.meta.url)) };
/** PostgreSQL's codes for a lock that was not to be had in time, and for two who waited for one another. */
const lockCodes: ReadonlySet<unknown> = new Set(["55P03", "40P01"]);

/** What this release knows of how the schema came to be, oldest first; `at` is the instant by which drizzle notes each. */
export const openMigrations = (): { at: number; hash: string; statements: string[] }[] =>
  readMigrationFiles(migrations).map(({ folderMillis: at, hash, sql: statements }) => ({ at, hash, statements }));

/** How far this release brings a schema. */
export const newestKnown = (): number => openMigrations().at(-1)?.at ?? 0;

/** How far the database is, by the same instants; 0 where nobody has begun. */
export async function findNewestMigration(client: Pick<PoolClient, "query">): Promise<number> {
  const { rows } = await client.query<{ newest: string | null }>("select max(created_at) as newest from drizzle.__drizzle_migrations");
  return Number(rows[0]?.newest ?? 0);
}

/** `because` hears, at each try, for what is waited; `before` is done first where an earlier release's schema is to be changed. */
type Given = { because?: (reason: string) => void; before?: () => Promise<void> };

/**
 * Brings the schema up to this release, ours and the job engine's. Replicas that start together do it once, one after the other; the
 * release that runs meanwhile goes on working (CONTRIBUTING.md, "Expand, then contract").
 *
 * @throws when a newer release has been here: this one does not know what it would be doing
 */
export async function migrateDatabase(database: Database, { because = () => {}, before }: Given = {}) {
  const pool = openPool({ url: database.url, patience: migration, max: connections, name: "doorstep-migrations" });
  try {
    const turn = await pool.connect();
    try {
      await haveTurn(turn, because);
      if (await isBehind(turn)) await before?.();
      await untilFree(() => migrate(drizzle(pool), migrations), because);
      await untilFree(() => runMigrations({ pgPool: pool }), because);
      await untilFree(() => showOneTown(pool), because);
    } finally {
      // The lock ends with its connection.
      turn.release(true);
    }
  } finally {
    await pool.end();
  }
}

/** Waits until no other replica is migrating. */
async function haveTurn(client: PoolClient, because: (reason: string) => void) {
  for (;;) {
    const { rows } = await client.query<{ won: boolean }>("select pg_try_advisory_lock($1) as won", [locks.migration]);
    if (rows[0]?.won) return;
    because("another replica, which is bringing the database up");
    await wait(betweenTriesMs / 4);
  }
}

/**
 * Whether an earlier release left its schema here. The notes of the migrations are compared with our files: they carry the instants at which
 * they were made.
 *
 * @throws when a newer one did
 */
async function isBehind(client: PoolClient): Promise<boolean> {
  const { rows: tables } = await client.query("select to_regclass('drizzle.__drizzle_migrations') as found");
  if (tables[0]?.found === null) return false;
  const [ours, theirs] = [newestKnown(), await findNewestMigration(client)];
  if (theirs > ours) {
    throw new Error(
      "This database was brought up by a newer release of Doorstep: start that release again, or restore a backup from before the upgrade",
    );
  }
  return theirs > 0 && theirs < ours;
}

/** Tries again for as long as somebody's transaction is in the way. Each try happens whole or not at all. */
async function untilFree(act: () => Promise<unknown>, because: (reason: string) => void) {
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
      if (!lockCodes.has(code) && !lockCodes.has(cause?.code)) throw error;
      because("a transaction that has been open too long to bring the database up beside it");
      await wait(betweenTriesMs);
    }
  }
}
