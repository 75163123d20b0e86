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
/** Hears one voice message. @param isLast the engine is not asked again after this */
export type Hear = (voice: Voice, isLast: boolean) => Promise<void>;

/**
 * Makes words of voice messages, one after the other. The words come as an edit of the voice message, on the road of all updates: so they
 * reach wherever its sender's own words would, with the same care for danger and for who is named.
 *
 * @returns what is called for each; it throws when it may be tried again
 */
export function createHearing({ api, database, townId, transcribe, log }: Given): Hear {
  return async (voice, isLast) => {
    try {
      const words = await transcribe(await download(api, voice.fileId));
      if (words) await storeUpdates(database, townId, [asUpdate(voice, words)], 0);
    } catch (error) {
      const isHopeless = isLast || error instanceof Undownloadable;
      log[isHopeless ? "warn" : "info"]({ err: error, message: voice.message.message_id }, "a voice message stays without its words");
      if (!isHopeless) throw error;
    }
  };
}

/** Below zero there are no numbers of Telegram's; one voice message has one number, however often it is heard. */
function asUpdate({ message, updateId }: Voice, words: string): Update {
  const transcribed: Transcribed = {
    update_id: -updateId,
    edited_message: { ...message, edit_date: message.date },
    transcript: firstCharacters(words, maxTranscriptCharacters),
  };
  return transcribed as unknown as Update;
}
