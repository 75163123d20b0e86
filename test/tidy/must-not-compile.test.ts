import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = "test/tidy/wrong";

/** Each file there has one mistake, of which its name speaks; the line and the compiler's words for it. */
const mistakes: Record<string, [line: number, words: RegExp]> = {
  "misspelt-text.ts": [3, /"welcom"/],
  "misspelt-composed-text.ts": [3, /kind-compliment/],
  "misspelt-question.ts": [6, /"recipent"/],
  "answer-of-another-type.ts": [5, /'Question<string>' is not assignable/],
  "misspelt-report-step.ts": [4, /"sumary"/],
  "misspelt-button.ts": [3, /Expected 1 arguments/],
  "button-without-its-field.ts": [3, /Expected 2 arguments/],
  "forgotten-button.ts": [4, /'en' is missing/],
  "forgotten-kind-of-notice.ts": [3, /lacks ending return statement/],
  "misspelt-method.ts": [3, /sendMesage/],
  "answer-of-another-method.ts": [3, /not assignable to type .*Message/],
  "date-in-a-draft.ts": [3, /'Date' does not satisfy/],
};

test("a misspelt text, question, step or button, and a forgotten case, do not compile", () => {
  const { stdout } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", folder, "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
  });
  const found = [...stdout.matchAll(/^(.+?)\((\d+),\d+\): error TS\d+: ((?:.|\n(?= ))+)/gm)].map(([, file = "", line, words = ""]) => ({
    file: file.split("/").at(-1) ?? "",
    line: Number(line),
    words,
  }));
  expect(
    readdirSync(`${root}/${folder}`)
      .filter((file) => file.endsWith(".ts"))
      .sort(),
  ).toEqual(Object.keys(mistakes).sort());
  for (const [file, [line, words]] of Object.entries(mistakes)) {
    const errors = found.filter((one) => one.file === file);
    expect(errors, file).toEqual([{ file, line, words: expect.stringMatching(words) }]);
  }
  expect(found.map(({ file }) => file).filter((file) => !Object.hasOwn(mistakes, file))).toEqual([]);
});
