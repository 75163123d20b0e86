import { expect, test } from "vitest";
import { freePort } from "../support/ports.ts";
import { killHard, startProcess } from "../support/process.ts";
import { createTestDatabase } from "../support/town.ts";

test("while Telegram is away, the process is alive and says what it waits for, within seconds and every ten", async () => {
  const [database, port, nobody] = await Promise.all([createTestDatabase(), freePort(), freePort()]);
  const bot = startProcess({
    BOT_TOKEN: "1:a",
    BOT_API_ROOT: `http://127.0.0.1:${nobody}`,
    DATABASE_URL: database.url,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    WEBHOOK_SECRET: "a-secret-of-the-webhook",
  });
  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  await expect.poll(async () => (await get("/healthz").catch(() => undefined))?.status, { timeout: 20_000 }).toBe(200);
  await expect.poll(async () => (await get("/readyz")).text(), { timeout: 20_000 }).toContain("waiting for Telegram");
  expect((await get("/readyz")).status).toBe(503);
  expect((await get("/webhook", { method: "POST", body: "{}" })).status).toBe(503);
  const told = () =>
    bot
      .errors()
      .split("\n")
      .filter((line) => line.includes('"waitingFor":"Telegram"'));
  await expect.poll(() => told().length, { timeout: 25_000 }).toBeGreaterThanOrEqual(2);
  await killHard(bot);
  await database.drop();
});
