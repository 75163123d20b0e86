import type fc from "fast-check";
import { expect } from "vitest";
import type { MediationKind, TicketState } from "../../src/database/values.ts";
import type { Work } from "../../src/database/work.ts";
import { answerAgreement, planMediation, recordMediation } from "../../src/domain/disputes/mediation.ts";
import { grantRole } from "../../src/domain/people/invite.ts";
import type { Actor } from "../../src/domain/people/person.ts";
import { endTie, findTies } from "../../src/domain/people/ties.ts";
import { isRefusal, refuse } from "../../src/domain/refusal.ts";
import { accept } from "../../src/domain/tickets/accept.ts";
import { lockTicket, relationsTo, type Ticket } from "../../src/domain/tickets/change.ts";
import { chase } from "../../src/domain/tickets/chase.ts";
import { fireNextTimer } from "../../src/domain/tickets/clock.ts";
import { doubt } from "../../src/domain/tickets/doubt.ts";
import { extend, extendPetition, refuseExtension } from "../../src/domain/tickets/extend.ts";
import { handOver } from "../../src/domain/tickets/hand-over.ts";
import { correct, findVoiceById, hear, type Voice } from "../../src/domain/tickets/hear.ts";
import { merge, unmerge } from "../../src/domain/tickets/join.ts";
import { type Action, closedStates, isHandling, lifecycle, mayTake, nextState } from "../../src/domain/tickets/lifecycle.ts";
import { add, ask, note, reply } from "../../src/domain/tickets/messages.ts";
import { askOutside, findOutsideBodies, recordOutsideAnswer } from "../../src/domain/tickets/outside.ts";
import { redirect } from "../../src/domain/tickets/redirect.ts";
import { confirm, resolve } from "../../src/domain/tickets/resolve.ts";
import { reveal } from "../../src/domain/tickets/reveal.ts";
import { assign, giveBack, inviteCoHandler, offer } from "../../src/domain/tickets/transfer.ts";
import { decline, withdraw } from "../../src/domain/tickets/withdraw.ts";
import { type DomainTown, type Name, names } from "../support/domain-town.ts";

const said = { body: "说一句", source: { chatId: 1, messageId: 1 } };
type Move = { may: readonly Action[]; act: (work: Work, actor: Actor, ticket: Ticket, other: Actor) => Promise<unknown> };

/** What people can do to a ticket, and which actions of the lifecycle that can come to. */
export const moves: Record<string, Move> = {
  accept: { may: ["accept", "take_over"], act: accept },
  reply: { may: ["reply", "note"], act: (work, actor, ticket) => reply(work, actor, ticket, said) },
  ask: { may: ["ask"], act: (work, actor, ticket) => ask(work, actor, ticket, said) },
  add: { may: ["add", "respond"], act: (work, actor, ticket) => add(work, actor, ticket, said) },
  voice: {
    may: ["add", "respond"],
    act: (work, actor, ticket) => add(work, actor, ticket, { ...said, attachment: { kind: "voice", fileId: "v" } }),
  },
  correct: {
    may: ["correct"],
    async act(work, actor, ticket) {
      const voice = await findLastVoice(work, ticket);
      return voice ? correct(work, actor, ticket, voice, "路灯不亮") : refuse("not-found");
    },
  },
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
  doubt: { may: ["doubt"], act: (work, actor, ticket) => doubt(work, actor, ticket, "没修好") },
  withdraw: { may: ["withdraw"], act: (work, actor, ticket) => withdraw(work, actor, ticket) },
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
  outside: {
    may: ["ask_outside"],
    act: async (work, actor, ticket) => askOutside(work, actor, ticket, (await findOutsideBodies(work))[0]?.id ?? 0),
  },
  outside_answer: { may: ["record_outside"], act: (work, actor, ticket) => recordOutsideAnswer(work, actor, ticket, "下周修") },
  redirect: { may: ["redirect"], act: (work, actor, ticket, other) => redirect(work, actor, ticket, { aboutId: other.id }) },
  reveal: { may: ["reveal"], act: (work, actor, ticket) => reveal(work, actor, ticket, "来函核实") },
};

async function findOther(work: Work, ticket: Ticket): Promise<number | undefined> {
  const { rows } = await work.tx.execute<{ number: number }>(
    `select number from ticket where town_id = 1 and id <> ${ticket.id} and village_id = ${ticket.villageId} and not confidential
     and state not in ('closed', 'withdrawn', 'declined', 'merged') order by id desc limit 1`,
  );
  return rows[0]?.number;
}

async function findLastVoice(work: Work, ticket: Ticket): Promise<Voice | undefined> {
  const { rows } = await work.tx.execute<{ id: number | null }>(
    `select max(id)::int as id from ticket_message where town_id = 1 and ticket_id = ${ticket.id} and attachment is not null`,
  );
  return rows[0]?.id ? findVoiceById(work, rows[0].id) : undefined;
}

/** One ticket's life, and what all lives together have come to: the states visited and the actions in their ledgers. */
export type Life = { ticketId: number; visited: Set<TicketState>; done: Set<Action> };
type Real = { town: DomainTown };
type Command = fc.AsyncCommand<Life, Real>;
const command = (words: () => string, run: Command["run"]): Command => ({ check: () => true, toString: words, run });

