import { rename, rm } from "node:fs/promises";
import { openCopying } from "../database/drivers/copying.ts";
import { release } from "../release.ts";
import { BackupFault, type Manifest, readBackup, type Table, writeBackup } from "./format.ts";
import { findSchema, findSequences, findTables, listed, quoted } from "./tables.ts";

/**
 * Writes everything of the town into one file, as it is at one instant, while everybody goes on working: one repeatable-read transaction that
 * only reads. The file gets its name when it was read back and is whole.
 *
 * @param url of the database
 * @param key with which the file is encrypted, if it is
 * @param at the instant by the machine's clock
 * @throws BackupFault when there is no town
 */
export async function backUp(url: string, file: string, key?: string, at = new Date()): Promise<Manifest> {
  const unfinished = `${file}.part`;
  await rm(unfinished, { force: true });
  try {
    await writeSnapshot(url, unfinished, key, at);
    const manifest = await readBackup(unfinished, key);
    await rename(unfinished, file);
    return manifest;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeSnapshot(url: string, file: string, key: string | undefined, at: Date) {
  const copying = await openCopying(url);
  try {
    await copying.rows("begin isolation level repeatable read, read only");
    const schema = await findSchema(copying);
    if (schema === undefined) throw new BackupFault("There is no town in this database yet, and so nothing to back up");
    const [server] = await copying.rows<{ server_version: string }>("show server_version");
    const [tables, sequences] = [await findTables(copying), await findSequences(copying)];
    const head = { release, at: at.toISOString(), postgres: server?.server_version ?? "", schema, sequences };
    const rowsOf = ({ name, columns }: Table) => copying.read(`copy public.${quoted(name)} (${listed(columns)}) to stdout`);
    await writeBackup(file, head, tables, rowsOf, key);
    await copying.rows("commit");
  } finally {
    await copying.end();
  }
}
