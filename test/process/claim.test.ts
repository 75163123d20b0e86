import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { createPerson } from "../support/person.ts";
import { type BotProcess, killHard, refusalOf, runClaim, startProcess } from "../support/process.ts";
import { createTestDatabase, hour, withTown } from "../support/town.ts";

const claimOf = (bot: BotProcess) => /https:\/\/t\.me\/doorstep_bot\?start=(\S+)/.exec(bot.output())?.[1] ?? "";

async function openMachine() {
  const [database, telegram] = await Promise.all([createTestDatabase(), startEmulator()]);
  const environment = { BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATABASE_URL: database.url, LOG_LEVEL: "info" };
  onTestFinished(async () => {
    await telegram.stop();
    await database.drop();
  });
  const start = async (given: Record<string, string> = {}) => {
    const bot = startProcess({ ...environment, ...given });
    await expect.poll(() => bot.errors(), { timeout: 30_000 }).toContain('"started"');
    return bot;
  };
  return { environment, telegram, start, person: (name: string) => createPerson(telegram, name) };
}

test("a start that fails shows no link; each one that succeeds shows a fresh one, until the town has its admin", {
  timeout: 120_000,
}, async () => {
  const { environment, start, person } = await openMachine();
  const other = createServer().listen(0);
  onTestFinished(() => void other.close());
  const port = String((other.address() as { port: number }).port);
  const failed = startProcess({ ...environment, PORT: port });
  expect(await refusalOf(failed)).toBe(`PORT ${port} is in use: choose another one`);
  expect(failed.output()).toBe("");

  const first = await start();
  const lost = claimOf(first);
  expect(lost).not.toBe("");
  await killHard(first);
  const second = await start();
  const fresh = claimOf(second);
  expect(fresh).not.toBe(lost);
  const admin = person("周敏");
  await admin.says(`/start ${lost}`).then(() => admin.sees("链接无效"));
  await admin.says(`/start ${fresh}`).then(() => admin.sees("镇叫什么名字"));
  const late = person("王有根");
  await late.says(`/start ${fresh}`).then(() => late.sees("链接无效"));
  await killHard(second);
  const third = await start();
  expect(third.output()).not.toContain("start=");
  await killHard(third);
});

test("of replicas that start together, the link that was shown last works", { timeout: 120_000 }, async () => {
  const { start, person } = await openMachine();
  const shown: string[] = [];
  const replicas = await Promise.all(
    [start(), start()].map(async (starting) => {
      const bot = await starting;
      shown.push(claimOf(bot));
      return bot;
    }),
  );
  expect(new Set(shown).size).toBe(2);
  const heard: string[] = [];
  for (const [index, code] of shown.entries()) {
    const somebody = person(`某人${index}`);
    await somebody.says(`/start ${code}`);
    heard.push(await somebody.sees(/链接无效|镇叫什么名字/));
  }
  expect(heard.filter((text) => text.includes("链接无效"))).toHaveLength(1);
  await Promise.all(replicas.map(killHard));
});

test("the person who sits at the machine gets a new link while the bot runs; it is noted, and the admins hear of it", async () => {
  const { admin, person, databaseUrl, rows, clock } = await withTown();
  const environment = { DATABASE_URL: databaseUrl };
  // The link is made by the machine's clock.
  clock.now = Date.now();
  const older = await runClaim(environment);
  expect(older.output).toContain("https://t.me/doorstep_bot?start=");
  await admin.hasSeen("管理员链接");
  const newer = await runClaim(environment);
  expect(await rows("select count(*)::int as n from audit_event where what = 'claim-link-made' and person_id is null")).toEqual([{ n: 2 }]);
  expect(await rows(`select id from town where claim_code_hash in ('${older.start}', '${newer.start}')`)).toEqual([]);
  const successor = person("钟明");
  await successor.says(`/start ${older.start}`).then(() => successor.sees("链接无效"));
  await successor.says(`/start ${newer.start}`).then(() => successor.sees("您现在是管理员"));
  await admin.sees("钟明 用那台机器上生成的链接成了管理员");
  expect(await rows("select count(*)::int as n from audit_event where what = 'claim-link-used' and person_id is not null")).toEqual([
    { n: 1 },
  ]);
  await successor.says("/stats").then(() => successor.sees("📊"));
  const thief = person("路人");
  await thief.says(`/start ${newer.start}`).then(() => thief.sees("链接无效"));
  const tooLate = await runClaim(environment);
  clock.now = Date.now() + 25 * hour;
  await thief.says(`/start ${tooLate.start}`).then(() => thief.sees("链接无效"));
});

test("where there is no town, there is nothing to claim", async () => {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  const { code, output, errors } = await runClaim({ DATABASE_URL: database.url });
  expect({ code, output }).toEqual({ code: 1, output: "" });
  expect(errors).toMatch(/^There is no town here yet: start the bot .*$/);
});
