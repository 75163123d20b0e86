import { askOnce, type Database } from "../database/client.ts";
import { allTowns } from "../database/town-view.ts";
import { taskOf } from "../domain/town-number.ts";
import { inboxTask } from "./tasks.ts";

/** A failing update has a job of its own, with pauses; if that is lost as well, it is found again. */
const failureForgottenSeconds = 60;

/** What names a job of a chat, where `task`, `town_id` and `chat_id` are columns. */
export const jobOf = "task, json_build_object('townId', town_id, 'chatId', chat_id)";

/**
 * Makes jobs for chats whose updates have waited too long, for whichever process is free. The key keeps a chat from having several such
 * jobs; one that is lost to a key is made the next time.
 */
export async function handOutLeftBehind(database: Database, towns: readonly number[], seconds: number) {
  await askOnce(database, allTowns, {
    text: `select graphile_worker.add_job(${jobOf}, job_key => task || ':left:' || chat_id, job_key_mode => 'preserve_run_at')
     from (select distinct task, town_id, chat_id from inbox join unnest($1::int[], $2::text[]) as served(id, task) on served.id = town_id
       where processed_at is null and received_at <= now() - $3 * interval '1 second'
         and (failed_at is null or failed_at < now() - $4 * interval '1 second')) as left_behind`,
    values: [towns, towns.map((townId) => taskOf(inboxTask, townId)), seconds, failureForgottenSeconds],
  });
}
