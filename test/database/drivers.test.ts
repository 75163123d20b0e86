import { setTimeout as pause } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { startSilentProxy } from "../../instruments/silent-proxy.ts";
import { budgetWithin, shareConnections } from "../../src/database/budget.ts";
import {
  type Announced,
  asking,
  askOnce,
  closeDatabase,
  type Database,
  listening,
  openDatabase,
  type Queries,
  type Shares,
  streaming,
} from "../../src/database/client.ts";
import { road, silentAfterMs } from "../../src/database/drivers/settings.ts";
import { connections, fewestConnections } from "../../src/database/limits.ts";
import { isOutage } from "../../src/database/outage.ts";
import { outboxChannel } from "../../src/database/outgoing.ts";
import { outbox } from "../../src/database/schema/messaging.ts";
import { allTowns } from "../../src/database/town-view.ts";
import { inOneTransaction, priorities } from "../../src/database/work.ts";
import { createTestDatabase } from "../support/town.ts";

const moment = { townId: 1, zone: "Asia/Shanghai", now: new Date("2026-11-24T01:00:00Z") };

async function open(shares: Shares = connections) {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase(url, road, shares);
  const admin = new pg.Pool({ connectionString: url, max: 1 });
  admin.on("error", () => {});
  onTestFinished(async () => {
    await closeDatabase(database);
    await admin.end();
    await drop();
  });
  const terminated = new Set<number>();
  /** Ends connections as a server does, while something is asked on them. @returns how many it has ended by now */
  const terminate = async (name: string) => {
    const { rows } = await admin.query(
      "select pid, pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()",
      [name],
    );
    for (const { pid } of rows) terminated.add(pid);
    return terminated.size;
  };
  const opened = async (name: string) => {
    const { rows } = await admin.query(
      "select count(*)::int as open from pg_stat_activity where application_name = $1 and datname = current_database()",
      [name],
    );
    return Number(rows[0].open);
  };
  return { url, database, terminate, opened };
}

const writes = (database: Database, texts: readonly string[]) =>
  inOneTransaction(database, moment, async (work) => {
    for (const text of texts) {
      work.send({ chatId: 7, priority: priorities.answer, method: "sendMessage", payload: { chat_id: 7, text }, notBefore: moment.now });
    }
  });

const isOurs = eq(outbox.townId, moment.townId);
const allRows = (tx: Queries) => tx.select().from(outbox).where(isOurs).orderBy(outbox.id);

/** What is asked by hand and by tables, of every kind of value that the schema has and some that it has not. */
const questions: Record<string, (tx: Queries) => Promise<unknown>> = {
  table: (tx) => allRows(tx),
  relational: (tx) =>
    tx.query.outbox.findMany({ where: isOurs, orderBy: outbox.id, columns: { id: true, notBefore: true, payload: true } }),
  count: (tx) => tx.$count(outbox, isOurs),
  values: async (tx) =>
    (
      await tx.execute(sql`select 1::int2 as int2, 2::int4 as int4, 9007199254740993::int8 as int8, count(*) as counted, 1.50::numeric as numeric,
        0.1::float4 as float4, 0.1::float8 as float8, true as yes, false as no, null as nothing, ''::text as empty, '村口'::text as words, 'c'::char(3) as padded,
        '2026-11-24T09:00:00.123+08:00'::timestamptz as instant, '2026-11-24 09:00'::timestamp as local, '2026-11-24'::date as day, '09:30'::time as hour,
        interval '1 day 2 hours' as span, '{"a":[1,"b",null]}'::json as json, '{"b":1,"a":{"c":"村"}}'::jsonb as jsonb, 'null'::jsonb as json_null, '\\x00ff'::bytea as bytes,
        gen_random_uuid() is not null as made, '00000000-0000-0000-0000-000000000001'::uuid as uuid, '{}'::int[] as none from outbox where town_id = ${moment.townId}`)
    ).rows,
  arrays: async (tx) =>
    (
      await tx.execute(sql`select '{1,2}'::int2[] as int2s, '{1,null}'::int4[] as int4s, '{9007199254740993}'::int8[] as int8s, array['a"b','c,d',null,'村']::text[] as texts,
        '{t,f}'::bool[] as bools, '{0.5}'::float8[] as floats, '{1.5}'::numeric[] as numerics, array['{"a":1}']::jsonb[] as jsons, array['{"a":1}']::json[] as olds, array['x']::varchar[] as varchars,
        array['2026-11-24T01:00Z']::timestamptz[] as instants, array['2026-11-24']::date[] as days, array['00000000-0000-0000-0000-000000000001']::uuid[] as uuids, array[array[1,2],array[3,4]] as squares`)
    ).rows,
  given: async (tx) =>
    (
      await tx.execute(sql`select ${12}::int8 as int8, ${"12"}::int8 as written, ${true}::bool as yes, ${false}::bool as no, ${null}::text as nothing, ${0.25}::float8 as part,
        ${new Date(0).toISOString()}::timestamptz as instant, ${JSON.stringify({ a: '村"\\' })}::jsonb as jsonb, ${sql.param([1, 2])}::bigint[] as ids,
        ${sql.param(['a"b', "c\\d", "{x}", "", "NULL"])}::text[] as texts, ${sql.param([true, null])}::bool[] as bools, ${sql.param([])}::text[] as none, ${"'; drop table x"} as quoted`)
    ).rows,
  changedRows: async (tx) => (await tx.execute(sql`select id from outbox where town_id = ${moment.townId} and chat_id = ${7}`)).rowCount,
};

