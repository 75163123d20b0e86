import { expect, onTestFinished, test } from "vitest";
import { type ChaosGiven, chaos, isClean } from "../../instruments/chaos.ts";
import { createTestDatabase } from "../support/town.ts";

async function given(more: Partial<ChaosGiven>): Promise<ChaosGiven> {
  const { url, drop } = await createTestDatabase();
  onTestFinished(drop);
  return {
    databaseUrl: url,
    mode: "polling",
    seed: 20_261_124,
    villagers: 10,
    cadres: 3,
    kills: 10,
    restarts: 0,
    outageSeconds: 3,
    ...more,
  };
}

const clean = { lost: [], doubled: [], disordered: [], untrue: [], brokenPromises: [], violations: [] };

test("two replicas, ten kills, bad weather and an outage, by polling: nothing lost, doubled, disordered or untrue", {
  timeout: 200_000,
}, async () => {
  const summary = await chaos(await given({}));
  expect(summary).toMatchObject(clean);
  expect(summary.confirmed).toBeGreaterThan(5);
  expect(summary.duplicates).toBeLessThanOrEqual(summary.cutOff + summary.kills);
});

test("the same by webhook", { timeout: 200_000 }, async () => {
  const summary = await chaos(await given({ mode: "webhook", kills: 6 }));
  expect(summary).toMatchObject(clean);
  expect(summary.confirmed).toBeGreaterThan(3);
});

test("the instrument notices notices that are never written, and confirmed updates that are never stored", {
  timeout: 200_000,
}, async () => {
  const summary = await chaos(
    await given({
      kills: 2,
      fault: (client) =>
        client.query(`create function lose() returns trigger language plpgsql as $$ begin return null; end $$;
          create trigger a_lose before insert on outbox for each row when (new.notice->>'kind' = 'card' and new.edits_id is null) execute function lose()`),
    }),
  );
  expect(summary.brokenPromises.join()).toContain("responsible person never got its card");
  expect(isClean(summary)).toBe(false);
  const deaf = await chaos(
    await given({
      kills: 2,
      fault: (client) =>
        client.query(`create function forget() returns trigger language plpgsql as $$ begin return null; end $$;
          create trigger a_forget before insert on inbox for each row when (new.payload->'callback_query'->>'data' like '%:summary:submit') execute function forget()`),
    }),
  );
  expect(deaf.lost.length).toBeGreaterThan(0);
});
