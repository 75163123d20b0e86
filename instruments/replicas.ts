import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { until } from "./until.ts";

export type Index = 0 | 1;
export const both: readonly Index[] = [0, 1];
/** A line of a process's log, as pino wrote it. */
export type LogLine = { msg?: string; err?: { message?: string }; reason?: string; waitingFor?: string };
export type Replicas = Awaited<ReturnType<typeof startReplicas>>;

type Given = {
  /** Where their webs are; kept over restarts. */
  ports: readonly [number, number];
  environmentOf: (index: Index) => Record<string, string>;
  onLine: (line: LogLine) => void;
};
type Running = { child: ChildProcess; isOurs: boolean; lastWords: string[]; exited: Promise<number | null> };

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
/** These people play faster than people can. */
const updatesAMinute = "60000";
const restartAfterMs = 300;
const lookEveryMs = 50;
const keptWords = 12;
const maxStartMs = 60_000;
/** A question whether a process is ready is given up then, as orchestrators do. */
const longestAnswerMs = 3_000;

/**
 * Two processes of the real program. One that ends is started again, as an orchestrator would, unless it was asked to stop.
 *
 * @returns the newest code by which the first admin is made, and what can be done to the processes; `stop` also happens when this process ends
 */
export async function startReplicas({ ports, environmentOf, onLine }: Given) {
  const running: (Running | undefined)[] = [undefined, undefined];
  const fell: string[] = [];
  let environments = environmentOf;
  let claim = "";
  let isOver = false;

  function start(index: Index) {
    const { PATH = "", HOME = "" } = process.env;
    const environment = {
      PATH,
      HOME,
      LOG_LEVEL: "info",
      UPDATES_A_MINUTE: updatesAMinute,
      PORT: String(ports[index]),
      ...environments(index),
    };
    const child = spawn(process.execPath, [main], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const one: Running = { child, isOurs: false, lastWords: [], exited };
    running[index] = one;
    child.stdout.on("data", (chunk) => {
      claim = /start=(\S+)/.exec(String(chunk))?.[1] ?? claim;
    });
    readLines(child.stderr, (line) => {
      one.lastWords = [...one.lastWords.slice(-keptWords), line];
      onLine(asLogLine(line));
    });
    child.once("exit", (code, signal) => {
      if (isOver) return;
      if (!one.isOurs) fell.push(`${signal ?? code}: ${one.lastWords.join("\n").slice(0, 1_000)}`);
      if (running[index] === one) setTimeout(() => running[index] === one && !isOver && start(index), restartAfterMs);
    });
  }

  function signal(index: Index, name: NodeJS.Signals) {
    const one = running[index];
    if (one && (name === "SIGKILL" || name === "SIGTERM")) one.isOurs = true;
    one?.child.kill(name);
  }

  /** Asks one to stop; it stays away until it is started. @returns its exit code, and what it said last */
  async function askToStop(index: Index): Promise<{ code: number | null; lastWords: string }> {
    const one = running[index];
    signal(index, "SIGTERM");
    running[index] = undefined;
    const code = (await one?.exited) ?? null;
    return { code, lastWords: one?.lastWords.at(-1)?.slice(0, 300) ?? "" };
  }

  function stop() {
    isOver = true;
    for (const one of running) one?.child.kill("SIGKILL");
    process.off("exit", stop);
  }

  const isReady = (index: Index) => answers(`http://127.0.0.1:${ports[index]}/readyz`);

  /** @returns whether both were ready in time */
  async function bothReady(): Promise<boolean> {
    for (const begun = Date.now(); Date.now() - begun < maxStartMs; await wait(lookEveryMs)) {
      if ((await Promise.all(both.map(isReady))).every((status) => status === 200)) return true;
    }
    return false;
  }

  process.once("exit", stop);
  start(0);
  await until(
    () => claim !== "",
    () => `the claim link; ${fell.length ? fell.join("\n") : running[0]?.lastWords.join("\n")}`,
  );
  const first = claim;
  start(1);
  // Each start voids the link of those before.
  await until(() => claim !== first, "the second one's claim link");
  await bothReady();
  return {
    /** The newest is the one that counts. */
    claim: () => claim,
    /** Those that ended though nobody had killed or stopped them, with their last words. */
    fell,
    pidOf: (index: Index) => running[index]?.child.pid,
    readyzOf: isReady,
    bothReady,
    kill: (index: Index) => signal(index, "SIGKILL"),
    freeze: (index: Index) => signal(index, "SIGSTOP"),
    goOn: (index: Index) => signal(index, "SIGCONT"),
    askToStop,
    start,
    pauseBoth: () => Promise.all(both.map(askToStop)),
    /** Starts both with other settings. @returns whether both were ready in time */
    startBoth(next: Given["environmentOf"]) {
      environments = next;
      for (const index of both) start(index);
      return bothReady();
    },
    stop,
  };
}

/** @returns the status, or 0 when there was no answer in time */
async function answers(url: string): Promise<number> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(longestAnswerMs) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

function readLines(from: NodeJS.ReadableStream, onLine: (line: string) => void) {
  let rest = "";
  from.on("data", (chunk) => {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}

/** What is no JSON was written by Node itself, or by the start. */
function asLogLine(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { msg: line };
  }
}