test("whichever driver is asked, the same comes back: integers, instants, days, JSON, arrays, nothing", async () => {
  const { database } = await open();
  await writes(database, ["一", "二"]);
  for (const [name, ask] of Object.entries(questions)) {
    const [byPg, byLine] = [await inOneTransaction(database, moment, ({ tx }) => ask(tx)), await asking(database, moment.townId, ask)];
    expect({ name, found: byLine }).toEqual({ name, found: byPg });
    expect({ name, found: JSON.stringify(byLine) }).toEqual({ name, found: JSON.stringify(byPg) });
  }
  const pieces: unknown[] = [];
  for await (const rows of streaming(database, moment.townId, allRows)) pieces.push(...rows);
  expect(pieces).toEqual(await asking(database, moment.townId, allRows));
});

const terminations = 200;
const unhandled: unknown[] = [];
process.on("unhandledRejection", (error) => unhandled.push(error));
process.on("uncaughtException", (error) => unhandled.push(error));

test("200 connections are terminated while they read: each question is answered whole or fails as an outage, and the next one works", async () => {
  const { database, terminate } = await open();
  const outcomes = { whole: 0, lost: 0 };
  let isOver = false;
  const reader = async (number: number) => {
    while (!isOver) {
      const [ids, other] = await asking(database, allTowns, (tx) =>
        Promise.all([
          tx.execute<{ n: number }>(sql`select n, pg_sleep(0.002) from generate_series(1, ${number}::int) as n`),
          tx.execute<{ n: number }>(sql`select ${number}::int as n`),
        ]),
      ).catch((error: unknown) => {
        if (!isOutage(error)) throw error;
        outcomes.lost += 1;
        return [];
      });
      if (!ids || !other) continue;
      expect(ids.rows.map(({ n }) => n)).toEqual(Array.from({ length: number }, (_, index) => index + 1));
      expect(other.rows).toEqual([{ n: number }]);
      outcomes.whole += 1;
    }
  };
  const readers = Array.from({ length: 12 }, (_, index) => reader(index + 1));
  while ((await terminate("doorstep-reader")) < terminations || outcomes.whole < 20) await pause(Math.random() * 60);
  isOver = true;
  await Promise.all(readers);
  expect(outcomes.lost).toBeGreaterThan(20);
  expect(await asking(database, allTowns, (tx) => tx.execute(sql`select 1 as one`).then(({ rows }) => rows))).toEqual([{ one: 1 }]);
  expect(unhandled).toEqual([]);
});

test("200 connections are terminated while a result comes piece by piece: never does a part pass for the whole", async () => {
  const { database, terminate } = await open({ ...connections, streaming: 4 });
  const rows = 2_000;
  const outcomes = { whole: 0, lost: 0 };
  let isOver = false;
  const read = async (slowly: boolean) => {
    let expected = 1;
    const pieces = streaming(database, allTowns, (tx) =>
      tx.execute<{ n: number }>(sql`select n from generate_series(1, ${rows}::int) as n`).then((found) => found.rows),
    );
    for await (const piece of pieces) {
      for (const { n } of piece) {
        expect(n).toBe(expected);
        expected += 1;
      }
      // Between two pieces nothing is asked, and the connection may go then as well.
      if (slowly) await pause(3);
    }
    expect(expected).toBe(rows + 1);
  };
  const stream = async () => {
    for (let round = 0; !isOver; round += 1) {
      await read(round % 2 === 0).then(
        () => {
          outcomes.whole += 1;
        },
        (error) => {
          if (!isOutage(error)) throw error;
          outcomes.lost += 1;
        },
      );
    }
  };
  const streams = Array.from({ length: 4 }, stream);
  while ((await terminate("doorstep-stream")) < terminations || outcomes.whole < 5)
    await pause(Math.random() * (outcomes.whole < 5 ? 150 : 20));
  isOver = true;
  await Promise.all(streams);
  expect(outcomes.lost).toBeGreaterThan(20);
  await read(false);
  expect(unhandled).toEqual([]);
});

test("who stops in the middle of a long result leaves nothing behind, and its turn to the next", async () => {
  const { database, opened } = await open();
  for (let round = 0; round < 20; round += 1) {
    for await (const piece of streaming(database, allTowns, (tx) =>
      tx.execute(sql`select generate_series(1, 100000) as n`).then(({ rows }) => rows),
    )) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
  }
  await expect.poll(() => opened("doorstep-stream")).toBeLessThanOrEqual(1);
  expect(unhandled).toEqual([]);
});

