import { and, desc, eq, gt } from "drizzle-orm";
import type { TextKey } from "../../../locales/text-key.ts";
import { outbox } from "../../database/schema/messaging.ts";
import { ticketMessage } from "../../database/schema/tickets.ts";
import type { AlbumWay, ContactSide } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { noteOnce } from "../conversation.ts";
import { isCounterpart } from "../county/counterpart.ts";
import { findOffice, sayToCounty } from "../county/to-county.ts";
import { sayToTown } from "../county/to-town.ts";
import { minuteMs } from "../durations.ts";
import { addedWindowMinutes, maxAddedInWindow, saidLatelyMinutes } from "../limits.ts";
import { isOnPaper } from "../people/on-paper.ts";
import { type Actor, findPerson, type Person } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { noteAlbum } from "./albums.ts";
import { changeTicket, isCardOf, refreshCards, type Ticket } from "./change.ts";
import { keepSaid, pass, type Said, speaker } from "./pass.ts";
import { findFollowers, findHandlers } from "./recipients.ts";
import { notedWords } from "./spoken.ts";

/** What became of it: whom it goes to, and which of them cannot be reached now (it waits for them). */
/** `offline`: a villager without the bot, who hears it by a call or at the door. */
/** `town`: it went to the town that handed it up; `isForCounty`: to the county's office, and not to the villager. */
export type Delivered = { ticket: Ticket; to: Person[]; unreachable: Person[]; offline?: Person; town?: string; isForCounty?: true };

/** 回复: a handler answers the villager. The first answer takes the ticket up, if nobody did. */
export async function reply(work: Work, actor: Actor, ticket: Ticket, said: Said): Promise<Delivered | Refusal> {
  const first = { answeredAt: ticket.answeredAt ?? work.now, acceptedAt: ticket.acceptedAt ?? work.now };
  // An answer while a question to the villager stands open does not take the question back.
  const action = ticket.state === "waiting_villager" || ticket.state === "resolved" ? "note" : "reply";
  const patch = { ...(action === "reply" ? first : {}), lastSaidToVillagerAt: work.now };
  const changed = await changeTicket(work, ticket, { action, by: actor, note: notedWords(said), patch });
  if (isRefusal(changed)) return changed;
  return toVillager(work, actor, changed, said, "relay-to-villager");
}

/** A handler answers somebody else whom it concerns: a party of the dispute, or one who joined. The reporter does not read it. */
export async function replyTo(work: Work, actor: Actor, ticket: Ticket, said: Said, personId: number): Promise<Delivered | Refusal> {
  const to = await findPerson(work, personId);
  if (!to) return refuse("not-found");
  if (isCounterpart(to)) return answerCounty(work, actor, ticket, said);
  const changed = await changeTicket(work, ticket, { action: "note", by: actor, note: notedWords(said) });
  if (isRefusal(changed)) return changed;
  await relay(work, changed, actor, said, [to], { side: "note", key: "relay-to-villager", way: "reply", toId: to.id });
  return delivered(changed, [to]);
}

/** What the person who is responsible in the town says to the county's office: the villager does not read it. */
export async function answerCounty(work: Work, actor: Actor, ticket: Ticket, said: Said): Promise<Delivered | Refusal> {
  const office = await findOffice(work, ticket);
  if (!office) return refuse("county-none");
  const changed = await changeTicket(work, ticket, { action: "note", by: actor, note: notedWords(said) });
  if (isRefusal(changed)) return changed;
  await relay(work, changed, actor, said, [], { side: "note", key: "relay-note", way: "reply", toId: office.id });
  await sayToCounty(work, changed, said, actor.name);
  return { ...delivered(changed, []), isForCounty: true };
}

