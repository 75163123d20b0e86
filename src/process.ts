import type { Api } from "grammy";
import type { Backups } from "./backup/nightly.ts";
import { beginLives } from "./database/attempts.ts";
import { shareConnections } from "./database/budget.ts";
import { closeDatabase, type Database, openDatabase } from "./database/client.ts";
import { forLong, road } from "./database/drivers/settings.ts";
import { openElections } from "./database/leadership.ts";
import { migrateDatabase } from "./database/migrate.ts";
import { isOutage, reasonOf } from "./database/outage.ts";
import { onceReached } from "./database/reach.ts";
import { watchDatabase } from "./database/watch.ts";
import type { Moment } from "./database/work.ts";
import { firstTownId } from "./domain/town-number.ts";
import type { CleansFiles } from "./jobs/clean.ts";
import { startEngine } from "./jobs/engine.ts";
import { watchForNewerRelease } from "./jobs/older-release.ts";
import { watchSilences } from "./listening.ts";
import type { Log } from "./log.ts";
import { createEar } from "./sender/ear.ts";
import type { Wait, Waits } from "./waits.ts";

export type ProcessGiven = {
  databaseUrl: string;
  timeZone: string;
  /** The towns' clock in milliseconds; the machine's unless a test or the sandbox moves it. */
  clock: () => number;
  log: Log;
  /** Where it is said what is waited for. */
  waits: Waits;
  /** Where the night's backup goes, if anywhere. */
  backups?: Backups | undefined;
  /** Whether the database's files are written anew when something was erased (decision 024). */
  cleansFiles?: CleansFiles | undefined;
  /** Is done once a night besides. */
  atNight?: (() => Promise<void>) | undefined;
  /** Is done before the schema of an earlier release is changed; says where what was there can be found, should that fail. */
  beforeUpgrade?: (url: string) => Promise<string>;
};
/** A town's moment, whenever it is asked for. */
type MomentOf = (townId: number) => () => Moment;
export type Process = Awaited<ReturnType<typeof startProcess>>;

/**
 * Starts what the towns of one process have in common: connections, schema, job engine, elections, and the sign that it lives.
 *
 * @param mayOpen is asked before anything is changed; what it throws ends the start
 * @throws Error with one line when the data may not be opened, or the upgrade failed
 */
export async function startProcess(given: ProcessGiven, mayOpen: (database: Database, momentOf: MomentOf) => Promise<void>) {
  const { log, databaseUrl, waits, backups } = given;
  const budget = await onceReached(databaseUrl, waits, () => shareConnections(databaseUrl, (line) => log.warn(line)));
  const database = openDatabase(databaseUrl, road, { ...budget, streaming: 1 });
  const few = { transactions: budget.unhurried, reading: budget.unhurriedReading, streaming: 1 };
  const unhurried = openDatabase(databaseUrl, forLong, few);
  const momentOf: MomentOf = (townId) => () => ({ townId, zone: given.timeZone, now: new Date(given.clock()) });
  const patiently = <T>(act: (waiting: Wait) => Promise<T>) => onceReached(databaseUrl, waits, act);
  await patiently(async ({ because }) => {
    await mayOpen(database, momentOf);
    await upgrade(database, given, because);
  });
  const watch = watchDatabase(database, waits);
  const newer = watchForNewerRelease({ database, momentOf, log });
  const elections = openElections({ databaseUrl, log });
  const lives = await beginLives({ database, elections, log });
  const { cleansFiles, atNight } = given;
  const ours = { momentNow: momentOf(firstTownId), log, patiently, backups, cleansFiles, atNight };
  const engine = await startEngine({ database, unhurried, databaseUrl, ...ours });
  const silences = watchSilences({ database, log });
  return {
    ...given,
    database,
    unhurried,
    momentOf,
    patiently,
    elections,
    lives,
    engine,
    /** The bots of the towns that this process serves, by town. */
    bots: new Map<number, Api>(),
    ear: createEar({ database, now: () => new Date(given.clock()), log }),
    silences,
    async stop() {
      await silences.stop();
      await lives.stop();
      await elections.stop();
      watch.stop();
      newer.stop();
      await Promise.all([database, unhurried].map(closeDatabase));
    },
  };
}

/** Either the schema is this release's afterwards, or it is as it was, and the operator hears so. */
async function upgrade(database: Database, { beforeUpgrade, log }: ProcessGiven, because: (reason: string) => void) {
  let kept: string | undefined;
  const before = async () => {
    // Once, however often the rest is tried.
    kept ??= await beforeUpgrade?.(database.url);
    if (kept) log.info({ file: kept }, "backed up before the upgrade");
  };
  try {
    await migrateDatabase(database, { because, before });
  } catch (cause) {
    if (!kept || isOutage(cause)) throw cause;
    const why = reasonOf(cause);
    throw new Error(`The upgrade failed and changed nothing: start the earlier release again. A backup of before is ${kept}. ${why}`, {
      cause,
    });
  }
}
