import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The process number of the embedded PostgreSQL of a data folder; undefined where none runs or has run. */
export async function postmasterPid(dataDir: string): Promise<number | undefined> {
  const file = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  return Number(file.split("\n")[0]) || undefined;
}

/** Whether it says of itself that it is ready. */
export async function isPostmasterReady(dataDir: string): Promise<boolean> {
  const file = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  return file.split("\n")[7]?.trim() === "ready";
}
