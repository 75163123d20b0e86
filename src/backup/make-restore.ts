import { resolve } from "node:path";
import type { Config } from "../config.ts";
import { isInUse, refuseUnwritable, withCluster } from "../data-dir.ts";
import { closeDatabase, type Database, openDatabase } from "../database/client.ts";
import { hasCluster } from "../database/embedded.ts";
import { migrateDatabase } from "../database/migrate.ts";
import { allTowns } from "../database/town-view.ts";
import { inOneTransaction } from "../database/work.ts";
import { describeData, isUntouched } from "../domain/places/whose-town.ts";
import { firstTownId } from "../domain/town-number.ts";
import { runWithFile } from "./command.ts";
import { type Manifest, readBackup } from "./format.ts";
import { restore } from "./restore.ts";

/** `npm run restore -- FILE`: a backup into an empty database or folder. */
await runWithFile("restore", async (config, given) => {
  const file = resolve(given);
  // Before anything is started or made: a wrong file changes nothing, not even a folder.
  await readBackup(file, config.backupKey);
  const { at, tables } = await intoEmpty(config, file);
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  return `${file} is restored: ${rows} rows of ${tables.length} tables as they were at ${at}. Start the bot with the same BOT_TOKEN; messages that waited then are sent, also those that were sent since`;
});

async function intoEmpty(config: Config, file: string): Promise<Manifest> {
  const { databaseUrl, dataDir, backupKey: key } = config;
  if (databaseUrl) return withDatabase(databaseUrl, (database) => bringBack(database, file, { key }));
  await refuseUnwritable(dataDir);
  const wasThere = await hasCluster(dataDir);
  return withCluster(dataDir, async (database) => {
    if (wasThere) await refuseTown(config, database);
    return bringBack(database, file, { key, mayClear: wasThere });
  });
}

async function bringBack(database: Database, file: string, how: Parameters<typeof restore>[2]): Promise<Manifest> {
  const manifest = await restore(database.url, file, how);
  await migrateDatabase(database);
  return manifest;
}

/** A folder in which a bot was started once, and nobody has claimed the town: its tables hold nothing. */
async function refuseTown({ dataDir, timeZone }: Config, database: Database) {
  const isEmpty = await inOneTransaction(
    database,
    { townId: firstTownId, zone: timeZone, now: new Date() },
    async (work) => (await describeData(work)) === "nothing" || (await isUntouched(work)),
    allTowns,
  );
  const another = "restore into a new folder (set DATA_DIR), and start the bot with that";
  if (!isEmpty) throw new Error(`DATA_DIR ${dataDir} holds a town, which is not overwritten: ${another}`);
  if (await isInUse(database)) throw new Error(`A bot is running on DATA_DIR ${dataDir}: stop it first, or ${another}`);
}

async function withDatabase<T>(url: string, act: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url);
  try {
    return await act(database);
  } finally {
    await closeDatabase(database);
  }
}
