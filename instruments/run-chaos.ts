import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startEmbeddedDatabase } from "../src/database/embedded.ts";
import { type ChaosSummary, chaos, isClean } from "./chaos.ts";

/** `npm run chaos [kills] [seed]`: polling, then webhook; prints the summaries as JSON and ends with 1 when something is wrong. */
const [, , kills = "100", seed = String(Date.now() % 1_000_000)] = process.argv;
const summaries: ChaosSummary[] = [];
for (const mode of ["polling", "webhook"] as const) {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-chaos-"));
  await chmod(folder, 0o755);
  // One port for its whole life, so that it is found again after a restart.
  const settings = { port: String(22_000 + (Number(seed) % 5_000)) };
  const postgres = await startEmbeddedDatabase(folder, settings);
  const restartDatabase = async () => {
    const [pid] = (await readFile(join(folder, "postgres/postmaster.pid"), "utf8")).split("\n");
    // SIGQUIT is an immediate shutdown: what a power cut leaves behind.
    await new Promise((resolve) => execFile("kill", ["-QUIT", pid ?? ""], resolve));
    await wait(1_500);
    await startEmbeddedDatabase(folder, settings);
  };
  // Whatever becomes of the run, its server does not outlive it.
  process.once("exit", () => {
    const pidFile = join(folder, "postgres/postmaster.pid");
    if (existsSync(pidFile)) execFileSync("kill", ["-QUIT", readFileSync(pidFile, "utf8").split("\n")[0] ?? ""]);
  });
  const summary = await chaos({
    databaseUrl: postgres.url,
    mode,
    seed: Number(seed),
    villagers: 50,
    cadres: 10,
    kills: Number(kills),
    restarts: Number(kills) >= 50 ? 5 : 1,
    restartDatabase,
    outageSeconds: 20,
  });
  summaries.push(summary);
  console.log(JSON.stringify(summary, null, 2));
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(summaries.every(isClean) ? 0 : 1);
