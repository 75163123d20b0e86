import { expect, test } from "vitest";
import type { Ticket } from "../../src/domain/tickets/change.ts";
import type { TimelineEntry } from "../../src/domain/tickets/find.ts";
import { withReadableInstants } from "../../src/domain/tickets/noted-instants.ts";
import { readableTime } from "../../src/wording/texts.ts";
import { timelineText } from "../../src/wording/timeline.ts";

const clock = { now: new Date("2026-11-24T09:00:00+08:00"), zone: "Asia/Shanghai" };
const entry = (action: TimelineEntry["action"], note: string): TimelineEntry => ({
  at: clock.now,
  action,
  name: "赖大山",
  note,
  toState: null,
});
const read = (language: string, one: TimelineEntry) =>
  timelineText(language, { number: 1001 } as Ticket, [one], clock)
    .split("\n")
    .at(-1)
    ?.trim();

test("what the program notes of a matter is read in one's own language, and what people wrote as they wrote it", () => {
  expect(read("en", entry("answer_agreement", "同意"))).toBe("agrees");
  expect(read("en", entry("answer_agreement", "不同意"))).toBe("does not agree");
  expect(read("zh", entry("answer_agreement", "不同意"))).toBe("不同意");
  expect(read("en", entry("record_agreement", "不同意（电话）"))).toBe("does not agree, by phone");
  expect(read("en", entry("reply", "同意"))).toBe("同意");
  const extended = entry("extend", "2026-11-25T10:00:00.000Z → 2026-11-30T10:00:00.000Z 等 砖\n到货");
  expect(read("en", extended)).toBe("到货");
  expect(read("zh", entry("plan_mediation", "2026-11-30T01:00:00.000Z 村委会"))).toBe("11月30日 周一 09:00 村委会");
  const ledgerTime = (at: Date) => readableTime("zh", at, clock.zone);
  expect(withReadableInstants("extend", extended.note ?? "", ledgerTime)).toBe("2026年11月25日 18:00 → 2026年11月30日 18:00 等 砖\n到货");
  expect(timelineText("en", { number: 1001 } as Ticket, [extended], clock)).toContain("→ Mon 30 Nov 18:00 等 砖");
});
