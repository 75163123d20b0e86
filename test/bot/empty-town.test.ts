import { expect, onTestFinished, test } from "vitest";
import { inlineKeyboardOf } from "../../emulator/world.ts";
import { openTown } from "../support/town.ts";

/** Whatever lists or asks something, where there is nothing yet to be listed or chosen. */
const asked = [
  ...["/queue", "/my", "/notices", "/policy", "/overdue", "/stats", "/brief", "/visit", "/roster", "/care", "/outreach", "/topics"],
  ...[
    "/duty",
    "/rollcall",
    "/broadcast",
    "/poster",
    "/leave",
    "/assign",
    "/assign 1001",
    "/org",
    "报问题",
    "办事",
    "紧急",
    "我的事项",
    "通知",
  ],
];
const roles = ["包村干部", "站所人员", "镇领导", "纪检", "管理员"];
const screens = ["包联", "站所", "类别", "办事项目", "归口规则", "警示词"];
/** What says what to do next: a command, or a verb of doing. */
const advice = /\/[a-z]+|请|点|发|写|选|可以|会|谁|哪/;

test("in a town without villages, colleagues or matters nothing is empty without a word on what to do", async () => {
  const town = await openTown();
  onTestFinished(() => town.close());
  const admin = town.person("周敏");
  await admin.says(`/start ${town.app.claimCode}`).then(() => admin.sees("第一个管理员"));
  await admin.says("青石镇").then(() => admin.sees("请发村名"));
  await admin.says("/cancel");
  const wrong: string[] = [];
  const look = async (what: string, act: () => Promise<unknown>) => {
    const before = admin.messages().length;
    await act();
    await town.settled();
    const answers = admin
      .messages()
      .slice(before)
      .filter(({ from }) => from?.is_bot);
    const last = answers.at(-1);
    const words = answers.map(({ text, caption }) => text ?? caption ?? "").join("\n");
    const buttons = (inlineKeyboardOf(last as never)?.inline_keyboard.flat() ?? []).filter(({ text }) => !/取消|返回/.test(text));
    if (!answers.length) wrong.push(`${what}: no answer`);
    else if (!buttons.length && !advice.test(words)) wrong.push(`${what}: ${words}`);
  };
  for (const words of asked) {
    await look(words, () => admin.says(words));
    await admin.says("/cancel");
  }
  for (const role of roles) {
    await admin.says("/invite").then(() => admin.sees("先选身份"));
    await look(`/invite ${role}`, () => admin.presses(role));
  }
  await admin.says("/invite").then(() => admin.sees("先选身份"));
  await admin.presses("包村干部").then(() => admin.sees("还没有村"));
  expect(admin.newestButtons()).toEqual(["➕ 村"]);
  for (const screen of screens) {
    await admin.says("/org").then(() => admin.sees("架构").catch(() => ""));
    await look(`/org ${screen}`, () => admin.presses(screen));
  }
  expect(wrong).toEqual([]);
});
