import type { Update } from "@grammyjs/types";
import type { Api } from "grammy";
import type { Database } from "../database/client.ts";
import { firstCharacters } from "../domain/characters.ts";
import { maxTranscriptCharacters } from "../domain/limits.ts";
import type { Transcribed, Voice } from "../domain/voice.ts";
import { storeUpdates } from "../intake/store.ts";
import type { Log } from "../log.ts";
import { download, Undownloadable } from "../sender/download.ts";
import type { Transcribe } from "./engines.ts";

type Given = { api: Api; database: Database; townId: number; transcribe: Transcribe; log: Log };
/** One try: by which job, whether the engine is not asked again after it, and what ends it when this process is to stop. */
type Try = { jobId: number; isLast: boolean; signal: AbortSignal };
/** Hears one voice message. */
export type Hear = (voice: Voice, one: Try) => Promise<void>;

/**
 * Makes words of voice messages, one after the other. The words come as an edit of the voice message, on the road of all updates: so they
 * reach wherever its sender's own words would, with the same care for danger and for who is named.
 *
 * @returns what is called for each; it throws when it may be tried again
 */
export function createHearing({ api, database, townId, transcribe, log }: Given): Hear {
  return async (voice, { jobId, isLast, signal }) => {
    try {
      const words = await transcribe(await until(signal, download(api, voice.fileId)), signal);
      if (words) await storeUpdates(database, townId, [asUpdate(voice, jobId, words)], 0);
    } catch (error) {
      if (signal.aborted) throw error;
      const isHopeless = isLast || error instanceof Undownloadable;
      log[isHopeless ? "warn" : "info"]({ err: error, message: voice.message.message_id }, "a voice message stays without its words");
      if (!isHopeless) throw error;
    }
  };
}

function until<T>(signal: AbortSignal, coming: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  return Promise.race([coming, promise]).finally(() => signal.removeEventListener("abort", stop));
}

/** Below zero there are no numbers of Telegram's; a job of this database has one number, however often it is tried. */
function asUpdate({ message }: Voice, jobId: number, words: string): Update {
  const transcribed: Transcribed = {
    update_id: -jobId,
    edited_message: { ...message, edit_date: message.date },
    transcript: firstCharacters(words, maxTranscriptCharacters),
  };
  return transcribed as unknown as Update;
}
