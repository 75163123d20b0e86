import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TextKey } from "../../locales/text-key.ts";
import type { NoticeBody, Role } from "../../src/database/values.ts";
import type { Work } from "../../src/database/work.ts";
import { writeBriefing } from "../../src/domain/figures/brief.ts";
import { factKeys, listFact } from "../../src/domain/figures/facts.ts";
import { figureKeys } from "../../src/domain/figures/figure-table.ts";
import { countFigures, listFigure } from "../../src/domain/figures/figures.ts";
import { gatherFigures } from "../../src/domain/figures/gather.ts";
import { ownScope } from "../../src/domain/figures/scope.ts";
import { describeLedger } from "../../src/domain/ledger/ledger.ts";
import { grantRole } from "../../src/domain/people/invite.ts";
import { type Actor, findActor } from "../../src/domain/people/person.ts";
import { mayUse } from "../../src/domain/people/rights.ts";
import { lockTicket, relationsTo, type Ticket } from "../../src/domain/tickets/change.ts";
import { fireNextTimer } from "../../src/domain/tickets/clock.ts";
import { writeDigest } from "../../src/domain/tickets/digest.ts";
import { findOwn, findTimeline } from "../../src/domain/tickets/find.ts";
import { drawCallBacks, findOwed } from "../../src/domain/tickets/follow-up.ts";
import { findSimilar, join } from "../../src/domain/tickets/join.ts";
import { add, note } from "../../src/domain/tickets/messages.ts";
import { findOverdue } from "../../src/domain/tickets/overdue.ts";
import { findQueue } from "../../src/domain/tickets/queue.ts";
import { visibleTo } from "../../src/domain/tickets/visibility.ts";
import { renderNotice } from "../../src/sender/render.ts";
import { cardFor, deskCard } from "../../src/wording/card.ts";
import { countedLine } from "../../src/wording/counted-line.ts";
import { digestMessage } from "../../src/wording/digest.ts";
import { label } from "../../src/wording/texts.ts";
import { ticketLine } from "../../src/wording/ticket-lines.ts";
import { timelineText } from "../../src/wording/timeline.ts";
import { timetableText } from "../../src/wording/timetable.ts";
import { type DomainTown, type Name, names, openDomainTown } from "../support/domain-town.ts";
import { moves } from "./model-moves.ts";

let town: DomainTown;
beforeAll(async () => {
  town = await openDomainTown();
});
afterAll(() => town.close());

const period = { name: "span" as const, from: new Date("2026-01-01T00:00:00Z"), to: new Date("2031-01-01T00:00:00Z") };

/** What is secret of a ticket, by who may know it. */
type Secrets = { person: string[]; matter: string[]; internal: string[] };
type Filed = { id: number; number: number; secrets: Secrets };
let filed: Filed[] = [];
let count = 0;

const report = fc.record({
  kind: fc.constantFrom(["problem", "道路水利"], ["problem", "干部作风"], ["service", "临时救助"], ["dispute", "矛盾纠纷"], ["emergency"]),
  confidential: fc.boolean(),
  about: fc.option(fc.nat(), { freq: 1 }),
  kept: fc.option(fc.nat(), { freq: 1 }),
});
const who = fc.constantFrom<Name | "reporter" | "responsible">(
  ...names,
  "reporter",
  "reporter",
  "responsible",
  "responsible",
  "responsible",
);
const move = fc.record({
  who,
  move: fc.constantFrom(...Object.keys(moves), "said", "noted", "joined", "hours"),
  other: fc.nat(),
  ticket: fc.nat(),
});
const joiner = fc.record({
  role: fc.constantFrom<Role>("admin", "leader", "cadre", "station", "discipline"),
  inVillage: fc.boolean(),
});
const life = fc.record({
  people: fc.array(joiner, { maxLength: 2 }),
  reports: fc.array(report, { minLength: 1, maxLength: 3 }),
  does: fc.array(move, { maxLength: 18 }),
});
type Life = typeof life extends fc.Arbitrary<infer L> ? L : never;

/** Everybody whom the town knows. */
const everybody = async (): Promise<Actor[]> => {
  const rows = await town.rows<{ id: string }>("select id from person order by id");
  return town.run(async (work) =>
    (await Promise.all(rows.map(({ id }) => findActor(work, Number(id))))).filter((one) => one !== undefined),
  );
};

