import { write } from "@e965/xlsx";
import { expect, test } from "vitest";
import { writeWorkbook } from "../../src/workbook/xlsx.ts";
import type { PersonDriver } from "../support/person.ts";
import { inviteTo, type Town, withTown } from "../support/town.ts";
import { sendRows, sendWorkbook } from "../support/workbooks.ts";

type Rows = (string | number)[][];
const idNumber = (end: string) => `35082119400101${end}`;
const sendFile = (who: PersonDriver, name: string, bytes: Uint8Array) =>
  who.does({ do: "file", kind: "document", name, base64: Buffer.from(bytes).toString("base64") });

async function nameRoster(who: PersonDriver, title: string) {
  await who.says("/roster").then(() => who.sees(/名单/));
  await who.presses("新名单").then(() => who.sees("名单叫什么"));
  await who.says(title).then(() => who.sees("填好发回来"));
}
const entries = ({ rows }: Town) =>
  rows(`select e.name, v.name as village, e.group_name as group, e.id_tail as tail, p.name as taker
    from roster_entry e join village v on v.id = e.village_id join person p on p.id = e.assigned_to order by e.position`);

/** Characters of a Chinese Windows, as its Excel writes a CSV: the text's own, by the table of the decoder. */
function inGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, [number, number]>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = low === 0x7f ? "" : decoder.decode(Uint8Array.of(high, low));
      if ([...character].length === 1 && !codes.has(character)) codes.set(character, [high, low]);
    }
  return Uint8Array.from([...text].flatMap((one) => (one.charCodeAt(0) < 128 ? [one.charCodeAt(0)] : (codes.get(one) ?? [63]))));
}

test("a list as a system hands it out is read: title, headings in other words over two rows, merged cells, several sheets, short names", async () => {
  const town = await withTown();
  const { admin, chen, li, liu, rows, person, settled } = town;
  const group = person("钟联组");
  await inviteTo(admin, group, "包村干部", "石背村");
  await rows(
    "update role_grant set group_id = (select id from village_group where name = '二组') where person_id = (select id from person where name = '钟联组')",
  );
  await nameRoster(chen, "待遇资格认证");
  await sendWorkbook(chen, [
    {
      sheet: "石背",
      rows: [
        ["2026年城乡居民养老待遇资格认证人员名单"],
        ["序号", "基本信息", "", "居住情况", "", "性别"],
        ["", "姓 名*", "公民身份号码", "村（居）", "家庭住址", ""],
        [1, "赖阿婆", idNumber("0021"), "石背村委会", "第1村民小组3号", "女"],
        [2, "赖阿婆", idNumber("1234"), "", "第2村民小组8号", "女"],
        [3, "钟阿公", idNumber("0038"), "", "", "男"],
        ["合计：3人"],
      ],
    },
    {
      sheet: "东坑村",
      rows: [
        ["参保人姓名", "联系方式"],
        ["刘阿婆", "13800000002"],
      ],
    },
    { sheet: "说明", rows: [["本表由系统导出"]] },
  ]);
  const shown = (await chen.hasSeen("这样读的")).text ?? "";
  for (const line of [
    "“姓 名*” → 姓名",
    "“公民身份号码” → 身份证号",
    "没用上的列：序号 · 性别",
    "2 行没写，照上一行算",
    "石背村 3 人",
    "东坑村 1 人",
  ])
    expect(shown).toContain(line);
  await chen.presses("提交").then(() => chen.sees("已写入"));
  await settled();
  expect(await entries(town)).toEqual([
    { name: "赖阿婆", village: "石背村", group: "一组", tail: "0021", taker: "刘芳" },
    { name: "赖阿婆", village: "石背村", group: "二组", tail: "1234", taker: "钟联组" },
    { name: "钟阿公", village: "石背村", group: "", tail: "0038", taker: "刘芳" },
    { name: "刘阿婆", village: "东坑村", group: "", tail: null, taker: "李建国" },
  ]);
  // Of the numbers nothing else is anywhere in the database.
  expect(await rows("select id from received_workbook where sheets::text like '%35082119%'")).toEqual([]);
  expect(liu.texts().join()).not.toContain("35082119");
  await li.hasSeen("您 1 人");
  // Who is tied to one group finds what is theirs, and nothing of the others.
  await group.says("/roster").then(() => group.sees("我还有 1"));
  await group.presses("待遇资格认证").then(() => group.sees("还有 1 人"));
  expect(group.newest()).toContain("赖阿婆");
  expect(group.newest()).not.toContain("钟阿公");
});

