import { spawn } from "node:child_process";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { endScript, nodeFlags, press, quantile, say, startScript, startTelegram } from "./driver.ts";
import { arriveAs, type Contestant, doorstepOn, newDatabase, reportOnce, residentMb, setUp, stepsOfReport, type Villager } from "./town.ts";

const villagersAtOnce = 200;
/** Others who report before the clock runs, so that connections, caches and compiled code are those of a bot at work. */
const earlierVillagers = 300;
const latencySeconds = 8;
const updatesPerSecond = 50;
/** Questions a second while a broadcast goes out; the emulator counts messages soon after one another against a chat. */
const askedDuringBroadcast = 10;
/** Long enough that the hundredth part is several answers, and into the broadcast so far that what piles up is seen. */
const askingSeconds = { before: 30, during: 60 };
export const sizes = { villagersAtOnce, updatesPerSecond, broadcastReaders: 5_000, memoryUpdates: 20_000, floodPerSecond: 2_000 };
const floodSeconds = 15;
const askedDuringFlood = 20;

export async function throughput(contestant: Contestant): Promise<{ perSecond: number; startedMs: number; rssMb: number }> {
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

export async function latency(contestant: Contestant): Promise<{ p50: number; p99: number }> {
  const telegram = await startTelegram();
  const bot = await contestant.start(telegram);
  await setUp(telegram, bot.claim);
  const villagers = await Promise.all(Array.from({ length: 100 }, (_, index) => telegram.person(`村民${index}`)));
  const expected = bot.claim ? "怎么用" : "已提交";
  await Promise.all(villagers.map((villager) => villager.does(say("/help"), expected)));
  const times = await steadily(villagers, expected, latencySeconds, updatesPerSecond);
  await bot.stop();
  await telegram.stop();
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

/** Asks for help at a steady pace, whatever the answers do; answer times in milliseconds. */
async function steadily(villagers: Villager[], expected: string, seconds: number, perSecond: number): Promise<number[]> {
  const times: number[] = [];
  const running: Promise<void>[] = [];
  for (let sent = 0; sent < seconds * perSecond; sent += 1) {
    const villager = villagers[sent % villagers.length] as (typeof villagers)[number];
    const begun = performance.now();
    running.push(villager.does(say("/help"), expected).then(() => void times.push(performance.now() - begun)));
    await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
  }
  await Promise.all(running);
  return times;
}

/** A broadcast while Telegram enforces its limits: how near it comes to 30 a second, refusals, and what it does to answers. */
export async function broadcast(): Promise<{ perSecond: number; tooMany: number; p99: number; idleP99: number }> {
  const telegram = await startTelegram("limited");
  const databaseUrl = await newDatabase();
  const bot = await doorstepOn(databaseUrl).start(telegram);
  const boss = await setUp(telegram, bot.claim);
  if (!boss) throw new Error("There is no admin");
  const readers: Villager[] = [];
  while (readers.length < sizes.broadcastReaders) {
    readers.push(...(await Promise.all(Array.from({ length: 100 }, (_, index) => arriveAs(telegram, bot.claim, readers.length + index)))));
  }
  const askers = readers.slice(0, 100);
  const idle = await steadily(askers, "怎么用", askingSeconds.before, askedDuringBroadcast);
  const where = await boss.does(say("/broadcast"), "发给哪里");
  await boss.does(press(where, "东坑村"), "请发通知内容");
  const look = await boss.does(say("明天停水"), "确定就点");
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await boss.does(press(look, "提交"), "已发给");
  const busy = await steadily(askers, "怎么用", askingSeconds.during, askedDuringBroadcast);
  const sent = async () =>
    (
      await client.query(`select count(*) filter (where state = 'sent')::int as sent, count(*)::int as all,
        extract(epoch from max(sent_at) - min(sent_at)) as seconds, coalesce(sum(attempts - 1), 0)::int as again from outbox where priority = 3`)
    ).rows[0] as { sent: number; all: number; seconds: string; again: number };
  for (let now = await sent(); now.sent < now.all; now = await sent()) await new Promise((resolve) => setTimeout(resolve, 500));
  const { all, seconds } = await sent();
  const calls = (await (await fetch(`${telegram.root}/emulator/refusals`)).json()) as { too_many: number };
  await client.end();
  await bot.stop();
  await telegram.stop();
  return { perSecond: (all - 1) / Number(seconds), tooMany: calls.too_many, p99: quantile(busy, 0.99), idleP99: quantile(idle, 0.99) };
}

/** Answers to others while nothing else happens, and while one person's script writes far more than people can. */
export async function flood(): Promise<{
  idle50: number;
  idle99: number;
  p50: number;
  p99: number;
  perSecond: number;
  stored: number;
  sent: number;
}> {
  const telegram = await startTelegram();
  const databaseUrl = await newDatabase();
  const bot = await doorstepOn(databaseUrl).start(telegram);
  await setUp(telegram, bot.claim);
  const askers = await Promise.all(Array.from({ length: 50 }, (_, index) => arriveAs(telegram, bot.claim, index)));
  const flooder = await arriveAs(telegram, bot.claim, askers.length);
  await steadily(askers, "怎么用", 2, askedDuringFlood);
  const idle = await steadily(askers, "怎么用", floodSeconds, askedDuringFlood);
  const flooding = telegram.flood(flooder.id, { text: "/help", per_second: sizes.floodPerSecond, seconds: floodSeconds });
  const during = await steadily(askers, "怎么用", floodSeconds, askedDuringFlood);
  const sent = await flooding;
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ n: number }>("select count(*)::int as n from inbox where chat_id = $1", [flooder.id]);
  await client.end();
  await bot.stop();
  await telegram.stop();
  return {
    idle50: quantile(idle, 0.5),
    idle99: quantile(idle, 0.99),
    p50: quantile(during, 0.5),
    p99: quantile(during, 0.99),
    perSecond: sent / floodSeconds,
    stored: rows[0]?.n ?? 0,
    sent,
  };
}

/** A proxy in front of a database, and how many round trips it has counted. */
async function startCounting(databaseUrl: string) {
  const { child, line } = await startScript("./contestants/proxy.ts", [databaseUrl], {}, /^\{/);
  const { url, counterPort } = JSON.parse(line) as { url: string; counterPort: number };
  const trips = () => new Promise<number>((resolve) => connect(counterPort, "127.0.0.1").on("data", (count) => resolve(Number(count))));
  return { url, trips, stop: () => endScript(child) };
}

/** Round trips to PostgreSQL for each step while everybody reports at once, everything included: intake, handling, sender. */
export async function roundTrips(): Promise<{ perStep: number; stateAfter3: number; stateAfter30: number }> {
  const telegram = await startTelegram();
  const databaseUrl = await newDatabase();
  const proxy = await startCounting(databaseUrl);
  const bot = await doorstepOn(proxy.url).start(telegram);
  await setUp(telegram, bot.claim);
  const arrive = (count: number) => Promise.all(Array.from({ length: count }, (_, index) => arriveAs(telegram, bot.claim, index)));
  await Promise.all((await arrive(earlierVillagers)).map(reportOnce));
  const villagers = await arrive(villagersAtOnce);
  const before = await proxy.trips();
  await Promise.all(villagers.map(reportOnce));
  const perStep = ((await proxy.trips()) - before) / (villagersAtOnce * stepsOfReport);
  const [first] = villagers;
  if (!first) throw new Error("There is no villager");
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const stateBytes = async () =>
    Number((await client.query("select max(length(data::text)) as bytes from dialog where chat_id = $1", [first.id])).rows[0]?.bytes);
  const category = await first.does(say("报问题"), "哪一类");
  await first.does(press(category, "道路水利"), "说说是什么事");
  let summary = await first.does(say("村口的路塌了"), "对不对").then(() => first.does(say("小桥边"), "对不对"));
  const stateAfter3 = await stateBytes();
  for (let step = 4; step <= 30; step += 1) summary = await first.does(press(summary, step % 2 ? "公开" : "保密"), "对不对");
  const stateAfter30 = await stateBytes();
  await client.end();
  await bot.stop();
  await proxy.stop();
  await telegram.stop();
  return { perStep, stateAfter3, stateAfter30 };
}

/** Memory at rest, and while 20,000 updates pass; then a start on the data that is there by now, up to the first answer. */
export async function memoryAndRestart(): Promise<{ restMb: number; quarterMb: number; endMb: number; firstAnswerMs: number }> {
  const telegram = await startTelegram();
  const databaseUrl = await newDatabase();
  const bot = await doorstepOn(databaseUrl).start(telegram);
  await setUp(telegram, bot.claim);
  const restMb = await residentMb(bot.pid);
  const villagers = await Promise.all(Array.from({ length: 100 }, (_, index) => arriveAs(telegram, bot.claim, index)));
  let quarterMb = 0;
  for (let done = 0; done < sizes.memoryUpdates; done += villagers.length) {
    await Promise.all(villagers.map((villager) => villager.does(say("/help"), "怎么用")));
    if (done === sizes.memoryUpdates / 4) quarterMb = await residentMb(bot.pid);
  }
  const endMb = await residentMb(bot.pid);
  await bot.stop();
  const [first] = villagers;
  const begun = performance.now();
  const answered = first?.does(say("/help"), "怎么用");
  const environment = {
    PATH: process.env["PATH"] ?? "",
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.root,
    DATABASE_URL: databaseUrl,
    PORT: "0",
    LOG_LEVEL: "error",
  };
  // A second start says nothing; the answer is what counts.
  const child = spawn(process.execPath, [...nodeFlags, fileURLToPath(new URL("../src/main.ts", import.meta.url))], {
    env: environment,
    stdio: "ignore",
  });
  await answered;
  const firstAnswerMs = performance.now() - begun;
  await endScript(child);
  await telegram.stop();
  return { restMb, quarterMb, endMb, firstAnswerMs };
}
