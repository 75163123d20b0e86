import { access, chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { startEmbeddedDatabase } from "../../src/database/embedded.ts";
import { demoPeople } from "../../src/demo/township.ts";
import { bringUpTo, databaseOf } from "../support/old-database.ts";
import { createPerson } from "../support/person.ts";
import { type BotProcess, refusalOf, runClaim, startProcess } from "../support/process.ts";
import { createTestDatabase } from "../support/town.ts";

const release06 = 13;
const patience = { timeout: 150_000 };
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-whose-"));
  await chmod(folder, 0o755);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function openTelegram(token?: string) {
  const telegram = await startEmulator(token ? { token, username: `bot_${token.split(":")[0]}` } : {});
  onTestFinished(() => telegram.stop());
  return { telegram, environment: { BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, LOG_LEVEL: "info" } };
}

const started = (bot: BotProcess) => expect.poll(() => bot.errors() + bot.output(), patience).toMatch(/"started"|Sandbox: /);
async function ended(bot: BotProcess) {
  bot.child.kill("SIGTERM");
  expect(await bot.exited, bot.errors()).toBe(0);
}

test("sandbox and real town in one folder never meet, in whatever order they are started", { timeout: 400_000 }, async () => {
  const DATA_DIR = await temporaryFolder();
  const { telegram, environment } = await openTelegram();
  const sandbox = startProcess({ DATA_DIR });
  await started(sandbox);
  await ended(sandbox);

  const town = startProcess({ DATA_DIR, ...environment });
  await started(town);
  const claim = /start=(\S+)/.exec(town.output())?.[1];
  expect(claim).toBeDefined();
  const [wang, impostor] = [createPerson(telegram, "王有根"), createPerson(telegram, "冒名")];
  await wang.says("/start").then(() => wang.sees("还没有开通"));
  await impostor.says("/stats").then(() => impostor.sees("没有这个权限"));
  const whileItRuns = await runClaim({ DATA_DIR });
  await impostor.says(`/start ${claim}`).then(() => impostor.sees("链接无效"));
  await wang.says(`/start ${whileItRuns.start}`).then(() => wang.sees("镇叫什么名字"));
  await ended(town);
  const whileNothingRuns = await runClaim({ DATA_DIR });
  expect(whileNothingRuns).toMatchObject({ code: 0, errors: "" });

  const withoutToken = startProcess({ DATA_DIR });
  expect(await refusalOf(withoutToken)).toBe(
    `BOT_TOKEN is missing: DATA_DIR ${DATA_DIR} holds a real town. Set BOT_TOKEN; or, for the sandbox, DATA_DIR to another folder`,
  );
  expect(withoutToken.output()).toBe("");
  const again = startProcess({ DATA_DIR, ...environment });
  await started(again);
  const successor = createPerson(telegram, "钟明");
  await successor.says(`/start ${whileNothingRuns.start}`).then(() => successor.sees("镇叫什么名字"));
  await wang.hasSeen("钟明 用那台机器上生成的链接成了管理员");
  await ended(again);
});

const demoOf06 = `
  insert into town (id, name, claimed_at) values (1, '青石镇', now());
  insert into person (town_id, telegram_id, name, created_at) values
    ${demoPeople.map(({ id, name }) => `(1, ${id}, '${name}', now())`).join(", ")};`;

test("a sandbox that release 0.6 kept in the folder is nothing for a real bot, and is moved aside by the next one", {
  timeout: 400_000,
}, async () => {
  const DATA_DIR = join(await temporaryFolder(), "data");
  const { environment } = await openTelegram();
  const old = await startEmbeddedDatabase(DATA_DIR);
  const client = new pg.Client(old.url);
  await client.connect();
  await bringUpTo(client, release06);
  await client.query(demoOf06);
  await client.end();
  await old.stop();
  await writeFile(join(DATA_DIR, "sandbox.json"), '{"users":[],"rooms":[],"files":[],"updates":[],"counters":{}}');

  const town = startProcess({ DATA_DIR, ...environment });
  expect(await refusalOf(town)).toContain(`DATA_DIR ${DATA_DIR} holds the sandbox's demo township`);
  expect(town.output()).toBe("");
  const sandbox = startProcess({ DATA_DIR });
  await expect.poll(() => sandbox.output(), patience).toContain("Sandbox: ");
  expect(sandbox.output()).toContain(`was moved from ${DATA_DIR} to ${DATA_DIR}/sandbox`);
  await ended(sandbox);
  expect(await Promise.all(["postgres", "sandbox.json", "postgres-password"].map((name) => exists(join(DATA_DIR, name))))).toEqual([
    false,
    false,
    false,
  ]);
  const afterwards = startProcess({ DATA_DIR, ...environment });
  await started(afterwards);
  expect(afterwards.output()).toContain("start=");
  await ended(afterwards);
});

test("at DATABASE_URL too, a town is its bot's, and its operator can hand it to another one", { timeout: 400_000 }, async () => {
  const DATA_DIR = await temporaryFolder();
  const { url: DATABASE_URL, client } = await databaseOf(release06);
  await client.query(`
    insert into town (id, name, claimed_at) values (1, '青石镇', now());
    insert into village (town_id, name) values (1, '东坑村');
    insert into person (town_id, telegram_id, name, created_at) values (1, 5001, '王有根', now());`);
  const columns = "select count(*)::int as n from information_schema.columns where table_schema = 'public'";
  const before = (await client.query(columns)).rows;
  expect(await refusalOf(startProcess({ DATABASE_URL, DATA_DIR }))).toContain("BOT_TOKEN is missing: DATABASE_URL holds a real town");
  expect((await client.query(columns)).rows).toEqual(before);

  const [first, second] = [await openTelegram("111:first-token"), await openTelegram("222:second-token")];
  const own = startProcess({ ...first.environment, DATABASE_URL });
  await started(own);
  await ended(own);
  expect((await client.query("select is_demo, bot_id::int, bot_username from town")).rows).toEqual([
    { is_demo: false, bot_id: 111, bot_username: "bot_111" },
  ]);
  expect(await refusalOf(startProcess({ ...second.environment, DATABASE_URL }))).toMatch(
    /^BOT_TOKEN is of bot 222, but DATABASE_URL holds the town of bot 111\..* npm run claim -- --bot$/,
  );
  expect(await runClaim({ DATABASE_URL }, "--bot")).toMatchObject({ code: 1, errors: expect.stringMatching(/^BOT_TOKEN is missing/) });
  const moved = await runClaim({ ...second.environment, DATABASE_URL }, "--bot");
  expect(moved).toMatchObject({ code: 0, errors: "" });
  expect(moved.output).toContain("@bot_222");
  expect((await client.query("select what, detail from audit_event")).rows).toEqual([{ what: "bot-changed", detail: "to bot 222" }]);
  const others = startProcess({ ...second.environment, DATABASE_URL });
  await started(others);
  await ended(others);
  expect(await refusalOf(startProcess({ ...first.environment, DATABASE_URL }))).toContain("holds the town of bot 222");
});

test("a real bot opens no demo at DATABASE_URL, and nobody a demo on which real people wrote", { timeout: 120_000 }, async () => {
  const DATA_DIR = await temporaryFolder();
  const { url: DATABASE_URL, client } = await databaseOf(release06);
  const { environment } = await openTelegram();
  await client.query(demoOf06);
  expect(await refusalOf(startProcess({ ...environment, DATABASE_URL }))).toBe(
    "DATABASE_URL holds the sandbox's demo township, which no real bot may show to people. Set DATABASE_URL to another database",
  );
  await client.query("insert into person (town_id, telegram_id, name, created_at) values (1, 5001234567, '真人', now())");
  for (const given of [environment, { DATA_DIR }])
    expect(await refusalOf(startProcess({ ...given, DATABASE_URL }))).toContain("demo township and real people");
});

test("a token that Telegram does not know takes no data, and each wrong start says what to do in one line", {
  timeout: 120_000,
}, async () => {
  const { url: DATABASE_URL, drop } = await createTestDatabase();
  onTestFinished(drop);
  const { telegram, environment } = await openTelegram();
  const wrong = { ...environment, BOT_TOKEN: "1:wrong", DATABASE_URL };
  expect(await refusalOf(startProcess(wrong))).toBe("BOT_TOKEN is not accepted by Telegram: copy it again from @BotFather");
  expect(await refusalOf(startProcess({ ...wrong, BOT_API_ROOT: `${telegram.root}/nowhere` }))).toMatch(/^BOT_API_ROOT knows no such bot/);
  const file = join(await temporaryFolder(), "file");
  await writeFile(file, "");
  for (const DATA_DIR of [file, join(file, "data")])
    expect(await refusalOf(startProcess({ DATA_DIR }))).toBe(
      `DATA_DIR ${DATA_DIR} cannot be written: set it to a folder that this user may write`,
    );
  expect(await refusalOf(startProcess({ ...wrong, HOST: "203.0.113.7" }))).toMatch(/^HOST 203.0.113.7 is no address of this machine/);
  expect(await refusalOf(startProcess({ ...wrong, HOST: "http://localhost" }))).toMatch(/^HOST must be an address of this machine/);
  expect(await refusalOf(startProcess({ ...wrong, METRICS_TOKEN: "two words" }))).toMatch(/^METRICS_TOKEN must be/);
  const right = startProcess({ ...environment, DATABASE_URL });
  await started(right);
  expect(right.output()).toContain("start=");
  await ended(right);
});
