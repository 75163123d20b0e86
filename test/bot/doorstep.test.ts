import { expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { day, hour, inviteTo, reportOf, type Town, withTown } from "../support/town.ts";
import { sendRows } from "../support/workbooks.ts";

async function newHousehold(cadre: PersonDriver, typed: string) {
  await cadre.says("/visit").then(() => cadre.sees("走访"));
  await cadre.presses("新户").then(() => cadre.sees("哪个村"));
  await cadre.presses("东坑村").then(() => cadre.sees("户主姓名"));
  await cadre.says(typed).then(() => cadre.sees("已记走访"));
}

test("a visit is two taps; a second tap logs nothing, words before the tap belong to it, and it can be taken back", async () => {
  const { li, rows, settled, idOf } = await withTown();
  await newHousehold(li, "王有根 13800000001");
  await li.says("/visit").then(() => li.sees("上次"));
  await li.presses("王有根").then(() => li.sees("已记走访：王有根"));
  const list = li.messages().findLast((message) => message.text?.includes("点一户就记下"));
  await li.does({ do: "press", message_id: list?.message_id as number, data: `g:visit:home:${await idOf("household")}` });
  await settled();
  expect(await rows("select count(*)::int as n from visit")).toEqual([{ n: 2 }]);
  await li.says("/visit").then(() => li.sees("点一户就记下"));
  await li.sends("voice").then(() => li.sees("记下了。是哪一户"));
  await li.presses("王有根").then(() => li.sees("已记走访"));
  await li.says("/visit").then(() => li.sees("点一户就记下"));
  const again = li.messages().findLast((message) => message.text?.includes("点一户就记下"))?.message_id as number;
  await li.says("女儿下月回来").then(() => li.sees("记下了。是哪一户"));
  await li.does({ do: "press", message_id: again, data: `g:visit:home:${await idOf("household")}` });
  await li.sees("已记走访");
  expect(await rows("select heard from visit order by id desc limit 1")).toEqual([{ heard: "女儿下月回来" }]);
  expect(await rows("select attachment->>'kind' as kind from visit order by id desc offset 1 limit 1")).toEqual([{ kind: "voice" }]);
  await li.presses("…").then(() => li.sees("谈了几个人"));
  await li.says("0").then(() => li.sees("请写一个数"));
  await li.says("6个人").then(() => li.sees("谈了 6 人"));
  await li.presses("记错了").then(() => li.sees("为什么不算"));
  await li.presses("点错了").then(() => li.sees("不算了"));
  await li.says("/visit").then(() => li.sees("点一户就记下"));
  await li.presses("走访进度").then(() => li.sees("东坑村：1 / 1 户"));
});

test("each household is shown with its own last visit, ticked when that was this month, those not visited longest first", async () => {
  const { li, clock } = await withTown();
  for (const head of ["刘老三", "赖大山", "王有根"]) {
    await newHousehold(li, head);
    clock.now += day;
  }
  clock.now += 30 * day;
  const list = async () => {
    await li.says("/visit").then(() => li.sees("点一户就记下"));
    return { lines: li.newest().match(/(?<=・).*/g), homes: li.newestButtons().slice(0, 3) };
  };
  expect(await list()).toMatchObject({ homes: ["刘老三", "赖大山", "王有根"] });
  await li.presses("赖大山").then(() => li.sees("已记走访：赖大山"));
  const { lines, homes } = await list();
  expect(homes).toEqual(["刘老三", "王有根", "✅ 赖大山"]);
  expect(lines?.map((line) => /(?<=上次 )\d+月\d+日/.exec(line)?.[0])).toEqual(["11月24日", "11月26日", "12月27日"]);
});

test("what is heard on a visit becomes a ticket in the villager's name, and they are told", async () => {
  const { li, wang, rows } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.says("/cancel").then(() => wang.sees(/./));
  await wang.does({ do: "contact", phone: "13800000001" }).then(() => wang.sees(/./));
  await newHousehold(li, "王有根 13800000001");
  await li.presses("登记为事项").then(() => li.sees("是什么问题"));
  await li.says("太长".repeat(2_000)).then(() => li.sees("最多"));
  await li.says("屋后边坡渗水").then(() => li.sees("属于哪一类"));
  await li.presses("道路水利").then(() => li.sees("已登记 #1001"));
  await wang.hasSeen("李建国 走访时替您登记了 #1001");
  await wang.says("我的事项").then(() => wang.sees("屋后边坡渗水"));
  expect(await rows("select p.name from ticket t join person p on p.id = t.reporter_id")).toEqual([{ name: "王有根" }]);
});

test("a household that moved away is offered no more, and its earlier visits stay", async () => {
  const { li, rows, idOf } = await withTown();
  await newHousehold(li, "刘老三");
  await li.presses("已搬走").then(() => li.sees("已标为搬走"));
  await li.says("/visit").then(() => li.sees("户名册还是空的"));
  await li.presses("走访进度").then(() => li.sees("户名册还是空的"));
  const old = li.messages().findLast((message) => message.text?.includes("走访"));
  await li.does({ do: "press", message_id: old?.message_id as number, data: `g:visit:home:${await idOf("household")}` });
  await li.sees("已经搬走了");
  expect(await rows("select count(*)::int as n from visit where undone_at is null")).toEqual([{ n: 1 }]);
});

const roster = async (town: Town, who: PersonDriver, rows: (string | number)[][], title = "高龄补贴") => {
  await who.says("/roster").then(() => who.sees(/名单/));
  await who.presses("新名单").then(() => who.sees("名单叫什么"));
  await who.says(title).then(() => who.sees("填好发回来"));
  await sendRows(who, rows);
  await town.settled();
};

test("a wrong list is told row by row and nothing of it is kept; the right one is split, served with proof, and exported", async () => {
  const town = await withTown();
  const { chen, li, liu, rows, settled, idOf } = town;
  await li.says("/roster").then(() => li.sees("还没有名单"));
  await chen.says("/roster").then(() => chen.sees("还没有名单"));
  await chen.presses("新名单").then(() => chen.sees("名单叫什么"));
  await chen.says("高龄补贴").then(() => chen.sees("填好发回来"));
  await chen.says("名单在这里").then(() => chen.sees("请发 Excel"));
  const good = ["赖阿婆", "东坑村", "一组", "祠堂边", "", ""];
  await sendRows(chen, [
    ["姓名", "村", "组"],
    ["赖阿婆", "东坑村", "一组"],
    ["", "石背村", ""],
    ["钟阿公", "没这个村", ""],
    ["赖阿婆", "东坑村", "一组"],
  ]);
  const wrong = (await chen.hasSeen("一处也没有改")).text ?? "";
  for (const line of ["第 3 行：“姓名”空着", "第 4 行：没有“没这个村”这个村", "第 5 行：“赖阿婆”重复"]) expect(wrong).toContain(line);
  await roster(town, chen, [["名字"], ["赖阿婆"]]);
  await chen.hasSeen("没认出哪一列是“姓名”");
  expect(await rows("select count(*)::int as n from roster")).toEqual([{ n: 0 }]);
  const heading = ["姓名", "村", "组", "地址", "电话", "备注"];
  await roster(town, chen, [heading, good, ["=1+1", "石背村", "", "", "", ""], ["钟阿公", "东坑村", "", "", "", "聋"]]);
  await chen.presses("提交").then(() => chen.sees("已写入"));
  await liu.hasSeen("您 1 人");
  await li.hasSeen("您 2 人");
  await roster(town, chen, [heading, good]);
  await chen.presses("提交").then(() => chen.sees("已经有名单"));
  await li.says("/roster").then(() => li.sees("0 / 3"));
  await li.presses("高龄补贴").then(() => li.sees("还有 2 人"));
  await li.presses("赖阿婆").then(() => li.sees("👤 赖阿婆"));
  await li.presses("办好了").then(() => li.sees("请发照片"));
  await li.sends("photo").then(() => li.sees("赖阿婆 办好了"));
  await li.presses("办好了").then(() => li.sees("已经办好了"));
  await li.presses("钟阿公").then(() => li.sees("👤 钟阿公"));
  await li.presses("改期").then(() => li.sees("为什么改期"));
  await li.says("住院，下周三再去").then(() => li.sees("改期。"));
  await li.hasSeen("改期：住院");
  await chen.says("/roster").then(() => chen.sees("1 / 3　改期 1"));
  await chen.presses("高龄补贴").then(() => chen.sees("还有 2 人"));
  await chen.presses("导出");
  await settled();
  expect(chen.messages().findLast(({ document }) => document)?.document?.file_name).toBe("高龄补贴.xlsx");
  // Somebody else's entry is not for him to serve.
  const newest = liu.messages().at(-1)?.message_id as number;
  await liu.does({ do: "press", message_id: newest, data: `g:roster:done:${await idOf("roster_entry where name = '赖阿婆'")}` });
  await liu.sees(/没有这个权限|不归您/);
});

test("of a long list, everybody can be reached, and how many are left is said", async () => {
  const town = await withTown();
  const { chen, settled } = town;
  await roster(town, chen, [["姓名", "村"], ...Array.from({ length: 25 }, (_, index) => [`老人${101 + index}`, "东坑村"])]);
  await chen.presses("提交").then(() => chen.sees("已写入"));
  await chen.says("/roster").then(() => chen.sees("0 / 25"));
  await chen.presses("高龄补贴").then(() => chen.sees("还有 25 人"));
  await chen.presses("➡️").then(() => chen.sees("老人125"));
  await chen.presses(/老人125/).then(() => chen.sees("👤 老人125"));
  await settled();
});

test("a cadre who takes over a village serves what is left of its list and finds its households and care files", async () => {
  const town = await withTown();
  const { admin, chen, li, rows, person } = town;
  await newHousehold(li, "赖阿婆");
  await li.says("/care").then(() => li.sees("还没有关爱档案"));
  await li.presses("建档").then(() => li.sees("哪个村"));
  await li.presses("东坑村").then(() => li.sees("写姓名"));
  await li.says("赖阿婆").then(() => li.sees("什么情况"));
  await li.says("独居").then(() => li.sees("多久"));
  await li.presses("每 7 天").then(() => li.sees("每 7 天提醒"));
  await roster(town, chen, [
    ["姓名", "村"],
    ["赖阿婆", "东坑村"],
  ]);
  await chen.presses("提交").then(() => chen.sees("已写入"));
  const zhong = person("钟新来");
  await inviteTo(admin, zhong, "包村干部", "东坑村");
  await rows("update role_grant set revoked_at = now() where person_id = (select id from person where name = '李建国')");
  await zhong.says("/visit").then(() => zhong.sees("赖阿婆"));
  await zhong.says("/care").then(() => zhong.sees("独居"));
  await zhong.presses("去看了").then(() => zhong.sees("已记：去看了 赖阿婆"));
  await zhong.says("/roster").then(() => zhong.sees("我还有 1"));
  await zhong.presses("高龄补贴").then(() => zhong.sees("还有 1 人"));
  await zhong.presses(/^赖阿婆$/).then(() => zhong.sees("👤 赖阿婆"));
  await zhong.presses("办好了").then(() => zhong.sees("请发照片"));
  await zhong.says("已经上门").then(() => zhong.sees("赖阿婆 办好了"));
  await li.says("/visit").then(() => li.sees("没有这个权限"));
});

test("a care file reminds in its rhythm, and a visit begins it anew", async () => {
  const { li, pass, rows } = await withTown();
  await li.says("/care").then(() => li.sees("还没有关爱档案"));
  await li.presses("建档").then(() => li.sees("哪个村"));
  await li.presses("东坑村").then(() => li.sees("写姓名"));
  await li.says("赖阿婆").then(() => li.sees("什么情况"));
  await li.says("独居，腿脚不便").then(() => li.sees("多久"));
  await li.presses("每 7 天").then(() => li.sees("已为 赖阿婆 建档"));
  const reminders = () => li.texts().filter((one) => one.includes("该去看看 赖阿婆")).length;
  await pass(6 * day);
  expect(reminders()).toBe(0);
  await pass(day);
  expect(reminders()).toBe(1);
  await pass(day);
  expect(reminders()).toBe(1);
  await li.presses("去过了").then(() => li.sees("7 天后再提醒"));
  await pass(7 * day);
  expect(reminders()).toBe(2);
  expect(await rows("select count(*)::int as n from visit where care_file_id is not null")).toEqual([{ n: 1 }]);
  // A slip of the finger is taken back: the visit before it counts again.
  await li.presses("去过了").then(() => li.sees("7 天后再提醒"));
  await li.presses("记错了").then(() => li.sees("为什么不算"));
  await li.presses("点错了").then(() => li.sees("不算了"));
  await pass(hour);
  expect(reminders()).toBe(3);
});

test("a care file has its plan, its visits, what changed and its end", async () => {
  const { li, liu, rows, idOf } = await withTown();
  await li.says("/care").then(() => li.sees("关爱档案"));
  await li.presses("建档").then(() => li.sees("哪个村"));
  await li.presses("东坑村").then(() => li.sees("写姓名"));
  await li.says("赖阿婆").then(() => li.sees("什么情况"));
  await li.says("独居，腿脚不便").then(() => li.sees("多久去看一次"));
  await li.presses("14").then(() => li.sees("已为 赖阿婆 建档"));
  await li.says("/care").then(() => li.sees("赖阿婆"));
  await li.presses("📂 档案").then(() => li.sees("还没写去了看什么"));
  await li.presses("去了看什么").then(() => li.sees("要看什么"));
  await li.says("药够不够，电线").then(() => li.sees("已记"));
  await li.forges(`g:care:file:${await idOf("care_file")}`);
  await li.sees("👀 药够不够，电线");
  await li.presses("情况变了").then(() => li.sees("现在是什么情况"));
  await li.says("摔了一跤，卧床").then(() => li.sees("已更新"));
  await li.forges(`g:care:file:${await idOf("care_file")}`);
  await li.sees("李建国 改了情况，原来是：独居，腿脚不便");
  await li.presses("结档").then(() => li.sees("为什么结档"));
  await li.says("搬去女儿家").then(() => li.sees("档案已结"));
  expect(await rows("select kind, body from care_note order by id")).toEqual([
    { kind: "was", body: "独居，腿脚不便" },
    { kind: "end", body: "搬去女儿家" },
  ]);
  await liu.forges(`g:care:file:${await idOf("care_file")}`);
  await liu.sees(/没有|找不到/);
});

test("money of a condolence counts when a second person confirms it, to the cent; the giver cannot, and the database agrees", async () => {
  const { li, chen, liu, admin, rows, idOf, person } = await withTown();
  const mayor = person("钟镇长");
  await inviteTo(admin, mayor, "镇领导", "全镇");
  await li.says("/care").then(() => li.sees("关爱档案"));
  await li.presses("慰问登记").then(() => li.sees("哪个村"));
  await li.presses("东坑村").then(() => li.sees("给谁"));
  await li.says("赖阿婆").then(() => li.sees("多少元"));
  await li.says("两百").then(() => li.sees("没看懂金额"));
  await li.says("199.505").then(() => li.sees("没看懂金额"));
  await li.says("199.50元").then(() => li.sees("几件"));
  await li.says("大米和油").then(() => li.sees("写清楚每样几件"));
  await li.says("3袋大米 2桶油").then(() => li.sees("照片"));
  await li.sends("photo").then(() => li.sees("199.50 元"));
  expect(li.newest()).toContain("5 件 大米3袋、油2桶");
  await li.presses("提交").then(() => li.sees("另一个人确认"));
  expect(await rows("select items, goods, lines from condolence")).toEqual([
    {
      items: 5,
      goods: "大米3袋、油2桶",
      lines: [
        { what: "大米", count: 3, unit: "袋" },
        { what: "油", count: 2, unit: "桶" },
      ],
    },
  ]);
  const asked = await chen.hasSeen("请您核实");
  expect(asked.photo).toBeDefined();
  expect(asked.caption).toContain("李建国 登记：给 东坑村 赖阿婆");
  const card = asked.message_id;
  await mayor.hasSeen("请您核实");
  await li.says("/care").then(() => li.sees("关爱档案"));
  expect(li.newestButtons().join()).not.toContain("待我确认");
  await chen.says("/care").then(() => chen.sees("关爱档案"));
  await chen.presses("待我确认 1").then(() => chen.sees("等您确认"));
  await chen.presses("赖阿婆 199.50 元").then(() => chen.sees("请您核实"));
  await li.says("/care").then(() => li.sees("关爱档案"));
  await li.presses("签收表");
  await li.hasSeen("请领取人签名");
  await admin.says("/brief month").then(() => admin.sees(/点数字|请写两个日期/));
  await admin.says("/brief").then(() => admin.sees("点数字"));
  expect(admin.newest()).not.toContain("慰问金");
  await li.forges(`g:care:right:${await idOf("condolence")}`);
  await li.sees("登记人以外的人");
  await expect(rows("update condolence set state = 'confirmed'")).rejects.toThrow("two_people_confirm_money");
  await chen.does({ do: "press", message_id: card, data: `g:care:right:${await idOf("condolence")}` });
  await chen.sees("已确认");
  await li.hasSeen("确认了给 赖阿婆 的 199.50 元");
  await liu.forges(`g:care:wrong:${await idOf("condolence")}`);
  await liu.sees("没有这个权限");
  await admin.forges(`g:care:wrong:${await idOf("condolence")}`);
  await admin.sees("只确认一次");
  await admin.says("/brief").then(() => admin.sees("发放慰问金 199.50 元"));
});

test("where the giver is the only one in charge, any colleague confirms", async () => {
  const { admin, liu, settled } = await withTown();
  await admin.says("/care").then(() => admin.sees("关爱档案"));
  await admin.presses("慰问登记").then(() => admin.sees("哪个村"));
  await admin.presses("石背村").then(() => admin.sees("给谁"));
  await admin.says("钟阿公").then(() => admin.sees("多少元"));
  await admin.says("1,000").then(() => admin.sees("几件"));
  await admin.presses("跳过").then(() => admin.sees("照片"));
  await admin.presses("跳过").then(() => admin.sees("1000 元"));
  await admin.presses("提交").then(() => admin.sees("另一个人确认"));
  await liu.presses("属实").then(() => liu.sees("已确认"));
  await settled();
  await admin.hasSeen("确认了给 钟阿公 的 1000 元");
});

test("a town that keeps a store is told what is left, hands out no more than that, and gets back what was not handed out", async () => {
  const { admin, li, rows, settled } = await withTown();
  const store = async () => {
    await admin.says("/care").then(() => admin.sees("关爱档案"));
    await admin.presses("库存").then(() => admin.sees("库存"));
    return admin.newest();
  };
  await li.says("/care").then(() => li.sees("关爱档案"));
  expect(li.newestButtons().join()).not.toContain("库存");
  expect(await store()).toContain("还没有记库存");
  await admin.presses("入库").then(() => admin.sees("各多少"));
  await admin.says("大米10袋、花生油2.5升").then(() => admin.sees("从哪里来"));
  await admin.says("县民政局").then(() => admin.sees("大米10袋、花生油2.5升"));
  await admin.presses("提交").then(() => admin.sees("剩 10袋"));
  await li.says("/care").then(() => li.sees("关爱档案"));
  await li.presses("慰问登记").then(() => li.sees("哪个村"));
  await li.presses("东坑村").then(() => li.sees("给谁"));
  await li.says("赖阿婆").then(() => li.sees("多少元"));
  await li.presses("跳过").then(() => li.sees("库里还有：大米10袋、花生油2.5升"));
  await li.says("大米11袋").then(() => li.sees("只剩 10袋"));
  await li.says("大米3斤").then(() => li.sees("按“袋”记"));
  // Without a unit it is the store's; what the store does not know comes from elsewhere.
  await li.says("大米4 毛巾2条").then(() => li.sees("照片"));
  await li.presses("跳过").then(() => li.sees("大米4袋、毛巾2条"));
  await li.presses("提交").then(() => li.sees("已登记"));
  expect(await store()).toContain("大米：收到 10袋，发出 4袋，剩 6袋");
  await admin.presses("↩️ 大米 10袋").then(() => admin.sees("为什么撤"));
  await admin.says("多写了").then(() => admin.sees("已经发出去一些"));
  await admin.says("/brief").then(() => admin.sees("期末库存 7 件"));
  await rows("update condolence set state = 'reversed'");
  await settled();
  expect(await store()).toContain("发出 0袋，剩 10袋");
  await admin.presses("↩️ 大米 10袋").then(() => admin.sees("为什么撤"));
  await admin.says("多写了").then(() => admin.sees("已更正：多写了"));
  expect(await store()).not.toContain("・大米：");
});

test("what keeps coming back from one village is offered as a topic, gets an owner and a measure, and ends with its result", async () => {
  const { wang, chen, li } = await withTown();
  for (const words of ["一组水圳堵了", "路面塌了个洞", "桥栏杆断了"]) await reportOf(wang, words);
  await li.says("/topics").then(() => li.sees("东坑村 道路水利 3 件"));
  await chen.says("/topics").then(() => chen.sees("反复出现"));
  await chen.presses("➕ 东坑村 道路水利").then(() => chen.sees("起个名"));
  await chen.says("东坑村水毁路段整治").then(() => chen.sees("谁牵头"));
  await chen.says("没这个人").then(() => chen.sees("没有找到这个人"));
  await chen.presses("李建国").then(() => chen.sees("从根上解决"));
  await chen.says("申报水毁修复项目，统一换填").then(() => chen.sees("已立题"));
  await li.hasSeen("请您牵头《东坑村水毁路段整治》");
  await li.says("/topics").then(() => li.sees("进展 0 条"));
  expect(li.newest()).not.toContain("反复出现");
  await li.presses("东坑村水毁路段整治").then(() => li.sees("措施"));
  await li.presses("进展").then(() => li.sees("有什么进展"));
  await li.says("项目已批").then(() => li.sees("进展记下了"));
  await li.says("/topics").then(() => li.sees("进展 1 条"));
  await li.presses("东坑村水毁路段整治").then(() => li.sees("项目已批"));
  await li.presses("结题").then(() => li.sees("结果怎样"));
  await li.says("三处全部修好").then(() => li.sees("已结题"));
  await chen.says("/topics").then(() => chen.sees("已办结"));
});
