import { expect, test } from "vitest";
import { readField } from "../../src/domain/tickets/fields.ts";

const howMany = { name: "家里几口人", nameEn: "Persons", type: "number" as const, required: false };

test.each([
  ["3", "3"],
  ["３口", "3"],
  ["家里三口人", "3"],
  ["一共5个", "5"],
  ["一家四口", "4"],
  ["大概20亩", "20"],
  ["两个", "2"],
  ["十二人", "12"],
  ["12,000元", "12000"],
  ["2.5 亩", "2.5"],
  ["we are 4", "4"],
])("a number is understood as people say it: %s", (said, value) => {
  expect(readField(howMany, said)).toBe(value);
});

test.each(["三四个", "3到5个", "两三千", "2万", "一半", "-4", "好几个", "不晓得", "13800138000", ""])(
  "what is no one number is asked again: %s",
  (said) => {
    expect(readField(howMany, said)).toBeUndefined();
  },
);
