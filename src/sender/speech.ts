import { InputFile } from "grammy";
import type { NoticeBody } from "../database/values.ts";
import type { Call } from "./render.ts";

/** Makes a voice message of words: an OGG file with Opus. */
export type Speak = (words: string) => Promise<Uint8Array>;

/**
 * Words read aloud, as a voice message.
 *
 * @returns undefined when nothing here can read aloud any more
 * @throws Error when it could not be made this time
 */
export async function renderSpeech(
  chatId: number,
  { title, words }: Extract<NoticeBody, { kind: "speech" }>,
  speak: Speak | undefined,
): Promise<Call | undefined> {
  if (!speak) return undefined;
  const voice = new InputFile(await speak(words), "voice.ogg");
  return { method: "sendVoice", payload: { chat_id: chatId, voice, caption: title } };
}
