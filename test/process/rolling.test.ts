import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { openDatabase } from "../../src/database/client.ts";
import { migrateDatabase } from "../../src/database/migrate.ts";
import { watchForNewerRelease } from "../../src/jobs/older-release.ts";
import { createLog } from "../../src/log.ts";
import { databaseOf, readJournal } from "../support/old-database.ts";
import { startProcess } from "../support/process.ts";
import { reportOf, withTown } from "../support/town.ts";

/** What later releases may do to any table, while this one works: a column with a default, a condition on it, a table beside it. */
const laterColumns = (table: string) => `
  alter table "${table}" add column later_word text not null default 'nobody said';
  alter table "${table}" add column later_number integer not null default 1 check (later_number > 0);
  alter table "${table}" add column later_maybe jsonb;`;

test("while the next release's migrations are applied, people who report, answer and close notice nothing", async () => {
  const { wang, li, rows, settled, databaseUrl } = await withTown();
  // Each connection knows its statements by now, prepared for the tables as they were.
  for (const words of ["路塌了", "路又塌了", "路还是塌的"]) await reportOf(wang, words);
  await settled();
  const tables = await rows<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  expect(tables.length).toBeGreaterThan(30);
  const migration = new pg.Client(databaseUrl);
  await migration.connect();
  onTestFinished(() => migration.end());
  await migration.query("begin");
  for (const { name } of tables) await migration.query(laterColumns(name));
  await migration.query("create table later (id integer primary key)");
  // A report comes while the tables are locked.
  await wang.says("村口的路灯不亮了，晚上看不见");
  await migration.query("commit");
  await wang.sees("还是补充下面哪一件");
  await wang.says("/cancel");
  const number = await reportOf(wang, "水管漏了", "道路水利");
  await li.hasSeen(`#${number}`);
  await li.presses("接单").then(() => wang.hasSeen(`#${number}`));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("换了一截水管").then(() => wang.sees("换了一截水管"));
  await wang.presses("满意");
  await settled();
  expect(await rows("select state, rating, later_word, later_number from ticket where number = $1", [number])).toEqual([
    { state: "closed", rating: "satisfied", later_word: "nobody said", later_number: 1 },
  ]);
  expect(await rows("select count(*)::int as parked from inbox where failure is not null")).toEqual([{ parked: 0 }]);
});

test("a release that is older than the database says so in one line, and does nothing", async () => {
  const { url, client } = await databaseOf(readJournal().entries.at(-1)?.idx ?? 0);
  await client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ('of 2030', 1893456000000)");
  const bot = startProcess({
    DATABASE_URL: url,
    BOT_TOKEN: "424242:EMULATED-TOKEN-OF-A-BOT-THAT-IS-NOT-REAL",
    BOT_API_ROOT: "http://127.0.0.1:9",
  });
  expect(await bot.exited).toBe(1);
  expect(bot.errors().trim().split("\n")).toEqual([expect.stringContaining("newer release")]);
});

test("a migration waits for a long transaction without making everybody wait behind it, and is done once by two replicas", async () => {
  const { url, client: reader } = await databaseOf(2);
  await reader.query("insert into town (id, name) values (1, '青石镇')");
  await reader.query("begin");
  await reader.query("select * from outbox, inbox, ticket, town");
  const [one, other] = [openDatabase(url), openDatabase(url)];
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(async () => void (await Promise.all([one.$client.end(), other.$client.end(), client.end()])));
  const told: string[] = [];
  const migrating = [one, other].map((database) => migrateDatabase(database, { because: (waitingFor) => void told.push(waitingFor) }));
  await vi.waitFor(() => expect(told.join()).toContain("open too long"), { timeout: 15_000 });
  const { rows } = await client.query("select count(*)::int as waiting from pg_locks where not granted and relation is not null");
  expect(rows).toEqual([{ waiting: 0 }]);
  // Somebody at work is answered meanwhile.
  await client.query("insert into outbox (town_id, chat_id, priority, method, payload) values (1, 5, 1, 'sendMessage', '{}')");
  await reader.query("commit");
  await Promise.all(migrating);
  expect(told.join()).toContain("another replica");
  const { rows: noted } = await reader.query("select count(*)::int as count from drizzle.__drizzle_migrations");
  expect(noted).toEqual([{ count: readJournal().entries.length }]);
});

test("a process that runs on beside a newer release works, and tells the admins once when it is not replaced within ten minutes", async () => {
  const { app, admin, rows, settled, wang, li } = await withTown();
  // Another town of the same database, whose admin is to hear of it as well.
  await rows("insert into town (id, name) values (2, '白水镇')");
  await rows("insert into person (town_id, telegram_id, name, created_at) values (2, 9002, '白水管理员', now())");
  await rows("insert into role_grant (town_id, person_id, role, granted_at) select 2, id, 'admin', now() from person where town_id = 2");
  await rows("insert into drizzle.__drizzle_migrations (hash, created_at) values ('of 2030', 1893456000000)");
  const momentOf = (townId: number) => () => ({ ...app.momentNow(), townId });
  const watching = () => watchForNewerRelease({ database: app.database, momentOf, log: createLog("silent") });
  const [one, other] = [watching(), watching()];
  onTestFinished(() => {
    one.stop();
    other.stop();
  });
  const told = async () => (await rows("select 1 from outbox where notice->>'key' = 'told-older-release'")).length;
  await one.look(0);
  await one.look(9 * 60_000);
  expect(await told()).toBe(0);
  for (const minutes of [1, 11, 12, 13]) await Promise.all([one.look(minutes * 60_000), other.look(minutes * 60_000)]);
  await admin.hasSeen("旧版本");
  expect(await told()).toBe(2);
  expect(await rows("delete from outbox where town_id = 2 returning chat_id::int")).toEqual([{ chat_id: 9002 }]);
  const number = await reportOf(wang, "水管漏了", "道路水利");
  await li.hasSeen(`#${number}`);
  await admin.says("/audit").then(() => admin.sees("旧版本的程序还在新版本的数据库上运行"));
  await settled();
});
