import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { makeDocument } from "../../src/sender/make-document.ts";
import { readWorkbook } from "../../src/workbook/xlsx.ts";
import { readLedger, sheetOf } from "../support/ledgers.ts";
import { inviteTo, reportOf, withTown } from "../support/town.ts";
import { newestWorkbookBytes } from "../support/verify.ts";
import { newestWorkbook, sendWorkbook } from "../support/workbooks.ts";

type LedgerRow = ReturnType<typeof sheetOf>["rows"][number];

test("/org sends the town as a workbook; sent back, it shows the differences, and 提交 writes all of them", async () => {
  const town = await withTown();
  const { admin, li, liu, wang, rows, settled } = town;
  await admin.says("/org").then(() => admin.sees("全镇架构"));
  const sheets = await newestWorkbook(town, admin);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["村组", "站所", "包联", "类别", "规则", "警示词"]);
  await sendWorkbook(admin, sheets);
  await admin.hasSeen("没有要改的");
  const sheet = (name: string) => sheets.find((one) => one.sheet === name)?.rows ?? [];
  sheet("村组").push(["梅坪村", "上组"]);
  sheet("站所").push(["水利站"]);
  const tie = sheet("包联").find((row) => row.includes("李建国") && row.includes("东坑村")) as (string | number)[];
  tie[0] = String((await rows<{ id: string }>("select id from person where name = '刘芳'"))[0]?.id);
  tie[1] = "刘芳";
  const road = sheet("类别").find((row) => row[1] === "道路水利") as (string | number)[];
  road[4] = "水利站";
  sheet("类别").push(["办事", "新生儿登记", "", "👶", "", "办事", "", "带出生证明", "孩子姓名|文字|必填；出生日期|日期", "是", "", ""]);
  await sendWorkbook(admin, sheets);
  const shown = await admin.hasSeen("处改动");
  for (const line of [
    "+ 村组：梅坪村 上组",
    "+ 站所：水利站",
    "- 包联：李建国 包村干部 东坑村",
    "+ 包联：刘芳 包村干部 东坑村",
    "~ 类别：问题 道路水利",
    "+ 类别：办事 新生儿登记",
  ])
    expect(shown.text).toContain(line);
  expect(await rows("select count(*)::int as n from village")).toEqual([{ n: 2 }]);
  await admin.presses("提交").then(() => admin.sees("已写入"));
  await reportOf(wang, "路灯坏了", "供电通信");
  await liu.hasSeen("#1001");
  await settled();
  expect(li.texts().join()).not.toContain("#1001");
  await wang.says("办事").then(() => wang.sees("您要办什么"));
  await wang.presses("新生儿登记").then(() => wang.sees("带出生证明"));
});

