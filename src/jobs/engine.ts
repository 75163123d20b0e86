import type { TaskList } from "graphile-worker";
import { awaitBackups, type Backups, backUpNightly } from "../backup/nightly.ts";
import { suspectUpdates } from "../database/attempts.ts";
import { askOnce, cutTransactions, type Database } from "../database/client.ts";
import { locks } from "../database/locks.ts";
import { isOutage } from "../database/outage.ts";
import { allTowns } from "../database/town-view.ts";
import type { Moment } from "../database/work.ts";
import { type Cleaning, cleaningHour, cleanTask } from "../domain/privacy/clean.ts";
import type { Log } from "../log.ts";
import { type CleansFiles, cleanUp } from "./clean.ts";
import { handOutLeftBehind } from "./left-behind.ts";
import { everyNight } from "./night.ts";
import { keepRunning, type Patiently } from "./runner.ts";
import { backupTask } from "./tasks.ts";
import type { TownJobs } from "./town-jobs.ts";

/** `unhurried` is the same database, for what takes long. */
type Given = {
  database: Database;
  unhurried: Database;
  databaseUrl: string;
  /** The instant and the zone in which it is night; the town is that by which a backup of all is noted. */
  momentNow: () => Moment;
  log: Log;
  patiently: Patiently;
  /** Where the night's backup goes, if anywhere. */
  backups: Backups | undefined;
  /** Whether the database's files are written anew when something was erased. */
  cleansFiles: CleansFiles | undefined;
  /** Is done once a night besides. */
  atNight: (() => Promise<void>) | undefined;
};

/** The engine's pauses between them grow from seconds to a minute: a disk that is full then is full in the morning. */
const backupTries = 5;
const rescueEveryMs = 2_000;
/** An update that waits so long was left behind by a process that is gone, or there is too much for one. */
const leftBehindSeconds = 3;
/** A lock younger than this may belong to a process that has not yet shown that it lives. */
const youngLockSeconds = 2;

/**
 * Runs the job engine of this process for all towns that it serves, and looks for what processes that are gone have left behind.
 *
 * @returns `serve`, by which a town's jobs are done from now on; `leave`, by which they are not; and `stop`
 */
export async function startEngine({ database, unhurried, databaseUrl, momentNow, log, patiently, backups, cleansFiles, atNight }: Given) {
  const { townId, zone } = momentNow();
  const towns = new Set<TownJobs>();
  await patiently(async () => {
    await rescueOrphans(database);
    await awaitBackups(database, townId, backups !== undefined);
  });
  const clean = ({ isOwnServer }: CleansFiles, why: Cleaning) =>
    cleanUp({ database: unhurried, moment: momentNow(), log, isOwnServer, atNight }, why);
  const ownTasks: TaskList = {
    ...(backups ? { [backupTask]: async () => void (await backUpNightly({ database, moment: momentNow(), backups, log })) } : {}),
    ...(cleansFiles ? { [cleanTask]: (payload) => clean(cleansFiles, (payload as { why: Cleaning }).why) } : {}),
  };
  const runner = await keepRunning({
    database,
    databaseUrl,
    patiently,
    log,
    taskList: () => Object.assign({}, ownTasks, ...[...towns].map(({ taskList }) => taskList)),
    crontab: () =>
      [
        ...[...towns].flatMap(({ crontab }) => crontab),
        ...(backups ? [`${everyNight(zone, 2, 34)} ${backupTask} ?max=${backupTries}`] : []),
        ...(cleansFiles ? [`${everyNight(zone, ...cleaningHour)} ${cleanTask} ?max=${backupTries} {"why":"night"}`] : []),
      ].join("\n"),
  });
  const rescue = setInterval(
    () =>
      lookForLeftBehind().catch((error) =>
        log[isOutage(error) ? "debug" : "warn"]({ err: error }, "looking for what was left behind failed"),
      ),
    rescueEveryMs,
  );

  async function lookForLeftBehind() {
    await rescueOrphans(database);
    const lives = [...towns].map(({ life }) => life);
    await suspectUpdates(lives);
    await handOutLeftBehind(
      database,
      lives.map(({ townId }) => townId),
      leftBehindSeconds,
    );
  }

  return {
    async serve(town: TownJobs) {
      await patiently(town.begin);
      towns.add(town);
      await patiently(runner.renew);
      town.fireFirst();
    },
    /** What it has in hand is finished; the rest is for others. */
    async leave(town: TownJobs) {
      towns.delete(town);
      await town.rest();
      await runner.renew();
      await town.finish();
    },
    async stop() {
      clearInterval(rescue);
      await Promise.all([...towns].map(({ rest }) => rest()));
      cutTransactions(unhurried);
      await runner.stop();
      await Promise.all([...towns].map(({ finish }) => finish()));
    },
  };
}

/** Frees the jobs of processes that are gone, so that their chats go on within seconds. */
async function rescueOrphans(database: Database) {
  await askOnce(database, allTowns, {
    text: `with holders as (
       select distinct locked_by from graphile_worker._private_jobs where locked_at < now() - $2 * interval '1 second'
     ), gone as (
       select array_agg(locked_by) as pools from holders
       where locked_by is not null and pg_try_advisory_xact_lock($1, hashtext(locked_by))
     )
     select graphile_worker.force_unlock_workers(pools) from gone where pools is not null`,
    values: [locks.workers, youngLockSeconds],
  });
}
