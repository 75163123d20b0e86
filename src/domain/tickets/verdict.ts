import { type Rating, ratings } from "../../database/values.ts";
import { calming, noPraise, noVerdict, plainWords, verdictRules } from "./verdict-words.ts";

/**
 * What somebody says of the outcome of their matter, in their own words: "没有修好，桥还是断的", "satisfied, thank you". It is only heard; what
 * counts is the button below the question that it brings.
 *
 * @returns undefined for words that say nothing of it: thanks alone, a question, a wish, what will be
 */
export function verdictIn(text: string): Rating | undefined {
  const heard = new Set(clausesOf(text).flatMap((clause) => verdictOf(clause) ?? []));
  // A person who praises one part and misses another is not content.
  return ratings.toReversed().find((rating) => heard.has(rating));
}

function clausesOf(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2019\u2018]/g, "'")
    .replace(/(?<=\p{Script=Han})[ \t]+(?=\p{Script=Han})/gu, ",");
  const known = plainWords.reduce((rest, [dialect, word]) => rest.replace(dialect, word), plain);
  const calm = calming.reduce((rest, pattern) => rest.replace(pattern, " "), known);
  return calm
    .replace(/[?]+/g, "?\n")
    .split(/[,，。.!！;；、\n~～…:：]+|但是?|可是|不过|然而|只是|就是(?!这|那)|\b(?:but|however|although|though|and)\b/)
    .map((clause) => clause.trim())
    .filter(Boolean);
}

function verdictOf(clause: string): Rating | undefined {
  if (noVerdict.some((pattern) => pattern.test(clause))) return undefined;
  const isPraise = !noPraise.some((pattern) => pattern.test(clause));
  const rule = verdictRules.find(
    ({ verdict, pattern, unless }) => (isPraise || verdict === "unsatisfied") && pattern.test(clause) && !unless?.test(clause),
  );
  return rule?.verdict;
}
