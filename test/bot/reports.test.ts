import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { type Furnished, openFurnishedTown } from "../support/town.ts";
import { type Move, type Outcome, villagersReports } from "./villagers-reports.ts";

let town: Furnished;
beforeAll(async () => {
  town = await openFurnishedTown();
});
afterAll(() => town.close());

async function make(villager: PersonDriver, move: Move) {
  if (typeof move === "string") await villager.says(move);
  else if ("press" in move) await villager.presses(move.press);
  else if ("edit" in move) {
    const [before, text] = move.edit;
    await villager.edits(before, text);
  } else if ("shared" in move) await villager.does({ do: "contact", phone: "+8613900139000" });
  else await villager.does(move.send);
  await town.settled();
}

async function ticketsOf(villager: PersonDriver) {
  return town.rows<Record<string, unknown>>(
    `select t.id, t.kind, t.description, t.place_text, t.latitude, t.phone, t.confidential, t.state, t.responsible_id, t.deadline,
       c.name as category, v.name as village
     from ticket t join person p on p.id = t.reporter_id join category c on c.id = t.category_id join village v on v.id = t.village_id
     where p.telegram_id = $1`,
    [villager.id],
  );
}

async function expectTicket(villager: PersonDriver, expected: Extract<Outcome, { ticket: object }>["ticket"]) {
  const tickets = await ticketsOf(villager);
  expect(tickets).toHaveLength(1);
  const [made] = tickets as [Record<string, unknown>];
  expect(made).toMatchObject({ category: expected.category, kind: expected.kind ?? "problem", state: "assigned" });
  expect(made["village"]).toBe(expected.village ?? "东坑村");
  expect(made["responsible_id"]).not.toBeNull();
  expect(made["deadline"]).not.toBeNull();
  if (expected.says !== undefined) expect(made["description"]).toContain(expected.says);
  if (expected.exactly) expect(made["description"]).toBe(expected.says);
  if (expected.says === "") expect(made["description"]).toBe("");
  if (expected.place) expect(made["place_text"]).toBe(expected.place);
  if (expected.hasPin) expect(made["latitude"]).toBeCloseTo(25.12);
  if (expected.phone) expect(made["phone"]).toBe(expected.phone);
  expect(made["confidential"]).toBe(expected.confidential ?? false);
  const files = await town.rows<{ kind: string }>(
    "select attachment->>'kind' as kind from ticket_message where ticket_id = $1 order by id",
    [made["id"]],
  );
  expect(files.map(({ kind }) => kind)).toEqual(expected.files ?? []);
  expect(villager.texts().join()).toMatch(/已提交|已报出/);
}

test("there are at least sixty of them", () => {
  expect(villagersReports.length).toBeGreaterThanOrEqual(60);
});

describe.each(villagersReports)("$name", ({ moves, outcome }) => {
  test("ends in the right ticket or in a clear question", async () => {
    const villager = town.person("村民");
    await villager.says("/start v1");
    await town.settled();
    for (const move of moves) await make(villager, move);
    if ("ticket" in outcome) await expectTicket(villager, outcome.ticket);
    else if ("tickets" in outcome) {
      const made = await ticketsOf(villager);
      expect(made.map(({ category, description }) => [category, description]).toSorted()).toEqual(outcome.tickets.toSorted());
    } else {
      expect(villager.newest()).toMatch(outcome.question);
      expect(await ticketsOf(villager)).toEqual([]);
    }
  });
});
