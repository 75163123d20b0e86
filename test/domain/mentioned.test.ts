import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mentionedIn } from "../../src/domain/people/mentioned.ts";
import { around, namedSentences, officials } from "./named-sentences.ts";

const namesIn = (words: string) => mentionedIn(words, officials, around).map((id) => officials.find((one) => one.id === id)?.name);

describe("who is named in what a villager writes", () => {
  test.each(namedSentences)("%s", (words, names) => {
    expect(namesIn(words)).toEqual(names);
  });

  test("is found wherever it stands, in whatever else is said", () => {
    const plain = fc.constantFrom("路灯坏了。", "昨天下大雨，", "我家在村口。", "水管爆了，没人来。", "🙏", "\n");
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 4 }), fc.array(plain, { maxLength: 4 }), (before, after) => {
        expect(namesIn(`${before.join("")}李干部把钱拿走了${after.join("")}`)).toContain("李建国");
        expect(namesIn([...before, ...after].join(""))).toEqual([]);
      }),
    );
  });

  test("no text of any kind makes it fail, and nobody is named who is not there", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 30 }), (words, name) => {
        const found = mentionedIn(words, [{ id: 1, name, roles: ["cadre"], villageIds: [] }], { places: [name] });
        expect([[], [1]]).toContainEqual(found);
        expect(mentionedIn(words, [], around)).toEqual([]);
      }),
    );
  });
});
