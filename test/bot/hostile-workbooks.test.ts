import { expect, test } from "vitest";
import { hostileWorkbooks } from "../../instruments/hostile-workbooks.ts";
import type { PersonDriver } from "../support/person.ts";
import { type Furnished, reportOf, withTown } from "../support/town.ts";
import { sendRows } from "../support/workbooks.ts";

const send = (who: PersonDriver, bytes: Uint8Array, name = "名单.xlsx") =>
  who.does({ do: "file", kind: "document", name, base64: Buffer.from(bytes).toString("base64") });

/** The town as it must be afterwards: somebody reports something and is answered. */
async function isAlive({ wang, li }: Furnished, number: number) {
  expect(await reportOf(wang, `第${number}处路塌了`)).toBe(number);
  await li.hasSeen(`#${number}`);
}

test("a workbook of 1,389 bytes with one cell in the last corner gets a sentence, and the town goes on", async () => {
  const town = await withTown();
  const { admin, li } = town;
  const { bytes } = (hostileWorkbooks["one cell in the last row and column"] as () => { bytes: Uint8Array })();
  expect(bytes.length).toBeLessThan(1_389);
  await send(admin, bytes);
  await admin.hasSeen(/写到了单元格 XFD1048576，行数太多（最多 20100 行）/);
  // A cadre's register, and their list of people to be served.
  await li.says("/visit").then(() => li.sees("走访"));
  await li.presses("导入户名册").then(() => li.hasSeen("填好户名册发回来"));
  await send(li, bytes);
  await li.hasSeen("XFD1048576");
  await isAlive(town, 1001);
});

test("every kind of hostile workbook gets its sentence, in the language of the person who sent it", { timeout: 180_000 }, async () => {
  const town = await withTown();
  const { admin, rows, settled } = town;
  await admin.says("/language").then(() => admin.sees(/语言|language/i));
  await admin.presses("English");
  const sentences: Record<string, RegExp> = {
    rows: /too many rows \(20100 at most\)/,
    columns: /too many columns \(100 at most\)/,
    cells: /too many cells \(1000000 at most\)/,
    cell: /too much text in cell B1/,
    text: /too much text in this workbook/,
    sheets: /too many sheets \(50 at most\)/,
    "too-large": /Unpacked, this workbook is too large \(32 MB at most\)/,
    unreadable: /no Excel workbook/,
    old: /of the old kind/,
    locked: /has a password/,
  };
  // One of each kind: that every one of them is known for what it is shows test/workbook/hostile.test.ts.
  const kinds = new Map(Object.entries(hostileWorkbooks).map(([what, made]) => [made().fault, { what, made }]));
  expect([...kinds.keys()].sort()).toEqual(Object.keys(sentences).sort());
  for (const [fault, { what, made }] of kinds) {
    const { bytes } = made();
    await send(admin, bytes);
    // Some are given up only when their time is over.
    await expect
      .poll(() => ({ what, told: admin.newest() }), { timeout: 60_000 })
      .toEqual({ what, told: expect.stringMatching(sentences[fault] as RegExp) });
    await settled();
  }
  expect(await rows("select count(*)::int as n from received_workbook")).toEqual([{ n: 0 }]);
  await isAlive(town, 1001);
});

test("files of more than 20 MB are never downloaded, whatever they say of themselves", async () => {
  const town = await withTown();
  const { admin, telegram, settled } = town;
  const asked = () => telegram.world.calls.filter(({ method }) => method === "getFile").length;
  await admin.does({ do: "file", kind: "document", name: "大.xlsx", size: 21 * 1024 * 1024 });
  await admin.hasSeen("文件太大（最多 20 MB）");
  expect(asked()).toBe(0);
  // Telegram knows better than the message.
  await admin.does({ do: "file", kind: "document", name: "小.xlsx" });
  for (const file of telegram.world.files.values()) if (file.name === "小.xlsx") file.size = 21 * 1024 * 1024;
  await expect.poll(asked).toBe(1);
  await settled();
  expect(admin.newest()).toContain("文件太大（最多 20 MB）。请只留需要的表再发。没有改动。");
});

test("a download that stops or never ends is given up, and meanwhile its sender is answered", { timeout: 120_000 }, async () => {
  const town = await withTown();
  const { admin, telegram } = town;
  for (const [name, arrives] of [
    ["停.xlsx", "never"],
    ["长.xlsx", "endlessly"],
  ] as const) {
    await send(admin, new Uint8Array(100), name);
    for (const file of telegram.world.files.values()) if (file.name === name) file.arrives = arrives;
    await admin.says("/help").then(() => admin.sees("/org 架构"));
    await expect.poll(() => admin.newest(), { timeout: 45_000 }).toMatch(arrives === "never" ? "没有传过来" : "文件太大（最多 20 MB）");
  }
  await sendRows(admin, [["a"]]);
  await admin.hasSeen("没有“村组、站所");
  await isAlive(town, 1001);
});
