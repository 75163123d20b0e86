import { access, constants, copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { askOnce, closeDatabase, type Database, openDatabase } from "./database/client.ts";
import { clusterFolder, hasCluster, startEmbeddedDatabase } from "./database/embedded.ts";
import { allTowns } from "./database/town-view.ts";
import { inOneTransaction, type Moment } from "./database/work.ts";
import { type Data, describeData, mismatchOf } from "./domain/places/whose-town.ts";
import { describeMismatch } from "./whose-data.ts";

/** @throws Error with one line when this user may not write there */
export async function refuseUnwritable(dataDir: string) {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(`DATA_DIR ${dataDir} cannot be written: set it to a folder that this user may write`, { cause });
  }
}

/** Beside a real town's cluster, never in its place. */
const ownFolder = (dataDir: string) => join(dataDir, "sandbox");

/**
 * The sandbox's own folder. Releases up to 0.6 kept its demo in `DATA_DIR` itself, where a real town's data lie: it is moved. Where a real
 * town lies, a start without `BOT_TOKEN` is more likely a lost token than a wish to play.
 *
 * @param isEmbedded whether the database lies there too, and not at `DATABASE_URL`
 * @returns the folder, and a line for the operator when something was moved
 * @throws Error with one line when `DATA_DIR` holds a real town
 */
export async function openSandboxFolder(dataDir: string, isEmbedded: boolean, moment: Moment): Promise<{ folder: string; told?: string }> {
  const folder = ownFolder(dataDir);
  if (!isEmbedded) await movePhones(dataDir, folder);
  if (!isEmbedded || !(await hasCluster(dataDir))) return { folder };
  const data = await lookInto(dataDir, moment);
  const mismatch = mismatchOf(data, "sandbox");
  if (mismatch) throw new Error(describeMismatch(mismatch, "sandbox", { setting: "DATA_DIR", folder: dataDir }));
  if (data !== "demo") return { folder };
  if (await hasCluster(folder))
    return { folder, told: `${dataDir}/postgres holds an older sandbox, which is not used any more: it may be removed` };
  await moveSandbox(dataDir, folder);
  return { folder, told: `The sandbox of an earlier release was moved from ${dataDir} to ${folder}` };
}

async function lookInto(dataDir: string, moment: Moment): Promise<Data> {
  return withCluster(dataDir, async (database) => {
    const data = await inOneTransaction(database, moment, describeData, allTowns);
    if (data === "demo" && (await isInUse(database)))
      throw new Error(`DATA_DIR ${dataDir} is in use by an earlier release's sandbox: stop that first`);
    return data;
  });
}

/**
 * Does something with the cluster of a data folder, whether its server runs or not, and lets go of it. One that somebody is connected to
 * is left running: releases up to 0.6 do not say otherwise that they use it.
 */
export async function withCluster<T>(dataDir: string, act: (database: Database) => Promise<T>): Promise<T> {
  const embedded = await startEmbeddedDatabase(dataDir);
  const database = openDatabase(embedded.url);
  let mayStop = true;
  try {
    mayStop = !(await isInUse(database));
    return await act(database);
  } finally {
    await closeDatabase(database);
    if (mayStop) await embedded.stop();
  }
}

/** Each process of ours holds connections of these names for as long as it lives, of whatever release. */
export async function isInUse(database: Database): Promise<boolean> {
  const query = "select 1 from pg_stat_activity where application_name in ('doorstep-alive', 'doorstep-leader')";
  return (await askOnce(database, allTowns, { text: query })).length > 0;
}

/** The cluster goes last, and its password with it, so that a kill in between leaves one that can be started. */
async function moveSandbox(dataDir: string, folder: string) {
  const [from, to] = [await clusterFolder(dataDir), await clusterFolder(folder)];
  await movePhones(dataDir, folder);
  await copyFile(join(from, "postgres-password"), join(to, "postgres-password"));
  await rename(join(from, "postgres"), join(to, "postgres"));
  await rm(join(from, "postgres-password"));
}

/** What the phones show; none was kept when nothing happened on them. */
async function movePhones(dataDir: string, folder: string) {
  await mkdir(folder, { recursive: true });
  await rename(join(dataDir, "sandbox.json"), join(folder, "sandbox.json")).catch(() => {});
}
