import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backUp } from "../src/backup/back-up.ts";
import { restore } from "../src/backup/restore.ts";
import { findTables, listed, quoted } from "../src/backup/tables.ts";
import { closeDatabase, openDatabase } from "../src/database/client.ts";
import { openCopying } from "../src/database/drivers/copying.ts";
import { migrateDatabase } from "../src/database/migrate.ts";
import { closeDatabase as closeServer, newDatabase } from "./town.ts";

// A town of 100,000 tickets, backed up (and read back) and restored, against COPY of the same tables to nowhere. In turns.

const rounds = 3;
const tickets = 100_000;

const furnishing = `
  insert into town (id, name, claimed_at) values (1, '青石镇', now());
  insert into village (town_id, name) select 1, '村' || n from generate_series(1, 20) n;
  insert into person (town_id, telegram_id, name, created_at) select 1, 5000 + n, '村民' || n, now() from generate_series(1, 5000) n;
  insert into category (town_id, kind, name, name_en, terms) values (1, 'problem', '道路水利', 'Roads and water', 'standard');
  insert into ticket (town_id, number, kind, category_id, village_id, reporter_id, draft_id, description, state, responsible_id, deadline, created_at)
    select 1, 1000 + n, 'problem', (select min(id) from category), (select min(id) from village) + n % 20, (select min(id) from person) + n % 5000,
      'draft' || n, repeat('村口的路又塌了一段，娃娃上学要绕路。', 1 + n % 5), 'assigned', (select min(id) from person), now(), now()
    from generate_series(1, ${tickets}) n;
  insert into ticket_event (town_id, ticket_id, at, actor_id, action, from_state, to_state, note)
    select 1, id, now(), reporter_id, 'submit', 'submitted', 'assigned', description from ticket;
  insert into outbox (town_id, chat_id, priority, method, payload, state)
    select 1, 5000 + n % 5000, 1, 'sendMessage', json_build_object('chat_id', n, 'text', repeat('已提交，有进展会在这里告诉您。', 3)), 'sent'
    from generate_series(1, ${2 * tickets}) n;`;

async function copyToNowhere(url: string) {
  const copying = await openCopying(url);
  await copying.rows("begin isolation level repeatable read, read only");
  let bytes = 0;
  for (const { name, columns } of await findTables(copying)) {
    const rows = copying.read(`copy public.${quoted(name)} (${listed(columns)}) to stdout`) as AsyncIterable<Buffer>;
    for await (const piece of rows) bytes += piece.byteLength;
  }
  await copying.end();
  return bytes;
}

/** Milliseconds, and by how many megabytes the process had grown at most meanwhile. */
async function timed(act: () => Promise<unknown>) {
  const [begun, before] = [performance.now(), process.memoryUsage().rss];
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  await act();
  clearInterval(watching);
  return { ms: performance.now() - begun, grownMb: (most - before) / 1024 / 1024 };
}

const url = await newDatabase();
const database = openDatabase(url);
await migrateDatabase(database);
await closeDatabase(database);
const furnished = await openCopying(url);
await furnished.rows(furnishing);
await furnished.rows("vacuum analyze");
await furnished.end();

const folder = await mkdtemp(join(tmpdir(), "doorstep-bench-"));
const found = { copy: [] as number[], backup: [] as number[], restore: [] as number[], grown: [] as number[] };
let [bytes, size] = [0, 0];
for (let round = 0; round < rounds; round += 1) {
  const file = join(folder, `${round}.backup`);
  const copy = await timed(async () => {
    bytes = await copyToNowhere(url);
  });
  const backup = await timed(() => backUp(url, file));
  size = (await stat(file)).size;
  const empty = await newDatabase();
  const restored = await timed(() => restore(empty, file));
  found.copy.push(copy.ms);
  found.backup.push(backup.ms);
  found.restore.push(restored.ms);
  found.grown.push(backup.grownMb, restored.grownMb);
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const copyMs = median(found.copy);
const line = (name: string, ms: number) => `${name} ${(ms / 1_000).toFixed(2)} s, ${(ms / copyMs).toFixed(1)} x COPY`;
console.log(
  `${tickets} tickets, ${(bytes / 1024 / 1024).toFixed(0)} MB of COPY in ${(copyMs / 1_000).toFixed(2)} s; the file ${(size / 1024 / 1024).toFixed(0)} MB`,
);
console.log(
  `${line("backup", median(found.backup))}; ${line("restore", median(found.restore))}; the process grew by ${Math.max(...found.grown).toFixed(0)} MB at most`,
);
await rm(folder, { recursive: true });
await closeServer();
process.exit(0);
