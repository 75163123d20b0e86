import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { addTerm, isStatutoryHoliday, isWorkday, type Term } from "../../src/domain/calendar.ts";
import { type Period, periodBefore, periodNamed, periodNames, readSpan, slicesOf } from "../../src/domain/figures/period.ts";
import { dueDuty, nextTimer } from "../../src/domain/tickets/timers.ts";

const zone = "Asia/Shanghai";
const at = (text: string) => new Date(`${text}+08:00`);
const ends = (from: string, term: Term) => addTerm(at(from), term, zone).toISOString();
const iso = (text: string) => at(text).toISOString();

test("working hours skip the noon rest, the night and the weekend", () => {
  expect(ends("2026-11-24T09:00", { workingHours: 2 })).toBe(iso("2026-11-24T11:00"));
  expect(ends("2026-11-24T11:00", { workingHours: 2 })).toBe(iso("2026-11-24T15:30"));
  expect(ends("2026-11-24T17:00", { workingHours: 4 })).toBe(iso("2026-11-25T11:30"));
  expect(ends("2026-11-27T17:30", { workingHours: 1 })).toBe(iso("2026-11-30T09:00"));
  expect(ends("2026-11-28T03:00", { workingHours: 1 })).toBe(iso("2026-11-30T09:30"));
});

test("working days end at the close of the day and follow public holidays and make-up workdays", () => {
  expect(ends("2026-11-24T09:00", { workingDays: 1 })).toBe(iso("2026-11-25T18:00"));
  // National Day 2025: 1 to 8 October free, Saturday the 11th a workday.
  expect(ends("2025-09-30T09:00", { workingDays: 1 })).toBe(iso("2025-10-09T18:00"));
  expect(ends("2025-10-09T09:00", { workingDays: 2 })).toBe(iso("2025-10-11T18:00"));
});

test("of a year without a notice yet, what the law gives is free", () => {
  // New Year 2027 is a Friday; Spring Festival is on Saturday 6 February, its eve on the Friday.
  expect(ends("2026-12-31T09:00", { workingDays: 1 })).toBe(iso("2027-01-04T18:00"));
  expect(ends("2027-02-04T09:00", { workingDays: 1 })).toBe(iso("2027-02-09T18:00"));
});

test("what the law gives stood in each notice since it was amended", () => {
  for (let day = DateTime.fromISO("2025-01-01", { zone }); day.year < 2027; day = day.plus({ days: 1 }))
    if (isStatutoryHoliday(day)) expect({ day: day.toISODate(), isFree: !isWorkday(day) }).toEqual({ day: day.toISODate(), isFree: true });
  const days = Array.from({ length: 365 }, (_, index) => DateTime.fromISO("2026-01-01", { zone }).plus({ days: index }));
  expect(days.filter(isStatutoryHoliday)).toHaveLength(13);
});

test("petitions run in calendar days", () => {
  expect(ends("2026-11-24T09:00", { calendarDays: 15 })).toBe(iso("2026-12-09T23:59:59"));
});

