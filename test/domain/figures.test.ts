import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keptFigures } from "../../src/database/schema/figures.ts";
import type { Work } from "../../src/database/work.ts";
import { countChanged } from "../../src/domain/figures/count-changed.ts";
import { figuresNow, gatherForBriefing, pictureIn } from "../../src/domain/figures/editions.ts";
import type { FactKey } from "../../src/domain/figures/facts.ts";
import { ages, type FigureKey, figureKeys, figureTable } from "../../src/domain/figures/figure-table.ts";
import { countFigures, listFigure } from "../../src/domain/figures/figures.ts";
import { gatherFigures } from "../../src/domain/figures/gather.ts";
import { type Period, periodBefore, periodNamed, readSpan } from "../../src/domain/figures/period.ts";
import { ownScope } from "../../src/domain/figures/scope.ts";
import { sumUp, type View } from "../../src/domain/figures/sums.ts";
import { maxTicketsListed } from "../../src/domain/limits.ts";
import type { Actor } from "../../src/domain/people/person.ts";
import { lockTicket, type Ticket } from "../../src/domain/tickets/change.ts";
import { fireNextTimer } from "../../src/domain/tickets/clock.ts";
import { addUpDue, countLate, countOverdue } from "../../src/domain/tickets/overdue.ts";
import { drawPicture } from "../../src/sender/picture.ts";
import { drawSvg } from "../../src/sender/picture-svg.ts";
import { figuresCaption } from "../../src/wording/figures.ts";
import { pictureOf } from "../../src/wording/picture.ts";
import { type DomainTown, type Name, names, openDomainTown } from "../support/domain-town.ts";
import { moves } from "./model-moves.ts";

let town: DomainTown;
beforeAll(async () => {
  town = await openDomainTown();
});
afterAll(() => town.close());

const zone = "Asia/Shanghai";
const dayMs = 86_400_000;

// Random histories: reports of both villages, whatever anybody does to them, days that pass.

