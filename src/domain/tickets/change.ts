import { and, desc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { disputeParty } from "../../database/schema/disputes.ts";
import { outbox } from "../../database/schema/messaging.ts";
import { category, coHandler, follower, ticket, ticketEvent } from "../../database/schema/tickets.ts";
import { insertion } from "../../database/whole-rows.ts";
import type { Work } from "../../database/work.ts";
import { priorities } from "../../database/work.ts";
import { isCounterpart } from "../county/counterpart.ts";
import { tellCounty } from "../county/to-county.ts";
import { tellTown } from "../county/to-town.ts";
import { findOnDuty } from "../emergencies/duty.ts";
import { maxCardCopies } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { refreshTopics } from "../places/desk-topics.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { askedBefore, refreshAsked } from "./asked.ts";
import { isCaller, isWitness } from "./callers.ts";
import { isKeptFrom } from "./kept-from.ts";
import { type Action, isOpen, mayTake, nextState, type Relation } from "./lifecycle.ts";
import { dutyDeadline, termsNamed } from "./terms.ts";
import { nextTimer } from "./timers.ts";

export type Ticket = typeof ticket.$inferSelect;
export type Clock = "clock";

export type Change = {
  action: Action;
  /** Who does it; the clock for timers. */
  by: Actor | Clock;
  note?: string | undefined;
  /** Whom it concerns besides the actor: the person a ticket is handed to. */
  subjectId?: number;
  patch?: Partial<typeof ticket.$inferInsert>;
};

/** Locks a ticket for this transaction, so that two people pressing at once are handled one after the other. */
export async function lockTicket(work: Work, id: number): Promise<Ticket | undefined> {
  const [found] = await work.tx
    .select()
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.id, id)))
    .for("update");
  return found;
}

/**
 * How an actor stands to a ticket.
 *
 * @param isHelper what `isCoHandler` says, for a caller that has asked already
 */
export async function relationsTo(work: Work, actor: Actor, found: Ticket, isHelper?: boolean): Promise<Relation[]> {
  const relations = writtenRelations(actor, found);
  if (isKeptFrom(found, actor.id)) return relations;
  const isLeading = relations.includes("leader") || relations.includes("admin");
  const [helps, isOnDuty, isInvolved, hasJoined, calls, witnesses] = await Promise.all([
    actor.grants.length > 0 && (isHelper ?? isCoHandler(work, actor.id, found.id)),
    found.kind === "emergency" && !found.confidential && isOnCall(work, actor, found),
    found.kind === "dispute" && isParty(work, actor, found),
    isFollower(work, actor, found),
    isCaller(work, actor, found, isLeading),
    found.kind === "dispute" && isWitness(work, actor, found, isLeading),
  ]);
  if (helps) relations.push("co_handler");
  if (isOnDuty) relations.push("on_call");
  if (isInvolved) relations.push("party");
  if (hasJoined) relations.push("follower");
  if (calls) relations.push("caller");
  if (witnesses) relations.push("witness");
  return relations;
}

/** As much of how an actor stands to a ticket as the ticket itself and their roles say. */
export function writtenRelations(actor: Actor, found: Ticket): Relation[] {
  const relations: Relation[] = [];
  if (found.reporterId === actor.id) relations.push("reporter");
  if (found.handedUpId !== null && isCounterpart(actor)) relations.push("county");
  // Whom it is about, or from whom it is kept, has nothing to do with it, whatever their rank.
  if (isKeptFrom(found, actor.id)) return relations;
  if (found.responsibleId === actor.id) relations.push("responsible");
  if (found.transferToId === actor.id) relations.push("offered");
  if (found.recordedBy === actor.id && actor.grants.length) relations.push("recorder");
  const isMember = actor.grants.some(
    (grant) => grant.role === "station" && grant.stationId === found.stationId && found.stationId !== null,
  );
  if (isMember) relations.push("station");
  if (isMember && actor.grants.some((grant) => grant.isHead && grant.stationId === found.stationId)) relations.push("station_head");
  // A confidential matter is the discipline desk's; rank alone opens nothing.
  if (actor.grants.some((grant) => grant.role === "leader") && !found.confidential) relations.push("leader");
  if (actor.grants.some((grant) => grant.role === "admin")) relations.push("admin");
  return relations;
}

/** Tied to the village, or on duty today: such a person may take an emergency. */
async function isOnCall(work: Work, actor: Actor, found: Ticket): Promise<boolean> {
  const isTied = actor.grants.some(({ role, villageId }) => role === "cadre" && villageId === found.villageId);
  return isTied || (await findOnDuty(work)).some(({ id }) => id === actor.id);
}

