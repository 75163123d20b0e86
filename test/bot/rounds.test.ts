import { expect, test } from "vitest";
import { day, hour, inviteTo, withTown } from "../support/town.ts";

test("a round is set by a leader, done by cadres and deputies, becomes matters, and what was missed is seen", {
  timeout: 120_000,
}, async () => {
  const { admin, li, liu, chen, wang, pass, settled, rows } = await withTown();
  await wang.says("/rounds").then(() => wang.sees("没有这个权限"));
  await li.says("/rounds").then(() => li.sees("还没有例行巡查"));
  expect(li.newestButtons()).toEqual([]);
  await chen.says("/rounds").then(() => chen.sees("还没有例行巡查"));
  await chen.presses("定一项").then(() => chen.sees("查什么"));
  await chen.says("汛期水库巡查").then(() => chen.sees("查哪里"));
  // 石背村 is not his, nor is the whole town.
  expect(chen.newestButtons().filter((caption) => /村|全镇/.test(caption))).toEqual(["东坑村"]);
  await chen.presses("东坑村").then(() => chen.sees("谁去查"));
  await chen.presses("村里的包村干部").then(() => chen.sees("多久一次"));
  await chen.presses("每天").then(() => chen.sees("只在哪一段时间"));
  await chen.says("夏天").then(() => chen.sees("没看懂是哪一段时间"));
  await chen.says("11-1 到 3-31").then(() => chen.sees("几点提醒"));
  await chen.says("早饭后").then(() => chen.sees("没看懂几点"));
  await chen.says("10点半").then(() => chen.sees("要不要凭据"));
  await chen.presses("要拍照").then(() => chen.sees("每天 10:30 （2026-11-24 到 2027-03-31）"));
  await chen.presses("提交").then(() => chen.sees("定好了"));
  await li.hasSeen("陈志远 请您定期查：《汛期水库巡查》");

  await pass(2 * hour);
  await li.hasSeen("该查了：汛期水库巡查");
  // Somebody else's turn is nobody's to answer.
  const turn = Number((await rows<{ id: string }>("select id from round_turn"))[0]?.id);
  await wang.forges(`g:round:clear:${turn}`).then(() => wang.sees("没有这个权限"));
  await liu.forges(`g:round:found:${turn}`).then(() => liu.sees("没有这个权限"));
  await li.presses("没问题").then(() => li.sees("请拍一张照片"));
  await li.says("都好").then(() => li.sees("要照片为凭"));
  await li.sends("photo").then(() => li.sees("记下了：没问题"));
  await li.forges(`g:round:undone:${turn}`).then(() => li.sees("李建国 已经记了"));
  await chen.says("/rounds").then(() => chen.sees("每天 10:30"));
  await chen.presses("🔁 汛期水库巡查").then(() => chen.sees("该查 1 次，查了 1 次，发现 0 件"));

  // From the next time on it is otherwise; today's turn is over.
  await li
    .forges(`g:round:edit:${Number((await rows<{ id: string }>("select id from round"))[0]?.id)}`)
    .then(() => li.sees("没有这个权限"));
  await chen.presses("修改").then(() => chen.sees("改什么"));
  await chen.presses("几点").then(() => chen.sees("几点提醒"));
  await chen.says("下午六点").then(() => chen.sees("已改，下次 11月25日 周三 18:00"));
  await li.hasSeen("陈志远 改了《汛期水库巡查》");
  await chen.says("/rounds").then(() => chen.sees("每天 18:00"));
  await chen.presses("🔁 汛期水库巡查").then(() => chen.sees("查了 1 次"));
  await chen.presses("修改").then(() => chen.sees("改什么"));
  await chen.presses("几点").then(() => chen.sees("几点提醒"));
  await chen.says("10:30").then(() => chen.sees("下次 11月25日 周三 10:30"));

  // He is on leave: his deputy is reminded, and finds something.
  await li.says("/leave").then(() => li.sees(/几天/));
  await li.presses("3 天").then(() => li.sees("谁代理"));
  await li.presses("刘芳").then(() => li.sees("刘芳"));
  await pass(day);
  await liu.hasSeen("该查了：汛期水库巡查");
  expect(li.texts().filter((text) => text.includes("该查了"))).toHaveLength(1);
  await liu.presses("发现问题").then(() => liu.sees("发现了什么"));
  await liu.says("坝脚渗水").then(() => liu.sees("在哪里"));
  await liu.does({ do: "location", latitude: 25.1, longitude: 115.2 }).then(() => liu.sees("属于哪一类"));
  await liu.presses("水利").then(() => liu.sees(/已立为 #1001，由 .+ 负责/));
  // One more place on the same day.
  await liu.forges(`g:round:found:${turn + 1}`).then(() => liu.sees("发现了什么"));
  await liu.sends("photo", { caption: "溢洪道堵了" }).then(() => liu.sees("在哪里"));
  await liu.presses("跳过").then(() => liu.sees("属于哪一类"));
  await liu.presses("水利").then(() => liu.sees("#1002"));
  await settled();
  expect(
    await rows(
      "select t.number::int, t.description, p.name, t.latitude, v.name as village from ticket t join person p on p.id = t.reporter_id join village v on v.id = t.village_id order by 1",
    ),
  ).toEqual([
    { number: 1001, description: "【汛期水库巡查】坝脚渗水", name: "刘芳", latitude: 25.1, village: "东坑村" },
    { number: 1002, description: "【汛期水库巡查】溢洪道堵了", name: "刘芳", latitude: null, village: "东坑村" },
  ]);

  // The next day it cannot be done; those who lead hear why.
  await pass(day);
  await liu.presses("做不了").then(() => liu.sees("为什么做不了"));
  await liu.says("路断了").then(() => liu.sees("已告诉领导"));
  await chen.hasSeen("刘芳 今天做不了：路断了");

  // Friday nobody writes anything down: missed, in the list, in the digest of the next working morning, and written down late.
  await pass(day);
  await pass(day - hour);
  await pass(2 * day);
  await chen.hasSeen("近 7 天例行巡查没查");
  await li.hasSeen("2026-11-27 的《汛期水库巡查》没有记");
  await chen.says("/rounds").then(() => chen.sees(/近 7 天有 \d 次没查/));
  await chen.presses("没查的").then(() => chen.sees("2026-11-27 汛期水库巡查（东坑村）"));
  const friday = Number((await rows<{ id: string }>("select id from round_turn where day = '2026-11-27'"))[0]?.id);
  await li.forges(`g:round:clear:${friday}`).then(() => li.sees("请拍一张照片"));
  await li.sends("photo").then(() => li.sees("记下了：没问题"));
  await chen.presses("🔁 汛期水库巡查").then(() => chen.sees("2026-11-27 ✅ 没问题 李建国（补记）"));
  await admin.says("/brief").then(() => admin.sees(/例行巡查 3 次[\s\S]*巡查发现问题 2 件[\s\S]*当天没查 \d 次/));

  // Who leaves office is followed: with no cadre left, it is the leader's.
  await rows("update role_grant set revoked_at = now() where person_id = (select id from person where name = '李建国')");
  await pass(hour);
  await chen.hasSeen("该查了：汛期水库巡查");
  await chen.says("/rounds").then(() => chen.sees("每天 10:30"));
  await chen.presses("🔁 汛期水库巡查").then(() => chen.sees("本月"));
  await chen.presses("不再查").then(() => chen.sees("确定吗"));
  await chen.presses("真的不再查").then(() => chen.sees("不再提醒了"));
  const turns = async () => (await rows("select id from round_turn")).length;
  const before = await turns();
  await pass(2 * day);
  expect(await turns()).toBe(before);
});

test("a station's round in English: given days, no proof, the whole town, a bot that was away", { timeout: 60_000 }, async () => {
  const { admin, pass, person, rows, settled } = await withTown();
  const he = person("He Chunlan");
  await rows("insert into station (town_id, name) values (1, '应急站')");
  await inviteTo(admin, he, "站所人员", "应急站");
  await he.says("/language").then(() => he.sees("Choose a language"));
  await he.presses("English").then(() => he.sees("English"));
  await he.says("/rounds").then(() => he.sees("There are no rounds yet"));
  await he.presses("New round").then(() => he.sees("What is to be looked at"));
  await he.says("Fire lanes").then(() => he.sees("Where?"));
  await he.presses(/whole town/i).then(() => he.sees("By whom?"));
  expect(he.newestButtons().join()).not.toContain("The village's cadres");
  await he.presses("应急站").then(() => he.sees("How often?"));
  await he.presses("On given days").then(() => he.sees("On which days?"));
  await he.says("11-26, 11-30").then(() => he.sees("At what time"));
  await he.presses("09:00").then(() => he.sees("Is proof needed"));
  await he.presses("No proof").then(() => he.sees("When: 2026-11-26, 2026-11-30 09:00"));
  await he.presses("提交").then(() => he.sees("is set"));
  await pass(2 * day + hour);
  await he.presses("All fine").then(() => he.sees("is noted: all fine"));
  // The bot comes back after both the last day and its end: missed, and nobody is reminded of it.
  await pass(6 * day);
  await settled();
  expect(await rows("select day, state, missed_at is not null as missed from round_turn order by day")).toEqual([
    { day: "2026-11-26", state: "clear", missed: false },
    { day: "2026-11-30", state: "open", missed: true },
  ]);
  expect(he.texts().filter((text) => text.includes("It is time"))).toHaveLength(1);
  await he.hasSeen("Nothing was noted for “Fire lanes” of 2026-11-30");
  expect(await rows("select next_at from round")).toEqual([{ next_at: null }]);
});
