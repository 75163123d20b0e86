import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { isPostmasterReady, postmasterPid } from "../../instruments/postmaster.ts";
import { startEmbeddedDatabase } from "../../src/database/embedded.ts";
import { isRunning } from "../../src/database/processes.ts";
import { temporaryFolder } from "../support/folder.ts";
import { createPerson } from "../support/person.ts";
import { type BotProcess, killHard, startProcess } from "../support/process.ts";

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

test("a killed PostgreSQL is back within five seconds, and the person who wrote meanwhile is answered", { timeout: 180_000 }, async () => {
  const { first, admin, telegram, DATA_DIR } = await openTown();
  const killing = killServer(DATA_DIR);
  await admin.says("青石镇");
  expect(await killing).toBeLessThan(5_000);
  await admin.sees("请发村名");
  expect(first.errors()).toContain('"waitingFor":"the embedded PostgreSQL"');
  // Again, and everything that it takes to tell somebody else has recovered as well.
  await killServer(DATA_DIR);
  await admin.says("东坑村").then(() => admin.sees("邀请谁"));
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
