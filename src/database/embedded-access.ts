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

/** A data folder that cannot be used as it is. */
export class RefusedFolder extends Error {
  readonly what: string;
  readonly todo: string;
  constructor(what: string, todo: string) {
    super(`${what}. ${todo}`);
    this.what = what;
    this.todo = todo;
  }
}

/** For the same reason: the folder for the cluster, the given one if the server can enter it. @throws RefusedFolder */
export async function reachableFolder(folder: string, ids: ServerIds): Promise<string> {
  await mkdir(folder, { recursive: true });
  const found = await presentFolder(folder, ids);
  if (found !== folder) await mkdir(found, { recursive: true, mode: 0o755 });
  return found;
}

/**
 * The same, and nothing is made. A town that is there is found where it is, no matter who may enter the folder by now; it is never taken for none.
 *
 * @throws RefusedFolder where one is, and the server cannot get at it
 */
export async function presentFolder(folder: string, ids: ServerIds): Promise<string> {
  if (!(await exists(folder))) return folder;
  const instead = insteadOf(folder);
  const [isHere, isThere] = await Promise.all([folder, instead].map((one) => exists(join(one, "postgres"))));
  const isReachable = await mayEnter(folder, ids);
  if (isReachable && (isHere || !isThere)) return folder;
  if (isReachable && !isRoot)
    throw new RefusedFolder(
      `The data of DATA_DIR ${folder} lie in ${instead}, where starts as root have put them`,
      "Start as root again, or run npm run backup -- FILE as root, and npm run restore -- FILE as this user into a new DATA_DIR",
    );
  if (!isReachable && isHere && !isThere)
    throw new RefusedFolder(
      `DATA_DIR ${folder} holds data that the user postgres cannot enter, as whom PostgreSQL runs when root starts it`,
      `Start as the user to whom ${join(folder, "postgres")} belongs, or let everybody pass through the folders above it (chmod o+x)`,
    );
  return instead;
}

const isRoot = process.getuid?.() === 0;

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
