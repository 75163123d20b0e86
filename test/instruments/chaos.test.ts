import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type ChaosGiven, chaos, isClean } from "../../instruments/chaos.ts";
import { fullPlans, inOrder, killsOf } from "../../instruments/chaos-plan.ts";
import { startServer } from "../../instruments/chaos-server.ts";
import { freePorts } from "../../instruments/ports.ts";
import { rareStates, reportOf, tableOf, unreached } from "../../instruments/rare-states.ts";
import { both } from "../../instruments/replicas.ts";
import { createTestDatabase } from "../support/town.ts";

async function given(more: Partial<ChaosGiven>): Promise<ChaosGiven> {
  const { url, drop } = await createTestDatabase();
  onTestFinished(drop);
  return {
    // By the network, so that PostgreSQL can tell whose connection is whose.
    server: { url: async () => url.replace(/@[^:/]*:/, "@127.0.0.1:") },
    mode: "polling",
    seed: 20_261_124,
    villagers: 10,
    cadres: 3,
    plans: { server: { kill: 2 }, folder: {} },
    outageSeconds: 3,
    hangSeconds: 14,
    lockSeconds: 30,
    calmSeconds: 60,
    ...more,
  };
}

const clean = {
  ...{ lost: [], doubled: [], disordered: [], untrue: [], brokenPromises: [], violations: [] },
  ...{ unrested: [], fell: [], overdue: [] },
};

test("two replicas by polling, killed in what they do, with a table held and an outage: nothing lost, doubled, disordered or untrue", {
  timeout: 200_000,
}, async () => {
  const server = { kill: 3, killInTransaction: 3, killBeforeSending: 3, lock: 1, cut: 1, outage: 1 };
  const summary = await chaos(await given({ plans: { server, folder: {} } }));
  expect(summary).toMatchObject(clean);
  expect(unreached(summary.rareStates)).toEqual([]);
  expect(summary.confirmed).toBeGreaterThan(3);
  expect(summary.duplicates).toBeLessThanOrEqual(summary.cutOff + summary.kills);
});

/** `npm run chaos` does these and more; here they would take a quarter of the time that everything has. */
const atNight = test.runIf(process.env["NIGHTLY"]);

atNight("the same by webhook, with a database that falls silent and a restart that rolls over both", { timeout: 200_000 }, async () => {
  const server = { kill: 2, killInTransaction: 2, killBeforeSending: 2, hang: 1, roll: 1 };
  const summary = await chaos(await given({ mode: "webhook", plans: { server, folder: {} } }));
  expect(summary).toMatchObject(clean);
  expect(unreached(summary.rareStates)).toEqual([]);
  expect(summary.confirmed).toBeGreaterThan(3);
});

atNight("two processes on one folder, whose PostgreSQL is killed under them", { timeout: 200_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-test-chaos-"));
  await chmod(folder, 0o755);
  const [port = 0] = await freePorts(27, 1);
  const server = await startServer(folder, port);
  onTestFinished(async () => {
    server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 20 });
  });
  const plans = { server: { kill: 1 }, folder: { kill: 2, killPostmaster: 2, takeOver: 1 } };
  const summary = await chaos({ ...(await given({ plans })), server });
  expect(summary).toMatchObject(clean);
  expect(unreached(summary.rareStates)).toEqual([]);
  expect(summary.confirmed).toBeGreaterThan(3);
});

test("the instrument notices what is never stored, never told or never had, and a process that ends by itself", {
  timeout: 200_000,
}, async () => {
  const summary = await chaos(
    await given({
      plans: { server: { kill: 1 }, folder: {} },
      calmSeconds: 20,
      fault: (client) =>
        client.query(`create function lose() returns trigger language plpgsql as $$ begin return null; end $$;
          create trigger a_lose before insert on outbox for each row when (new.notice->>'kind' = 'card' and new.edits_id is null) execute function lose();
          create trigger a_lose before insert on inbox for each row
            when (new.update_id % 2 = 0 and new.payload->'callback_query'->>'data' like '%:summary:submit') execute function lose()`),
      faultAtTheEnd({ telegram: { world }, replicas }) {
        for (const { messages } of world.rooms.values()) for (const message of messages) delete message.text;
        // As a crash would: nobody of ours has sent it.
        process.kill(replicas.pidOf(0) ?? 0, "SIGABRT");
      },
    }),
  );
  expect(summary.lost.filter((line) => !/^(nobody|the person who)/.test(line))).not.toEqual([]);
  expect(summary.brokenPromises.join()).toContain("responsible person never got its card");
  expect(summary.unrested.join()).toMatch(/nobody was told that #.*the person who is responsible knows nothing of #/);
  expect(summary.fell).toHaveLength(1);
  expect(isClean(summary)).toBe(false);
});

test("the instrument notices a bot that stands still when nothing goes wrong any more", { timeout: 200_000 }, async () => {
  const summary = await chaos(
    await given({
      calmSeconds: 6,
      faultInCalm: ({ replicas }) => {
        for (const index of both) replicas.freeze(index);
      },
    }),
  );
  expect(summary.restedAfterSeconds).toBeUndefined();
  expect(summary.unrested.join()).toMatch(/updates have not left Telegram|updates wait|messages wait/);
  expect(isClean(summary)).toBe(false);
});

test("a rare state that was not reached is one that fails, unless its fault was not tried or is not possible on this machine", () => {
  const everything = new Set(Object.values(rareStates));
  const counts = new Map([["killed with a job in hand" as const, 3]]);
  const reports = reportOf(counts, everything, { fill: "no disk" });
  expect(unreached(reports)).toHaveLength(Object.keys(rareStates).length - 3);
  expect(tableOf(reports)).toContain("     3  killed with a job in hand");
  expect(tableOf(reports)).toContain("     0  /readyz 503 while the disk was full (not possible here: no disk)");
  expect(unreached(reportOf(counts, new Set(["kill"]), {}))).toEqual([]);
});

test("a full run makes every fault that a rare state needs, and as many kills as were asked for", () => {
  for (const kills of [10, 100]) {
    const plans = fullPlans(kills);
    expect(killsOf(plans.server) + killsOf(plans.folder)).toBe(kills);
    const made = new Set([...inOrder(plans.server), ...inOrder(plans.folder)]);
    for (const fault of Object.values(rareStates)) expect(made).toContain(fault);
  }
});
