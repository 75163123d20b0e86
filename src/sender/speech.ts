import { InputFile } from "grammy";
import type { NoticeBody } from "../database/values.ts";
import { maxSpeechesRemembered } from "../domain/limits.ts";
import type { Call } from "./render.ts";

/** Makes a voice message of words: an OGG file with Opus. */
export type Speak = (words: string) => Promise<Uint8Array>;
type Speech = Extract<NoticeBody, { kind: "speech" }>;
export type Speeches = ReturnType<typeof createSpeeches>;

/** What is read aloud, as voice messages: made once, and sent to others by Telegram's reference. */
export function createSpeeches(speak: Speak) {
  const known = new Map<string, string>();
  return {
    /** @throws Error when it could not be made this time */
    async render(chatId: number, { title, words }: Speech): Promise<Call> {
      const voice = known.get(words) ?? new InputFile(await speak(words), "voice.ogg");
      return { method: "sendVoice", payload: { chat_id: chatId, voice, caption: title } };
    },
    /** @param sent what Telegram made of it; nothing when it was refused, and is made anew the next time */
    note({ words }: Speech, sent: unknown) {
      const { voice } = (sent ?? {}) as { voice?: { file_id: string } };
      known.delete(words);
      if (voice) known.set(words, voice.file_id);
      const [oldest] = known.keys();
      if (known.size > maxSpeechesRemembered && oldest !== undefined) known.delete(oldest);
    },
  };
}
