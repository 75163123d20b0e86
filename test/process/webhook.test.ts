import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { createPerson } from "../support/person.ts";
import { freePort } from "../support/ports.ts";
import { killHard, startProcess } from "../support/process.ts";
import { createTestDatabase } from "../support/town.ts";

test("in webhook mode the same bot works, and nobody without the secret can speak for Telegram", async () => {
  const [database, telegram, port] = await Promise.all([createTestDatabase(), startEmulator(), freePort()]);
  onTestFinished(() => telegram.stop());
  const secret = "a-secret-of-the-webhook";
  const environment = {
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.root,
    DATABASE_URL: database.url,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    WEBHOOK_SECRET: secret,
    LOG_LEVEL: "info",
  };
  let bot = startProcess(environment);
  await expect.poll(() => bot.errors(), { timeout: 20_000 }).toContain("started");
  const admin = createPerson(telegram, "周敏");
  await admin.says(`/start ${/start=(\S+)/.exec(bot.output())?.[1]}`).then(() => admin.sees("镇叫什么名字"));

  const post = (header: Record<string, string>, body = "{}") =>
    fetch(`http://127.0.0.1:${port}/webhook`, { method: "POST", headers: { "content-type": "application/json", ...header }, body });
  const forged = JSON.stringify({
    update_id: 99_999,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: admin.id, type: "private" },
      from: { id: admin.id, is_bot: false, first_name: "x" },
      text: "假的镇",
    },
  });
  expect((await post({}, forged)).status).toBe(403);
  expect((await post({ "X-Telegram-Bot-Api-Secret-Token": "wrong" }, forged)).status).toBe(403);
  expect((await post({ "X-Telegram-Bot-Api-Secret-Token": secret }, "not json")).status).toBe(400);

  await killHard(bot);
  // While it is down, Telegram keeps what was written and delivers it again.
  await admin.says("青石镇");
  bot = startProcess(environment);
  await admin.sees("请发村名");
  expect(telegram.world.violations).toEqual([]);
  await killHard(bot);
  await database.drop();
});
