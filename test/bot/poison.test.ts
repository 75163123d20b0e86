import { expect, test } from "vitest";
import { openFurnishedTown, reportOf, withTown } from "../support/town.ts";

test("an update that cannot be handled is set aside with its reason, the admin hears of it, and its chat goes on", async () => {
  const town = await openFurnishedTown();
  const { wang, admin, rows } = town;
  // The database itself refuses this one step, as a defect in the program would.
  await rows(`create function refuse_it() returns trigger language plpgsql as $$ begin raise exception 'a defect'; end $$`);
  await rows("create trigger refuse_it before insert on dialog for each row when (new.flow = 'report') execute function refuse_it()");
  await wang.says("报问题");
  await wang.says("/help");
  await expect.poll(() => wang.texts().some((text) => text.includes("没有处理成功")), { timeout: 30_000 }).toBe(true);
  await admin.hasSeen("已搁置");
  await expect.poll(() => wang.texts().some((text) => text.includes("怎么用")), { timeout: 30_000 }).toBe(true);
  const [parked] = await rows("select failure, attempts from inbox where failure is not null");
  expect(parked).toMatchObject({ attempts: 3, failure: expect.stringContaining("a defect") });
  await rows("drop trigger refuse_it on dialog");
  expect(await reportOf(wang, "路塌了")).toBe(1001);
  await town.abandon();
}, 90_000);

test("while a cadre is on leave, new matters go to the deputy", async () => {
  const { wang, li, liu, rows } = await withTown();
  await li.says("/leave").then(() => li.sees("请几天假"));
  await li.presses("3 天").then(() => li.sees("谁代理"));
  await li.presses("刘芳").then(() => li.sees("由 刘芳 代理"));
  await liu.hasSeen("请假到");
  await reportOf(wang, "路塌了");
  await liu.hasSeen("路塌了");
  await li.says("/leave").then(() => li.sees("请几天假"));
  await li.presses("销假").then(() => li.sees("已销假"));
  await reportOf(wang, "桥断了");
  await li.hasSeen("桥断了");
  const names = await rows("select p.name from ticket t join person p on p.id = t.responsible_id order by number");
  expect(names.map(({ name }) => name)).toEqual(["刘芳", "李建国"]);
});
