import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { licencesText } from "../../scripts/licences.ts";

test("docs/licences.md lists what package-lock.json installs, and each package states a licence", () => {
  expect(readFileSync("docs/licences.md", "utf8")).toBe(licencesText());
});

test("no licence came in that asks more than those that docs/licences.md explains", () => {
  const found = [...licencesText().matchAll(/^## (.+) \(\d+\)$/gm)].map(([, licence]) => licence);
  const known = ["MIT", "Apache-2.0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Unlicense", "BlueOak-1.0.0", "Python-2.0"];
  const explained = ["OFL-1.1", "MPL-2.0", "(MIT AND Zlib)", "(MIT OR GPL-3.0-or-later)", "not stated"];
  expect(found.filter((licence) => ![...known, ...explained].includes(licence as string))).toEqual([]);
});
