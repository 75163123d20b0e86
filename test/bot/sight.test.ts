import { expect, test } from "vitest";
import { readLedger, sheetOf } from "../support/ledgers.ts";
import { day, inviteTo, reportOf, withTown } from "../support/town.ts";
import { newestWorkbookBytes } from "../support/verify.ts";

test("of a confidential report a leader learns that there is one; whom it is about, nothing; the admin what, not who", async () => {
  const town = await withTown();
  const { admin, chen, wang, person, rows, settled, idOf } = town;
  const luo = person("罗书记");
  await inviteTo(admin, luo, "镇领导", "石背村");
  await inviteTo(admin, person("曾严"), "纪检");
  await reportOf(wang, "征地款少发了三万", "干部作风");
  await rows("update ticket set about_id = (select id from person where name = '陈志远')");
  const id = await idOf("ticket");
  await settled();
  await town.pass(10 * day);

  const saidTo = async (who: typeof chen, words: string) => {
    const before = who.messages().length;
    await who.says(words);
    await settled();
    return who
      .messages()
      .slice(before)
      .filter(({ from }) => from?.is_bot)
      .map(({ text, caption }) => text ?? caption ?? "")
      .join("\n");
  };
  for (const words of ["/overdue", "/queue", "/brief 2026-11-01 2026-12-31", "#1001", "/stats 2026-11-01 2026-12-31"])
    expect(await saidTo(chen, words)).not.toMatch(/征地款|王有根|#1001 |干部作风/);
  for (const data of [`t:open:${id}`, `t:timeline:${id}`]) await chen.forges(data);
  const ledgerOf = async (who: typeof chen) => {
    await saidTo(who, "/ledger 2026-11-01 2026-12-31");
    const sheets = await readLedger(newestWorkbookBytes(town, who));
    return { all: JSON.stringify(sheets), tickets: sheetOf(sheets, "tickets").rows };
  };
  const [accused, leader, overseer] = [await ledgerOf(chen), await ledgerOf(luo), await ledgerOf(admin)];
  expect(accused.tickets).toHaveLength(0);
  expect(accused.all).not.toMatch(/1001|征地款|王有根/);
  expect(leader.tickets[0]?.["number"]).toBe(1001);
  expect(leader.all).not.toMatch(/征地款|王有根|干部作风/);
  expect(await saidTo(luo, "#1001")).not.toMatch(/征地款|王有根/);
  expect(overseer.all).toContain("征地款");
  expect(overseer.all).not.toContain("王有根");
  expect(
    chen
      .messages()
      .map(({ text, caption }) => text ?? caption ?? "")
      .join("\n"),
  ).not.toMatch(/征地款|王有根/);
});

test("the person who hands a ticket over sees no more of it; a number shared by a slip does not say who reported confidentially", async () => {
  const { admin, wang, li, person, settled } = await withTown();
  await reportOf(wang, "门口的路塌了");
  await li.hasSeen("门口的路塌了");
  await admin.says("/assign 1001").then(() => admin.sees(/谁/));
  await admin.presses("刘芳");
  await settled();
  const card = li.messages().find(({ text }) => text?.includes("现在不归您办了"));
  expect(card?.text).not.toContain("门口");

  const desk = person("曾严");
  await inviteTo(admin, desk, "纪检");
  await reportOf(wang, "干部收钱", "干部作风");
  await desk.hasSeen("干部收钱");
  const reply_to = wang.messages().findLast(({ text }) => text?.includes("#1002"))?.message_id ?? 0;
  await wang.does({ do: "contact", phone: "13900001234", reply_to });
  await wang.hasSeen("电话没有转过去");
  await settled();
  expect(JSON.stringify(desk.messages())).not.toContain("13900001234");
});
