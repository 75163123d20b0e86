import { expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { day, submits, withTown } from "../support/town.ts";

/** 李 visits a household that has nobody on the bot, and writes down what was heard. */
async function heardAt(cadre: PersonDriver, household: string, words: string, number: number) {
  await cadre.says("/visit").then(() => cadre.sees("走访"));
  await cadre.presses("新户").then(() => cadre.sees("哪个村"));
  await cadre.presses("东坑村").then(() => cadre.sees("户主姓名"));
  await cadre.says(household).then(() => cadre.sees("已记走访"));
  await cadre.presses("登记为事项").then(() => cadre.sees("是什么问题"));
  await cadre.says(words).then(() => cadre.sees("属于哪一类"));
  await cadre.presses("道路水利").then(() => cadre.sees("谁反映的"));
  await cadre.presses(household.split(" ")[0] as string).then(() => cadre.sees("打印一张扫码单"));
  await cadre.hasSeen(`已登记 #${number}`);
}

async function resolved(cadre: PersonDriver, number: number, result: string) {
  await cadre.says(`#${number}`).then(() => cadre.sees("代记"));
  await cadre.presses("接单").then(() => cadre.hasSeen("已接单"));
  await cadre.says(`#${number}`).then(() => cadre.sees("代记"));
  await cadre.presses("办结").then(() => cadre.sees("办得怎样"));
  await cadre.says(result);
}

test("what was heard at a household without the bot is the villager's: who did it may not rate it, who had no part in it asks and is named", async () => {
  const town = await withTown();
  const { li, chen, admin, rows, settled, pass, idOf } = town;
  await heardAt(li, "刘老三 13900000003", "水渠堵了", 1001);
  const [made] = await rows(
    "select p.name, p.telegram_id < 0 as paper, p.phone, r.name as recorder, t.beneficiary from ticket t join person p on p.id = t.reporter_id join person r on r.id = t.recorded_by",
  );
  expect(made).toEqual({ name: "刘老三", paper: true, phone: "13900000003", recorder: "李建国", beneficiary: null });
  await li.says("#1001").then(() => li.sees("刘老三"));
  expect(li.newest()).toMatch(/📞 13900000003.*没用机器人.*李建国 代记/);
  await resolved(li, 1001, "清好了");
  await li.hasSeen("由 陈志远 回访");
  await chen.hasSeen(/#1001 已报办结。刘老三（📞 13900000003）没用机器人/);
  const ticket = await idOf("ticket");
  for (const forged of ["call_back", "rate"]) await li.forges(`t:${forged}:${ticket}:satisfied`);
  await settled();
  expect(await rows("select state, rating from ticket")).toEqual([{ state: "resolved", rating: null }]);
  expect(await rows("select what from audit_event where what like 'button %' order by what")).toEqual([
    { what: "button call_back" },
    { what: "button rate" },
  ]);
  // Nobody asked yet: a week of silence ends nothing.
  await pass(8 * day);
  await li.hasSeen("还没人回访村民");
  expect(await rows("select state from ticket")).toEqual([{ state: "resolved" }]);
  await chen.says("/queue").then(() => chen.sees("刘老三"));
  await chen.presses("#1001 刘老三").then(() => chen.sees("事情办好了吗"));
  await chen.presses("没联系上").then(() => chen.sees("怎么没联系上"));
  await chen.says("没人接").then(() => chen.sees("再提醒您"));
  await li.hasSeen("陈志远 回访没联系上：没人接");
  await chen.says("/queue").then(() => chen.sees("刘老三"));
  await chen.presses("#1001 刘老三").then(() => chen.sees("事情办好了吗"));
  await chen.presses("基本满意").then(() => chen.sees("原话"));
  await chen.says("水来了，就是小一点").then(() => chen.sees("回访已记"));
  await li.hasSeen("陈志远 回访了，村民的话：基本满意。水来了，就是小一点");
  expect(await rows("select state, rating, rated_by from ticket")).toEqual([{ state: "closed", rating: "fair", rated_by: "call" }]);
  expect(await rows("select action, rating, note from ticket_event where action like 'call%' order by seq")).toEqual([
    { action: "call_note", rating: null, note: "没人接" },
    { action: "call_back", rating: "fair", note: "水来了，就是小一点" },
  ]);
  await admin.says("/stats 上个月").then(() => admin.sees("收到 1"));
  expect(admin.newest()).toMatch(/解决 1.*\n其中村民自己说 0　回访说 1；办理方自己说的 0/);
});

test("not satisfied when called: reopened one level up; and another than the new handler calls next", async () => {
  const { li, chen, admin, rows } = await withTown();
  await heardAt(li, "刘老三 13900000003", "水渠堵了", 1001);
  await resolved(li, 1001, "清好了");
  await chen.hasSeen("#1001 已报办结");
  await chen.presses("已回访").then(() => chen.sees("事情办好了吗"));
  await chen.presses("不满意").then(() => chen.sees("原话"));
  await chen.says("还是堵的").then(() => chen.sees("回访已记"));
  await li.hasSeen("村民的话：不满意。还是堵的");
  expect(await rows("select t.state, t.level, t.reopen_count, p.name from ticket t join person p on p.id = t.responsible_id")).toEqual([
    { state: "assigned", level: 1, reopen_count: 1, name: "陈志远" },
  ]);
  await resolved(chen, 1001, "重新清了");
  await admin.hasSeen("#1001 已报办结");
});

test("what a cadre found, did and praised themselves is the office's own word, and counts as nobody's content", async () => {
  const { li, admin, rows } = await withTown();
  await li.says("/visit").then(() => li.sees("走访"));
  await li.presses("田间地头").then(() => li.sees(/哪个村|已记走访/));
  if (li.newest().includes("哪个村")) await li.presses("东坑村").then(() => li.sees("已记走访"));
  await li.presses("登记为事项").then(() => li.sees("是什么问题"));
  await li.says("路边堆了垃圾").then(() => li.sees("属于哪一类"));
  await li.presses("道路水利").then(() => li.sees("谁反映的"));
  await li.presses("我自己发现的").then(() => li.hasSeen("已登记 #1001"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("清走了").then(() => li.hasSeen("请问您满意吗"));
  await li.presses("满意");
  await li.hasSeen("谢谢");
  expect(await rows("select state, rating, rated_by from ticket")).toEqual([{ state: "closed", rating: "satisfied", rated_by: "office" }]);
  await admin.says("/stats").then(() => admin.sees("收到 1"));
  expect(admin.newest()).toMatch(/解决 0.*\n其中村民自己说 0　回访说 0；办理方自己说的 1/);
  expect(admin.newest()).toContain("满意率 —");
});

test("who shares their phone, or scans the sheet from the door, has their matters and the last word; a typed name or an office has not", async () => {
  const town = await withTown();
  const { li, chen, rows, person, settled, idOf } = town;
  await heardAt(li, "刘老三 13900000003", "水渠堵了", 1001);
  await resolved(li, 1001, "清好了");
  await chen.hasSeen("#1001 已报办结");
  const impostor = person("刘老三");
  await impostor.says("/start v1").then(() => impostor.sees("您在"));
  await impostor.says("我的事项").then(() => impostor.sees("还没有事项"));
  const son = person("刘小军");
  await son.says("/start v1").then(() => son.sees("您在"));
  await son.does({ do: "contact", phone: "+86 139-0000-0003" });
  await son.hasSeen("替 刘老三 记下的事从现在起归您：#1001");
  await son.hasSeen("您满意吗");
  await son.presses("基本满意").then(() => son.sees("已完结"));
  expect(await rows("select rating, rated_by, beneficiary from ticket")).toEqual([
    { rating: "fair", rated_by: "villager", beneficiary: "刘老三" },
  ]);
  // What is heard there next is his at once, and he is told.
  await li.says("/visit").then(() => li.sees("点一户就记下"));
  await li.presses("刘老三").then(() => li.sees("已记走访"));
  await li.presses("登记为事项").then(() => li.sees("是什么问题"));
  await li.says("路灯坏了").then(() => li.sees("属于哪一类"));
  await li.presses("道路水利").then(() => li.sees("已登记 #1002"));
  await son.hasSeen("李建国 走访时替您登记了 #1002");

  await heardAt(li, "赖大山 13900000004", "边坡渗水", 1003);
  await li.presses("扫码单");
  await settled();
  const [sheet] = await rows<{ link: string }>("select notice->>'link' as link from outbox where notice->>'kind' = 'poster'");
  const code = sheet?.link.split("start=")[1] as string;
  expect(code).toMatch(/^w_/);
  await li.says(`/start ${code}`).then(() => li.sees("不能替村民扫码"));
  const mei = person("赖春梅");
  await mei.says(`/start ${code}`).then(() => mei.hasSeen("替 赖大山 记下的事从现在起归您：#1003"));
  await impostor.says(`/start ${code}`).then(() => impostor.sees("无效或已过期"));
  await mei.says("我的事项").then(() => mei.sees("边坡渗水"));
  expect(await rows("select detail from audit_event where what = 'paper made'")).toEqual([{ detail: "#1003" }]);
  const ticket = await idOf("ticket where number = 1003");
  expect(await rows("select seq from ticket_event where action = 'adopt' and ticket_id = $1", [ticket])).toHaveLength(1);
});

test("a neighbour reports for somebody who allowed it, hears how it goes, does not rate it, and may no more once it is taken back", async () => {
  const { li, chen, rows, person, wang } = await withTown();
  await heardAt(li, "赖阿婆 6666666", "水渠堵了", 1001);
  await li.says("#1001").then(() => li.sees("代记"));
  await li.presses("更多").then(() => li.presses("代报人"));
  await li.sees("赖阿婆 的代报人");
  await li.presses("加一位").then(() => li.sees("怎么同意的"));
  await li.presses("签了字").then(() => li.sees("签字的照片"));
  await li.sends("photo");
  const code = /start=(n_\S+)/.exec(await li.sees("同意让别人替他报"))?.[1];
  await chen.says(`/start ${code}`).then(() => chen.sees("您是干部"));
  await wang.says(`/start ${code}`).then(() => wang.sees("替 赖阿婆 报事"));
  const stranger = person("路人甲");
  await stranger.says(`/start ${code}`).then(() => stranger.sees("无效或已过期"));
  expect(await rows("select consent, proof->>'kind' as proof, recorded_by is not null as recorded from standing_helper")).toEqual([
    { consent: "signed", proof: "photo", recorded: true },
  ]);
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("她屋后的路灯坏了三天").then(() => wang.sees("对不对"));
  await wang.presses("替 赖阿婆 报").then(() => wang.sees("对不对"));
  expect(await submits(wang)).toBe(1002);
  expect(
    await rows(
      "select p.name, r.name as by from ticket t join person p on p.id = t.reporter_id join person r on r.id = t.recorded_by where number = 1002",
    ),
  ).toEqual([{ name: "赖阿婆", by: "王有根" }]);
  await li.hasSeen("#1002");
  await li.says("#1002").then(() => li.sees("王有根 代记"));
  await li.presses("回复").then(() => li.sees("常用语"));
  await li.says("明天来修").then(() => wang.hasSeen("明天来修"));
  await li.says("#1002").then(() => li.sees("代记"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("修好了").then(() => wang.hasSeen("修好了"));
  await chen.hasSeen("#1002 已报办结。赖阿婆");
  await li.says("#1001").then(() => li.sees("代记"));
  await li.presses("更多").then(() => li.presses("代报人"));
  await li.sees("王有根　✍️ 签了字　李建国 记");
  await li.presses("撤销 王有根").then(() => li.sees("代报撤销了"));
  await wang.hasSeen("同意已经撤销");
});

test("who types a household's number into a report does not get what is heard there; who shares it as their contact does", async () => {
  const { wang, li, rows, settled } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("桥坏了").then(() => wang.sees("对不对"));
  await wang.says("13900000003").then(() => wang.sees("13900000003"));
  await submits(wang);
  await heardAt(li, "刘老三 13900000003", "水渠堵了", 1002);
  await settled();
  const reporter = "select p.telegram_id < 0 as paper from ticket t join person p on p.id = t.reporter_id where t.number = 1002";
  expect([await rows(reporter), await rows("select person_id from household")]).toEqual([[{ paper: true }], [{ person_id: null }]]);
  expect(wang.texts().join("\n")).not.toContain("水渠堵了");
  await wang.does({ do: "contact", phone: "13900000003" }).then(() => wang.sees("#1002"));
  await settled();
  expect([await rows(reporter), await rows("select person_id is not null as known from household")]).toEqual([
    [{ paper: false }],
    [{ known: true }],
  ]);
});
