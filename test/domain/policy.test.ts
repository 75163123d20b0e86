import fc from "fast-check";
import { expect, test } from "vitest";
import { answersTo, measurePolicy } from "../../bench/policy.ts";
import { asks } from "../../src/domain/policy/asks.ts";
import { askedIn, plain, says, termsAsked, termsOf } from "../../src/domain/policy/retrieval.ts";
import { guessSubject } from "../../src/domain/policy/subjects.ts";
import { commonSynonyms } from "../../src/domain/policy/synonyms.ts";

test("of questions that were not looked at when the weights were chosen, eight in ten first answers are right, nine in ten are among three, and most others are admitted not to be known", () => {
  const quality = measurePolicy("held out");
  expect(quality.questions).toBeGreaterThanOrEqual(60);
  expect(quality.precisionAt1).toBeGreaterThanOrEqual(0.85);
  expect(quality.recallAt3).toBeGreaterThanOrEqual(0.9);
  expect(quality.silent).toBeGreaterThanOrEqual(0.75);
});

test("the shelf answers its own example, in simplified and in traditional letters", () => {
  expect(answersTo("老人看病报销")[0]).toBe("medical-share");
  expect(answersTo("老人看病報銷")[0]).toBe("medical-share");
  expect(answersTo("")).toEqual([]);
  expect(answersTo("怎么办")).toEqual([]);
});

test("what is asked in a chat without any button is heard to be a question; what is wrong, or was not done, is not", () => {
  expect(measurePolicy("held out").heard).toBeGreaterThanOrEqual(0.85);
  for (const words of ["合作医疗明年交多少钱", "低保要什么条件", "医保好多钱一年", "八十岁有补贴没", "how much is the insurance?"])
    expect(asks(words), words).toBe(true);
  for (const words of ["路灯坏了", "低保没发", "垃圾没人收，臭死了", "我奶奶九十了走不动", "低保怎么一直不给办", "the bridge is broken"])
    expect(asks(words), words).toBe(false);
});

test("a question is looked up by terms that every note with one of its words has", () => {
  const han = fc
    .array(fc.constantFrom(..."老人住院报销低保残疾补贴脐橙水稻的了吗a1"), { maxLength: 30 })
    .map((letters) => letters.join(""));
  fc.assert(
    fc.property(han, han, (question, body) => {
      const terms = new Set(termsOf({ title: "", keywords: [], body }));
      const asked = askedIn(question, commonSynonyms);
      const looked = termsAsked(asked);
      for (const { words } of asked)
        for (const word of words) if (word && says(plain(body), word)) expect(looked.some((term) => terms.has(term))).toBe(true);
    }),
  );
});

test("a subject is guessed from the words, and is other where they say nothing", () => {
  expect(guessSubject("农村危房改造 重建补助三万元")).toBe("housing");
  expect(guessSubject("残疾人两项补贴")).toBe("disability");
  expect(guessSubject("通知")).toBe("other");
});
