import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { seededRandom } from "../emulator/random.ts";
import { type Emulator, startEmulator } from "../emulator/server.ts";
import { type Balancer, startBalancer } from "./balancer.ts";
import { type Calm, comeToRest } from "./chaos-calm.ts";
import { type FaultName, faults, randomFaults, type Scene } from "./chaos-faults.ts";
import { createObserver } from "./chaos-observer.ts";
import { createCadre, createVillager, type Journal } from "./chaos-people.ts";
import { inOrder, killsOf, type Plan, type Plans } from "./chaos-plan.ts";
import type { ChaosServer } from "./chaos-server.ts";
import { type ChaosTown, foundTown } from "./chaos-town.ts";
import { type ChaosVerdict, judge } from "./chaos-verdict.ts";
import { hear } from "./heard.ts";
import { freePorts } from "./ports.ts";
import { createTally, type Impossible, type RareStateReport, reportOf, unreached } from "./rare-states.ts";
import { startReplicas } from "./replicas.ts";
import { startSilentProxy } from "./silent-proxy.ts";
import { soon } from "./until.ts";

export type ChaosGiven = {
  server: ChaosServer;
  mode: "polling" | "webhook";
  seed: number;
  villagers: number;
  cadres: number;
  plans: Plans;
  /** Faults that this machine does not allow, with the reason. */
  impossible?: Impossible;
  outageSeconds: number;
  hangSeconds: number;
  lockSeconds: number;
  /** How long it may take until everything is told and sent, once nothing goes wrong any more. */
  calmSeconds: number;
  /** Hears of each fault when it is over. */
  tell?: (line: string) => void;
  /** Changes the database before anybody acts, to show that the instrument notices. */
  fault?: (client: pg.Client) => Promise<unknown>;
  /** Does something when nothing should go wrong any more, for the same reason. */
  faultInCalm?: (scene: Scene) => void;
  /** The same, once nobody acts any more. */
  faultAtTheEnd?: (scene: Scene) => void;
};
export type ChaosSummary = ChaosVerdict &
  Calm & {
    seed: number;
    mode: string;
    kills: number;
    /** How often each fault was made. */
    faults: Plan;
    /** Answers of Telegram that were cut off after their effect. */
    cutOff: number;
    /** What the Bot API forbids and the bot did. */
    violations: string[];
    /** Processes that ended by themselves, and their last words. */
    fell: string[];
    /** What took longer than is promised. */
    overdue: string[];
    rareStates: RareStateReport[];
  };

export const isClean = (summary: ChaosSummary) =>
  [
    summary.lost,
    summary.doubled,
    summary.disordered,
    summary.untrue,
    summary.brokenPromises,
    summary.violations,
    summary.unrested,
    summary.fell,
    summary.overdue,
    unreached(summary.rareStates),
  ].every((list) => !list.length) && summary.duplicates <= summary.cutOff + summary.kills;

const actEveryMs = 100;
/** Of each person, at each turn. */
const actingPart = 0.3;
/** A run in which nobody had reported anything would have tried nothing, on however busy a machine. */
const leastConfirmed = 5;
/** Time for those who act to finish what they have begun, once nothing goes wrong any more. */
const finishMs = 10_000;

/**
 * Two processes on one database, people who act at random, a Telegram that often fails, and everything done to the program and to what it
 * stands on that the plans say. Then nothing goes wrong any more, and everything must come to rest. When it is over, what everybody did
 * and was told is compared with the database, and the rare states that were to be reached are counted.
 */
export async function chaos(given: ChaosGiven): Promise<ChaosSummary> {
  const { scene, town, stop } = await open(given);
  const begun = performance.now();
  const tell = (line: string) => given.tell?.(`${Math.round((performance.now() - begun) / 1_000)} s: ${line}`);
  const { observer, telegram } = scene;
  await withDatabase(scene, async (database) => given.fault?.(database));
  const people = startActing(town, scene.random);
  telegram.faults.random(randomFaults, given.seed);
  await make(scene, given.plans.server, tell);
  if (given.server.folder) await moveToFolder(scene, given.server.folder);
  await make(scene, given.plans.folder, tell);
  await soon(() => people.journal.confirmed.length >= leastConfirmed);
  tell("nothing goes wrong any more");
  // The faults end; everybody who has something open finishes it.
  const since = Date.now();
  telegram.faults.random(undefined);
  given.faultInCalm?.(scene);
  people.beginNoMore();
  await wait(Math.min(finishMs, given.calmSeconds * 500));
  people.stop();
  given.faultAtTheEnd?.(scene);
  const calm = await comeToRest({ observer, telegram, town, seconds: given.calmSeconds, since });
  const verdict = await withDatabase(scene, (database) => judge(database, town, people.journal));
  await stop();
  return { ...summaryOf(given, scene), ...verdict, ...calm };
}

