import { expect, test } from "vitest";
import { day, hour, inviteTo, reportOf, withTown } from "../support/town.ts";

test("another cadre may not accept, and sees nothing of it", async () => {
  const { wang, li, liu, settled, rows } = await withTown();
  const number = await reportOf(wang, "水管爆了");
  await li.hasSeen(`#${number}`);
  await liu.says(`#${number}`).then(() => liu.sees(`没有您能看的 #${number}`));
  await settled();
  expect(liu.texts().join()).not.toContain("水管爆了");
  expect((await rows("select state from ticket"))[0]).toEqual({ state: "assigned" });
});

test("转办: the first receiver stays responsible until the other accepts, and hears when it is given back", async () => {
  const { wang, li, liu, rows, settled } = await withTown();
  await reportOf(wang, "路塌在两个村中间");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("转办").then(() => li.sees("转给谁"));
  await li.presses("刘芳").then(() => li.sees("说一句原因"));
  await li.says("塌的那段在石背").then(() => li.sees("仍由您负责"));
  await liu.hasSeen("塌的那段在石背");
  const responsible = async () => (await rows("select p.name from ticket t join person p on p.id = t.responsible_id"))[0]?.["name"];
  expect(await responsible()).toBe("李建国");
  await liu.presses("退回").then(() => liu.sees("为什么退回"));
  await liu.says("不归石背").then(() => liu.sees("已退回"));
  await li.hasSeen("不归石背");
  await li.presses("转办").then(() => li.sees("转给谁"));
  await li.presses("刘芳").then(() => li.sees("说一句原因"));
  await li.presses("跳过").then(() => li.sees("仍由您负责"));
  await settled();
  await liu.presses(/接单/).then(() => liu.sees("您已接单"));
  expect(await responsible()).toBe("刘芳");
  await wang.hasSeen("刘芳 已接单");
  await li.hasSeen("现在由 刘芳 负责");
});

test("协办: a helper gets the card, reads along and may answer, while one stays responsible", async () => {
  const { wang, li, liu, rows } = await withTown();
  await reportOf(wang, "电线杆歪了", "供电通信");
  await li.hasSeen("#1001");
  await li.presses("协办").then(() => li.sees("请谁协办"));
  await li.presses("刘芳").then(() => li.sees("已请 刘芳 协办"));
  await liu.hasSeen("电线杆歪了");
  await wang.repliesTo("已提交", "还在冒火花");
  await liu.hasSeen("还在冒火花");
  await liu.repliesTo("电线杆歪了", "供电所已经出发");
  await wang.hasSeen("供电所已经出发");
  expect((await rows("select p.name from ticket t join person p on p.id = t.responsible_id"))[0]).toEqual({ name: "李建国" });
});

test("限期 moves the date with a reason, the villager is told, and the leader may refuse it", async () => {
  const { wang, li, chen, rows, settled } = await withTown();
  await reportOf(wang, "水渠要修");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  const before = (await rows("select resolve_by from ticket"))[0]?.["resolve_by"];
  await li.presses("限期").then(() => li.sees("延到什么时候"));
  await li.presses("+5").then(() => li.sees("为什么延长"));
  await li.says("等材料").then(() => li.sees("已延长"));
  await wang.hasSeen("原因：等材料");
  expect((await rows<{ resolve_by: Date }>("select resolve_by from ticket"))[0]?.resolve_by.getTime()).toBeGreaterThan(
    (before as Date).getTime(),
  );
  await chen.presses("不同意延期").then(() => chen.sees("恢复原时限"));
  await settled();
  expect((await rows("select resolve_by from ticket"))[0]?.["resolve_by"]).toEqual(before);
  await li.hasSeen("不同意 #1001 延期");
  // A day is typed as well, and means the end of it; a number that is no day is asked again.
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("限期").then(() => li.sees("延到什么时候"));
  await li.says("第3次没找到施工队").then(() => li.sees("时间没看懂"));
  await li.says("明天上午").then(() => li.sees("要比现在的晚"));
  await li.says("12月9号").then(() => li.sees("为什么延长"));
  await li.says("砖没到").then(() => li.sees("已延长"));
  expect((await rows("select resolve_by from ticket"))[0]?.["resolve_by"]).toEqual(new Date("2026-12-09T18:00:00+08:00"));
});

