import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "../src/database/embedded.ts";
import { fuzz, isClean } from "./fuzz.ts";

/** `npm run fuzz [count] [seed]`; prints a summary as JSON and ends with 1 when something is wrong. */
const [, , count = "20000", seed = String(Date.now() % 1_000_000)] = process.argv;
const folder = await mkdtemp(join(tmpdir(), "doorstep-fuzz-"));
await chmod(folder, 0o755);
const postgres = await startEmbeddedDatabase(folder);
const summary = await fuzz({ databaseUrl: postgres.url, count: Number(count), seed: Number(seed) });
console.log(JSON.stringify(summary, null, 2));
await postgres.stop();
await rm(folder, { recursive: true, force: true });
process.exit(isClean(summary) ? 0 : 1);