/** A question back to the villager; the clock stands still until the answer. */
export async function ask(work: Work, actor: Actor, ticket: Ticket, said: Said): Promise<Delivered | Refusal> {
  const reporter = await findPerson(work, ticket.reporterId);
  // The clock must not stand still for an answer that cannot come.
  if (reporter && isOnPaper(reporter)) return refuse("without-bot", { name: reporter.name, phone: ticket.phone ?? reporter.phone ?? "" });
  const patch = {
    waitingSince: work.now,
    lastSaidToVillagerAt: work.now,
    answeredAt: ticket.answeredAt ?? work.now,
    acceptedAt: ticket.acceptedAt ?? work.now,
  };
  const changed = await changeTicket(work, ticket, { action: "ask", by: actor, note: notedWords(said), patch });
  if (isRefusal(changed)) return changed;
  return toVillager(work, actor, changed, said, "relay-question");
}

/**
 * The villager, or another whom it concerns, adds something, or answers a question: it goes to everyone who works on the ticket.
 *
 * @param isUrgent danger was heard in it; it reaches them with a mark
 */
export async function add(work: Work, actor: Actor, ticket: Ticket, said: Said, isUrgent = false): Promise<Delivered | Refusal> {
  // Danger is passed on although a lot was said before, as often again.
  // What comes from a town was bounded there.
  const refusal =
    ticket.handedFromTown === null && (await refuseMore(work, actor, ticket, isUrgent ? 2 * maxAddedInWindow : maxAddedInWindow));
  if (refusal) return refusal;
  const isReporter = actor.id === ticket.reporterId;
  const wasAsked = isReporter && ticket.state === "waiting_villager";
  const changed = await changeTicket(work, ticket, {
    action: wasAsked ? "respond" : "add",
    by: actor,
    note: notedWords(said),
    patch: wasAsked ? clockGoesOn(work, ticket) : {},
  });
  if (isRefusal(changed)) return changed;
  const handlers = (await findHandlers(work, changed)).filter((handler) => handler.id !== actor.id);
  const who = isReporter ? "relay-to-handler" : changed.kind === "dispute" ? "relay-to-handler-party" : "relay-to-handler-follower";
  const key = isUrgent ? "relay-to-handler-urgent" : who;
  await relay(work, changed, actor, said, handlers, { side: "villager", key, way: "add" });
  await sayToCounty(work, changed, said, speaker(changed, actor, "villager").name);
  // A card counts the villager's files.
  if (said.attachment) await refreshCards(work, changed);
  return delivered(changed, handlers);
}

/** So much was added in a few minutes that nobody can read more: said once, until when; afterwards it goes on as before. */
async function refuseMore(work: Work, actor: Actor, ticket: Ticket, most: number): Promise<Refusal | undefined> {
  const windowMs = addedWindowMinutes * minuteMs;
  const [decisive] = await work.tx
    .select({ at: ticketMessage.at })
    .from(ticketMessage)
    .where(
      and(
        eq(ticketMessage.townId, work.townId),
        eq(ticketMessage.ticketId, ticket.id),
        eq(ticketMessage.authorId, actor.id),
        gt(ticketMessage.at, new Date(work.now.getTime() - windowMs)),
      ),
    )
    .orderBy(desc(ticketMessage.at), desc(ticketMessage.id))
    .limit(1)
    .offset(most - 1);
  if (!decisive) return undefined;
  const isNews = await noteOnce(work, actor.id, "added too much", String(ticket.id), addedWindowMinutes);
  const until = new Date(decisive.at.getTime() + windowMs).toISOString();
  return isNews ? refuse("added-enough", { number: ticket.number, until }) : refuse("told-before");
}

/** An internal note (备注): other handlers read it, the villager never does. */
export async function note(work: Work, actor: Actor, ticket: Ticket, said: Said): Promise<Delivered | Refusal> {
  const changed = await changeTicket(work, ticket, { action: "note", by: actor, note: notedWords(said) });
  if (isRefusal(changed)) return changed;
  const others = (await findHandlers(work, changed)).filter((handler) => handler.id !== actor.id);
  await relay(work, changed, actor, said, others, { side: "note", key: "relay-note", way: "note" });
  return delivered(changed, others);
}

