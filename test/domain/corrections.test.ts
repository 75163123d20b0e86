import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Work } from "../../src/database/work.ts";
import { confirmCondolence, recordCondolence } from "../../src/domain/care/condolences.ts";
import { reverseDoorRecord } from "../../src/domain/corrections/door-record.ts";
import { figuresNow } from "../../src/domain/figures/editions.ts";
import { countFacts } from "../../src/domain/figures/facts.ts";
import type { Cell } from "../../src/domain/ledger/layout.ts";
import { describeLedger } from "../../src/domain/ledger/ledger.ts";
import { correctAttendance, recordSession } from "../../src/domain/outreach/records.ts";
import type { Actor } from "../../src/domain/people/person.ts";
import { isRefusal } from "../../src/domain/refusal.ts";
import { makeRoster, serveEntry } from "../../src/domain/rosters/rosters.ts";
import { makeRound } from "../../src/domain/rounds/rounds.ts";
import { clearTurn, reportFound } from "../../src/domain/rounds/turns.ts";
import { answerSurvey } from "../../src/domain/surveys/replies.ts";
import { findForm, makeSurvey } from "../../src/domain/surveys/surveys.ts";
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
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("turn" as const),
      became: fc.constantFrom("clear", "found", "missed", "late"),
      things: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("answer" as const), again: fc.boolean() }) },
);

/** The sheets of a ledger by their keys, each row by its columns. */
async function readSheets(work: Work, reader: Actor, period: { from: Date; to: Date }) {
  const words = {
    label: (key: string) => key,
    named: ({ name }: { name: string }) => name,
    time: (at: Date) => at.toISOString(),
    now: work.now,
  };
  const { sheets } = await describeLedger({ work, reader, period, words });
  const read = new Map<string, Record<string, Cell>[]>();
  for (const { key, columns, pieces } of sheets) {
    const rows = [];
    for await (const piece of pieces())
      rows.push(...piece.map((cells) => Object.fromEntries(columns.map((column, index) => [column.key, cells[index] ?? null]))));
    read.set(key, rows);
  }
  return read;
}

/** A round and a survey of 东坑村, and what can be done with them. */
async function openRoundAndSurvey() {
  const [li, chen] = [town.actor("li"), town.actor("chen")];
  const { villageId } = town;
  const given = {
    title: "水库",
    villageId,
    to: { personId: li.id },
    rhythm: "daily",
    days: [],
    dates: [],
    proof: "none",
    fromDay: "2026-11-24",
  } as const;
  const places = [{ villageId, groupName: null, householdId: null, name: "东坑村" }];
  const endsAt = new Date(town.clock.now + 5 * 86_400_000);
  const questions = [{ kind: "one" as const, body: "改种吗", options: ["改", "不改"] }];
  const { round, survey } = await town.run(async (work) => ({
    round: await makeRound(work, chen, { ...given, untilDay: null, atMinute: 600 }),
    survey: await makeSurvey(work, chen, { title: "改种", unit: "person", anonymous: false, endsAt, places, questions }),
  }));
  if (isRefusal(round) || isRefusal(survey)) throw new Error("neither could be made");
  const form = await town.run((work) => findForm(work, survey.survey.id));
  return { roundId: round.id, surveyId: survey.survey.id, questionId: form?.questions[0]?.id as number };
}

/** What stands, kept by hand beside the town. */
type Standing = { kind: "visit" | "entry" | "gift"; id: number; people: number; fen: number; items: number };

