import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { type Town, withTown } from "../support/town.ts";

/** A picture of 40 × 30. */
const png = (() => {
  const bytes = Buffer.alloc(60);
  Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").copy(bytes);
  bytes.writeUInt32BE(40, 16);
  bytes.writeUInt32BE(30, 20);
  return bytes.toString("base64");
})();
const photographs = (who: PersonDriver) => who.does({ do: "file", kind: "photo", base64: png });

async function wordOf({ telegram, settled }: Town, who: PersonDriver) {
  await settled();
  const { document } = who.messages().findLast((one) => one.document?.file_name?.endsWith(".docx")) ?? {};
  const parts = unzipSync(new Uint8Array(telegram.world.files.get(`${document?.file_id}`)?.bytes as Buffer));
  return {
    text: strFromU8(parts["word/document.xml"] as Uint8Array).replace(/<[^>]+>/g, ""),
    pictures: Object.keys(parts).filter((name) => name.startsWith("word/media/")).length,
  };
}

test("evidence of visits and gifts is seen again from the briefing's rows; photos are chosen for its paper; what was not so is taken back", async () => {
  const town = await withTown();
  const { li, chen, admin, liu, rows, settled } = town;
  await li.says("/visit").then(() => li.sees("走访"));
  await li.presses("新户").then(() => li.sees("哪个村"));
  await li.presses("东坑村").then(() => li.sees("户主姓名"));
  await li.says("赖阿婆 13800000001").then(() => li.sees("已记走访"));
  await li.presses("听到").then(() => li.sees(/听到|说了/));
  await photographs(li);
  await li.sees("赖阿婆");
  await settled();
  town.clock.now += 60_000;
  await li.says("/care").then(() => li.sees("关爱档案"));
  await li.presses("慰问登记").then(() => li.sees("哪个村"));
  await li.presses("东坑村").then(() => li.sees("给谁"));
  await li.says("钟阿公").then(() => li.sees("多少元"));
  await li.says("200元").then(() => li.sees("几件"));
  await li.presses("跳过").then(() => li.sees("照片"));
  await photographs(li);
  await li.sees("200 元");
  await li.presses("提交").then(() => li.sees("另一个人确认"));
  expect((await chen.hasSeen("请您核实")).caption).toBe("💴 11月24日 周二 09:01，李建国 登记：给 东坑村 钟阿公 慰问金 200 元。请您核实。");
  await chen.presses("属实").then(() => chen.sees("已确认"));
  await settled();

  const brief = async (who: PersonDriver) => {
    await who.says("/brief");
    return who.sees("工作简报");
  };
  const numberOf = (html: string, words: string) =>
    /(\d+)\. /.exec(html.split("\n").find((line) => line.includes(words)) ?? "")?.[1] as string;
  const listed = await brief(admin);
  expect(listed).toContain("200 元");
  await admin.presses(new RegExp(`^${numberOf(listed, "走访 1")}$`)).then(() => admin.sees("赖阿婆"));
  await admin.presses(/^1$/);
  await admin.sees("🚶");
  expect((await admin.hasSeen("📎 东坑村 赖阿婆")).photo).toBeDefined();
  await admin.presses("放进简报").then(() => admin.sees("🚶"));
  expect(admin.newestButtons().join()).toContain("从简报里拿掉");
  await brief(admin);
  await admin.presses("选照片").then(() => admin.sees("点编号看照片"));
  expect(admin.newest()).toMatch(/1\. 11-24 东坑村 走访 ✅\n2\. 11-24 东坑村 慰问$/);
  await admin.presses(/^2$/).then(() => admin.sees("🎁"));
  await admin.presses("放进简报").then(() => admin.sees("🎁"));

  await brief(admin);
  await admin.presses("归档上报").then(() => admin.sees("第 1"));
  await brief(admin);
  await admin.presses("Word（中文）");
  const paper = await wordOf(town, admin);
  expect(paper.pictures).toBeGreaterThan(0);
  expect(paper.text).toContain("2026-11-24　东坑村　走访");
  expect(paper.text).toContain("2026-11-24　东坑村　慰问");
  expect(paper.text).not.toContain("赖阿婆");

  // Who gave it takes it back, with a reason; the person who confirmed it hears so, and the figures follow. What was handed in stays.
  const gift = await town.idOf("condolence");
  await liu.forges(`g:deed:reverse:gift:${gift}`);
  await settled();
  expect(await rows("select state from condolence")).toEqual([{ state: "confirmed" }]);
  await li.says("/stats").then(() => li.sees("四下基层"));
  await li.forges(`g:deed:gift:${gift}`).then(() => li.sees("🎁"));
  await li.presses("没有这回事").then(() => li.sees("为什么要更正"));
  await li.says("登错了人，是隔壁的").then(() => li.sees("更正掉了：登错了人"));
  await chen.hasSeen("数字里不再算它");
  expect(await rows("select kind, reason, done_by = reversed_by as own from deed_reversal")).toEqual([
    { kind: "gift", reason: "登错了人，是隔壁的", own: true },
  ]);
  const after = await brief(admin);
  expect(after).not.toContain("200 元");
  await admin.presses("Word（中文）");
  expect((await wordOf(town, admin)).text).not.toContain("慰问");
  await brief(admin);
  await admin.presses("第 1 版");
  const handedIn = await wordOf(town, admin);
  expect(handedIn.text).toContain("200");
  expect(handedIn.text).toContain("2026-11-24　东坑村　慰问");
  expect(await rows("select count(*)::int as n from brief_photo")).toEqual([{ n: 1 }]);
});
