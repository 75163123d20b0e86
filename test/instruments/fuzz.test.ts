import { expect, onTestFinished, test } from "vitest";
import { fuzz, isClean } from "../../instruments/fuzz.ts";
import { createTestDatabase } from "../support/town.ts";

async function databaseUrl() {
  const { url, drop } = await createTestDatabase();
  onTestFinished(drop);
  return url;
}

test("1,200 generated updates, a tenth of them malformed: nothing unhandled, nothing parked, no promise broken", {
  timeout: 400_000,
}, async () => {
  const summary = await fuzz({ databaseUrl: await databaseUrl(), count: 1_200, seed: 20_261_124 });
  expect(summary.malformed).toBe(122);
  expect(summary.workbooksRefused).toBeGreaterThan(5);
  expect({ ...summary, heapMb: 0, updatesPerSecond: 0, malformed: 0 }).toMatchObject({
    parkedWellFormed: [],
    refusedByTelegram: [],
    unhandled: [],
    brokenPromises: [],
  });
});

/** Some chat's first update comes to its last attempt by then; each attempt is waited for longer, so a fault that lasted would take long. */
const faults = 20;

test("the instrument notices a handler that fails, and a ledger that loses lines", { timeout: 200_000 }, async () => {
  const failing = await fuzz({
    databaseUrl: await databaseUrl(),
    count: 200,
    seed: 1,
    // A sequence counts what is rolled back, too.
    fault: (pool) =>
      pool.query(`create sequence faults;
        create function fail() returns trigger language plpgsql as $$ begin
          if nextval('faults') <= ${faults} then raise exception 'a deliberate fault'; end if; return new; end $$;
        create trigger fail before insert on dialog for each row when (new.flow <> 'report') execute function fail()`),
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
