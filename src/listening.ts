import type { Update } from "@grammyjs/types";
import type { Database } from "./database/client.ts";
import { isOutage } from "./database/outage.ts";
import { inOneTransaction, type Moment, reading } from "./database/work.ts";
import { findSilenced, silence } from "./domain/people/silence.ts";
import { type Bound, createBound, type Silenced } from "./intake/bound.ts";
import type { Log } from "./log.ts";

type Given = {
  database: Database;
  momentNow: () => Moment;
  bound: Bound;
  log: Log;
  store: (updates: readonly Update[]) => Promise<void>;
};

/** How often a replica looks whom the others have stopped listening to; so much more somebody can send who reaches several. */
const lookEveryMs = 1_000;

/**
 * Stands before the intake's storing: stores what is within each person's bound, and leaves out the rest before it costs a transaction.
 * A person who goes beyond is told by a transaction of its own, for which nobody waits.
 *
 * @returns `store` in place of the given one, how many updates were left out since the start, and `stop`
 */
export async function startListening({ database, momentNow, bound, log, store }: Given) {
  const watched = createBound(bound, Date.now);
  const running = new Set<Promise<unknown>>();
  const inBackground = (acting: Promise<unknown>) => {
    const ended = acting.catch((error) =>
      log[isOutage(error) ? "debug" : "warn"]({ err: error }, "whom nobody listens to could not be read or written"),
    );
    running.add(ended);
    void ended.then(() => running.delete(ended));
  };
  const look = async () => {
    const others = await reading(database, momentNow(), findSilenced);
    for (const { telegramId, forMs } of others) watched.silence(telegramId, Date.now() + forMs);
  };
  const tell = (who: Silenced) => inOneTransaction(database, momentNow(), (work) => silence(work, who, bound.notListeningSeconds));
  await look();
  const looking = setInterval(() => inBackground(look()), lookEveryMs);
  return {
    async store(updates: readonly Update[]) {
      const { within, silenced } = watched.admit(updates);
      for (const who of silenced) inBackground(tell(who));
      if (within.length) await store(within);
    },
    leftOut: watched.leftOut,
    async stop() {
      clearInterval(looking);
      await Promise.all(running);
    },
  };
}
