import { setTimeout as wait } from "node:timers/promises";
import type { Emulator } from "../emulator/server.ts";
import type { Observer } from "./chaos-observer.ts";
import type { ChaosTown } from "./chaos-town.ts";
import { untold } from "./chaos-verdict.ts";

export type Calm = {
  /** From the last fault until everything was told and sent. */
  restedAfterSeconds: number | undefined;
  /** What was not, when the time was up. */
  unrested: string[];
};

type Given = { observer: Observer; telegram: Emulator; town: ChaosTown; seconds: number; since: number };

const lookEveryMs = 200;

/**
 * With no more faults, everything must come to rest: nothing on its way from Telegram, no update waiting, no message unsent, nothing
 * parked, and of every ticket its reporter and the person who is responsible told.
 *
 * @param seconds that this may take, from `since` on
 */
export async function comeToRest({ observer, telegram, town, seconds, since }: Given): Promise<Calm> {
  for (;;) {
    // Counted first: whatever has left Telegram by now is stored, and the questions see it.
    const onTheWay = telegram.world.updates.length;
    const unrested = await openMatters(observer, town, onTheWay);
    const passedMs = Date.now() - since;
    if (!unrested.length) return { restedAfterSeconds: Math.round(passedMs / 100) / 10, unrested };
    if (passedMs > seconds * 1_000) return { restedAfterSeconds: undefined, unrested };
    await wait(lookEveryMs);
  }
}

async function openMatters(observer: Observer, town: ChaosTown, onTheWay: number): Promise<string[]> {
  const open = onTheWay ? [`${onTheWay} updates have not left Telegram`] : [];
  try {
    for (const [what, question] of Object.entries(questions)) {
      const [found] = await observer.query<{ count: number }>(question);
      if (found?.count) open.push(`${found.count} ${what}`);
    }
    const parked = await observer.query<{ update: string; failure: string }>(
      "select update_id as update, failure from inbox where failure is not null order by update_id",
    );
    for (const { update, failure } of parked) open.push(`update ${update} is parked: ${failure}`);
    const failed = await observer.query<{ message: string; failure: string }>(
      "select id || ' (' || coalesce(notice->>'kind', method) || ')' as message, failure from outbox where state = 'failed' order by id",
    );
    for (const { message, failure } of failed) open.push(`message ${message} is parked: ${failure}`);
    return [...open, ...(await untold(observer.query, town))];
  } catch (error) {
    return [...open, `the database: ${(error as Error).message}`];
  }
}

const questions = {
  "updates wait": "select count(*)::int as count from inbox where processed_at is null",
  "messages wait": "select count(*)::int as count from outbox where state = 'pending'",
};
