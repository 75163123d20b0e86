import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { TextKey } from "../../locales/text-key.ts";
import { alarmKinds, fieldTypes, roles, termsNames, ticketKinds } from "../../src/database/values.ts";
import { headingOf, householdColumns, orgColumns, orgSheets, rosterColumns, sheetName } from "../../src/domain/org/sheets.ts";
import { label } from "../../src/wording/texts.ts";
import { spellings } from "../../src/wording/workbooks.ts";
import { readWorkbook } from "../../src/workbook/xlsx.ts";
import type { PersonDriver } from "../support/person.ts";
import { inviteTo, type Town, withTown } from "../support/town.ts";
import { newestWorkbook, sendRows, sendWorkbook } from "../support/workbooks.ts";

type Sheets = Awaited<ReturnType<typeof newestWorkbook>>;
const named = (sheets: Sheets, name: string) => sheets.find(({ sheet }) => sheet === name)?.rows ?? [];

async function speaks(who: PersonDriver, language: "English" | "中文") {
  await who.says("/language").then(() => who.sees(/./));
  await who.presses(language).then(() => who.sees(/./));
}

async function orgOf(town: Town, who: PersonDriver, caption: string) {
  await who.says("/org").then(() => who.sees(caption));
  await town.settled();
  return newestWorkbook(town, who);
}

/** As release 0.7 exported it: each kind, role, term, sign of danger and thing asked for is in it. */
async function formerWorkbook(): Promise<Sheets> {
  const read = await readWorkbook(await readFile(new URL("../support/files/org-of-release-0.7.xlsx", import.meta.url)));
  if ("fault" in read) throw new Error(read.fault);
  return read;
}

test("a workbook of release 0.7, and one in English, are read whatever the language of the person who sends them", async () => {
  const town = await withTown();
  const { admin, person, rows } = town;
  await inviteTo(admin, person("曾严"), "纪检");
  const former = await formerWorkbook();
  await speaks(admin, "English");
  await sendWorkbook(admin, former);
  const told = await admin.sees("differ");
  for (const line of [
    "+ 村组: 梅坪村 上组",
    "+ 站所: 水利站",
    "+ 类别: Service 新生儿登记",
    "+ 包联: 刘芳 Station member 水利站 Head",
    "+ 警示词: Harmless 笑死我",
    "+ 规则: Petition → 水利站",
  ])
    expect(told).toContain(line);
  await admin.presses("提交").then(() => admin.sees("written"));
  await sendWorkbook(admin, former);
  await admin.sees("nothing to change");
  const [birth] = await rows("select terms, fields, at_home, hidden from category where name = '新生儿登记'");
  expect(birth).toMatchObject({ terms: "service", at_home: true, hidden: false });
  expect(birth?.["fields"].map(({ type, required }: { type: string; required: boolean }) => [type, required])).toEqual([
    ["text", true],
    ["number", false],
    ["date", false],
    ["phone", false],
    ["id_card", false],
    ["choice", true],
  ]);
  const others = "name in ('路边摊', '宅基地', '旧账', '山火', '吃拿卡要', '杂项')";
  expect(await rows(`select name, kind, terms, to_discipline, hidden from category where ${others} order by position`)).toEqual([
    { name: "路边摊", kind: "problem", terms: "quick", to_discipline: false, hidden: true },
    { name: "宅基地", kind: "dispute", terms: "dispute", to_discipline: false, hidden: false },
    { name: "旧账", kind: "petition", terms: "petition", to_discipline: false, hidden: false },
    { name: "山火", kind: "emergency", terms: "urgent", to_discipline: false, hidden: false },
    { name: "吃拿卡要", kind: "problem", terms: "conduct", to_discipline: true, hidden: false },
    { name: "杂项", kind: "problem", terms: "standard", to_discipline: false, hidden: false },
  ]);
  const english = await orgOf(town, admin, "The town.");
  expect(english.map(({ sheet }) => sheet)).toEqual(["Places", "Stations", "Ties", "Categories", "Rules", "Alarm words"]);
  expect(named(english, "Ties")[0]).toEqual(["Number", "Name", "Role", "Village", "Group", "Station", "Head"]);
  expect(named(english, "Ties").map((row) => row.slice(1))).toContainEqual(["刘芳", "Station member", "", "", "水利站", "yes"]);
  const fields = named(english, "Categories").find(([, name]) => name === "新生儿登记")?.[8];
  expect(fields).toContain("办哪一种|choice:迁入/迁出|required");
  await sendWorkbook(admin, english);
  await admin.sees("nothing to change");
  await speaks(admin, "中文");
  await sendWorkbook(admin, english);
  await admin.sees("没有要改的");
  const chinese = await orgOf(town, admin, "全镇架构");
  expect(chinese.map(({ sheet, rows: [headings] }) => [sheet, headings])).toEqual(
    former.map(({ sheet, rows: [headings] }) => [sheet, headings]),
  );
  named(english, "Ties").push(["", "李建国", "leader", "石背村", "", "", ""]);
  named(english, "Alarm words").push(["Violence", "撒酒疯"], ["脏话", "骂人"]);
  await sendWorkbook(admin, english);
  expect(await admin.sees("处不对")).toMatch(/Alarm words 第 \d+ 行：种类要是：轻生、危险、家暴、不算/);
  named(english, "Alarm words").pop();
  await sendWorkbook(admin, english);
  const changed = await admin.sees("处改动");
  expect(changed).toContain("+ Ties：李建国 镇领导 石背村");
  expect(changed).toContain("+ Alarm words：家暴 撒酒疯");
});

