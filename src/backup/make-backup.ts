import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Config } from "../config.ts";
import { withCluster } from "../data-dir.ts";
import { hasCluster } from "../database/embedded.ts";
import { backUp } from "./back-up.ts";
import { isThere, runWithFile } from "./command.ts";
import type { Manifest } from "./format.ts";

const openly = "It holds what people said in confidence: keep it as you keep the database, or set BACKUP_KEY, which encrypts it";
const closed = "It is encrypted: keep BACKUP_KEY where the backup is not, for without it nobody can read it";

/** `npm run backup -- FILE`: everything of the town in one file, whether the bot runs or not. */
await runWithFile("backup", async (config, given) => {
  const file = resolve(given);
  if (await isThere(file)) throw new Error(`${file} is there already: choose another name, or move it away`);
  await refuseFolder(dirname(file));
  const { tables, at } = await ofTown(config, (url) => backUp(url, file, config.backupKey));
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  const megabytes = ((await stat(file)).size / 1024 / 1024).toFixed(1);
  return `${file}: ${rows} rows of ${tables.length} tables as they were at ${at}, ${megabytes} MB, read back and whole. ${config.backupKey === undefined ? openly : closed}`;
});

async function refuseFolder(folder: string) {
  await access(folder, constants.W_OK | constants.X_OK).catch((cause: NodeJS.ErrnoException) => {
    const what = cause.code === "ENOENT" ? "is not there: make it" : "cannot be written by this user: let it";
    throw new Error(`The folder ${folder} ${what}, or name a file elsewhere`, { cause });
  });
}

async function ofTown({ databaseUrl, dataDir }: Config, act: (url: string) => Promise<Manifest>): Promise<Manifest> {
  if (databaseUrl) return act(databaseUrl);
  if (!(await hasCluster(dataDir))) throw new Error(`There is no town in DATA_DIR ${dataDir} yet, and so nothing to back up`);
  return withCluster(dataDir, ({ url }) => act(url));
}