async function file({ kind: [kind, category], confidential, about, kept }: Life["reports"][number]): Promise<Filed> {
  count += 1;
  const marked = (what: string) => `${what}〔${count}〕`;
  const phone = `1390${String(count).padStart(7, "0")}`;
  const reporter = await town.villager(marked("报的人"));
  const staff = (await everybody()).filter(({ grants }) => grants.length);
  const accused = about === null ? undefined : staff[about % staff.length];
  const chosen = town.category(kind as Ticket["kind"], category);
  const filed = await town.report(reporter, chosen, {
    description: marked("事"),
    place: { text: marked("地点") },
    phone,
    confidential,
    beneficiary: chosen.kind === "service" ? marked("受益人") : undefined,
    fields: chosen.kind === "service" ? [{ name: "困难", value: marked("困难") }] : [],
    parties: chosen.kind === "dispute" ? [marked("对方")] : [],
    aboutId: accused?.id,
    keptFrom:
      kept === null
        ? []
        : staff
            .slice(kept % staff.length)
            .slice(0, 1)
            .map(({ id }) => id),
    attachments: [{ kind: "photo", fileId: "file", sourceMessageId: 1, caption: marked("图") }],
  });
  const { id, number } = filed;
  const person = [reporter.name, phone, marked("受益人")];
  return { id, number, secrets: { person, matter: ["事", "地点", "困难", "对方", "图", "补充"].map(marked), internal: [marked("内部")] } };
}

async function live({ who, move, other, ticket: which }: Life["does"][number]) {
  if (move === "hours") {
    town.clock.now += 30 * 3_600_000;
    while (await town.run(fireNextTimer));
    return;
  }
  const { id, secrets } = filed[which % filed.length] as Filed;
  const found = await town.run(async (work) => (await lockTicket(work, id)) as Ticket);
  const people = await everybody();
  const theirs = { reporter: found.reporterId, responsible: found.responsibleId };
  const actor = who === "reporter" || who === "responsible" ? people.find((one) => one.id === theirs[who]) : town.actor(who);
  if (!actor) return;
  const said = (body = "") => ({ body, source: { chatId: 1, messageId: count * 1_000 + which } });
  const staff = people.filter(({ grants }) => grants.length);
  await town.run(async (work) => {
    const ticket = (await lockTicket(work, id)) as Ticket;
    if (move === "said") return add(work, actor, ticket, said(secrets.matter.at(-1)));
    if (move === "noted") return note(work, actor, ticket, said(secrets.internal[0]));
    if (move === "joined") return join(work, people[other % people.length] as Actor, id);
    return moves[move]?.act(work, actor, ticket, staff[other % staff.length] as Actor);
  });
}

// What each may see, written down apart from the program: promises of the README and of /privacy.

type Row = Record<"id" | "reporter_id" | "village_id", string> &
  Record<"about_id" | "responsible_id" | "transfer_to_id" | "station_id", string | null> & {
    kind: string;
    state: string;
    confidential: boolean;
    kept_from: string[] | null;
  };
type Standings = { rows: Map<number, Row>; helpers: Set<string>; followers: Set<string> };

async function standings(): Promise<Standings> {
  const pairs = async (table: string) =>
    new Set((await town.rows<{ pair: string }>(`select ticket_id || '/' || person_id as pair from ${table}`)).map(({ pair }) => pair));
  const rows = await town.rows<Row>("select * from ticket");
  return {
    rows: new Map(rows.map((row) => [Number(row.id), row])),
    helpers: await pairs("co_handler"),
    followers: await pairs("follower"),
  };
}

const isKept = (reader: Actor, row: Row) => [row.about_id, ...(row.kept_from ?? [])].map(Number).includes(reader.id);
const isAccused = (reader: Actor, row: Row) => isKept(reader, row) && Number(row.reporter_id) !== reader.id;

