import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedDatabase } from "../src/database/embedded.ts";
import { endScript, press, quantile, say, startScript, startTelegram, type Telegram } from "./driver.ts";

const rounds = 3;
const villagersAtOnce = 200;
/** Others who report before the clock runs, so that connections, caches and compiled code are those of a bot at work. */
const earlierVillagers = 100;
const latencySeconds = 8;
const updatesPerSecond = 50;

type Contestant = {
  name: string;
  start: (telegram: Telegram) => Promise<{ stop: () => Promise<void>; pid: number; startedMs: number; claim?: string }>;
};

const folder = await mkdtemp(join(tmpdir(), "doorstep-bench-"));
await chmod(folder, 0o755);
// fsync stays on: durability is what is being paid for.
const postgres = await startEmbeddedDatabase(folder);
const admin = new pg.Client(postgres.url);
await admin.connect();
let databases = 0;

const script = (name: string, path: string): Contestant => ({
  name,
  async start(telegram) {
    const begun = performance.now();
    const { child } = await startScript(path, [telegram.token, telegram.root], {}, /^ready/);
    return { stop: () => endScript(child), pid: child.pid as number, startedMs: performance.now() - begun };
  },
});

const doorstep: Contestant = {
  name: "doorstep",
  async start(telegram) {
    databases += 1;
    await admin.query(`create database bench_${databases}`);
    const environment = {
      BOT_TOKEN: telegram.token,
      BOT_API_ROOT: telegram.root,
      DATABASE_URL: postgres.url.replace(/\/postgres$/, `/bench_${databases}`),
      PORT: "0",
      LOG_LEVEL: "error",
    };
    const begun = performance.now();
    const { child, line } = await startScript("../src/main.ts", [], environment, /start=/);
    return {
      stop: () => endScript(child),
      pid: child.pid as number,
      startedMs: performance.now() - begun,
      claim: /start=(\S+)/.exec(line)?.[1] as string,
    };
  },
};
const echo = script("echo", "./contestants/echo.ts");
const plain = script("plain", "./contestants/plain.ts");

async function setUp(telegram: Telegram, claim: string | undefined) {
  if (!claim) return;
  const boss = await telegram.person("管理员");
  await boss.does(say(`/start ${claim}`), "镇叫什么名字");
  await boss.does(say("青石镇"), "请发村名");
  await boss.does(say("东坑村"), "先选身份");
}

/** One whole report, the same steps for every contestant. */
async function reportOnce(villager: Awaited<ReturnType<Telegram["person"]>>) {
  const category = await villager.does(say("报问题"), "哪一类");
  await villager.does(press(category, "道路水利"), "说说是什么事");
  await villager.does(say("村口的路塌了"), "什么地方");
  await villager.does(say("小桥边"), "留个电话");
  const summary = await villager.does(say("13800138000"), "对不对");
  await villager.does(press(summary, "提交"), "已提交");
}

async function arriveAs(telegram: Telegram, claim: string | undefined, index: number) {
  const villager = await telegram.person(`村民${index}`);
  await villager.does(say(claim ? "/start v1" : "/start"), "您");
  return villager;
}

async function throughput(contestant: Contestant): Promise<{ perSecond: number; startedMs: number; rssMb: number }> {
  const telegram = await startTelegram();
  const bot = await contestant.start(telegram);
  await setUp(telegram, bot.claim);
  const arrive = (count: number) => Promise.all(Array.from({ length: count }, (_, index) => arriveAs(telegram, bot.claim, index)));
  await Promise.all((await arrive(earlierVillagers)).map(reportOnce));
  const villagers = await arrive(villagersAtOnce);
  const begun = performance.now();
  await Promise.all(villagers.map(reportOnce));
  const perSecond = villagersAtOnce / ((performance.now() - begun) / 1000);
  const rssMb = await residentMb(bot.pid);
  await bot.stop();
  await telegram.stop();
  return { perSecond, startedMs: bot.startedMs, rssMb };
}

