import { expect, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { temporaryFolder } from "../support/folder.ts";
import { killHard, startProcess } from "../support/process.ts";
import { createTestDatabase } from "../support/town.ts";

test("wrong settings end the start with one clear line each", async () => {
  const bot = startProcess({ BOT_TOKEN: "nonsense", TZ_NAME: "Moon/Crater", PORT: "no" });
  expect(await bot.exited).toBe(1);
  const lines = bot.errors().trim().split("\n");
  expect(lines).toHaveLength(3);
  for (const name of ["BOT_TOKEN", "TZ_NAME", "PORT"]) expect(lines.some((line) => line.startsWith(name))).toBe(true);
});

test("webhook mode without a secret says so", async () => {
  const bot = startProcess({ BOT_TOKEN: "1:a", PUBLIC_URL: "https://bot.example.org" });
  expect(await bot.exited).toBe(1);
  expect(bot.errors().trim()).toMatch(/^WEBHOOK_SECRET is missing/);
});

test("a token that Telegram does not know ends the start with a sentence", async () => {
  const [database, telegram] = await Promise.all([createTestDatabase(), startEmulator()]);
  const bot = startProcess({ BOT_TOKEN: "1:wrong", BOT_API_ROOT: telegram.root, DATABASE_URL: database.url });
  expect(await bot.exited).toBe(1);
  expect(bot.errors()).toContain("BOT_TOKEN is not accepted by Telegram");
  await telegram.stop();
  await database.drop();
});

test("SIGTERM ends it cleanly within five seconds, and what follows goes on", async () => {
  const [database, telegram] = await Promise.all([createTestDatabase(), startEmulator()]);
  const environment = { BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATABASE_URL: database.url, LOG_LEVEL: "info" };
  const first = startProcess(environment);
  await expect.poll(() => first.errors(), { timeout: 20_000 }).toContain("started");
  expect(first.output()).toContain("https://t.me/doorstep_bot?start=");
  const begun = performance.now();
  first.child.kill("SIGTERM");
  await expect.poll(() => first.errors(), { interval: 2 }).toContain("stopping");
  // A terminal and npm send it each.
  first.child.kill("SIGTERM");
  expect(await first.exited, first.errors()).toBe(0);
  expect(performance.now() - begun).toBeLessThan(5_000);
  const second = startProcess(environment);
  await expect.poll(() => second.errors(), { timeout: 20_000 }).toContain("started");
  expect(second.output()).toContain("https://t.me/doorstep_bot?start=");
  await killHard(second);
  await telegram.stop();
  await database.drop();
});

test("the sandbox starts on its own PostgreSQL, again after kill -9, and stops it on SIGTERM", { timeout: 240_000 }, async () => {
  const DATA_DIR = await temporaryFolder();
  const first = startProcess({ DATA_DIR });
  await expect.poll(() => first.output(), { timeout: 90_000 }).toContain("Sandbox: http://localhost:");
  await killHard(first);
  const second = startProcess({ DATA_DIR });
  await expect.poll(() => second.output(), { timeout: 90_000 }).toContain("Sandbox: http://localhost:");
  const address = /http:\S+/.exec(second.output())?.[0];
  expect(await (await fetch(`${address}/readyz`)).text()).toBe("ready");
  const metrics = await (await fetch(`${address}/metrics`)).text();
  expect(metrics).toMatch(/doorstep_tickets_open \d+/);
  second.child.kill("SIGTERM");
  expect(await second.exited).toBe(0);
});