/** The secrets of a ticket that this reader must not see now. */
function forbidden(reader: Actor, { id, secrets }: Filed, { rows, helpers, followers }: Standings): string[] {
  const row = rows.get(id) as Row;
  const all = [...secrets.person, ...secrets.matter, ...secrets.internal];
  if (Number(row.reporter_id) === reader.id) return secrets.internal;
  if (isAccused(reader, row)) return all;
  const holds = (role: Role) => reader.grants.some((grant) => grant.role === role);
  const isOfStation = reader.grants.some(
    ({ role, stationId }) => role === "station" && row.station_id !== null && stationId === Number(row.station_id),
  );
  const isOfVillage = reader.grants.some(({ role, villageId }) => role === "cadre" && villageId === Number(row.village_id));
  const handles =
    [row.responsible_id, row.transfer_to_id].map(Number).includes(reader.id) ||
    (helpers.has(`${id}/${reader.id}`) && reader.grants.length > 0) ||
    isOfStation ||
    holds("admin") ||
    (!row.confidential && (holds("leader") || (row.kind === "emergency" && isOfVillage)));
  if (handles) return row.confidential ? secrets.person : [];
  return followers.has(`${id}/${reader.id}`) ? [...secrets.person, ...secrets.internal] : all;
}

async function cellsOfLedger(work: Work, reader: Actor) {
  const words = {
    label: (key: TextKey, values = {}) => label("zh", key, values),
    named: ({ name }: { name: string }) => name,
    time: String,
    now: work.now,
  };
  const ledger = await describeLedger({ work, reader, period, words });
  const sheets = [...ledger.sheets, ledger.check(new Map(), new Map())];
  const cells: unknown[] = [];
  for (const { pieces } of sheets) for await (const piece of pieces()) cells.push(...piece);
  return cells;
}

/** Everything that the program shows this reader when asked, each output as text. */
async function outputsFor(work: Work, reader: Actor): Promise<[what: string, shown: string][]> {
  const line = (one: Parameters<typeof ticketLine>[2]) => ticketLine("zh", work, one);
  const digest = await writeDigest(work, reader.id);
  const outputs: [string, unknown][] = [
    ["queue", (await findQueue(work, reader)).listed.map(line)],
    ["own", (await findOwn(work, reader.id)).listed.map(line)],
    ["digest", digest && digestMessage("zh", work, digest)],
    ["owed", await findOwed(work, reader)],
  ];
  if (mayUse(reader, "overdue")) outputs.push(["overdue", (await findOverdue(work, reader)).listed.map(line)]);
  if (mayUse(reader, "ledger")) {
    outputs.push(["ledger", await cellsOfLedger(work, reader)]);
    outputs.push([
      "briefing",
      await writeBriefing(work, reader, period, { label: (key, values = {}) => label("zh", key, values), time: String }, ""),
    ]);
    for (const key of factKeys) outputs.push([`rows of ${key}`, await listFact(work, reader, key, period, { limit: 1_000, offset: 0 })]);
  }
  if (mayUse(reader, "stats")) {
    const chosen = { period, scope: ownScope(reader) };
    outputs.push(["stats", await gatherFigures(work, reader, chosen)]);
    for (const key of factKeys)
      outputs.push([`own rows of ${key}`, await listFact(work, reader, key, period, { limit: 1_000, offset: 0 }, chosen)]);
    for (const key of figureKeys) {
      const { listed } = await listFigure(work, reader, key, chosen, 0);
      outputs.push([`tickets of ${key}`, listed.map((one) => countedLine(reader, work, one))]);
    }
  }
  for (const { id } of filed) {
    const ticket = (await lockTicket(work, id)) as Ticket;
    outputs.push([`card ${id}`, (await cardFor(work, id, reader.id, 0))?.html]);
    const relations = await relationsTo(work, reader, ticket);
    const entries = await findTimeline(work, ticket, visibleTo(relations, reader, ticket));
    if (relations.length)
      outputs.push([`timeline ${id}`, timelineText("zh", ticket, entries, work) + (await timetableText(work, "zh", ticket))]);
  }
  return outputs.map(([what, shown]) => [what, JSON.stringify(shown) ?? ""]);
}

const leaks = (shown: string, secrets: readonly string[]) => secrets.filter((secret) => shown.includes(secret));

