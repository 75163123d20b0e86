import type { User } from "@grammyjs/types";
import fc from "fast-check";
import { unzipSync } from "fflate";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { act } from "../../emulator/people.ts";
import { type Emulator, startEmulator } from "../../emulator/server.ts";
import { inlineKeyboardOf } from "../../emulator/world.ts";
import { settled } from "../../instruments/fuzz-town.ts";
import { movesOf, walk } from "../../instruments/walkers.ts";
import { createLog } from "../../src/log.ts";
import { openTowns } from "../../src/towns.ts";
import { createWaits } from "../../src/waits.ts";
import { createPerson } from "../support/person.ts";
import { startTelegramOfMany } from "../support/telegram-of-many.ts";
import { createTestDatabase, hour, inviteTo, tuesdayMorning } from "../support/town.ts";

/** Stands in every text of a town's people, and of nobody else's. */
const marks = { own: "黄泥", other: "白水" };
const [own, other] = ["qingshi_bot", "baishui_bot"] as const;
const steps = Number(process.env["TWO_TOWNS_STEPS"] ?? 25);
const runs = Number(process.env["TWO_TOWNS_RUNS"] ?? 1);

test("what happens in a town is the same with another town beside it that has equal ids, numbers, villages and people, and nothing of that one shows", {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
      const alone = await liveIn(seed, false);
      const beside = await liveIn(seed, true);
      expect(beside.told).toEqual(alone.told);
      // Not only because little happened.
      expect(beside.told.length).toBeGreaterThan(steps);
      expect(beside.traces).toEqual([]);
      expect(beside.files).toEqual(alone.files);
      expect(beside.files.length).toBeGreaterThanOrEqual(2);
      expect(beside.isUntouched).toBe(true);
      expect(beside.equalIds).toBeGreaterThan(10);
    }),
    { numRuns: runs, seed: Number(process.env["TWO_TOWNS_SEED"] ?? 18), endOnFailure: true },
  );
});

/**
 * One life in the second town of a database, in which the first has lived before, or is empty. Tables number their rows anew in between, so
 * that both towns have the same ids.
 */
async function liveIn(seed: number, withOther: boolean) {
  const emulators = await Promise.all(
    [own, other].map((username, index) => startEmulator({ username, token: `${index + 1}000:T-${username}` })),
  );
  const [ours, theirs] = emulators as [Emulator, Emulator];
  const [database, telegram] = [await createTestDatabase(), await startTelegramOfMany(emulators)];
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const clock = { now: tuesdayMorning };
  const log = createLog("silent");
  const links: string[] = [];
  const towns = await openTowns({
    databaseUrl: database.url,
    timeZone: "Asia/Shanghai",
    clock: () => clock.now,
    log,
    waits: createWaits(log),
    where: { setting: "DATABASE_URL" },
    updatesAMinute: 600_000,
    showClaim: (link) => void links.push(link),
    changed: () => {},
  });
  const end = async () => {
    await towns.stop();
    await pool.end();
    await telegram.stop();
    for (const emulator of emulators) await emulator.stop();
    await database.drop();
  };
  onTestFinished(end);
  const botOf = ({ token }: Emulator) => ({ token, apiRoot: telegram.root });
  const claimOf = (username: string) => links.find((link) => link.includes(username))?.split("start=")[1] ?? "";
  const fireTimers = async () => {
    for (const town of towns.now()) await town.fireTimers();
  };
  const rest = (emulator: Emulator) => settled(pool, emulator, seed, clock.now, 0);
  /** The same people, words and moves; in the other town each text begins with the mark. */
  const live = async (emulator: Emulator, username: string, begins: string) => {
    const walkers = await furnish(emulator, claimOf(username), begins);
    const [admin] = walkers as [User];
    for (let step = 0; step < steps; step += 1) {
      for (const [index, move] of movesOf(walkers.length, seed + step).entries()) {
        walk(emulator.world, walkers[index] as User, { ...move, words: `${begins}${move.words}` });
        await rest(emulator);
      }
      clock.now += hour;
      await fireTimers();
      await rest(emulator);
    }
    // What leaves the town as files, whatever somebody was in the middle of.
    for (const text of ["/cancel", "/org", "/ledger"]) {
      walkBy(emulator, admin, text);
      await rest(emulator);
    }
    pressNewest(emulator, admin);
    await rest(emulator);
  };
  await towns.serve([botOf(theirs)]);
  await restart(database.rows);
  if (withOther) await live(theirs, other, marks.other);
  clock.now = tuesdayMorning;
  await restart(database.rows);
  const before = await fingerprint(database.rows, theirs);
  // Nobody is to do anything in the other town from now on, not even its clock.
  await towns.serve([botOf(ours)]);
  await live(ours, own, marks.own);
  const told = [...ours.world.rooms.values()].flatMap(({ messages }) => messages.filter(({ from }) => from?.is_bot).map(shownIn));
  const everythingIn = ({ world }: Emulator) => JSON.stringify([...world.rooms.values()].map(({ messages }) => messages));
  const traces = [
    ...(everythingIn(ours).includes(marks.other) ? ["the other in a chat"] : []),
    ...(everythingIn(theirs).includes(marks.own) ? ["the own in a chat of the other"] : []),
  ];
  const files = wordsInFiles(ours);
  if (files.some((one) => one.includes(marks.other))) traces.push("the other in a file");
  if (wordsInFiles(theirs).some((one) => one.includes(marks.own))) traces.push("the own in a file of the other");
  const jobs = await database.rows<{ job: string }>(
    "select j.payload::text || t.identifier as job from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id",
  );
  if (jobs.some(({ job }) => job.includes(marks.other))) traces.push("the other in a job");
  return {
    told,
    files,
    traces: [...traces, ...(await tracesIn(database.rows))],
    isUntouched: (await fingerprint(database.rows, theirs)) === before,
    equalIds: withOther ? await countEqual(database.rows) : 0,
  };
}

