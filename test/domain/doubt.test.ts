import { afterAll, beforeAll, expect, test } from "vitest";
import { isRefusal } from "../../src/domain/refusal.ts";
import { accept } from "../../src/domain/tickets/accept.ts";
import { lockTicket, type Ticket } from "../../src/domain/tickets/change.ts";
import { doubt } from "../../src/domain/tickets/doubt.ts";
import { findLastResolved } from "../../src/domain/tickets/find.ts";
import { join } from "../../src/domain/tickets/join.ts";
import { resolve } from "../../src/domain/tickets/resolve.ts";
import { type DomainTown, type Name, openDomainTown } from "../support/domain-town.ts";

let town: DomainTown;
beforeAll(async () => {
  town = await openDomainTown();
});
afterAll(() => town.close());

const hour = 3_600_000;

/** A matter of 王 that 梅 joined, resolved an hour later. */
async function resolvedMatter(): Promise<number> {
  const { id } = await town.report("wang", town.category("problem", "道路水利"));
  await town.run((work) => join(work, town.actor("mei"), id));
  await act(id, (work, ticket) => accept(work, town.actor("li"), ticket));
  town.clock.now += hour;
  await act(id, (work, ticket) => resolve(work, town.actor("li"), ticket, { body: "好了" }));
  return id;
}

const act = (id: number, what: (work: Parameters<Parameters<DomainTown["run"]>[0]>[0], ticket: Ticket) => Promise<unknown>) =>
  town.run(async (work) => expect(isRefusal(await what(work, (await lockTicket(work, id)) as Ticket))).toBe(false));

const doubts = (id: number, who: Name) => act(id, (work, ticket) => doubt(work, town.actor(who), ticket, "没修好"));
const countDoubts = async (id: number) =>
  (await town.rows("select 1 from ticket_event where ticket_id = $1 and action = 'doubt'", [id])).length;

test("each whom a result concerns is heard once when they say that it is not done, no matter who said so before", async () => {
  const id = await resolvedMatter();
  await doubts(id, "mei");
  expect(await countDoubts(id)).toBe(1);
  town.clock.now += hour;
  await doubts(id, "mei");
  expect(await countDoubts(id)).toBe(1);
  await doubts(id, "wang");
  expect(await countDoubts(id)).toBe(2);
  await doubts(id, "wang");
  expect(await countDoubts(id)).toBe(2);
});

test("words on an outcome mean what was resolved last, however much else is open", async () => {
  const id = await resolvedMatter();
  for (let others = 0; others < 8; others += 1) await town.report("wang", town.category("problem", "道路水利"));
  const found = await town.run((work) => findLastResolved(work, town.actor("wang").id));
  expect(found?.id).toBe(id);
});
