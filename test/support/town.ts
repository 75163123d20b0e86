import { randomBytes } from "node:crypto";
import pg from "pg";
import { expect, inject, onTestFinished, vi } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/server.ts";
import type { WorldOptions } from "../../emulator/world.ts";
import { startApp } from "../../src/app.ts";
import { createLog } from "../../src/log.ts";
import type { VoiceSettings } from "../../src/voice/engines.ts";
import { createPerson, type PersonDriver } from "./person.ts";
import { templateName } from "./postgres.ts";
import { databaseMade, note } from "./statements.ts";

/** A Tuesday morning in office hours, in a week without holidays. */
export const tuesdayMorning = Date.parse("2026-11-24T09:00:00+08:00");
export const hour = 3_600_000;
export const day = 24 * hour;

/** A copy of the migrated template, dropped when the test is over, kept when it failed; `rows` asks beside the program, over all towns. */
export async function createTestDatabase() {
  const name = `town_${randomBytes(6).toString("hex")}`;
  const root = inject("postgresUrl");
  const run = async (statement: string) => {
    const client = new pg.Client(root);
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name} template ${templateName}`);
  note(databaseMade);
  const url = root.replace(/\/postgres$/, `/${name}`);
  const beside = new pg.Pool({ connectionString: url, max: 1 });
  // A test may take the server away from under it.
  beside.on("error", () => {});
  return {
    url,
    rows: async <R extends pg.QueryResultRow>(query: string, values: unknown[] = []) => (await beside.query<R>(query, values)).rows,
    async drop() {
      await beside.end();
      await run(`drop database if exists ${name} with (force)`);
    },
  };
}

export type Town = Awaited<ReturnType<typeof openTown>>;

type Options = { telegram?: Partial<WorldOptions>; withWebhook?: boolean; voice?: VoiceSettings };

/**
 * The real bot on a real database against the emulator, with a clock that the test moves. At the end nothing may have
 * been refused by the emulator's strictness, failed to be sent, or been left unhandled.
 */
export async function openTown(options: Options = {}) {
  const clock = { now: tuesdayMorning };
  const [database, telegram] = await Promise.all([createTestDatabase(), startEmulator(options.telegram)]);
  const app = await startApp({
    databaseUrl: database.url,
    bot: { token: telegram.token, apiRoot: telegram.root },
    timeZone: "Asia/Shanghai",
    clock: () => clock.now,
    log: createLog("silent"),
    voice: options.voice,
    privateHosts: ["127.0.0.1"],
  });
  const person = (name: string, language = "zh-hans") => createPerson(telegram, name, language);
  const town = {
    app,
    telegram,
    clock,
    databaseUrl: database.url,
    person,
    rows: database.rows,
    /** The id of a table's only row, or of the only one that is meant: `roster_entry where name = '赖阿婆'`. */
    idOf: async (row: string) => {
      const found = await town.rows<{ id: string }>(`select id from ${row}`);
      expect(found).toHaveLength(1);
      return Number(found[0]?.id);
    },
    settled: () => settled(database.rows, telegram),
    /** Moves the town's clock, does what is due, and waits until everybody was told. */
    async pass(ms: number) {
      clock.now += ms;
      await app.fireTimers();
      await settled(database.rows, telegram);
    },
    async close() {
      await settled(database.rows, telegram);
      expect(telegram.world.violations).toEqual([]);
      // An edit that changes nothing is never sent; one whose answer was lost is sent again.
      if (!telegram.faults.met.hang_up_after) expect(telegram.world.notModifiedAnswers).toBe(0);
      expect(await town.rows("select method, notice, failure from outbox where state = 'failed'")).toEqual([]);
      expect(await town.rows("select failure from inbox where failure is not null")).toEqual([]);
      await town.abandon();
    },
    /** @param look is shown the database once the bot has stopped */
    async abandon(look: (ask: pg.Client) => Promise<unknown> = async () => {}) {
      await app.stop();
      const ask = new pg.Client(database.url);
      await ask.connect();
      await look(ask).finally(() => ask.end());
      await telegram.stop();
      await database.drop();
    },
  };
  return town;
}

/** Waits until every update has arrived and is handled and every message sent or held. */
async function settled(rowsOf: (query: string) => Promise<object[]>, telegram: Emulator) {
  await vi.waitFor(
    async () => {
      // Counted first: whatever has left Telegram by now is stored, and the query sees it.
      const onTheWay = telegram.world.updates.length;
      const rows = await rowsOf(
        `select (select count(*) from inbox where processed_at is null)::int as inbox,
                (select count(*) from outbox where state = 'pending')::int as outbox`,
      );
      expect({ ...rows[0], onTheWay }).toEqual({ inbox: 0, outbox: 0, onTheWay: 0 });
    },
    { timeout: 30_000, interval: 10 },
  );
}

/** The same village and people in every test. */
export type Furnished = Town & { admin: PersonDriver; li: PersonDriver; liu: PersonDriver; chen: PersonDriver; wang: PersonDriver };

/**
 * A town set up by conversation, as a real one would be: 周 is the admin, 李 the cadre of 东坑村, 刘 the cadre of 石背村, 陈 the
 * leader of 东坑村, and 王 a villager of 东坑村.
 */
export async function openFurnishedTown(options: Options = {}): Promise<Furnished> {
  const town = await openTown(options);
  const [admin, li, liu, chen, wang] = ["周敏", "李建国", "刘芳", "陈志远", "王有根"].map((name) => town.person(name)) as [
    PersonDriver,
    PersonDriver,
    PersonDriver,
    PersonDriver,
    PersonDriver,
  ];
  await admin.says(`/start ${town.app.claimCode}`).then(() => admin.sees("镇叫什么名字"));
  await admin.says("青石镇").then(() => admin.sees("请发村名"));
  await admin.says("东坑村\n石背村：一组、二组").then(() => admin.sees("邀请谁"));
  await inviteTo(admin, li, "包村干部", "东坑村");
  await inviteTo(admin, liu, "包村干部", "石背村");
  await inviteTo(admin, chen, "镇领导", "东坑村");
  await wang.says("/start").then(() => wang.sees("哪个村"));
  await wang.presses("东坑村").then(() => wang.sees("您在 东坑村"));
  return { ...town, admin, li, liu, chen, wang };
}

/** The admin makes a one-time link, and the invited person opens it. */
export async function inviteTo(admin: PersonDriver, invited: PersonDriver, role: string, place?: string) {
  await admin.says("/invite").then(() => admin.sees("先选身份"));
  await admin.presses(role);
  if (place) {
    await admin.sees(/哪个村|哪个站所/);
    await admin.presses(place);
  }
  const link = await admin.sees("只能用一次");
  await invited.says(`/start ${/start=(\S+)/.exec(link)?.[1]}`);
  await invited.sees("您现在");
}

/** Opens a town for one test and closes it after. */
export async function withTown(options: Options = {}): Promise<Furnished> {
  const town = await openFurnishedTown(options);
  onTestFinished(() => town.close());
  return town;
}

/** Categories that ask whom it is about, or who the other side is, before what it is about. */
const asksFirst = ["矛盾纠纷", "干部作风"];

/** A villager's report by the shortest way, up to its number. */
export async function reportOf(villager: PersonDriver, words: string, category = "道路水利"): Promise<number> {
  await villager.says("报问题").then(() => villager.sees("哪一类"));
  await villager.presses(category);
  if (asksFirst.includes(category)) await villager.sees("可以跳过").then(() => villager.says("跳过"));
  await villager.sees("说说是什么事");
  await villager.says(words).then(() => villager.sees("对不对"));
  return submits(villager);
}

/** Files what stands on the summary. Its number. */
export async function submits(villager: PersonDriver): Promise<number> {
  await villager.presses("提交");
  return Number(/#(\d+)/.exec(await villager.sees("已提交"))?.[1]);
}
