import { expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { day, inviteTo, reportOf, type Town, withTown } from "../support/town.ts";
import { sendRows } from "../support/workbooks.ts";

async function register(town: Town, who: PersonDriver, lines: string[][]) {
  await who.says("/visit").then(() => who.sees("走访"));
  await who.presses("导入户名册").then(() => who.sees("户名册发回来"));
  await sendRows(who, [["村", "组", "户主", "地址", "电话", "人口"], ...lines]);
  await town.settled();
  await who.presses("提交").then(() => who.sees("已写入"));
}

const numbers = async (who: PersonDriver) => {
  await who.says("/stats 本月").then(() => who.hasSeen("走访"));
};

test("a visit of yesterday by three people is one visit of that day, and one in the figures of each; taken off again it is not", async () => {
  const town = await withTown();
  const { li, liu, chen, clock, rows, settled } = town;
  clock.now += 7 * day; // The first of December: yesterday was November.
  await register(town, li, [["东坑村", "", "王有根", "3号", "13800000001", "4"]]);
  await li.says("/visit").then(() => li.sees("点一户就记下"));
  await li.presses("王有根").then(() => li.sees("已记走访：王有根"));
  await li.presses("不是今天").then(() => li.sees("哪天去的"));
  await li.says("明天").then(() => li.sees("那天还没到"));
  await li.says("去年1月3日").then(() => li.sees(/天|太久/));
  await li.says("昨天下午三点").then(() => li.sees("已改成"));
  expect(li.newest()).toContain("11月30日");
  await li.presses("一起去的").then(() => li.sees("谁和您一起去的"));
  await li.says("刘芳").then(() => li.sees("一起去的：刘芳"));
  await liu.hasSeen("李建国 记了您 11月30日");
  await li.presses("一起去的").then(() => li.sees("谁和您一起去的"));
  await li.says("陈志远").then(() => li.sees("一起去的：刘芳、陈志远"));
  await li.presses("一起去的").then(() => li.sees("谁和您一起去的"));
  await li.says("陈志远").then(() => li.sees("一起去的：刘芳"));
  expect(li.newest()).not.toContain("陈志远");
  await settled();
  expect(await rows("select count(*)::int as n from visit")).toEqual([{ n: 1 }]);
  const { findActor } = await import("../../src/domain/people/person.ts");
  const { countFacts } = await import("../../src/domain/figures/facts.ts");
  const { inOneTransaction } = await import("../../src/database/work.ts");
  const november = { from: new Date("2026-11-01T00:00:00+08:00"), to: new Date("2026-12-01T00:00:00+08:00") };
  const visitsOf = (who: PersonDriver | "town") =>
    inOneTransaction(town.app.database, town.app.momentNow(), async (work) => {
      const [account] = await rows<{ id: string }>("select id from person where telegram_id = $1", [who === "town" ? li.id : who.id]);
      const actor = await findActor(work, Number(account?.id));
      const scope = { villageIds: [], stationIds: [], personId: actor?.id };
      const { visits, cadres } = await countFacts(work, actor as never, november, who === "town" ? {} : { scope });
      return { visits, cadres };
    });
  expect([await visitsOf("town"), await visitsOf(li), await visitsOf(liu), await visitsOf(chen)]).toEqual([
    { visits: 1, cadres: 2 },
    { visits: 1, cadres: 1 },
    { visits: 1, cadres: 1 },
    { visits: 0, cadres: 0 },
  ]);
  // It was November's: the household is still to be visited in December.
  await numbers(chen);
  await li.says("/visit").then(() => li.sees("点一户就记下"));
  await li.presses("本月待走").then(() => li.sees("还有 1 户"));
});

test("the month's round empties tap by tap, group by group in the order of the houses; a household's page says what happened there", async () => {
  const town = await withTown();
  const { liu, chen, admin, person, rows, clock, settled } = town;
  const zhong = person("钟一组");
  await inviteTo(admin, zhong, "包村干部", "石背村");
  await register(town, liu, [
    ["石背村", "一组", "钟阿公", "12号", "13800000003", "2"],
    ["石背村", "一组", "赖阿婆", "3号", "", "1"],
    ["石背村", "二组", "刘老三", "7号", "", "5"],
  ]);
  await liu.says("/visit").then(() => liu.sees("点一户就记下"));
  await liu.presses("本月待走").then(() => liu.sees("还有 3 户"));
  await liu.presses("石背村一组 2").then(() => liu.sees("还有 2 户"));
  expect(liu.newest().indexOf("赖阿婆")).toBeLessThan(liu.newest().indexOf("钟阿公"));
  const route = liu.messages().findLast(({ text }) => text?.includes("挨户走"))?.message_id as number;
  const [zhongHome] = await rows<{ id: string }>("select id from household where head = '钟阿公'");
  await liu.presses("钟阿公").then(() => liu.sees("已记走访：钟阿公"));
  const listed = () => liu.messages().find((message) => message.message_id === route)?.text ?? "";
  expect(listed()).toContain("还有 1 户");
  expect(listed()).not.toContain("钟阿公");
  await liu.presses("听到什么").then(() => liu.sees("听到了什么"));
  await liu.sends("photo", { caption: "屋后边坡渗水" }).then(() => liu.sees("已记下 钟阿公 说的话"));
  await liu.presses("登记为事项").then(() => liu.sees("属于哪一类"));
  await liu.presses("道路水利").then(() => liu.sees("谁反映的"));
  await liu.presses("钟阿公").then(() => liu.sees("已登记 #1001"));
  await liu.says("/care").then(() => liu.sees("关爱"));
  await liu.presses("建档").then(() => liu.sees("哪个村"));
  await liu.presses("石背村").then(() => liu.sees("写姓名"));
  await liu.says("钟阿公").then(() => liu.sees("什么情况"));
  await liu.says("独居").then(() => liu.sees("多久"));
  await liu.presses("每 30 天").then(() => liu.sees("建档"));
  clock.now += day;
  await liu.says("/visit 钟阿").then(() => liu.sees("🏠 钟阿公"));
  const page = liu.newest();
  for (const part of ["石背村一组 12号", "刘芳：屋后边坡渗水", "#1001", "关爱档案", "13800000003"]) expect(page).toContain(part);
  await liu.presses("🎧").then(() => liu.sees("走访时留下的"));
  expect(liu.messages().at(-1)?.photo).toBeDefined();
  // A leader of another village finds nobody, and a forged button is refused.
  await chen.says("/visit 钟阿公").then(() => chen.sees("没有找到"));
  await chen.forges(`g:visit:household:${zhongHome?.id}`).then(() => chen.sees(/没有这个权限|不归您/));
  const [{ id: visitId } = { id: 0 }] = await rows<{ id: string }>("select id from visit");
  await chen.forges(`g:visit:listen:${visitId}`).then(() => chen.sees(/没有这个权限|不归您/));
  await settled();
});

test("a confidential matter that came of a visit stays hidden on the household's page from others; the page reads in English", async () => {
  const town = await withTown();
  const { admin, person, wang, rows } = town;
  const mary = person("Mary", "en");
  await admin.says("/invite").then(() => admin.sees("先选身份"));
  await admin.presses("包村干部").then(() => admin.sees("哪个村"));
  await admin.presses("东坑村");
  const link = await admin.sees("只能用一次");
  await mary.says(`/start ${/start=(\S+)/.exec(link)?.[1]}`).then(() => mary.sees("You are now"));
  await wang.does({ do: "contact", phone: "13800000001" });
  await reportOf(wang, "村口路灯坏了三天了");
  await mary.says("/visit").then(() => mary.sees("Visits"));
  await mary.presses("New household").then(() => mary.sees("Which village"));
  await mary.presses("东坑村").then(() => mary.sees("Name of the head"));
  await mary.says("王有根 13800000001").then(() => mary.sees("Visit logged"));
  await mary.presses("Another day").then(() => mary.sees("Which day"));
  await mary.says("yesterday 3pm").then(() => mary.sees("Now a visit of"));
  await mary.presses("This household").then(() => mary.sees("uses the bot"));
  expect(mary.newest()).toContain("🚶 Mary: —");
  await rows("update ticket set confidential = true");
  await mary.says("/visit 王有根").then(() => mary.sees("🏠 王有根"));
  expect(mary.newest()).not.toContain("路灯");
});
