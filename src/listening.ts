import type { Update } from "@grammyjs/types";
import { asking, type Database } from "./database/client.ts";
import { isOutage } from "./database/outage.ts";
import { allTowns } from "./database/town-view.ts";
import { inOneTransaction, type Moment } from "./database/work.ts";
import { findSilenced, type Silent, silence } from "./domain/people/silence.ts";
import { type Bound, createBound, type Silenced } from "./intake/bound.ts";
import type { Log } from "./log.ts";

/** How often a replica looks whom the others have stopped listening to; so much more somebody can send who reaches several. */
const lookEveryMs = 1_000;

/** Hears of whom another replica has stopped listening to, and for how long. */
type Hear = (who: Silent) => void;
export type Silences = ReturnType<typeof watchSilences>;

/** Looks for all towns of a process at once. @returns `watch`, which looks for one town now and hears of it until it is ended; and `stop` */
export function watchSilences({ database, log }: { database: Database; log: Log }) {
  const watching = new Map<number, Hear>();
  let underWay: Promise<unknown> = Promise.resolve();
  const look = async (towns: readonly number[]) => {
    if (!towns.length) return;
    for (const who of await asking(database, allTowns, (tx) => findSilenced({ tx }, towns))) watching.get(who.townId)?.(who);
  };
  const looking = setInterval(() => {
    underWay = look([...watching.keys()]).catch((error) =>
      log[isOutage(error) ? "debug" : "warn"]({ err: error }, "whom nobody listens to could not be read"),
    );
  }, lookEveryMs);
  return {
    async watch(townId: number, hear: Hear): Promise<() => void> {
      watching.set(townId, hear);
      await look([townId]);
      return () => void watching.delete(townId);
    },
    async stop() {
      clearInterval(looking);
      await underWay;
    },
  };
}

type Given = {
  database: Database;
  silences: Silences;
  momentNow: () => Moment;
  bound: Bound;
  log: Log;
  store: (updates: readonly Update[]) => Promise<void>;
};

/**
 * Stands before the intake's storing: stores what is within each person's bound, and leaves out the rest before it costs a transaction.
 * A person who goes beyond is told by a transaction of its own, for which nobody waits.
 *
 * @returns `store` in place of the given one, how many updates were left out since the start, and `stop`
 */
export async function startListening({ database, silences, momentNow, bound, log, store }: Given) {
  const watched = createBound(bound, Date.now);
  const running = new Set<Promise<unknown>>();
  const inBackground = (acting: Promise<unknown>) => {
    const ended = acting.catch((error) =>
      log[isOutage(error) ? "debug" : "warn"]({ err: error }, "whom nobody listens to could not be written"),
    );
    running.add(ended);
    void ended.then(() => running.delete(ended));
  };
  const tell = (who: Silenced) => inOneTransaction(database, momentNow(), (work) => silence(work, who, bound.notListeningSeconds));
  const unwatch = await silences.watch(momentNow().townId, ({ telegramId, forMs }) => watched.silence(telegramId, Date.now() + forMs));
  return {
    async store(updates: readonly Update[]) {
      const { within, silenced } = watched.admit(updates);
      for (const who of silenced) inBackground(tell(who));
      if (within.length) await store(within);
    },
    leftOut: watched.leftOut,
    async stop() {
      unwatch();
      await Promise.all(running);
    },
  };
}
