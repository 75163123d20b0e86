import { rename, rm } from "node:fs/promises";
import { openCopying } from "../database/drivers/copying.ts";
import { release } from "../release.ts";
import { BackupFault, type Manifest, readBackup, writeBackup } from "./format.ts";
import { findSchema, findSequences, findTables, listed, quoted } from "./tables.ts";

/**
 * Writes everything of the town into one file, as it is at one instant, while everybody goes on working: one repeatable-read transaction that
 * only reads. The file gets its name when it was read back and is whole.
 *
 * @param url of the database
 * @param at the instant by the machine's clock
 * @throws BackupFault when there is no town
 */
export async function backUp(url: string, file: string, at = new Date()): Promise<Manifest> {
  const unfinished = `${file}.part`;
  await rm(unfinished, { force: true });
  try {
    await writeSnapshot(url, unfinished, at);
    const manifest = await readBackup(unfinished);
    await rename(unfinished, file);
    return manifest;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeSnapshot(url: string, file: string, at: Date) {
  const copying = await openCopying(url);
  try {
    await copying.rows("begin isolation level repeatable read, read only");
    const schema = await findSchema(copying);
    if (schema === undefined) throw new BackupFault("There is no town in this database yet, and so nothing to back up");
    const [server] = await copying.rows<{ server_version: string }>("show server_version");
    const [tables, sequences] = [await findTables(copying), await findSequences(copying)];
    const head = { release, at: at.toISOString(), postgres: server?.server_version ?? "", schema, sequences };
    await writeBackup(file, head, tables, ({ name, columns }) =>
      copying.read(`copy public.${quoted(name)} (${listed(columns)}) to stdout`),
    );
    await copying.rows("commit");
  } finally {
    await copying.end();
  }
}
