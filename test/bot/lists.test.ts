import { expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { day, type Furnished, hour, withTown } from "../support/town.ts";

/** Tickets of 王有根 that 李建国 has had for long, without the conversations that would have made them; due at the hours given. */
async function fill({ rows, clock }: Furnished, dueInHours: readonly number[]) {
  const due = dueInHours.map((hours) => new Date(clock.now + hours * hour));
  await rows(
    `insert into ticket (town_id, number, kind, category_id, village_id, reporter_id, draft_id, description, state, responsible_id, deadline, created_at)
     select 1, 2000 + n, 'problem', c.id, v.id, w.id, 'filled-' || n, '第' || n || '盏路灯不亮', 'accepted', l.id, due, due - interval '5 days'
     from unnest($1::timestamptz[]) with ordinality as given(due, n), category c, village v, person w, person l
     where c.name = '供电通信' and v.name = '东坑村' and w.name = '王有根' and l.name = '李建国'`,
    [due],
  );
}

test("a list says how many there are in all, and is turned page by page", async () => {
  const town = await withTown();
  const { li, wang, admin } = town;
  await fill(
    town,
    Array.from({ length: 45 }, (_, index) => index - 23),
  );
  await li.says("/queue").then(() => li.sees("待办 45 件"));
  expect(li.newest()).toContain("第 1 / 9 页");
  expect(li.newest()).toContain("#2001");
  await li.presses("➡️").then(() => li.sees("第 2 / 9 页"));
  // A button for each, in a row of its own, with its words.
  const row = (n: number) => `#${2000 + n} 第${n}盏路灯不亮`;
  expect(li.newestButtons()).toEqual([...[6, 7, 8, 9, 10].map(row), "⬅️", "➡️"]);
  expect(
    li
      .rowsBelow()
      .slice(0, 5)
      .every(({ length }) => length === 1),
  ).toBe(true);
  for (let page = 3; page <= 9; page += 1) await li.presses("➡️").then(() => li.sees(`第 ${page} / 9 页`));
  expect(li.newestButtons()).toEqual([...[41, 42, 43, 44, 45].map(row), "⬅️"]);
  // What it was about is done meanwhile: the page is gone, the list is not.
  const last = li.messages().at(-1)?.message_id as number;
  await town.rows("update ticket set state = 'closed', closed_at = now() where number > 2019");
  await li.does({ do: "press", message_id: last, data: "g:list:queue:8" });
  await li.sees("待办 19 件");
  expect(li.newest()).toContain("第 1 / 4 页");
  await li.does({ do: "press", message_id: last, data: "g:list:queue:999999999999999" });
  await li.sees("待办 19 件");
  await admin.says("/overdue").then(() => admin.sees("逾期 19 件"));
  // What is open comes first; what is done with is behind 以前的.
  await wang.says("/my").then(() => wang.sees("在办 19 件"));
  expect(wang.newestButtons()).toEqual([...[19, 18, 17, 16, 15].map(row), "➡️", "🗃 以前的（26）"]);
  await wang.presses("➡️").then(() => wang.sees("第 2 / 4 页"));
  await wang.presses("以前的").then(() => wang.sees("以前的事项：26 件"));
  expect(wang.newestButtons()).toContain("📋 在办的");
  await wang.presses(row(45)).then(() => wang.sees("#2045"));
  await town.rows("update ticket set state = 'closed', closed_at = now()");
  await wang.says("我的事项").then(() => wang.sees("您现在没有在办的事项"));
  expect(wang.newestButtons()).toEqual(["🗃 以前的（45）"]);
  await wang.forges("g:list:queue:0");
  await wang.sees("没有这个权限");
});

const digestsOf = ({ messages }: PersonDriver) => messages().filter(({ text }) => text?.includes("早上好"));

test("on the morning of each working day, everybody who has something in hand hears what, once, and a leader what is late", async () => {
  const town = await withTown();
  const { li, liu, chen, wang, pass, rows } = town;
  await fill(town, [20, 28, 200, 300]);
  await rows("update ticket set state = 'assigned' where number = 2003");
  // The town was set up today: what is in hand was handed over by word of mouth.
  await pass(hour);
  expect(digestsOf(li)).toEqual([]);
  await pass(day - 2 * hour);
  expect(digestsOf(li)).toEqual([]);
  await pass(hour);
  const [digest] = digestsOf(li);
  expect(digest?.text).toContain("手上有 4 件，急的在前：\n\n🔴 逾期 1　⏰ 今天到期 1　📥 未接单 1");
  expect(digest?.text?.match(/#\d+/g)).toEqual(["#2001", "#2002", "#2003", "#2004"]);
  expect(digestsOf(chen).map(({ text }) => text)).toEqual(["☀️ 早上好！手上没有待办。\n\n🏛 全镇逾期 1 件"]);
  for (const nobody of [liu, wang]) expect(digestsOf(nobody)).toEqual([]);
  await pass(hour);
  expect(digestsOf(li)).toHaveLength(1);
  await li.presses("全部待办").then(() => li.sees("待办 4 件"));
  await chen.presses("全镇逾期").then(() => chen.sees("逾期 1 件"));
  // Friday, Saturday, Sunday, Monday; on Friday afternoon it is too late for it.
  await pass(2 * day + 4 * hour);
  expect(digestsOf(li)).toHaveLength(1);
  await pass(day - 5 * hour);
  await pass(day);
  expect(digestsOf(li)).toHaveLength(1);
  await pass(day);
  expect(digestsOf(li)).toHaveLength(2);
  await rows("update person set on_leave_until = $1 where name = '李建国'", [new Date(town.clock.now + 2 * day)]);
  await pass(day);
  expect(digestsOf(li)).toHaveLength(2);
  await rows("update ticket set state = 'closed', closed_at = now()");
  await rows("update person set on_leave_until = null");
  await pass(day);
  expect(digestsOf(li)).toHaveLength(2);
});

test("of many in one's care, all can be visited", async () => {
  const { li, rows } = await withTown();
  await rows(`insert into care_file (town_id, village_id, name, situation, rhythm_days, keeper_id, due_at)
    select 1, v.id, '老人' || n, '独居', 7, l.id, now() + n * interval '1 day'
    from generate_series(1, 25) n, village v, person l where v.name = '东坑村' and l.name = '李建国'`);
  await li.says("/care").then(() => li.sees("老人20"));
  expect(li.newest()).not.toContain("老人21");
  await li.presses("➡️").then(() => li.sees("老人21"));
  await li.presses(/老人25/).then(() => li.sees("已记：去看了 老人25"));
});