const report = fc.record({
  by: fc.constantFrom<Name>("wang", "mei"),
  sort: fc.constantFrom(
    ["problem", "道路水利"],
    ["problem", "环境卫生"],
    ["service", "临时救助"],
    ["dispute", "矛盾纠纷"],
    ["petition", "信访诉求"],
  ),
  elsewhere: fc.boolean(),
  confidential: fc.boolean(),
  about: fc.option(fc.constantFrom<Name>("li", "chen"), { freq: 5 }),
});
const likely = ["accept", "reply", "ask", "resolve", "resolve", "content", "content", "unhappy", "withdraw", "decline", "merge", "extend"];
const happening = fc.oneof(
  { weight: 3, arbitrary: report.map((given) => ({ report: given })) },
  {
    weight: 8,
    arbitrary: fc.record({ move: fc.constantFrom(...likely), who: fc.constantFrom("responsible", "reporter", ...names), nth: fc.nat() }),
  },
  { weight: 3, arbitrary: fc.constantFrom(5, 30, 24 * 6, 24 * 20).map((hours) => ({ hours })) },
  { weight: 1, arbitrary: fc.constant({ summedUp: true }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

const of = (who: "responsible" | "reporter", move: string) => ({ who, move, nth: 0 }) as const;
/** A corner that chance misses: it is done again after the villager's no, and nobody says anything to that. */
const silentAfterNo: Happening[] = [
  { report: { by: "wang", sort: ["problem", "道路水利"], elsewhere: false, confidential: false, about: null } },
  of("responsible", "resolve"),
  of("reporter", "unhappy"),
  of("responsible", "resolve"),
  { hours: 24 * 20 },
  { summedUp: true },
];

async function happen(one: Happening, villages: readonly number[]) {
  if ("report" in one) {
    const { by, sort, elsewhere, confidential, about } = one.report;
    const category = town.category(sort[0] as Ticket["kind"], sort[1]);
    const aboutId = about === null ? undefined : town.actor(about).id;
    await town.report(by, category, { villageId: villages[elsewhere ? 1 : 0] as number, confidential, aboutId });
    return;
  }
  if ("summedUp" in one) {
    await town.run(countChanged);
    await town.run(addUpDue);
    return;
  }
  if ("hours" in one) {
    town.clock.now += one.hours * 3_600_000;
    while (await town.run(fireNextTimer));
    return;
  }
  const ids = await town.rows<{ id: string }>("select id from ticket order by id desc limit 12");
  const id = Number(ids[one.nth % Math.max(1, ids.length)]?.id ?? 0);
  if (!id) return;
  await town.run(async (work) => {
    const found = (await lockTicket(work, id)) as Ticket;
    const who = { responsible: found.responsibleId, reporter: found.reporterId }[one.who as "reporter"];
    const name = who === undefined ? (one.who as Name) : town.nameOf(who);
    if (name) await moves[one.move]?.act(work, town.actor(name), found, town.actor("liu"));
  });
}

// The same words once more, from what stands in the rows, one ticket at a time.

type Row = {
  id: string;
  village_id: string;
  category: string;
  station_id: string | null;
  responsible_id: string | null;
  about_id: string | null;
  kept_from: string[] | null;
  kind: string;
  confidential: boolean;
  state: string;
  rating: string | null;
  rated_by: string | null;
  reopen_count: number;
  created_at: Date;
  answered_at: Date | null;
  resolved_at: Date | null;
  resolve_by: Date | null;
  deadline: Date | null;
  first_escalated: Date | null;
};
const readRows = () =>
  town.rows<Row>(`select t.*, c.name as category, (select min(at) from ticket_event e where e.ticket_id = t.id and e.action = 'escalate')
    as first_escalated from ticket t join category c on c.id = t.category_id order by t.id`);

function recount(key: FigureKey, row: Row, now: number, { from, to }: { from: Date; to: Date }): boolean {
  const ended = ["closed", "withdrawn", "declined", "merged"].includes(row.state);
  const owes = ["assigned", "accepted", "in_progress"].includes(row.state);
  const late = owes && row.deadline !== null && row.deadline.getTime() < now;
  const age = (now - row.created_at.getTime()) / dayMs;
  if (key === "open") return !ended;
  if (key === "overdue") return late;
  if (key === "open_3") return !ended && age <= 3;
  if (key === "open_7") return !ended && age > 3 && age <= 7;
  if (key === "open_15") return !ended && age > 7 && age <= 15;
  if (key === "open_30") return !ended && age > 15 && age <= 30;
  if (key === "open_older") return !ended && age > 30;
  if (row.created_at < from || row.created_at >= to) return false;
  if (key === "withdrawn" || key === "declined" || key === "merged") return row.state === key;
  if (["withdrawn", "declined", "merged"].includes(row.state)) return false;
  const wordOf = row.rated_by ?? "villager";
  const isVillagers = wordOf !== "office";
  const endedWell = (by: string) => row.state === "closed" && saysYes && wordOf === by;
  const saysYes = row.rating === "satisfied" || row.rating === "fair";
  const missed = row.answered_at
    ? row.first_escalated !== null && row.first_escalated <= row.answered_at
    : row.first_escalated !== null || late;
  const pastTerm = owes && row.resolve_by !== null && row.resolve_by.getTime() < now;
  const answerDue = row.answered_at !== null || missed;
  const doneDue = row.resolved_at !== null || pastTerm;
  const inTime = row.resolved_at !== null && row.resolve_by !== null && row.resolved_at <= row.resolve_by;
  const outcomeDue = row.rating !== null || pastTerm;
  const words: Record<string, boolean> = {
    received: true,
    solved: row.state === "closed" && saysYes && isVillagers,
    solved_own: endedWell("villager"),
    solved_by_call: endedWell("call"),
    said_by_office: endedWell("office"),
    silent: row.state === "closed" && !saysYes,
    unfinished: !ended,
    awaiting: row.state === "resolved",
    reopened: row.reopen_count > 0,
    answer_due: answerDue,
    answered_in_time: answerDue && !missed,
    answered_late: answerDue && missed,
    done_due: doneDue,
    done_in_time: doneDue && inTime,
    done_late: doneDue && !inTime,
    outcome_due: outcomeDue,
    unsolved: outcomeDue && !(row.state === "closed" && saysYes && isVillagers),
    rated: row.rating !== null && isVillagers,
    content: saysYes && isVillagers,
    satisfied: row.rating === "satisfied" && isVillagers,
    fair: row.rating === "fair" && isVillagers,
    unsatisfied: row.rating === "unsatisfied" && isVillagers,
  };
  return words[key] as boolean;
}

/** Whose figures those are, said apart from the program. */
const scopes: Partial<Record<Name, (row: Row, villages: readonly number[]) => boolean>> = {
  zhou: () => true,
  luo: () => true,
  chen: (row, [east]) => Number(row.village_id) === east,
  li: (row) => Number(row.responsible_id) === town.actor("li").id,
  he: (row) => row.station_id !== null && Number(row.station_id) === town.actor("he").grants[0]?.stationId,
};

/** Numbers of the briefing that are tickets: of which kind, and which word of the figures. */
const factsOfTickets: Partial<Record<FactKey, readonly [kind: string, figure: FigureKey]>> = {
  problems: ["problem", "received"],
  problems_solved: ["problem", "solved"],
  problems_silent: ["problem", "silent"],
  disputes: ["dispute", "received"],
  disputes_resolved: ["dispute", "solved"],
  disputes_silent: ["dispute", "silent"],
  disputes_open: ["dispute", "unfinished"],
  petitions: ["petition", "received"],
  services: ["service", "received"],
  emergencies: ["emergency", "received"],
  solved_by_call: ["", "solved_by_call"],
  said_by_office: ["", "said_by_office"],
};

const lastPage = (count: number) => (count ? ((count - 1) % maxTicketsListed) + 1 : 0);

async function check(reader: Actor, mine: readonly Row[], period: Period, villages: readonly number[]) {
  const view: View = { scope: ownScope(reader), period };
  const known = mine.filter((row) => Number(row.about_id) !== reader.id);
  const naive = (key: FigureKey, rows = known, span: { from: Date; to: Date } = period) =>
    rows.filter((row) => recount(key, row, town.clock.now, span)).length;
  await town.run(async (work: Work) => {
    const gathered = await gatherFigures(work, reader, { scope: view.scope, period });
    expect(gathered.counted, reader.name).toEqual(Object.fromEntries(figureKeys.map((key) => [key, naive(key)])));
    // A number is its rows; of some numbers each time, for it is many questions.
    for (const key of figureKeys.filter((_, index) => index % 7 === mine.length % 7)) {
      const { total, listed } = await listFigure(
        work,
        reader,
        key,
        view,
        Math.max(0, Math.ceil(gathered.counted[key] / maxTicketsListed) - 1),
      );
      expect([key, total, listed.length]).toEqual([key, gathered.counted[key], lastPage(gathered.counted[key])]);
    }
    const { received, solved, silent, unfinished, open, said_by_office: byOffice } = gathered.counted;
    expect(solved + byOffice + silent + unfinished).toBe(received);
    expect(ages.reduce((sum, key) => sum + gathered.counted[key], 0)).toBe(open);
    expect(gathered.lateByAge).toEqual(
      ages.map(
        (key) => known.filter((row) => recount(key, row, town.clock.now, period) && recount("overdue", row, town.clock.now, period)).length,
      ),
    );
    for (const share of gathered.villages) {
      const there = known.filter((row) => Number(row.village_id) === share.id);
      expect([share.received, share.solved]).toEqual([naive("received", there), naive("solved", there)]);
    }
    for (const share of gathered.categories) {
      const of = known.filter((row) => (share.id === "confidential" ? row.confidential : !row.confidential && row.category === share.name));
      expect([share.received, share.solved], share.name).toEqual([naive("received", of), naive("solved", of)]);
      const rows = await countFigures(work, reader, { ...view, category: share.id });
      expect([rows.received, rows.solved]).toEqual([share.received, share.solved]);
    }
    const sum = (all: readonly { received: number }[]) => all.reduce((total, one) => total + one.received, 0);
    expect([gathered.villages, gathered.categories, gathered.overTime.slices].map(sum)).toEqual([received, received, received]);
    expect(gathered.receivedBefore).toBe(naive("received", known, periodBefore(period, new Date(town.clock.now), zone)));
    expect((await countFigures(work, reader, { ...view, villageId: villages[1] })).received).toBe(
      naive(
        "received",
        known.filter((row) => Number(row.village_id) === villages[1]),
      ),
    );
    checkWords(gathered);
    for (const [key, [kind, figure]] of Object.entries(factsOfTickets)) {
      const those = known.filter((row) => kind === "" || row.kind === kind);
      expect([reader.name, key, gathered.facts[key as FactKey]]).toEqual([reader.name, key, naive(figure, those)]);
    }
    if (view.scope === "town") {
      // A briefing that is handed in adds up the rows of each number, and keeps what its picture shows.
      const kept = await figuresNow(work, reader, period);
      expect(Object.fromEntries(Object.entries(kept).map(([key, { value }]) => [key, value]))).toEqual(gathered.facts);
      const picture = await gatherForBriefing(work, reader, period);
      expect(pictureIn(JSON.parse(JSON.stringify(picture)))).toEqual(picture);
      expect(picture.period.name).toBe("span");
      if (period.name !== "span") expect(picture).toEqual({ ...gathered, period: { ...period, name: "span" } });
      // /overdue and the morning's digest list what the reader may read; a confidential one is only counted.
      const hidden = known.filter((row) => row.confidential && recount("overdue", row, town.clock.now, period)).length;
      const isAdmin = reader.grants.some(({ role }) => role === "admin");
      expect(await countOverdue(work, reader)).toBe(gathered.counted.overdue - (isAdmin ? 0 : hidden));
    }
  });
}

/** What strangers may count: nothing confidential, nothing kept from anybody, no emergency. */
async function checkStrangers(rows: readonly Row[], period: Period) {
  const open = rows.filter(
    ({ confidential, about_id, kept_from, kind }) => !confidential && !about_id && !kept_from?.length && kind !== "emergency",
  );
  const view = { scope: "town", period, forStrangers: true } as const;
  const [found] = await town.run((work) => sumUp(work, { id: 0 }, view, keptFigures));
  const naive = (key: FigureKey) => open.filter((row) => recount(key, row, town.clock.now, period)).length;
  for (const key of keptFigures) expect([key, found?.sums[key] ?? 0]).toEqual([key, naive(key)]);
}

/** What is drawn and what is written beside it are the same numbers. */
function checkWords(gathered: Awaited<ReturnType<typeof gatherFigures>>) {
  const caption = figuresCaption("zh", zone, gathered);
  const { received, solved, silent, unfinished, open, overdue, content, rated } = gathered.counted;
  expect(caption).toContain(
    `收到 ${received}（上期 ${gathered.receivedBefore}）：解决 ${solved}　未评价完结 ${silent}　未完结 ${unfinished}`,
  );
  expect(caption).toContain(`现在在办 ${open}　逾期 ${overdue}`);
  expect(caption).toContain(rated ? `满意率 ${((100 * content) / rated).toFixed(1)}% (${content}/${rated})` : "满意率 —");
  const drawn = pictureOf("zh", zone, gathered, false);
  expect(drawn.tiles.map(({ value }) => Number(value))).toEqual([received, solved, open, overdue]);
  for (const share of drawn.shares) expect(share.bars.reduce((sum, { value }) => sum + value, 0)).toBe(received);
}

const runs = Number(process.env["FIGURES_RUNS"] ?? 4);
const patience = 60_000 + 15_000 * runs;

test("every figure of what came in has its sums", () => {
  expect(figureKeys.filter((key) => figureTable[key].of === "received")).toEqual([...keptFigures]);
});

test(
  "whatever happens, every number of a picture is what a naive count of the rows gives, for each reader within their scope",
  async () => {
    const villages = (await town.rows<{ id: string }>("select id from village order by id")).map(({ id }) => Number(id));
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 8, maxLength: 30, size: "max" }), fc.nat(3), async (history, which) => {
        for (const one of history) await happen(one, villages);
        const now = new Date(town.clock.now);
        const periods = [
          periodNamed("month", now, zone),
          periodNamed("last_month", now, zone),
          periodNamed("today", now, zone),
          readSpan("2026-11-01 2031-01-01", { now, zone }) as Period,
        ];
        const rows = await readRows();
        for (const [name, isTheirs] of Object.entries(scopes)) {
          const mine = rows.filter((row) => isTheirs(row, villages));
          for (const period of [periods[which], periods[3]]) await check(town.actor(name as Name), mine, period as Period, villages);
        }
        for (const period of [periods[which], periods[3]]) await checkStrangers(rows, period as Period);
        expect(await town.run(countLate)).toBe(rows.filter((row) => recount("overdue", row, town.clock.now, periods[3] as Period)).length);
      }),
      { numRuns: runs, endOnFailure: true, examples: [[silentAfterNo, 3]] },
    );
  },
  patience,
);

test("the picture is a PNG of a phone's shape with its words in the shipped font, rare characters of village names too", async () => {
  const period = periodNamed("month", new Date(town.clock.now), zone);
  const gathered = await town.run((work) => gatherFigures(work, town.actor("zhou"), { scope: "town", period }));
  const given = { ...pictureOf("zh", zone, gathered, false), title: "墈头村岽下 青石镇" };
  const svg = drawSvg(given);
  for (const words of ["墈头村岽下 青石镇", "满意率", "收到与解决", "在办多久"]) expect(svg).toContain(words);
  const png = Buffer.from(await drawPicture(given));
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([720, 1280]);
  expect(png.length).toBeLessThan(200_000);
  // Were a character missing from the fonts, each would be drawn as nothing, and one rare name like another.
  const other = Buffer.from(await drawPicture({ ...given, title: "墩头村峒下 青石镇" }));
  const none = Buffer.from(await drawPicture({ ...given, title: "\u{e123}头村\u{e123}下 青石镇" }));
  expect(new Set([png, other, none].map((one) => one.toString("base64"))).size).toBe(3);
  const dark = Buffer.from(await drawPicture({ ...given, isDark: true }));
  expect(dark.equals(png)).toBe(false);
});
