import type { Update } from "@grammyjs/types";
import { expect, onTestFinished, test, vi } from "vitest";
import { startEmulator } from "../../emulator/server.ts";
import { startApp } from "../../src/app.ts";
import { createLog } from "../../src/log.ts";
import { createTestDatabase, tuesdayMorning } from "../support/town.ts";

/** A machine that is busy with something else is slow, not wrong. */
const patience = { timeout: 100_000, interval: 20 };

test("a process with much in hand stops without working it all off, and another goes on with it at once", {
  timeout: 150_000,
}, async () => {
  const { start, waiting, rows } = await openTown();
  const [one, other] = [await start(), await start()];
  const [people, each] = [40, 10];
  await one.store(Array.from({ length: people * each }, (_, index) => messageOf(1 + (index % people), index + 1)));
  await one.stop();
  // All of it would have taken as long as the whole backlog does.
  expect(await waiting()).toBeGreaterThan(people);
  const jobs = await rows<{ count: number }>("select count(*)::int as count from graphile_worker._private_jobs");
  expect(jobs[0]?.count).toBeGreaterThan(0);
  await vi.waitFor(async () => expect(await waiting()).toBe(0), patience);
  await other.stop();
});

test("a job that goes through the long queue of one chat ends when the process is to stop", { timeout: 150_000 }, async () => {
  const { start, waiting, rows } = await openTown();
  const observer = await start();
  const queue = Array.from({ length: 300 }, (_, index) => messageOf(1, index + 1));
  // As a process leaves it that was killed: stored, and in nobody's hand.
  await rows(
    `insert into inbox (town_id, update_id, chat_id, payload)
     select 1, (one->>'update_id')::bigint, 5001, one from jsonb_array_elements($1::jsonb) as one`,
    [JSON.stringify(queue)],
  );
  const one = await start();
  await vi.waitFor(async () => expect(await waiting()).toBeLessThan(queue.length), patience);
  // Whichever of them has the job, both are asked.
  await Promise.all([one.stop(), observer.stop()]);
  const another = await start();
  expect(await waiting()).toBeGreaterThan(0);
  await another.stop();
});

async function openTown() {
  const [{ url, drop, rows }, telegram] = await Promise.all([createTestDatabase(), startEmulator()]);
  onTestFinished(async () => {
    await telegram.stop();
    await drop();
  });
  const given = { databaseUrl: url, bot: { token: telegram.token, apiRoot: telegram.root }, timeZone: "Asia/Shanghai" };
  return {
    start: () => startApp({ ...given, clock: () => tuesdayMorning, log: createLog("silent") }),
    rows,
    async waiting() {
      const [found] = await rows<{ count: number }>("select count(*)::int as count from inbox where processed_at is null");
      return found?.count ?? 0;
    },
  };
}

function messageOf(person: number, id: number): Update {
  const from = { id: 5_000 + person, is_bot: false, first_name: "王有根", language_code: "zh" };
  return { update_id: id, message: { message_id: id, date: 1, from, chat: { id: from.id, type: "private" }, text: "你好" } } as Update;
}
