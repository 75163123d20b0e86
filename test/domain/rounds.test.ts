import { describe, expect, test } from "vitest";
import { readTimeOfDay } from "../../src/bot/typed-time.ts";
import { nextTurn, type Rhythm, readDates, readMonthDays, readSeason, readWeekdays } from "../../src/domain/rounds/days.ts";

const zone = "Asia/Shanghai";
const at = (time: string) => new Date(`${time}+08:00`);
const daily: Rhythm = { rhythm: "daily", days: [], dates: [], fromDay: "2026-01-01", untilDay: null, atMinute: 8 * 60 + 30 };

/** The next turns after an instant, by their days. */
function daysAfter(rhythm: Partial<Rhythm>, after: string, many = 3): string[] {
  const days: string[] = [];
  let from = at(after);
  for (let left = many; left > 0; left -= 1) {
    const next = nextTurn({ ...daily, ...rhythm }, from, zone);
    if (!next) break;
    days.push(next.day);
    from = next.dueAt;
  }
  return days;
}

describe("the calendar of rounds", () => {
  test.each<[string, Partial<Rhythm>, string, string[]]>([
    ["before its hour it is due today", {}, "2026-11-24T08:29", ["2026-11-24", "2026-11-25", "2026-11-26"]],
    ["after its hour tomorrow", {}, "2026-11-24T08:30", ["2026-11-25", "2026-11-26", "2026-11-27"]],
    [
      "each of several days of the week",
      { rhythm: "weekly", days: [1, 4] },
      "2026-11-24T09:00",
      ["2026-11-26", "2026-11-30", "2026-12-03"],
    ],
    [
      "the last day of a month has many numbers",
      { rhythm: "monthly", days: [31] },
      "2027-01-31T09:00",
      ["2027-02-28", "2027-03-31", "2027-04-30"],
    ],
    [
      "on the 30th and the last day, February has one",
      { rhythm: "monthly", days: [30, 31] },
      "2027-02-01T09:00",
      ["2027-02-28", "2027-03-30", "2027-03-31"],
    ],
    [
      "on working days not in a holiday, but on a make-up Saturday",
      { rhythm: "workdays" },
      "2026-10-01T00:00",
      ["2026-10-08", "2026-10-09", "2026-10-10"],
    ],
    [
      "on given days until they are over",
      { rhythm: "dates", dates: ["2026-12-01", "2026-12-15"] },
      "2026-11-24T09:00",
      ["2026-12-01", "2026-12-15"],
    ],
    [
      "in a season to come, and not after it",
      { fromDay: "2027-04-01", untilDay: "2027-04-02" },
      "2026-11-24T09:00",
      ["2027-04-01", "2027-04-02"],
    ],
  ])("%s", (_name, rhythm, after, days) => {
    expect(daysAfter(rhythm, after)).toEqual(days);
  });

  test("the hour is that of the town", () => {
    expect(nextTurn(daily, at("2026-11-24T00:00"), zone)?.dueAt).toEqual(at("2026-11-24T08:30"));
  });
});

describe("days as people write them", () => {
  const now = at("2026-11-24T09:00");
  const unclear = { refused: "round-days" };
  test.each([
    ["周一、周四", [1, 4]],
    ["星期天", [7]],
    ["一 三 五", [1, 3, 5]],
    ["Thu and Mon", [1, 4]],
    ["2,2", [2]],
    ["8", unclear],
    ["随便", unclear],
  ])("of the week: %s", (typed, days) => expect(readWeekdays(typed)).toEqual(days));
  test.each([
    ["5号、20号", [5, 20]],
    ["月底", [31]],
    ["１号 last", [1, 31]],
    ["32", unclear],
  ])("of the month: %s", (typed, days) => expect(readMonthDays(typed)).toEqual(days));
  test.each([
    ["12-1、12-15", ["2026-12-01", "2026-12-15"]],
    ["1月5日", ["2027-01-05"]],
    ["11-20", unclear],
    ["2-30", unclear],
  ])("given: %s", (typed, days) => expect(readDates(typed, now, zone)).toEqual(days));
  test.each([
    ["4-1 到 9-30", { fromDay: "2027-04-01", untilDay: "2027-09-30" }],
    ["11月1日到3月31日", { fromDay: "2026-11-24", untilDay: "2027-03-31" }],
    ["2026-12-1 ~ 2026-12-31", { fromDay: "2026-12-01", untilDay: "2026-12-31" }],
    ["2025-1-1 到 2025-2-1", { refused: "round-season" }],
    ["夏天", { refused: "round-season" }],
  ])("a season: %s", (typed, season) => expect(readSeason(typed, now, zone)).toEqual(season));
  test.each([
    ["8:30", 510],
    ["8点半", 510],
    ["下午5点", 1_020],
    ["5 pm", 1_020],
    ["17", 1_020],
    ["早上九点", 540],
    ["25:00", undefined],
    ["早饭后", undefined],
  ])("a time of day: %s", (typed, minute) => expect(readTimeOfDay(typed)).toBe(minute));
});
