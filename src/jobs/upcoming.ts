import { sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import { type Moment, reading } from "../database/work.ts";
import { timers } from "./timers.ts";

/**
 * When the clock next has something to do, so that a clock that runs ahead can stop there: a reminder, an escalation, the morning's
 * digest, or an announcement whose quiet hours end.
 *
 * @param until nothing later is looked for
 * @returns the first such instant after the moment; undefined when nothing comes until then
 */
export function findUpcoming(database: Database, moment: Moment, until: Date): Promise<Date | undefined> {
  return reading(database, moment, async (work) => {
    const all = Object.values(timers).map((timer) => timer.upcoming(work));
    const waiting = sql`select not_before as at from outbox where town_id = ${moment.townId} and state = 'pending'`;
    const { rows } = await work.tx.execute<{ at: string | null }>(
      sql`select to_json(min(at)) as at from (${sql.join([...all, waiting], sql` union all `)}) as coming
        where at > ${moment.now.toISOString()}::timestamptz and at <= ${until.toISOString()}::timestamptz`,
    );
    const at = rows[0]?.at;
    return at ? new Date(at) : undefined;
  });
}

/** Whether whatever arrived is handled, and whatever was to be said by now has been said. */
export function isSettled(database: Database, moment: Moment): Promise<boolean> {
  return reading(database, moment, async (work) => {
    const { rows } = await work.tx.execute<{ settled: boolean }>(
      sql`select not exists (select from inbox where town_id = ${moment.townId} and processed_at is null and failed_at is null)
        and not exists (select from outbox where town_id = ${moment.townId} and state = 'pending'
          and (not_before is null or not_before <= ${moment.now.toISOString()}::timestamptz)) as settled`,
    );
    return rows[0]?.settled ?? false;
  });
}
