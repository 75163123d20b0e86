import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { FaultRates } from "../emulator/faults.ts";
import { seededRandom } from "../emulator/random.ts";
import { type Emulator, startEmulator } from "../emulator/server.ts";
import { startBalancer } from "./balancer.ts";
import { createCadre, createVillager, type Journal } from "./chaos-people.ts";
import { type ChaosTown, foundTown } from "./chaos-town.ts";
import { type ChaosVerdict, judge } from "./chaos-verdict.ts";
import { startReplicas } from "./replicas.ts";

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
  /** Changes the database before anybody acts, to show that the instrument notices. */
  fault?: (client: pg.Client) => Promise<unknown>;
};
export type ChaosSummary = ChaosVerdict & {
  seed: number;
  mode: string;
  kills: number;
  restarts: number;
  /** Answers of Telegram that were cut off after their effect. */
  cutOff: number;
  /** What the Bot API forbids and the bot did. */
  violations: string[];
};

export const isClean = (summary: ChaosSummary) =>
  [summary.lost, summary.doubled, summary.disordered, summary.untrue, summary.brokenPromises, summary.violations].every(
    (list) => !list.length,
  ) && summary.duplicates <= summary.cutOff + summary.kills;

const badWeather: Partial<FaultRates> = { too_many: 0.1, server_error: 0.05, hang_up_before: 0.01, hang_up_after: 0.01, delay: 0.05 };
const outage: Partial<FaultRates> = { server_error: 1 };
const actEveryMs = 100;
/** Of each person, at each turn. */
const actingPart = 0.3;
/** Time for those who act to finish what they have begun, and to hear the last of it. */
const finishMs = 8_000;
const lastWordsMs = 4_000;

/**
 * Two replicas on one database, people who act at random, a Telegram in bad weather, and replicas and database that are killed all
 * the while. When it is over, what everybody did and was told is compared with the database.
 */
export async function chaos(given: ChaosGiven): Promise<ChaosSummary> {
  const random = seededRandom(given.seed);
  const telegram = await startEmulator();
  const balancer = given.mode === "webhook" ? await startBalancer(given.seed) : undefined;
  const replicas = await startReplicas({ databaseUrl: given.databaseUrl, telegram, balancer });
  const town = await foundTown(telegram, replicas.claim, given);
  await withDatabase(given, async (database) => given.fault?.(database));
  const people = startActing(town, random);
  const restarts = await kill(given, telegram, replicas.kill, random);
  // The weather clears; whoever has something open finishes it.
  people.beginNoMore();
  telegram.faults.random(undefined);
  await wait(finishMs);
  await atRest(given, telegram);
  await wait(lastWordsMs);
  people.stop();
  await atRest(given, telegram);
  const verdict = await withDatabase(given, (database) => judge(database, town, people.journal));
  replicas.stop();
  await balancer?.stop();
  await telegram.stop();
  const { seed, mode, kills } = given;
  const cutOff = telegram.faults.met.hang_up_after;
  return { seed, mode, kills, restarts, ...verdict, cutOff, violations: telegram.world.violations.map(String) };
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

/** Bad weather, a long outage in the middle of it, and kills all the while. @returns how often the database was restarted */
async function kill(given: ChaosGiven, telegram: Emulator, killReplica: (index: 0 | 1) => unknown, random: () => number) {
  const restartEvery = given.restarts ? Math.floor(given.kills / (given.restarts + 1)) : Number.POSITIVE_INFINITY;
  let restarts = 0;
  telegram.faults.random(badWeather, given.seed);
  for (let kills = 0; kills < given.kills; kills += 1) {
    await wait(200 + random() * 900);
    killReplica(random() < 0.5 ? 0 : 1);
    if (kills && kills % restartEvery === 0 && restarts < given.restarts) {
      restarts += 1;
      await given.restartDatabase?.();
    }
    if (kills === Math.floor(given.kills / 2)) {
      telegram.faults.random(outage, given.seed);
      await wait(given.outageSeconds * 1000);
      telegram.faults.random(badWeather, given.seed + 1);
    }
  }
  return restarts;
}

/** Waits until everything that was done is handled and told; two minutes at most, and then it shows in the verdict. */
function atRest(given: ChaosGiven, telegram: Emulator) {
  return withDatabase(given, async (database) => {
    for (let looks = 0; looks < 1_200; looks += 1) {
      // Counted first: whatever has left Telegram by now is stored, and the query sees it.
      const onTheWay = telegram.world.updates.length;
      const { rows } = await database.query(
        `select (select count(*) from inbox where processed_at is null) + (select count(*) from outbox where state = 'pending') as open`,
      );
      if (Number(rows[0]?.open) === 0 && onTheWay === 0) return;
      await wait(100);
    }
  });
}

async function withDatabase<T>({ databaseUrl }: ChaosGiven, use: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client(databaseUrl);
  database.on("error", () => {});
  await database.connect();
  try {
    return await use(database);
  } finally {
    await database.end();
  }
}
