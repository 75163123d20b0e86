import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

export type BotProcess = { child: ChildProcess; output: () => string; errors: () => string; exited: Promise<number | null> };

/** Starts the real program, as `npm start` does, with this environment and nothing of ours besides PATH. */
export function startProcess(environment: Record<string, string>): BotProcess {
  const { PATH = "", HOME = "", LANG = "C.UTF-8" } = process.env;
  const child = spawn(process.execPath, [main], { env: { PATH, HOME, LANG, PORT: "0", LOG_LEVEL: "warn", ...environment } });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return { child, output: () => output, errors: () => errors, exited };
}

export async function killHard(bot: BotProcess) {
  bot.child.kill("SIGKILL");
  await bot.exited;
}
