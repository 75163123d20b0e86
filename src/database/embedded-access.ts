import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, cp, mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The user and group as which PostgreSQL runs; empty when that is the present user. */
export type ServerIds = { uid?: number; gid?: number };

/** Where a server that may not look into root's folders finds its things instead. */
const sharedFolder = "/var/lib/doorstep";

/**
 * As root, PostgreSQL runs as another user, who cannot enter a project that lies in a private folder such as `/root`. Its
 * programs are then copied once to a folder that everybody may read.
 *
 * @param program path of one program within the package's `native/bin`
 * @returns the path to use
 */
export async function reachableProgram(program: string, ids: ServerIds): Promise<string> {
  if (await mayEnter(program, ids)) return program;
  const native = dirname(dirname(program));
  const copy = join(sharedFolder, `postgres-${shortHash(native)}`);
  if (!(await exists(copy))) {
    const unfinished = `${copy}.${process.pid}`;
    await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    // Another process may have been faster; its copy is as good.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return join(copy, "bin", basename(program));
}

/** For the same reason: the folder for the cluster, the given one if the server can enter it. */
export async function reachableFolder(folder: string, ids: ServerIds): Promise<string> {
  await mkdir(folder, { recursive: true });
  if (await mayEnter(folder, ids)) return folder;
  const instead = insteadOf(folder);
  await mkdir(instead, { recursive: true, mode: 0o755 });
  return instead;
}

/** The same, and nothing is made. */
export const presentFolder = async (folder: string, ids: ServerIds): Promise<string> =>
  !(await exists(folder)) || (await mayEnter(folder, ids)) ? folder : insteadOf(folder);

const insteadOf = (folder: string) => join(sharedFolder, `data-${shortHash(folder)}`);

async function mayEnter(path: string, ids: ServerIds): Promise<boolean> {
  if (ids.uid === undefined) return true;
  return run("test", ["-x", path], { ...ids, cwd: "/" }).then(
    () => true,
    () => false,
  );
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const shortHash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);
