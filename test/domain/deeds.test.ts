import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmCondolence, recordCondolence } from "../../src/domain/care/condolences.ts";
import { reverseDeed } from "../../src/domain/deeds/deed.ts";
import { figuresNow } from "../../src/domain/figures/editions.ts";
import { countFacts } from "../../src/domain/figures/facts.ts";
import { correctAttendance, recordSession } from "../../src/domain/outreach/records.ts";
import { isRefusal } from "../../src/domain/refusal.ts";
import { makeRoster, serveEntry } from "../../src/domain/rosters/rosters.ts";
import { logVisit } from "../../src/domain/visits/visits.ts";
import { type DomainTown, openDomainTown } from "../support/domain-town.ts";

let town: DomainTown;
beforeAll(async () => {
  town = await openDomainTown();
});
afterAll(() => town.close());

const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("visit" as const), people: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("serve" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("gift" as const),
      fen: fc.constantFrom(0, 19_950, 20_000),
      items: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("session" as const), came: fc.integer({ min: 0, max: 80 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("recount" as const), nth: fc.nat(), came: fc.integer({ min: 0, max: 80 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("reverse" as const), nth: fc.nat() }) },
);

/** What stands, kept by hand beside the town. */
type Standing = { kind: "visit" | "entry" | "gift"; id: number; people: number; fen: number; items: number };

test("figures agree with a naive count over any history of deeds, corrections and reversals; nothing is taken back twice", async () => {
  const period = { from: new Date(town.clock.now - 86_400_000), to: new Date(town.clock.now + 86_400_000) };
  const standing: Standing[] = [];
  const sessions: { id: number; came: number }[] = [];
  const [li, chen] = [town.actor("li"), town.actor("chen")];
  let names = 0;
  const must = <T>(outcome: T): Exclude<T, { refused: unknown }> => {
    expect(isRefusal(outcome) ? outcome : "done").toBe("done");
    return outcome as Exclude<T, { refused: unknown }>;
  };
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 20 }), async (history) => {
      for (const one of history) {
        names += 1;
        if (one.do === "visit") {
          const given = { key: `k${names}`, villageId: town.villageId, people: one.people };
          const { id } = must(await town.run((work) => logVisit(work, li, given)));
          standing.push({ kind: "visit", id, people: one.people, fen: 0, items: 0 });
        } else if (one.do === "serve") {
          const entry = { villageId: town.villageId, groupName: "", name: `人${names}`, address: "", phone: "", remark: "" };
          must(await town.run((work) => makeRoster(work, chen, `名单${names}`, [entry])));
          const [row] = await town.rows<{ id: string; assigned_to: string }>(
            "select id, assigned_to from roster_entry order by id desc limit 1",
          );
          must(await town.run((work) => serveEntry(work, chen, Number(row?.id), { state: "done", note: "办了" })));
          standing.push({ kind: "entry", id: Number(row?.id), people: 0, fen: 0, items: 0 });
        } else if (one.do === "gift") {
          const lines = [{ what: "米", count: one.items, unit: "袋" }];
          const given = { villageId: town.villageId, recipient: `人${names}`, fen: one.fen, lines };
          const gift = must(await town.run((work) => recordCondolence(work, li, given)));
          if (one.fen) must(await town.run((work) => confirmCondolence(work, chen, gift.id, true)));
          standing.push({ kind: "gift", id: gift.id, people: 0, fen: one.fen, items: one.items });
        } else if (one.do === "session") {
          const given = { kind: "talk" as const, topic: `讲${names}`, speaker: li.name, villageId: town.villageId, place: "村部" };
          const at = new Date(town.clock.now - 3_600_000);
          const held = must(await town.run((work) => recordSession(work, li, { ...given, at, attendance: one.came })));
          sessions.push({ id: held.id, came: one.came });
        } else if (one.do === "recount" && sessions.length) {
          const session = sessions[one.nth % sessions.length] as { id: number; came: number };
          must(await town.run((work) => correctAttendance(work, li, session.id, { attendance: one.came, reason: "重新数过" })));
          session.came = one.came;
        } else if (one.do === "reverse" && standing.length) {
          const [gone] = standing.splice(one.nth % standing.length, 1) as [Standing];
          const both = await Promise.all([chen, chen].map((by) => town.run((work) => reverseDeed(work, by, gone.kind, gone.id, "记错了"))));
          expect(both.filter(isRefusal)).toHaveLength(1);
        }
      }
      const sum = (key: "people" | "fen" | "items") => standing.reduce((all, one) => all + one[key], 0);
      const count = (kind: Standing["kind"]) => standing.filter((one) => one.kind === kind).length;
      const facts = await town.run((work) => countFacts(work, chen, period));
      const went = [standing.some(({ kind }) => kind !== "entry") || sessions.length > 0, count("entry") > 0].filter(Boolean);
      expect(facts).toMatchObject({
        cadres: went.length,
        visits: count("visit"),
        interviewed: sum("people"),
        served_at_home: count("entry"),
        condolence_money: sum("fen"),
        condolence_items: sum("items"),
        sessions: sessions.length,
        listeners: sessions.reduce((all, { came }) => all + came, 0),
      });
      // What is kept of a briefing is added up from the rows themselves.
      const kept = await town.run((work) => figuresNow(work, chen, period));
      expect(Object.fromEntries(Object.entries(kept).map(([key, { value }]) => [key, value]))).toEqual(facts);
    }),
    { numRuns: Number(process.env["FIGURES_RUNS"] ?? 6) },
  );
});
