import { type ChildProcess, spawn } from "node:child_process";
import { createServer, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Message } from "@grammyjs/types";
import pg from "pg";
import { startEmulator } from "../emulator/server.ts";
import { createCadre, createPhone, createVillager, type Journal } from "./chaos-people.ts";
import { brokenPromises } from "./checker.ts";

export type ChaosGiven = {
  databaseUrl: string;
  mode: "polling" | "webhook";
  seed: number;
  villagers: number;
  cadres: number;
  kills: number;
  /** Stops the database at once and starts it again; called `restarts` times. */
  restartDatabase?: () => Promise<void>;
  restarts: number;
  outageSeconds: number;
  fault?: (client: pg.Client) => Promise<unknown>;
};
export type ChaosSummary = {
  seed: number;
  mode: string;
  kills: number;
  restarts: number;
  confirmed: number;
  replies: number;
  tickets: number;
  /** Messages that somebody got twice; only a cut answer of Telegram or a kill may cause one. */
  duplicates: number;
  cutOff: number;
  lost: string[];
  doubled: string[];
  disordered: string[];
  untrue: string[];
  brokenPromises: string[];
  violations: string[];
};

export const isClean = (summary: ChaosSummary) =>
  [summary.lost, summary.doubled, summary.disordered, summary.untrue, summary.brokenPromises, summary.violations].every(
    (list) => !list.length,
  ) && summary.duplicates <= summary.cutOff + summary.kills;

/** The same numbers for the same seed: Mulberry32. */
function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const basePort = 21_000;

/**
 * Two replicas on one database, people who act at random, a Telegram in bad weather, and replicas and database that are killed all
 * the while. When it is over, what everybody did and was told is compared with the database.
 */
