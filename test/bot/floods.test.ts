import type { Update } from "@grammyjs/types";
import { expect, onTestFinished, test, vi } from "vitest";
import { notListeningSeconds } from "../../src/domain/limits.ts";
import { startListening, watchSilences } from "../../src/listening.ts";
import { createLog } from "../../src/log.ts";
import { inviteTo, reportOf, submits, withTown } from "../support/town.ts";
import { sendRows } from "../support/workbooks.ts";

const told = "发得太多了";

test("two thousand messages at once: the bound is stored, the rest left out, the person told once, the others answered as ever", {
  timeout: 150_000,
}, async () => {
  const { wang, li, rows, settled, app } = await withTown();
  const before = Number((await rows<{ n: number }>("select count(*)::int as n from inbox where chat_id = $1", [wang.id]))[0]?.n);
  for (let sent = 0; sent < 2_000; sent += 1) await wang.says("/help");
  await li.says("/queue").then(() => li.sees(/待办|没有/));
  // Four hundred answers to one chat, one after the other.
  const left = "select 1 from inbox where processed_at is null union all select 1 from outbox where state = 'pending' limit 1";
  await vi.waitFor(async () => expect(await rows(left)).toEqual([]), { timeout: 100_000, interval: 100 });
  await wang.hasSeen(told);
  await settled();
  const stored = Number((await rows<{ n: number }>("select count(*)::int as n from inbox where chat_id = $1", [wang.id]))[0]?.n) - before;
  // What is filled up while the flood is on its way is a few a second.
  expect(stored).toBeGreaterThanOrEqual(350);
  expect(stored).toBeLessThan(700);
  expect(app.leftOut()).toBe(2_000 - stored);
  expect(wang.texts().filter((one) => one.includes(told))).toHaveLength(1);
  expect(await rows("select what from audit_event")).toEqual([{ what: "sent too much" }]);
});

test("an album of ten with words, and thirty presses in a row, are handled as ever", async () => {
  const { wang, li, rows, settled, app } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  for (let sent = 0; sent < 10; sent += 1) await wang.sends("photo", { album: "a", ...(sent ? {} : { caption: "路塌了" }) });
  await wang.hasSeen("对不对");
  await settled();
  await submits(wang);
  expect(await rows("select count(*)::int as photos from ticket_message where attachment->>'kind' = 'photo'")).toEqual([{ photos: 10 }]);
  for (let pressed = 0; pressed < 30; pressed += 1) await li.says("/queue");
  await settled();
  expect(app.leftOut()).toBe(0);
});

test("a villager's flood reaches the cadre as forty messages, and the villager is told once that it is enough", async () => {
  const { wang, li, pass, settled, rows } = await withTown();
  const number = await reportOf(wang, "路塌了");
  await li.hasSeen(`#${number}`);
  await li.repliesTo(`#${number}`, "我来看看").then(() => wang.hasSeen("我来看看"));
  const from = li.texts().length;
  for (let said = 0; said < 120; said += 1) await wang.says(`还有一句 ${said}`);
  await settled();
  expect(
    li
      .texts()
      .slice(from)
      .filter((one) => one.includes("还有一句")),
  ).toHaveLength(40);
  expect(wang.texts().filter((one) => one.includes("已经补充了很多"))).toHaveLength(1);
  expect(await rows("select what from audit_event")).toEqual([{ what: "added too much" }]);
  await pass(11 * 60_000);
  await wang.says("现在再说一句").then(() => li.hasSeen("现在再说一句"));
});

