import { expect, test } from "vitest";
import { inOneTransaction } from "../../src/database/work.ts";
import { keepHousehold } from "../../src/domain/visits/households.ts";
import type { PersonDriver } from "../support/person.ts";
import { day, hour, withTown } from "../support/town.ts";

test("a survey is answered in chat and at the door, counted once a household, becomes a topic's ground and is told", {
  timeout: 180_000,
}, async () => {
  const town = await withTown();
  const { admin, li, liu, chen, wang, person, pass, rows, settled, idOf } = town;
  const mei = person("赖春梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  const other = person("石背人");
  await other.says("/start v2").then(() => other.sees("石背村"));
  // 王有根's household is known by his own account; 钟阿公's has no bot.
  await inOneTransaction(town.app.database, town.app.momentNow(), async (work) => {
    await keepHousehold(work, { villageId: 1, head: "王有根", people: 4 });
    await keepHousehold(work, { villageId: 1, groupName: "一组", head: "钟阿公", people: 2 });
    await work.tx.execute(
      "update household set person_id = (select id from person where town_id = 1 and name = '王有根') where town_id = 1 and head = '王有根'",
    );
  });

  await wang.forges("g:survey:new:").then(() => wang.sees("没有这个权限"));
  await chen.says("/topics").then(() => chen.sees("还没有立题"));
  await chen.presses("📋 调研").then(() => chen.sees("还没有调研"));
  await chen.presses("发起调研").then(() => chen.sees("调研什么"));
  await chen.says("老果园要不要改种").then(() => chen.sees("问谁"));
  await chen.says("天边村").then(() => chen.sees("没看懂“天边村”"));
  await chen.says("石背村").then(() => chen.sees("没有这个权限"));
  await chen.presses("东坑村").then(() => chen.sees("第 1 个问题"));
  await chen.presses("选一个").then(() => chen.sees("问题怎么问"));
  await chen.says("您家愿意改种吗？").then(() => chen.sees("有哪些答案"));
  await chen.says("愿意\n再看看\n不愿意").then(() => chen.sees("已有 1 个问题"));
  await chen.presses("再加一个").then(() => chen.sees("第 2 个问题"));
  await chen.presses("可选几个").then(() => chen.sees("问题怎么问"));
  await chen.says("想种什么？").then(() => chen.sees("有哪些答案"));
  await chen.says("脐橙\n油茶\n茶叶").then(() => chen.sees("已有 2 个问题"));
  await chen.presses("再加一个").then(() => chen.sees("第 3 个问题"));
  await chen.presses("填数").then(() => chen.sees("问题怎么问"));
  await chen.says("家里有几亩果园？").then(() => chen.sees("已有 3 个问题"));
  await chen.presses("再加一个").then(() => chen.sees("第 4 个问题"));
  await chen.presses("自己写").then(() => chen.sees("问题怎么问"));
  await chen.says("还有什么顾虑？").then(() => chen.sees("已有 4 个问题"));
  await chen.presses("够了").then(() => chen.sees("按什么算一份"));
  await chen.presses("一户一份").then(() => chen.sees("记名吗"));
  await chen.presses(/^记名/).then(() => chen.sees("什么时候截止"));
  await chen.says("11-30 20:00").then(() => chen.sees("1. 您家愿意改种吗？（愿意 / 再看看 / 不愿意）"));
  await chen.presses("提交").then(() => chen.sees(/已发给 \d 人。还没用机器人的收不到：有 1 户/));
  const id = await idOf("survey");
  // Until somebody has answered its words may be changed; who comes later is asked too.
  await chen.forges(`g:survey:edit:${id}`).then(() => chen.sees("改什么"));
  await chen.presses("问法").then(() => chen.sees("改哪一题"));
  await chen.presses("4. ").then(() => chen.sees("问题怎么问"));
  await chen.says("还怕什么？").then(() => chen.sees("已改"));
  await liu.forges(`g:survey:edit:${id}`).then(() => liu.sees("没有这个权限"));
  const late = person("后来的人");
  await late.says("/start v1").then(() => late.sees("您在"));
  await late.hasSeen("想听听您的意见");

  // In chat, by buttons and words; the last word counts.
  await wang.hasSeen("陈志远 想听听您的意见：老果园要不要改种");
  const answer = async (who: PersonDriver, first: string) => {
    await who.presses(/回答|改答案/).then(() => who.sees("（1/4）您家愿意改种吗"));
    await who.presses(first).then(() => who.sees("（2/4）想种什么"));
  };
  await answer(wang, "再看看");
  await wang.presses("脐橙");
  await settled();
  await wang.presses("茶叶");
  await settled();
  await wang.presses("茶叶");
  await settled();
  await wang.presses("油茶");
  await settled();
  await wang.presses("选好了").then(() => wang.sees("（3/4）"));
  await wang.says("好几亩").then(() => wang.sees("请写一个数"));
  await wang.says("3.5 亩").then(() => wang.sees("（4/4）"));
  await wang.says("怕卖不掉").then(() => wang.sees("之前都可以改"));
  await chen.forges(`g:survey:edit:${id}`).then(() => chen.sees("改什么"));
  expect(chen.newestButtons().join()).not.toContain("问法");
  await chen.presses("截止时间").then(() => chen.sees("什么时候截止"));
  await chen.says("12-1 20:00").then(() => chen.sees("改到 12月1日 周二 20:00 截止"));
  await chen.forges(`g:survey:edit:${id}`).then(() => chen.sees("改什么"));
  await chen.presses("截止时间").then(() => chen.sees("什么时候截止"));
  await chen.says("11-30 20:00").then(() => chen.sees("改到 11月30日"));
  await answer(wang, "不愿意");
  await wang.says("1 2").then(() => wang.sees("（3/4）"));
  await wang.says("3.5").then(() => wang.sees("（4/4）"));
  await wang.says("怕卖不掉").then(() => wang.sees("之前都可以改"));
  await other.forges(`g:survey:answer:${id}`).then(() => other.sees("问的不是您这里的人"));

  // At the door; what the household said itself stands.
  await li.says("/visit").then(() => li.sees("走访"));
  await li.presses("钟阿公").then(() => li.sees("钟阿公"));
  await li.presses("老果园要不要改种").then(() => li.sees("（1/4）"));
  await li.presses("愿意").then(() => li.sees("（2/4）"));
  await li.presses("跳过").then(() => li.sees("（3/4）"));
  await li.says("2亩").then(() => li.sees("（4/4）"));
  await li.says("腿脚不便，要人帮").then(() => li.sees("钟阿公 的已记下"));
  const homes = await rows<{ id: string; head: string }>("select id, head from household order by id");
  const home = (head: string) => Number(homes.find((one) => one.head === head)?.id);
  await liu.forges(`g:survey:door:${id}:${home("钟阿公")}`).then(() => liu.sees("没有这个权限"));
  await li.forges(`g:survey:door:${id}:${home("王有根")}`).then(() => li.sees("（1/4）"));
  await li.presses("再看看").then(() => li.sees("（2/4）"));
  for (const next of ["（3/4）", "（4/4）"]) await li.presses("跳过").then(() => li.sees(next));
  await li.presses("跳过").then(() => li.sees("以本人的为准"));
  await settled();
  expect(await rows("select whose, group_name, recorded_by is not null as at_door from survey_reply order by id")).toEqual([
    { whose: `h${home("王有根")}`, group_name: "", at_door: false },
    { whose: `h${home("钟阿公")}`, group_name: "一组", at_door: true },
  ]);

  await chen.says("/topics").then(() => chen.sees("还没有立题"));
  await chen.presses("📋 调研").then(() => chen.sees("老果园要不要改种：2 份"));
  await chen.presses("📋 老果园").then(() => chen.sees("收到 2 份，其中上门代填 1 份"));
  expect(chen.newest()).toContain("您家愿意改种吗？ — 愿意 1 · 再看看 0 · 不愿意 1");
  expect(chen.newest()).toContain("想种什么？ — 脐橙 1 · 油茶 1 · 茶叶 0");
  expect(chen.newest()).toContain("家里有几亩果园？ — Σ 5.5 · ⌀ 2.75");
  const survey = chen.newestButtons();
  await chen.forges(`g:survey:places:${id}`).then(() => chen.sees("东坑村 一组 1 份"));
  await chen.forges(`g:survey:words:${id}:0`).then(() => chen.sees(/怕卖不掉[\s\S]*东坑村 王有根[\s\S]*腿脚不便/));
  await chen.forges(`g:survey:names:${id}:0`).then(() => chen.sees("钟阿公 东坑村一组 （李建国 代填）　愿意 · 2 · 腿脚不便，要人帮"));
  expect(survey.join()).toContain("谁答的");
  // The cadre sees the numbers, not who said what; another village's cadre nothing.
  await li.forges(`g:survey:open:${id}`).then(() => li.sees("收到 2 份"));
  await li.forges(`g:survey:names:${id}:0`).then(() => li.sees("没有这个权限"));
  await liu.forges(`g:survey:open:${id}`).then(() => liu.sees("没有这个权限"));
  await wang.forges(`g:survey:open:${id}`).then(() => wang.sees("没有这个权限"));
  await chen.forges(`g:survey:export:${id}`);
  await chen.hasSeen("《老果园要不要改种》的结果");

  // One reminder, to those who have not answered; then the end.
  await pass(5 * day + 11 * hour + 60_000);
  await mei.hasSeen("只提醒这一次");
  expect(wang.texts().join()).not.toContain("只提醒这一次");
  await pass(day);
  await chen.hasSeen("《老果园要不要改种》到期了");
  await mei.forges(`g:survey:answer:${id}`).then(() => mei.sees("已经结束"));

  // The ground of a topic, with money and photos; told to those who were asked.
  await chen.forges(`g:survey:topic:${id}`).then(() => chen.sees("作为哪一题的依据"));
  await chen.presses("立一个新题").then(() => chen.sees("立在哪个村"));
  await chen.presses("东坑村").then(() => chen.sees("属于哪一类"));
  await chen.presses("水利").then(() => chen.sees("起个名"));
  await chen.says("老果园改造").then(() => chen.sees("谁牵头"));
  await chen.presses("李建国").then(() => chen.sees("从根上解决"));
  await chen.says("先改 20 亩，签保底收购").then(() => chen.sees("作为这一题的依据"));
  await chen.forges(`g:survey:tell:${id}`).then(() => chen.sees("要加一句"));
  await chen.says("先改 20 亩").then(() => chen.sees("结果已发给"));
  await wang.hasSeen(/共收到 2 份：\n・您家愿意改种吗？ — 愿意 1[\s\S]*先改 20 亩/);
  const topic = await idOf("topic");
  const line = async (what: string, ...said: (() => Promise<unknown>)[]) => {
    await li.forges(`g:topic:${what}:${topic}`);
    for (const say of said) await say();
    await li.sees("进展记下了");
  };
  await line(
    "money",
    () => li.sees("多少钱"),
    () => li.says("3万"),
    () => li.sees("哪来的"),
    () => li.says("县里奖补"),
  );
  await li.forges(`g:topic:before:${topic}`).then(() => li.sees("整治前的照片"));
  await li.says("没有").then(() => li.sees("请发照片或视频"));
  await li.sends("photo", { caption: "荒着" }).then(() => li.sees("进展记下了"));
  await line(
    "after",
    () => li.sees("整治后的照片"),
    () => li.sends("photo"),
  );
  await line(
    "milestone",
    () => li.sees("有什么进展"),
    () => li.says("苗到了"),
  );
  await chen.forges(`g:topic:open:${topic}`).then(() => chen.sees("资金合计：30000 元"));
  expect(chen.newest()).toMatch(/依据：《老果园要不要改种》[\s\S]*愿意 1[\s\S]*💰 30000 元 县里奖补[\s\S]*整治前 荒着[\s\S]*苗到了/);
  await chen.presses("看前后照片");
  await chen.hasSeen(/整治前.*荒着/);
  await li.forges(`g:topic:result:${topic}`).then(() => li.sees("结果怎样"));
  await li.says("改了 20 亩").then(() => li.sees("已结题"));
  await mei.hasSeen("《老果园改造》办完了：改了 20 亩");
  await admin.says("/brief").then(() => admin.sees("调研收到答复 2 份"));
});

test("an anonymous survey in English, by person: few answers are not told, and never whose they are", { timeout: 120_000 }, async () => {
  const { chen, person, rows, idOf, settled } = await withTown();
  await chen.says("/language").then(() => chen.sees("Choose a language"));
  await chen.presses("English").then(() => chen.sees("English"));
  await chen.says("/topics").then(() => chen.sees("There is no topic yet"));
  await chen.presses("Surveys").then(() => chen.sees("There is no survey yet"));
  const villagers = ["Ann", "Ben", "Cai", "Dan", "Eve"].map((name) => person(name, "en"));
  for (const one of villagers) await one.says("/start v1").then(() => one.sees("东坑村"));
  await chen.presses("New survey").then(() => chen.sees("What is it about"));
  await chen.says("Street lamps").then(() => chen.sees("Whom do you ask"));
  await chen.presses("东坑村").then(() => chen.sees("Question 1"));
  await chen.presses("One answer").then(() => chen.sees("What is the question"));
  await chen.says("Until when should they burn?").then(() => chen.sees("Which answers"));
  await chen.says("22:00\nAll night").then(() => chen.sees("There is 1 question"));
  await chen.presses("Enough").then(() => chen.sees("What counts once"));
  await chen.presses("Once per person").then(() => chen.sees("With names?"));
  await chen.presses("Anonymous").then(() => chen.sees("Until when?"));
  expect(chen.newestButtons().length).toBeGreaterThan(3);
  await chen.says("tomorrow 8pm").then(() => chen.sees("Street lamps"));
  await chen.presses("提交").then(() => chen.sees("went to"));
  const id = await idOf("survey");
  for (const [index, one] of villagers.entries()) {
    await one.hasSeen("Anonymous: nobody is told who answered what");
    await one.presses("回答").then(() => one.sees("(1/1) Until when should they burn?"));
    await one.presses(index < 3 ? "22:00" : "All night").then(() => one.sees("can be changed until"));
    await settled();
    await chen.forges(`g:survey:open:${id}`).then(() => chen.sees(`${index + 1} answers`));
    expect(chen.newest().includes("All night")).toBe(index === 4);
  }
  expect(chen.newest()).toContain("22:00 3 · All night 2");
  expect(chen.newestButtons().join()).not.toContain("Who said what");
  await chen.forges(`g:survey:names:${id}:0`).then(() => chen.sees(/not allowed|may not|no permission|cannot/i));
  await chen.forges(`g:survey:end:${id}`).then(() => chen.sees("has ended"));
  expect((await rows("select id from survey_reply")).length).toBe(5);
});
