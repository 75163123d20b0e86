import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "../log.ts";
import { type Client, close, openConnection } from "./drivers/pipelined.ts";
import { connectMs, tryAgainMs } from "./limits.ts";
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

/** `leading` from the moment the lock is won until the work has ended. */
type Candidate = Duty & {
  stands: "waiting" | "leading" | "gone";
  on: Client | undefined;
  work: Leading | undefined;
  turn: Promise<unknown>;
};

/**
 * Lets one process over all replicas do something: the one that gets an advisory lock in Postgres. The locks of a process live on one
 * connection of its own, however many towns it serves, so that a killed process is followed at once, and one that loses its connection
 * stops all that it led.
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
    const waiting = [...candidates].filter(({ stands }) => stands === "waiting");
    if (!waiting.length) return;
    const on = connection ?? (await connect());
    const { rows } = await on.query<{ won: boolean }>(
      "select pg_try_advisory_lock(duty, town) as won from unnest($1::int[], $2::int[]) with ordinality as asked(duty, town, place) order by place",
      [waiting.map(({ lock }) => lock[0]), waiting.map(({ lock }) => lock[1])],
    );
    for (const [index, candidate] of waiting.entries()) if (rows[index]?.won) candidate.turn = begin(candidate, on);
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
      const candidate: Candidate = { ...duty, stands: "waiting", on: undefined, work: undefined, turn: Promise.resolve() };
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
