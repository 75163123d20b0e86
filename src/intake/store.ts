import type { Update } from "@grammyjs/types";
import { askOnce, type Database } from "../database/client.ts";
import { taskOf } from "../domain/town-number.ts";
import { inboxTask } from "../jobs/tasks.ts";
import { followSeries } from "./series.ts";

export type Store = (updates: readonly Update[], room: number) => Promise<number[]>;

/** @returns what stores updates of this bot: see `storeUpdates` */
export function createStore(database: Database, townId: number, botId: number): Store {
  const currentKeys = followSeries(database, townId, botId);
  return async (updates, room) => (updates.length ? storeUpdates(database, townId, updates, room, await currentKeys()) : []);
}

/**
 * Stores updates durably, in one statement: only then are they confirmed to Telegram. An update that was stored before changes nothing.
 *
 * @param room how many chats this process can handle itself; those beyond become jobs, in the same statement, for whichever process is free
 * @param keyOf under which key an update's number is kept
 * @returns the chats, in order of arrival, that this process is to handle now
 */
export async function storeUpdates(
  database: Database,
  townId: number,
  updates: readonly Update[],
  room: number,
  keyOf = (updateId: number) => updateId,
): Promise<number[]> {
  if (!updates.length) return [];
  const chats = updates.map(chatOf);
  const own = [...new Set(chats)].slice(0, room);
  const given = updates.map((update, n) => `{"update_id":${keyOf(update.update_id)},"chat_id":${chats[n]},"payload":${storable(update)}}`);
  const values = [townId, `[${given}]`];
  const isAllOurs = own.length === new Set(chats).size;
  const rows = await askOnce<{ chat_id: string }>(
    database,
    townId,
    isAllOurs
      ? { name: "store_updates", text: storing, values }
      : { name: "store_and_share", text: sharing, values: [...values, `{${own}}`, taskOf(inboxTask, townId)] },
  );
  const stored = new Set(rows.map(({ chat_id }) => Number(chat_id)));
  return own.filter((chatId) => stored.has(chatId));
}

const storing = `
  insert into inbox (town_id, update_id, chat_id, payload)
  select $1, given.update_id, given.chat_id, given.payload
  from jsonb_to_recordset($2::jsonb) as given(update_id bigint, chat_id bigint, payload jsonb)
  on conflict do nothing
  returning chat_id`;

/** The jobs have no key: a job too many finds nothing to do, one too few would leave an update waiting. */
const sharing = `
  with stored as (${storing}),
  shared as (
    select graphile_worker.add_jobs((
      select array_agg(($4, json_build_object('townId', $1::int, 'chatId', chat_id), null, null, null, null, null, null)::graphile_worker.job_spec)
      from (select distinct chat_id from stored where chat_id <> all($3::bigint[])) as others))
  )
  select chat_id from stored where (select count(*) from shared) is not null`;

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
  const id: unknown = message?.chat?.id ?? (update.callback_query ?? update.inline_query)?.from?.id ?? update.poll_answer?.user?.id;
  return Number.isSafeInteger(id) ? (id as number) : 0;
}
