import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedDatabase } from "../src/database/embedded.ts";
import { endScript, press, say, startScript, type Telegram } from "./driver.ts";

export type Running = { stop: () => Promise<void>; pid: number; startedMs: number; claim?: string };
export type Contestant = { name: string; start: (telegram: Telegram) => Promise<Running> };

const folder = await mkdtemp(join(tmpdir(), "doorstep-bench-"));
await chmod(folder, 0o755);
// fsync stays on: durability is what is being paid for.
const postgres = await startEmbeddedDatabase(folder);
const admin = new pg.Client(postgres.url);
await admin.connect();
let databases = 0;

export async function newDatabase(): Promise<string> {
  databases += 1;
  await admin.query(`create database bench_${databases}`);
  return postgres.url.replace(/\/postgres$/, `/bench_${databases}`);
}

export async function closeDatabase() {
  await admin.end();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

const script = (name: string, path: string, withDatabase = false): Contestant => ({
  name,
  async start(telegram) {
    const begun = performance.now();
    const given = [telegram.token, telegram.root, ...(withDatabase ? [await newDatabase()] : [])];
    const { child } = await startScript(path, given, {}, /^ready/);
    return { stop: () => endScript(child), pid: child.pid as number, startedMs: performance.now() - begun };
  },
});

export const echo = script("echo", "./contestants/echo.ts");
export const plain = script("plain", "./contestants/plain.ts");
export const direct = script("direct", "./contestants/direct.ts", true);

/** A time zone in which nobody sleeps now: at night announcements would rightly wait. */
function whereItIsNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead >= 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${-ahead}`;
}

/** The program itself. @param databaseUrl an existing database; a new one otherwise */
export const doorstepOn = (databaseUrl?: string): Contestant => ({
  name: "doorstep",
  async start(telegram) {
    const environment = {
      BOT_TOKEN: telegram.token,
      BOT_API_ROOT: telegram.root,
      DATABASE_URL: databaseUrl ?? (await newDatabase()),
      PORT: "0",
      LOG_LEVEL: "error",
      TZ_NAME: whereItIsNoon(),
    };
    const begun = performance.now();
    const { child, line } = await startScript("../src/main.ts", [], environment, /start=/);
    const claim = /start=(\S+)/.exec(line)?.[1] as string;
    return { stop: () => endScript(child), pid: child.pid as number, startedMs: performance.now() - begun, claim };
  },
});
export const doorstep = doorstepOn();

export async function setUp(telegram: Telegram, claim: string | undefined) {
  if (!claim) return undefined;
  const boss = await telegram.person("管理员");
  await boss.does(say(`/start ${claim}`), "镇叫什么名字");
  await boss.does(say("青石镇"), "请发村名");
  await boss.does(say("东坑村"), "先选身份");
  return boss;
}

export type Villager = Awaited<ReturnType<Telegram["person"]>>;

export async function arriveAs(telegram: Telegram, claim: string | undefined, index: number): Promise<Villager> {
  const villager = await telegram.person(`村民${index}`);
  await villager.does(say(claim ? "/start v1" : "/start"), "您");
  return villager;
}

/** One whole report, the same steps for every contestant. */
export async function reportOnce(villager: Villager) {
  const category = await villager.does(say("报问题"), "哪一类");
  await villager.does(press(category, "道路水利"), "说说是什么事");
  await villager.does(say("村口的路塌了"), "对不对");
  await villager.does(say("小桥边"), "小桥边");
  const summary = await villager.does(say("13800138000"), "对不对");
  await villager.does(press(summary, "提交"), "已提交");
}
/** Messages of a villager in one report. */
export const stepsOfReport = 6;

export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
