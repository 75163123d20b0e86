import { sql } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { inOneTransaction } from "../../src/database/work.ts";
import { eraseRows, ruledTables } from "../../src/domain/privacy/erase-rows.ts";
import { tidyUp } from "../../src/jobs/tidy.ts";
import { columnsOf, findEverywhere } from "../support/everywhere.ts";
import { day, reportOf, type Town, withTown } from "../support/town.ts";
import { newestWorkbookBytes, verify } from "../support/verify.ts";

/** One night's tidying, as long after now as is said. */
async function nightAfter(town: Town, days: number) {
  await town.rows(`update outbox set created_at = created_at - ${days} * interval '1 day', sent_at = sent_at - ${days} * interval '1 day'`);
  await town.rows(
    `update inbox set received_at = received_at - ${days} * interval '1 day', processed_at = processed_at - ${days} * interval '1 day'`,
  );
  town.clock.now += days * day;
  await tidyUp(town.app.database, { townId: 1, zone: "Asia/Shanghai", now: new Date(town.clock.now) });
}

test("every column of the database that could hold something of a person has a rule, and every rule a column", async () => {
  const town = await withTown();
  const ruled = new Set(
    ruledTables.flatMap(({ table, columns }) =>
      columns.map(([column]) => `${getTableConfig(table as unknown as PgTable).name}.${(table[column] as PgColumn).name}`),
    ),
  );
  const could = (await columnsOf(town))
    .filter(({ schema }) => schema === "public")
    .filter(({ type, column }) => /text|char|json|ARRAY|double/.test(type) || /(^|_)(telegram|chat)_id$/.test(column))
    .map(({ table, column }) => `${table}.${column}`);
  expect(could.length).toBeGreaterThan(120);
  expect(could.filter((one) => !ruled.has(one))).toEqual([]);
  expect([...ruled].filter((one) => !could.includes(one))).toEqual([]);
});

test("what people said goes after the terms of its kind, facts and ledger stay, and the town may choose the terms", async () => {
  const town = await withTown();
  const { admin, wang, li, liu, settled, rows } = town;
  await liu.says("/privacy").then(() => liu.sees("您的资料"));
  expect(liu.button("保存期限")).toBeUndefined();
  await liu.forges("g:privacy:term:tickets:365").then(() => liu.sees("没有这个权限"));
  await reportOf(wang, "牛栏塌了压到牛");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => wang.hasSeen("已接单"));
  await wang.repliesTo("已接单", "牛角也断了");
  await li.hasSeen("牛角也断了");
  await li.repliesTo("牛角也断了", "兽医下午到");
  await wang.hasSeen("兽医下午到");
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("牛栏重新砌好").then(() => wang.hasSeen("牛栏重新砌好"));
  await wang.presses("基本满意").then(() => wang.sees("谢谢"));
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("写了一半的桥").then(() => wang.sees("对不对"));
  await settled();
  const said = ["牛栏", "牛角", "兽医", "写了一半的桥"];
  const held = await findEverywhere(town, said);
  expect(held.length).toBeGreaterThan(10);

  await nightAfter(town, 3);
  const later = await findEverywhere(town, said);
  expect(later.filter((one) => /^(inbox|outbox)\.payload/.test(one))).toEqual([]);
  expect(later).toContain("ticket.description: 牛栏");
  await nightAfter(town, 70);
  const afterMonths = await findEverywhere(town, said);
  expect(afterMonths.map((one) => one.split(".")[0])).not.toContain("dialog");
  expect(new Set(afterMonths.map((one) => one.split(".")[0]))).toEqual(new Set(["ticket", "ticket_message", "ticket_event"]));

  await admin.says("/privacy").then(() => admin.sees("您的资料"));
  await admin.presses("保存期限").then(() => admin.sees("办完的事项：5 年"));
  await admin.presses("办完的事项").then(() => admin.sees("保存几年"));
  await admin.presses("1 年").then(() => admin.sees("保存 1 年"));
  await settled();
  await rows("insert into person (town_id, telegram_id, name, created_at) values (1, -5, '谢阿公', now())");
  await rows("insert into person (town_id, telegram_id, name, created_at) values (1, -6, '谢阿婆', now() + interval '300 days')");
  await nightAfter(town, 300);
  expect(await rows("select name from person where name like '谢%'")).toEqual([{ name: "谢阿婆" }]);
  expect(await findEverywhere(town, said)).toEqual([]);
  expect(await rows("select number, kind, rating, state from ticket")).toEqual([
    { number: 1001, kind: "problem", rating: "fair", state: "closed" },
  ]);
  await nightAfter(town, 0);
  await admin.says("/ledger 2026").then(() => admin.hasSeen("封条"));
  const { code, said: verdict } = await verify(newestWorkbookBytes(town, admin));
  expect(verdict).toMatch(/events, unbroken, of 1 tickets/);
  expect(code).toBe(0);
  await expect(rows("update ticket_event set note = 'x'")).rejects.toThrow("append-only");
  await expect(rows("update ticket_event set salts = array_fill(''::text, array[9])")).rejects.toThrow("append-only");
  await li.says("#1001").then(() => li.sees("#1001"));
  await settled();

  // What the rules erase is all there is of people, and the database takes what stands in its place.
  const moment = { townId: 1, zone: "Asia/Shanghai", now: new Date(town.clock.now) };
  for (const { name } of ruledTables) await inOneTransaction(town.app.database, moment, (work) => eraseRows(work, name, sql`true`));
  expect(await findEverywhere(town, ["王有根", "李建国", "周敏", String(wang.id), String(li.id)])).toEqual([]);
});