/** Somebody tries something, whether they may or not. */
export const oneMove = (who: Name, move: string, other: Name) =>
  command(
    () => `${who} ${move} ${other}`,
    async (life, { town }) => {
      const { may, act } = moves[move] as Move;
      const before = await load(town, life.ticketId);
      const relations = await town.run(async (work) => relationsTo(work, town.actor(who), before));
      const countBefore = (await eventsOf(town, life.ticketId)).length;
      const outcome = await town.run(async (work) => {
        const ticket = (await lockTicket(work, life.ticketId)) as Ticket;
        return act(work, town.actor(who), ticket, town.actor(other));
      });
      const after = await load(town, life.ticketId);
      const events = await checkPromises(town, life, after);
      const last = events.at(-1)?.action as Action;
      if (isRefusal(outcome)) {
        expect({ state: after.state, responsible: after.responsibleId }).toEqual({
          state: before.state,
          responsible: before.responsibleId,
        });
      } else if (move === "doubt" && events.length === countBefore) {
        // Said again of the same result, it is heard once.
        expect(before.doubtedAt).not.toBeNull();
        expect(after).toEqual(before);
      } else {
        expect(may).toContain(last);
        // Nobody acts on what is not theirs.
        expect(mayTake(last, relations)).toBe(true);
        expect(lifecycle[last].from as readonly TicketState[]).toContain(before.state);
      }
      if (relations.length === 0) expect(isRefusal(outcome)).toBe(true);
      // By the villager's word it goes one level up, or round whom it is about.
      if (!isHandling(relations))
        expect(after.responsibleId === before.responsibleId || last === "reopen" || last === "redirect").toBe(true);
    },
  );

/** Somebody does what they may do just now. Most blind moves are refused; these keep a life going. */
export function possibleMove(nth: number, person: number, other: Name): Command {
  let chosen: Command | undefined;
  return command(
    () => String(chosen ?? "nothing possible"),
    async (life, real) => {
      const ticket = await load(real.town, life.ticketId);
      const possible = Map.groupBy(await findPossible(real.town, ticket), ({ move }) => move);
      const choices = [...possible.values()][nth % possible.size] ?? [];
      const choice = choices[person % choices.length];
      chosen = choice && oneMove(choice.who, choice.move, other);
      await chosen?.run(life, real);
    },
  );
}

function findPossible(town: DomainTown, ticket: Ticket): Promise<{ who: Name; move: string }[]> {
  const inState = Object.keys(moves).filter((move) => moves[move]?.may.some((action) => nextState(action, ticket.state)));
  return town.run(async (work) => {
    const possible: { who: Name; move: string }[] = [];
    for (const who of names) {
      const relations = await relationsTo(work, town.actor(who), ticket);
      for (const move of inState) if (moves[move]?.may.some((action) => mayTake(action, relations))) possible.push({ who, move });
    }
    return possible;
  });
}

export const hoursPass = (hours: number) =>
  command(
    () => `${hours} hours pass`,
    async (life, { town }) => {
      town.clock.now += hours * 3_600_000;
      while (await town.run(fireNextTimer));
      await checkPromises(town, life, await load(town, life.ticketId));
    },
  );

/** A machine hears the last voice message, whatever has become of its ticket meanwhile. */
export const engineHears = () =>
  command(
    () => "an engine hears",
    async (life, { town }) => {
      const before = await load(town, life.ticketId);
      const heard = await town.run(async (work) => {
        const voice = await findLastVoice(work, before);
        return voice && hear(work, (await lockTicket(work, life.ticketId)) as Ticket, voice, "路灯坏了");
      });
      const after = await load(town, life.ticketId);
      const events = await checkPromises(town, life, after);
      if (heard) expect(events.at(-1)).toMatchObject({ action: "hear", to_state: before.state });
      expect({ ...after, said: before.said, description: before.description }).toEqual(before);
    },
  );

/** Somebody leaves office and what they had is handed over; by the next move they are back. */
export const leavesOffice = (who: Name) =>
  command(
    () => `${who} leaves office`,
    async (life, { town }) => {
      const before = await load(town, life.ticketId);
      const person = town.actor(who);
      await town.run(async (work) => {
        const ties = (await findTies(work)).filter(({ grant }) => grant.personId === person.id).map(({ grant }) => grant);
        for (const { id } of ties) await endTie(work, id);
        for (const tie of ties) await handOver(work, town.actor("zhou"), tie);
        for (const { role, villageId, stationId, isHead } of ties) await grantRole(work, person.id, { role, villageId, stationId, isHead });
      });
      const after = await load(town, life.ticketId);
      const isHandedOver = before.responsibleId === person.id && nextState("assign", before.state) !== undefined;
      if (isHandedOver) expect(after.responsibleId).not.toBe(person.id);
      else expect(after.responsibleId).toBe(before.responsibleId);
      await checkPromises(town, life, after);
    },
  );

/** A command from the words by which a failing life prints it, so that one can be played again. */
export function readCommand(line: string): Command {
  const [first = "", second = "", third] = line.split(" ");
  if (second === "hours") return hoursPass(Number(first));
  if (second === "leaves") return leavesOffice(first as Name);
  if (second === "engine") return engineHears();
  if (!moves[second]) throw new Error(`No such move: ${line}`);
  return oneMove(first as Name, second, (third ?? first) as Name);
}

export const load = (town: DomainTown, id: number) => town.run(async (work) => (await lockTicket(work, id)) as Ticket);
type Event = { seq: number; action: Action; prev_hash: string; hash: string; from_state: string; to_state: string };

const eventsOf = (town: DomainTown, ticketId: number) =>
  town.rows<Event>("select * from ticket_event where town_id = 1 and ticket_id = $1 order by seq", [ticketId]);

/** What holds for every ticket at every moment. Returns its ledger. */
async function checkPromises(town: DomainTown, { visited, done }: Life, ticket: Ticket): Promise<Event[]> {
  const events = await eventsOf(town, ticket.id);
  visited.add(ticket.state);
  for (const { action } of events) done.add(action);
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
  return events;
}