test("备注 is read by handlers and never by the villager, in no view", async () => {
  const { wang, li, liu, settled } = await withTown();
  await reportOf(wang, "邻居吵架", "矛盾纠纷");
  await li.hasSeen("#1001");
  await li.presses("协办").then(() => li.sees("请谁协办"));
  await li.presses("刘芳").then(() => li.sees("已请"));
  await li.presses("备注").then(() => li.sees("记一条备注"));
  await li.says("此人脾气急，先电话").then(() => li.sees("备注已记"));
  await liu.hasSeen("此人脾气急");
  await wang.says("/my").then(() => wang.sees("您的事项"));
  await wang.presses("#1001");
  await wang.sees("经过");
  await settled();
  expect(wang.texts().join()).not.toContain("脾气");
  await li.presses("经过").then(() => li.sees("此人脾气急"));
});

test("canned replies are one tap, and one's own can be added", async () => {
  const { wang, li, telegram } = await withTown();
  await reportOf(wang, "自来水停了");
  await li.hasSeen("#1001");
  await li.presses("回复").then(() => li.sees("常用语"));
  await li.presses("收到，我马上去看").then(() => li.sees("已转给村民"));
  await wang.hasSeen("收到，我马上去看。");
  await li.presses("回复").then(() => li.sees("常用语"));
  await li.presses("加一句常用语").then(() => li.sees("请发一句常用语"));
  await li.says("水厂在抢修").then(() => li.sees("请发给村民的话"));
  await li.presses("水厂在抢修").then(() => li.sees("已转给村民"));
  await wang.hasSeen("水厂在抢修");
  // Who reads English sees the first ones in English; the villager gets them in the villager's language, and one's own stay as they are.
  Object.assign(telegram.world.users.get(li.id) ?? {}, { language_code: "en" });
  await li.says("#1001").then(() => li.sees("Responsible"));
  await li.presses("Reply").then(() => li.sees("choose a canned reply"));
  expect(li.newestButtons()).toContain("水厂在抢修");
  await li.presses("Please send a photo").then(() => li.sees("Passed on"));
  await wang.hasSeen("请发一张照片，方便我们判断。");
});

test("提问 stops the clock until the villager answers by simply writing", async () => {
  const { wang, li, clock, rows, settled } = await withTown();
  await reportOf(wang, "田埂塌了", "农业生产");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  const before = (await rows<{ resolve_by: Date }>("select resolve_by from ticket"))[0]?.resolve_by.getTime() as number;
  await li.presses("提问").then(() => li.sees("要问"));
  await li.says("大概多长？").then(() => li.sees("已问村民"));
  await wang.hasSeen("大概多长？");
  expect((await rows("select state from ticket"))[0]).toEqual({ state: "waiting_villager" });
  clock.now += 2 * day;
  await wang.says("十来米吧").then(() => wang.sees("已转给"));
  await li.hasSeen("十来米吧");
  await settled();
  const after = (await rows<{ resolve_by: Date; state: string }>("select resolve_by, state from ticket"))[0];
  expect(after?.state).toBe("in_progress");
  expect(after?.resolve_by.getTime()).toBe(before + 2 * day);
});

