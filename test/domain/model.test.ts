import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type TicketKind, type TicketState, ticketStates } from "../../src/database/values.ts";
import { isRefusal } from "../../src/domain/refusal.ts";
import { lockTicket, type Ticket } from "../../src/domain/tickets/change.ts";
import { type Action, closedStates, lifecycle } from "../../src/domain/tickets/lifecycle.ts";
import { addOutsideBody } from "../../src/domain/tickets/outside.ts";
import { confirm, resolve } from "../../src/domain/tickets/resolve.ts";
import { withdraw } from "../../src/domain/tickets/withdraw.ts";
import { type DomainTown, type Name, names, openDomainTown } from "../support/domain-town.ts";
import { engineHears, hoursPass, type Life, leavesOffice, load, moves, oneMove, possibleMove, readCommand } from "./model-moves.ts";

const livesOfTown = 200;
/** `npm run nightly` asks for more towns, not longer ones, in which what nobody ever does (visits owed) would pile up. */
const towns = Array.from(
  { length: Math.ceil(Number(process.env["MODEL_SEQUENCES"] ?? livesOfTown) / livesOfTown) },
  (_, index) => index + 1,
);

let town: DomainTown;
beforeEach(async () => {
  town = await openDomainTown();
  await town.run((work) => addOutsideBody(work, "县公路段 0797-6666666"));
});
afterEach(() => town.close());

/** From wherever a life has come to, an honest end can be reached. */
async function bringToEnd(ticketId: number) {
  const ticket = await load(town, ticketId);
  if (closedStates.includes(ticket.state)) return;
  if (ticket.state !== "resolved") {
    const responsible = town.nameOf(ticket.responsibleId) as Name;
    const resolved = await town.run((work) => resolve(work, town.actor(responsible), ticket, { body: "好了" }));
    expect(isRefusal(resolved)).toBe(false);
  }
  const closed = await town.run(async (work) =>
    confirm(work, town.actor("wang"), (await lockTicket(work, ticketId)) as Ticket, "satisfied", ""),
  );
  expect(isRefusal(closed)).toBe(false);
  expect((await load(town, ticketId)).state).toBe("closed");
}

type Sort = readonly [kind: TicketKind, category?: string];

/** Plays a ticket of 王 from its report, beside another of its village. */
async function play([kind, category]: Sort, commands: Iterable<fc.AsyncCommand<Life, { town: DomainTown }>>, seen: Omit<Life, "ticketId">) {
  const beside = await town.report("mei", town.category("problem", "道路水利"));
  const { id: ticketId } = await town.report("wang", town.category(kind, category), { confidential: category === "干部作风" });
  await fc.asyncModelRun(() => ({ model: { ...seen, ticketId }, real: { town } }), commands);
  await bringToEnd(ticketId);
  // What stood beside it must not keep the clock busy in later lives.
  await town.run(async (work) => withdraw(work, town.actor("mei"), (await lockTicket(work, beside.id)) as Ticket));
}

const nothingSeen = () => ({ visited: new Set<TicketState>(), done: new Set<Action>() });

const person = fc.constantFrom(...names);
const move = fc.constantFrom(...Object.keys(moves));
const someLife = fc.commands(
  [
    fc.tuple(person, move, person).map(([who, what, other]) => oneMove(who, what, other)),
    ...[1, 2, 3].map(() => fc.tuple(fc.nat(999), fc.nat(999), person).map(([nth, who, other]) => possibleMove(nth, who, other))),
    fc.constantFrom(1, 5, 26, 24 * 8).map((hours) => hoursPass(hours)),
    fc.constantFrom<Name>("li", "zhang", "he", "chen", "zeng").map((who) => leavesOffice(who)),
    fc.constant(engineHears()),
  ],
  { maxCommands: 25, size: "max" },
);
const sorts = fc.constantFrom<Sort>(
  ["problem", "道路水利"],
  ["service", "临时救助"],
  ["dispute", "矛盾纠纷"],
  ["petition", "信访诉求"],
  ["emergency"],
  ["problem", "干部作风"],
);

test.each(towns)(
  "whatever everybody does in whatever order, each step keeps the promises, and an end can be reached (town %i)",
  async () => {
    const playedOut = fc.asyncProperty(sorts, someLife, (sort, life) => play(sort, life, nothingSeen()));
    await fc.assert(playedOut, { numRuns: livesOfTown, endOnFailure: true });
  },
  600_000,
);

/** Lives that go everywhere between them: what chance plays is held to the same promises, but chance may miss a corner. */
const lives: [Sort, string[]][] = [
  [
    ["problem", "道路水利"],
    [
      "wang chase",
      "wang voice",
      "li correct",
      "an engine hears",
      "li correct",
      "li accept",
      "li note",
      "li ask",
      "wang add",
      "li reply",
      "li offer zhang",
      "zhang give_back",
      "li offer zhang",
      "zhang accept",
    ],
  ],
  [
    ["problem", "道路水利"],
    ["li accept", "li extend", "chen veto", "li helper zhang", "chen assign zhang", "zhang outside", "zhang outside_answer", "wang add"],
  ],
  [
    ["problem", "道路水利"],
    [
      "li resolve",
      "wang doubt",
      "192 hours pass",
      "wang doubt",
      "wang unhappy",
      "zhou resolve",
      "wang doubt",
      "wang unhappy",
      "zhou resolve",
      "wang unhappy",
      "wang content",
    ],
  ],
  [
    ["problem", "道路水利"],
    ["26 hours pass", "li accept", "192 hours pass", "192 hours pass", "zhou resolve", "192 hours pass"],
  ],
  [["service", "临时救助"], ["he decline"]],
  [["service", "临时救助"], ["wang withdraw"]],
  [
    ["dispute", "矛盾纠纷"],
    ["li plan", "li record", "wang agree"],
  ],
  [
    ["petition", "信访诉求"],
    ["zhou accept", "zhou extend_petition"],
  ],
  [["problem", "干部作风"], ["zhou reveal"]],
  [
    ["problem", "道路水利"],
    ["li helper zhang", "wang redirect li", "li reply", "zeng accept", "zeng redirect zeng", "zhou reply"],
  ],
  [
    ["problem", "道路水利"],
    ["li merge", "li unmerge", "li leaves office", "zhou merge"],
  ],
];

test("lives that go through every state and every action keep the promises too", async () => {
  const seen = nothingSeen();
  for (const [sort, life] of lives) await play(sort, life.map(readCommand), seen);
  expect(ticketStates.filter((state) => !seen.visited.has(state))).toEqual(["submitted"]);
  // A person who joins writes a report of their own: test/bot/closed-loop.test.ts.
  expect(Object.keys(lifecycle).filter((action) => !seen.done.has(action as Action))).toEqual([
    "join",
    // What a party without Telegram says of an agreement: test/bot/parties-on-paper.test.ts.
    "record_agreement",
    // Only somebody without the bot is called, or comes to use it: test/bot/without-bot.test.ts.
    ...["call_back", "call_reopen", "call_note", "adopt"],
    // Only where there is a county: test/bot/county.test.ts.
    ...["hand_up", "county_answer"],
  ]);
});
