import { setTimeout as wait } from "node:timers/promises";
import type { User } from "@grammyjs/types";
import fc from "fast-check";
import type pg from "pg";
import { addPerson } from "../emulator/people.ts";
import { type Emulator, startEmulator } from "../emulator/server.ts";
import { startApp } from "../src/app.ts";
import { createLog } from "../src/log.ts";
import { brokenPromises } from "./checker.ts";
import { malformed, wellFormed } from "./generated-updates.ts";
import { movesOf, walk } from "./walkers.ts";

export type FuzzSummary = {
  seed: number;
  updates: number;
  malformed: number;
  /** Updates set aside, which for well-formed ones is a defect. */
  parked: number;
  parkedWellFormed: { update: string; failure: string }[];
  refusedByTelegram: string[];
  unhandled: string[];
  brokenPromises: string[];
  /** Used heap after a collection, in MB, at a quarter of the run and at its end. */
  heapMb: { quarter: number; end: number };
  updatesPerSecond: number;
  /** What it came to: events of the ledger by action, so that a run which reaches nothing is seen. */
  reached: Record<string, number>;
};

/** Updates of one storm, which arrive together … */
const stormed = 200;
/** … and of the walk after it, in which each person does one thing at a time. */
const walked = 100;
/** Of a storm, so that it is a tenth of all. */
const malformedPart = 0.15;

/**
 * Pours generated updates into the real intake of a running bot with a furnished town, and looks at what became of them: storms of
 * valid, hostile and malformed ones, and between them walks, in which people press what the bot has just shown them.
 *
 * @param fault changes the database before the run, to show that the instrument notices
 */
export async function fuzz(given: {
  databaseUrl: string;
  count: number;
  seed: number;
  fault?: (client: pg.Pool) => Promise<unknown>;
}): Promise<FuzzSummary> {
  // Ids apart from those of the storms.
  const telegram = await startEmulator({ firstUpdateId: 100_000_000 });
  const clock = { now: Date.parse("2026-11-24T09:00:00+08:00") };
  const app = await startApp({
    databaseUrl: given.databaseUrl,
    bot: { token: telegram.token, apiRoot: telegram.root },
    timeZone: "Asia/Shanghai",
    clock: () => clock.now,
    log: createLog("silent"),
  });
  const pool = app.database.$client;
  const unhandled: string[] = [];
  const note = (error: unknown) => void unhandled.push(String(error));
  process.on("unhandledRejection", note);
  process.on("uncaughtException", note);
  const people = [8_000_000_101, 8_000_000_102, 8_000_000_103, 8_000_000_104, 8_000_000_105, 8_000_000_106];
  await given.fault?.(pool);
  await furnish(pool, app, people, telegram);
  const fileOf = (kind: string) => telegram.world.addFile(kind, Buffer.from("x"), {}).file_id;
  const files = { photo: fileOf("photo"), voice: fileOf("voice"), document: fileOf("document") };
  const cast = { files, people: [...people, 8_000_000_201, 8_000_000_202], group: -1_001 };
  const walkers = cast.people.map((one) => addPerson(telegram.world, { id: one, first_name: `人${one % 1000}` }));
  for (const one of walkers) telegram.world.room(one as never).started = true;
  telegram.world.room({ id: cast.group, type: "supergroup", title: "群" } as never).started = true;
  const isMalformed = new Set<number>();
  let id = 1_000_000;
  const heap: number[] = [];
  const begun = performance.now();
  const rest = async () => {
    await settled(pool, telegram, given.seed, clock.now);
    clock.now += 60_000;
    // What was said before is of no interest; the emulator's memory must not hide the bot's.
    for (const room of telegram.world.rooms.values()) room.messages.splice(0, Math.max(0, room.messages.length - 40));
    telegram.world.calls.length = 0;
    telegram.world.callbackQueries.clear();
    for (const old of [...telegram.world.files.keys()].slice(3, -100)) telegram.world.files.delete(old);
  };
  const storm = async (seed: number, size: number) => {
    const bad = Math.floor(size * malformedPart);
    const samples = [...fc.sample(wellFormed(cast), { numRuns: size - bad, seed }), ...fc.sample(malformed, { numRuns: bad, seed })];
    const updates = samples.map((sample, index) => {
      id += 1;
      if (index >= size - bad) isMalformed.add(id);
      return { ...(JSON.parse(JSON.stringify(sample) ?? "{}") as object), update_id: id };
    });
    await app.store(updates as never).catch(note);
    await rest();
  };
  try {
    for (let done = 0, rounds = 0; done < given.count; done += stormed + walked, rounds += 1) {
      await storm(given.seed + done, Math.min(stormed, given.count - done));
      for (let step = 0; step < Math.min(walked, given.count - done - stormed); step += walkers.length) {
        const moves = movesOf(walkers.length, given.seed + done + step + 1);
        for (const [index, move] of moves.entries()) walk(telegram.world, walkers[index] as User, move);
        await rest();
      }
      if (rounds % 10 === 0) {
        await app.fireTimers();
        await appoint(pool, people);
      }
      if (heap.length === 0 && done >= given.count / 4) heap.push(heapMb());
    }
  } finally {
    process.off("unhandledRejection", note);
    process.off("uncaughtException", note);
  }
  const seconds = (performance.now() - begun) / 1000;
  heap.push(heapMb());
  // A group is told at most twenty things a minute, and at night nobody is; what still waits for that is not lost.
  await pool.query("update outbox set state = 'dropped' where state = 'pending' and (chat_id < 0 or not_before > $1)", [
    new Date(clock.now),
  ]);
  const { rows: parked } = await pool.query<{ update_id: string; payload: object; failure: string }>(
    "select update_id, payload, failure from inbox where failure is not null",
  );
  const { rows: refused } = await pool.query<{ failure: string; what: string }>(
    "select failure, coalesce(method || payload::text, notice::text) as what from outbox where state = 'failed' order by id limit 20",
  );
  const { rows: reached } = await pool.query<{ action: string; count: number }>(
    "select action, count(*)::int as count from ticket_event group by action order by 2 desc",
  );
  const summary: FuzzSummary = {
    reached: Object.fromEntries(reached.map(({ action, count }) => [action, count])),
    seed: given.seed,
    updates: given.count,
    malformed: isMalformed.size,
    parked: parked.length,
    parkedWellFormed: parked
      .filter(({ update_id }) => !isMalformed.has(Number(update_id)))
      .slice(0, 20)
      .map(({ payload, failure }) => ({ update: JSON.stringify(payload).slice(0, 400), failure })),
    refusedByTelegram: refused.map(({ failure, what }) => `${failure}: ${what.slice(0, 400)}`),
    unhandled: [...unhandled, ...new Set(telegram.world.violations)].slice(0, 20),
    brokenPromises: await brokenPromises(pool),
    heapMb: { quarter: heap[0] ?? 0, end: heap.at(-1) ?? 0 },
    updatesPerSecond: Math.round(given.count / seconds),
  };
  await app.stop();
  await telegram.stop();
  return summary;
}

