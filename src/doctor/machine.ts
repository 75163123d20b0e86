import { access, constants, readdir, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openingOf } from "../backup/cipher.ts";
import type { Config } from "../config.ts";
import { dayMs } from "../domain/durations.ts";
import { maxDaysWithoutBackup } from "../domain/limits.ts";
import { bad, type Finding, good, look } from "./finding.ts";

/** Below this PostgreSQL may stop in the middle of a night's work; a town of 100,000 tickets has some 500 MB. */
const leastFreeMb = 200;
const comfortableFreeMb = 1_000;

/** Room and rights where the data and the backups lie. */
export async function checkDisk({ databaseUrl, dataDir, backups }: Config): Promise<Finding[]> {
  const folders = [...(databaseUrl ? [] : [["DATA_DIR", dataDir] as const]), ...(backups ? [["BACKUP_DIR", backups.folder] as const] : [])];
  return Promise.all(folders.map(([name, folder]) => checkFolder(name, folder)));
}

async function checkFolder(name: string, folder: string): Promise<Finding> {
  const of = `disk, ${name}`;
  const there = await existing(folder);
  const mayWrite = await access(there, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!mayWrite) return bad(of, `${there} cannot be written`, `let the bot's user write there, or set ${name} to another folder`);
  const { bavail, bsize } = await statfs(there);
  const freeMb = Math.floor((bavail * bsize) / 1024 / 1024);
  const says = `${freeMb.toLocaleString("en")} MB free at ${there}`;
  if (freeMb < leastFreeMb)
    return bad(of, says, "make room now: a full disk stops every answer, and nothing is lost until there is room again");
  return freeMb < comfortableFreeMb ? look(of, says, "make room soon") : good(of, says);
}

/** The folder, or the one in which a start would make it. */
const existing = (folder: string): Promise<string> =>
  stat(folder).then(
    () => folder,
    () => existing(dirname(folder)),
  );

/** How old the newest nightly backup is. */
export async function checkBackups({ bot, backups }: Config, now: Date): Promise<Finding[]> {
  if (!bot) return [];
  if (!backups)
    return [
      look("backup", "BACKUP_DIR is not set", "set it, so that there is a backup every night; or run npm run backup -- FILE yourself"),
    ];
  const names = (await readdir(backups.folder).catch(() => [])).filter((name) => name.endsWith(".backup"));
  const times = await Promise.all(names.map(async (name) => (await stat(join(backups.folder, name))).mtime.getTime()));
  if (!times.length) return [look("backup", `none in ${backups.folder} yet`, "the first comes at night while the bot runs")];
  const days = Math.floor((now.getTime() - Math.max(...times)) / dayMs);
  const says = `the newest of ${names.length} is ${days} days old`;
  const newest = names[times.indexOf(Math.max(...times))] ?? "";
  const key = await checkKey(join(backups.folder, newest), backups.key);
  return [
    ...key,
    days >= maxDaysWithoutBackup
      ? bad("backup", says, "look for back_up in the log: the disk may be full, or the bot was off at night")
      : good("backup", says),
  ];
}

/** Whether the key that is set now opens what was written last. */
async function checkKey(file: string, key: string | undefined): Promise<Finding[]> {
  const { is } = await openingOf(file, key).catch(() => ({ is: "plain" }));
  if (is === "wrong-key" || is === "no-key")
    return [
      bad("backup key", `BACKUP_KEY does not open ${file}`, "set the one with which it was written, and keep it where the backups are not"),
    ];
  if (is === "open") return [good("backup key", "opens the newest backup")];
  return key === undefined ? [] : [look("backup key", `${file} is not encrypted`, "the next one will be; remove those of before")];
}

/** What the bot says of itself, if one runs here. */
export async function checkRunning({ port }: Config): Promise<Finding[]> {
  if (!port) return [];
  const asked = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
  if (!asked)
    return [look("bot", `nobody listens on port ${port}`, "start it with npm start, or give this command the PORT of the one that runs")];
  const said = (await asked.text()).split("\n")[0] ?? "";
  return [
    asked.ok
      ? good("bot", `runs on port ${port} and is ready`)
      : bad("bot", `runs on port ${port} and is not ready: ${said}`, "mend what it waits for; it goes on by itself"),
  ];
}
