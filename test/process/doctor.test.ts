import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { temporaryFolder } from "../support/folder.ts";
import { freePort } from "../support/ports.ts";
import { runDoctor, startProcess } from "../support/process.ts";
import { createTestDatabase } from "../support/town.ts";

test("the doctor looks at a bot that runs, and at one that does not, and finds nothing wrong; what it says holds no secret", async () => {
  const telegram = await startEmulator();
  const [database, port] = await Promise.all([createTestDatabase(), freePort()]);
  const environment = { BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATABASE_URL: database.url, PORT: String(port) };
  const before = await runDoctor(environment);
  expect([before.code, before.errors]).toEqual([0, ""]);
  expect(before.output).toMatch(/^! bot: nobody listens/m);
  const bot = startProcess(environment);
  await expect.poll(() => bot.output(), { timeout: 20_000 }).toMatch(/start=/);
  const meanwhile = await runDoctor(environment);
  expect([meanwhile.code, meanwhile.errors]).toEqual([0, ""]);
  for (const line of [/^✔ database: PostgreSQL \d+\.\d+, the schema of this release/m, /^✔ Telegram: reached, as @/m, /^✔ clock: \d s/m])
    expect(meanwhile.output).toMatch(line);
  expect(meanwhile.output).toMatch(/^! admin: the town has none yet\n {4}→ open the link/m);
  expect(meanwhile.output).toMatch(/^✔ bot: runs on port \d+ and is ready/m);
  const said = before.output + meanwhile.output;
  for (const secret of [telegram.token.split(":")[1], new URL(database.url).password].filter(Boolean)) expect(said).not.toContain(secret);
  const elsewhere = await runDoctor({ ...environment, DATABASE_URL: database.url.replace(/town_\w+/, "no_such_town") });
  expect(elsewhere.code).toBe(1);
  expect(elsewhere.output).toMatch(/^✘ database: .*no_such_town.*\n {4}→ correct DATABASE_URL/m);
  bot.child.kill("SIGTERM");
  await bot.exited;
  await telegram.stop();
  await database.drop();
});

test("what is ill ends with 1, and each with what to do about it", async () => {
  const telegram = await startEmulator();
  const nobody = await freePort();
  const environment = {
    DATABASE_URL: `postgres://town:geheim@127.0.0.1:${nobody}/x`,
    PORT: String(nobody),
    BACKUP_DIR: await temporaryFolder(),
  };
  const wrongToken = await runDoctor({ ...environment, BOT_TOKEN: "1:wrong", BOT_API_ROOT: telegram.root });
  expect(wrongToken.code).toBe(1);
  expect(wrongToken.output).toMatch(/^✘ database: PostgreSQL, database x at 127.0.0.1:\d+ cannot be reached: .*\n {4}→ start PostgreSQL/m);
  expect(wrongToken.output).toMatch(/^✘ Telegram: .*\n {4}→ ask @BotFather/m);
  expect(wrongToken.output).toMatch(/^! backup: none in/m);
  expect(wrongToken.output).not.toMatch(/geheim|1:wrong/);
  const noTelegram = await runDoctor({ ...environment, BOT_TOKEN: "1:a", BOT_API_ROOT: `http://127.0.0.1:${nobody}` });
  expect(noTelegram.output).toMatch(/^✘ Telegram: cannot be reached: .*\n {4}→ look at the network.*TELEGRAM_PROXY/m);
  const folder = await temporaryFolder();
  const first = await runDoctor({ BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATA_DIR: join(folder, "data") });
  expect([first.code, first.output]).toEqual([0, expect.stringMatching(/^! database: none in .* yet\n {4}→ the first start makes one/m)]);
  expect(await readdir(folder), "who only looks leaves nothing").toEqual([]);
  const noSettings = await runDoctor({ BOT_TOKEN: "nonsense" });
  expect([noSettings.code, noSettings.output]).toEqual([1, expect.stringMatching(/^✘ environment: BOT_TOKEN looks wrong/)]);
  await telegram.stop();
});
