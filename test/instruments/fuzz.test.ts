import { expect, onTestFinished, test } from "vitest";
import { fuzz, isClean } from "../../instruments/fuzz.ts";
import { createTestDatabase } from "../support/town.ts";

async function databaseUrl() {
  const { url, drop } = await createTestDatabase();
  onTestFinished(drop);
  return url;
}

test("20,000 generated updates, a tenth of them malformed: nothing unhandled, nothing parked, no promise broken", {
  timeout: 400_000,
}, async () => {
  const summary = await fuzz({ databaseUrl: await databaseUrl(), count: 20_000, seed: 20_261_124 });
  expect(summary.malformed).toBe(2_035);
  expect({ ...summary, heapMb: 0, updatesPerSecond: 0, malformed: 0 }).toMatchObject({
    parkedWellFormed: [],
    refusedByTelegram: [],
    unhandled: [],
    brokenPromises: [],
  });
});

test("the instrument notices a handler that fails, and a ledger that loses lines", { timeout: 120_000 }, async () => {
  const failing = await fuzz({
    databaseUrl: await databaseUrl(),
    count: 600,
    seed: 1,
    fault: (pool) =>
      pool.query(`create function fail() returns trigger language plpgsql as $$ begin raise exception 'a deliberate fault'; end $$;
        create trigger fail before insert on dialog for each row when (new.flow in ('duty', 'rollcall', 'org', 'leave', 'care', 'outreach')) execute function fail()`),
  });
  expect(failing.parkedWellFormed.map(({ failure }) => failure).join()).toContain("a deliberate fault");
  expect(isClean(failing)).toBe(false);
  const losing = await fuzz({
    databaseUrl: await databaseUrl(),
    count: 200,
    seed: 2,
    fault: (pool) =>
      pool.query(`create function lose() returns trigger language plpgsql as $$ begin return null; end $$;
        create trigger a_lose before insert on ticket_event for each row when (new.action = 'submit') execute function lose()`),
  });
  expect(losing.brokenPromises.join()).toContain("without its submission in the ledger");
});
