import { sql } from "drizzle-orm";
import { asking, type Database, listening } from "../database/client.ts";
import { beat } from "../database/heartbeat.ts";
import { isOutage } from "../database/outage.ts";
import { outboxChannel } from "../database/outgoing.ts";
import { allTowns } from "../database/town-view.ts";
import type { Log } from "../log.ts";
import { lookEveryMs } from "./looking.ts";
import { beatEveryMs } from "./pulse.ts";

/** The sending of one town: it hears of rows that it may be handed, or looks for itself. */
type Hearer = { hear: (first: number) => void; wake: () => void };
type Given = { database: Database /** The towns' clock. */; now: () => Date; log: Log };
export type Ear = ReturnType<typeof createEar>;

/**
 * Hears of new rows of the outbox, on one connection for all towns that this process sends for, and only while it does. Notifications are
 * hints: every second it is asked for all towns in which of them something waits.
 */
export function createEar({ database, now, log }: Given) {
  const hearers = new Map<number, Hearer>();
  let open: Promise<{ stop: () => Promise<void> }> | undefined;
  let looking: NodeJS.Timeout | undefined;
  let beatenMs = Number.NEGATIVE_INFINITY;
  const wakeAll = () => {
    for (const { wake } of hearers.values()) wake();
  };

  function begin() {
    open = listening(
      database,
      outboxChannel,
      ({ first, isOwn, townId }) => {
        const meant = townId === undefined ? undefined : hearers.get(townId);
        if (townId === undefined) wakeAll();
        else if (isOwn) meant?.hear(first);
        else meant?.wake();
      },
      wakeAll,
    );
    looking = setInterval(
      () =>
        void look().catch((error) =>
          log[isOutage(error) ? "debug" : "warn"]({ err: error }, "whether something is to be sent could not be read"),
        ),
      lookEveryMs,
    );
    return open;
  }

  async function look() {
    const waiting = new Set(await findWaiting(database, [...hearers.keys()], now()));
    for (const townId of waiting) hearers.get(townId)?.wake();
    // Those show by themselves that they live, and how much stands still.
    const idle = [...hearers.keys()].filter((townId) => !waiting.has(townId));
    if (!idle.length || performance.now() - beatenMs < beatEveryMs) return;
    beatenMs = performance.now();
    await beat(database, idle, "sender");
  }

  function forget(opened: typeof open) {
    if (open !== opened) return;
    open = undefined;
    clearInterval(looking);
  }

  return {
    /** @throws when the database cannot be reached */
    async listen(townId: number, hearer: Hearer) {
      hearers.set(townId, hearer);
      const opening = open ?? begin();
      try {
        await opening;
      } catch (error) {
        hearers.delete(townId);
        forget(opening);
        throw error;
      }
      const stop = async () => {
        if (hearers.get(townId) === hearer) hearers.delete(townId);
        if (hearers.size) return;
        forget(opening);
        await (await opening).stop();
      };
      // What was committed before this town was listened for was heard by nobody.
      hearer.wake();
      beatenMs = Number.NEGATIVE_INFINITY;
      return { stop };
    },
  };
}

/** The towns of which something could be sent. */
const findWaiting = (database: Database, towns: readonly number[], now: Date): Promise<number[]> =>
  asking(database, allTowns, async (tx) => {
    const { rows } = await tx.execute<{ id: number }>(sql`
      select id from unnest(${sql.param([...towns])}::int[]) as town(id) where exists (select from outbox
        where town_id = town.id and state = 'pending' and (not_before is null or not_before <= ${now.toISOString()}::timestamptz))`);
    return rows.map(({ id }) => Number(id));
  });
