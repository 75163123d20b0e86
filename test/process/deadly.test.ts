import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { createPerson } from "../support/person.ts";
import { killHard, startProcess } from "../support/process.ts";
import { createTestDatabase, inviteTo, reportOf } from "../support/town.ts";
import { sendWorkbook } from "../support/workbooks.ts";

const patience = { timeout: 40_000, interval: 25 };

/** The real program with its people, a question to its database, and a way to have it killed in the middle of something. */
async function openProgram() {
  const [database, telegram] = await Promise.all([createTestDatabase(), startEmulator()]);
  const environment = { BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.root, DATABASE_URL: database.url, LOG_LEVEL: "silent" };
  let bot = startProcess(environment);
  const client = new pg.Client(database.url);
  await client.connect();
  const rows = async (query: string) => (await client.query(query)).rows;
  onTestFinished(async () => {
    await killHard(bot);
    await client.end();
    await telegram.stop();
    await database.drop();
  });
  await expect.poll(() => bot.output(), patience).toContain("?start=");
  const person = (name: string) => createPerson(telegram, name);
  const [admin, li, wang] = [person("周敏"), person("李建国"), person("王有根")];
  await admin.says(`/start ${/start=(\S+)/.exec(bot.output())?.[1]}`).then(() => admin.sees("镇叫什么名字"));
  await admin.says("青石镇").then(() => admin.sees("请发村名"));
  await admin.says("东坑村\n石背村").then(() => admin.sees("邀请谁"));
  await inviteTo(admin, li, "包村干部", "东坑村");
  await wang.says("/start v1").then(() => wang.sees("您在 东坑村"));

  /** Whatever writes such a row stands still there, as a process does that is about to die. */
  const standStillAt = (table: string, when: string) =>
    rows(`create function stand_still() returns trigger language plpgsql as $$ begin perform pg_sleep(600); return new; end $$;
      create trigger stand_still before insert on ${table} for each row when (${when}) execute function stand_still()`);
  const stands = () => rows("select pid from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()");
  const start = () => {
    bot = startProcess(environment);
  };
  const kill = async () => {
    await killHard(bot);
    // The server would notice only when it has slept.
    await rows("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()");
  };
  /** Killed while that is tried, and it is written down that it is. */
  const killWhileTrying = async (road: string) => {
    await expect.poll(stands, patience).not.toEqual([]);
    await expect.poll(() => rows(`select 1 from attempt where road = '${road}' and begun_by is not null`), patience).not.toEqual([]);
    await kill();
  };
  return { admin, li, wang, person, rows, standStillAt, stands, start, kill, killWhileTrying };
}

test("an update that two processes died of is parked with its reason, the admin hears of it, and everybody else goes on", {
  timeout: 240_000,
}, async () => {
  const { admin, li, wang, person, rows, standStillAt, stands, start, kill, killWhileTrying } = await openProgram();
  await standStillAt("dialog", `new.chat_id = ${wang.id} and new.flow = 'report'`);
  await wang.says("报问题");
  // Too soon for anything to be written down: from now on it is only suspected.
  await expect.poll(stands, patience).not.toEqual([]);
  await kill();
  for (let deaths = 0; deaths < 2; deaths += 1) {
    start();
    await killWhileTrying("inbox");
  }
  start();
  await expect.poll(() => wang.texts().join(), patience).toContain("没有处理成功");
  await admin.hasSeen(/已搁置.*2 processes ended while it was handled/);
  expect(await rows("select failure from inbox where failure is not null")).toEqual([
    { failure: "2 processes ended while it was handled" },
  ]);
  const villager = person("赖大山");
  await villager.says("/start v1").then(() => villager.sees("您在 东坑村"));
  await reportOf(villager, "桥断了");
  await li.hasSeen("桥断了");
  await wang.says("/help").then(() => wang.sees("怎么用"));
  await expect.poll(() => rows("select 1 from attempt where road = 'inbox'"), patience).toEqual([]);
});

test("a document that two processes died of is parked, its sender and the admin hear of it, and the next one is read", {
  timeout: 240_000,
}, async () => {
  const { admin, rows, standStillAt, start, killWhileTrying } = await openProgram();
  await standStillAt("received_workbook", "true");
  const villages = [
    ["村", "组"],
    ["梅坪村", ""],
  ];
  await sendWorkbook(admin, [{ sheet: "村组", rows: villages }]);
  await killWhileTrying("outbox");
  start();
  await killWhileTrying("outbox");
  start();
  await expect.poll(() => admin.texts().join(), patience).toMatch(/有一份文件或消息处理不了，已搁置（fetch \d+）.*2 processes ended/);
  await admin.hasSeen("这个工作簿太复杂");
  await rows("drop trigger stand_still on received_workbook");
  await admin.says("/org").then(() => admin.sees("全镇架构"));
  await sendWorkbook(admin, [{ sheet: "村组", rows: villages }]);
  await admin.hasSeen("+ 村组：梅坪村");
  await expect.poll(() => rows("select 1 from attempt where road = 'outbox'")).toEqual([]);
});

test("a timer that two processes died of is parked, the admin hears the ticket's number, and the others fire", {
  timeout: 240_000,
}, async () => {
  const { admin, li, wang, rows, standStillAt, start, kill, killWhileTrying } = await openProgram();
  await reportOf(wang, "路塌了");
  await reportOf(wang, "桥断了");
  await li.hasSeen("#1002");
  await standStillAt("ticket_event", "new.actor_id is null and new.action in ('remind', 'escalate') and new.ticket_id % 1000 = 1");
  const [first] = await rows("select id::int % 1000 as rest from ticket where number = 1001");
  expect(first).toEqual({ rest: 1 });
  await kill();
  await rows("update ticket set next_timer_at = now() - interval '1 hour' + (number - 1000) * interval '1 second'");
  start();
  await killWhileTrying("ticket");
  start();
  await killWhileTrying("ticket");
  start();
  await expect
    .poll(() => admin.texts().join(), patience)
    .toMatch(/已搁置：事项 #1001 的时限提醒和上报.*2 processes ended while it was done/s);
  await expect.poll(() => rows("select number from ticket where next_timer_at < now()"), patience).toEqual([{ number: 1001 }]);
  await wang.says("/help").then(() => wang.sees("怎么用"));
});
