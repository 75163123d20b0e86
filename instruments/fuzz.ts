import type { User } from "@grammyjs/types";
import fc from "fast-check";
import pg from "pg";
import { addPerson } from "../emulator/people.ts";
import { type Emulator, startEmulator } from "../emulator/server.ts";
import { startApp } from "../src/app.ts";
import { createLog } from "../src/log.ts";
import { brokenPromises } from "./checker.ts";
import { appoint, furnish, settled } from "./fuzz-town.ts";
import { type Cast, malformed, wellFormed } from "./generated-updates.ts";
import { hostileWorkbooks } from "./hostile-workbooks.ts";
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
  /** How often a hostile workbook was read and answered with its sentence. */
  workbooksRefused: number;
  /** Used heap after a collection, in MB, at a quarter of the run and at its end. */
  heapMb: { quarter: number; end: number };
  updatesPerSecond: number;
  /** What it came to: events of the ledger by action, so that a run which reaches nothing is seen. */
  reached: Record<string, number>;
};

/** Updates of one storm, which arrive together … */
const stormed = 200;
/** … and of the walk after it, in which each person does one thing at a time. */
const walked = 96;
/** Of a storm, so that it is a tenth of all. */
const malformedPart = 0.15;
const largeFileBytes = 1_000;
const hostileName = "hostile.xlsx";

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
    // Nobody writes and presses so fast; what is generated is to be handled, all of it.
    updatesAMinute: 600_000,
    log: createLog("silent"),
  });
  // Beside the program, over all towns.
  const pool = new pg.Pool({ connectionString: given.databaseUrl, max: 2 });
  const unhandled: string[] = [];
  const note = (error: unknown) => void unhandled.push(String(error));
  process.on("unhandledRejection", note);
  process.on("uncaughtException", note);
  await given.fault?.(pool);
  const people = [8_000_000_101, 8_000_000_102, 8_000_000_103, 8_000_000_104, 8_000_000_105, 8_000_000_106];
  await furnish(pool, app, people, telegram);
  const { cast, walkers } = castOf(telegram, people);
  const rest = async () => {
    await settled(pool, telegram, given.seed, clock.now);
    clock.now += 60_000;
    forget(telegram);
  };
  let id = 1_000_000;
  /** The ids of malformed updates: those of each storm follow one another. */
  const malformedIds: { first: number; last: number }[] = [];
  const storm = async (seed: number, size: number) => {
    const bad = Math.floor(size * malformedPart);
    const samples = [...fc.sample(wellFormed(cast), { numRuns: size - bad, seed }), ...fc.sample(malformed, { numRuns: bad, seed })];
    const updates = samples.map((sample) => {
      id += 1;
      return { ...(JSON.parse(JSON.stringify(sample) ?? "{}") as object), update_id: id };
    });
    malformedIds.push({ first: id - bad + 1, last: id });
    await app.store(updates as never).catch(note);
    await rest();
  };
  const walkAll = async (seed: number, size: number) => {
    for (let step = 0; step < size; step += walkers.length) {
      for (const [index, move] of movesOf(walkers.length, seed + step).entries()) walk(telegram.world, walkers[index] as User, move);
      await rest();
    }
  };
  const heap: number[] = [];
  const begun = performance.now();
  try {
    for (let done = 0, rounds = 0; done < given.count; done += stormed + walked, rounds += 1) {
      await storm(given.seed + done, Math.min(stormed, given.count - done));
      id += 2;
      await app.store(workbookFrom(cast, rounds, id) as never).catch(note);
      await walkAll(given.seed + done + 1, Math.min(walked, given.count - done - stormed));
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
  // The clock stands still now: what is due is done, and nothing more comes while it is looked at.
  await app.fireTimers();
  await settled(pool, telegram, given.seed, clock.now, 0);
  const updatesPerSecond = Math.round((given.count * 1000) / (performance.now() - begun));
  heap.push(heapMb());
  const isMalformed = (updateId: number) => malformedIds.some(({ first, last }) => updateId >= first && updateId <= last);
  const summary: FuzzSummary = {
    ...(await outcomeOf(pool, isMalformed, clock.now)),
    seed: given.seed,
    updates: given.count,
    malformed: malformedIds.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    unhandled: [...unhandled, ...new Set(telegram.world.violations)].slice(0, 20),
    heapMb: { quarter: heap[0] ?? 0, end: heap.at(-1) ?? 0 },
    updatesPerSecond,
  };
  await app.stop();
  await pool.end();
  await telegram.stop();
  return summary;
}

/** Everybody with a phone of their own, and what they may send. */
function castOf(telegram: Emulator, people: readonly number[]) {
  const { world } = telegram;
  const fileOf = (kind: string) => world.addFile(kind, Buffer.from("x"), {}).file_id;
  const workbooks = Object.values(hostileWorkbooks).map((made) => world.addFile("document", made().bytes, { name: hostileName }).file_id);
  const files = { photo: fileOf("photo"), voice: fileOf("voice"), document: fileOf("document"), workbooks };
  const cast = { files, people: [...people, 8_000_000_201, 8_000_000_202], group: -1_001 };
  const others = Array.from({ length: 16 }, (_, index) => 8_000_000_301 + index);
  const walkers = [...cast.people, ...others].map((one) => addPerson(world, { id: one, first_name: `人${one % 1000}` }));
  for (const chat of [...walkers, { id: cast.group, type: "supergroup", title: "群" }]) world.room(chat as never).started = true;
  return { cast, walkers };
}

/** One hostile workbook after the other, from the admin, who is in the middle of nothing else. @param id of the second of two updates */
function workbookFrom({ people, files }: Cast, round: number, id: number): object[] {
  const from = { id: people[0], is_bot: false, first_name: "周敏", language_code: "zh" };
  const sent = { date: 1, from, chat: { id: people[0], type: "private" } };
  const document = { file_id: files.workbooks[round % files.workbooks.length], file_unique_id: "u", file_name: "表.xlsx" };
  const entities = [{ type: "bot_command", offset: 0, length: 7 }];
  return [
    { update_id: id - 1, message: { message_id: id - 1, ...sent, text: "/cancel", entities } },
    { update_id: id, message: { message_id: id, ...sent, document } },
  ];
}

/** What was said before is of no interest; the emulator's memory must not hide the bot's. */
function forget({ world }: Emulator) {
  for (const room of world.rooms.values()) room.messages.splice(0, Math.max(0, room.messages.length - 40));
  world.calls.length = 0;
  world.callbackQueries.clear();
  // Workbooks and posters of the bot; what people sent is small and may be passed on later.
  for (const [id, { bytes, name }] of [...world.files].slice(0, -20))
    if (bytes.length > largeFileBytes && name !== hostileName) world.files.delete(id);
}

/** What became of everything, as the database has it. */
async function outcomeOf(pool: pg.Pool, isMalformed: (updateId: number) => boolean, now: number) {
  // A group is told at most twenty things a minute, and at night nobody is; what still waits for that is not lost.
  await pool.query("update outbox set state = 'dropped' where state = 'pending' and (chat_id < 0 or not_before > $1)", [new Date(now)]);
  const { rows: parked } = await pool.query<{ update_id: string; payload: object; failure: string }>(
    "select update_id, payload, failure from inbox where failure is not null",
  );
  const { rows: refused } = await pool.query<{ failure: string; what: string }>(
    "select failure, coalesce(method || payload::text, notice::text) as what from outbox where state = 'failed' order by id limit 20",
  );
  const { rows: reached } = await pool.query<{ action: string; count: number }>(
    "select action, count(*)::int as count from ticket_event group by action order by 2 desc",
  );
  const { rows: refusedWorkbooks } = await pool.query<{ count: number }>(
    "select count(*)::int as count from outbox where notice->>'key' like 'told-workbook-%' and state = 'sent'",
  );
  return {
    workbooksRefused: refusedWorkbooks[0]?.count ?? 0,
    reached: Object.fromEntries(reached.map(({ action, count }) => [action, count])),
    parked: parked.length,
    parkedWellFormed: parked
      .filter(({ update_id }) => !isMalformed(Number(update_id)))
      .slice(0, 20)
      .map(({ payload, failure }) => ({ update: JSON.stringify(payload).slice(0, 400), failure })),
    refusedByTelegram: refused.map(({ failure, what }) => `${failure}: ${what.slice(0, 400)}`),
    brokenPromises: await brokenPromises(pool),
  };
}

export const isClean = (summary: FuzzSummary) =>
  summary.parkedWellFormed.length + summary.refusedByTelegram.length + summary.unhandled.length + summary.brokenPromises.length === 0;

function heapMb(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
}