test("the forms of lists come in their reader's language, and are read in either", async () => {
  const town = await withTown();
  const { chen, li, rows } = town;
  await speaks(chen, "English");
  await chen.says("/roster").then(() => chen.sees("no roster"));
  await chen.presses(/New roster/).then(() => chen.sees("Name of the roster"));
  await chen.says("高龄补贴").then(() => chen.sees("Fill in the form"));
  await town.settled();
  const [form, villages] = await newestWorkbook(town, chen);
  expect(form).toEqual({ sheet: "Roster", rows: [["Name", "Village", "Group", "Address", "Phone", "Remark"]] });
  expect(villages).toEqual({ sheet: "Villages", rows: [["Known villages"], ["东坑村"], ["石背村"]] });
  await sendRows(chen, [["姓名"], ["赖阿婆"]]);
  await chen.sees("no column was recognised as “Name”");
  await speaks(chen, "中文");
  await chen.says("/roster").then(() => chen.sees("还没有名单"));
  await chen.presses("新名单").then(() => chen.sees("名单叫什么"));
  await chen.says("高龄补贴").then(() => chen.sees("填好发回来"));
  await sendRows(chen, [
    ["Name", "村", "phone"],
    ["赖阿婆", "东坑村", "13800000001"],
  ]);
  await chen.presses("提交").then(() => chen.sees("已写入"));
  expect(await rows("select name, phone from roster_entry")).toEqual([{ name: "赖阿婆", phone: "13800000001" }]);
  await li.says("/visit").then(() => li.sees("走访"));
  await li.presses("导入户名册").then(() => li.sees("填好户名册发回来"));
  await sendRows(li, [
    ["Householder", "Village", "People"],
    ["赖大山", "东坑村", "3"],
  ]);
  expect(await li.sees("处改动")).toContain("+ 户名册：东坑村 1 户");
  await li.presses("提交").then(() => li.sees("已写入"));
  expect(await rows("select head, people from household")).toEqual([{ head: "赖大山", people: 3 }]);
});

test("no word of a workbook stands for two things beside each other, in any mixture of languages", () => {
  const beside: TextKey[][] = [
    orgSheets.map(sheetName),
    ...Object.values(orgColumns).map((columns) => columns.map(headingOf)),
    ...[rosterColumns, householdColumns].map((columns) => columns.map(headingOf)),
    roles.map((role) => `cell-role-${role}` as const),
    ticketKinds.map((kind) => `cell-kind-${kind}` as const),
    [...alarmKinds, "harmless" as const].map((kind) => `cell-alarm-${kind}` as const),
    termsNames.map((terms) => `cell-terms-${terms}` as const),
    fieldTypes.map((type) => `cell-field-${type}` as const),
  ];
  for (const keys of beside) {
    const words = keys.flatMap((key) => spellings(key).map((word) => word.toLowerCase()));
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  }
  // What Excel takes as the name of a sheet.
  for (const language of ["zh", "en"])
    for (const sheet of [...orgSheets, "roster", "households", "villages"] as const)
      expect(label(language, sheetName(sheet))).toMatch(/^[^[\]:*?/\\]{1,31}$/);
});
