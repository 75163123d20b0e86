import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MediationKind, type TicketState, ticketStates } from "../../src/database/values.ts";
import type { Work } from "../../src/database/work.ts";
import { answerAgreement, planMediation, recordMediation } from "../../src/domain/disputes/mediation.ts";
import { grantRole } from "../../src/domain/people/invite.ts";
import type { Actor } from "../../src/domain/people/person.ts";
import { endTie, findTies } from "../../src/domain/people/ties.ts";
import { isRefusal } from "../../src/domain/refusal.ts";
import { accept } from "../../src/domain/tickets/accept.ts";
import { lockTicket, relationsTo, type Ticket } from "../../src/domain/tickets/change.ts";
import { chase } from "../../src/domain/tickets/chase.ts";
import { fireNextTimer } from "../../src/domain/tickets/clock.ts";
import { extend, extendPetition, refuseExtension } from "../../src/domain/tickets/extend.ts";
import { handOver } from "../../src/domain/tickets/hand-over.ts";
import { merge, unmerge } from "../../src/domain/tickets/join.ts";
import { type Action, closedStates, isHandling, lifecycle, mayTake, nextState } from "../../src/domain/tickets/lifecycle.ts";
import { addOutsideBody, askOutside, recordOutsideAnswer } from "../../src/domain/tickets/outside.ts";
import { confirm, resolve } from "../../src/domain/tickets/resolve.ts";
import { reveal } from "../../src/domain/tickets/reveal.ts";
import { add, ask, note, reply } from "../../src/domain/tickets/talk.ts";
import { assign, giveBack, inviteCoHandler, offer } from "../../src/domain/tickets/transfer.ts";
import { decline, withdraw } from "../../src/domain/tickets/withdraw.ts";
import { type DomainTown, type Name, names, openDomainTown } from "../support/domain-town.ts";

/** `npm run nightly` asks for more. */
const sequences = Number(process.env["MODEL_SEQUENCES"] ?? 200);

let town: DomainTown;
beforeAll(async () => {
  town = await openDomainTown();
  await town.run((work) => addOutsideBody(work, "县公路段 0797-6666666"));
});
afterAll(() => town.close());

const said = { body: "说一句", source: { chatId: 1, messageId: 1 } };
type Deed = { may: readonly Action[]; act: (work: Work, actor: Actor, ticket: Ticket, other: Actor) => Promise<unknown> };

/** What people can do to a ticket, and which actions of the lifecycle that can come to. */
const deeds: Record<string, Deed> = {
  accept: { may: ["accept", "take_over"], act: accept },
  reply: { may: ["reply", "note"], act: (work, actor, ticket) => reply(work, actor, ticket, said) },
  ask: { may: ["ask"], act: (work, actor, ticket) => ask(work, actor, ticket, said) },
  add: { may: ["add", "respond"], act: (work, actor, ticket) => add(work, actor, ticket, said) },
  note: { may: ["note"], act: (work, actor, ticket) => note(work, actor, ticket, said) },
  chase: { may: ["chase"], act: chase },
  offer: { may: ["offer"], act: (work, actor, ticket, other) => offer(work, actor, ticket, { personId: other.id }, "忙") },
  give_back: { may: ["give_back"], act: (work, actor, ticket) => giveBack(work, actor, ticket, "不归我管") },
  assign: { may: ["assign"], act: (work, actor, ticket, other) => assign(work, actor, ticket, other.id) },
  helper: { may: ["invite_co_handler"], act: (work, actor, ticket, other) => inviteCoHandler(work, actor, ticket, { personId: other.id }) },
  extend: {
    may: ["extend"],
    act: (work, actor, ticket) => extend(work, actor, ticket, new Date(Number(ticket.resolveBy ?? work.now) + 3 * 86_400_000), "等材料"),
  },
  veto: { may: ["refuse_extension"], act: refuseExtension },
  extend_petition: { may: ["extend_petition"], act: (work, actor, ticket) => extendPetition(work, actor, ticket, "等批复") },
  resolve: { may: ["resolve"], act: (work, actor, ticket) => resolve(work, actor, ticket, { body: "好了" }) },
  content: { may: ["confirm"], act: (work, actor, ticket) => confirm(work, actor, ticket, "satisfied", "") },
  unhappy: { may: ["reopen", "insist"], act: (work, actor, ticket) => confirm(work, actor, ticket, "unsatisfied", "没好") },
  withdraw: { may: ["withdraw"], act: withdraw },
  decline: { may: ["decline"], act: (work, actor, ticket) => decline(work, actor, ticket, "不属受理范围") },
  merge: { may: ["merge"], act: async (work, actor, ticket) => merge(work, actor, ticket, (await findOther(work, ticket)) ?? 0) },
  unmerge: { may: ["unmerge"], act: unmerge },
  plan: {
    may: ["plan_mediation"],
    act: (work, actor, ticket) =>
      planMediation(work, actor, ticket, {
        kind: "people" as MediationKind,
        at: new Date(work.now.getTime() + 3_600_000),
        place: "村委会",
      }),
  },
  record: { may: ["record_mediation"], act: (work, actor, ticket) => recordMediation(work, actor, ticket, { agreement: "各退一尺" }) },
  agree: { may: ["answer_agreement"], act: (work, actor, ticket) => answerAgreement(work, actor, ticket, true) },
  outside: { may: ["ask_outside"], act: (work, actor, ticket) => askOutside(work, actor, ticket, 1) },
  outside_answer: { may: ["record_outside"], act: (work, actor, ticket) => recordOutsideAnswer(work, actor, ticket, "下周修") },
  reveal: { may: ["reveal"], act: (work, actor, ticket) => reveal(work, actor, ticket, "来函核实") },
};

