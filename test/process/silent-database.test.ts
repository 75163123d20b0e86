import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { holdTable } from "../../instruments/held-table.ts";
import { startSilentProxy } from "../../instruments/silent-proxy.ts";
import { createPerson } from "../support/person.ts";
import { freePort } from "../support/ports.ts";
import { killHard, startProcess } from "../support/process.ts";
import { createTestDatabase } from "../support/town.ts";

/** A lost connection must not end the test before the process has shown what it makes of it. */
const waitedFor = (errors: string) => errors.split("\n").filter((line) => line.includes('"waitingFor":"PostgreSQL'));

async function openBehindProxy(extra: Record<string, string> = {}) {
  const [database, telegram, port] = await Promise.all([createTestDatabase(), startEmulator(), freePort()]);
  const proxy = await startSilentProxy(database.url);
  onTestFinished(async () => {
    await proxy.stop();
    await telegram.stop();
    await database.drop();
  });
  const bot = startProcess({
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.root,
    DATABASE_URL: proxy.url,
    PORT: String(port),
    ...extra,
  });
  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const ready = async () => (await get("/readyz").catch(() => undefined))?.status ?? 0;
  await expect.poll(ready, { timeout: 30_000 }).toBe(200);
  const admin = createPerson(telegram, "周敏");
  await admin.says(`/start ${/start=(\S+)/.exec(bot.output())?.[1]}`).then(() => admin.sees("镇叫什么名字"));
  return { bot, proxy, get, ready, admin, port, url: database.url };
}

test("a database that says nothing any more is named every ten seconds, and everything goes on when it speaks", async () => {
  const { bot, proxy, get, ready, admin } = await openBehindProxy();
  proxy.fallSilent();
  await admin.says("青石镇");
  await expect.poll(ready, { timeout: 10_000 }).toBe(503);
  expect(await (await get("/readyz")).text()).toContain("the database would store nothing");
  expect((await get("/healthz")).status).toBe(200);
  await expect.poll(() => waitedFor(bot.errors()).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
  const [first, second] = waitedFor(bot.errors()).map((line) => JSON.parse(line) as { time: number; reason: string });
  expect((second?.time ?? 0) - (first?.time ?? 0)).toBeLessThan(13_000);
  expect(first?.reason).toBe("it does not answer");
  proxy.speakAgain();
  await expect.poll(() => admin.newest(), { timeout: 40_000 }).toContain("请发村名");
  await expect.poll(ready, { timeout: 15_000 }).toBe(200);
  // Whatever stood still goes on, several times over.
  await admin.says("东坑村").then(() => admin.sees("邀请谁"));
  expect(bot.child.exitCode).toBeNull();
  bot.child.kill("SIGTERM");
  expect(await bot.exited, bot.errors()).toBe(0);
}, 120_000);

test("a table that somebody holds is said in the log, and the person who waited for it is answered when it is free", async () => {
  const { bot, admin, url } = await openBehindProxy();
  const letGo = await holdTable(url, "town");
  await admin.says("青石镇");
  await expect.poll(() => bot.errors(), { timeout: 25_000 }).toContain('"waitingFor":"a lock that somebody holds in PostgreSQL"');
  await letGo();
  await admin.sees("请发村名");
}, 60_000);

test("a webhook is answered 503 while the database is silent, and the update comes through after", async () => {
  const secret = "a-secret-of-the-webhook";
  const webhookPort = await freePort();
  const environment = { PORT: String(webhookPort), PUBLIC_URL: `http://127.0.0.1:${webhookPort}`, WEBHOOK_SECRET: secret };
  const [database, telegram] = await Promise.all([createTestDatabase(), startEmulator()]);
  const proxy = await startSilentProxy(database.url);
  onTestFinished(async () => {
    await proxy.stop();
    await telegram.stop();
    await database.drop();
  });
  const bot = startProcess({ BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATABASE_URL: proxy.url, ...environment });
  await expect.poll(() => bot.output(), { timeout: 30_000 }).toContain("start=");
  const admin = createPerson(telegram, "周敏");
  await admin.says(`/start ${/start=(\S+)/.exec(bot.output())?.[1]}`).then(() => admin.sees("镇叫什么名字"));
  proxy.fallSilent();
  const begun = performance.now();
  const posts = Array.from({ length: 12 }, (_, index) =>
    fetch(`http://127.0.0.1:${webhookPort}/webhook`, {
      method: "POST",
      headers: { "content-type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret },
      body: JSON.stringify({ update_id: 500_000 + index, message: { message_id: 1, date: 1, chat: { id: 77 + index, type: "private" } } }),
    }),
  );
  expect((await Promise.all(posts)).map(({ status }) => status)).toEqual(posts.map(() => 503));
  expect(performance.now() - begun).toBeLessThan(9_000);
  await admin.says("青石镇");
  proxy.speakAgain();
  await expect.poll(() => admin.texts().join("\n"), { timeout: 40_000 }).toContain("请发村名");
  await killHard(bot);
}, 120_000);

test("a database that is not there yet is waited for and named without its password; when it comes, the bot starts", async () => {
  const [database, telegram, port] = await Promise.all([createTestDatabase(), startEmulator(), freePort()]);
  onTestFinished(async () => {
    await telegram.stop();
    await database.drop();
  });
  const real = new URL(database.url);
  // The password in the query, as some write it.
  const url = `postgres://127.0.0.1:${port}${real.pathname}?user=${real.username}&password=${real.password}`;
  const bot = startProcess({ BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATABASE_URL: url });
  await expect.poll(() => waitedFor(bot.errors()).length, { timeout: 40_000 }).toBeGreaterThanOrEqual(2);
  expect(bot.errors()).toContain(`at 127.0.0.1:${port}`);
  expect(bot.errors()).toContain(real.pathname.slice(1));
  expect(bot.errors()).toContain("ECONNREFUSED");
  expect(bot.errors()).not.toContain(real.password);
  const proxy = await startSilentProxy(database.url, port);
  await expect.poll(() => bot.output(), { timeout: 30_000 }).toContain("start=");
  await killHard(bot);
  await proxy.stop();
}, 120_000);

test.each([
  ["a wrong password", (url: URL) => Object.assign(url, { password: "not-the-password" }), "password"],
  ["a database that does not exist", (url: URL) => Object.assign(url, { pathname: "/nowhere" }), "no such database"],
])("%s ends the start with one line", async (_, change, expected) => {
  const database = await createTestDatabase();
  const proxy = await startSilentProxy(database.url);
  const url = change(new URL(proxy.url));
  const bot = startProcess({ BOT_TOKEN: "1:a", BOT_API_ROOT: "http://127.0.0.1:1", DATABASE_URL: url.href });
  expect(await bot.exited).toBe(1);
  const lines = bot.errors().trim().split("\n");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(expected);
  expect(bot.errors()).not.toContain(url.password);
  await proxy.stop();
  await database.drop();
});
