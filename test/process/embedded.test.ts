import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { isPostmasterReady, postmasterPid } from "../../instruments/postmaster.ts";
import { startEmbeddedDatabase } from "../../src/database/embedded.ts";
import { presentFolder, reachableFolder } from "../../src/database/embedded-access.ts";
import { isRunning } from "../../src/database/processes.ts";
import { temporaryFolder } from "../support/folder.ts";
import { createPerson } from "../support/person.ts";
import { type BotProcess, killHard, startProcess } from "../support/process.ts";
import { reportOf } from "../support/town.ts";

/** A bot on its own PostgreSQL, claimed by 周敏. */
async function openTown() {
  const [DATA_DIR, telegram] = await Promise.all([temporaryFolder(), startEmulator()]);
  onTestFinished(() => telegram.stop());
  const environment = { BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATA_DIR, LOG_LEVEL: "info" };
  const start = async () => {
    const bot = startProcess(environment);
    await expect.poll(() => bot.errors(), { timeout: 60_000 }).toContain('"started"');
    return bot;
  };
  const first = await start();
  const admin = createPerson(telegram, "周敏");
  await admin.says(`/start ${/start=(\S+)/.exec(first.output())?.[1]}`).then(() => admin.sees("镇叫什么名字"));
  return { first, start, admin, telegram, DATA_DIR };
}

/** Kills the server and waits until another one is there. @returns how long that took */
async function killServer(DATA_DIR: string): Promise<number> {
  const old = await postmasterPid(DATA_DIR);
  if (!old) throw new Error("No server runs");
  process.kill(old, "SIGKILL");
  const begun = performance.now();
  const isBack = async () => (await postmasterPid(DATA_DIR)) !== old && (await isPostmasterReady(DATA_DIR));
  await expect.poll(isBack, { timeout: 30_000, interval: 20 }).toBe(true);
  return performance.now() - begun;
}

const serverRuns = async (DATA_DIR: string) => {
  const pid = await postmasterPid(DATA_DIR);
  return pid !== undefined && (await isRunning(pid));
};
const stopGently = (bot: BotProcess) => {
  bot.child.kill("SIGTERM");
  return bot.exited;
};

/** Files below the data folder that hold one of these, as they lie on the disk. */
async function filesWith(DATA_DIR: string, words: readonly string[]): Promise<string[]> {
  const entries = await readdir(DATA_DIR, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (words.some((word) => bytes.includes(word))) found.push(relative(join(DATA_DIR, "postgres"), path));
  }
  return found;
}

/** Everything that waits in memory goes to the files, and what is common into the statistics. */
async function writeDown(DATA_DIR: string) {
  const { url, stop } = await startEmbeddedDatabase(DATA_DIR);
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of ["analyze", "checkpoint"]) await client.query(statement);
  await client.end();
  await stop();
}

test("a killed PostgreSQL is back within five seconds, and who wrote meanwhile is answered; none of its files holds what was erased", {
  timeout: 180_000,
}, async () => {
  const { first, admin, telegram, DATA_DIR } = await openTown();
  const killing = killServer(DATA_DIR);
  await admin.says("青石镇");
  expect(await killing).toBeLessThan(5_000);
  await admin.sees("请发村名");
  expect(first.errors()).toContain('"waitingFor":"the embedded PostgreSQL"');
  // Again, and everything that it takes to tell somebody else has recovered as well.
  await killServer(DATA_DIR);
  await admin.says("东坑村").then(() => admin.sees("邀请谁"));
  const wang = createPerson(telegram, "王有根家的");
  await wang.says("/start v1").then(() => wang.sees("您在"));
  await reportOf(wang, "猪圈后头的沟堵了");
  await admin.hasSeen("#1001");
  const traces = ["王有根家的", "猪圈后头的沟堵了", String(wang.id)];
  await writeDown(DATA_DIR);
  const before = await filesWith(DATA_DIR, traces);
  expect(before.map((file) => file.split("/")[0])).toEqual(expect.arrayContaining(["base", "pg_wal"]));
  await wang.says("/privacy").then(() => wang.sees("您的资料"));
  await wang.presses("删除").then(() => wang.sees("删除您的资料"));
  await wang.presses("确定删除").then(() => wang.sees("已删除您的资料"));
  await expect.poll(() => filesWith(DATA_DIR, traces), { timeout: 60_000, interval: 500 }).toEqual([]);
  expect(telegram.world.violations).toEqual([]);
  expect(await stopGently(first)).toBe(0);
  expect(await serverRuns(DATA_DIR)).toBe(false);
});

