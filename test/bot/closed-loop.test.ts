import { expect, test } from "vitest";
import { inviteTo, reportOf, withTown } from "../support/town.ts";

test("我也是: a similar open matter is offered with the summary, joining counts and brings its news, and no second ticket", async () => {
  const { wang, li, person, rows } = await withTown();
  await reportOf(wang, "村口小桥边的路塌了一块，车过不去");
  const mei = person("赖春梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  await mei.says("报问题").then(() => mei.sees("哪一类"));
  await mei.presses("道路水利").then(() => mei.sees("说说是什么事"));
  await mei.says("小桥边马路塌陷，车子过不了").then(() => mei.sees("在什么地方"));
  await mei.says("跳过").then(() => mei.sees("留个电话"));
  await mei.says("跳过").then(() => mei.sees("像是同一件"));
  await mei.presses("🙋 #1001").then(() => mei.sees("#1001 已算上您"));
  await li.hasSeen("又有人反映");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await mei.hasSeen("已接单 #1001");
  expect(await rows("select count(*)::int as n from ticket")).toEqual([{ n: 1 }]);
  await li.hasSeen("另有 1 人也反映了");
});

test("a different matter of the same village is not offered", async () => {
  const { wang, person } = await withTown();
  await reportOf(wang, "村口小桥边的路塌了一块，车过不去");
  const mei = person("赖春梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  expect(await reportOf(mei, "祠堂后面水管爆了，水流了一地")).toBe(1002);
  expect(mei.texts().join()).not.toContain("像是同一件");
});

test("合并: a cadre merges two reports of the same matter, and takes it back", async () => {
  const { wang, li, person, rows } = await withTown();
  await reportOf(wang, "路灯不亮", "供电通信");
  const mei = person("赖春梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  await reportOf(mei, "晚上黑漆漆看不见", "供电通信");
  await li.hasSeen("#1002");
  await li.presses("合并").then(() => li.sees("合并到哪一件"));
  await li.says("1002").then(() => li.sees("只能合并到同村"));
  await li.says("#1001").then(() => li.sees("已合并"));
  await mei.hasSeen("您报的 #1002 和 #1001 是同一件事");
  expect(await rows("select state from ticket order by number")).toEqual([{ state: "assigned" }, { state: "merged" }]);
  await li.says("#1002").then(() => li.sees("已合并"));
  await li.presses("取消合并").then(() => li.sees("恢复单独办理"));
  expect(await rows("select state from ticket order by number")).toEqual([{ state: "assigned" }, { state: "assigned" }]);
});

test("a report about the discipline officer or an admin never reaches that person, whatever their rank", async () => {
  const { admin, wang, person, rows, settled } = await withTown();
  const desk = person("曾严");
  await inviteTo(admin, desk, "纪检");
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("干部作风").then(() => wang.sees("哪位干部"));
  await wang.presses("曾严").then(() => wang.sees("说说是什么事"));
  await wang.says("他收了钱不办事").then(() => wang.sees("在什么地方"));
  await wang.says("跳过").then(() => wang.sees("留个电话"));
  await wang.says("跳过").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await admin.hasSeen("他收了钱不办事");
  await desk.says("#1001").then(() => desk.sees(/./));
  await desk.says("/overdue").then(() => desk.sees(/./));
  await settled();
  expect(desk.texts().join()).not.toContain("收了钱");
  expect(await rows("select about_id is not null as about from ticket")).toEqual([{ about: true }]);
});

test("a service asks what it needs, checks it, and may be for a neighbour, at the door", async () => {
  const { wang, li, rows } = await withTown();
  await wang.says("办事").then(() => wang.sees("您要办什么"));
  await wang.presses("养老认证").then(() => wang.sees("每年认证一次"));
  await wang.says("走不动了").then(() => wang.sees("留个电话"));
  await wang.says("跳过").then(() => wang.sees("对不对"));
  await wang.presses("改填的项").then(() => wang.sees("老人姓名"));
  await wang.says("赖阿婆").then(() => wang.sees("身份证号"));
  await wang.says("123").then(() => wang.sees("这个不对"));
  await wang.says("11010519491231002X").then(() => wang.sees("对不对"));
  await wang.presses("替别人办").then(() => wang.sees("替谁办"));
  await wang.says("隔壁赖阿婆").then(() => wang.sees("替 隔壁赖阿婆 办"));
  await wang.presses("上门办").then(() => wang.sees("要上门办"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  const card = await li.hasSeen("替 隔壁赖阿婆 办");
  expect(card.text).toContain("身份证号：11010519491231002X");
  expect(card.text).toContain("要上门办");
  expect(await rows("select kind, at_home, beneficiary from ticket")).toEqual([
    { kind: "service", at_home: true, beneficiary: "隔壁赖阿婆" },
  ]);
});
