import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/server.ts";
import { locks } from "../../src/database/locks.ts";
import { temporaryFolder } from "../support/folder.ts";
import { createPerson, type PersonDriver } from "../support/person.ts";
import { freePort } from "../support/ports.ts";
import { killHard, refusalOf, runClaim, startProcess } from "../support/process.ts";
import { startTelegramOfMany } from "../support/telegram-of-many.ts";
import { createTestDatabase, inviteTo, reportOf } from "../support/town.ts";

const names = ["qingshi_bot", "baishui_bot", "hongxing_bot"] as const;

/** Three bots of one Telegram, a file for their tokens, and one process. */
async function openCounty() {
  const [database, ...emulators] = await Promise.all([
    createTestDatabase(),
    ...names.map((username, index) => startEmulator({ username, token: `${index + 1}000:TOKEN-OF-${username}` })),
  ]);
  const telegram = await startTelegramOfMany(emulators);
  const file = join(await temporaryFolder(), "tokens");
  const port = String(await freePort());
  onTestFinished(async () => {
    await telegram.stop();
    for (const emulator of emulators) await emulator.stop();
    await database.drop();
  });
  const write = (tokens: string[]) => writeFile(file, `# 三个镇\n${tokens.join("\n")}\n`);
  const environment = { BOT_TOKENS_FILE: file, BOT_API_ROOT: telegram.root, DATABASE_URL: database.url, LOG_LEVEL: "info", PORT: port };
  return { database, emulators, write, environment, port };
}

type People = { admin: PersonDriver; li: PersonDriver; wang: PersonDriver };

/** The same people by the same names and accounts, in a town of the same villages. */
async function furnish(emulator: Emulator, claim: string, townName: string): Promise<People> {
  const [admin, li, wang] = ["周敏", "李建国", "王有根"].map((name) => createPerson(emulator, name)) as [
    PersonDriver,
    PersonDriver,
    PersonDriver,
  ];
  await admin.says(`/start ${claim}`).then(() => admin.sees("镇叫什么名字"));
  await admin.says(townName).then(() => admin.sees("请发村名"));
  await admin.says("东坑村").then(() => admin.sees("邀请谁"));
  await inviteTo(admin, li, "包村干部", "东坑村");
  await wang.says("/start").then(() => wang.sees("哪个村"));
  await wang.presses("东坑村").then(() => wang.sees("您在 东坑村"));
  return { admin, li, wang };
}

test("one process serves several bots, each a town of its own: what is wrong with one stops no other, and nothing of one shows in another", {
  timeout: 120_000,
}, async () => {
  const { database, emulators, write, environment, port } = await openCounty();
  const [first, second, third] = emulators as [Emulator, Emulator, Emulator];
  await write([first.token, "9999:A-TOKEN-THAT-NOBODY-KNOWS", second.token]);
  const bot = startProcess(environment);
  await expect.poll(() => bot.errors(), { timeout: 30_000 }).toContain('"started"');
  expect(bot.errors()).toContain("BOT_TOKEN is not accepted by Telegram");
  expect(bot.errors() + bot.output()).not.toContain(first.token);
  const claimOf = (username: string) => new RegExp(`${username}\\?start=(\\S+)`).exec(bot.output())?.[1] ?? "";

  const [qingshi, baishui] = await Promise.all([
    furnish(first, claimOf("qingshi_bot"), "黄泥镇"),
    furnish(second, claimOf("baishui_bot"), "白水镇"),
  ]);
  expect(qingshi.wang.id).toBe(baishui.wang.id);
  const [one, other] = await Promise.all([reportOf(qingshi.wang, "黄泥桥断了"), reportOf(baishui.wang, "白水渠堵了")]);
  expect([one, other]).toEqual([1001, 1001]);
  await qingshi.li.sees("黄泥桥断了");
  await baishui.li.sees("白水渠堵了");
  await baishui.li.presses("接单").then(() => baishui.wang.sees("李建国"));
  await qingshi.li.says("/queue").then(() => qingshi.li.sees("黄泥桥断了"));
  const everythingIn = (emulator: Emulator) => JSON.stringify([...emulator.world.rooms.values()].map(({ messages }) => messages));
  expect(everythingIn(first).includes("白水")).toBe(false);
  expect(everythingIn(second).includes("黄泥")).toBe(false);
  expect(await fetch(`http://127.0.0.1:${port}/t/baishui_bot/public`).then(({ status }) => status)).toBe(404);
  expect(await fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.text())).toBe("ready");

  expect((await runClaim({ DATABASE_URL: database.url })).errors).toMatch(/^Say which town by its bot.*@baishui_bot \(白水镇\)/);
  expect((await runClaim({ DATABASE_URL: database.url }, "@baishui_bot")).output).toContain("https://t.me/baishui_bot?start=");
  await baishui.admin.sees("管理员");
  // Another token in the file, and one that is gone.
  await write([second.token, third.token]);
  bot.child.kill("SIGHUP");
  await expect.poll(() => claimOf("hongxing_bot"), { timeout: 15_000 }).not.toBe("");
  await expect.poll(() => bot.errors(), { timeout: 15_000 }).toContain("a town is served no longer");
  await baishui.li.says("/queue").then(() => baishui.li.sees("白水渠堵了"));
  await qingshi.wang.says("/my");
  await furnish(third, claimOf("hongxing_bot"), "红星镇");
  expect(first.world.updates).toHaveLength(1);
  bot.child.kill("SIGTERM");
  expect(await bot.exited).toBe(0);

  // A town keeps its number, whichever bots are served with it, and one bot alone finds its own.
  const client = new pg.Client(database.url);
  await client.connect();
  const { rows } = await client.query("select id, bot_username, name from town order by id").finally(() => client.end());
  expect(new Set(rows.map(({ bot_username: username, name }) => `${username} ${name}`))).toEqual(
    new Set(["qingshi_bot 黄泥镇", "baishui_bot 白水镇", "hongxing_bot 红星镇"]),
  );
  const { BOT_TOKENS_FILE: _, ...alone } = environment;
  const again = startProcess({ ...alone, BOT_TOKEN: first.token });
  await qingshi.wang.sees("黄泥桥断了");
  again.child.kill("SIGTERM");
  await again.exited;
  for (const { world } of emulators) expect(world.violations).toEqual([]);
});

