import { firstCharacters } from "../domain/characters.ts";
import { helpedAnswers, type Poll, type PollResult } from "../domain/outreach/polls.ts";
import { label } from "./texts.ts";

/** Telegram's limit for the question of a poll. */
const maxQuestionCharacters = 300;

/** A poll as its reader is asked. */
export function pollInWords(language: string, { poll, topic }: { poll: Poll; topic: string }) {
  const isMany = poll.kind === "topics";
  const question = isMany ? label(language, "poll-topics") : label(language, "poll-helped", { topic });
  const options = isMany ? poll.options : helpedAnswers.map((one) => label(language, `poll-helped-${one}`));
  return { question: firstCharacters(question, maxQuestionCharacters), options, isMany };
}

/** What was answered, in one line. */
export function pollLine(language: string, result: PollResult): string {
  const { question, options } = pollInWords(language, result);
  const counts = options.map((one, index) => `${one} ${result.counts[index] ?? 0}`).join(" · ");
  return label(language, "poll-line", { question, counts });
}
