import type { Update } from "@grammyjs/types";
import { sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import { inboxTask } from "../jobs/tasks.ts";

/**
 * Stores updates durably and queues their chats for handling, in one statement: only then are they confirmed to Telegram.
 * An update that was stored before changes nothing.
 *
 * The jobs have no key. `add_jobs` keeps no job for a key whose earlier job is taken between its two statements, and the update would
 * wait until its chat writes again; a job too many finds nothing to do.
 */
export async function storeUpdates(database: Database, townId: number, updates: readonly Update[]) {
  if (!updates.length) return;
  const ids = updates.map(({ update_id }) => update_id);
  const chats = updates.map(chatOf);
  const payloads = updates.map(storable);
  await database.execute(sql`
    with stored as (
      insert into inbox (town_id, update_id, chat_id, payload)
      select ${townId}, given.update_id, given.chat_id, given.payload::jsonb
      from unnest(${sql.param(ids)}::bigint[], ${sql.param(chats)}::bigint[], ${sql.param(payloads)}::text[]) as given(update_id, chat_id, payload)
      on conflict do nothing
      returning chat_id
    )
    select from graphile_worker.add_jobs((
      select array_agg((${inboxTask}, json_build_object('townId', ${townId}::int, 'chatId', chat_id), null, null, null,
        null, null, null)::graphile_worker.job_spec)
      from (select distinct chat_id from stored) as chats))`);
}

/**
 * An update as Postgres can keep it: NUL characters are taken out, halves of a surrogate pair become U+FFFD. `JSON.stringify`
 * writes both as escapes; an escaped backslash before the same letters is somebody's text and stays.
 */
const storable = (update: Update): string =>
  JSON.stringify(update).replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) =>
    found === "\\\\" ? found : found === "\\u0000" ? "" : "\ufffd",
  );

/** Updates of one chat are handled in order; those that belong to none go by the person. Nothing is taken for granted here. */
function chatOf(update: Update): number {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message ?? update.my_chat_member;
  const id: unknown = message?.chat?.id ?? update.callback_query?.from?.id;
  return Number.isSafeInteger(id) ? (id as number) : 0;
}
