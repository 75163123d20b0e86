import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { startScript } from "./driver.ts";
import { closeDatabase, newDatabase, residentMb } from "./town.ts";

/** `npm run bench:towns`: what each further town costs a process that serves several, while nobody writes to any of them. */
const asked = process.argv.slice(2).map(Number);
const sizes = asked.length ? asked : [1, 20, 100];
/** A whole minute: each has its timers. */
const idleSeconds = 60;
const settleSeconds = 10;

/** A Telegram that knows every bot and has no news for any. */
function startQuietTelegram() {
  const server = createServer((asked, answer) => {
    const [, token = "", method = ""] = /^\/bot([^/]+)\/(\w+)/.exec(asked.url ?? "") ?? [];
    const id = Number(token.split(":")[0]);
    const me = { id, is_bot: true, first_name: "家门口", username: `town_${id}_bot` };
    const say = (result: unknown) => answer.end(JSON.stringify({ ok: true, result }));
    asked.resume();
    answer.setHeader("content-type", "application/json");
    if (method === "getMe") return say(me);
    if (method !== "getUpdates") return say(true);
    const waiting = setTimeout(() => say([]), 30_000);
    answer.once("close", () => clearTimeout(waiting));
  });
  return new Promise<{ root: string; stop: () => void }>((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({
        root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        stop: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    ),
  );
}

const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
const cpuSeconds = async (pid: number) => {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

const table: object[] = [];
for (const towns of sizes) {
  const telegram = await startQuietTelegram();
  const databaseUrl = await newDatabase();
  const tokens = Array.from({ length: towns }, (_, index) => `${1_000 + index}:TOKEN`).join(",");
  const environment = { BOT_TOKEN: tokens, BOT_API_ROOT: telegram.root, DATABASE_URL: databaseUrl, PORT: "0", LOG_LEVEL: "error" };
  const begun = performance.now();
  // Each shows the link of its first admin when it is served.
  let served = 0;
  const all = { test: (line: string) => line.includes("start=") && ++served === towns };
  const { child } = await startScript("../src/main.ts", [], environment, all);
  const startedMs = performance.now() - begun;
  await wait(settleSeconds);
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const counted = async () => {
    const { rows } = await client.query(
      "select xact_commit::int as transactions, (select count(*)::int from pg_stat_activity where datname = current_database()) as connections from pg_stat_database where datname = current_database()",
    );
    return rows[0] as { transactions: number; connections: number };
  };
  const [before, cpu] = [await counted(), await cpuSeconds(child.pid as number)];
  await wait(idleSeconds);
  const after = await counted();
  table.push({
    towns,
    "started after, s": Number((startedMs / 1_000).toFixed(1)),
    "memory, MB": Number((await residentMb(child.pid as number)).toFixed(0)),
    "transactions/s": Number(((after.transactions - before.transactions) / idleSeconds).toFixed(1)),
    "of one core": `${((((await cpuSeconds(child.pid as number)) - cpu) / idleSeconds) * 100).toFixed(1)} %`,
    connections: after.connections - 1,
  });
  await client.end();
  child.kill("SIGKILL");
  telegram.stop();
}
console.table(table);
await closeDatabase();
process.exit(0);