/** The time that waiting for the villager took is given back to the handler. */
export function clockGoesOn(work: Work, ticket: Ticket) {
  const pausedMs = ticket.waitingSince ? work.now.getTime() - ticket.waitingSince.getTime() : 0;
  const resolveBy = new Date((ticket.resolveBy ?? work.now).getTime() + pausedMs);
  const soonest = addTerm(work.now, { workingHours: 4 }, work.zone);
  return { waitingSince: null, resolveBy: resolveBy > soonest ? resolveBy : soonest };
}

/** Whether the person said something of this ticket shortly before what they said now, and so knows where it goes. */
export async function isSayingMore(work: Work, { id, createdAt }: Ticket, speaker: Pick<Actor, "id">): Promise<boolean> {
  const since = new Date(work.now.getTime() - saidLatelyMinutes * minuteMs);
  const lately = await work.tx
    .select({ id: ticketMessage.id })
    .from(ticketMessage)
    .where(
      and(
        eq(ticketMessage.townId, work.townId),
        eq(ticketMessage.ticketId, id),
        eq(ticketMessage.authorId, speaker.id),
        gt(ticketMessage.at, since),
        // Files and places of the report itself were not acknowledged.
        gt(ticketMessage.at, createdAt),
      ),
    )
    .limit(2);
  return lately.length > 1;
}

async function toVillager(work: Work, actor: Actor, ticket: Ticket, said: Said, key: TextKey): Promise<Delivered | Refusal> {
  const reporter = await findPerson(work, ticket.reporterId);
  if (!reporter) return refuse("not-found");
  if (ticket.handedFromTown !== null) {
    await relay(work, ticket, actor, said, [], { side: "handler", key, way: "reply" });
    await sayToTown(work, ticket, said, { kind: "answer", isQuestion: key === "relay-question", by: actor.name });
    return { ...delivered(ticket, []), town: reporter.name };
  }
  if (isOnPaper(reporter)) {
    const helpers = await findFollowers(work, ticket.id);
    const mouth = helpers.filter(({ id }) => id === ticket.recordedBy);
    await relay(work, ticket, actor, said, mouth, { side: "handler", key, way: "reply" });
    return mouth.length ? delivered(ticket, mouth) : { ...delivered(ticket, []), offline: reporter };
  }
  await relay(work, ticket, actor, said, [reporter], { side: "handler", key, way: "reply" });
  return delivered(ticket, [reporter]);
}

const delivered = (ticket: Ticket, to: Person[]): Delivered => ({ ticket, to, unreachable: to.filter((one) => one.blockedAt !== null) });

/** As whom and by which text something is passed on, and how the rest of its album is. */
type Passing = { side: ContactSide; key: TextKey; way: AlbumWay; toId?: number | null };

async function relay(work: Work, ticket: Ticket, actor: Actor, said: Said, to: Person[], { side, key, way, toId = null }: Passing) {
  const ticketMessageId = await keepSaid(work, ticket, actor, side, said);
  if (said.albumId) await noteAlbum(work, { chatId: said.source.chatId, albumId: said.albumId }, { way, ticketId: ticket.id, toId });
  for (const person of to) {
    const about = { ticketId: ticket.id, ticketMessageId, ...(await newestCard(work, ticket, person)) };
    const isConfidential = ticket.confidential && person.id !== ticket.reporterId;
    pass(work, person, about, { key, values: { number: ticket.number, ...speaker(ticket, actor, side) }, isConfidential }, said);
  }
}

/** What is said hangs below the card in a handler's chat. */
async function newestCard(work: Work, ticket: Ticket, to: Person): Promise<{ repliesToId?: number }> {
  if (to.id === ticket.reporterId) return {};
  const [card] = await work.tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isCardOf(work, ticket.id), eq(outbox.chatId, to.telegramId)))
    .orderBy(desc(outbox.id))
    .limit(1);
  return card ? { repliesToId: card.id } : {};
}