async function isParty(work: Work, actor: Actor, found: Ticket): Promise<boolean> {
  const rows = await work.tx
    .select({ id: disputeParty.id })
    .from(disputeParty)
    .where(and(eq(disputeParty.townId, work.townId), eq(disputeParty.ticketId, found.id), eq(disputeParty.personId, actor.id)));
  return rows.length > 0;
}

async function isFollower(work: Work, actor: Actor, found: Ticket): Promise<boolean> {
  const ofActor = and(eq(follower.townId, work.townId), eq(follower.ticketId, found.id), eq(follower.personId, actor.id));
  return (await work.tx.select({ id: follower.personId }).from(follower).where(ofActor)).length > 0;
}

export async function isCoHandler(work: Work, personId: number, ticketId: number): Promise<boolean> {
  const rows = await work.tx
    .select({ personId: coHandler.personId })
    .from(coHandler)
    .where(and(eq(coHandler.townId, work.townId), eq(coHandler.ticketId, ticketId), eq(coHandler.personId, personId)));
  return rows.length > 0;
}

/**
 * Why somebody who has nothing to do with a ticket hears no. A person who was handed its card before it went a way round learns that it is
 * with others now, and not why; the person who never had it learns nothing, not even that it exists.
 */
export async function whyNotYours(work: Work, actor: Actor, found: Ticket): Promise<Refusal> {
  if (!found.confidential && !isKeptFrom(found, actor.id)) return refuse("not-yours");
  const [held] = await work.tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isCardOf(work, found.id), eq(outbox.personId, actor.id)))
    .limit(1);
  return held ? refuse("redirected", { number: found.number }) : refuse("not-yours");
}

/** Whether the actor may take the action on the ticket as it stands; otherwise why not. */
export async function mayChange(work: Work, actor: Actor, found: Ticket, action: Action): Promise<Refusal | undefined> {
  const relations = await relationsTo(work, actor, found);
  if (relations.length === 0) return whyNotYours(work, actor, found);
  // A person who has to do with it learns that somebody was faster, rather than that they may not.
  if (nextState(action, found.state) === undefined) return refuse("not-now", { number: found.number });
  return mayTake(action, relations) ? undefined : refuse("not-yours");
}

/**
 * The one place where a ticket's state changes: ticket, event and the refreshed cards are written together.
 *
 * @param found the ticket as locked by `lockTicket`
 * @returns the changed ticket, or a refusal when the lifecycle does not allow it
 */
export async function changeTicket(work: Work, found: Ticket, change: Change): Promise<Ticket | Refusal> {
  if (change.by === "clock") {
    if (!mayTake(change.action, ["clock"])) throw new Error(`The clock may not ${change.action}`);
  } else {
    const refusal = await mayChange(work, change.by, found, change.action);
    if (refusal) return refusal;
  }
  const to = nextState(change.action, found.state);
  if (to === undefined) return refuse("not-now", { number: found.number });
  const next = await withDeadline(work, found, { ...found, ...change.patch, state: to } as Ticket, change);
  const { townId: _town, id: _id, ...values } = next;
  work.write(
    work.tx
      .update(ticket)
      .set(values)
      .where(and(eq(ticket.townId, work.townId), eq(ticket.id, found.id))),
  );
  recordEvent(work, next, change, found.state);
  if (found.handedUpId !== null) await tellCounty(work, found, next, change);
  if (found.handedFromTown !== null) await tellTown(work, next, change);
  if (isShown(change.action, found, next)) await refreshCards(work, next);
  await refreshAsked(work, next, askedBefore(found, next, change.action));
  // Where it was at a station before, it may have a topic.
  if (found.stationId !== null && (found.state !== next.state || found.stationId !== next.stationId)) {
    await refreshTopics(work, next.id, !isOpen(next.state) || found.stationId !== next.stationId || next.confidential);
  }
  return next;
}

/** What is only said stands in messages of its own; a card changes by it if the ticket does. */
const onlySaid: ReadonlySet<Action> = new Set(["add", "note", "reply", "hear", "correct"]);
const isShown = (action: Action, before: Ticket, next: Ticket) =>
  !onlySaid.has(action) || before.state !== next.state || before.deadline?.getTime() !== next.deadline?.getTime();

