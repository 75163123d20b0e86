import { sql } from "drizzle-orm";
import type pg from "pg";
import { asking, closeDatabase, openDatabase, type Queries, queriesOn } from "../src/database/client.ts";
import { migrateDatabase } from "../src/database/migrate.ts";
import { outbox } from "../src/database/schema/messaging.ts";
import { person } from "../src/database/schema/people.ts";
import { allTowns } from "../src/database/town-view.ts";
import { closeDatabase as closeServer, newDatabase } from "./town.ts";

// What is read outside of a transaction, by `postgres` as the program does it and by `pg` as it did before: the questions of a card, three
// in one breath and one after them. In turns, so that a slow minute of the machine hits both.

const rounds = 5;
const roundMs = 2_000;

async function question(tx: Queries, number: number) {
  await Promise.all([
    tx.select().from(person).where(sql`${person.id} = ${number}`).limit(1),
    tx.select().from(outbox).where(sql`${outbox.id} = ${number}`).limit(1),
    tx.execute(sql`select n, now() as at, '{"a":1}'::jsonb as body from generate_series(1, 20) n where n > ${number % 10}`),
  ]);
  await tx.execute(sql`select count(*) from outbox where chat_id = ${number}`);
}

const url = await newDatabase();
const database = openDatabase(url);
await migrateDatabase(database);
await database.$client.query(
  "insert into outbox (town_id, chat_id, priority, method, payload) select 1, n, 1, 'sendMessage', '{}' from generate_series(1, 2000) n",
);

const ways = {
  postgres: (number: number) => asking(database, allTowns, (tx) => question(tx, number)),
  async pg(number: number) {
    const client: pg.PoolClient = await database.$client.connect();
    try {
      await question(queriesOn(client, allTowns), number);
    } finally {
      client.release();
    }
  },
};

async function measure(way: (number: number) => Promise<void>, atOnce: number) {
  const until = performance.now() + roundMs;
  const before = process.cpuUsage();
  let done = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async (_, index) => {
      for (; performance.now() < until; done += 1) await way((done + index) % 2_000);
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return { perSecond: (done * 1_000) / roundMs, cpuUs: (user + system) / done };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
for (const atOnce of [1, 6, 40]) {
  const found = { postgres: [] as number[], pg: [] as number[] };
  const cpu = { postgres: [] as number[], pg: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of ["postgres", "pg"] as const) {
      const { perSecond, cpuUs } = await measure(ways[name], atOnce);
      // The first round opens connections and prepares.
      if (round) found[name].push(perSecond);
      if (round) cpu[name].push(cpuUs);
    }
  }
  console.log(
    `${atOnce} at once: postgres ${median(found.postgres).toFixed(0)}/s, pg ${median(found.pg).toFixed(0)}/s, ratio ${(median(found.postgres) / median(found.pg)).toFixed(2)}; CPU ${median(cpu.postgres).toFixed(0)} µs, ${median(cpu.pg).toFixed(0)} µs, ratio ${(median(cpu.postgres) / median(cpu.pg)).toFixed(2)}`,
  );
}
await closeDatabase(database);
await closeServer();
process.exit(0);
