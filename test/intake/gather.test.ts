import type { Update } from "@grammyjs/types";
import { expect, test } from "vitest";
import { gatherUpdates } from "../../src/intake/gather.ts";

const update = (id: number) => ({ update_id: id }) as Update;

test("updates that arrive while earlier ones are being stored are stored together, in their order", async () => {
  const batches: number[][] = [];
  let begun = () => {};
  const first = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const store = gatherUpdates(async (updates) => {
    batches.push(updates.map(({ update_id }) => update_id));
    if (batches.length === 1) await first;
  });
  const all = [1, 2, 3, 4].map((id) => store(update(id)));
  begun();
  await Promise.all(all);
  await store(update(5));
  expect(batches).toEqual([[1], [2, 3, 4], [5]]);
});

test("an update that cannot be stored is told so, and keeps back none of those that came with it", async () => {
  const stored: number[] = [];
  const store = gatherUpdates(async (updates) => {
    await Promise.resolve();
    if (updates.some(({ update_id }) => update_id === 3)) throw new Error("the database does not take it");
    stored.push(...updates.map(({ update_id }) => update_id));
  });
  const ended = await Promise.allSettled([1, 2, 3, 4].map((id) => store(update(id))));
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(stored).toEqual([1, 2, 4]);
});
