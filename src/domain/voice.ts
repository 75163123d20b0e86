import { sql } from "drizzle-orm";
import type { Work } from "../database/work.ts";
import { maxTranscribeTries, maxVoiceSeconds } from "./limits.ts";

/** Of the job engine. */
export const hearTask = "hear_voice";

/** A voice message that is to be put into words: Telegram's message, the update that brought it, and the file's id. */
export type Voice = { fileId: string; updateId: number; message: { message_id: number; date: number; [field: string]: unknown } };

/** An update that no Telegram sends: what a voice message says, beside the message itself. */
export type Transcribed = { update_id: number; edited_message: Voice["message"]; transcript: string };

/**
 * Has a voice message put into words: one at a time, beside everything else, and some times at most, whatever becomes of the process.
 *
 * @param seconds as Telegram says; a longer one is left as it is
 */
export function askForWords({ tx, townId, write }: Pick<Work, "tx" | "townId" | "write">, voice: Voice, seconds: number) {
  if (seconds > maxVoiceSeconds) return;
  const payload = JSON.stringify({ townId, voice });
  write(
    tx.execute(
      sql`select graphile_worker.add_job(${hearTask}, ${payload}::json, queue_name => ${hearTask}, max_attempts => ${maxTranscribeTries})`,
    ),
  );
}
