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

test("what a villager says before there is a village is kept, in however few words, and filed once the admin has added one by the button", async () => {
  const town = await openTown();
  onTestFinished(() => town.close());
  const [admin, qin, amy] = [town.person("周敏"), town.person("覃老三"), town.person("Amy Fox", "en")];
  await admin.says(`/start ${town.app.claimCode}`).then(() => admin.sees("第一个管理员"));
  await admin.says("/cancel").then(() => admin.sees("接着设置"));
  await qin.says("桥断了").then(() => qin.sees("报上去"));
  await qin.presses("报问题").then(() => qin.sees("还没有设置村"));
  await qin.says("老街边").then(() => qin.sees("已加到"));
  await amy.says("/service").then(() => amy.sees("no villages yet"));
  for (const command of ["/report", "/poster", "/broadcast", "/rollcall"]) {
    await admin.says(command).then(() => admin.sees("还没有村，请先加上"));
    expect(admin.newestButtons()).toContain("➕ 村");
  }
  await admin.presses("➕ 村").then(() => admin.sees("请发村名"));
  await admin.says("河口村").then(() => admin.sees("已加 1 个"));
  await qin.says("/report").then(() => qin.sees("还没填完"));
  await qin.presses("接着填").then(() => qin.sees("哪个村"));
  await qin.presses("河口村").then(() => qin.sees("哪一类"));
  await qin.presses("道路水利").then(() => qin.sees("对不对"));
  await qin.presses("提交").then(() => qin.sees("已提交"));
  expect(await town.rows("select description from ticket")).toEqual([{ description: "桥断了\n老街边" }]);
  // What was written in two lines stands on a button in one.
  await qin.says("三组又停电了，天天晚上停").then(() => qin.sees("补充下面哪一件"));
  expect(qin.newestButtons().find((caption) => caption.includes("#"))).toBe("🚧 #1001 桥断了 老街边");
});
