import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alarmsIn, type OwnAlarmWord } from "../../src/domain/alarms/hear.ts";
import { labelled } from "./alarm-sentences.ts";

const alarmIn = (text: string, own?: readonly OwnAlarmWord[]) => alarmsIn(text, own)[0];

describe("danger in what somebody writes", () => {
  test.each(labelled)("%s: %s", (words, heard) => {
    expect(alarmIn(words) ?? "none").toBe(heard);
  });

  test("is heard in the middle of anything else, and in any width and spacing", () => {
    const serious = labelled.filter(([words, heard]) => heard !== "none" && /\p{Script=Han}/u.test(words));
    const plain = labelled.filter(([words, heard]) => heard === "none" && words);
    fc.assert(
      fc.property(fc.constantFrom(...serious), fc.constantFrom(...plain), fc.constantFrom(...plain), ([words], [before], [after]) => {
        expect(alarmIn(`${before}。${words}。${after}`)).toBeDefined();
        expect(alarmIn([...words].join(" "))).toBeDefined();
        expect(alarmIn(`${before}。${after}`)).toBeUndefined();
      }),
    );
  });

  test("is heard with whatever else is said: who is beaten and bleeds, or wants to die, is beaten all the same", () => {
    expect(alarmsIn("我男人又打我，我不想活了")).toEqual(["self_harm", "violence"]);
    expect(alarmsIn("救命，老公打我")).toEqual(["danger", "violence"]);
    expect(alarmsIn("活不下去了，我想喝農藥")).toEqual(["self_harm"]);
  });

  test("the town's own words are heard, and what it calls harmless is not", () => {
    expect(alarmIn("他又犯浑了")).toBeUndefined();
    expect(alarmIn("他又犯浑了", [{ kind: "violence", word: "犯浑" }])).toBe("violence");
    expect(alarmIn("我们村的跳河节")).toBe("self_harm");
    expect(alarmIn("我们村的跳河节", [{ kind: "harmless", word: "跳河节" }])).toBeUndefined();
    expect(alarmIn("跳河节上有人跳河", [{ kind: "harmless", word: "跳河节" }])).toBe("self_harm");
  });

  test("no text and no word of a town makes it fail", () => {
    const kind = fc.constantFrom("self_harm" as const, "danger" as const, "violence" as const, "harmless" as const);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.array(fc.record({ kind, word: fc.string() })), (text, own) => {
        expect([undefined, "self_harm", "danger", "violence"]).toContain(alarmIn(text, own));
      }),
    );
  });
});
