import { expect, test } from "vitest";
import { readNumbers } from "../../src/domain/rosters/paper.ts";
import { readDay, readOutcome } from "../../src/domain/rosters/results.ts";
import { spellings } from "../../src/wording/workbooks.ts";

test.each([
  ["", undefined],
  ["□办好 □改期 □搬走 □过世 □不愿办 □不用办", undefined],
  ["☑办好 □改期 □搬走 □过世 □不愿办 □不用办", "done"],
  ["□办好√ □改期 □搬走", "done"],
  ["□办好 □改期 ■搬走", "moved_away"],
  ["√办好 √改期", "unclear"],
  ["√", "done"],
  ["已认证", "done"],
  ["Served", "done"],
  ["改期", "postponed"],
  ["不在家", "postponed"],
  ["去世", "died"],
  ["拒绝", "refused"],
  ["not needed", "other"],
  ["大概吧", "unclear"],
])("a result written as “%s” is %s", (cell, outcome) => {
  expect(readOutcome(spellings, cell)).toBe(outcome);
});

const readAt = (cell: string) => readDay(cell, new Date("2027-01-05T09:00:00+08:00"), "Asia/Shanghai");
test.each([
  ["11月23日", "2026-11-23"],
  ["1.4", "2027-01-04"],
  ["2026/12/31", "2026-12-31"],
  ["２月１号 上午", "2027-02-01"],
])("the day “%s” is %s, of the nearest year where none is written", (cell, day) => {
  expect((readAt(cell) as Date).toISOString().slice(0, 10)).toBe(day);
});
test("a day that is none is unclear", () => {
  expect([readAt("13月1日"), readAt("月底"), readAt("")]).toEqual(["unclear", "unclear", undefined]);
});

test.each([
  ["1-3、5", [1, 2, 3, 5]],
  ["12#7 12#9", [7, 9]],
  ["1号，2号", [1, 2]],
  ["3至5号、8", [3, 4, 5, 8]],
  ["全部", undefined],
  ["", undefined],
])("the numbers “%s” are %s", (typed, numbers) => {
  expect(readNumbers(typed)).toEqual(numbers);
});
