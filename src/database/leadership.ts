import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "../log.ts";
import { type Client, close, openConnection } from "./drivers/pipelined.ts";
import { connectMs, tryAgainMs } from "./limits.ts";
import { locks } from "./locks.ts";
import { isOutage } from "./outage.ts";

export type Leading = { stop: () => Promise<void> };
export type Election = { stop: () => Promise<void> };
export type Duty = {
  /** Two numbers that name what is led: the duty, and the town. */
  lock: readonly [duty: number, townId: number];
  /** Begins the work. */
  lead: () => Promise<Leading>;
};
export type Elections = ReturnType<typeof openElections>;

/** `leading` from the moment the lock is won until the work has ended; `freeRounds`: for how many rounds nobody has held the lock. */
type Candidate = Duty & {
  stands: "waiting" | "leading" | "gone";
  on: Client | undefined;
  work: Leading | undefined;
  turn: Promise<unknown>;
  freeRounds: number;
};

/** What is free for so many rounds is taken also by a process that leads its part already: nobody else can. */
const roundsLeftToOthers = 2;
/** Who has handed a town to others does not take it back before these have had so many rounds. */
const roundsAfterHandingOver = 10;

/**
 * Lets one process over all replicas do something: the one that gets an advisory lock in Postgres. The locks of a process live on one
 * connection of its own, however many towns it serves, so that a killed process is followed at once, and one that loses its connection
 * stops all that it led. Of several towns each process leads its part: who leads more hands one over in each round.
 *
 * @returns `hold`, which stands for a duty until it is stopped, and `stop`, which gives up what is held still
 */
export function openElections({ databaseUrl, log }: { databaseUrl: string; log: Log }) {
  const stopping = new AbortController();
  const candidates = new Set<Candidate>();
  let connection: Client | undefined;
  let pausing = new AbortController();
  let round: Promise<unknown> = Promise.resolve();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      pausing = new AbortController();
      round = standForAll().catch((error) =>
        // That the database is away is told once, by who watches it.
        log[isOutage(error) ? "debug" : "warn"]({ err: error }, "the database could not be reached for an election"),
      );
      await round;
      // Nothing of a pause may be kept until the stop: there are two every second.
      await wait(tryAgainMs, undefined, { signal: pausing.signal }).catch(() => {});
    }
  })();

  async function standForAll() {
    const all = [...candidates].filter(({ stands }) => stands !== "gone");
    if (!isSeveral(all) && all.every(({ stands }) => stands === "leading")) return;
    const on = connection ?? (await connect());
    const waiting = isSeveral(all) ? await ownPart(all, on) : all.filter(({ stands }) => stands === "waiting");
    if (!waiting.length) return;
    const { rows } = await on.query<{ won: boolean }>(
      "select pg_try_advisory_lock(duty, town) as won from unnest($1::int[], $2::int[]) with ordinality as asked(duty, town, place) order by place",
      [waiting.map(({ lock }) => lock[0]), waiting.map(({ lock }) => lock[1])],
    );
    for (const [index, candidate] of waiting.entries()) if (rows[index]?.won) candidate.turn = begin(candidate, on);
  }

  /** Of those that are free, as many as this process lacks; of those that it leads beyond its part, one is handed over. */
  async function ownPart(all: readonly Candidate[], on: Client): Promise<Candidate[]> {
    const { rows } = await on.query<{ processes: number; held: string[] }>(standings, [locks.life]);
    const { processes = 1, held = [] } = rows[0] ?? {};
    const standing: Candidate[] = [];
    for (const ofDuty of Map.groupBy(all, ({ lock }) => lock[0]).values()) {
      const led = ofDuty.filter(({ stands }) => stands === "leading");
      let lacking = Math.ceil(ofDuty.length / Math.max(1, processes)) - led.length;
      const spare = lacking < 0 ? led.find(({ work }) => work) : undefined;
      if (spare) spare.turn = handOver(spare, on);
      for (const candidate of ofDuty.filter(({ stands }) => stands === "waiting")) {
        candidate.freeRounds = held.includes(candidate.lock.join()) ? Math.min(0, candidate.freeRounds) : candidate.freeRounds + 1;
        if (candidate.freeRounds <= 0 || (lacking <= 0 && candidate.freeRounds <= roundsLeftToOthers)) continue;
        lacking -= 1;
        standing.push(candidate);
      }
    }
    return standing;
  }

  async function handOver(candidate: Candidate, on: Client) {
    const { work } = candidate;
    candidate.work = undefined;
    await work?.stop();
    await unlock(candidate, on);
    candidate.freeRounds = -roundsAfterHandingOver;
    again(candidate);
  }

  async function connect(): Promise<Client> {
    const made = await openConnection(databaseUrl, "doorstep-leader");
    connection = made;
    made.once("end", () => {
      if (connection === made) connection = undefined;
      for (const candidate of candidates) if (candidate.on === made) candidate.turn = letGo(candidate);
    });
    return made;
  }

  async function begin(candidate: Candidate, on: Client) {
    if (candidate.stands === "gone") return unlock(candidate, on);
    candidate.stands = "leading";
    candidate.on = on;
    try {
      const work = await candidate.lead();
      candidate.work = work;
      // Lost meanwhile, or given up by a stop.
      if (connection !== on) await letGo(candidate);
    } catch (error) {
      log[isOutage(error) ? "debug" : "warn"]({ err: error }, "what was won could not be begun");
      await unlock(candidate, on);
      again(candidate);
    }
  }

  /** Whatever hangs with the database or with Telegram is not waited for longer than it takes to find another leader. */
  async function letGo(candidate: Candidate) {
    const { work } = candidate;
    // It has not begun yet, and is let go when it has.
    if (!work) return;
    candidate.work = undefined;
    await Promise.race([work.stop(), wait(connectMs, undefined, { ref: false })]);
    again(candidate);
  }

  function again(candidate: Candidate) {
    candidate.on = undefined;
    if (candidate.stands === "leading") candidate.stands = "waiting";
  }

  const unlock = ({ lock }: Candidate, on: Client) => on.query("select pg_advisory_unlock($1, $2)", [...lock]).catch(() => {});

  async function leave(candidate: Candidate) {
    candidate.stands = "gone";
    await round;
    await candidate.turn;
    candidates.delete(candidate);
    await candidate.work?.stop();
    if (candidate.on) await unlock(candidate, candidate.on);
  }

  return {
    hold(duty: Duty): Election {
      const candidate: Candidate = { ...duty, stands: "waiting", on: undefined, work: undefined, turn: Promise.resolve(), freeRounds: 0 };
      candidates.add(candidate);
      pausing.abort();
      return { stop: () => leave(candidate) };
    },
    async stop() {
      stopping.abort();
      pausing.abort();
      await running;
      if (connection) await close(connection);
    },
  };
}

/** Of one town alone there is nothing to share out: the first to come leads it. */
const isSeveral = (all: readonly Candidate[]) =>
  new Set(all.flatMap(({ lock: [duty, townId] }) => (duty === locks.life ? [] : townId))).size > 1;

/** How many processes live on this database, and which locks of two numbers somebody holds: both, with a comma between. */
const standings = `
  select count(*) filter (where classid = $1)::int as processes, coalesce(array_agg(classid || ',' || objid), '{}') as held
  from pg_locks where locktype = 'advisory' and granted and objsubid = 2
    and database = (select oid from pg_database where datname = current_database())`;
