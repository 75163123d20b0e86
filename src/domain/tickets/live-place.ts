import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { livePlace } from "../../database/schema/emergencies.ts";
import { outbox } from "../../database/schema/messaging.ts";
import type { Pin } from "../../database/values.ts";
import { priorities, type Work } from "../../database/work.ts";
import { type Actor, findActor, findPerson } from "../people/person.ts";
import { isRefusal } from "../refusal.ts";
import type { Timer } from "../timer.ts";
import { changeTicket, lockTicket, type Ticket } from "./change.ts";
import { isKeptFrom } from "./kept-from.ts";
import { isOpen } from "./lifecycle.ts";
import type { Source } from "./pass.ts";
import { findHandlers } from "./recipients.ts";

// 实时位置: where somebody is who is on the move. A person who was handed the place sees the newest one, in the same message, until it ends.

export type LivePlace = typeof livePlace.$inferSelect;

/** What Telegram calls a place that only its owner ends. */
const endlessSeconds = 0x7fff_ffff;
const [leastSeconds, mostSeconds] = [60, 86_400];

const of = (work: Work, id: number) => and(eq(livePlace.townId, work.townId), eq(livePlace.id, id));

/** Somebody lets their place be followed. @returns the id by which it is, also when the same message is heard again */
export async function followPlace(work: Work, person: Pick<Actor, "id">, source: Source, pin: Pin, seconds: number): Promise<number> {
  const until = seconds >= endlessSeconds ? null : new Date(work.now.getTime() + seconds * 1000);
  const { townId, now: startedAt } = work;
  const [row] = await work.tx
    .insert(livePlace)
    .values({ townId, personId: person.id, ...source, pin, startedAt, until })
    .onConflictDoUpdate({ target: [livePlace.townId, livePlace.chatId, livePlace.messageId], set: { pin } })
    .returning({ id: livePlace.id });
  return (row as { id: number }).id;
}

export const findLivePlace = (work: Work, id: number): Promise<LivePlace | undefined> =>
  work.tx.query.livePlace.findFirst({ where: of(work, id) });

/** For how long, from now on, as Telegram takes it. */
export const secondsOf = ({ until }: LivePlace, now: Date): number =>
  until ? Math.min(mostSeconds, Math.max(leastSeconds, Math.ceil((until.getTime() - now.getTime()) / 1000))) : endlessSeconds;

/** The place of a report as it is by now. */
export async function movedOn<P extends Partial<Pin>>(work: Work, place: P | undefined): Promise<P | undefined> {
  const followed = place?.live === undefined ? undefined : await findLivePlace(work, place.live);
  return place && followed ? { ...place, ...followed.pin } : place;
}

/** The place of a report is that of the ticket. */
export const followFor = (work: Work, id: number, ticketId: number) =>
  work.write(work.tx.update(livePlace).set({ ticketId }).where(of(work, id)));

/** By what the place of a ticket is followed, if it is. */
export async function findFollowed(work: Work, ticketId: number): Promise<Pick<Pin, "live">> {
  const [found] = await work.tx
    .select({ id: livePlace.id })
    .from(livePlace)
    .where(and(eq(livePlace.townId, work.townId), eq(livePlace.ticketId, ticketId)))
    .orderBy(desc(livePlace.id))
    .limit(1);
  return found ? { live: found.id } : {};
}

/** The message of a place was edited: it moved, or ended. One that has ended moves no more. */
export async function movePlace(work: Work, { chatId, messageId }: Source, pin: Pin, isOver: boolean) {
  const [moved] = await work.tx
    .update(livePlace)
    .set({ pin })
    .where(
      and(eq(livePlace.townId, work.townId), eq(livePlace.chatId, chatId), eq(livePlace.messageId, messageId), isNull(livePlace.endedAt)),
    )
    .returning();
  if (!moved) return;
  for (const { copy } of await findCopies(work, moved)) moveCopy(work, copy, pin);
  if (isOver) await endPlace(work, moved);
}

type Copy = typeof outbox.$inferSelect;
const moveCopy = (work: Work, { id, chatId, personId, ticketId }: Copy, pin: Pin, isOver = false) =>
  work.send({
    ...{ chatId, personId, ticketId, priority: priorities.notification, editsId: id },
    notice: { kind: "pin", ...pin, ...(isOver ? { isOver } : {}) },
  });

