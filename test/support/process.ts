import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { statementsFile } from "./statements.ts";

const recorder = new URL("statements.ts", import.meta.url).href;
const programs = fileURLToPath(new URL("../../src/", import.meta.url));

type AtEnd = (act: () => void) => void;
export type BotProcess = { child: ChildProcess; output: () => string; errors: () => string; exited: Promise<number | null> };

/**
 * Starts the real program, as `npm start` does, with this environment and nothing of ours besides PATH.
 *
 * @param atEnd when it is killed, if it still runs; after the test, unless several tests share it
 */
export const startProcess = (environment: Record<string, string>, atEnd: AtEnd = onTestFinished): BotProcess =>
  startProgram("main.ts", [], environment, atEnd);

/** Runs `npm run claim` to its end. */
export async function runClaim(environment: Record<string, string>, ...given: string[]) {
  const claim = startProgram("claim.ts", given, environment);
  const code = await claim.exited;
  return { code, output: claim.output(), errors: claim.errors().trim(), start: /start=(\S+)/.exec(claim.output())?.[1] ?? "" };
}

/** Runs `npm run doctor` to its end. */
export async function runDoctor(environment: Record<string, string>) {
  const doctor = startProgram("doctor.ts", [], environment);
  return { code: await doctor.exited, output: doctor.output(), errors: doctor.errors().trim() };
}

/** Runs `npm run backup` or `npm run restore` to its end. */
export async function runBackupCommand(name: "backup" | "restore", environment: Record<string, string>, ...given: string[]) {
  const command = startProgram(`${name}.ts`, given, environment);
  return { code: await command.exited, output: command.output(), errors: command.errors().trim() };
}

function startProgram(program: string, given: string[], environment: Record<string, string>, atEnd: AtEnd = onTestFinished): BotProcess {
  const { PATH = "", HOME = "", LANG = "C.UTF-8", [statementsFile]: statements } = process.env;
  const recorded = statements === undefined ? {} : { [statementsFile]: statements };
  const child = spawn(process.execPath, ["--import", recorder, `${programs}${program}`, ...given], {
    env: { PATH, HOME, LANG, PORT: "0", LOG_LEVEL: "warn", ...recorded, ...environment },
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  atEnd(() => {
    child.kill("SIGKILL");
  });
  return { child, output: () => output, errors: () => errors, exited };
}

/** What a start that cannot go on says: one line. */
export async function refusalOf(bot: BotProcess): Promise<string> {
  const code = await bot.exited;
  const lines = bot.errors().trim().split("\n");
  if (code !== 1 || lines.length !== 1) throw new Error(`ended with ${code}: ${bot.errors()}`);
  return lines[0] ?? "";
}

export async function killHard(bot: BotProcess) {
  bot.child.kill("SIGKILL");
  await bot.exited;
}
