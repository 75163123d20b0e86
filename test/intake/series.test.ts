import type { Update } from "@grammyjs/types";
import { expect, test, vi } from "vitest";
import { createStore } from "../../src/intake/store.ts";
import type { PersonDriver } from "../support/person.ts";
import { withTown } from "../support/town.ts";

const says = (who: PersonDriver, updateId: number, text: string): Update => ({
  update_id: updateId,
  message: {
    message_id: 9_000_000 + updateId,
    date: 1,
    chat: { id: who.id, type: "private", first_name: who.name },
    from: { id: who.id, is_bot: false, first_name: who.name },
    text,
  } as never,
});

test("another bot's updates begin anywhere, and none is taken for one that was stored before", async () => {
  const { app, wang, rows, settled } = await withTown();
  await settled();
  const stored = await rows<{ id: string }>("select update_id as id from inbox order by update_id");
  const again = createStore(app.database, 1, app.me.id);
  const other = createStore(app.database, 1, 777_000);
  const ids = stored.map(({ id }) => Number(id));
  const updates = ids.map((id) => says(wang, id, "/help"));
  // The same bot delivers again: nothing happens. The other one is heard, once.
  expect(await again(updates, 1)).toEqual([]);
  expect(await other(updates, 1)).toEqual([wang.id]);
  expect(await other(updates, 1)).toEqual([]);
  expect(await createStore(app.database, 1, 777_000)(updates, 1)).toEqual([]);
  await settled();
  expect(await rows("select count(*)::int from inbox where processed_at is not null")).toEqual([{ count: ids.length * 2 }]);
  expect(wang.texts().filter((text) => text.includes("怎么用")).length).toBeGreaterThanOrEqual(ids.length);
  // Back to the first one: it goes on where it was.
  expect(await createStore(app.database, 1, app.me.id)(updates, 1)).toEqual([]);
  expect(await rows("select series, bot_id::int from update_series order by series")).toEqual([
    { series: 0, bot_id: app.me.id },
    { series: 1, bot_id: 777_000 },
  ]);
});

test("after a week without updates Telegram's numbers begin anywhere, and the person who writes then is heard", async () => {
  const town = await withTown();
  const { wang, rows, telegram, settled } = town;
  await settled();
  await rows("update inbox set received_at = received_at - interval '8 days'");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 8 * 24 * 3_600_000 });
  try {
    telegram.world.continueFrom({ ...telegram.world.counters(), nextUpdateId: 2 }, 0);
    await wang.says("/help").then(() => wang.sees("怎么用"));
    await wang.says("/privacy").then(() => wang.sees(/./));
  } finally {
    vi.useRealTimers();
  }
  expect(await rows("select series from update_series order by series")).toEqual([{ series: 0 }, { series: 1 }]);
});

test("two processes that see the silence at once begin one series", async () => {
  const { app, wang, liu, rows, settled } = await withTown();
  await settled();
  await rows("update inbox set received_at = received_at - interval '8 days'");
  const [one, two] = [createStore(app.database, 1, app.me.id), createStore(app.database, 1, app.me.id)];
  await Promise.all([one([says(wang, 1, "/help")], 1), two([says(liu, 2, "/help")], 1), two([says(wang, 1, "/help")], 1)]);
  await settled();
  expect(await rows("select series from update_series order by series")).toEqual([{ series: 0 }, { series: 1 }]);
  expect(await rows("select count(*)::int from inbox where update_id > 4294967296")).toEqual([{ count: 2 }]);
});

test("what a release stored before series were known is not stored again, nor taken for another bot's", async () => {
  const { app, wang, rows, settled } = await withTown();
  await wang.presses("报问题");
  await settled();
  await rows("delete from update_series");
  const [last] = await rows<{ id: string }>("select max(update_id) as id from inbox");
  const id = Number(last?.id);
  expect(await createStore(app.database, 1, app.me.id)([says(wang, id, "/help")], 1)).toEqual([]);
  await rows("delete from update_series");
  // The stored updates name the bot whose buttons were pressed in them.
  expect(await createStore(app.database, 1, 777_000)([says(wang, id, "/help")], 1)).toEqual([wang.id]);
  await settled();
});
