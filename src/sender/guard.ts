import { areProcessesDying, beginAttempts, endAttempts, type Life, noteDeath, putOffAttempt } from "../database/attempts.ts";
import { askOnce } from "../database/client.ts";
import { maxDeaths, maxSendsSuspected } from "../database/limits.ts";
import type { Row } from "./queue.ts";

/** What the process could die of: files of others are read, and documents take what memory their facts take. */
const couldKill: ReadonlySet<string> = new Set(["fetch", "workbook", "brief", "poster", "own-data"]);
export const isDocument = ({ notice }: Row) => notice !== null && couldKill.has(notice.kind);
const theSender = 0;

export type Guard = <T>(row: Row, act: () => Promise<T>) => Promise<T>;

/** Processes died of it: it is not tried again. */
export class Deadly extends Error {}
/** A process may have died of it, and others are dying: it is tried again when it is calm. */
export class NotNow extends Error {}

/**
 * Has what the process could die of written down before it is tried, and tried one after the other, so that it is known what it was. After
 * a sender was killed, that is done with whatever it may have had in hand.
 *
 * @returns the guard, and what ends it when this process sends no more
 */
export async function createGuard(life: Life): Promise<{ guard: Guard; end: () => Promise<void> }> {
  const [earlier] = await beginAttempts(life, "sender", [theSender]);
  const suspects = earlier?.deaths ? await findSuspects(life) : new Set<number>();
  let before: Promise<unknown> = Promise.resolve();

  async function tryIt<T>(row: Row, act: () => Promise<T>): Promise<T> {
    const { id } = row;
    const deaths = (await beginAttempts(life, "outbox", [id]))[0]?.deaths ?? 0;
    if (deaths && !isDocument(row) && (await areProcessesDying(life))) {
      await putOffAttempt(life, "outbox", id);
      throw new NotNow();
    }
    try {
      if (deaths >= maxDeaths) throw new Deadly(`${deaths} processes ended while it was prepared`);
      return await act();
    } finally {
      suspects.delete(id);
      // What was sent is sent, though a database that is away now cannot be told; it stays in the list, which counts only if it is tried again.
      await endAttempts(life, "outbox", [id]).catch(() => {});
    }
  }

  return {
    guard(row, act) {
      if (!isDocument(row) && !suspects.has(row.id)) return act();
      const done = before.then(() => tryIt(row, act));
      before = done.catch(() => {});
      return done;
    },
    end: () => endAttempts(life, "sender", [theSender]).catch(() => {}),
  };
}

async function findSuspects(life: Life): Promise<Set<number>> {
  const { database, townId } = life;
  await endSenderDeaths(database, townId);
  await noteDeath(life);
  const text = "select id from outbox where town_id = $1 and state = 'pending' order by priority, id limit $2";
  const rows = await askOnce<{ id: string }>(database, townId, { text, values: [townId, maxSendsSuspected] });
  return new Set(rows.map(({ id }) => Number(id)));
}

/** That one was killed is known now. */
const endSenderDeaths = (database: Life["database"], townId: number) =>
  askOnce(database, townId, { text: "update attempt set deaths = 0 where town_id = $1 and road = 'sender'", values: [townId] });
