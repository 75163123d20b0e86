import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DateTime } from "luxon";
import { askOnce, type Database } from "../database/client.ts";
import { beat } from "../database/heartbeat.ts";
import type { Moment } from "../database/work.ts";
import { dayMs } from "../domain/durations.ts";
import type { Log } from "../log.ts";
import { backUp } from "./back-up.ts";

export type Backups = { folder: string; keep: number; key: string | undefined };
type Given = { database: Database; moment: Moment; backups: Backups; log: Log };

const nameOf = (at: DateTime) => `doorstep-${at.toFormat("yyyy-MM-dd-HHmmss")}.backup`;
const isOurs = /^doorstep-\d{4}-\d{2}-\d{2}-\d{6}\.backup$/;
const isUnfinished = /^doorstep-.*\.backup\.part$/;

/**
 * Writes the night's backup, reads it back, and only then lets the oldest go. That there is a good one is written down: `/metrics` and the
 * admins' morning message say when there has been none for two days.
 *
 * @throws when it could not be written; the earlier ones stay
 */
export async function backUpNightly({ database, moment, backups, log }: Given): Promise<string> {
  const { folder, keep, key } = backups;
  await mkdir(folder, { recursive: true });
  const file = join(folder, nameOf(DateTime.fromJSDate(moment.now, { zone: moment.zone })));
  const { tables } = await backUp(database.url, file, key, moment.now);
  await beat(database, moment.townId, "backup");
  const files = await readdir(folder);
  const old = files.filter((name) => isOurs.test(name)).toSorted();
  for (const name of [...old.slice(0, -keep), ...files.filter((name) => isUnfinished.test(name))])
    await rm(join(folder, name), { force: true });
  log.info({ file, rows: tables.reduce((sum, one) => sum + one.rows, 0) }, "backed up");
  return file;
}

/**
 * From now on the age of the last good one counts, or no longer: who has just set `BACKUP_DIR` has two days for the first.
 *
 * @param isWanted whether one is written every night
 */
export async function awaitBackups(database: Database, townId: number, isWanted: boolean) {
  const text = isWanted
    ? "insert into heartbeat (town_id, duty) values ($1, 'backup') on conflict do nothing"
    : "delete from heartbeat where town_id = $1 and duty = 'backup'";
  await askOnce(database, townId, { text, values: [townId] });
}

/** An upgrade writes one by itself, beside the embedded database; so many of them stay. */
const keepBeforeUpgrade = 3;
/** Nobody goes back to the release before after a month; who was erased since is in it still. */
const keepBeforeUpgradeDays = 30;
const beforeUpgrade = /^before-upgrade-.*\.backup$/;
const folderBeforeUpgrade = (dataDir: string) => join(dataDir, "backups");

/** @returns the file @throws when it could not be written: no upgrade without */
export async function backUpBeforeUpgrade(url: string, dataDir: string, key: string | undefined, now: Date): Promise<string> {
  const folder = folderBeforeUpgrade(dataDir);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `before-upgrade-${DateTime.fromJSDate(now, { zone: "utc" }).toFormat("yyyy-MM-dd-HHmmss")}.backup`);
  await backUp(url, file, key, now);
  const old = (await readdir(folder)).filter((name) => beforeUpgrade.test(name)).toSorted();
  for (const name of old.slice(0, -keepBeforeUpgrade)) await rm(join(folder, name), { force: true });
  return file;
}

/** Those of upgrades long ago go, also where no other upgrade follows. */
export async function forgetOldUpgrades(dataDir: string, now: Date) {
  const folder = folderBeforeUpgrade(dataDir);
  for (const name of (await readdir(folder).catch(() => [])).filter((one) => beforeUpgrade.test(one))) {
    const { mtime } = await stat(join(folder, name));
    if (now.getTime() - mtime.getTime() > keepBeforeUpgradeDays * dayMs) await rm(join(folder, name), { force: true });
  }
}