test("a term never ends before it begins, and a longer one never earlier", () => {
  fc.assert(
    fc.property(
      fc.date({ min: at("2024-01-01T00:00"), max: at("2026-12-01T00:00"), noInvalidDate: true }),
      fc.integer({ min: 1, max: 60 }),
      (from, count) => {
        for (const unit of ["minutes", "workingHours", "workingDays", "calendarDays"] as const) {
          const shorter = addTerm(from, { [unit]: count } as Term, zone);
          const longer = addTerm(from, { [unit]: count + 1 } as Term, zone);
          expect(shorter.getTime()).toBeGreaterThan(from.getTime());
          expect(longer.getTime()).toBeGreaterThan(shorter.getTime());
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("whatever the state, the clock looks again later, or never when there is no deadline", () => {
  fc.assert(
    fc.property(
      fc.record({
        kind: fc.constantFrom("problem", "emergency"),
        state: fc.constantFrom("assigned", "accepted", "in_progress", "waiting_villager", "resolved"),
        level: fc.integer({ min: 0, max: 2 }),
        deadline: fc.option(fc.date({ min: at("2026-11-01T00:00"), max: at("2026-12-01T00:00"), noInvalidDate: true })),
        remindedAt: fc.option(fc.constant(at("2026-11-10T09:00"))),
      }),
      (ticket) => {
        const now = at("2026-11-24T09:00");
        const next = nextTimer(ticket as never, now, zone);
        if (!ticket.deadline) expect(next).toBeNull();
        else expect(next?.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(dueDuty(ticket as never, now)).toBeTypeOf("string");
      },
    ),
    { numRuns: 500 },
  );
});

test("periods begin and end at midnight in the town, weeks on Monday", () => {
  const now = at("2026-11-24T09:00");
  expect(periodNamed("week", now, zone)).toEqual({ name: "week", from: at("2026-11-23T00:00"), to: at("2026-11-30T00:00") });
  expect(periodNamed("today", now, zone).from).toEqual(at("2026-11-24T00:00"));
});

test("a span of dates is read as leaders type it", () => {
  const typedAt = { now: at("2026-11-24T09:00"), zone };
  const span = (from: string, to: string) => ({ name: "span", from: at(`${from}T00:00`), to: at(`${to}T00:00`) });
  const ways = [
    [
      "2026-10-01",
      "2027-01-01",
      ["2026-10-01 2026-12-31", "2026.10.1-2026.12.31", "2026年10月1日到2026年12月31日", "2026-12-31 2026-10-01"],
    ],
    [
      "2026-09-01",
      "2026-10-01",
      ["9.1-9.30", "9月1日到9月30日", "9月1-30日", "9月", "2026年9月", "2026-9", "9/1 9/30", "９月１日至９月３０日"],
    ],
    ["2025-12-01", "2026-01-01", ["12月", "去年12月", "12.1-12.31", "2025-12"]],
    ["2025-12-20", "2026-01-11", ["12.20-1.10", "12月20日到1月10日"]],
    ["2026-07-01", "2026-10-01", ["三季度", "第3季度", "2026年三季度", "2026 Q3", "q3", "今年三季度"]],
    ["2025-01-01", "2026-01-01", ["2025年", "2025"]],
    ["2026-11-03", "2026-11-04", ["11月3日", "11.3", "2026-11-03"]],
  ] as const;
  for (const [from, to, all] of ways) for (const typed of all) expect(readSpan(typed, typedAt), typed).toEqual(span(from, to));
  const named = {
    今天: "today",
    本周: "week",
    上周: "last_week",
    上个月: "last_month",
    这个季度: "quarter",
    上季度: "last_quarter",
    去年: "last_year",
  };
  for (const [typed, name] of Object.entries(named)) expect(readSpan(typed, typedAt)?.name, typed).toBe(name);
  for (const typed of ["2026-13-40", "2026-13-45", "lately", "13月", "9.1 9.2 9.3", ""])
    expect(readSpan(typed, typedAt), typed).toBeUndefined();
});

test("a period is compared with as much of the one before it as has passed, and drawn in as many parts", () => {
  const now = at("2026-11-24T09:00");
  expect(periodBefore(periodNamed("month", now, zone), now, zone)).toEqual({ from: at("2026-10-01T00:00"), to: at("2026-10-24T09:00") });
  expect(periodBefore(periodNamed("last_quarter", now, zone), now, zone)).toEqual({
    from: at("2026-04-01T00:00"),
    to: at("2026-07-01T00:00"),
  });
  const days = readSpan("2026-11-01 2026-11-10", { now, zone }) as Period;
  expect(periodBefore(days, now, zone)).toEqual({ from: at("2026-10-22T00:00"), to: at("2026-11-01T00:00") });
  const drawn = periodNames.map((name) => {
    const period = periodNamed(name, now, zone);
    const { unit, starts, startsBefore } = slicesOf(period, periodBefore(period, now, zone), zone);
    expect(startsBefore).toHaveLength(starts.length);
    return `${name} ${unit} ${starts.length}`;
  });
  expect(drawn).toEqual([
    "today hour 8",
    "week day 7",
    "last_week day 7",
    "month day 30",
    "last_month day 31",
    "quarter week 14",
    "last_quarter week 14",
    "year month 12",
    "last_year month 12",
  ]);
  const long = readSpan("1950-01-01 2026-11-24", { now, zone }) as Period;
  expect(slicesOf(long, periodBefore(long, now, zone), zone).starts.length).toBeLessThanOrEqual(31);
});
