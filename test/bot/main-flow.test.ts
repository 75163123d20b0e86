import { expect, onTestFinished, test } from "vitest";
import { inviteTo, openTown, reportOf, withTown } from "../support/town.ts";

test("a town is claimed, set up, and carries a report to its end", async () => {
  const town = await openTown();
  onTestFinished(() => town.close());
  const admin = town.person("周敏");
  await admin.says(`/start ${town.app.claimCode}`);
  await admin.sees("第一个管理员");
  await admin.says("青石镇").then(() => admin.sees("请发村名"));
  await admin.says("东坑村\n石背村：一组、二组");
  await admin.sees("已加 2 个村：东坑村、石背村");
  const li = town.person("李建国");
  await inviteTo(admin, li, "包村干部", "东坑村");

  const wang = town.person("王有根");
  await wang.says("/start").then(() => wang.sees("哪个村"));
  await wang.presses("东坑村").then(() => wang.sees("您在 东坑村"));
  await wang.presses("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.sends("photo", { caption: "村口的路塌了" }).then(() => wang.sees("对不对"));
  await wang.presses("留电话").then(() => wang.sees("留个电话"));
  await wang.does({ do: "contact", phone: "+86 138 0013 8000" }).then(() => wang.sees("对不对"));
  await wang.presses("提交");
  const submitted = await wang.sees("已提交，编号 #1001");
  expect(submitted).toContain("负责人：李建国");

  const card = await li.hasSeen("#1001");
  expect(card.text).toContain("村口的路塌了");
  expect(card.text).toContain("王有根");
  await expect.poll(() => li.messages().some((message) => message.photo)).toBe(true);
  await li.presses("接单");
  await wang.hasSeen("李建国 已接单 #1001");
  await li.repliesTo("#1001", "明天上午来修");
  await wang.hasSeen("明天上午来修");
  await wang.sends("voice");
  await expect.poll(() => li.messages().some((message) => message.from?.is_bot && message.voice)).toBe(true);
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("路修好了");
  await wang.hasSeen("路修好了");
  await wang.presses(/^😊 满意/);
  await wang.sees("已完结");
  await li.hasSeen("村民评价：满意");
  await admin.says("/stats");
  const stats = await admin.sees("满意率");
  expect(stats).toContain("收到 1（上期 0）：解决 1　未评价完结 0　未完结 0");
  expect(stats).toContain("满意率 100.0% (1/1)");
  expect(stats).toContain("现在在办 0　逾期 0");
  expect((await admin.hasSeen("满意率")).photo).toBeDefined();
  expect((await town.rows("select state, rating from ticket"))[0]).toEqual({ state: "closed", rating: "satisfied" });
});

test("the same flow in English, for somebody whose client is English", async () => {
  const { person } = await withTown();
  const ann = person("Ann", "en");
  await ann.says("/start").then(() => ann.sees("Which village"));
  await ann.presses("东坑村").then(() => ann.sees("you are in 东坑村"));
  await ann.presses("报问题").then(() => ann.sees("What kind of matter"));
  await ann.presses("Roads and water").then(() => ann.sees("Please say what it is"));
  await ann.says("The bridge has a hole").then(() => ann.sees("Please check"));
  await ann.presses("加地点").then(() => ann.sees("Where is it?"));
  await ann.says("by the school").then(() => ann.sees("by the school"));
  await ann.presses("提交");
  await ann.sees("Submitted, number #1001");
  await ann.says("/language").then(() => ann.sees("Choose a language"));
  await ann.presses("中文");
  await ann.sees("以后用中文");
});

test("a dispute in English: both sides of it are asked, invited and heard in their own language", async () => {
  const { person, li } = await withTown();
  const [ann, bob] = [person("Ann", "en"), person("Bob", "en")];
  await ann.says("/start v1").then(() => ann.sees("you are in 东坑村"));
  await ann.presses("报问题").then(() => ann.sees("What kind of matter"));
  await ann.presses("Disputes").then(() => ann.sees("With whom is the dispute"));
  await ann.says("Bob").then(() => ann.sees("what the dispute is about"));
  await ann.says("He put his fence on my land").then(() => ann.sees("Please check"));
  await ann.presses("提交").then(() => ann.sees("Submitted, number #1001"));
  await li.hasSeen("对方：Bob");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await ann.hasSeen("李建国 accepted #1001");
  await li.presses("⚖️ 调解").then(() => li.sees("#1001 调解"));
  await li.presses("请当事人").then(() => li.sees("转给 Bob"));
  const link = await li.hasSeen("转给 Bob");
  await bob.says(`/start ${/start=(\S+)/.exec(link.text ?? "")?.[1]}`).then(() => bob.sees("mediation"));
  await li.presses("约调解").then(() => li.sees("哪种调解"));
  await li.presses("人民调解").then(() => li.sees("什么时候"));
  await li.says("明天下午3点").then(() => li.sees("在哪里调解"));
  await li.says("village office").then(() => li.sees("人民调解"));
  for (const one of [ann, bob]) await one.hasSeen(/mediation.*15:00.*village office/i);
  await li.presses("记结果").then(() => li.sees("谈得怎样"));
  await li.presses("达成协议").then(() => li.sees("协议的内容"));
  await li.says("The fence goes back by two feet").then(() => li.sees("未答复 2"));
  for (const one of [ann, bob]) {
    await one.hasSeen("by two feet");
    await one.presses("同意").then(() => one.sees("You agree"));
  }
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("done").then(() => li.sees("已报办结"));
  await ann.hasSeen("Are you satisfied");
  await ann.presses("😊").then(() => ann.sees("closed"));
});

test("somebody who is not satisfied reopens the ticket one level up, at the leader's", async () => {
  const { wang, li, chen, rows } = await withTown();
  const number = await reportOf(wang, "水渠堵了田里没水");
  await li.hasSeen(`#${number}`);
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("清好了");
  await wang.hasSeen("请问您满意吗");
  await wang.presses("不满意").then(() => wang.sees("升级给 陈志远"));
  await wang.says("根本没有来人");
  await chen.hasSeen("根本没有来人");
  expect((await rows("select state, level, reopen_count from ticket"))[0]).toEqual({ state: "assigned", level: 1, reopen_count: 1 });
});

test("a claim link and an invitation work once, and only for the person who came first", async () => {
  const { admin, person, app } = await withTown();
  const late = person("后来");
  await late.says(`/start ${app.claimCode}`);
  await late.sees("这个链接无效");
  await admin.says("/invite").then(() => admin.sees("先选身份"));
  await admin.presses("管理员");
  const code = /start=(\S+)/.exec(await admin.sees("只能用一次"))?.[1];
  const [first, second] = [person("第一个"), person("第二个")];
  await first.says(`/start ${code}`).then(() => first.sees("您现在是管理员"));
  await second.says(`/start ${code}`);
  await second.sees("已经有人用过");
});

test("the poster's link puts a villager into the right village, and the poster is a PDF", async () => {
  const { admin, person, telegram } = await withTown();
  await admin.says("/poster").then(() => admin.sees("哪个村的海报"));
  await admin.presses("石背村");
  await admin.sees("石背村 的海报");
  const file = [...telegram.world.files.values()].find(({ kind }) => kind === "document");
  expect(
    Buffer.from(file?.bytes ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  const guest = person("路过");
  await guest.says("/start v2").then(() => guest.sees("石背村 哪个组"));
  await guest.presses("二组");
  await guest.sees("您在 石背村 二组");
});
