import { expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { type Furnished, inviteTo, withTown } from "../support/town.ts";
import { newestWorkbook, sendRows, sendWorkbook } from "../support/workbooks.ts";

async function makeList(who: PersonDriver, title: string, lines: string[][]) {
  await who.says("/roster").then(() => who.sees(/名单/));
  await who.presses("新名单").then(() => who.sees("名单叫什么"));
  await who.says(title).then(() => who.sees("填好发回来"));
  await sendRows(who, [["姓名", "村", "组", "地址", "电话", "备注"], ...lines]);
  await who.hasSeen("表是这样读的");
  await who.presses("提交").then(() => who.sees("已写入"));
}
const elders = ["赖阿婆", "钟阿公", "刘阿婆", "曾阿公", "谢阿婆", "邓阿公"];
const openList = async (who: PersonDriver, title: string) => {
  await who.says("/roster").then(() => who.sees(title));
  await who.presses(title).then(() => who.sees(/还有|都办完了/));
};
const states = async ({ rows }: Furnished) =>
  Object.fromEntries(
    (
      await rows<{ name: string; state: string; why: string | null; taker: string; proof: string | null }>(
        `select e.name, e.state, e.why, p.name as taker, e.proof->>'kind' as proof from roster_entry e join person p on p.id = e.assigned_to`,
      )
    ).map(({ name, state, why, taker, proof }) => [name, [why ?? state, taker, proof].join(" ")]),
  );

test("what is left of a list is printed, ticked and taken back: the filled workbook after it was looked at, a photo for several at once", async () => {
  const town = await withTown();
  const { chen, liu, li, rows, settled, clock } = town;
  await makeList(
    chen,
    "年审",
    elders.map((name) => [name, "石背村", "一组", "", "", ""]),
  );
  await liu.hasSeen("新名单");
  clock.now = Date.parse("2026-11-26T10:00:00+08:00");
  await openList(liu, "年审");
  await liu.presses("打印表");
  await settled();
  const [sheet] = await newestWorkbook(town, liu);
  const [headings = [], ...lines] = sheet?.rows ?? [];
  expect(headings).toEqual(["名单编号", "姓名", "村组", "地址", "电话", "名单里写的", "结果", "日期", "备注", "签名（按手印）"]);
  expect(lines.map(([number, name]) => `${String(number).split("#")[1]} ${name}`)).toEqual(elders.map((name, at) => `${at + 1} ${name}`));
  expect(lines[0]?.[6]).toBe("□办好 □改期 □搬走 □过世 □不愿办 □不用办");
  const filled = (index: number, result: string, day: string, remarks: string) =>
    (lines[index] ?? []).map((cell, column) => (column === 6 ? result : column === 7 ? day : column === 8 ? remarks : cell));
  const back = (...given: (string | number)[][]) => sendWorkbook(liu, [{ sheet: "上门表", rows: [["年审"], headings, ...given] }]);

  // Wrong rows are told with the reason, and nothing is written.
  await back(
    filled(0, "大概", "", ""),
    filled(1, "办好", "12月1日", ""),
    filled(2, "改期", "11月1日", ""),
    ["99#1", "赖阿婆", "", "", "", "", "办好"],
    [lines[3]?.[0] ?? "", "赖阿婆", "", "", "", "", "办好"],
  );
  const wrong = (await liu.hasSeen("一处也没有改")).text ?? "";
  for (const part of [
    "第 3 行：结果“大概”没看懂",
    "第 4 行：日期“12月1日”还没到",
    "第 5 行：日期“11月1日”已经过了",
    "第 6 行：没有编号“99#1”",
    "第 7 行：编号是“曾阿公”的，姓名写的是“赖阿婆”",
  ])
    expect(wrong).toContain(part);
  await back(
    filled(0, "☑办好 □改期 □搬走 □过世 □不愿办 □不用办", "11月24日", "血压正常"),
    filled(1, "改期", "12月2日", "在县医院"),
    filled(2, "过世", "", ""),
    filled(3, "□办好 □改期 □搬走 □过世 □不愿办 □不用办", "", ""),
  );
  const shown = (await liu.hasSeen("3 人有结果")).text ?? "";
  for (const part of ["1 人没填结果", "~ 赖阿婆：办好 11月24日 血压正常", "~ 钟阿公：改期 12月2日 在县医院", "~ 刘阿婆：过世"])
    expect(shown).toContain(part);
  expect(Object.values(await states(town))).toEqual(elders.map(() => "open 刘芳 "));
  await liu.presses("提交").then(() => liu.sees("已写入"));
  expect(
    await rows("select to_char(at at time zone 'Asia/Shanghai', 'MM-DD') as day, note from roster_entry where name = '赖阿婆'"),
  ).toEqual([{ day: "11-24", note: "血压正常" }]);
  // Who was put off is reminded of, on that day.
  clock.now = Date.parse("2026-12-02T12:30:00+08:00");
  await town.pass(60_000);
  await liu.hasSeen("钟阿公");

  // The same file once more has nothing new; a colleague of another village has nothing to do with it.
  await back(filled(0, "办好", "", ""));
  await liu.hasSeen("表里没有新的结果");
  await sendWorkbook(li, [{ sheet: "上门表", rows: [headings, filled(3, "办好", "", "")] }]);
  await li.hasSeen("“曾阿公”不归您办");

  await openList(liu, "年审");
  await liu.presses("打勾的照片").then(() => liu.sees("打了勾"));
  await liu.says("1-3").then(() => liu.sees("请发照片"));
  await liu.sends("photo").then(() => liu.sees("哪几号"));
  await liu.says("都办了").then(() => liu.sees("没看懂编号"));
  await liu.says("1、4").then(() => liu.sees("不归您办：1"));
  await liu.says("4-5").then(() => liu.sees("这 2 人都记为“办好”"));
  expect(liu.newest()).toContain("4 曾阿公、5 谢阿婆");
  await liu.presses("提交").then(() => liu.sees("2 人办好了"));
  expect(await states(town)).toEqual({
    赖阿婆: "done 刘芳 ",
    钟阿公: "postponed 刘芳 ",
    刘阿婆: "died 刘芳 ",
    曾阿公: "done 刘芳 photo",
    谢阿婆: "done 刘芳 photo",
    邓阿公: "open 刘芳 ",
  });
  // The photo names others: who may see one of them, and not the whole list, sees that there is one.
  const { idOf, admin } = town;
  await town.rows("update roster_entry set village_id = 2, group_name = '一组' where name = '曾阿公'");
  await town.rows("update roster_entry set village_id = 2, group_name = '二组' where name = '谢阿婆'");
  const lin = town.person("林联组");
  await inviteTo(admin, lin, "包村干部", "石背村");
  await town.rows(
    "update role_grant set group_id = (select id from village_group where name = '一组') where person_id = (select id from person where name = '林联组')",
  );
  const served = `g:deed:entry:${await idOf("roster_entry where name = '曾阿公'")}`;
  await lin.forges(served).then(() => lin.sees("整张名单"));
  await liu.forges(served).then(() => liu.sees("曾阿公"));
  await town.settled();
  expect([lin, liu].map((who) => who.messages().some(({ photo, from }) => photo && from?.is_bot))).toEqual([false, true]);
});

test("what is left of a part is handed to somebody else by who leads there, in English too; who left office is followed without a word", async () => {
  const town = await withTown();
  const { admin, chen, li, liu, person, rows } = town;
  const joe = person("Joe");
  await inviteTo(admin, joe, "镇领导", "石背村");
  await joe.says("/language").then(() => joe.sees(/./));
  await joe.presses("English").then(() => joe.sees(/English|Language/i));
  await makeList(chen, "体检", [...elders.map((name) => [name, "石背村", "", "", "", ""]), ["王奶奶", "东坑村", "", "", "", ""]]);
  await liu.hasSeen("新名单");
  await openList(liu, "体检");
  expect(liu.newestButtons().join()).not.toContain("转给别人");
  await liu.presses("赖阿婆").then(() => liu.sees("👤 赖阿婆"));
  await liu.presses("办好了").then(() => liu.sees("赖阿婆："));
  await liu.says("量了血压").then(() => liu.sees("办好了。"));
  await joe.says("/roster").then(() => joe.sees("体检"));
  await joe.presses("体检").then(() => joe.sees("left"));
  await joe.presses("Hand on").then(() => joe.sees("Whose part"));
  await joe.presses("刘芳: 5").then(() => joe.sees("To whom?"));
  await joe.says("李建国").then(() => joe.sees("5 went to 李建国"));
  await li.hasSeen("把名单《体检》里剩下的 5 人交给您办");
  await liu.hasSeen("您剩下的 5 人，已转给 李建国");
  await li.says("/roster").then(() => li.sees("我还有 6"));
  // One of them goes back by herself.
  await openList(chen, "体检");
  await chen.presses("钟阿公").then(() => chen.sees("👤 钟阿公"));
  await chen.presses("转给别人").then(() => chen.sees("转给谁"));
  await chen.says("刘芳").then(() => chen.sees("1 人已转给 刘芳"));
  await liu.says("/roster").then(() => liu.sees("我还有 1"));
  // Li leaves office: what he has in 石背村 is done by its cadre without anybody handing it on.
  await rows("update role_grant set revoked_at = now() where person_id = (select id from person where name = '李建国')");
  await liu.says("/roster").then(() => liu.sees("我还有 5"));
  await openList(liu, "体检");
  await liu.presses("邓阿公").then(() => liu.sees("👤 邓阿公"));
  await liu.presses("办好了").then(() => liu.sees("邓阿公："));
  await liu.says("去家里办的").then(() => liu.sees("办好了。"));
});
