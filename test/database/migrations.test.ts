import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { brokenPromises } from "../../instruments/checker.ts";
import { openDatabase } from "../../src/database/client.ts";
import { migrateDatabase } from "../../src/database/migrate.ts";
import { databaseOf, migrationsFolder, readJournal } from "../support/old-database.ts";

/** A town at work before this release, numbers given up to #1041, a dispute filed as a problem. */
const data = `
  insert into town (id, name, claimed_at, next_ticket_number) values (1, '青石镇', now(), 1042);
  insert into village (town_id, name) values (1, '东坑村');
  insert into person (town_id, telegram_id, name, created_at) values (1, 5001, '王有根', now()), (1, 5002, '李建国', now());
  insert into category (town_id, kind, name, name_en, terms) values (1, 'problem', '矛盾纠纷', 'Disputes', 'dispute');
  insert into ticket (town_id, number, kind, category_id, village_id, reporter_id, draft_id, description, state, responsible_id, deadline, created_at)
    values (1, 1041, 'problem', 1, 1, 1, 'draft', '邻居占地', 'assigned', 2, now() + interval '1 day', now());
  insert into ticket_event (town_id, ticket_id, at, actor_id, action, from_state, to_state) values (1, 1, now(), 1, 'submit', 'submitted', 'assigned');`;

test("a database of an earlier release is brought up with everything in it", async () => {
  const { url, client } = await databaseOf(2);
  await client.query(data);
  await client.query(`
    update ticket set state = 'closed', rating = 'fair', closed_at = now();
    insert into ticket_event (town_id, ticket_id, at, actor_id, action, from_state, to_state, note)
      values (1, 1, now(), 2, 'resolve', 'assigned', 'resolved', ' 调解好了 '), (1, 1, now(), 1, 'confirm', 'resolved', 'closed', '');`);
  const former = (await client.query("select hash from ticket_event order by ticket_id, seq")).rows;
  const database = openDatabase(url);
  await Promise.all([migrateDatabase(database), migrateDatabase(database)]);
  expect((await client.query("select nextval('ticket_number_1')::int as next")).rows).toEqual([{ next: 1042 }]);
  expect((await client.query("select number, kind, state, at_home, fields from ticket")).rows).toEqual([
    { number: 1041, kind: "dispute", state: "closed", at_home: false, fields: [] },
  ]);
  expect((await client.query("select kind, name from category order by id")).rows).toEqual([
    { kind: "dispute", name: "矛盾纠纷" },
    { kind: "petition", name: "信访诉求" },
  ]);
  // What was written under the former rule is sealed anew, and vouches for what it was: brokenPromises computes the chain.
  expect((await client.query("select former_hash as hash from ticket_event order by ticket_id, seq")).rows).toEqual(former);
  expect((await client.query("select rating from ticket_event order by seq")).rows).toEqual([
    { rating: null },
    { rating: null },
    { rating: "fair" },
  ]);
  expect((await brokenPromises(client)).filter((broken) => broken.includes("chain"))).toEqual([]);
  await expect(client.query("update ticket_event set note = 'x'")).rejects.toThrow("append-only");
  // The release before goes on writing while this one's migrations are there already: null in each column that it does not know.
  await client.query(`insert into ticket_event select * from jsonb_populate_record(null::ticket_event,
    '{"town_id": 1, "ticket_id": 1, "seq": 0, "at": "2026-11-24T01:00:00Z", "actor_id": 2, "action": "reveal", "from_state": "closed",
      "to_state": "closed", "prev_hash": "", "hash": ""}')`);
  expect((await brokenPromises(client)).filter((broken) => broken.includes("chain"))).toEqual([]);
  await database.$client.end();
});

test("from release 0.2: announcements, waiting messages and half-read workbooks are still what they were", async () => {
  const { url, client } = await databaseOf(5);
  await client.query(`
    insert into town (id, name, claimed_at) values (1, '青石镇', now());
    insert into village (town_id, name) values (1, '东坑村');
    insert into person (town_id, telegram_id, name, created_at) values (1, 5001, '王有根', now());
    insert into announcement (town_id, author_id, body, at) values (1, 1, '明天停水', now());
    insert into outbox (town_id, chat_id, priority, method, payload) values (1, 5001, 3, 'sendMessage', '{"chat_id": 5001, "text": "明天停水"}');
    insert into received_workbook (town_id, person_id, sheets, at) values (1, 1, '[]', now());`);
  const database = openDatabase(url);
  await migrateDatabase(database);
  expect((await client.query("select body, on_shelf, sent_to from announcement")).rows).toEqual([
    { body: "明天停水", on_shelf: false, sent_to: 0 },
  ]);
  expect((await client.query("select state, not_before from outbox")).rows).toEqual([{ state: "pending", not_before: null }]);
  expect((await client.query("select purpose from received_workbook")).rows).toEqual([{ purpose: "org" }]);
  expect((await client.query("select muted_at from person")).rows).toEqual([{ muted_at: null }]);
  await database.$client.end();
});

test("from release 0.3: ties and invitations are still what they were, and the town has no rules of its own yet", async () => {
  const { url, client } = await databaseOf(7);
  await client.query(`
    insert into town (id, name, claimed_at) values (1, '青石镇', now());
    insert into village (town_id, name) values (1, '东坑村');
    insert into person (town_id, telegram_id, name, created_at) values (1, 5001, '周敏', now()), (1, 5002, '李建国', now());
    insert into role_grant (town_id, person_id, role, village_id, granted_at) values (1, 1, 'admin', null, now()), (1, 2, 'cadre', 1, now());
    insert into invite (town_id, code_hash, role, village_id, created_by, expires_at) values (1, 'x', 'cadre', 1, 1, now());`);
  const database = openDatabase(url);
  await migrateDatabase(database);
  expect((await client.query("select role, village_id::int, group_id from role_grant order by id")).rows).toEqual([
    { role: "admin", village_id: null, group_id: null },
    { role: "cadre", village_id: 1, group_id: null },
  ]);
  expect((await client.query("select group_id from invite")).rows).toEqual([{ group_id: null }]);
  expect((await client.query("select * from routing_rule")).rows).toEqual([]);
  await database.$client.end();
});

test("every migration is in the journal, in order, and none lacks its file", () => {
  const { entries } = readJournal();
  const files = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql"));
  expect(entries.map(({ tag }) => `${tag}.sql`)).toEqual(files.sort());
  expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).toSorted((a, b) => a - b));
});
