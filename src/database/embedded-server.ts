import { spawn } from "node:child_process";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { platform } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ServerIds } from "./embedded-access.ts";
import { allPids, commandOf, exists, isRunning, parentOf, workFolderOf } from "./processes.ts";

/** A server of our own: the program that controls it, its cluster's folder without symbolic links, and what it is started with. */
export type Server = { pgCtl: string; directory: string; settings: Record<string, string>; ids: ServerIds };
type State = { is: "ready" | "busy" | "down"; port: number };

/**
 * What was erased is to leave the files (decision 024): a file of the log of writes is not used again with what it held, and the server's own
 * log says what was wrong, without the rows and statements that it was wrong with.
 */
export const leavingNothing = { wal_recycle: "off", log_error_verbosity: "terse", log_min_error_statement: "panic" } as const;

/** Recovery after a crash reads what was written since the last checkpoint, five minutes at most. */
const maxStartMs = 300_000;
const lookEveryMs = 100;
/** What a killed server leaves behind notices within milliseconds and ends; only what computes without end has to be ended. */
const orphansEndMs = 1_500;

const pidFileOf = ({ directory }: Server) => join(directory, "postmaster.pid");

/** @see https://www.postgresql.org/docs/18/storage-file-layout.html postmaster.pid: number, folder, time, port, …, status in line 8 */
export async function stateOf(server: Server): Promise<State> {
  const content = await readFile(pidFileOf(server), "utf8").catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? "" : undefined,
  );
  // What cannot be read just now says nothing.
  if (content === undefined) return { is: "busy", port: 0 };
  const lines = content.split("\n");
  const pid = Number(lines[0]);
  const folder = await workFolderOf(pid);
  const isOthers = folder !== undefined && folder !== server.directory;
  if (!pid || isOthers || !(await isRunning(pid))) return { is: "down", port: 0 };
  return { is: lines[7]?.trim() === "ready" ? "ready" : "busy", port: Number(lines[3]) };
}

/**
 * Returns when the server answers: starts it, or waits for one that another process starts or stops. PostgreSQL itself sees to it that
 * of several who start it at once only one succeeds.
 *
 * @param port to listen at, where this process decides
 * @returns the port at which it listens
 * @throws when it does not start
 */
export async function ensureRunning(server: Server, port: number): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const state = await stateOf(server);
    if (state.is === "ready") return state.port;
    if (state.is === "down") {
      try {
        await start(server, port);
        continue;
      } catch (error) {
        if ((await stateOf(server)).is === "down") throw error;
      }
    }
    if (performance.now() - begun > maxStartMs) throw new Error("It neither starts nor stops");
    await wait(lookEveryMs);
  }
}

async function start(server: Server, port: number) {
  const { pgCtl, directory, settings, ids } = server;
  await endOrphans(server);
  await setAsideLockFiles(server);
  const hasSocket = maySocketLieIn(directory);
  const flags = {
    port: String(port),
    // With a socket, it does not matter who has taken the port meanwhile.
    listen_addresses: hasSocket && !(await isFree(port)) ? "" : "127.0.0.1",
    unix_socket_directories: hasSocket ? directory : "",
    max_connections: "100",
    ...leavingNothing,
    // After a crash all files are brought to the disk first: at once where the system can, not a thousand one by one.
    ...(platform() === "linux" ? { recovery_init_sync_method: "syncfs" } : {}),
    ...settings,
  };
  const options = Object.entries(flags).map(([name, value]) => `-c ${name}='${value}'`);
  const log = join(directory, "server.log");
  const begun = ["start", "-D", directory, "-w", "-t", "60", "-l", log, "-o", options.join(" ")];
  await runApart(pgCtl, begun, ids, dirname(directory)).catch(async (error) => {
    throw new Error(`${(await lastWords(log)) || (error as Error).message}`, { cause: error });
  });
}

/** Stops it at once, without waiting for those who use it. */
export const stopServer = ({ pgCtl, directory, ids }: Server) =>
  runApart(pgCtl, ["stop", "-D", directory, "-m", "fast", "-w", "-t", "4"], ids, dirname(directory)).catch(() => undefined);

/** In a process group of its own: Ctrl-C in a terminal is meant for us. */
function runApart(program: string, given: readonly string[], ids: ServerIds, cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, given, { ...ids, cwd, detached: true, stdio: "ignore" });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl ${given[0]} ended with ${code}`))));
  });
}

/** What the server said last about why it ended. */
async function lastWords(log: string): Promise<string> {
  const lines = (await readFile(log, "utf8").catch(() => "")).trimEnd().split("\n").slice(-20);
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? "";
}

/**
 * Processes of a killed server may hold its memory for a while, and none starts beside them. They are given time, and then ended: with
 * their server gone, nothing of what they do counts any more.
 */
async function endOrphans(server: Server) {
  const begun = performance.now();
  for (let orphans = await findOrphans(server); orphans.length; orphans = await findOrphans(server)) {
    if ((await stateOf(server)).is !== "down") return;
    if (performance.now() - begun > orphansEndMs) {
      for (const pid of orphans) if (exists(pid)) process.kill(pid, "SIGKILL");
    }
    await wait(lookEveryMs);
  }
}

/** Server processes at work in this cluster whose server is not; never those of another cluster. */
async function findOrphans({ directory }: Server): Promise<number[]> {
  const orphans: number[] = [];
  for (const pid of await allPids()) {
    if ((await workFolderOf(pid)) !== directory || !(await commandOf(pid)).startsWith("postgres: ")) continue;
    if ((await workFolderOf(await parentOf(pid))) !== directory) orphans.push(pid);
  }
  return orphans;
}

/**
 * PostgreSQL refuses to start while the number in a lock file of an earlier server is anybody's: after a crash in a container that may be
 * a process of ours, or a dead one that nobody buries. Such a file is renamed first and looked at then, so that one which another process
 * has just written is put back.
 */
async function setAsideLockFiles(server: Server) {
  const sockets = (await readdir(server.directory)).filter((name) => /^\.s\.PGSQL\.\d+\.lock$/.test(name));
  for (const name of ["postmaster.pid", ...sockets]) {
    const file = join(server.directory, name);
    const content = await readFile(file, "utf8").catch(() => undefined);
    const pid = Number(content?.split("\n")[0]);
    if (content === undefined || (pid && !exists(pid)) || (await stateOf(server)).is !== "down") continue;
    const aside = `${file}.${process.pid}`;
    await rename(file, aside).catch(() => {});
    const moved = await readFile(aside, "utf8").catch(() => undefined);
    if (moved !== undefined && moved !== content) await rename(aside, file);
    await rm(aside, { force: true });
  }
}

/** A socket of its own costs a third less than one of the network; its path may have about 100 characters. */
const maySocketLieIn = (directory: string) => platform() !== "win32" && Buffer.byteLength(directory) <= 85 && !/[',\\\s]/.test(directory);

/** The port of its last life, which other processes may still know, or a free one. */
export async function choosePort({ directory, settings }: Server): Promise<number> {
  if (settings["port"]) return Number(settings["port"]);
  const options = await readFile(join(directory, "postmaster.opts"), "utf8").catch(() => "");
  const last = Number(/\bport='?(\d+)/.exec(options)?.[1]);
  return last && (maySocketLieIn(directory) || (await isFree(last))) ? last : freePort();
}

const isFree = (port: number) =>
  listenOnce(port).then(
    () => true,
    () => false,
  );
const freePort = () => listenOnce(0);

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve((address as { port: number }).port));
    });
  });
}