export const isClean = (summary: FuzzSummary) =>
  summary.parkedWellFormed.length + summary.refusedByTelegram.length + summary.unhandled.length + summary.brokenPromises.length === 0;

function heapMb(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
}

/** Everybody of a town has to do with the same few tickets, so that whatever is pressed may mean something. */
async function furnish(pool: pg.Pool, app: Awaited<ReturnType<typeof startApp>>, people: number[], telegram: Emulator) {
  let id = 900_000;
  const say = async (from: number, text: string) => {
    id += 1;
    telegram.world.room({ id: from, type: "private", first_name: "x" } as never).started = true;
    const entities = text.startsWith("/") ? { entities: [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length }] } : {};
    const message = {
      message_id: id,
      date: 1,
      from: { id: from, is_bot: false, first_name: `人${from % 1000}`, language_code: "zh" },
      chat: { id: from, type: "private" },
      text,
      ...entities,
    };
    await app.store([{ update_id: id, message }] as never);
    await settled(pool, telegram, 0);
  };
  const [admin = 0] = people;
  await say(admin, `/start ${app.claimCode}`);
  await say(admin, "青石镇");
  await say(admin, "东坑村：一组、二组\n石背村");
  for (const one of people.slice(1)) await say(one, "/start v1");
  for (const reporter of people.slice(3)) {
    for (let report = 1; report <= 8; report += 1) {
      for (const words of [
        "报问题",
        report % 3 ? "道路水利" : "矛盾纠纷",
        ...(report % 3 ? [] : ["跳过"]),
        "路塌了",
        "村口",
        "跳过",
        "提交",
      ])
        await say(reporter, words);
    }
  }
  await appoint(pool, people);
}

/** Gives the offices back to whoever has left theirs, or a long run would go on among villagers only. */
async function appoint(pool: pg.Pool, people: readonly number[]) {
  for (const [index, role] of ["admin", "cadre", "leader", "discipline"].entries()) {
    await pool.query(
      `insert into role_grant (town_id, person_id, role, village_id, granted_at)
       select p.town_id, p.id, $2, $3, now() from person p where p.telegram_id = $1
         and not exists (select 1 from role_grant g where g.person_id = p.id and g.role = $2 and g.revoked_at is null)`,
      [people[index], role, role === "cadre" || role === "leader" ? 1 : null],
    );
  }
}

async function settled(pool: pg.Pool, telegram: Emulator, seed: number, now = Number.MAX_SAFE_INTEGER / 1_000) {
  for (let looks = 0; looks < 6_000; looks += 1) {
    const { rows } = await pool.query<{ open: boolean }>(
      `select exists (select 1 from inbox where processed_at is null) or exists (select 1 from outbox where state = 'pending' and chat_id > 0
         and (not_before is null or not_before <= $1)) as open`,
      [new Date(now)],
    );
    if (!rows[0]?.open && telegram.world.updates.length === 0) return;
    await wait(10);
  }
  const { rows } = await pool.query(
    "select distinct failure, null::text as payload from inbox where failure is not null or processed_at is null union all select 'outbox ' || chat_id || coalesce(method, notice->>'kind'), coalesce(payload, notice)::text from outbox where state = 'pending' and chat_id > 0 limit 10",
  );
  throw new Error(`The bot did not come to rest (seed ${seed}): ${JSON.stringify(rows)}`);
}
