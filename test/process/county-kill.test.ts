import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { seededRandom } from "../../emulator/random.ts";
import { furnishCounty, furnishTown, joinTo, openBots, settle } from "../support/county.ts";
import { killHard, startProcess } from "../support/process.ts";
import { reportOf } from "../support/town.ts";

/** What is written in one town is read in the other some milliseconds later: most kills fall between the two. */
const longestLifeMs = 120;

test("kill -9 between what a town writes and its county reads loses and doubles nothing, in neither", { timeout: 300_000 }, async () => {
  const random = seededRandom(Number(process.env["KILL_SEED"] ?? 20261127));
  const { database, emulators, telegram } = await openBots();
  const [above, first] = emulators;
  const environment = {
    BOT_TOKEN: [above, first].map(({ token }) => token).join(),
    BOT_API_ROOT: telegram.root,
    DATABASE_URL: database.url,
    LOG_LEVEL: "info",
  };
  let bot = startProcess(environment);
  const ask = new pg.Client(database.url);
  await ask.connect();
  onTestFinished(async () => {
    await killHard(bot);
    await ask.end();
    await telegram.stop();
    for (const emulator of emulators) await emulator.stop();
    await database.drop();
  });
  const claimOf = (username: string) => new RegExp(`${username}\\?start=(\\S+)`).exec(bot.output())?.[1] ?? "";
  await expect.poll(() => claimOf("hongxing_bot") && claimOf("county_bot"), { timeout: 30_000 }).not.toBe("");
  const county = await furnishCounty(above, claimOf("county_bot"));
  const { li, wang, ...town } = await furnishTown(first, claimOf("hongxing_bot"), "红星镇");
  await joinTo(county, town);
  await reportOf(wang, "国道淹水");
  await li.hasSeen("国道淹水");

  /** Kills the process at some instant after the act; what it leads to comes all the same. */
  async function survives(act: () => Promise<unknown>, led: () => Promise<unknown>) {
    await act();
    await new Promise((resolve) => setTimeout(resolve, random() * longestLifeMs));
    await killHard(bot);
    bot = startProcess(environment);
    await led();
    await settle(ask, [above, first]);
  }

  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("上报县里").then(() => li.sees("哪个单位"));
  await li.presses("县公路段").then(() => li.sees("为什么要"));
  await survives(
    () => li.says("国道归县里管"),
    () => county.zhang.hasSeen("国道归县里管"),
  );
  await survives(
    () => county.zhang.presses("接单"),
    () => li.hasSeen("县公路段 张工 已接单"),
  );
  await survives(
    () => county.zhang.repliesTo("国道淹水", "明天来人看"),
    () => wang.hasSeen("明天来人看"),
  );
  await survives(
    () => wang.repliesTo("已提交", "到膝盖了"),
    () => county.zhang.hasSeen("到膝盖了"),
  );
  await county.zhang.says("#1001").then(() => county.zhang.sees("#1001"));
  await county.zhang.presses("办结").then(() => county.zhang.sees("办得怎样"));
  await survives(
    () => county.zhang.says("路修好了"),
    () => wang.hasSeen("路修好了"),
  );
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("修好了").then(() => wang.hasSeen(/已办结（李建国）/));
  await survives(
    () => wang.presses(/^😊 满意/),
    () => county.zhang.hasSeen("村民评价：满意"),
  );
  const rows = async (query: string) => (await ask.query(query)).rows;
  const deeds = `select string_agg(e.action, ' ' order by e.seq) as deeds, t.state, t.rating from ticket t
    join ticket_event e on e.town_id = t.town_id and e.ticket_id = t.id where e.action <> 'remind' group by t.town_id, t.id, t.state, t.rating order by t.town_id`;
  expect(await rows(deeds)).toEqual([
    { deeds: "submit accept reply add resolve confirm", state: "closed", rating: "satisfied" },
    { deeds: "submit hand_up county_answer county_answer add county_answer resolve confirm", state: "closed", rating: "satisfied" },
  ]);
  expect(await rows("select body from ticket_message order by town_id, id")).toEqual(
    ["明天来人看", "到膝盖了", "路修好了", "明天来人看", "到膝盖了", "路修好了", "修好了"].map((body) => ({ body })),
  );
  for (const { world } of [above, first]) expect(world.violations).toEqual([]);
});
