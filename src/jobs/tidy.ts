import { sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import { keepAlbumDays, keepInboxDays, keepOutboxDays } from "../domain/limits.ts";
import { hearTask } from "../domain/voice.ts";

/** Removes what nobody needs any more; the ledger and everything of a ticket stays. */
export async function tidyUp(database: Database, townId: number) {
  await database.execute(
    sql`delete from inbox where town_id = ${townId} and processed_at < now() - ${keepInboxDays} * interval '1 day' and failure is null`,
  );
  await database.execute(
    sql`delete from attempt where town_id = ${townId} and road <> 'process' and begun_at < now() - ${keepInboxDays} * interval '1 day'`,
  );
  // Of which a process died at its last try.
  await database.execute(
    sql`delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = ${hearTask} and j.attempts >= j.max_attempts and j.locked_at is null`,
  );
  await database.execute(sql`delete from album where town_id = ${townId} and at < now() - ${keepAlbumDays} * interval '1 day'`);
  await database.execute(
    sql`delete from outbox where town_id = ${townId} and (ticket_id is null or edits_id is not null or state = 'dropped') and state in ('sent', 'dropped') and created_at < now() - ${keepOutboxDays} * interval '1 day'`,
  );
}
