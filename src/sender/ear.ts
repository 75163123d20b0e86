import { type Database, listening } from "../database/client.ts";
import { outboxChannel } from "../database/work.ts";

/** The sending of one town: it hears of rows that it may be handed, or looks for itself. */
type Hearer = { hear: (first: number) => void; wake: () => void };
export type Ear = ReturnType<typeof createEar>;

/** Listens for new rows of the outbox, on one connection for all towns that this process sends for, and only while it does. */
export function createEar(database: Database) {
  const hearers = new Map<number, Hearer>();
  let open: Promise<{ stop: () => Promise<void> }> | undefined;
  const wakeAll = () => {
    for (const { wake } of hearers.values()) wake();
  };

  return {
    /** @throws when the database cannot be reached */
    async listen(townId: number, hearer: Hearer) {
      hearers.set(townId, hearer);
      open ??= listening(
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
      const opening = open;
      const stop = async () => {
        if (hearers.get(townId) === hearer) hearers.delete(townId);
        if (hearers.size || open !== opening) return;
        open = undefined;
        await (await opening).stop();
      };
      try {
        await opening;
      } catch (error) {
        if (open === opening) open = undefined;
        hearers.delete(townId);
        throw error;
      }
      // What was committed before this town was listened for was heard by nobody.
      hearer.wake();
      return { stop };
    },
  };
}