async function findOther(work: Work, ticket: Ticket): Promise<number | undefined> {
  const { rows } = await work.tx.execute<{ number: number }>(
    `select number from ticket where id <> ${ticket.id} and village_id = ${ticket.villageId} and not confidential
     and state not in ('closed', 'withdrawn', 'declined', 'merged') order by id desc limit 1`,
  );
  return rows[0]?.number;
}

type Model = { ticketId: number; state: TicketState; visited: Set<string> };
type Real = { town: DomainTown };
const visited = new Set<string>();
const done = new Set<string>();

class Deeds implements fc.AsyncCommand<Model, Real> {
  readonly who: Name;
  readonly deed: string;
  readonly other: Name;
  constructor(who: Name, deed: string, other: Name) {
    this.who = who;
    this.deed = deed;
    this.other = other;
  }
  check = () => true;
  toString = () => `${this.who} ${this.deed} ${this.other}`;
  async run(model: Model, real: Real) {
    const { may, act } = deeds[this.deed] as Deed;
    const before = await load(model.ticketId);
    const relations = await real.town.run(async (work) => relationsTo(work, real.town.actor(this.who), before));
    const outcome = await real.town.run(async (work) => {
      const ticket = (await lockTicket(work, model.ticketId)) as Ticket;
      return act(work, real.town.actor(this.who), ticket, real.town.actor(this.other));
    });
    const after = await load(model.ticketId);
    const events = await eventsOf(model.ticketId);
    if (isRefusal(outcome)) {
      expect({ state: after.state, responsible: after.responsibleId }).toEqual({ state: before.state, responsible: before.responsibleId });
    } else {
      const last = events.at(-1);
      expect(may).toContain(last?.action);
      // Nobody acts on what is not theirs.
      expect(mayTake(last?.action as Action, relations)).toBe(true);
      expect(lifecycle[last?.action as Action].from as readonly TicketState[]).toContain(before.state);
      done.add(last?.action ?? "");
    }
    if (relations.length === 0) expect(isRefusal(outcome)).toBe(true);
    if (!isHandling(relations))
      expect(after.responsibleId === before.responsibleId || ["reopen"].includes(events.at(-1)?.action ?? "")).toBe(true);
    await checkInvariants(model, after, events);
  }
}

class Hours implements fc.AsyncCommand<Model, Real> {
  readonly hours: number;
  constructor(hours: number) {
    this.hours = hours;
  }
  check = () => true;
  toString = () => `${this.hours} hours pass`;
  async run(model: Model, real: Real) {
    real.town.clock.now += this.hours * 3_600_000;
    while (await real.town.run(fireNextTimer));
    const events = await eventsOf(model.ticketId);
    for (const { action } of events) done.add(action);
    await checkInvariants(model, await load(model.ticketId), events);
  }
}

