import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isInUse } from "../data-dir.ts";
import { closeDatabase, openDatabase } from "../database/client.ts";
import { clusterFolder, isServed, majorIn, withServer } from "../database/embedded.ts";
import { findBinaries, findBinariesOf, majorOf } from "../database/embedded-cluster.ts";
import { joinUsers } from "../database/embedded-users.ts";
import { backUpBeforeUpgrade } from "./nightly.ts";
import { restore } from "./restore.ts";

const lookEveryMs = 500;

/**
 * An embedded cluster of another major version of PostgreSQL is brought over by backup and restore, where the programs of that version are
 * installed beside ours. It stays as it was, under another name; whatever fails or is killed on the way changes nothing.
 *
 * @param key with which the backup on the way is encrypted, if it is
 * @param because hears what takes so long
 * @returns what to tell the operator; undefined when there was nothing to do, or no way to do it, which the start then says
 */
export async function bringOverMajor(
  dataDir: string,
  key: string | undefined,
  because: (reason: string) => void,
): Promise<string | undefined> {
  const ours = await majorOf(await findBinaries());
  const folder = await finishMove(await clusterFolder(dataDir));
  const cluster = join(folder, "postgres");
  const found = await majorIn(cluster);
  if (found === undefined || found === ours) return undefined;
  const theirs = await findBinariesOf(found);
  if (!theirs) return undefined;
  const users = await joinUsers(folder);
  try {
    while (!(await users.isFirst())) {
      because("another process, which uses the data or brings them over");
      if ((await isServed(cluster)) || (await majorIn(cluster)) === ours) return undefined;
      await wait(lookEveryMs);
    }
    if ((await majorIn(cluster)) === ours) return undefined;
    because(`the data to come over from PostgreSQL ${found} to ${ours}`);
    const file = await withServer(cluster, theirs, (url) => backUpAlone(url, folder, key));
    const next = join(folder, unfinished);
    await rm(next, { recursive: true, force: true });
    await withServer(next, await findBinaries(), (url) => restore(url, file, { key }));
    await rename(cluster, join(folder, `postgres-${found}`));
    await rename(next, cluster);
    return `The data were brought over from PostgreSQL ${found} to ${ours}. As they were, they lie in ${folder}/postgres-${found}, which may be removed, and in ${file}`;
  } finally {
    await users.leave();
  }
}

const unfinished = "postgres.next";

/** What was whole and only not yet in its place when the process was killed. */
async function finishMove(folder: string): Promise<string> {
  const names = await readdir(folder);
  const isWhole = names.includes(unfinished) && !names.includes("postgres") && names.some((name) => /^postgres-\d+$/.test(name));
  if (isWhole) await rename(join(folder, unfinished), join(folder, "postgres"));
  return folder;
}

/** A person who wrote meanwhile would have written in vain. */
async function backUpAlone(url: string, folder: string, key: string | undefined): Promise<string> {
  const file = await backUpBeforeUpgrade(url, folder, key, new Date());
  const database = openDatabase(url);
  try {
    if (await isInUse(database)) throw new Error(`An earlier release still works on the data in ${folder}: stop it, and start again`);
    return file;
  } finally {
    await closeDatabase(database);
  }
}