test("wrong start codes are noted, and after ten in an hour a right one has to wait as well", async () => {
  const { person, admin, rows, pass, settled } = await withTown();
  const guesser = person("猜码的人");
  const kinds = ["abcdefgh", "p_abcdefgh", "s_abcdefgh"];
  for (let tried = 0; tried < 10; tried += 1) await guesser.says(`/start ${kinds[tried % 3]}${tried}`).then(() => guesser.sees("链接"));
  await admin.says("/invite").then(() => admin.sees("先选身份"));
  await admin.presses("包村干部").then(() => admin.sees("哪个村"));
  await admin.presses("东坑村");
  const code = /start=(\S+)/.exec(await admin.sees("只能用一次"))?.[1];
  for (let tried = 0; tried < 20; tried += 1) await guesser.says(`/start wrong${tried}`).then(() => guesser.sees("一再不对"));
  await guesser.says(`/start ${code}`).then(() => guesser.sees("一再不对"));
  expect(await rows("select what, count(*)::int as n from audit_event group by 1 order by 1")).toEqual([
    { what: "start codes closed", n: 1 },
    { what: "wrong start code", n: 10 },
  ]);
  expect(JSON.stringify(await rows("select detail from audit_event"))).not.toContain("abcdefgh");
  // Others open their links meanwhile, posters open for everybody.
  await inviteTo(admin, person("新来的"), "包村干部", "石背村");
  await guesser.says("/start v1").then(() => guesser.sees("您在"));
  await pass(61 * 60_000);
  await guesser.says(`/start ${code}`).then(() => guesser.sees("包村干部"));
  await settled();
});

test("whom one replica does not listen to, the others do not listen to either", async () => {
  const { app, rows } = await withTown();
  const bound = { perMinute: 300, atOnce: 400, notListeningSeconds, maxWatched: 100 };
  const open = async () => {
    const stored: Update[] = [];
    const given = { database: app.database, log: createLog("silent") };
    const silences = watchSilences(given);
    const store = async (updates: readonly Update[]) => void stored.push(...updates);
    const listening = await startListening({ ...given, silences, momentNow: app.momentNow, bound, store });
    onTestFinished(() => Promise.all([listening.stop(), silences.stop()]).then(() => {}));
    return { ...listening, stored };
  };
  const [first, second] = [await open(), await open()];
  let lastId = 0;
  const update = () => {
    lastId += 1;
    return { update_id: lastId, message: { from: { id: 5 }, chat: { id: -5, type: "group" } } } as unknown as Update;
  };
  await first.store(Array.from({ length: 1_000 }, update));
  expect(first.stored).toHaveLength(400);
  await vi.waitFor(async () => {
    const before = second.stored.length;
    await second.store([update()]);
    expect(second.stored).toHaveLength(before);
  }, 10_000);
  // One that starts now knows it from the first moment.
  const third = await open();
  await third.store([update()]);
  expect(third.stored).toEqual([]);
  expect(await rows("select count(*)::int as n from silenced")).toEqual([{ n: 1 }]);
});

test("forged buttons without end are noted only so often", async () => {
  const { wang, rows, settled, idOf } = await withTown();
  await reportOf(wang, "路塌了");
  const ticket = await idOf("ticket");
  await rows(`insert into audit_event (town_id, at, person_id, what) select 1, '2026-11-24T00:50:00Z', p.id, 'button accept'
    from person p, generate_series(1, 495) where p.name = '王有根'`);
  for (let pressed = 0; pressed < 20; pressed += 1) await wang.forges(`t:assign:${ticket}:`);
  await settled();
  expect(await rows("select count(*)::int as n from audit_event")).toEqual([{ n: 500 }]);
});

test("of workbooks that nobody writes into the town, only the newest wait", async () => {
  const { li, rows, settled } = await withTown();
  for (let sent = 0; sent < 6; sent += 1) {
    await li.says("/visit").then(() => li.sees("走访"));
    await li.presses("导入户名册").then(() => li.sees("填好户名册发回来"));
    await sendRows(li, [
      ["户主", "村"],
      [`户主${sent}`, "东坑村"],
    ]);
    await li.sees("处改动");
  }
  await settled();
  expect(
    (await rows<{ sheets: unknown }>("select sheets from received_workbook order by id")).map(({ sheets }) => JSON.stringify(sheets)),
  ).toEqual([3, 4, 5].map((index) => expect.stringContaining(`户主${index}`)));
});
