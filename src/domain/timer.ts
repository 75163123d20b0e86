import type { SQL } from "drizzle-orm";
import type { TimerRoad } from "../database/values.ts";
import type { Work } from "../database/work.ts";

/**
 * One kind of what the clock does. Each that is due is a matter of its own: one that fails stops neither its kind nor the others.
 *
 * `due` is a query of `id` and `due_at`; what changes the due time makes it another matter. `fire` does what is due for one id, in a
 * transaction of its own, and says whether it did: not when another process has done it, or has it in hand. `nameOf` says to an admin which one it is.
 * `upcoming` is a query of `at`, all the instants at which something will be due, whether near or far, for a clock that runs ahead.
 */
export type Timer = {
  road: TimerRoad;
  due: (moment: Pick<Work, "townId" | "zone" | "now">) => SQL;
  upcoming: (moment: Pick<Work, "townId" | "zone" | "now">) => SQL;
  fire: (work: Work, id: number) => Promise<boolean>;
  nameOf: (work: Work, id: number) => Promise<string>;
};