test("replicas share the towns out; when one is killed, the other has all of them within seconds", { timeout: 120_000 }, async () => {
  const { database, emulators, write, environment } = await openCounty();
  await write(emulators.map(({ token }) => token));
  const start = async () => {
    const bot = startProcess({ ...environment, PORT: "0" });
    await expect.poll(() => bot.errors(), { timeout: 30_000 }).toContain('"started"');
    return bot;
  };
  const client = new pg.Client(database.url);
  await client.connect();
  onTestFinished(() => client.end());
  /** How many towns each process sends for, and asks Telegram for. */
  const parts = async (duty: number) => {
    const { rows } = await client.query<{ towns: number }>(
      `select count(*)::int as towns from pg_locks where locktype = 'advisory' and granted and classid = $1
         and database = (select oid from pg_database where datname = current_database()) group by pid order by 1`,
      [duty],
    );
    return rows.map(({ towns }) => towns);
  };
  const first = await start();
  await expect.poll(() => parts(locks.sender)).toEqual([3]);
  await start();
  for (const duty of [locks.sender, locks.polling]) await expect.poll(() => parts(duty), { timeout: 20_000 }).toEqual([1, 2]);
  const somebodies = emulators.map((emulator, index) => createPerson(emulator, `某人${index}`));
  for (const one of somebodies) await one.says("/start").then(() => one.sees(/还没有村|管理员|您好/));
  await killHard(first);
  const killedMs = performance.now();
  // Whoever writes at once is answered by the other, whichever town it is.
  const answered = await Promise.all(
    somebodies.map(async (one) => {
      await one.says("/start").then(() => one.sees(/还没有村|管理员|您好/));
      return performance.now() - killedMs;
    }),
  );
  for (const afterMs of answered) expect(afterMs).toBeLessThan(5_000);
  for (const duty of [locks.sender, locks.polling]) await expect.poll(() => parts(duty), { timeout: 10_000 }).toEqual([3]);
  expect(performance.now() - killedMs).toBeLessThan(10_000);
});

test("a bot that cannot be served yet is tried again without anybody's doing, and the log says once why it was not", async () => {
  const { emulators, write, environment } = await openCounty();
  const late = emulators.pop() as Emulator;
  await write([...emulators, late].map(({ token }) => token));
  const bot = startProcess(environment);
  await expect.poll(() => bot.errors(), { timeout: 30_000 }).toContain('"started"');
  expect(bot.output()).not.toContain(late.world.me.username);
  // From now on Telegram knows its token.
  emulators.push(late);
  await expect.poll(() => bot.output(), { timeout: 30_000 }).toContain(`${late.world.me.username}?start=`);
  expect(bot.errors().split("a bot cannot be served; the others are")).toHaveLength(2);
  const somebody = createPerson(late, "某人");
  await somebody.says("/start").then(() => somebody.sees(/还没有村|管理员|您好/));
});

test("a list of tokens that says nothing ends the start with a line, and never shows one", async () => {
  const { write, environment, emulators } = await openCounty();
  const [first] = emulators as [Emulator];
  await write([]);
  expect(await refusalOf(startProcess(environment))).toBe(`BOT_TOKENS_FILE ${environment.BOT_TOKENS_FILE} holds no token`);
  await write([first.token, "half a token"]);
  expect(await refusalOf(startProcess(environment))).toMatch(/^BOT_TOKENS_FILE line 3 looks wrong/);
  await write([first.token, "1000:ANOTHER"]);
  expect(await refusalOf(startProcess(environment))).toBe("BOT_TOKENS_FILE holds bot 1000 twice: keep its newest token");
  const { BOT_TOKENS_FILE: _, ...rest } = environment;
  const nobody = startProcess({ ...rest, BOT_TOKEN: "8:GONE,9:GONE" });
  expect(await nobody.exited).toBe(1);
  expect(nobody.errors()).toContain("None of the bots can be served; the log says why");
});