test("wrong rows are told with sheet, row and reason; the mended file is taken at any later moment, by itself", async () => {
  const town = await withTown();
  const { chen, li, clock, rows } = town;
  const heading = ["姓名", "身份证号", "村"];
  await nameRoster(chen, "高龄补贴");
  await sendRows(chen, [
    heading,
    ["赖阿婆", idNumber("0021"), "东坑村"],
    ["钟阿公", "3.5E+17", "东坑村"],
    ["赖阿婆", idNumber("0021"), "石背村"],
    ["刘阿婆", "", "没这村"],
  ]);
  const wrong = (await chen.hasSeen("一处也没有改")).text ?? "";
  for (const line of [
    "表 第 3 行：“钟阿公”的身份证号不是 18 位",
    "表 第 4 行：“赖阿婆”已经在“东坑村”（第 2 行）",
    "表 第 5 行：没有“没这村”这个村",
  ])
    expect(wrong).toContain(line);
  clock.now += 26 * 3_600_000;
  await chen.says("我的事项").then(() => chen.sees(/./));
  const mended: Rows = [heading, ["赖阿婆", idNumber("0021"), "东坑村"], ["钟阿公", idNumber("003x"), "石背"]];
  await sendRows(chen, mended);
  await chen.hasSeen("表是这样读的");
  await chen.presses("提交").then(() => chen.sees("已写入"));
  expect((await entries(town)).map(({ tail }) => tail)).toEqual(["0021", "003X"]);
  // Somebody who sends a list out of the blue is asked what it is, and a cadre makes no roster of it.
  await sendRows(li, [
    ["户主", "村", "人口数"],
    ["王有根", "东坑村", "4人"],
  ]);
  await li.hasSeen("是哪一种");
  await li.presses("新名单").then(() => li.sees("名单叫什么"));
  await li.says("别人的名单").then(() => li.sees("没有这个权限"));
  await li.presses("导入户名册").then(() => li.sees("东坑村 1 户"));
  await li.presses("提交").then(() => li.sees("已写入"));
  expect(await rows("select head, people from household")).toEqual([{ head: "王有根", people: 4 }]);
});

test("columns that were not recognised are chosen once, and known the next time; .xls and .csv in GB18030 are read", async () => {
  const town = await withTown();
  const { chen, rows } = town;
  const list: Rows = [
    ["受访人", "片区", "联系电话"],
    ["赖阿婆", "东坑村", "13800000003"],
  ];
  await nameRoster(chen, "第一份");
  const sheet = Object.fromEntries(list.flatMap((row, y) => row.map((v, x) => [`${"ABC"[x]}${y + 1}`, { t: "s", v }])));
  const old = write({ SheetNames: ["表"], Sheets: { 表: { ...sheet, "!ref": "A1:C2" } } }, { type: "buffer", bookType: "biff8" });
  await sendFile(chen, "名单.xls", old);
  await chen.hasSeen("没认出哪一列是“姓名”");
  for (const [column, heading] of [
    ["姓名", "受访人"],
    ["村", "片区"],
  ] as const) {
    await chen.presses("列不对").then(() => chen.sees("哪一列认错了"));
    await chen.presses(new RegExp(`^${column} ←`)).then(() => chen.sees("是表里的哪一列"));
    await chen.presses(heading).then(() => chen.sees(column === "村" ? "“片区” → 村" : "没写是哪个村"));
  }
  await chen.presses("提交").then(() => chen.sees("已写入"));
  await nameRoster(chen, "第二份");
  await sendFile(chen, "名单.csv", inGb18030(list.map((row) => row.join(",")).join("\r\n")));
  await chen.hasSeen("第二份：1 处改动");
  await chen.presses("提交").then(() => chen.sees("已写入"));
  expect(await rows("select r.title, e.name, e.phone from roster_entry e join roster r on r.id = e.roster_id order by e.id")).toEqual([
    { title: "第一份", name: "赖阿婆", phone: "13800000003" },
    { title: "第二份", name: "赖阿婆", phone: "13800000003" },
  ]);
});

