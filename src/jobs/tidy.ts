import { askOnce, type Database } from "../database/client.ts";
import { inOneTransaction, type Moment } from "../database/work.ts";
import { eraseTraces, findForgotten } from "../domain/privacy/erase-traces.ts";
import { tidyings } from "../domain/privacy/retention.ts";
import { taskOf } from "../domain/town-number.ts";
import { hearTask } from "../domain/voice.ts";
import { deliverTask } from "../domain/webhooks/deliveries.ts";

/** Erases what is kept no longer (`retention` in `privacy/limits.ts`), a bounded number of rows in each transaction; the ledger and the facts stay. */
export async function tidyUp(database: Database, moment: Moment) {
  // Of which a process died at its last try.
  await askOnce(database, moment.townId, {
    text: `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = any($1) and j.attempts >= j.max_attempts and j.locked_at is null`,
    values: [[hearTask, deliverTask].map((task) => taskOf(task, moment.townId))],
  });
  for (const personId of await inOneTransaction(database, moment, findForgotten)) await eraseRest(database, moment, personId);
  for (const { does } of tidyings) while (await inOneTransaction(database, moment, does));
}

/** What is left of somebody who erased themselves. */
export async function eraseRest(database: Database, moment: Moment, personId: number) {
  await inOneTransaction(database, moment, (work) => eraseTraces(work, personId));
}