test("figures agree with a naive count over any history of deeds, corrections and reversals; nothing is taken back twice", async () => {
  const period = { from: new Date(town.clock.now - 86_400_000), to: new Date(town.clock.now + 86_400_000) };
  const standing: Standing[] = [];
  const sessions: { id: number; came: number }[] = [];
  const [li, chen] = [town.actor("li"), town.actor("chen")];
  const asked = await openRoundAndSurvey();
  const turns = { done: 0, found: 0, missed: 0 };
  const answering: Actor[] = [];
  let [answered, names] = [0, 0];
  const openTurn = async (isMissed: boolean) => {
    const [row] = await town.rows<{ id: string }>(
      `insert into round_turn (town_id, round_id, day, due_at, closes_at, missed_at) values (1, $1, $2, $3, $4, $5) returning id`,
      [
        asked.roundId,
        `day ${names}`,
        new Date(town.clock.now),
        new Date(town.clock.now + 60_000),
        isMissed ? new Date(town.clock.now) : null,
      ],
    );
    return Number(row?.id);
  };
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
        } else if (one.do === "turn") {
          const isMissed = one.became === "missed" || one.became === "late";
          const id = await openTurn(isMissed);
          if (isMissed) turns.missed += 1;
          // A turn that was missed and is done later is both.
          if (one.became !== "missed") turns.done += 1;
          if (one.became === "clear" || one.became === "late") must(await town.run((work) => clearTurn(work, li, id)));
          for (let thing = 0; one.became === "found" && thing < one.things; thing += 1) {
            const words = { categoryId: town.category("problem", "道路水利").id, villageId: town.villageId, words: `坑${thing}` };
            must(await town.run((work) => reportFound(work, li, id, words)));
            turns.found += 1;
          }
        } else if (one.do === "answer") {
          const [first] = answering;
          const whose = one.again && first ? first : await town.villager(`答${names}`);
          if (whose !== first) {
            await town.rows("update person set village_id = $2 where id = $1", [whose.id, town.villageId]);
            answered += 1;
          }
          const who = { ...whose, villageId: town.villageId };
          answering.push(who);
          must(await town.run((work) => answerSurvey(work, who, asked.surveyId, { [asked.questionId]: { chosen: [one.again ? 1 : 0] } })));
        } else if (one.do === "recount" && sessions.length) {
          const session = sessions[one.nth % sessions.length] as { id: number; came: number };
          must(await town.run((work) => correctAttendance(work, li, session.id, { attendance: one.came, reason: "重新数过" })));
          session.came = one.came;
        } else if (one.do === "reverse" && standing.length) {
          const [gone] = standing.splice(one.nth % standing.length, 1) as [Standing];
          const both = await Promise.all(
            [chen, chen].map((by) => town.run((work) => reverseDoorRecord(work, by, gone.kind, gone.id, "记错了"))),
          );
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
      expect(facts).toMatchObject({ rounds_done: turns.done, rounds_found: turns.found, rounds_missed: turns.missed, surveyed: answered });
      expect(facts.problems).toBe(turns.found);
      // The ledger's cells say the same, and the rows behind each number add up to it.
      const sheets = await town.run((work) => readSheets(work, chen, period));
      const inUnits = (key: string, value: number) => (key === "condolence_money" ? value / 100 : value);
      const stated = Object.fromEntries((sheets.get("figures") ?? []).map(({ figure, value }) => [figure, value]));
      const behind = sheets.get("facts") ?? [];
      for (const [key, value] of Object.entries(facts)) {
        const rows = behind.filter(({ figure }) => figure === `fact-name-${key}`);
        expect([key, stated[`fact-name-${key}`]]).toEqual([key, inUnits(key, value)]);
        expect([key, rows.reduce((all, row) => all + Number(row["value"]), 0)]).toEqual([key, expect.closeTo(inUnits(key, value), 6)]);
      }
      const total = (sheet: string, column: string) => (sheets.get(sheet) ?? []).reduce((all, row) => all + Number(row[column]), 0);
      expect(sheets.get("visits")).toHaveLength(count("visit"));
      expect(total("visits", "people")).toBe(sum("people"));
      expect(sheets.get("sessions")).toHaveLength(sessions.length);
      expect(total("sessions", "attendance")).toBe(facts.listeners);
      expect(sheets.get("tickets")).toHaveLength(turns.found);
      // What is kept of a briefing is added up from the rows themselves.
      const kept = await town.run((work) => figuresNow(work, chen, period));
      expect(Object.fromEntries(Object.entries(kept).map(([key, { value }]) => [key, value]))).toEqual(facts);
    }),
    { numRuns: Number(process.env["FIGURES_RUNS"] ?? 6) },
  );
});
