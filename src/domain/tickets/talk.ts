import { and, desc, eq, isNull } from "drizzle-orm";
import { outbox } from "../../database/road-schema.ts";
import { ticketMessage } from "../../database/schema.ts";
import type { Attachment, ContactSide } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { maxCaptionBodyCharacters } from "../limits.ts";
import { type Actor, findPerson, type Person } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, isCardOf, refreshCards, type Ticket } from "./change.ts";
import { findHandlers } from "./recipients.ts";

/** Something said: words, a file by reference, or a place; and where it was written. */
export type Said = {
  body: string;
  attachment?: Attachment | undefined;
  pin?: { latitude: number; longitude: number } | undefined;
  source: { chatId: number; messageId: number };
};

/** What became of it: whom it goes to, and which of them cannot be reached now (it waits for them). */
export type Delivered = { ticket: Ticket; to: Person[]; unreachable: Person[] };

/** 回复: a handler answers the villager. The first answer takes the ticket up, if nobody did. */
export async function reply(work: Work, actor: Actor, ticket: Ticket, said: Said): Promise<Delivered | Refusal> {
  const first = { answeredAt: ticket.answeredAt ?? work.now, acceptedAt: ticket.acceptedAt ?? work.now };
  // An answer while a question to the villager stands open does not take the question back.
  const action = ticket.state === "waiting_villager" || ticket.state === "resolved" ? "note" : "reply";
  const patch = { ...(action === "reply" ? first : {}), lastSaidToVillagerAt: work.now };
  const changed = await changeTicket(work, ticket, { action, by: actor, note: said.body, patch });
  if (isRefusal(changed)) return changed;
  return toVillager(work, actor, changed, said, "relay-to-villager");
}

/** A question back to the villager; the clock stands still until the answer. */
export async function ask(work: Work, actor: Actor, ticket: Ticket, said: Said): Promise<Delivered | Refusal> {
  const patch = {
    waitingSince: work.now,
    lastSaidToVillagerAt: work.now,
    answeredAt: ticket.answeredAt ?? work.now,
    acceptedAt: ticket.acceptedAt ?? work.now,
  };
  const changed = await changeTicket(work, ticket, { action: "ask", by: actor, note: said.body, patch });
  if (isRefusal(changed)) return changed;
  return toVillager(work, actor, changed, said, "relay-question");
}

/** The villager adds something, or answers a question: it goes to everyone who works on the ticket. */
export async function add(work: Work, actor: Actor, ticket: Ticket, said: Said): Promise<Delivered | Refusal> {
  const wasAsked = ticket.state === "waiting_villager";
  const changed = await changeTicket(work, ticket, {
    action: wasAsked ? "respond" : "add",
    by: actor,
    note: said.body,
    patch: wasAsked ? clockGoesOn(work, ticket) : {},
  });
  if (isRefusal(changed)) return changed;
  const handlers = (await findHandlers(work, changed)).filter((handler) => handler.id !== actor.id);
  await relay(work, changed, actor, "villager", said, handlers, "relay-to-handler");
  // A card counts the villager's files.
  if (said.attachment) await refreshCards(work, changed);
  return delivered(changed, handlers);
}

/** An internal note (备注): other handlers read it, the villager never does. */
export async function note(work: Work, actor: Actor, ticket: Ticket, said: Said): Promise<Delivered | Refusal> {
  const changed = await changeTicket(work, ticket, { action: "note", by: actor, note: said.body });
  if (isRefusal(changed)) return changed;
  const others = (await findHandlers(work, changed)).filter((handler) => handler.id !== actor.id);
  await relay(work, changed, actor, "note", said, others, "relay-note");
  return delivered(changed, others);
}

