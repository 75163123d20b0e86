import { sql } from "drizzle-orm";
import type { Work } from "../database/work.ts";
import { maxTranscribeTries, maxVoiceSeconds, maxVoicesWaiting } from "./limits.ts";
import { taskOf } from "./town-number.ts";

/** Of the job engine. */
export const hearTask = "hear_voice";

/** A voice message that is to be put into words: Telegram's message, and the file's id. */
export type Voice = { fileId: string; message: { message_id: number; date: number; chat: { id: number }; [field: string]: unknown } };

/** An update that no Telegram sends: what a voice message says, beside the message itself. */
export type Transcribed = { update_id: number; edited_message: Voice["message"]; transcript: string };

/**
 * Has a voice message put into words: one at a time, beside everything else, and some times at most, whatever becomes of the process. The
 * more of somebody's wait already, the later comes the next one: nobody waits long because one person sends many.
 *
 * @param seconds as Telegram says; a longer one is left as it is
 */
export function askForWords({ tx, townId, write }: Pick<Work, "tx" | "townId" | "write">, voice: Voice, seconds: number) {
  if (seconds > maxVoiceSeconds) return;
  const payload = JSON.stringify({ townId, voice });
  const task = taskOf(hearTask, townId);
  write(
    tx.execute(
      sql`
        with own as (
          select count(*)::int as waiting from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
          where t.identifier = ${task} and j.payload #>> '{voice,message,chat,id}' = ${String(voice.message.chat.id)})
        select graphile_worker.add_job(${task}, ${payload}::json, queue_name => ${task}, max_attempts => ${maxTranscribeTries},
          priority => waiting)
        from own where waiting < ${maxVoicesWaiting}`,
    ),
  );
}
