import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { temporaryFolder } from "../support/folder.ts";
import { createPerson } from "../support/person.ts";
import { freePort } from "../support/ports.ts";

// What the Dockerfile does, done without Docker: its own lines say what is copied, run and asked.

const root = fileURLToPath(new URL("../../", import.meta.url));
const [, image = ""] = readFileSync(join(root, "Dockerfile"), "utf8").split(/^FROM .*(?<!AS dependencies)$/m);
const inImage = (pattern: RegExp) => pattern.exec(image)?.[1] ?? "";
const command = JSON.parse(inImage(/^CMD (\[.*\])$/m)) as string[];
const healthCheck = JSON.parse(inImage(/^HEALTHCHECK [\s\S]*?CMD (\[.*\])$/m)) as string[];
/** `COPY a b ./to` as pairs of what and where; the folder of packages is made as the first stage makes it. */
const copied = [...image.matchAll(/^COPY (?!--from)(.+) (\S+)$/gm)].flatMap(([, names = "", to = ""]) =>
  names.split(" ").map((name) => [name, to.endsWith("/") ? join(to, name) : to] as const),
);
const isRoot = process.getuid?.() === 0;
/** Nobody in particular: not who owns the files, nor root. */
const somebody = 65_534;

/** `npm ci --omit=dev`, without fetching again what lies here: npm takes away from a copy what a production install has not. */
function install(app: string) {
  for (const name of ["package.json", "package-lock.json"]) cpSync(join(root, name), join(app, name));
  // By hard links, where there are such: a few hundred megabytes less.
  execFileSync("cp", ["-al", join(root, "node_modules"), join(app, "node_modules")]);
  execFileSync("npm", ["prune", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], { cwd: app, stdio: "ignore" });
}

/** With the packages, on whose disk they have to lie to be linked instead of copied. */
function buildImage(): string {
  mkdirSync(join(root, "test/.cache"), { recursive: true });
  const app = mkdtempSync(join(root, "test/.cache/image-"));
  onTestFinished(() => rmSync(app, { recursive: true, force: true }));
  install(app);
  for (const [name, to] of copied) cpSync(join(root, name), join(app, to), { recursive: true });
  chmodSync(app, 0o555);
  return app;
}

const asSomebody = isRoot ? ["setpriv", `--reuid=${somebody}`, `--regid=${somebody}`, "--clear-groups"] : [];

/** Where the kernel lets us: as another user, as process 1, and with nothing writable but the data. Elsewhere as whoever we are. */
function inContainer(data: string): string[] {
  const jail = [
    ...["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"],
    ...["sh", "-c", 'mount --bind "$0" "$0" && mount -o remount,bind,ro / && exec "$@"', data],
    ...asSomebody,
  ];
  const works = isRoot && spawnSync(jail[0] as string, [...jail.slice(1), "true"]).status === 0;
  return works ? jail : asSomebody;
}

const nodeFor = ([, ...given]: readonly string[]) => [process.execPath, ...given];

test("what the image is made of starts with an empty data folder, as somebody without rights, answers, tells its health, runs every command, and stops", {
  timeout: 120_000,
}, async () => {
  const [app, data, telegram, port] = [buildImage(), await temporaryFolder(), await startEmulator(), await freePort()];
  onTestFinished(() => telegram.stop());
  if (isRoot) chownSync(data, somebody, somebody);
  expect(existsSync(join(app, "node_modules", "vitest"))).toBe(false);
  const environment = {
    ...{ PATH: process.env["PATH"], LANG: "C.UTF-8", NODE_ENV: "production", LOG_LEVEL: "info" },
    ...{ BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATA_DIR: data, PORT: String(port) },
  };
  const health = () => spawnAsync(nodeFor(healthCheck), app, environment);
  expect((await health()).code).toBe(1);

  const [program = "", ...given] = [...inContainer(data), ...nodeFor(command)];
  const bot = spawn(program, given, { cwd: app, env: environment });
  onTestFinished(() => void bot.kill("SIGKILL"));
  let said = "";
  for (const stream of [bot.stdout, bot.stderr]) stream.on("data", (chunk) => (said += chunk));
  const ended = new Promise<number | null>((resolve) => bot.once("exit", resolve));
  await expect.poll(() => said, { timeout: 60_000 }).toContain('"started"');
  expect(await health()).toMatchObject({ code: 0 });
  const admin = createPerson(telegram, "周敏");
  await admin.says(`/start ${/start=(\S+)/.exec(said)?.[1]}`).then(() => admin.sees("镇叫什么名字"));
  expect(existsSync(join(data, "postgres", "postmaster.pid"))).toBe(true);

  // The token is withdrawn: it runs, and is of no use.
  telegram.world.options.token = "424242:ANOTHER-SECRET";
  await admin.says("青石镇");
  await expect.poll(async () => (await health()).code, { timeout: 10_000 }).toBe(1);

  // Every command that the documents name, as `docker compose exec bot npm run …` runs it.
  const commands = [
    { given: ["verify", "--", "package.json"], code: 1, says: "package.json is no workbook that can be read" },
    { given: ["claim"], code: 0, says: "Open this link to become admin" },
    { given: ["backup", "--", join(data, "now.backup")], code: 0, says: "read back and whole" },
    { given: ["restore", "--", join(data, "now.backup")], code: 1, says: "holds a town, which is not overwritten" },
    { given: ["doctor"], code: 1, says: "✔ database: PostgreSQL" },
  ];
  for (const {
    given: [name = "", ...more],
    code,
    says,
  } of commands) {
    const ran = await spawnAsync([...asSomebody, "npm", "run", "--silent", name, ...more], app, environment);
    expect([name, ran.code, ran.output]).toEqual([name, code, expect.stringContaining(says)]);
  }

  process.kill(Number(firstChildOf(bot.pid as number) ?? bot.pid), "SIGTERM");
  expect(await ended, said).toBe(0);
  // The server was stopped, not left behind or killed with its container.
  expect(existsSync(join(data, "postgres", "postmaster.pid"))).toBe(false);
  expect(telegram.world.violations).toEqual([]);
});

/** What `unshare` forked. */
function firstChildOf(pid: number): string | undefined {
  const children = `/proc/${pid}/task/${pid}/children`;
  const isJail = existsSync(children) && readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "unshare";
  return isJail ? readFileSync(children, "utf8").trim().split(" ")[0] : undefined;
}

function spawnAsync([program = "", ...given]: string[], cwd: string, env: Record<string, string | undefined>) {
  const child = spawn(program, given, { cwd, env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return new Promise<{ code: number | null; output: string }>((resolve) => child.once("exit", (code) => resolve({ code, output })));
}
