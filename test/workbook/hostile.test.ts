import { describe, expect, test } from "vitest";
import { hostileWorkbooks, largestWorkbook, withEmptyLastRow } from "../../instruments/hostile-workbooks.ts";
import { workbookFaults } from "../../src/domain/org/unreadable.ts";
import { makeDocument, readOnThread } from "../../src/sender/make-document.ts";
import { hasText } from "../../src/wording/texts.ts";
import { readWorkbook } from "../../src/workbook/xlsx.ts";

describe("a workbook that was made to do harm is refused before it takes any memory:", () => {
  test.each(Object.entries(hostileWorkbooks))("%s", async (_, made) => {
    const { bytes, fault } = made();
    const before = process.memoryUsage();
    expect(await readWorkbook(bytes)).toMatchObject({ fault });
    const after = process.memoryUsage();
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(250e6);
  });
});

test("for every reason there is a sentence in both languages", () => {
  for (const fault of workbookFaults)
    for (const language of ["zh", "en"] as const) expect(hasText(language, `told-workbook-${fault}`)).toBe(true);
});

test("the largest list that is taken is read, and one with an empty last row as well", async () => {
  const [largest] = (await readOnThread(largestWorkbook())) as { rows: string[][] }[];
  expect(largest?.rows).toHaveLength(20_000);
  expect(largest?.rows.at(-1)).toEqual(Array.from({ length: 10 }, () => "王有根"));
  const [empty] = (await readOnThread(withEmptyLastRow(3))) as { rows: string[][] }[];
  expect(empty?.rows).toEqual([["王有根"], ["王有根"], ["王有根"]]);
});

test("reading that takes too long is ended, and the next document is made", async () => {
  expect(await readOnThread(largestWorkbook(), 0.05)).toEqual({ fault: "slow", values: {} });
  const made = await makeDocument({ kind: "workbook", given: [{ sheet: "户名册", rows: [["户主"]] }] });
  expect(await readWorkbook(made)).toEqual([{ sheet: "户名册", rows: [["户主"]] }]);
});
