import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbeddedDatabase } from "../src/database/embedded.ts";
import { type FuzzSummary, fuzz, isClean } from "./fuzz.ts";

/** More than this goes to several towns side by side, each with a bot, a database and a seed of its own. */
const maxForOneTown = 500_000;

/** `npm run fuzz [count] [seed]`; prints a summary as JSON and ends with 1 when something is wrong. */
const [, , count = "20000", seed = String(Date.now() % 1_000_000)] = process.argv;
const towns = Math.ceil(Number(count) / maxForOneTown);
if (towns === 1) {
  const summary = await fuzzOneTown(Number(count), Number(seed));
  console.log(JSON.stringify(summary, null, 2));
  process.exit(isClean(summary) ? 0 : 1);
}
const started = Array.from({ length: towns }, (_, index) => inAnotherProcess(Math.ceil(Number(count) / towns), Number(seed) + index));
// One that stops early is no reason to hear nothing of the others.
const ended = await Promise.allSettled(started);
const summaries = ended.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
console.log(JSON.stringify({ updates: summaries.reduce((sum, { updates }) => sum + updates, 0), towns: summaries }, null, 2));
for (const one of ended) if (one.status === "rejected") console.error(one.reason);
process.exit(summaries.length === towns && summaries.every(isClean) ? 0 : 1);

async function fuzzOneTown(updates: number, townsSeed: number): Promise<FuzzSummary> {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-fuzz-"));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedDatabase(folder);
  try {
    return await fuzz({ databaseUrl: postgres.url, count: updates, seed: townsSeed });
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whatever the town's process has to say that is no summary is an error. */
function inAnotherProcess(updates: number, townsSeed: number): Promise<FuzzSummary> {
  const given = [...process.execArgv, fileURLToPath(import.meta.url), String(updates), String(townsSeed)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, given, (error, printed, complaints) => {
      try {
        resolve(JSON.parse(printed) as FuzzSummary);
      } catch (unreadable) {
        reject(new Error(`The town with seed ${townsSeed} printed no summary: ${complaints}`, { cause: error ?? unreadable }));
      }
    });
  });
}
