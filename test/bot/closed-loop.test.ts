import { expect, test } from "vitest";
import { day, hour, inviteTo, reportOf, withTown } from "../support/town.ts";

test("我也是: a similar open matter is offered with the summary, joining counts and brings its news, and no second ticket", async () => {
  const { wang, li, person, rows } = await withTown();
  await reportOf(wang, "村口小桥边的路塌了一块，车过不去");
  const mei = person("赖春梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  await mei.says("报问题").then(() => mei.sees("哪一类"));
  await mei.presses("道路水利").then(() => mei.sees("说说是什么事"));
  await mei.says("小桥边马路塌陷，车子过不了").then(() => mei.sees("像是同一件"));
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
  await wang.says("他收了钱不办事").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await admin.hasSeen("他收了钱不办事");
  await desk.says("#1001").then(() => desk.sees(/./));
  await desk.says("/overdue").then(() => desk.sees(/./));
  await settled();
  expect(desk.texts().join()).not.toContain("收了钱");
  expect(await rows("select about_id is not null as about from ticket")).toEqual([{ about: true }]);
});

test("a matter about a cadre cannot be handed to that cadre, by nobody and in no way", async () => {
  const { admin, li, liu, wang, person, rows, settled } = await withTown();
  const desk = person("曾严");
  await inviteTo(admin, desk, "纪检");
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("干部作风").then(() => wang.sees("哪位干部"));
  await wang.presses("李建国").then(() => wang.sees("说说是什么事"));
  await wang.says("他从来不下村").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await desk.hasSeen("#1001");
  await desk.presses("接单").then(() => desk.sees("您已接单"));
  await desk.presses("转办").then(() => desk.sees("转给谁"));
  expect(desk.button("李建国")).toBeUndefined();
  await desk.says("李建国").then(() => desk.sees("请选别人"));
  await desk.says("/cancel");
  await desk.says("#1001").then(() => desk.sees("#1001"));
  await desk.presses("协办").then(() => desk.sees("请谁协办"));
  await desk.says("李建国").then(() => desk.sees("请选别人"));
  await admin.says("/assign 1001").then(() => admin.sees("谁"));
  expect(admin.button("李建国")).toBeUndefined();
  await admin.says("李建国").then(() => admin.sees("请选别人"));
  await settled();
  expect(li.texts().join()).not.toContain("#1001");
  expect(await rows("select p.name from ticket t join person p on p.id = t.responsible_id")).toEqual([{ name: "曾严" }]);
  await admin.says("/cancel");
  await admin.says("/assign 1001").then(() => admin.sees("谁"));
  await admin.says("刘芳").then(() => liu.hasSeen("#1001"));
});

test("a service asks what it needs, checks it, and may be for a neighbour, at the door", async () => {
  const { wang, li, rows } = await withTown();
  await wang.says("办事").then(() => wang.sees("您要办什么"));
  await wang.presses("养老认证").then(() => wang.sees("每年认证一次"));
  await wang.says("走不动了").then(() => wang.sees("老人姓名"));
  await wang.presses("跳过").then(() => wang.sees("身份证号"));
  await wang.presses("跳过").then(() => wang.sees("可以点 上门办"));
  await wang.presses("改一改").then(() => wang.sees("要改哪一项"));
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

test("a dispute: parties are invited, a mediation arranged, the agreement confirmed by each in chat, and somebody looks in a month later", async () => {
  const { wang, li, person, rows, pass } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("矛盾纠纷").then(() => wang.sees("和谁有纠纷"));
  await wang.says("赖大山、赖小山").then(() => wang.sees("说说是什么事"));
  await wang.says("他们砌墙占了我家的地界").then(() => wang.sees("对方：赖大山、赖小山"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await li.hasSeen("对方：赖大山、赖小山");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("⚖️ 调解").then(() => li.sees("#1001 调解"));
  await li.presses("请当事人").then(() => li.sees("赖小山"));
  const [da, xiao] = [person("赖大山"), person("赖小山")];
  for (const [party, name] of [
    [da, "赖大山"],
    [xiao, "赖小山"],
  ] as const) {
    const link = await li.hasSeen(new RegExp(`转给 ${name}`));
    await party.says(`/start ${/start=(\S+)/.exec(link.text ?? "")?.[1]}`).then(() => party.sees("调解的时间地点"));
  }
  await li.presses("约调解").then(() => li.sees("哪种调解"));
  await li.presses("人民调解").then(() => li.sees("什么时候"));
  await li.says("昨天下午").then(() => li.sees("已经过了"));
  await li.says("明天下午3点").then(() => li.sees("在哪里调解"));
  await li.says("村委会").then(() => li.sees("人民调解"));
  for (const one of [wang, da, xiao]) await one.hasSeen("村委会。请按时到");
  await li.presses("记结果").then(() => li.sees("谈得怎样"));
  await li.presses("达成协议").then(() => li.sees("协议的内容"));
  await li.says("以老墙为界，各退一尺").then(() => li.sees("未答复 3"));
  await da.hasSeen("各退一尺");
  await da.presses("✅ 同意").then(() => da.sees("您已同意"));
  await xiao.presses("❌ 不同意").then(() => xiao.sees("您不同意"));
  await li.hasSeen("赖小山 不同意");
  await xiao.says("#1001").then(() => xiao.sees(/./));
  expect(xiao.texts().join()).not.toContain("砌墙");
  await wang.presses("✅ 同意").then(() => wang.sees("您已同意"));
  expect(await rows("select count(*) filter (where agrees)::int as yes, count(*)::int as n from agreement_answer")).toEqual([
    { yes: 2, n: 3 },
  ]);
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("双方签字").then(() => li.sees("已报办结"));
  await wang.hasSeen("请问您满意吗");
  await wang.presses("😊 满意").then(() => wang.sees("已完结"));
  await pass(31 * day);
  await li.hasSeen("结案满一个月");
  await li.says("/queue").then(() => li.sees("回访"));
  await li.presses("✅ #1001").then(() => li.sees("回访怎样"));
  await li.says("两家都好").then(() => li.sees("回访已记"));
  expect(await rows("select kind, note from follow_up")).toEqual([{ kind: "visit", note: "两家都好" }]);
});

test("外单位: a contact without an account is asked, its answer recorded and told, and the same person stays responsible", async () => {
  const { wang, li, rows } = await withTown();
  await reportOf(wang, "国道下沉积水");
  await li.hasSeen("#1001");
  await li.presses("外单位").then(() => li.sees("哪个外单位"));
  await li.says("县公路段 0797-6666666").then(() => li.sees("📞 0797-6666666"));
  await wang.hasSeen("需要 县公路段 一起办");
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("外单位").then(() => li.sees("怎么答复"));
  await li.says("下周一进场修").then(() => li.sees("答复已记"));
  await wang.hasSeen("县公路段 答复：下周一进场修");
  expect(await rows("select answer from outside_request")).toEqual([{ answer: "下周一进场修" }]);
});

test("revealing a confidential reporter takes an admin and a reason, and is told to the villager", async () => {
  const { admin, wang, person, rows, settled } = await withTown();
  const desk = person("曾严");
  await inviteTo(admin, desk, "纪检");
  await reportOf(wang, "干部收钱不开票", "干部作风");
  await desk.hasSeen("#1001");
  expect(desk.button("查看来件人")).toBeUndefined();
  await admin.says("#1001").then(() => admin.sees("保密来件"));
  await admin.presses("查看来件人").then(() => admin.sees("为什么要看"));
  await admin.says("派出所书面来函要求核实").then(() => admin.sees("来件人：王有根"));
  await wang.hasSeen("管理员 周敏 查看了 #1001");
  await settled();
  expect(desk.texts().join()).not.toContain("王有根");
  expect(await rows("select what from audit_event where what = 'reveal'")).toHaveLength(1);
  expect(await rows("select note from ticket_event where action = 'reveal'")).toEqual([{ note: "派出所书面来函要求核实" }]);
});

test("信访: 15 and 60 days, one extension of 30 by a leader", async () => {
  const { wang, li, chen, rows } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("信访诉求").then(() => wang.sees("诉求"));
  await wang.says("征地补偿没有到位").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  const dates = () =>
    rows<{ kind: string; by: string }>("select kind, to_char(resolve_by at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as by from ticket");
  expect(await dates()).toEqual([{ kind: "petition", by: "2027-01-23" }]);
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("限期").then(() => li.sees("延到什么时候"));
  await li.presses("+1 个工作日").then(() => li.sees("为什么延长"));
  await li.says("材料没齐").then(() => li.sees("只能由领导延期一次"));
  await chen.says("#1001").then(() => chen.sees("#1001"));
  await chen.presses("信访延期").then(() => chen.sees("为什么延长"));
  await chen.says("等县里批复").then(() => chen.sees("时限已延长"));
  expect(await dates()).toEqual([{ kind: "petition", by: "2027-02-22" }]);
  await chen.says("#1001").then(() => chen.sees("#1001"));
  await chen.presses("信访延期").then(() => chen.sees("为什么延长"));
  await chen.says("再等等").then(() => chen.sees("只能由领导延期一次"));
});

test("after two reopenings the leader calls, and the villager still has the last word", async () => {
  const { wang, li, chen, admin, rows } = await withTown();
  await reportOf(wang, "水沟堵了");
  for (const handler of [li, chen, admin]) {
    await handler.hasSeen("#1001");
    await handler.says("#1001").then(() => handler.sees("#1001"));
    await handler.presses("办结").then(() => handler.sees("办得怎样"));
    await handler.says("通了").then(() => handler.sees("已报办结"));
    await wang.sees("请问您满意吗");
    await wang.presses("不满意");
    if (handler !== admin) await wang.sees("重新办理").then(() => wang.presses("跳过"));
  }
  await wang.hasSeen("会亲自给您打电话");
  await chen.hasSeen("请您亲自给村民打电话");
  expect(await rows("select state, reopen_count from ticket")).toEqual([{ state: "resolved", reopen_count: 2 }]);
  await chen.says("/queue").then(() => chen.sees("回访"));
  await chen.presses("✅ #1001").then(() => chen.sees("回访怎样"));
  await chen.says("已当面说清").then(() => chen.sees("回访已记"));
  await wang.says("#1001").then(() => wang.sees("经过"));
  await wang.presses("基本满意").then(() => wang.sees("已完结"));
});

test("a leader draws a tenth of the closed tickets to call back, and records each call", async () => {
  const { wang, li, chen, rows } = await withTown();
  for (const words of ["水管爆了", "电线掉了", "桥板断了"]) {
    const number = await reportOf(wang, words);
    await li.hasSeen(`#${number}`);
    await li.says(`#${number}`).then(() => li.sees(`#${number}`));
    await li.presses("办结").then(() => li.sees("办得怎样"));
    await li.says("修好了").then(() => li.sees("已报办结"));
    await wang.sees("请问您满意吗");
    await wang.presses("😊 满意").then(() => wang.sees("已完结"));
  }
  await chen.says("/stats").then(() => chen.sees("📊"));
  await chen.presses("抽回访名单").then(() => chen.sees("回访"));
  await chen.says("/stats").then(() => chen.sees("📊"));
  await chen.presses("抽回访名单").then(() => chen.sees("抽出 0 件"));
  expect(await rows("select count(*)::int as n from follow_up where kind = 'call'")).toEqual([{ n: 1 }]);
});

test("催办 brings the reminder forward to within half a working day", async () => {
  const { wang, li, pass } = await withTown();
  await reportOf(wang, "水管爆了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.repliesTo("#1001", "知道了");
  await wang.hasSeen("知道了");
  await wang.says("/my").then(() => wang.sees("您的事项"));
  await wang.presses("#1001").then(() => wang.sees("经过"));
  await wang.presses("催办").then(() => wang.sees("已替您催办"));
  await pass(7 * hour);
  await li.hasSeen("快到时限了");
});

test("somebody who was not satisfied may still withdraw, and what they said stays", async () => {
  const { wang, li, chen, rows } = await withTown();
  await reportOf(wang, "路灯坏了", "供电通信");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("换了").then(() => wang.hasSeen("请问您满意吗"));
  await wang.presses("不满意").then(() => wang.sees("哪里不满意"));
  await wang.says("跳过");
  await chen.hasSeen("#1001");
  await wang.says("#1001").then(() => wang.sees("#1001"));
  await wang.presses("撤回").then(() => wang.sees("确定"));
  await wang.presses("确定撤回").then(() => wang.sees("#1001 已撤回"));
  expect(await rows("select state, rating, reopen_count from ticket")).toEqual([
    { state: "withdrawn", rating: "unsatisfied", reopen_count: 1 },
  ]);
});
