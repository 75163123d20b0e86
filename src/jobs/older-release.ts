import type { Database } from "../database/client.ts";
import { findNewestMigration, newestKnown } from "../database/migrate.ts";
import { isOutage } from "../database/outage.ts";
import { allTowns } from "../database/town-view.ts";
import { inOneTransaction, type Moment, reading } from "../database/work.ts";
import { minuteMs } from "../domain/durations.ts";
import { olderReleaseMinutes } from "../domain/limits.ts";
import { tellOfOlderRelease } from "../domain/people/older-release.ts";
import { findNamedTowns } from "../domain/places/whose-town.ts";
import { firstTownId } from "../domain/town-number.ts";
import type { Log } from "../log.ts";
import { release } from "../release.ts";

type Given = { database: Database; momentOf: (townId: number) => () => Moment; log: Log };

/**
 * A process may find itself the older one: a newer release has brought the database up while it ran. That is how an upgrade without a pause
 * goes, and over in a minute; where it lasts, the admins of every town hear of it, for this process will not start again.
 *
 * @returns `look`, which does so at an instant of the machine's running, and `stop`
 */
export function watchForNewerRelease({ database, momentOf, log }: Given) {
  let since: number | undefined;
  let toldOf = 0;
  const look = async (nowMs: number) => {
    const newest = await findNewestMigration(database.$client);
    if (newest <= Math.max(newestKnown(), toldOf)) return;
    since ??= nowMs;
    if (nowMs - since < olderReleaseMinutes * minuteMs) return;
    log.warn({ release }, "a newer release has brought the database up: this one goes on, and will not start again");
    for (const { id } of await reading(database, momentOf(firstTownId)(), findNamedTowns, allTowns)) {
      await inOneTransaction(database, momentOf(id)(), (work) => tellOfOlderRelease(work, release, newest));
    }
    toldOf = newest;
    since = undefined;
  };
  const looking = setInterval(
    () =>
      void look(performance.now()).catch((error) =>
        log[isOutage(error) ? "debug" : "warn"]({ err: error }, "whether a newer release has been here could not be found out"),
      ),
    minuteMs,
  ).unref();
  return { look, stop: () => clearInterval(looking) };
}
