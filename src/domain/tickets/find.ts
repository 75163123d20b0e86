import { and, asc, desc, eq, inArray, lt, notInArray, or, sql } from "drizzle-orm";
import { category, coHandler, person, ticket, ticketEvent, village } from "../../database/schema.ts";
import type { Work } from "../../database/work.ts";
import { maxTicketsListed } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import type { Ticket } from "./change.ts";
import { closedStates } from "./lifecycle.ts";

export type Listed = { ticket: Ticket; category: typeof category.$inferSelect; village: string };

const openOnes = notInArray(ticket.state, [...closedStates]);

function listed(work: Work) {
  return work.tx
    .select({ ticket, category, village: village.name })
    .from(ticket)
    .innerJoin(category, and(eq(category.townId, ticket.townId), eq(category.id, ticket.categoryId)))
    .innerJoin(village, and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId)));
}

export async function findTicketByNumber(work: Work, number: number): Promise<Ticket | undefined> {
  // People mistype; what the column cannot hold is nobody's number.
  if (!Number.isInteger(number) || number > 2 ** 31 - 1) return undefined;
  return work.tx.query.ticket.findFirst({ where: and(eq(ticket.townId, work.townId), eq(ticket.number, number)) });
}

/** 我的事项: the villager's own tickets, open ones first. */
export const findOwn = (work: Work, reporterId: number): Promise<Listed[]> =>
  listed(work)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.reporterId, reporterId)))
    .orderBy(sql`${ticket.closedAt} is not null`, desc(ticket.id))
    .limit(maxTicketsListed);

/** The handler's open work, the nearest deadline first. */
export async function findQueue(work: Work, actor: Actor): Promise<Listed[]> {
  const helping = await work.tx
    .select({ id: coHandler.ticketId })
    .from(coHandler)
    .where(and(eq(coHandler.townId, work.townId), eq(coHandler.personId, actor.id)));
  const mine = [eq(ticket.responsibleId, actor.id), eq(ticket.transferToId, actor.id)];
  if (helping.length)
    mine.push(
      inArray(
        ticket.id,
        helping.map(({ id }) => id),
      ),
    );
  return listed(work)
    .where(and(eq(ticket.townId, work.townId), openOnes, or(...mine)))
    .orderBy(sql`${ticket.kind} <> 'emergency'`, asc(ticket.deadline))
    .limit(maxTicketsListed);
}

/** Everything whose duty is late, the latest first; confidential matters only for the admin. */
export const findOverdue = (work: Work, withConfidential: boolean): Promise<Listed[]> =>
  listed(work)
    .where(
      and(
        eq(ticket.townId, work.townId),
        inArray(ticket.state, ["assigned", "accepted", "in_progress"]),
        lt(ticket.deadline, work.now),
        withConfidential ? undefined : eq(ticket.confidential, false),
      ),
    )
    .orderBy(asc(ticket.deadline))
    .limit(maxTicketsListed);

/**
 * The open ticket on which a handler last said something to this villager. A matter reported after that is what the
 * villager has in mind, so then there is none, unless an answer is expressly waited for.
 */
export async function findLastAddressed(work: Work, reporterId: number): Promise<Ticket | undefined> {
  const own = await work.tx.query.ticket.findMany({
    where: and(eq(ticket.townId, work.townId), eq(ticket.reporterId, reporterId), openOnes),
    orderBy: desc(ticket.id),
  });
  const addressed = own
    .filter(({ lastSaidToVillagerAt }) => lastSaidToVillagerAt !== null)
    .sort((a, b) => Number(b.lastSaidToVillagerAt) - Number(a.lastSaidToVillagerAt))[0];
  const newest = own[0];
  if (!addressed || !newest || addressed.state === "waiting_villager") return addressed;
  return Number(addressed.lastSaidToVillagerAt) >= Number(newest.createdAt) ? addressed : undefined;
}

/** How often a message that is just being sent is looked for. */
const mostLooks = 20;
const betweenLooksSeconds = 0.025;

/**
 * Which ticket a message in a chat belongs to. Whoever replies within milliseconds, as one whose phone was offline may seem to, can be
 * faster than the note under which id the message was sent: as long as one of this chat is on its way, that is waited for.
 */
export async function findThread(work: Work, chatId: number, messageId: number): Promise<{ ticketId: number } | undefined> {
  for (let look = 0; look < mostLooks; look += 1) {
    const { rows } = await work.tx.execute<{ ticket_id: string | null; is_on_its_way: boolean }>(sql`
      select (select ticket_id from outbox where town_id = ${work.townId} and chat_id = ${chatId} and message_id = ${messageId}
                and ticket_id is not null limit 1) as ticket_id,
             exists (select 1 from outbox where town_id = ${work.townId} and chat_id = ${chatId} and state = 'pending'
                and ticket_id is not null and edits_id is null) as is_on_its_way`);
    const [found] = rows;
    if (found?.ticket_id) return { ticketId: Number(found.ticket_id) };
    if (!found?.is_on_its_way) return undefined;
    await work.tx.execute(sql`select pg_sleep(${betweenLooksSeconds})`);
  }
  return undefined;
}

export type TimelineEntry = { at: Date; action: string; name: string | null; note: string | null; toState: string | null };

/** What happened to a ticket, oldest first. Who reads it as the reporter or outside does not see notes among handlers. */
export async function findTimeline(work: Work, found: Ticket, forReporter: boolean): Promise<TimelineEntry[]> {
  const rows = await work.tx
    .select({
      at: ticketEvent.at,
      action: ticketEvent.action,
      name: person.name,
      actorId: ticketEvent.actorId,
      note: ticketEvent.note,
      toState: ticketEvent.toState,
    })
    .from(ticketEvent)
    .leftJoin(person, and(eq(person.townId, ticketEvent.townId), eq(person.id, ticketEvent.actorId)))
    .where(and(eq(ticketEvent.townId, work.townId), eq(ticketEvent.ticketId, found.id)))
    .orderBy(asc(ticketEvent.seq));
  const hidden = forReporter ? new Set(["note", "offer", "give_back", "remind"]) : new Set(["remind"]);
  return rows
    .filter((row) => !hidden.has(row.action))
    .map(({ actorId, ...row }) => ({ ...row, name: found.confidential && actorId === found.reporterId ? null : row.name }));
}
