import { asks } from "../src/domain/policy/asks.ts";
import { answersFrom, askedIn, rank, readNote } from "../src/domain/policy/retrieval.ts";
import { commonSynonyms } from "../src/domain/policy/synonyms.ts";
import { labelledNotes, labelledQuestions } from "./policy-questions.ts";

export type PolicyQuality = {
  questions: number;
  precisionAt1: number;
  recallAt3: number;
  silent: number;
  /** Of what the shelf knows, how much is heard to be a question where it is written without any button. */
  heard: number;
  wrong: string[];
};

const shelf = labelledNotes.map(({ key, title, body, keywords = [] }) => ({ note: key, read: readNote({ title, body, keywords }) }));

/** The notes that a question is answered with, best first. */
export const answersTo = (question: string): string[] =>
  rank(askedIn(question, commonSynonyms), shelf, shelf.length)
    .filter(({ share }) => share >= answersFrom)
    .slice(0, 3)
    .map(({ note }) => note);

/**
 * Answers of the policy shelf to labelled questions: of what is answered, how often the first note is the right one; of what the shelf
 * knows, how often the right one is among the first three; and of what it does not know, how often it says so.
 */
export function measurePolicy(half: "chosen on" | "held out"): PolicyQuality {
  const asked = labelledQuestions.filter((_, index) => (index % 2 === 0) === (half === "chosen on"));
  const wrong: string[] = [];
  let [answered, first, known, among, unknown, silent, heard] = [0, 0, 0, 0, 0, 0, 0];
  for (const [question, answer] of asked) {
    const found = answersTo(question);
    if (found.length) answered += 1;
    if (found.length && found[0] === answer) first += 1;
    if (answer !== null) known += 1;
    if (answer !== null && asks(question)) heard += 1;
    if (answer !== null && found.includes(answer)) among += 1;
    if (answer === null) unknown += 1;
    if (answer === null && !found.length) silent += 1;
    if ((found[0] ?? null) !== answer) wrong.push(`${question}: ${found.join(", ") || "—"} instead of ${answer ?? "—"}`);
  }
  return {
    questions: asked.length,
    precisionAt1: first / answered,
    recallAt3: among / known,
    silent: silent / unknown,
    heard: heard / known,
    wrong,
  };
}
