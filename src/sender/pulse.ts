import { askOnce, type Database } from "../database/client.ts";
import { beat } from "../database/heartbeat.ts";
import type { Moment } from "../database/work.ts";

export const beatEveryMs = 5_000;
/** What could be sent for so long and was not, stands still: a backlog of an hour is sent in less. */
const stuckAfterMs = 60_000;
const maxLookedAt = 200;

type Given = {
  database: Database;
  momentNow: () => Moment;
  /** Chats that wait for a reason, and until when: something is on its way to them, or Telegram told them to wait, or does not answer. */
  underWay: ReadonlyMap<number, number>;
};

/**
 * Shows that the sender lives, and how much stands still although it could be sent. Groups are left out: they may have twenty messages a
 * minute, and whatever is more waits rightly.
 */
export function createPulse({ database, momentNow, underWay }: Given) {
  let lastMs = Number.NEGATIVE_INFINITY;
  /** Since when each has been seen to be sendable. */
  let seen = new Map<number, number>();

  return async function pulse() {
    const nowMs = performance.now();
    if (nowMs - lastMs < beatEveryMs) return;
    lastMs = nowMs;
    const moment = momentNow();
    const waiting = [...underWay].filter(([, until]) => until > Date.now()).map(([chatId]) => chatId);
    const values = [moment.townId, moment.now, waiting, maxLookedAt];
    const rows = await askOnce<{ id: string }>(database, moment.townId, { text: sendable, values });
    seen = new Map(rows.map(({ id }) => [Number(id), seen.get(Number(id)) ?? nowMs]));
    const stuck = [...seen.values()].filter((since) => nowMs - since >= stuckAfterMs).length;
    await beat(database, moment.townId, "sender", stuck);
  };
}

const sendable = `
  select id from outbox
  where town_id = $1 and state = 'pending' and priority <= 2 and chat_id > 0 and (not_before is null or not_before <= $2)
    and chat_id <> all($3::bigint[])
  order by priority, id
  limit $4`;