test("a long register is written at once, two of one name in a group apart", async () => {
  const town = await withTown();
  const { li, rows } = town;
  const homes = Array.from({ length: 2_498 }, (_, index) => [`户主${index}`, "东坑村", ""]);
  await li.says("/visit").then(() => li.sees("走访"));
  await li.presses("导入户名册").then(() => li.sees("填好户名册发回来"));
  const list = [
    ["户主姓名", "所在村", "身份证号"],
    ...homes,
    ["赖大山", "东坑村", idNumber("0011")],
    ["赖大山", "东坑村", idNumber("0012")],
  ];
  await sendFile(li, "户.xlsx", await writeWorkbook([{ sheet: "表", rows: list }]));
  await li.hasSeen("东坑村 2500 户");
  await li.presses("提交").then(() => li.sees("已写入"));
  expect(await rows("select count(*)::int as n from household")).toEqual([{ n: 2_500 }]);
  expect(await rows("select head from household where head like '赖大山%' order by head")).toEqual([
    { head: "赖大山（0011）" },
    { head: "赖大山（0012）" },
  ]);
});

test("each result has its word: postponed to a day and reminded then, died, refused; a person is found by a part of their name", async () => {
  const town = await withTown();
  const { admin, chen, li, pass, rows, person, settled } = town;
  await nameRoster(chen, "高龄补贴");
  await sendRows(chen, [
    ["姓名", "身份证号", "村"],
    ["赖阿婆", idNumber("0021"), "东坑村"],
    ["赖阿婆", idNumber("0045"), "东坑村"],
    ["钟阿公", "", "东坑村"],
    ["刘阿婆", "", "东坑村"],
  ]);
  await chen.presses("提交").then(() => chen.sees("已写入"));
  await li.says("/roster 阿婆").then(() => li.sees("🔍 “阿婆”"));
  expect(li.newest().match(/・.*/g)).toHaveLength(3);
  await li.says("/roster").then(() => li.sees("我还有 4"));
  await li.presses("找人").then(() => li.sees("找谁"));
  await li.says("0045").then(() => li.sees("赖阿婆（0045） 东坑村 《高龄补贴》 未办"));
  await li.presses("赖阿婆 东坑村").then(() => li.sees("👤 赖阿婆（0045）"));
  await li.presses("过世").then(() => li.sees("请写一句情况"));
  await li.says("村医说上月走的").then(() => li.sees("不用办"));
  await li.says("/roster 刘").then(() => li.sees("刘阿婆"));
  await li.presses("刘阿婆 东坑村").then(() => li.sees("👤 刘阿婆"));
  await li.presses("不愿办").then(() => li.sees("请写一句情况"));
  await li.sends("voice").then(() => li.sees("不用办"));
  await li.says("/roster 钟").then(() => li.sees("钟阿公"));
  await li.presses("钟阿公 东坑村").then(() => li.sees("👤 钟阿公"));
  await li.presses("改期").then(() => li.sees("为什么改期"));
  await li.says("住院，3天后上午再去").then(() => li.sees("提醒您"));
  expect(await rows("select name, state, why from roster_entry where state <> 'open' order by position")).toEqual([
    { name: "赖阿婆", state: "moved", why: "died" },
    { name: "钟阿公", state: "postponed", why: null },
    { name: "刘阿婆", state: "moved", why: "refused" },
  ]);
  // He has left by then: who follows in the village is reminded, opens it and serves it where they stand.
  const next = person("钟新来");
  await inviteTo(admin, next, "包村干部", "东坑村");
  await rows("update role_grant set revoked_at = now() where person_id = (select id from person where name = '李建国')");
  await pass(4 * 24 * 3_600_000);
  await next.hasSeen("今天约好去办：钟阿公");
  expect(li.texts().join()).not.toContain("今天约好去办");
  await next.presses("查看").then(() => next.sees("👤 钟阿公"));
  await next.presses("办好了").then(() => next.sees("请发照片"));
  await next.does({ do: "location", latitude: 25.1, longitude: 116.4 });
  await next.sees("钟阿公 办好了");
  await settled();
  expect(await rows("select note from roster_entry where state = 'done'")).toEqual([{ note: "📍 25.10000, 116.40000" }]);
});
