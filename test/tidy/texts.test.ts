import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { TextKey } from "../../locales/text-key.ts";
import { languages, text } from "../../src/wording/texts.ts";

type Entry = { language: "zh" | "en"; key: TextKey; names: string[] };

/** Every text of `locales/` with the names of its values. */
const entries: Entry[] = languages.flatMap((language) =>
  readdirSync(`locales/${language}`).flatMap((file) =>
    readFileSync(`locales/${language}/${file}`, "utf8")
      .split(/\n(?=[a-z])/)
      .map((message) => ({
        language,
        key: (/^([\w-]+) =/.exec(message)?.[1] ?? "") as TextKey,
        names: [...new Set([...message.matchAll(/\$([\w-]+)/g)].map(([, name]) => name as string))],
      }))
      .filter(({ key }) => key),
  ),
);

const valuesOf = (names: readonly string[], empty?: string) =>
  Object.fromEntries(names.map((name) => [name, name === empty ? "" : "李建国"]));

/** Signs of a sentence that was written around nothing. */
const hole = /[\uE000]|《》|“”|（）|\(\)|<b><\/b>| {2}|\n{3}|^\s|\s$|[:：]$|。 的|, ,|、、/;

test("no text is written around an empty value: a name, a note or a text that is not there", () => {
  expect(entries.length).toBeGreaterThan(1_500);
  const wrong = entries.flatMap(({ language, key, names }) =>
    names
      .map((name) => ({ name, written: text(language, key, valuesOf(names, name)) }))
      .filter(({ written }) => hole.test(written) && !hole.test(text(language, key, valuesOf(names))))
      .map(({ name, written }) => `${language} ${key} without ${name}: ${written}`),
  );
  expect(wrong).toEqual([]);
});

test("a value that nobody gave is a mistake, not a hole", () => {
  const asked = entries.filter(({ names }) => names.length);
  for (const { language, key, names } of asked) expect(() => text(language, key, valuesOf(names.slice(1))), `${language} ${key}`).toThrow();
});

test("what was left out leaves no trace, and what cannot be left out is a dash", () => {
  expect(text("zh", "told-rated", { number: 1001, rating: "满意", note: "" })).toBe("⭐ #1001 村民评价：满意");
  expect(text("zh", "told-resolved", { number: 1001, name: "李建国", body: " " })).toBe("✅ #1001 已办结（李建国）\n\n请问您满意吗？");
  expect(text("zh", "relay-to-villager", { number: 1001, name: "李建国", body: "" })).toBe("💬 李建国（#1001）");
  expect(text("zh", "told-declined", { number: 1001, reason: "" })).toBe("🚫 #1001 不予受理。原因：—");
  expect(text("zh", "roll-call-open", { name: "李建国", phone: "" })).toBe("⏳ 李建国");
  expect(text("zh", "told-needs-help", { name: "李建国", phone: "" })).toBe("🆘 李建国 需要帮助！");
  expect(text("zh", "session-counts", { signed: 3, checked: 0, seats: 0 })).toBe("报名 3，签到 0");
  expect(text("zh", "told-taken-over", { number: 1001, name: "" })).toBe("#1001 现在由 — 负责。");
});
