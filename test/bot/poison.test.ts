import { expect, test } from "vitest";
import { storeUpdates } from "../../src/intake/store.ts";
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

test("an update that is stored while its chat's job runs already is handled, however the two meet", async () => {
  const { app, wang, rows, settled } = await withTown();
  await wang.says("/cancel").then(() => wang.sees(/./));
  // Slow weather: a job takes long to be written, and handling a command takes longer.
  await rows(`create function doze() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return new; end $$;
    create trigger doze before insert on graphile_worker._private_jobs for each row execute function doze();
    create trigger doze before insert on outbox for each row execute function doze();`);
  const from = { id: wang.id, is_bot: false, first_name: "王有根", language_code: "zh" };
  const help = (update_id: number) => ({
    update_id,
    message: { message_id: update_id, date: 1, from, chat: { id: wang.id, type: "private", first_name: "王有根" }, text: "路灯坏了" },
  });
  const store = (id: number) => storeUpdates(app.database, 1, [help(id)] as never);
  const first = store(900_000_001);
  await expect
    .poll(() => rows("select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()"))
    .toHaveLength(1);
  await Promise.all([first, store(900_000_002)]);
  await settled();
  expect(await rows("select count(*)::int as n from inbox where update_id > 900000000 and processed_at is not null")).toEqual([{ n: 2 }]);
});
