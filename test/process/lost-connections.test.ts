import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/database/client.ts";
import { locks } from "../../src/database/locks.ts";
import { isOutage, reasonOf } from "../../src/database/outage.ts";
import { reportOf, type Town, withTown } from "../support/town.ts";

/** Ends all connections of the town, as a server does that is restarted. */
const cutAll = (town: Town) =>
  town
    .rows("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
    .catch(() => {});

test("connections are lost again and again while jobs run and people write: everything recovers by itself", async () => {
  const town = await withTown();
  const { wang, li, rows } = town;
  for (let round = 0; round < 4; round += 1) {
    // Jobs that are completed just then are what the job engine does not survive.
    await rows(`select graphile_worker.add_job('fire_timers') from generate_series(1, 20)`);
    await cutAll(town);
    await pause(100);
    await cutAll(town);
    await expect.poll(() => rows("select 1 as one").catch(() => [])).toEqual([{ one: 1 }]);
    const number = await reportOf(wang, `第${round}次断线时报的事情`);
    await li.hasSeen(`#${number}`);
  }
  const open = () => rows("select count(*)::int as n from graphile_worker._private_jobs where attempts < max_attempts");
  // Those of workers that were given up are freed and done.
  await expect.poll(open, { timeout: 30_000 }).toEqual([{ n: 0 }]);
  // One sender, and one sign of life for the workers that there are.
  const held = () =>
    rows(
      `select count(*)::int as n from pg_locks where locktype = 'advisory' and classid = any($1) and granted
         and database = (select oid from pg_database where datname = current_database())`,
      [[locks.sender, locks.workers]],
    );
  await expect.poll(held).toEqual([{ n: 2 }]);
  expect(await rows("select attempts from inbox where attempts > 0")).toEqual([]);
});

test("an outage of the database is known as such, and what is somebody's mistake is not", async () => {
  const { rows, app } = await withTown();
  const failing = (query: string) =>
    rows(query).then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(isOutage(await failing("select nothing from nowhere"))).toBe(false);
  expect(isOutage(await failing("select 1 / 0"))).toBe(false);
  expect(isOutage(await failing("select pg_terminate_backend(pg_backend_pid())"))).toBe(true);
  expect(isOutage(await failing("do $$ begin raise sqlstate '53100'; end $$"))).toBe(true);
  expect(isOutage(await failing("do $$ begin raise sqlstate '53400'; end $$"))).toBe(true);
  expect(isOutage(await failing("do $$ begin raise sqlstate '23505'; end $$"))).toBe(false);
  const away = openDatabase("postgres://nobody@127.0.0.1:1/nowhere");
  const refused: unknown = await away.$client.query("select 1").catch((error: unknown) => error);
  expect(isOutage(refused)).toBe(true);
  expect(reasonOf(refused)).toContain("ECONNREFUSED");
  const [limits] = await app.database.$client
    .query(
      "select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle",
    )
    .then(({ rows }) => rows);
  expect(limits).toEqual({ statement: "15s", lock: "10s", idle: "30s" });
});