/** Somebody leaves office and what they had is handed over; by the next deed they are back. */
class Leaves implements fc.AsyncCommand<Model, Real> {
  readonly who: Name;
  constructor(who: Name) {
    this.who = who;
  }
  check = () => true;
  toString = () => `${this.who} leaves office`;
  async run(model: Model, real: Real) {
    const before = await load(model.ticketId);
    const person = real.town.actor(this.who);
    await real.town.run(async (work) => {
      const ties = (await findTies(work)).filter(({ grant }) => grant.personId === person.id).map(({ grant }) => grant);
      for (const { id } of ties) await endTie(work, id);
      for (const tie of ties) await handOver(work, real.town.actor("zhou"), tie);
      for (const { role, villageId, stationId, isHead } of ties) await grantRole(work, person.id, { role, villageId, stationId, isHead });
    });
    const after = await load(model.ticketId);
    const isHandedOver = before.responsibleId === person.id && nextState("assign", before.state) !== undefined;
    if (isHandedOver) expect(after.responsibleId).not.toBe(person.id);
    else expect(after.responsibleId).toBe(before.responsibleId);
    await checkInvariants(model, after, await eventsOf(model.ticketId));
  }
}

const load = (id: number) => town.run(async (work) => (await lockTicket(work, id)) as Ticket);
type Event = { seq: number; action: string; prev_hash: string; hash: string; from_state: string; to_state: string };
const eventsOf = (id: number) => town.rows<Event>("select * from ticket_event where ticket_id = $1 order by seq", [id]);

async function checkInvariants(model: Model, ticket: Ticket, events: Event[]) {
  model.state = ticket.state;
  visited.add(ticket.state);
  if (!closedStates.includes(ticket.state)) {
    expect(ticket.responsibleId).not.toBeNull();
    expect(ticket.deadline).not.toBeNull();
    expect(ticket.nextTimerAt).not.toBeNull();
  }
  for (const [index, event] of events.entries()) {
    expect(event.seq).toBe(index + 1);
    expect(event.prev_hash).toBe(events[index - 1]?.hash ?? "");
    if (index > 0) expect(event.from_state).toBe(events[index - 1]?.to_state);
  }
  expect(events.at(-1)?.to_state).toBe(ticket.state);
}

/** From wherever a life has come to, an honest end can be reached. */
async function bringToEnd(ticketId: number) {
  const ticket = await load(ticketId);
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
  const { state } = await load(ticketId);
  expect(state).toBe("closed");
  visited.add(state);
}

test("whatever everybody does in whatever order, each step keeps the promises, and an end can be reached", async () => {
  const person = fc.constantFrom(...names);
  const commands = [
    fc.tuple(person, fc.constantFrom(...Object.keys(deeds)), person).map(([who, deed, other]) => new Deeds(who, deed, other)),
    // Those who are likely to be allowed come more often, so that lives get long.
    fc
      .tuple(fc.constantFrom<Name>("wang", "li", "chen", "zhou"), fc.constantFrom(...Object.keys(deeds)), person)
      .map(([who, deed, other]) => new Deeds(who, deed, other)),
    fc.constantFrom(1, 5, 26, 24 * 8).map((hours) => new Hours(hours)),
    fc.constantFrom<Name>("li", "zhang", "he", "chen", "zeng").map((who) => new Leaves(who)),
  ];
  const kinds = fc.constantFrom(
    ["problem", "道路水利"] as const,
    ["service", "临时救助"] as const,
    ["dispute", "矛盾纠纷"] as const,
    ["petition", "信访诉求"] as const,
    ["emergency", undefined] as const,
    ["problem", "干部作风"] as const,
  );
  await fc.assert(
    fc.asyncProperty(kinds, fc.commands(commands, { maxCommands: 25 }), async ([kind, category], life) => {
      const beside = await town.report("mei", town.category("problem", "道路水利"));
      const ticket = await town.report("wang", town.category(kind, category));
      const setup = () => ({ model: { ticketId: ticket.id, state: ticket.state, visited }, real: { town } });
      await fc.asyncModelRun(setup, life);
      await bringToEnd(ticket.id);
      // What stood beside it must not keep the clock busy in later lives.
      await town.run(async (work) => withdraw(work, town.actor("mei"), (await lockTicket(work, beside.id)) as Ticket));
    }),
    { numRuns: sequences, endOnFailure: true },
  );
  const unreached = ticketStates.filter((state) => state !== "submitted" && !visited.has(state));
  expect(unreached, `visited ${[...visited].join(" ")}; done ${[...done].join(" ")}`).toEqual([]);
}, 600_000);