/** A new state begins a new duty with its own deadline; an explicit deadline in the patch wins. */
async function withDeadline(work: Work, before: Ticket, next: Ticket, change: Change): Promise<Ticket> {
  if (!isOpen(next.state)) return { ...next, nextTimerAt: null, transferToId: null };
  const beginsAnew = next.state !== before.state || change.patch?.deadline !== undefined || restarting.has(change.action);
  const remindedAt = beginsAnew ? null : next.remindedAt;
  let deadline = next.deadline as Date;
  if (change.patch?.deadline === undefined && (next.state !== before.state || change.action === "assign" || change.action === "redirect")) {
    const terms = termsNamed(await termsOf(work, next));
    deadline = dutyDeadline(next.state, terms, work.now, next.resolveBy ?? work.now, work.zone);
  }
  const dated = { ...next, deadline, remindedAt: change.action === "remind" ? work.now : remindedAt };
  const clockRuns = beginsAnew || (change.by === "clock" && change.action !== "hear");
  return { ...dated, nextTimerAt: clockRuns ? nextTimer(dated, work.now, work.zone) : dated.nextTimerAt };
}

const restarting: ReadonlySet<Action> = new Set(["assign", "redirect", "take_over", "extend", "refuse_extension"]);

async function termsOf(work: Work, next: Ticket): Promise<string> {
  const [row] = await work.tx
    .select({ terms: category.terms })
    .from(category)
    .where(and(eq(category.townId, work.townId), eq(category.id, next.categoryId)));
  return row?.terms ?? "standard";
}

/** Under which asking of the county it is from now on: for what was merged, which changes nothing else of it. */
export const noteHanded = (work: Work, { id }: Pick<Ticket, "id">, handedUpId: number | null) =>
  work.tx
    .update(ticket)
    .set({ handedUpId })
    .where(and(eq(ticket.townId, work.townId), eq(ticket.id, id)));

/** Adds one line to the ledger. */
export function recordEvent(work: Work, next: Ticket, change: Omit<Change, "patch">, fromState: Ticket["state"] | null) {
  const line: typeof ticketEvent.$inferSelect = {
    townId: work.townId,
    ticketId: next.id,
    at: work.now,
    actorId: change.by === "clock" ? null : change.by.id,
    action: change.action,
    fromState,
    toState: next.state,
    note: change.note ?? null,
    subjectId: change.subjectId ?? null,
    // A trigger numbers the line, adds the rating, and seals and chains it to the one before.
    seq: 0,
    rating: null,
    hashVersion: 0,
    salts: [],
    formerHash: null,
    erased: null,
    prevHash: "",
    hash: "",
  };
  work.write(work.tx.execute(insertion(ticketEvent, line)));
}

/** Messages that are cards of a ticket, without those that edited them. The index of cards has this condition. */
export const isCardOf = (work: Work, ticketId: number) =>
  and(eq(outbox.townId, work.townId), eq(outbox.ticketId, ticketId), isNull(outbox.editsId), sql`${outbox.notice}->>'kind' = 'card'`);

/** What stands in its chat, or will: neither refused nor given up. A group that moved has it anew. */
export const isInItsChat = () => inArray(outbox.state, ["pending", "sent", "moved"]);

/** Whether this copy of the card is the last that somebody was sent: only one of them is to be pressed. @param copyId its outbox row */
export const isNewestCard = async (work: Work, ticketId: number, personId: number, copyId: number): Promise<boolean> =>
  !(await isFollowed(work, { id: copyId, personId }, isCardOf(work, ticketId)));

/** Whether somebody was sent a later one of such messages. @param copy by its outbox row */
export async function isFollowed(work: Work, copy: { id: number; personId: number }, which: SQL | undefined): Promise<boolean> {
  const [newer] = await work.tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(which, eq(outbox.personId, copy.personId), gt(outbox.id, copy.id), isInItsChat()))
    .limit(1);
  return newer !== undefined;
}

/**
 * Every copy of the card that somebody has is brought up to date. An edit that waits already does not spare this one: the sender may
 * just have read the state before this change. It leaves out those it finds superseded.
 *
 * @param personId only those of this person
 */
export async function refreshCards(work: Work, { id: ticketId }: Pick<Ticket, "id">, personId?: number) {
  const ofPerson = personId === undefined ? undefined : eq(outbox.personId, personId);
  const cards = await work.tx
    .select({ id: outbox.id, chatId: outbox.chatId, personId: outbox.personId })
    .from(outbox)
    .where(and(isCardOf(work, ticketId), ofPerson, isInItsChat()))
    .orderBy(desc(outbox.id))
    .limit(maxCardCopies);
  for (const { id, ...to } of cards)
    work.send({ ...to, notice: { kind: "card" }, ticketId, editsId: id, priority: priorities.notification });
}