async function latency(contestant: Contestant): Promise<{ p50: number; p99: number }> {
  const telegram = await startTelegram();
  const bot = await contestant.start(telegram);
  await setUp(telegram, bot.claim);
  const villagers = await Promise.all(Array.from({ length: 100 }, (_, index) => telegram.person(`村民${index}`)));
  const [words, expected] = bot.claim ? ["/help", "怎么用"] : ["/help", "已提交"];
  await Promise.all(villagers.map((villager) => villager.does(say(words as string), expected as string)));
  const times: number[] = [];
  const running: Promise<void>[] = [];
  for (let sent = 0; sent < latencySeconds * updatesPerSecond; sent += 1) {
    const villager = villagers[sent % villagers.length] as (typeof villagers)[number];
    const begun = performance.now();
    running.push(villager.does(say(words as string), expected as string).then(() => void times.push(performance.now() - begun)));
    await new Promise((resolve) => setTimeout(resolve, 1000 / updatesPerSecond));
  }
  await Promise.all(running);
  await bot.stop();
  await telegram.stop();
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

const median = (values: readonly number[]) => quantile(values, 0.5);
const results = { doorstep: [] as Awaited<ReturnType<typeof throughput>>[], plain: [] as Awaited<ReturnType<typeof throughput>>[] };
const latencies = { doorstep: [] as Awaited<ReturnType<typeof latency>>[], echo: [] as Awaited<ReturnType<typeof latency>>[] };
// Contestants take turns, so that a slow minute of the machine hits both.
for (let round = 0; round < rounds; round += 1) {
  results.plain.push(await throughput(plain));
  results.doorstep.push(await throughput(doorstep));
  latencies.echo.push(await latency(echo));
  latencies.doorstep.push(await latency(doorstep));
}
const ofDoorstep = median(results.doorstep.map(({ perSecond }) => perSecond));
const ofPlain = median(results.plain.map(({ perSecond }) => perSecond));
const [stepMs, echoMs] = [median(latencies.doorstep.map(({ p50 }) => p50)), median(latencies.echo.map(({ p50 }) => p50))];
const [step99, echo99] = [median(latencies.doorstep.map(({ p99 }) => p99)), median(latencies.echo.map(({ p99 }) => p99))];
const { rows } = await admin.query("select 1");
if (rows.length !== 1) throw new Error("the database is gone");
const table = [
  {
    figure: `report conversations per second, ${villagersAtOnce} villagers at once`,
    doorstep: ofDoorstep,
    baseline: `plain ${ofPlain.toFixed(1)}`,
    ratio: ofDoorstep / ofPlain,
    goal: ">= 0.5",
  },
  {
    figure: `p50 of one answer at ${updatesPerSecond}/s, ms`,
    doorstep: stepMs,
    baseline: `echo ${echoMs.toFixed(1)}`,
    ratio: stepMs / echoMs,
    goal: "<= 3",
  },
  {
    figure: `p99 of one answer at ${updatesPerSecond}/s, ms`,
    doorstep: step99,
    baseline: `echo ${echo99.toFixed(1)}`,
    ratio: step99 / echo99,
    goal: "<= 5",
  },
  {
    figure: "start on an empty database, ms",
    doorstep: median(results.doorstep.map(({ startedMs }) => startedMs)),
    baseline: "—",
    ratio: Number.NaN,
    goal: "<= 2000",
  },
  {
    figure: "memory after the reports, MB",
    doorstep: median(results.doorstep.map(({ rssMb }) => rssMb)),
    baseline: "—",
    ratio: Number.NaN,
    goal: "<= 200",
  },
].map((row) => ({ ...row, doorstep: Number(row.doorstep.toFixed(1)), ratio: Number(row.ratio.toFixed(2)) }));
console.table(table);
await writeFile("bench/results.json", `${JSON.stringify({ rounds, table, results, latencies }, null, 2)}\n`);
await admin.end();
await postgres.stop();
await rm(folder, { recursive: true, force: true });
process.exit(0);