test("two processes share one folder: either may stop, and the last one stops the server", { timeout: 240_000 }, async () => {
  const { first, start, admin, DATA_DIR } = await openTown();
  const second = await start();
  // Both see it gone, and one of them starts it.
  expect(await killServer(DATA_DIR)).toBeLessThan(5_000);
  await admin.says("青石镇").then(() => admin.sees("请发村名"));
  expect(await stopGently(first)).toBe(0);
  expect(await serverRuns(DATA_DIR)).toBe(true);
  await admin.says("东坑村").then(() => admin.sees("邀请谁"));
  expect(await killServer(DATA_DIR)).toBeLessThan(5_000);
  await admin.says("/help").then(() => admin.sees("/ledger 台账"));
  const third = await start();
  // Who was killed does not count.
  await killHard(second);
  expect(await stopGently(third)).toBe(0);
  expect(await serverRuns(DATA_DIR)).toBe(false);
});

test("processes that start at once on an empty folder make one cluster and share it", { timeout: 180_000 }, async () => {
  const [DATA_DIR, telegram] = await Promise.all([temporaryFolder(), startEmulator()]);
  onTestFinished(() => telegram.stop());
  const environment = { BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATA_DIR, LOG_LEVEL: "info" };
  const bots = [startProcess(environment), startProcess(environment)];
  for (const bot of bots) await expect.poll(() => bot.errors(), { timeout: 90_000 }).toContain('"started"');
  for (const bot of bots) expect(await stopGently(bot), bot.errors()).toBe(0);
  expect(await serverRuns(DATA_DIR)).toBe(false);
});

test("a stop while it starts leaves nothing behind", { timeout: 120_000 }, async () => {
  const [DATA_DIR, telegram] = await Promise.all([temporaryFolder(), startEmulator()]);
  onTestFinished(() => telegram.stop());
  const bot = startProcess({ BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATA_DIR });
  await expect.poll(() => serverRuns(DATA_DIR), { timeout: 60_000, interval: 5 }).toBe(true);
  bot.child.kill("SIGINT");
  expect(await bot.exited, bot.errors()).toBe(0);
  expect(await serverRuns(DATA_DIR)).toBe(false);
});

test("lock files whose number belongs to somebody else by now, as after a crash in a container, are no server", {
  timeout: 120_000,
}, async () => {
  const DATA_DIR = await temporaryFolder();
  const first = await startEmbeddedDatabase(DATA_DIR);
  const { port } = new URL(first.url);
  const files = ["postmaster.pid", `.s.PGSQL.${port}.lock`].map((name) => join(DATA_DIR, "postgres", name));
  const contents = await Promise.all(files.map((file) => readFile(file, "utf8")));
  await first.stop();
  // We live, and are no PostgreSQL.
  await Promise.all(files.map((file, index) => writeFile(file, (contents[index] ?? "").replace(/^\d+/, String(process.pid)))));
  const second = await startEmbeddedDatabase(DATA_DIR);
  const client = new pg.Client(second.url);
  await client.connect();
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await client.end();
  await second.stop();
});

test.skipIf(process.getuid?.() !== 0)(
  "a town that PostgreSQL's user cannot enter, when root starts it, is never taken for none",
  async () => {
    const ids = { uid: 65_534, gid: 65_534 };
    const above = await temporaryFolder();
    await mkdir(join(above, "data"));
    await chmod(above, 0o700);
    // Nothing is there yet: what is made lies elsewhere, and stays there when the folder is opened.
    const instead = await reachableFolder(join(above, "data"), ids);
    onTestFinished(() => rm(instead, { recursive: true, force: true }));
    expect(instead).toMatch(/^\/var\/lib\/doorstep\/data-/);
    await mkdir(join(instead, "postgres"));
    await chmod(above, 0o755);
    expect(await presentFolder(join(above, "data"), ids)).toBe(instead);
    await rm(instead, { recursive: true });
    await mkdir(join(above, "data", "postgres"));
    expect(await presentFolder(join(above, "data"), ids)).toBe(join(above, "data"));
    await chmod(above, 0o700);
    await expect(presentFolder(join(above, "data"), ids)).rejects.toThrow("cannot enter, as whom PostgreSQL runs");
  },
);
