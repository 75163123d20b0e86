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
  await admin.hasSeen(/已搁置.*PostgreSQL P0001/);
  expect(admin.texts().join()).not.toContain("a defect");
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
  await li.says("刘芳").then(() => li.sees("由 刘芳 代理"));
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

const helpFrom = ({ id }: { id: number }, update_id: number, text = "/help") => {
  const from = { id, is_bot: false, first_name: "王有根", language_code: "zh" };
  const chat = { id, type: "private", first_name: "王有根" };
  return { update_id, message: { message_id: update_id, date: 1, from, chat, text } } as never;
};
const handled = "select count(*)::int as n from inbox where update_id > 900000000 and processed_at is not null";

test("an update that is stored while its chat is handled already is handled, however the two meet", async () => {
  const { app, wang, rows, settled } = await withTown();
  await wang.says("/cancel").then(() => wang.sees(/./));
  // A slow server: a job takes long to be written, and handling an update takes longer.
  await rows(`create function doze() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return new; end $$;
    create trigger doze before insert on graphile_worker._private_jobs for each row execute function doze();
    create trigger doze before insert on outbox for each row execute function doze();`);
  const dozing = () => rows("select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()");
  const first = app.store([helpFrom(wang, 900_000_001, "路灯坏了")]);
  await expect.poll(dozing).toHaveLength(1);
  // By the process itself, and by a job, as another replica with too much to do would leave it.
  const shared = storeUpdates(app.database, 1, [helpFrom(wang, 900_000_002)], 0);
  await Promise.all([first, shared, app.store([helpFrom(wang, 900_000_003)])]);
  await settled();
  expect(await rows(handled)).toEqual([{ n: 3 }]);
});

test("what a process stored and did not live to handle is handled by another, in order", async () => {
  const { app, wang, rows } = await withTown();
  // Stored, and nobody told: the process died right after.
  await storeUpdates(app.database, 1, [helpFrom(wang, 900_000_001, "路灯坏了"), helpFrom(wang, 900_000_002, "/my")], 1);
  await expect.poll(() => rows(handled), { timeout: 20_000 }).toEqual([{ n: 2 }]);
  const order = await rows("select update_id::int from inbox where update_id > 900000000 order by processed_at, update_id");
  expect(order.map(({ update_id }) => update_id)).toEqual([900_000_001, 900_000_002]);
});

test("beyond what a process can handle itself, chats become jobs that any process may take", async () => {
  const { app, wang, li, rows } = await withTown();
  const own = await storeUpdates(app.database, 1, [helpFrom(wang, 900_000_001), helpFrom(li, 900_000_002), helpFrom(li, 900_000_003)], 1);
  expect(own).toEqual([wang.id]);
  expect(await storeUpdates(app.database, 1, [helpFrom(wang, 900_000_001)], 1)).toEqual([]);
  await expect.poll(() => rows(handled), { timeout: 20_000 }).toEqual([{ n: 3 }]);
});