export async function chaos(given: ChaosGiven): Promise<ChaosSummary> {
  const random = seeded(given.seed);
  const telegram = await startEmulator();
  const balancer = given.mode === "webhook" ? await startBalancer(given.seed) : undefined;
  const replicas: (ChildProcess | undefined)[] = [undefined, undefined];
  let claim = "";
  const start = (index: number) => {
    const { PATH = "", HOME = "" } = process.env;
    const webhook = balancer ? { PUBLIC_URL: balancer.url, WEBHOOK_SECRET: "a-long-enough-secret" } : {};
    const port = String(balancer ? balancer.ports[index] : 0);
    const environment = {
      PATH,
      HOME,
      LOG_LEVEL: "silent",
      PORT: port,
      BOT_TOKEN: telegram.token,
      BOT_API_ROOT: telegram.root,
      DATABASE_URL: given.databaseUrl,
      ...webhook,
    };
    const child = spawn(process.execPath, [main], { env: environment, stdio: ["ignore", "pipe", "ignore"] });
    child.stdout?.on("data", (chunk) => {
      claim ||= /start=(\S+)/.exec(String(chunk))?.[1] ?? "";
    });
    // A replica that gave up, as one does whose database is away at its start, is started again, as an orchestrator would.
    child.once("exit", () => {
      if (replicas[index] === child && !isOver) setTimeout(() => !isOver && start(index), 300);
    });
    replicas[index] = child;
  };
  let isOver = false;
  const endAll = () => {
    isOver = true;
    for (const child of replicas) child?.kill("SIGKILL");
  };
  process.once("exit", endAll);
  start(0);
  await until(() => claim !== "", "the claim link");
  start(1);
  const admin = createPhone(telegram, "周敏");
  const cadrePhones = Array.from({ length: given.cadres }, (_, index) => createPhone(telegram, `干部${index}`));
  const villagerPhones = Array.from({ length: given.villagers }, (_, index) => createPhone(telegram, `村民${index}`));
  await setUp();
  const client = new pg.Client(given.databaseUrl);
  client.on("error", () => {});
  await client.connect();
  await given.fault?.(client);
  await client.end();

  const journal: Journal = { confirmed: [], replies: [] };
  const villagers = villagerPhones.map((phone) => createVillager(phone, journal, random));
  const cadres = cadrePhones.map((phone) => createCadre(phone, journal, random));
  telegram.faults.random({ too_many: 0.1, server_error: 0.05, hang_up_before: 0.01, hang_up_after: 0.01, delay: 0.05 }, given.seed);
  let isCalm = false;
  const acting = setInterval(() => {
    for (const step of villagers) if (random() < 0.3) step(!isCalm);
    for (const step of cadres) if (random() < 0.3) step();
  }, 100);
  let [kills, restarts] = [0, 0];
  const restartEvery = given.restarts ? Math.floor(given.kills / (given.restarts + 1)) : Number.POSITIVE_INFINITY;
  for (; kills < given.kills; kills += 1) {
    await wait(200 + random() * 900);
    const index = random() < 0.5 ? 0 : 1;
    replicas[index]?.kill("SIGKILL");
    if (kills && kills % restartEvery === 0 && restarts < given.restarts) {
      restarts += 1;
      await given.restartDatabase?.();
    }
    if (kills === Math.floor(given.kills / 2)) {
      telegram.faults.random({ server_error: 1 }, given.seed);
      await wait(given.outageSeconds * 1000);
      telegram.faults.random({ too_many: 0.1, server_error: 0.05, hang_up_before: 0.01, hang_up_after: 0.01, delay: 0.05 }, given.seed + 1);
    }
  }
  // The weather clears; whoever has something open finishes it.
  isCalm = true;
  telegram.faults.random(undefined);
  await wait(8_000);
  const calm = new pg.Client(given.databaseUrl);
  calm.on("error", () => {});
  await calm.connect();
  await atRest(calm);
  await wait(4_000);
  await calm.end();
  clearInterval(acting);
  const database = new pg.Client(given.databaseUrl);
  database.on("error", () => {});
  await database.connect();
  await atRest(database);
  const summary = await check(database);
  await database.end();
  endAll();
  process.off("exit", endAll);
  await balancer?.stop();
  await telegram.stop();
  return summary;

  async function setUp() {
    const ask = async (phone: typeof admin, words: string, expected: string) => {
      const before = phone.fromBot().length;
      phone.says(words);
      await until(
        () =>
          phone
            .fromBot()
            .slice(before)
            .some((message) => phone.textOf(message).includes(expected)),
        expected,
      );
    };
    await ask(admin, `/start ${claim}`, "镇叫什么名字");
    await ask(admin, "青石镇", "请发村名");
    await ask(admin, cadrePhones.map((_, index) => `第${index}村`).join("\n"), "邀请谁");
    for (const [index, cadre] of cadrePhones.entries()) {
      const before = admin.fromBot().length;
      admin.says("/invite");
      await until(() => admin.fromBot().length > before, "the roles");
      admin.presses(admin.newest() as Message, "包村干部");
      await until(() => admin.buttonOn(admin.newest(), `第${index}村`) !== undefined, "the villages");
      admin.presses(admin.newest() as Message, `第${index}村`);
      await until(() => admin.textOf(admin.newest()).includes("只能用一次"), "the link");
      await ask(cadre, `/start ${/start=(\S+)/.exec(admin.textOf(admin.newest()))?.[1]}`, "您现在");
    }
    await Promise.all(villagerPhones.map((phone, index) => ask(phone, `/start v${1 + (index % given.cadres)}`, "您在")));
  }

  async function atRest(database: pg.Client) {
    for (let looks = 0; looks < 1_200; looks += 1) {
      // Counted first: whatever has left Telegram by now is stored, and the query sees it.
      const onTheWay = telegram.world.updates.length;
      const { rows } = await database.query(
        `select (select count(*) from inbox where processed_at is null) + (select count(*) from outbox where state = 'pending') as open`,
      );
      if (Number(rows[0]?.open) === 0 && onTheWay === 0) return;
      await wait(100);
    }
  }

  async function check(database: pg.Client): Promise<ChaosSummary> {
    const { rows: tickets } = await database.query<{ number: number; description: string; reporter: string }>(
      "select t.number, t.description, p.telegram_id as reporter from ticket t join person p on p.id = t.reporter_id",
    );
    const { rows: deeds } = await database.query<{ number: number; action: string }>(
      "select t.number, e.action from ticket_event e join ticket t on t.id = e.ticket_id",
    );
    const hasHappened = new Set(deeds.map(({ number, action }) => `${number} ${action}`));
    const summary: ChaosSummary = {
      seed: given.seed,
      mode: given.mode,
      kills,
      restarts,
      confirmed: new Set(journal.confirmed.map(({ words }) => words)).size,
      replies: journal.replies.length,
      tickets: tickets.length,
      duplicates: 0,
      cutOff: telegram.faults.met.hang_up_after,
      lost: [],
      doubled: [],
      disordered: [],
      untrue: [],
      brokenPromises: await brokenPromises(database),
      violations: telegram.world.violations.map(String),
    };
    const phoneOf = new Map([...villagerPhones, ...cadrePhones].map((phone) => [phone.id, phone]));
    for (const { person, words, seen } of new Map(journal.confirmed.map((one) => [one.words, one])).values()) {
      const made = tickets.filter(({ description }) => description.split("\n").includes(words));
      const phone = phoneOf.get(person);
      // A tap that came too late for its question was answered with the question; then nothing was confirmed.
      const wasAskedAgain = phone
        ?.fromBot()
        .slice(seen)
        .some((message) => phone.textOf(message).includes(words));
      if (made.length === 0 && !wasAskedAgain) summary.lost.push(words);
      if (made.length > 1) summary.doubled.push(words);
    }
    for (const phone of villagerPhones) {
      const texts = phone.fromBot().map(phone.textOf);
      for (const text of texts) {
        const submitted = Number(/已提交，编号 #(\d+)/.exec(text)?.[1]);
        const isOwn = tickets.some(({ number, reporter }) => number === submitted && Number(reporter) === phone.id);
        if (submitted && !isOwn) summary.untrue.push(text.slice(0, 60));
        const accepted = Number(/已接单 #(\d+)/.exec(text)?.[1]);
        if (accepted && !hasHappened.has(`${accepted} accept`)) summary.untrue.push(text.slice(0, 60));
        const resolved = Number(/#(\d+) 已办结/.exec(text)?.[1]);
        if (resolved && !hasHappened.has(`${resolved} resolve`)) summary.untrue.push(text.slice(0, 60));
      }
      const facts = texts.filter((text) => /已提交，编号|已接单 #|第\d+句/.test(text));
      summary.duplicates += facts.length - new Set(facts).size;
    }
    for (const { number, reporter } of tickets) {
      const told = phoneOf.get(Number(reporter));
      const isTold = told?.fromBot().some((message) => told.textOf(message).includes(`编号 #${number}`));
      if (!isTold) summary.lost.push(`nobody was told that #${number} was filed`);
    }
    checkReplies(summary, tickets, phoneOf);
    return summary;
  }

  /** What a cadre said to one ticket is read in the order in which it was said. */
  function checkReplies(
    summary: ChaosSummary,
    tickets: { number: number; reporter: string }[],
    phoneOf: Map<number, ReturnType<typeof createPhone>>,
  ) {
    for (const [number, replies] of Map.groupBy(journal.replies, (reply) => reply.number)) {
      const reader = phoneOf.get(Number(tickets.find((ticket) => ticket.number === number)?.reporter));
      const texts = reader?.fromBot().map((message) => reader.textOf(message)) ?? [];
      const places = replies.map(({ words }) => texts.findIndex((text) => text.endsWith(words)));
      for (const [index, { person, words }] of replies.entries()) {
        const cadre = phoneOf.get(person);
        // Only a refusal, which the cadre was told, may keep words from the villager: the matter was closed meanwhile.
        const wasRefused = cadre?.fromBot().some((message) => cadre.textOf(message).includes(`#${number} 现在不能`));
        if (places[index] === -1 && !wasRefused) summary.lost.push(`${words} (#${number})`);
      }
      const read = places.filter((place) => place >= 0);
      if (read.some((place, index) => index > 0 && place < (read[index - 1] ?? 0)))
        summary.disordered.push(`#${number}: ${read.join(",")}`);
    }
  }
}

async function until(is: () => boolean, what: string) {
  for (let looks = 0; looks < 3_000; looks += 1) {
    if (is()) return;
    await wait(10);
  }
  throw new Error(`Waited in vain for ${what}`);
}

/** What stands before two replicas in webhook mode: hands each request to one that answers. */
async function startBalancer(seed: number) {
  const ports = [basePort + (seed % 1_000) * 3 + 1, basePort + (seed % 1_000) * 3 + 2];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.on("end", () => {
      const attempt = (index: number) => {
        const passed = request(
          { host: "127.0.0.1", port: ports[index], path: incoming.url, method: incoming.method, headers: incoming.headers, timeout: 5_000 },
          (answer) => {
            outgoing.writeHead(answer.statusCode ?? 502);
            answer.pipe(outgoing);
          },
        );
        passed.on("error", () => {
          if (index + 1 < ports.length) attempt(index + 1);
          else if (!outgoing.headersSent) outgoing.writeHead(502).end();
        });
        passed.end(Buffer.concat(chunks));
      };
      attempt(0);
    });
  });
  await new Promise<void>((resolve) => server.listen(basePort + (seed % 1_000) * 3, "127.0.0.1", resolve));
  return {
    ports,
    url: `http://127.0.0.1:${basePort + (seed % 1_000) * 3}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
