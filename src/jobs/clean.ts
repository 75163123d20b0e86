import { DateTime } from "luxon";
import { cleanFiles } from "../database/clean-files.ts";
import type { Database } from "../database/client.ts";
import { cleanedByDayBytes } from "../database/limits.ts";
import { inOneTransaction, type Moment } from "../database/work.ts";
import { askForCleanFiles, askForCleanNight, type Cleaning } from "../domain/privacy/clean.ts";
import type { Log } from "../log.ts";

/** How far it goes. `isOwnServer`: it may also tell the server how to keep its log of writes. */
export type CleansFiles = { isOwnServer: boolean };
type Given = { database: Database; moment: Moment; log: Log; isOwnServer: boolean; atNight: (() => Promise<void>) | undefined };

/** Writes the database's files anew without what was erased, and asks for what could not be done just now. */
export async function cleanUp({ database, moment, log, isOwnServer, atNight }: Given, why: Cleaning) {
  const begun = performance.now();
  const isFirstOfMonth = DateTime.fromJSDate(moment.now, { zone: moment.zone }).day === 1;
  const isAll = why === "all" || (why === "night" && isFirstOfMonth);
  const left = await cleanFiles(database.url, isAll ? Number.POSITIVE_INFINITY : cleanedByDayBytes, isOwnServer);
  await inOneTransaction(database, moment, async (work) => {
    if (left.busy.length) askForCleanFiles(work, why, true);
    if (left.large.length && why === "erased") askForCleanNight(work);
  });
  const done = left.busy.length ? "some tables are in use, and are written anew later" : "the files hold no more than the tables do";
  log.info({ why, ms: Math.round(performance.now() - begun), ...left }, done);
  if (why === "night") await atNight?.();
}
