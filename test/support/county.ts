import pg from "pg";
import { expect, onTestFinished, vi } from "vitest";
import { type Emulator, startEmulator } from "../../emulator/server.ts";
import { createLog } from "../../src/log.ts";
import { openTowns } from "../../src/towns.ts";
import { createWaits } from "../../src/waits.ts";
import { createPerson, type PersonDriver } from "./person.ts";
import { startTelegramOfMany } from "./telegram-of-many.ts";
import { createTestDatabase, inviteTo, tuesdayMorning } from "./town.ts";

const bots = ["county_bot", "hongxing_bot", "baishui_bot"] as const;

type People<N extends string> = Record<N, PersonDriver>;
export type TownPeople = People<"admin" | "li" | "chen" | "wang">;
export type CountyPeople = People<"admin" | "zhang" | "he" | "leader">;

/**
 * A county with two towns below it, each with a bot of its own, in one process on one database: 张工 is the head of 县公路段, 何姐 of 县民政局, 罗县长
 * the county's leader; 李建国 the cadre of 东坑村 in each town, 陈志远 its leader, 王有根 a villager. The test moves the clock of all.
 */
export async function withCounty({ joined = true } = {}) {
  const clock = { now: tuesdayMorning };
  const { database, emulators, telegram } = await openBots();
  const links = new Map<string, string>();
  const log = createLog("silent");
  const towns = await openTowns({
    databaseUrl: database.url,
    timeZone: "Asia/Shanghai",
    clock: () => clock.now,
    log,
    waits: createWaits(log),
    where: { setting: "DATABASE_URL" },
    changed: () => {},
    showClaim: (link) => {
      const [, username = "", code = ""] = /t\.me\/(\w+)\?start=(\S+)/.exec(link) ?? [];
      links.set(username, code);
    },
  });
  const ask = new pg.Client(database.url);
  await ask.connect();
  const rows = async <R extends pg.QueryResultRow>(query: string, values: unknown[] = []) => (await ask.query<R>(query, values)).rows;
  onTestFinished(async () => {
    await settle(ask, emulators);
    for (const { world } of emulators) expect(world.violations).toEqual([]);
    expect(await rows("select method, notice, failure from outbox where state = 'failed'")).toEqual([]);
    expect(await rows("select failure from inbox where failure is not null")).toEqual([]);
    expect(await rows("select failure from attempt where failures > 0")).toEqual([]);
    await ask.end();
    await towns.stop();
    await telegram.stop();
    for (const emulator of emulators) await emulator.stop();
    await database.drop();
  });
  for (const emulator of emulators)
    await towns.serve(emulators.slice(0, emulators.indexOf(emulator) + 1).map(({ token }) => ({ token, apiRoot: telegram.root })));
  const [above, first, second] = emulators;
  const county = await furnishCounty(above, links.get(bots[0]) ?? "");
  const hongxing = await furnishTown(first, links.get(bots[1]) ?? "", "红星镇");
  const baishui = await furnishTown(second, links.get(bots[2]) ?? "", "白水镇");
  const settled = () => settle(ask, emulators);
  if (joined) for (const town of [hongxing, baishui]) await joinTo(county, town);
  await settled();
  return {
    clock,
    emulators: { county: above, hongxing: first, baishui: second },
    county,
    hongxing,
    baishui,
    rows,
    settled,
    towns,
    async pass(ms: number) {
      clock.now += ms;
      // What one town's clock has led to may be for another's to do.
      for (let round = 0; round < 2; round += 1) {
        for (const one of towns.now()) await one.fireTimers();
        await settled();
      }
    },
  };
}

/** A database, and the three bots behind one Bot API root. */
export async function openBots() {
  const [database, ...emulators] = await Promise.all([
    createTestDatabase(),
    ...bots.map((username, index) => startEmulator({ username, token: `${index + 1}000:TOKEN-OF-${username}` })),
  ]);
  return { database, emulators: emulators as [Emulator, Emulator, Emulator], telegram: await startTelegramOfMany(emulators) };
}

/** The admin of the county makes a code, and the town's gives it to their own bot. */
export async function joinTo(county: Pick<CountyPeople, "admin">, town: Pick<TownPeople, "admin">) {
  await county.admin.says("/org").then(() => county.admin.presses("下属乡镇"));
  await county.admin.presses("接入码");
  const code = (await county.admin.sees("天内用一次")).split("\n")[1] ?? "";
  await town.admin.says("/org").then(() => town.admin.presses("上级县"));
  await town.admin.presses("接入县里").then(() => town.admin.sees("接入码发来"));
  await town.admin.says(code).then(() => town.admin.sees("已接入"));
}

export async function furnishCounty(emulator: Emulator, claim: string): Promise<CountyPeople> {
  const [admin, zhang, he, leader] = people(emulator, ["县管", "张工", "何姐", "罗县长"]);
  await admin.says(`/start ${claim}`).then(() => admin.sees("镇叫什么名字"));
  await admin.says("赣江县").then(() => admin.sees("请发村名"));
  await admin.says("县城").then(() => admin.sees("邀请谁"));
  await admin.says("/org").then(() => admin.presses("➕ 站所"));
  await admin.sees("站所名").then(() => admin.says("县公路段\n县民政局"));
  await admin.sees("县民政局");
  await inviteTo(admin, zhang, "站所人员", "县公路段");
  await inviteTo(admin, he, "站所人员", "县民政局");
  await inviteTo(admin, leader, "镇领导", "全镇");
  return { admin, zhang, he, leader };
}

export async function furnishTown(emulator: Emulator, claim: string, name: string): Promise<TownPeople> {
  const [admin, li, chen, wang] = people(emulator, ["周敏", "李建国", "陈志远", "王有根"]);
  await admin.says(`/start ${claim}`).then(() => admin.sees("镇叫什么名字"));
  await admin.says(name).then(() => admin.sees("请发村名"));
  await admin.says("东坑村").then(() => admin.sees("邀请谁"));
  await inviteTo(admin, li, "包村干部", "东坑村");
  await inviteTo(admin, chen, "镇领导", "东坑村");
  await wang.says("/start").then(() => wang.sees("哪个村"));
  await wang.presses("东坑村").then(() => wang.sees("您在 东坑村"));
  return { admin, li, chen, wang };
}

const people = (emulator: Emulator, names: readonly string[]) =>
  names.map((name) => createPerson(emulator, name)) as [PersonDriver, PersonDriver, PersonDriver, PersonDriver];

/** Nothing has still to arrive, to be handled, to be read in another town, or to be sent. */
export async function settle(ask: pg.Client, emulators: readonly Emulator[]) {
  await vi.waitFor(
    async () => {
      const onTheWay = emulators.reduce((sum, { world }) => sum + world.updates.length, 0);
      const { rows } = await ask.query(
        `select (select count(*) from inbox where processed_at is null)::int as inbox, (select count(*) from letter)::int as letters,
                (select count(*) from outbox where state = 'pending')::int as outbox`,
      );
      expect({ ...rows[0], onTheWay }).toEqual({ inbox: 0, letters: 0, outbox: 0, onTheWay: 0 });
    },
    { timeout: 30_000, interval: 10 },
  );
}
