import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Emulator } from "../emulator/server.ts";
import type { Balancer } from "./balancer.ts";
import { until } from "./until.ts";

type Given = { databaseUrl: string; telegram: Emulator; balancer: Balancer | undefined };

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const restartAfterMs = 300;

/**
 * Two processes of the real program on one database. One that ends, killed or because its database was away at its start, is started
 * again, as an orchestrator would.
 *
 * @returns the code by which the first admin is made, `kill` for one of them, and `stop`, which also happens when this process ends
 */
export async function startReplicas(given: Given) {
  const running: (ChildProcess | undefined)[] = [undefined, undefined];
  let claim = "";
  let isOver = false;

  function start(index: number) {
    const environment = { ...environmentOf(given), PORT: String(given.balancer?.ports[index] ?? 0) };
    const child = spawn(process.execPath, [main], { env: environment, stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.on("data", (chunk) => {
      claim ||= /start=(\S+)/.exec(String(chunk))?.[1] ?? "";
    });
    child.once("exit", () => setTimeout(() => !isOver && start(index), restartAfterMs));
    running[index] = child;
  }

  function stop() {
    isOver = true;
    for (const child of running) child?.kill("SIGKILL");
    process.off("exit", stop);
  }

  process.once("exit", stop);
  start(0);
  await until(() => claim !== "", "the claim link");
  start(1);
  return { claim, kill: (index: 0 | 1) => running[index]?.kill("SIGKILL"), stop };
}

function environmentOf({ databaseUrl, telegram, balancer }: Given): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return {
    PATH,
    HOME,
    LOG_LEVEL: "silent",
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.root,
    DATABASE_URL: databaseUrl,
    ...(balancer && { PUBLIC_URL: balancer.url, WEBHOOK_SECRET: "a-long-enough-secret" }),
  };
}
