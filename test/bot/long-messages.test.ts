import fc from "fast-check";
import { expect, test } from "vitest";
import { parseHtml } from "../../emulator/entities.ts";
import { messageParts, oneMessage } from "../../src/wording/message-parts.ts";
import { escapeHtml } from "../../src/wording/texts.ts";
import { reportOf, submits, withTown } from "../support/town.ts";

const words = fc.string({ unit: fc.constantFrom("路", "塌", "👨‍👩‍👧", "<", "&", " ", "\n", "a"), maxLength: 400 }).map(escapeHtml);
const html = fc
  .array(
    fc.oneof(
      words,
      words.map((inner) => `<b>${inner}</b>`),
      words.map((inner) => `<i>1<b>${inner}</b>2</i>`),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => `要点${pieces.join("\n")}`);
const textOf = ({ text, caption }: { text?: string; caption?: string }) => text ?? caption ?? "";
const length = (shown: string) => [...shown].length;
const withoutSpace = (shown: string) => shown.replace(/\s/g, "");

test("whatever stands in it, a long message becomes messages that Telegram takes, and nothing of it is lost", () => {
  fc.assert(
    fc.property(html, fc.integer({ min: 20, max: 300 }), (given, most) => {
      const shown = messageParts(given, most).map((part) => parseHtml(part).text);
      expect(Math.max(...shown.map(length))).toBeLessThanOrEqual(most);
      expect(shown.filter((part) => part.trim() === "")).toEqual([]);
      expect(withoutSpace(shown.join(""))).toBe(withoutSpace(parseHtml(given).text));
    }),
  );
});

test("lines stay whole where they fit, and what was bold is bold on both sides of a cut", () => {
  expect(messageParts("一二三四\n五六七", 6)).toEqual(["一二三四", "五六七"]);
  expect(messageParts("<b>一二三四五六</b>", 4)).toEqual(["<b>一二三四</b>", "<b>五六</b>"]);
});

test("a notice is one message: too long, it ends with an ellipsis", () => {
  expect(oneMessage("路塌了")).toBe("路塌了");
  const shown = parseHtml(oneMessage(`<b>${"路&amp;".repeat(4000)}</b>`)).text;
  expect(length(shown)).toBe(4096);
  expect(shown.endsWith("路…")).toBe(true);
});

test("one endless line typed where a list is expected is repeated by its beginning only", async () => {
  const { admin } = await withTown();
  await admin.says("/duty").then(() => admin.sees("值班表"));
  await admin.says("长".repeat(4096)).then(() => admin.sees(`这一行没看懂：${"长".repeat(60)}…。请写成`));
  await admin.says("11-24 刘芳").then(() => admin.sees("已改 1 天"));
});

test("a file with long words arrives with all of them, however they are escaped, and an edit changes them where they stand", async () => {
  const { wang, li, settled } = await withTown();
  await reportOf(wang, "路灯坏了", "供电通信");
  await li.hasSeen("#1001");
  await li.repliesTo("#1001", "哪一盏？").then(() => wang.hasSeen("哪一盏？"));
  await wang.sends("photo", { caption: `灯杆 ${"&".repeat(700)}` });
  expect(textOf(await li.hasSeen("灯杆"))).toContain("&".repeat(700));
  await wang.sends("photo", { caption: `电线${"长".repeat(900)}` });
  await li.hasSeen("电线");
  await settled();
  const told = li.messages().length;
  await wang.edits("电线", `绳子${"长".repeat(900)}`);
  await li.hasSeen("绳子");
  await settled();
  expect(li.messages()).toHaveLength(told);
  expect(li.texts().filter((shown) => /电线|绳子/.test(shown))).toHaveLength(1);
});

test("an unfinished report does not grow beyond its limit by an edit", async () => {
  const { wang, rows, settled } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("桥坏了").then(() => wang.sees("对不对"));
  await wang.edits("桥坏了", "桥".repeat(3001));
  await wang.sees("太长了（3001 字");
  await wang.says("路".repeat(2998)).then(() => wang.sees("加上前面写的一共 3001 字，最多 3000 字"));
  await settled();
  await submits(wang);
  expect(await rows("select description from ticket")).toEqual([{ description: "桥坏了" }]);
});
