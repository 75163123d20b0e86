import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { withCluster } from "../data-dir.ts";
import { askOnce, closeDatabase, type Database, openDatabase } from "../database/client.ts";
import { clusterFolder, hasCluster } from "../database/embedded.ts";
import { RefusedFolder } from "../database/embedded-access.ts";
import { findNewestMigration, newestKnown } from "../database/migrate.ts";
import { isOutage, reasonOf } from "../database/outage.ts";
import { describeDatabase, refusalOf } from "../database/reach.ts";
import { allTowns } from "../database/town-view.ts";
import { bad, type Finding, good, look } from "./finding.ts";

/** The oldest server on which the program is tried. */
const leastVersion = 150_000;

/** Whether the database is reached, what release its schema is of, and what in it waits for somebody. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  if (!config.databaseUrl) {
    return examineFolder(config.dataDir).catch((error) => {
      if (error instanceof RefusedFolder) return [bad("database", error.what, error.todo)];
      throw error;
    });
  }
  const database = openDatabase(config.databaseUrl);
  try {
    return await examine(database);
  } catch (error) {
    const what = describeDatabase(config.databaseUrl);
    const refused = refusalOf(error);
    if (refused) return [bad("database", `${what}: ${refused}`, "correct DATABASE_URL, or what PostgreSQL allows this user")];
    if (!isOutage(error)) throw error;
    return [
      bad(
        "database",
        `${what} cannot be reached: ${reasonOf(error)}`,
        "start PostgreSQL, or set DATABASE_URL to where it is; the bot waits for it",
      ),
    ];
  } finally {
    await closeDatabase(database);
  }
}

async function examineFolder(dataDir: string): Promise<Finding[]> {
  if (!(await hasCluster(dataDir))) return [look("database", `none in ${dataDir} yet`, "the first start makes one")];
  return [...(await findLeftOver(dataDir)), ...(await withCluster(dataDir, examine))];
}

/** What a new major version of PostgreSQL has left: everybody is in it as they were then, also who was erased since. */
async function findLeftOver(dataDir: string): Promise<Finding[]> {
  const folder = await clusterFolder(dataDir);
  const old = (await readdir(folder)).filter((name) => /^postgres-\d+$/.test(name));
  return old.map((name) => look("old data", `${join(folder, name)} holds the town as it was before`, "remove it, once all is well"));
}

async function examine(database: Database): Promise<Finding[]> {
  const number = async (query: string) => Number((await askOnce<{ n: string | null }>(database, allTowns, { text: query }))[0]?.n ?? 0);
  const version = await number("select current_setting('server_version_num') as n");
  const server = `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}`;
  if (version < leastVersion) return [bad("database", server, "use PostgreSQL 15 or newer")];
  const isThere = await number("select count(*) as n from pg_tables where schemaname = 'drizzle'");
  if (!isThere) return [look("database", `${server}, empty`, "the first start makes the tables")];
  const [newest, ours] = [await findNewestMigration(database.$client), newestKnown()];
  if (newest > ours)
    return [bad("database", `${server}, brought up by a newer release`, "start that release, or restore a backup from before the upgrade")];
  if (newest < ours) return [look("database", `${server}, of an earlier release`, "the next start of this release brings it up")];
  return [good("database", `${server}, the schema of this release`), ...(await findWaiting(number))];
}

/** What failed and is put aside until somebody looks at it; everything else goes on. */
async function findWaiting(number: (query: string) => Promise<number>): Promise<Finding[]> {
  const updates = await number("select count(*) as n from inbox where failure is not null");
  const timers = await number("select count(*) as n from attempt where parked_at is not null");
  const admins = await number("select count(*) as n from role_grant where role = 'admin' and revoked_at is null");
  const found: Finding[] = [];
  if (!admins) found.push(look("admin", "the town has none yet", "open the link that a start prints, or run npm run claim"));
  if (updates)
    found.push(
      look(
        "updates",
        `${updates} failed and are put aside`,
        "their reasons stand in the log and in the table inbox (failure); what repairs them comes with a release",
      ),
    );
  if (timers) found.push(look("timers", `${timers} failed and are put aside`, "the admins were told which; a new start tries them again"));
  return found;
}