/** Nothing that this reader may not see stands in anything shown to them; of a ticket about them not even its number. */
async function checkOutputs(reader: Actor, now: Standings) {
  const outputs = await town.run((work) => outputsFor(work, reader));
  for (const [what, shown] of outputs) {
    for (const one of filed) {
      expect(leaks(shown, forbidden(reader, one, now)), `${reader.name} in ${what} of #${one.number}`).toEqual([]);
      if (isAccused(reader, now.rows.get(one.id) as Row) && !what.endsWith(String(one.id)))
        expect(
          shown.includes(`#${one.number}`) || (what === "ledger" && shown.includes(`[${one.number},`)),
          `${reader.name} in ${what}`,
        ).toBe(false);
    }
  }
  if (!mayUse(reader, "overdue")) return;
  const { received } = await town.run((work) => countFigures(work, reader, { period, scope: "town" }));
  const isCounted = (row: Row) => !isKept(reader, row) && !["withdrawn", "declined", "merged"].includes(row.state);
  expect(received).toBe([...now.rows.values()].filter(isCounted).length);
}

type Sent = {
  id: string;
  chat_id: string;
  person_id: string | null;
  ticket_id: string | null;
  edits_id: string | null;
  notice: NoticeBody | null;
};
let lastSent = 0;

/** What was sent since: each message to somebody who might see it at that time (cards: might see it now). */
async function checkSent(people: readonly Actor[], then: Standings, now: Standings) {
  const rows = await town.rows<Sent>("select * from outbox where id > $1 order by id", [lastSent]);
  for (const row of rows) {
    lastSent = Number(row.id);
    const reader = people.find(({ id }) => id === Number(row.person_id));
    if (!reader) continue;
    const outgoing = {
      id: 0,
      chatId: 1,
      personId: reader.id,
      ticketId: row.ticket_id === null ? null : Number(row.ticket_id),
      editsId: null,
      notice: row.notice,
    };
    const call = await town.run((work) => renderNotice(work, outgoing));
    if (!call) continue;
    const shown = JSON.stringify(call);
    for (const one of filed) {
      const before = new Set(forbidden(reader, one, then));
      const secrets = forbidden(reader, one, now).filter((secret) => row.notice?.kind === "card" || before.has(secret));
      expect(leaks(shown, secrets), `${reader.name} was sent ${JSON.stringify(row.notice)}`).toEqual([]);
      if (isAccused(reader, now.rows.get(one.id) as Row)) expect(outgoing.ticketId, `${reader.name} was sent ${shown}`).not.toBe(one.id);
    }
  }
}

async function checkEverything(then: Standings) {
  const now = await standings();
  const people = await everybody();
  await checkSent(people, then, now);
  for (const reader of people.filter(
    (one) => one.grants.length || filed.some(({ id }) => Number(now.rows.get(id)?.reporter_id) === one.id),
  ))
    await checkOutputs(reader, now);
  for (const { id, secrets } of filed) {
    const row = now.rows.get(id) as Row;
    const atDesk = JSON.stringify(await town.run((work) => deskCard(work, id)));
    if (row.confidential || row.about_id !== null || row.kept_from) expect(leaks(atDesk, Object.values(secrets).flat())).toEqual([]);
    const matter = { description: secrets.matter[0] as string, placeText: null, latitude: null, longitude: null, categoryId: 0 };
    const offered = await town.run((work) => findSimilar(work, town.villageId, matter));
    const bySecret = offered.filter(
      (one) => now.rows.get(one.id)?.confidential || now.rows.get(one.id)?.about_id !== null || now.rows.get(one.id)?.kept_from,
    );
    expect(bySecret.map(({ id: similar }) => now.rows.get(similar))).toEqual([]);
  }
}

test("whatever is reported and done, nobody is shown or sent what they may not see", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ people, reports, does }) => {
      for (const [index, { role, inVillage }] of people.entries()) {
        const somebody = await town.villager(`新人${count}-${index}`);
        await town.run((work) =>
          grantRole(work, somebody.id, { role, villageId: inVillage ? town.villageId : null, stationId: null, isHead: false }),
        );
      }
      filed = [];
      for (const one of reports) filed.push(await file(one));
      await checkEverything(await standings());
      for (const one of does) {
        const then = await standings();
        await live(one);
        await checkSent(await everybody(), then, await standings());
      }
      await town.run((work) => drawCallBacks(work, town.actor("chen")));
      await checkEverything(await standings());
    }),
    { numRuns: Number(process.env["SIGHT_RUNS"] ?? 6), endOnFailure: true },
  );
});
