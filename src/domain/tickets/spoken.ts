import type { Attachment, Heard, SaidWords } from "../../database/values.ts";

/** Stands before words that were spoken, where nothing else says so: in lists, in what is compared and in the ledger, in every language. */
const mark = "🎙";
const marked = (words: string) => `${mark} ${words}`;

/** A description of what was typed and spoken, message by message. */
export const descriptionOf = (said: readonly SaidWords[]): string =>
  said.map(({ text, heard }) => (heard ? marked(text) : text)).join("\n");

type Words = { body: string; attachment?: Attachment | null | undefined };

/** All words of something said, typed and spoken: what is heeded for danger and for who is named. */
export const wordsIn = ({ body, attachment }: Words): string => [body, attachment?.heard?.words].filter(Boolean).join("\n");

/** The same as the ledger keeps it. */
export const notedWords = ({ body, attachment }: Words): string =>
  [body, attachment?.heard && marked(attachment.heard.words)].filter(Boolean).join("\n");

/** The report's words with those of one of its voice messages, in the place of what was heard of it before. */
export function withSpoken(said: readonly SaidWords[], messageId: number, { words: text, by }: Heard): SaidWords[] {
  const spoken = { messageId, text, heard: by };
  const index = said.findIndex((one) => one.messageId === messageId && one.heard);
  return index < 0 ? [...said, spoken] : said.with(index, spoken);
}