test("the rules of the workbook are the town's own, in its order; sent back changed, new matters follow them", async () => {
  const town = await withTown();
  const { admin, li, liu, chen, wang, settled } = town;
  await admin.says("/org").then(() => admin.sees("全镇架构"));
  const sheets = await newestWorkbook(town, admin);
  const sheet = (name: string) => sheets.find((one) => one.sheet === name)?.rows ?? [];
  sheet("站所").push(["路政站"]);
  sheet("规则").push(
    ["", "道路水利", "东坑村", "", "", "刘芳"],
    ["问题", "", "东坑村", "", "", "陈志远"],
    ["信访", "", "", "路政站", "", ""],
  );
  await sendWorkbook(admin, sheets);
  const shown = await admin.hasSeen("处改动");
  expect(shown.text).toMatch(/\+ 规则：东坑村 问题 道路水利 → 刘芳/);
  expect(shown.text).toContain("+ 规则：信访 → 路政站");
  await admin.presses("提交").then(() => admin.sees("已写入"));
  await reportOf(wang, "路塌了", "道路水利");
  await liu.hasSeen("#1001");
  await reportOf(wang, "路灯坏了", "供电通信");
  await chen.hasSeen("#1002");
  await settled();
  expect(li.texts().join()).not.toMatch(/#100\d/);
  await admin.says("/org").then(() => admin.sees("全镇架构"));
  const again = await newestWorkbook(town, admin);
  const rules = again.find((one) => one.sheet === "规则") as { rows: (string | number)[][] };
  expect(rules.rows.slice(1).map((row) => [row[0], row[1], row[2], row[3], row[5]])).toEqual([
    ["问题", "道路水利", "东坑村", "", "刘芳"],
    ["问题", "", "东坑村", "", "陈志远"],
    ["信访", "", "", "路政站", ""],
  ]);
  rules.rows.splice(1, 2, ...rules.rows.slice(1, 3).reverse());
  await sendWorkbook(admin, again);
  expect((await admin.hasSeen("~ 规则：先后顺序")).text).toContain("1 处改动");
  await admin.presses("提交").then(() => admin.sees("已写入"));
  await reportOf(wang, "桥断了", "道路水利");
  await chen.hasSeen("#1003");
});

test("bad rows are listed with sheet, row and reason, and nothing is half imported", async () => {
  const town = await withTown();
  const { admin, rows } = town;
  await admin.says("/org").then(() => admin.sees("全镇架构"));
  const sheets = await newestWorkbook(town, admin);
  const sheet = (name: string) => sheets.find((one) => one.sheet === name)?.rows ?? [];
  sheet("村组").push(["好村", ""], ["", "没有村的组"]);
  sheet("包联").push(
    ["", "没这个人", "包村干部", "东坑村", "", "", ""],
    ["", "刘芳", "村霸", "东坑村", "", "", ""],
    ["", "刘芳", "包村干部", "石背村", "九组", "", ""],
  );
  sheet("类别").push(
    ["问题", "新类", "", "", "没这个站", "", "", "", "", "", "", ""],
    ["办事", "新服务", "", "", "", "", "", "", "名字|乱写", "", "", ""],
  );
  sheet("规则").push(
    ["", "", "", "", "", "刘芳"],
    ["紧急", "", "", "", "", "刘芳"],
    ["问题", "没这类", "", "", "", "刘芳"],
    ["", "道路水利", "", "", "", ""],
    ["", "道路水利", "", "", "", "王有根"],
  );
  await sendWorkbook(admin, sheets);
  const { text = "" } = await admin.hasSeen("处不对");
  expect(text).toContain("规则 第 2 行：要写类型、类别或村");
  expect(text).toContain("规则 第 3 行：类型要是");
  expect(text).toContain("规则 第 4 行：没有“问题 没这类”这个类别");
  expect(text).toContain("规则 第 5 行：要写交给哪个站所，或交给哪个人");
  expect(text).toContain("规则 第 6 行：“王有根”没有身份");
  expect(text).toMatch(/村组 第 \d+ 行：村名要有/);
  expect(text).toMatch(/包联 第 \d+ 行：机器人里没有“没这个人”/);
  expect(text).toMatch(/包联 第 \d+ 行：身份要是/);
  expect(text).toMatch(/包联 第 \d+ 行：“石背村”没有“九组”这个组/);
  expect(text).toMatch(/类别 第 \d+ 行：没有“没这个站”这个站所/);
  expect(text).toMatch(/类别 第 \d+ 行：填写项没看懂/);
  await admin.says("/language").then(() => admin.sees(/./));
  await admin.presses("English").then(() => admin.sees(/./));
  await sendWorkbook(admin, sheets);
  const { text: english = "" } = await admin.hasSeen("rows are wrong");
  expect(english).toContain("规则, row 2: please write a kind, a category or a village");
  expect(english).toMatch(/包联, row \d+: the bot does not know “没这个人”/);
  expect(english).not.toMatch(/第 \d+ 行/);
  expect(await rows("select count(*)::int as n from village")).toEqual([{ n: 2 }]);
});

test("what is no workbook, a foreign one, one without an admin, and somebody else's are refused with a sentence", async () => {
  const town = await withTown();
  const { admin, wang, settled } = town;
  await admin.does({ do: "file", kind: "document", name: "x.xlsx", base64: Buffer.from("nonsense").toString("base64") });
  await admin.hasSeen("打不开");
  await sendWorkbook(admin, [{ sheet: "Sheet1", rows: [["a"]] }]);
  await admin.hasSeen("没有“村组、站所");
  await sendWorkbook(admin, [{ sheet: "包联", rows: [["编号", "姓名", "身份", "村", "组", "站所", "负责人"]] }]);
  await admin.hasSeen("至少要留一个管理员");
  await sendWorkbook(wang, [
    {
      sheet: "村组",
      rows: [
        ["村", "组"],
        ["贼村", ""],
      ],
    },
  ]);
  await wang.sees("要把这件事报上去吗");
  await settled();
});

test("a document that cannot be made says why, and the next one is made", async () => {
  const asked = { kind: "workbook" as const, given: [{ sheet: "户名册", rows: [["户主"]] }] };
  await expect(makeDocument({ ...asked, given: [{ sheet: "[]", rows: [["户主"]] }] })).rejects.toThrow(/sheet/i);
  expect(await readWorkbook(await makeDocument(asked))).toEqual(asked.given);
});

test("/ledger is a workbook of tickets and events, formulas inert, the confidential reporter unnamed", async () => {
  const town = await withTown();
  const { admin, wang, chen, li, person } = town;
  const desk = person("曾严");
  await inviteTo(admin, desk, "纪检");
  await reportOf(wang, "=1+1 路塌了");
  await reportOf(wang, "干部收钱", "干部作风");
  await li.hasSeen("#1001");
  await chen.says("/ledger").then(() => chen.sees("台账"));
  const bytes = newestWorkbookBytes(town, chen);
  const sheets = await readLedger(bytes);
  const [tickets, events] = ["tickets", "events"].map((key) => sheetOf(sheets, key).rows) as [LedgerRow[], LedgerRow[]];
  expect(tickets[0]).toMatchObject({ number: 1001, description: "=1+1 路塌了", reporter: "王有根", state: "待接单" });
  expect(tickets[1]).toMatchObject({ number: 1002, description: "保密", reporter: "保密" });
  expect(JSON.stringify(tickets[1]) + JSON.stringify(events.filter(({ number }) => number === 1002))).not.toContain("王有根");
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.startsWith("xl/worksheets/"));
  expect(parts).toHaveLength(15);
  for (const [, xml] of parts) expect(strFromU8(xml)).not.toMatch(/<f[ >]/);
  await wang.says("/ledger").then(() => wang.sees("没有这个权限"));
});
