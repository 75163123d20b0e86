import { expect, test } from "vitest";
import { verdictIn } from "../../src/domain/tickets/verdict.ts";
import { verdictSentences } from "./verdict-sentences.ts";

test.each(verdictSentences)("%s: %s", (words, heard) => {
  expect(verdictIn(words) ?? "nothing").toBe(heard);
});

test("there are many of them, both ways and in both languages", () => {
  expect(verdictSentences.length).toBeGreaterThan(150);
});
