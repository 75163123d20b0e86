import type { Update } from "@grammyjs/types";
import { expect, test } from "vitest";
import { createBound } from "../../src/intake/bound.ts";

let lastUpdate = 0;
const from = (id: number, given: object = {}): Update => {
  lastUpdate += 1;
  return { update_id: lastUpdate, message: { from: { id }, chat: { id, type: "private" }, text: "在吗", ...given } } as unknown as Update;
};
const many = (count: number, id: number) => Array.from({ length: count }, () => from(id));

function open(given: Partial<Parameters<typeof createBound>[0]> = {}) {
  const clock = { now: 1_000_000 };
  const bound = createBound({ perMinute: 300, atOnce: 400, notListeningSeconds: 60, maxWatched: 1_000, ...given }, () => clock.now);
  return { bound, clock, passing: (updates: Update[]) => bound.admit(updates).within.length };
}

test("what people send passes: a burst, then five a second for as long as they like", () => {
  const { clock, passing } = open();
  expect(passing(many(400, 7))).toBe(400);
  for (let second = 0; second < 600; second += 1) {
    clock.now += 1_000;
    expect(passing(many(5, 7))).toBe(5);
  }
});

test("beyond it somebody is named once and not listened to, while others are", () => {
  const { bound, clock } = open();
  const flood = bound.admit([...many(2_000, 7), from(8), ...many(10, 7)]);
  expect(flood.within.filter(({ message }) => message?.from?.id === 7)).toHaveLength(400);
  expect(flood.within.filter(({ message }) => message?.from?.id === 8)).toHaveLength(1);
  expect(flood.silenced).toEqual([{ telegramId: 7, chatId: 7, until: clock.now + 60_000 }]);
  expect(bound.leftOut()).toBe(1_610);
});

test("only silence fills the measure again: the person who goes on gains nothing, the person who waits is heard", () => {
  const { bound, clock, passing } = open();
  passing(many(500, 7));
  let passed = 0;
  for (let second = 0; second < 600; second += 1) {
    clock.now += 1_000;
    passed += passing(many(100, 7));
  }
  // Ten minutes of a hundred a second: what a minute's silence ends with is closed again by the next second.
  expect(passed).toBeLessThan(60);
  clock.now += 61_000;
  expect(passing(many(300, 7))).toBe(300);
  expect(bound.admit(many(5, 7)).silenced).toHaveLength(0);
});

test("what is delivered again was counted before, so that no failure to store costs anybody their words", () => {
  const { passing } = open();
  const batch = many(100, 7);
  for (let attempt = 0; attempt < 100; attempt += 1) expect(passing(batch)).toBe(100);
});

test("what another replica knows holds here", () => {
  const { bound, clock, passing } = open();
  bound.silence(7, clock.now + 30_000);
  expect(passing(many(3, 7))).toBe(0);
  clock.now += 30_001;
  expect(passing([from(7)])).toBe(1);
});

test("a group's members are counted one by one, posts in nobody's name by their chat, and what tells of the chat itself always passes", () => {
  const { passing } = open({ atOnce: 10 });
  const group = { id: -100, type: "supergroup" };
  const inGroup = (id: number) => from(id, { chat: group });
  expect(passing(Array.from({ length: 20 }, () => inGroup(7)))).toBe(10);
  expect(passing([inGroup(8)])).toBe(1);
  const anonymous = () => from(0, { from: undefined, chat: { id: -200, type: "channel" } });
  expect(passing(Array.from({ length: 20 }, anonymous))).toBe(10);
  expect(passing([from(7, { chat: group, migrate_to_chat_id: -1007 })])).toBe(1);
  const press = { callback_query: { from: { id: 9 }, id: "1", message: { chat: group, message_id: 1 } } };
  const presses = Array.from({ length: 20 }, (_, index) => ({ update_id: 1_000_000 + index, ...press }) as unknown as Update);
  expect(passing(presses)).toBe(10);
  const edits = Array.from({ length: 20 }, (_, index) => ({
    update_id: 2_000_000 + index,
    edited_message: { from: { id: 10 }, chat: group },
  }));
  expect(passing(edits as unknown as Update[])).toBe(10);
});

test("of malformed updates nothing is taken for granted, and no more people are remembered than there is room for", () => {
  const { passing } = open({ atOnce: 2, maxWatched: 3 });
  const odd = [
    { update_id: 1 },
    { update_id: 2, message: {} },
    { update_id: 3, message: { from: { id: "x" } } },
    { update_id: 4, poll: {} },
  ];
  expect(passing(odd as unknown as Update[])).toBe(4);
  expect(passing(many(3, 7))).toBe(2);
  for (const id of [11, 12, 13]) passing([from(id)]);
  // Forgotten, and so listened to again.
  expect(passing([from(7)])).toBe(1);
});
