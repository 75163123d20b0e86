import { expect, test } from "vitest";
import { withTown } from "../support/town.ts";

test("a conversation asks one question after the other, goes back, explains what it does not understand, and acts once", async () => {
  const { li, rows } = await withTown();
  await li.says("/leave").then(() => li.sees("请假"));
  expect(li.newestButtons()).not.toContain("◀️ 返回");
  await li.says("很久").then(() => li.sees("按钮"));
  await li.presses("3 天").then(() => li.sees("谁代理"));
  expect(li.newestButtons().join()).toContain("返回");
  await li.says("没有这个人").then(() => li.hasSeen(/没有|找不到/));
  await li.presses("返回").then(() => li.sees("请假"));
  await li.presses("7 天").then(() => li.sees("谁代理"));
  await li.says("刘芳").then(() => li.sees("刘芳"));
  const [leave] = await rows<{ days: number; deputy: string }>(
    `select round(extract(epoch from on_leave_until - timestamptz '2026-11-24 09:00+08') / 86400) as days,
       (select d.name from person d where d.id = p.deputy_id) as deputy from person p where name = '李建国'`,
  );
  expect(leave).toEqual({ days: expect.anything(), deputy: "刘芳" });
  expect(Number(leave?.days)).toBeGreaterThanOrEqual(6);
  expect(await rows("select flow from dialog")).toEqual([]);
});

test("a button of an earlier question changes nothing and is explained; 取消 ends", async () => {
  const { li, rows, settled } = await withTown();
  await li.says("/leave").then(() => li.sees("请假"));
  const early = li.button("3 天");
  await li.presses("7 天").then(() => li.sees("谁代理"));
  expect(early).toBeDefined();
  await li.does({ do: "press", ...(early as NonNullable<typeof early>) });
  await settled();
  expect(li.toasts().join()).toMatch(/前面|早/);
  expect(li.newest()).toContain("谁代理");
  await li.presses("取消").then(() => li.sees("取消"));
  expect(await rows("select flow from dialog")).toEqual([]);
});

test("a report that was begun before the upgrade goes on; of another conversation nothing is in the way", async () => {
  const { li, wang, rows, settled } = await withTown();
  const [place] = await rows<{ village: string; category: string }>(
    "select (select id from village where name = '东坑村') as village, (select id from category where name = '道路水利') as category",
  );
  const report = {
    kind: "problem",
    villageId: Number(place?.village),
    villageName: "东坑村",
    groupAsked: true,
    categoryId: Number(place?.category),
    categoryName: "道路水利",
    texts: ["桥栏杆断了"],
    textSources: [1],
    files: [],
    confidential: false,
  };
  const keep = (chat: number, flow: string, step: string, data: object) =>
    rows(
      "insert into dialog (town_id, chat_id, nonce, flow, step, data, updated_at) values (1, $1, 'AAAAAAAAAAAAAAAA', $2, $3, $4, now())",
      [chat, flow, step, JSON.stringify(data)],
    );
  await keep(wang.id, "report", "place", report);
  await wang.says("村口老桥").then(() => wang.sees(/留个电话|对不对/));
  if (!wang.newest().includes("对不对")) await wang.says("跳过").then(() => wang.sees("对不对"));
  expect(wang.newest()).toContain("桥栏杆断了");
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await keep(li.id, "handler", "reply", { ticketId: 1, number: 1001 });
  await li.says("我的事项").then(() => li.hasSeen(/事项/));
  await settled();
  expect(li.texts().join()).not.toContain("没填完");
  expect(await rows("select description from ticket")).toEqual([{ description: "桥栏杆断了" }]);
});