/**
 * The copies of those who have to do with the matter now, as long as it is open: nobody else is shown where somebody goes. In an emergency
 * that is everybody who was handed it.
 */
async function findCopies(work: Work, { id, personId }: LivePlace): Promise<{ copy: Copy; ticket: Ticket }[]> {
  const copies = await work.tx
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.townId, work.townId),
        sql`${outbox.notice} ? 'live' and ${outbox.notice}->>'live' = ${String(id)}`,
        isNull(outbox.editsId),
        inArray(outbox.state, ["pending", "sent"]),
      ),
    )
    .orderBy(outbox.id);
  const found: { copy: Copy; ticket: Ticket }[] = [];
  for (const ticketId of new Set(copies.flatMap((copy) => copy.ticketId ?? []))) {
    const ticket = await lockTicket(work, ticketId);
    if (!ticket || !isOpen(ticket.state)) continue;
    const concerned = new Set([ticket.reporterId, ...(await findHandlers(work, ticket)).map((one) => one.id)]);
    const isForAll = ticket.kind === "emergency" && !ticket.confidential;
    const isReader = (id: number) => id !== personId && (concerned.has(id) || (isForAll && !isKeptFrom(ticket, id)));
    found.push(...copies.filter((copy) => copy.ticketId === ticketId && isReader(copy.personId ?? 0)).map((copy) => ({ copy, ticket })));
  }
  return found;
}

/** It moves no more: the copies say so, and those who followed it are told. The ledger holds the last place. */
async function endPlace(work: Work, place: LivePlace) {
  await work.tx.update(livePlace).set({ endedAt: work.now }).where(of(work, place.id));
  const owner = await findActor(work, place.personId);
  if (!owner) return;
  const copies = await findCopies(work, place);
  for (const ticket of new Map(copies.map((one) => [one.ticket.id, one.ticket])).values()) await noteLast(work, ticket, owner, place);
  for (const { copy, ticket } of copies) {
    moveCopy(work, copy, place.pin, true);
    const reader = await findPerson(work, copy.personId ?? 0);
    const isHidden = ticket.confidential && owner.id === ticket.reporterId;
    const notice = { kind: "text" as const, values: { number: ticket.number, ...(isHidden ? {} : { name: owner.name }) } };
    const key = isHidden ? "told-place-over-unnamed" : "told-place-over";
    if (reader) work.tell(reader, { ...notice, key }, { ticketId: ticket.id, repliesToId: copy.id });
  }
}

async function noteLast(work: Work, ticket: Ticket, owner: Actor, { ticketId, pin: { latitude, longitude } }: LivePlace) {
  const patch = ticketId === ticket.id ? { latitude, longitude } : {};
  const action = owner.id === ticket.reporterId ? "add" : "note";
  const changed = await changeTicket(work, ticket, { action, by: owner, note: `📍 ${latitude}, ${longitude}`, patch });
  // The matter may have gone on meanwhile to where nothing is added: the last place stands in the chats.
  return isRefusal(changed) ? undefined : changed;
}

/** Telegram says nothing when the time of a place is over. */
export const livePlaceTimer: Timer = {
  road: "live_place",
  due: ({ townId, now }) => sql`select id, until as due_at from live_place
    where town_id = ${townId} and ended_at is null and until <= ${now.toISOString()}::timestamptz`,
  upcoming: ({ townId }) => sql`select until as at from live_place where town_id = ${townId} and ended_at is null and until is not null`,
  async fire(work, id) {
    const [place] = await work.tx
      .select()
      .from(livePlace)
      .where(and(of(work, id), isNull(livePlace.endedAt)))
      .for("update", { skipLocked: true });
    if (!place) return false;
    const isFollowed = (await findCopies(work, place)).length > 0;
    await endPlace(work, place);
    const owner = await findPerson(work, place.personId);
    if (owner && isFollowed) work.tell(owner, { kind: "text", key: "place-over-by-itself", values: {} });
    return true;
  },
  nameOf: async (_work, id) => String(id),
};
