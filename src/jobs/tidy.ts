import { sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";

/** Handled updates are kept long enough for Telegram's redeliveries (24 hours) and for looking into complaints. */
const keepInboxDays = 14;
/** A thread is found by the messages of its ticket, not by what edited them, nor by messages that belong to none. */
const keepOutboxDays = 30;

/** Removes what nobody needs any more; the ledger and everything of a ticket stays. */
export async function tidyUp(database: Database, townId: number) {
  await database.execute(
    sql`delete from inbox where town_id = ${townId} and processed_at < now() - ${keepInboxDays} * interval '1 day' and failure is null`,
  );
  await database.execute(
    sql`delete from outbox where town_id = ${townId} and (ticket_id is null or edits_id is not null or state = 'dropped') and state in ('sent', 'dropped') and created_at < now() - ${keepOutboxDays} * interval '1 day'`,
  );
}