/** Starts everything and founds the town while nothing fails. */
async function open(given: ChaosGiven) {
  const { server, seed, mode } = given;
  const telegram = await startEmulator();
  const [port = 0, ...ports] = await freePorts(seed, 3);
  const replicaPorts = [ports[0] ?? 0, ports[1] ?? 0] as const;
  const balancer = await startBalancer(port, replicaPorts);
  const proxies = [await startSilentProxy(await server.url()), await startSilentProxy(await server.url())];
  const tally = createTally();
  const telegramsOf = telegramOf(telegram, mode === "webhook" ? balancer : undefined);
  const replicas = await startReplicas({
    ports: replicaPorts,
    environmentOf: (index) => ({ ...telegramsOf, DATABASE_URL: proxies[index]?.url ?? "" }),
    onLine: (line) => hear(tally, line),
  });
  const observer = createObserver(server.url);
  const { outageSeconds, hangSeconds, lockSeconds } = given;
  const random = seededRandom(seed);
  const scene: Scene = {
    ...{ seed, random, telegram, server, proxies, replicas, observer, tally },
    ...{ outageSeconds, hangSeconds, lockSeconds, overdue: [], telegramsOf },
  };
  const town = await foundTown(telegram, replicas.claim(), given);
  async function stop() {
    replicas.stop();
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await observer.stop();
    await balancer.stop();
    await telegram.stop();
  }
  return { scene, town, stop };
}

/** What a replica is told of Telegram. */
function telegramOf(telegram: Emulator, balancer: Balancer | undefined): Record<string, string> {
  return {
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.root,
    ...(balancer && { PUBLIC_URL: balancer.url, WEBHOOK_SECRET: "a-long-enough-secret" }),
  };
}

/** Makes the faults one after the other, with a pause of a moment between them. */
async function make(scene: Scene, plan: Plan, tell: (line: string) => void) {
  for (const fault of inOrder(plan)) {
    await wait(200 + scene.random() * 900);
    const begun = performance.now();
    await faults[fault](scene);
    tell(`${fault} ${Math.round(performance.now() - begun)} ms; ${await scene.observer.backlog()}`);
  }
}

/** Nobody is in charge of the server any more but the processes themselves, which find it in their folder. */
async function moveToFolder(scene: Scene, folder: string) {
  await scene.replicas.pauseBoth();
  await scene.server.leaveToProcesses?.();
  if (!(await scene.replicas.startBoth(() => ({ ...scene.telegramsOf, DATA_DIR: folder })))) {
    scene.overdue.push("two processes on one folder were not both ready");
  }
}

function startActing(town: ChaosTown, random: () => number) {
  const journal: Journal = { confirmed: [], replies: [] };
  const villagers = town.villagers.map((phone) => createVillager(phone, journal, random));
  const cadres = town.cadres.map((phone) => createCadre(phone, journal, random));
  let mayBegin = true;
  const acting = setInterval(() => {
    for (const step of villagers) if (random() < actingPart) step(mayBegin);
    for (const step of cadres) if (random() < actingPart) step();
  }, actEveryMs);
  return {
    journal,
    beginNoMore() {
      mayBegin = false;
    },
    stop: () => clearInterval(acting),
  };
}

function summaryOf({ seed, mode, plans, impossible = {} }: ChaosGiven, { telegram, replicas, overdue, tally }: Scene) {
  const made = inOrder(plans.server).concat(inOrder(plans.folder));
  const times = (fault: FaultName) => made.filter((other) => other === fault).length;
  return {
    seed,
    mode,
    kills: killsOf(plans.server) + killsOf(plans.folder),
    faults: Object.fromEntries([...new Set(made)].map((fault) => [fault, times(fault)])),
    cutOff: telegram.faults.met.hang_up_after,
    violations: telegram.world.violations.map(String),
    fell: replicas.fell,
    overdue,
    rareStates: reportOf(tally.counts, new Set(made), impossible),
  };
}

async function withDatabase<T>({ observer }: Scene, use: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client(await observer.urlOf());
  database.on("error", () => {});
  await database.connect();
  try {
    return await use(database);
  } finally {
    await database.end();
  }
}