test("200 connections are terminated while they listen: listening begins anew, is said to, and hears who committed", async () => {
  const { url, database, terminate } = await open();
  const other = openDatabase(url);
  onTestFinished(() => closeDatabase(other));
  const heard: Announced[][] = [];
  let begun = 0;
  const ears = await Promise.all(
    Array.from({ length: 25 }, (_, index) => {
      heard[index] = [];
      const hear = (said: Announced) => void heard[index]?.push(said);
      return listening(database, outboxChannel, hear, () => {
        begun += 1;
      });
    }),
  );
  let isOver = false;
  const writing = (async () => {
    while (!isOver) await writes(database, ["一"]).then(() => pause(5));
  })();
  while ((await terminate("doorstep-listener")) < terminations) await pause(100);
  isOver = true;
  await writing;
  // Most begin again several times; one may be ended once more before it has begun.
  expect(begun).toBeGreaterThan(2 * ears.length);
  const newest = async () =>
    Number((await askOnce<{ id: string }>(database, 1, { text: "select max(id) as id from outbox where town_id = 1" }))[0]?.id);
  await expect
    .poll(async () => {
      for (const list of heard) list.length = 0;
      await writes(database, ["自己的"]);
      const own = await newest();
      await writes(other, ["别人的"]);
      const others = await newest();
      await pause(100);
      const expected = [
        { first: own, isOwn: true, townId: 1 },
        { first: others, isOwn: false, townId: 1 },
      ];
      return heard.filter((list) => JSON.stringify(list) === JSON.stringify(expected)).length;
    })
    .toBe(ears.length);
  await Promise.all(ears.map((ear) => ear.stop()));
  expect(unhandled).toEqual([]);
});

test("a reading connection waits no longer than others: the server ends its statements and locks, and one that says nothing is given up", async () => {
  const { url, drop } = await createTestDatabase();
  const proxy = await startSilentProxy(url);
  const patience = { statementMs: 200, lockMs: 100 };
  const database = openDatabase(proxy.url, patience);
  onTestFinished(async () => {
    await closeDatabase(database);
    await proxy.stop();
    await drop();
  });
  const shown = sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
    current_setting('idle_in_transaction_session_timeout') as idle, current_setting('tcp_keepalives_idle') as alive`;
  const ask = (query: ReturnType<typeof sql>) => asking(database, allTowns, (tx) => tx.execute(query).then(({ rows }) => rows));
  const failureOf = (asked: Promise<unknown>) =>
    asked.then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(await ask(shown)).toEqual(await inOneTransaction(database, moment, async ({ tx }) => (await tx.execute(shown)).rows));
  expect(String((await failureOf(ask(sql`select pg_sleep(5)`))) as Error & { cause: Error }).length).toBeGreaterThan(0);
  proxy.fallSilent();
  const begun = performance.now();
  expect(isOutage(await failureOf(ask(sql`select 1`)))).toBe(true);
  expect(performance.now() - begun).toBeLessThan(silentAfterMs(patience) + 1_500);
  // A new connection is not waited for without end either.
  expect(isOutage(await failureOf(ask(sql`select 1`)))).toBe(true);
  proxy.speakAgain();
  expect(await ask(sql`select 1 as one`)).toEqual([{ one: 1 }]);
}, 30_000);

test("a database that is away, or refuses, fails a question with the reason", async () => {
  const away = openDatabase("postgres://nobody@127.0.0.1:1/nowhere");
  const failure = await asking(away, allTowns, (tx) => tx.execute(sql`select 1`)).catch((error: unknown) => error);
  expect(isOutage(failure)).toBe(true);
  expect(String((failure as Error).message)).toContain("ECONNREFUSED");
  await closeDatabase(away);
});

test("connections of both drivers keep to one budget, which shrinks with what the database lets in", async () => {
  const sum = (budget: Record<string, number>) => Object.values(budget).reduce((total, count) => total + count, 0);
  // Three processes of the planned size within PostgreSQL's default.
  expect(3 * sum(connections)).toBeLessThanOrEqual(97);
  for (let room = sum(fewestConnections); room <= 100; room += 1) {
    const budget = budgetWithin(room);
    expect(sum(budget)).toBeLessThanOrEqual(room);
    for (const [purpose, count] of Object.entries(budget)) expect({ purpose, isAny: count >= 1 }).toEqual({ purpose, isAny: true });
  }
  expect(budgetWithin(97)).toEqual(connections);
  expect(() => budgetWithin(sum(fewestConnections) - 1)).toThrow(/lets this user have \d+ connections, and \d+ are needed/);
  const { url, drop } = await createTestDatabase();
  const client = new pg.Client(url);
  await client.connect();
  await client.query("create role narrow login password 'narrow' connection limit 22").catch(() => {});
  onTestFinished(async () => {
    await client.query("drop role narrow");
    await client.end();
    await drop();
  });
  const told: string[] = [];
  const narrow = Object.assign(new URL(url), { username: "narrow", password: "narrow" }).href;
  const budget = await shareConnections(narrow, (line) => told.push(line));
  expect(sum(budget)).toBeLessThan(sum(connections));
  expect(told).toEqual([expect.stringContaining("lets this user have 22 connections")]);
});
