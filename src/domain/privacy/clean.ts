import { sql } from "drizzle-orm";
import type { Work } from "../../database/work.ts";

/** Of the job engine, one for all towns: writes the database's files anew, without what was erased (decision 024). */
export const cleanTask = "clean_files";

/**
 * Why it is done. `erased`: somebody was erased; tables that are too large for the day follow at night. `night`: terms ended; the same, and the
 * large ones have time until the first of a month. `all`: all of them, in the night.
 */
export type Cleaning = "erased" | "night" | "all";

/** Several erasures one after the other are one cleaning. */
const soonSeconds = 3;
/** What somebody held is tried again. */
const againSeconds = 60;
/** Hour and minute by the town's clock: behind the backup and what ends by its term. */
export const cleaningHour = [3, 40] as const;

/** Has the files cleaned, once this is committed. */
export function askForCleanFiles({ tx, townId, write }: Pick<Work, "tx" | "townId" | "write">, why: Cleaning, isAgain = false) {
  write(
    tx.execute(sql`select graphile_worker.add_job(${cleanTask}, ${JSON.stringify({ townId, why })}::json,
      run_at => now() + ${isAgain ? againSeconds : soonSeconds} * interval '1 second', job_key => ${`${cleanTask}:${why}`}, job_key_mode => 'preserve_run_at')`),
  );
}

/** Has those cleaned in the next night that are too large for the day. */
export function askForCleanNight({ tx, townId, write, zone }: Pick<Work, "tx" | "townId" | "write" | "zone">) {
  const [hour, minute] = cleaningHour;
  const minutes = sql`make_interval(hours => ${hour}, mins => ${minute})`;
  write(
    tx.execute(sql`select graphile_worker.add_job(${cleanTask}, ${JSON.stringify({ townId, why: "all" })}::json,
      run_at => (date_trunc('day', now() at time zone ${zone} - ${minutes}) + interval '1 day' + ${minutes}) at time zone ${zone},
      job_key => ${`${cleanTask}:all`}, job_key_mode => 'preserve_run_at')`),
  );
}