type Rows = Awaited<ReturnType<typeof createTestDatabase>>["rows"];

/** The admin sets the town up, invites a cadre and a leader; two villagers come. */
async function furnish(emulator: Emulator, claim: string, begins: string): Promise<User[]> {
  const [admin, li, chen, wang, mei] = ["周敏", "李建国", "陈志远", "王有根", "李梅"].map((name) => createPerson(emulator, name)) as [
    ReturnType<typeof createPerson>,
    ReturnType<typeof createPerson>,
    ReturnType<typeof createPerson>,
    ReturnType<typeof createPerson>,
    ReturnType<typeof createPerson>,
  ];
  await admin.says(`/start ${claim}`).then(() => admin.sees("镇叫什么名字"));
  await admin.says(`${begins}镇`).then(() => admin.sees("请发村名"));
  await admin.says("东坑村").then(() => admin.sees("邀请谁"));
  await inviteTo(admin, li, "包村干部", "东坑村");
  await inviteTo(admin, chen, "镇领导", "东坑村");
  for (const villager of [wang, mei]) {
    await villager.says("/start").then(() => villager.sees("哪个村"));
    await villager.presses("东坑村").then(() => villager.sees("您在 东坑村"));
  }
  return [admin, li, chen, wang, mei].map(({ id }) => emulator.world.users.get(id) as User);
}

/** Codes, links and seals. */
const byChance = /[\w+/=-]{16,}/g;

const walkBy = ({ world }: Emulator, { id }: User, text: string) => void act(world, id, id, { do: "text", text });

/** The first button of the newest message that has any. */
function pressNewest({ world }: Emulator, { id }: User) {
  const message = world.rooms.get(id)?.messages.findLast((one) => inlineKeyboardOf(one)?.inline_keyboard.length);
  const [button] = (message && inlineKeyboardOf(message)?.inline_keyboard.flat()) ?? [];
  if (message && button && "callback_data" in button)
    act(world, id, id, { do: "press", message_id: message.message_id, data: button.callback_data ?? "" });
}

/** What stands in each file that the bot sent and whose bytes are known, unpacked; not when it was made. */
function wordsInFiles({ world }: Emulator): string[] {
  const sent = [...world.rooms.values()].flatMap(({ messages }) =>
    messages.flatMap((one) => (one.from?.is_bot && "document" in one && one.document ? [one.document.file_id] : [])),
  );
  return sent.flatMap((id) => {
    const bytes = Buffer.from(world.files.get(id)?.bytes ?? []);
    if (!bytes.length) return [];
    const parts = bytes.subarray(0, 2).toString() === "PK" ? Object.entries(unzipSync(bytes)) : [["", bytes] as const];
    return parts
      .filter(([name]) => !name.startsWith("docProps"))
      .map(([name, part]) => `${name} ${Buffer.from(part).toString()}`.replace(byChance, "…"));
  });
}

/** As somebody sees it: words, buttons, what kind of file. Links and codes are made by chance. */
function shownIn(message: Parameters<typeof inlineKeyboardOf>[0]): string {
  const words =
    message.text ??
    message.caption ??
    Object.keys(message).find((key) => ["photo", "document", "voice", "video", "poll"].includes(key)) ??
    "";
  const buttons = (inlineKeyboardOf(message)?.inline_keyboard ?? []).flat().map(({ text }) => text);
  return [words.replace(byChance, "…"), ...buttons].join(" | ");
}

const ownTables = `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and c.column_name = 'town_id' and t.table_type = 'BASE TABLE' order by 1`;

/** Each town begins to number from the same. */
async function restart(rows: Rows) {
  const numbered = await rows<{ name: string }>(
    "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id' and is_identity = 'YES'",
  );
  for (const [index, { name }] of numbered.entries())
    await rows(`alter table public."${name}" alter column id restart with ${(index + 1) * 10_000}`);
}

/** Rows of a town in which the other's mark stands. */
async function tracesIn(rows: Rows): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await rows<{ name: string }>(ownTables)) {
    const [{ many } = { many: 0 }] = await rows<{ many: number }>(
      `select count(*)::int as many from public."${name}" t where t::text like case town_id when 2 then '%${marks.other}%' else '%${marks.own}%' end`,
    );
    if (many) found.push(`${name}: ${many}`);
  }
  return found;
}

/** All of the other town, but for its sign of life. */
async function fingerprint(rows: Rows, { world }: Emulator): Promise<string> {
  const parts = [JSON.stringify([...world.rooms.values()].map(({ messages }) => messages.map(({ message_id }) => message_id)))];
  for (const { name } of await rows<{ name: string }>(ownTables)) {
    if (["heartbeat", "attempt"].includes(name)) continue;
    const [{ sum } = { sum: "" }] = await rows<{ sum: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from public."${name}" t where town_id = 1`,
    );
    parts.push(`${name} ${sum}`);
  }
  return parts.join("\n");
}

/** How many rows have the same id in both towns. */
async function countEqual(rows: Rows): Promise<number> {
  let equal = 0;
  for (const name of ["person", "ticket", "outbox", "village", "category"]) {
    const [{ many } = { many: 0 }] = await rows<{ many: number }>(
      `select count(*)::int as many from public."${name}" a join public."${name}" b on b.id = a.id where a.town_id = 1 and b.town_id = 2`,
    );
    equal += many;
  }
  return equal;
}