test("the villager adds, chases once a day, and withdraws", async () => {
  const { wang, li, clock, rows } = await withTown();
  await reportOf(wang, "路面有坑");
  await wang.says("我的事项").then(() => wang.sees("在办 1 件"));
  await wang.presses("#1001").then(() => wang.sees("经过"));
  await wang.presses("补充").then(() => wang.sees("补充到 #1001"));
  await wang.says("坑有半米深").then(() => wang.sees("已转给"));
  await li.hasSeen("坑有半米深");
  await wang.presses("催办").then(() => wang.sees("已替您催办"));
  await li.hasSeen("村民催办 #1001");
  await wang.presses("催办").then(() => wang.sees("今天已经催过"));
  clock.now += 25 * hour;
  await wang.presses("催办").then(() => wang.sees("已替您催办"));
  await wang.presses("撤回").then(() => wang.sees("确定要撤回"));
  await wang.presses("确定撤回").then(() => wang.sees("已撤回"));
  await li.hasSeen("村民撤回了 #1001");
  expect((await rows("select state from ticket"))[0]).toEqual({ state: "withdrawn" });
});

test("a confidential report reaches the discipline desk only, without name or phone, and answers flow", async () => {
  const { admin, wang, li, chen, person, settled } = await withTown();
  const desk = person("曾严");
  await inviteTo(admin, desk, "纪检");
  await reportOf(wang, "干部收钱不开票", "干部作风");
  const card = await desk.hasSeen("干部收钱不开票");
  expect(card.text).toContain("保密来件");
  expect(card.text).not.toContain("王有根");
  await desk.presses("接单").then(() => desk.sees("您已接单"));
  await desk.repliesTo("干部收钱不开票", "什么时候的事？");
  await wang.hasSeen("什么时候的事？");
  await wang.says("上个月").then(() => wang.sees("已转给"));
  await desk.hasSeen("上个月");
  await desk.presses("经过");
  await desk.hasSeen("经过");
  await settled();
  for (const handler of [desk, li, chen]) expect(handler.texts().join()).not.toContain("王有根");
  expect(li.texts().join() + chen.texts().join()).not.toContain("收钱");
});

test("a category of a station goes to its head, and a colleague may claim it", async () => {
  const { admin, wang, person, rows } = await withTown();
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("➕ 站所").then(() => admin.sees("请发站所名"));
  await admin.says("民政站").then(() => admin.sees("已加 1 个"));
  const [he, xiao] = [person("何春兰"), person("小赖")];
  await inviteTo(admin, he, "站所人员", "民政站");
  await inviteTo(admin, xiao, "站所人员", "民政站");
  await reportOf(wang, "低保三个月没发", "社保救助");
  await he.hasSeen("低保三个月没发");
  await xiao.hasSeen("低保三个月没发");
  await xiao.presses("接单").then(() => xiao.sees("您已接单"));
  await he.hasSeen("现在由 小赖 负责");
  expect((await rows("select p.name from ticket t join person p on p.id = t.responsible_id"))[0]).toEqual({ name: "小赖" });
});

test("an announcement reaches the chosen village and can be read again", async () => {
  const { admin, wang, person, settled } = await withTown();
  const other = person("黄老四");
  await other.says("/start v2").then(() => other.sees("哪个组"));
  await other.presses("跳过").then(() => other.sees("您在 石背村"));
  await admin.says("/broadcast").then(() => admin.sees("发给哪里"));
  await admin.presses("东坑村").then(() => admin.sees("请发通知内容"));
  await admin.says("明天停水，请储水").then(() => admin.sees("确定就点"));
  await admin.presses("提交").then(() => admin.sees("已发给"));
  await wang.hasSeen("明天停水");
  await settled();
  expect(other.texts().join()).not.toContain("停水");
  await wang.says("通知").then(() => wang.sees("最近的通知"));
});

test("the admin assigns by number", async () => {
  const { admin, wang, li, liu } = await withTown();
  await reportOf(wang, "路面有坑");
  await admin.says("/assign 1001").then(() => admin.sees("指派给谁"));
  await admin.presses("刘芳").then(() => admin.sees("已指派给 刘芳"));
  await liu.hasSeen("路面有坑");
  await li.hasSeen("现在由 刘芳 负责");
  await wang.hasSeen("现在由 刘芳 负责");
});