/** The time that waiting for the villager took is given back to the handler. */
export function clockGoesOn(work: Work, ticket: Ticket) {
  const pausedMs = ticket.waitingSince ? work.now.getTime() - ticket.waitingSince.getTime() : 0;
  const resolveBy = new Date((ticket.resolveBy ?? work.now).getTime() + pausedMs);
  const soonest = addTerm(work.now, { workingHours: 4 }, work.zone);
  return { waitingSince: null, resolveBy: resolveBy > soonest ? resolveBy : soonest };
}

async function toVillager(work: Work, actor: Actor, ticket: Ticket, said: Said, key: string): Promise<Delivered | Refusal> {
  const reporter = await findPerson(work, ticket.reporterId);
  if (!reporter) return refuse("not-found");
  await relay(work, ticket, actor, "handler", said, [reporter], key);
  return delivered(ticket, [reporter]);
}

const delivered = (ticket: Ticket, to: Person[]): Delivered => ({ ticket, to, unreachable: to.filter((one) => one.blockedAt !== null) });

async function relay(work: Work, ticket: Ticket, actor: Actor, side: ContactSide, said: Said, to: Person[], key: string) {
  const [row] = await work.tx
    .insert(ticketMessage)
    .values({
      townId: work.townId,
      ticketId: ticket.id,
      authorId: actor.id,
      side,
      body: said.body,
      attachment: said.attachment ?? null,
      sourceChatId: said.source.chatId,
      sourceMessageId: said.source.messageId,
      at: work.now,
    })
    .returning({ id: ticketMessage.id });
  const ticketMessageId = (row as { id: number }).id;
  const speaking = speaker(ticket, actor, side);
  const { attachment } = said;
  // A long text does not fit below a file; it follows as a message of its own.
  const isApart = attachment !== undefined && [...said.body].length > maxCaptionBodyCharacters;
  for (const person of to) {
    const about = { ticketId: ticket.id, ticketMessageId, ...(await newestCard(work, ticket, person)) };
    const told = (body: string, file?: Attachment) =>
      work.tell(
        person,
        { kind: "relay", key, values: { number: ticket.number, body, ...speaking }, ...(file ? { attachment: file } : {}) },
        about,
      );
    if (attachment) told(isApart ? "" : said.body, attachment);
    if (!attachment ? said.body || !said.pin : isApart) told(said.body);
    if (said.pin) work.tell(person, { kind: "pin", ...said.pin }, { ticketId: ticket.id });
  }
}

const isWords = ({ notice }: typeof outbox.$inferSelect) => notice?.kind === "relay" && !notice.attachment;

/** A confidential reporter has no name for anybody. */
export function speaker(ticket: Ticket, actor: Pick<Actor, "id" | "name">, side: ContactSide): { name: string } {
  return { name: side === "villager" && ticket.confidential ? "" : actor.name };
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

/**
 * Somebody edited what they had said: the copies are edited too.
 *
 * @returns the ticket, or undefined when the message belongs to none
 */
export async function followEdit(work: Work, source: { chatId: number; messageId: number }, body: string): Promise<number | undefined> {
  const [message] = await work.tx
    .update(ticketMessage)
    .set({ body })
    .where(
      and(
        eq(ticketMessage.townId, work.townId),
        eq(ticketMessage.sourceChatId, source.chatId),
        eq(ticketMessage.sourceMessageId, source.messageId),
      ),
    )
    .returning();
  if (!message) return undefined;
  const copies = await work.tx.query.outbox.findMany({
    where: and(eq(outbox.townId, work.townId), eq(outbox.ticketMessageId, message.id), isNull(outbox.editsId)),
  });
  for (const copy of copies) {
    if (copy.notice?.kind !== "relay") continue;
    // Long words went apart from their file; they stand below one of the two.
    if (copy.notice.attachment && copies.some((other) => isWords(other) && other.chatId === copy.chatId)) continue;
    const notice = { ...copy.notice, values: { ...copy.notice.values, body } };
    const { chatId, personId, ticketId, id } = copy;
    work.send({ chatId, personId, ticketId, notice, editsId: id, priority: 2 });
  }
  return message.ticketId;
}
