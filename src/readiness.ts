import { setTimeout as wait } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { asking, type Database } from "./database/client.ts";
import { locks } from "./database/locks.ts";
import { reasonOf } from "./database/outage.ts";
import { probeStore } from "./database/store-probe.ts";
import type { Waits } from "./waits.ts";

/** A question whether we are ready is given up after three seconds, as the container's health check does. */
const answerMs = 2_000;
/** They run every minute, in one of the processes; two may fail. */
const timersSilentSeconds = 180;
/** It shows itself every five seconds. A new one is found within a second of the old one's end. */
const senderSilentSeconds = 30;
const nobodySendsSeconds = 10;

type Given = {
  database: Database;
  townId: number;
  waits: Waits;
  /** When this process began, by `performance.now()`. */
  begunMs: number;
  /** Why Telegram takes nothing from this bot and gives it nothing, if that is so. */
  refused: () => string | undefined;
};
type Life = { senders: number; stuck: number | null; sender_silent: number | null; timers_silent: number | null };

/**
 * Why this town is not served just now, one line each; none when an update could be stored, timers ran lately and messages leave. A person who
 * asks while somebody is being answered gets the same answer.
 */
export function createReadiness({ database, townId, waits, begunMs, refused }: Given): () => Promise<string[]> {
  let asked: Promise<string[]> | undefined;

  async function ask(): Promise<string[]> {
    try {
      const stored = probeStore(database, answerMs).then(() => asking(database, townId, (tx) => tx.execute<Life>(lifeOf(townId))));
      // It may still wait for a connection when nobody waits for it any more.
      stored.catch(() => {});
      const { rows } = await Promise.race([stored, silence()]);
      return [...rows.flatMap(complaintsOf), refused() ?? []].flat();
    } catch (error) {
      return [`the database would store nothing: ${reasonOf(error)}`, ...waits.now()];
    }
  }

  function complaintsOf({ senders, stuck, sender_silent, timers_silent }: Life): string[] {
    const aliveSeconds = (performance.now() - begunMs) / 1_000;
    // A process that has just started gives the others time.
    const silent = (seconds: number | null) => Math.min(seconds ?? Number.POSITIVE_INFINITY, aliveSeconds);
    const complaints: [boolean, string][] = [
      [silent(timers_silent) > timersSilentSeconds, `timers have not run for ${Math.round(silent(timers_silent))} s`],
      [senders === 0 && silent(sender_silent) > nobodySendsSeconds, "nobody sends"],
      [silent(sender_silent) > senderSilentSeconds, `the sender has shown no life for ${Math.round(silent(sender_silent))} s`],
      [(stuck ?? 0) > 0, `${stuck} messages could be sent and are not`],
    ];
    return complaints.filter(([is]) => is).map(([, complaint]) => complaint);
  }

  return () => {
    asked ??= ask().finally(() => {
      asked = undefined;
    });
    return asked;
  };
}

async function silence(): Promise<never> {
  await wait(answerMs, undefined, { ref: false });
  throw new Error("it does not answer");
}

const lifeOf = (townId: number): SQL => sql`
  select
    (select count(*)::int from pg_locks
     where locktype = 'advisory' and granted and classid = ${locks.sender} and objid = ${townId} and objsubid = 2
       and database = (select oid from pg_database where datname = current_database())) as senders,
    (select stuck from heartbeat where town_id = ${townId} and duty = 'sender') as stuck,
    (select extract(epoch from now() - at)::float8 from heartbeat where town_id = ${townId} and duty = 'sender') as sender_silent,
    (select extract(epoch from now() - at)::float8 from heartbeat where town_id = ${townId} and duty = 'timers') as timers_silent`;
