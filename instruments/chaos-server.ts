import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startEmbeddedDatabase } from "../src/database/embedded.ts";
import type { SmallDisk } from "./small-disk.ts";

/** The PostgreSQL under a run of chaos; what is absent cannot be done to it. */
export type ChaosServer = {
  /** Where it is now, for somebody who comes by TCP. */
  url: () => Promise<string>;
  /** Stops it at once, as a power cut would, and starts it again. */
  restart?: () => Promise<void>;
  /** Starts it if it has ended, as somebody in charge of it would; no longer once it is the processes' own. */
  ensureRuns?: () => Promise<void>;
  /** The folder for processes that run it themselves. */
  folder?: string;
  /** Stops it and leaves it to them. */
  leaveToProcesses?: () => Promise<void>;
  /** The process id in its `postmaster.pid`. */
  postmaster?: () => Promise<number | undefined>;
  disk?: SmallDisk;
};

/** A cluster in a folder, at one port for as long as it is ours, so that it is found again after a restart. */
export async function startServer(folder: string, port: number, disk?: SmallDisk) {
  const settings = { port: String(port), max_wal_size: "64MB", min_wal_size: "32MB" };
  const pidPath = join(folder, "postgres/postmaster.pid");
  let own = await startEmbeddedDatabase(folder, settings);
  let isOurs = true;
  const pidFile = () => (existsSync(pidPath) ? readFileSync(pidPath, "utf8") : "").split("\n");
  const postmasterPid = () => Number(pidFile()[0]) || undefined;

  /** SIGQUIT is an immediate shutdown: what a power cut leaves behind. */
  function stop() {
    const pid = postmasterPid();
    if (pid !== undefined && isAlive(pid)) process.kill(pid, "SIGQUIT");
  }

  async function ensureRuns() {
    if (isOurs) own = await startEmbeddedDatabase(folder, settings);
  }

  return {
    folder,
    async url() {
      const password = (await readFile(join(folder, "postgres-password"), "utf8")).trim();
      return `postgres://doorstep:${password}@127.0.0.1:${pidFile()[3] || port}/postgres`;
    },
    async restart() {
      stop();
      await wait(1_500);
      await ensureRuns();
    },
    ensureRuns,
    async leaveToProcesses() {
      isOurs = false;
      await own.stop();
    },
    postmaster: async () => postmasterPid(),
    ...(disk && { disk }),
    /** At once, and at the end of this process too. */
    stop,
  } satisfies ChaosServer & { stop: () => void };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
