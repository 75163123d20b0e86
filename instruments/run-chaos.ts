import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChaosSummary, chaos, isClean } from "./chaos.ts";
import { fullPlans } from "./chaos-plan.ts";
import { startServer } from "./chaos-server.ts";
import { freePorts } from "./ports.ts";
import { tableOf } from "./rare-states.ts";
import { mountSmallDisk } from "./small-disk.ts";

/**
 * `npm run chaos [kills] [seed] [mode]`: polling, then webhook, unless one of them is named; prints the summaries as JSON, each with its table of rare states, and ends with 1
 * when something is wrong. What is done is said on standard error meanwhile.
 */
const [, , kills = "100", seed = String(Date.now() % 1_000_000), onlyMode] = process.argv;
const modes = (["polling", "webhook"] as const).filter((mode) => onlyMode === undefined || mode === onlyMode);
const summaries: ChaosSummary[] = [];
// So that what is to happen at its end happens.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
for (const mode of modes) summaries.push(await run(mode));
process.exit(summaries.length && summaries.every(isClean) ? 0 : 1);

async function run(mode: "polling" | "webhook"): Promise<ChaosSummary> {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-chaos-"));
  const disk = await mountSmallDisk(folder);
  await chmod(folder, 0o755);
  const [port = 0] = await freePorts(Number(seed) + 500, 1);
  const isSmall = "fill" in disk;
  const server = await startServer(folder, port, isSmall ? disk : undefined);
  // Whatever becomes of the run, its server and its disk do not outlive it.
  const tidyUp = () => {
    server.stop();
    if (isSmall) disk.unmount();
  };
  process.once("exit", tidyUp);
  const summary = await chaos({
    server,
    mode,
    seed: Number(seed),
    villagers: 50,
    cadres: 10,
    plans: fullPlans(Number(kills)),
    impossible: isSmall ? {} : { fill: disk.reason },
    outageSeconds: 20,
    // Longer than a process may wait for the answer to a question before it gives up and says so.
    hangSeconds: 16,
    lockSeconds: 30,
    calmSeconds: 60,
    tell: (line) => console.error(`${mode}, ${line}`),
  });
  console.log(JSON.stringify(summary, null, 2));
  console.log(`\nRare states reached (${mode}, ${summary.kills} kills, seed ${seed}):\n${tableOf(summary.rareStates)}\n`);
  process.off("exit", tidyUp);
  tidyUp();
  await rm(folder, { recursive: true, force: true });
  return summary;
}
