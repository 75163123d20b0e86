import { expect, test } from "vitest";
import { createPace } from "../../src/sender/pace.ts";

/** A clock that the test moves. */
function openPace() {
  const clock = { now: 1_000_000 };
  return { clock, pace: createPace(() => clock.now) };
}

/** Sends broadcasts for so long, as fast as the pace allows, looking at it every few milliseconds. @returns how many went */
function broadcastsWithin({ clock, pace }: ReturnType<typeof openPace>, ms: number): number {
  let sent = 0;
  for (const end = clock.now + ms; clock.now < end; clock.now += 5) {
    for (let { free } = pace.broadcasts(); free > 0; free -= 1) {
      pace.count(7, true);
      sent += 1;
    }
  }
  return sent;
}

test("thirty broadcasts go in a second, and answers to people need not wait for them", () => {
  const given = openPace();
  broadcastsWithin(given, 1_000);
  const sent = broadcastsWithin(given, 10_000);
  expect(sent).toBeGreaterThanOrEqual(295);
  expect(sent).toBeLessThanOrEqual(301);
  expect(given.pace.holdMs(7)).toBe(0);
});

test("what is free and when the next may go is the same, asked as often as one likes", () => {
  const { pace } = openPace();
  const { free, nextMs } = pace.broadcasts();
  expect(pace.broadcasts()).toEqual({ free, nextMs });
  for (let count = 0; count < free; count += 1) pace.count(7, true);
  expect(pace.broadcasts()).toEqual({ free: 0, nextMs: expect.closeTo(nextMs, 6) });
});

test("a group gets twenty messages in a minute, and the next when the first of them is a minute old", () => {
  const { clock, pace } = openPace();
  for (let count = 0; count < 20; count += 1) {
    expect(pace.holdMs(-5)).toBe(0);
    pace.count(-5, false);
    clock.now += 100;
  }
  expect(pace.holdMs(-5)).toBe(58_000);
  expect(pace.holdMs(-6)).toBe(0);
  clock.now += 58_000;
  expect(pace.holdMs(-5)).toBe(0);
});

test("a 429 stops the chat that it hit; after one for a broadcast all broadcasts wait and then go more slowly for a while", () => {
  const given = openPace();
  const { clock, pace } = given;
  pace.refused(7, 3, false);
  expect(pace.holdMs(7)).toBe(3_000);
  expect(pace.broadcasts().free).toBeGreaterThan(0);
  pace.refused(8, 2, true);
  expect(pace.broadcasts()).toEqual({ free: 0, nextMs: 2_000 });
  clock.now += 2_000;
  expect(pace.holdMs(8)).toBe(0);
  expect(broadcastsWithin(given, 1_000)).toBeLessThan(22);
  clock.now += 60_000;
  expect(broadcastsWithin(given, 1_000)).toBeGreaterThanOrEqual(29);
});
