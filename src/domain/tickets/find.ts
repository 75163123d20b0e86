import { and, asc, desc, eq, gte, inArray, lt, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import { category, coHandler, person, ticket, ticketEvent, village } from "../../database/schema.ts";
import type { Work } from "../../database/work.ts";
import { maxTicketsListed } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import type { Ticket } from "./change.ts";
import { closedStates } from "./lifecycle.ts";

export type Listed = { ticket: Ticket; category: typeof category.$inferSelect; village: string };
/** One page of a list, which one that is, and how many tickets the whole list has. */
export type ListPage = { listed: Listed[]; page: number; total: number };

const openOnes = notInArray(ticket.state, [...closedStates]);
/** Somebody owes the next step; the villager's silence is nobody's delay. */
const owesStep = inArray(ticket.state, ["assigned", "accepted", "in_progress"]);
const isLate = ({ now }: Work) => and(owesStep, lt(ticket.deadline, now));

async function findPage(work: Work, which: SQL | undefined, order: SQL[], page: number): Promise<ListPage> {
  const rows = await work.tx
    .select({ ticket, category, village: village.name, total: sql<string>`count(*) over ()` })
    .from(ticket)
    .innerJoin(category, and(eq(category.townId, ticket.townId), eq(category.id, ticket.categoryId)))
    .innerJoin(village, and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId)))
    .where(and(eq(ticket.townId, work.townId), which))
    .orderBy(...order)
    .limit(maxTicketsListed)
    .offset(page * maxTicketsListed);
  // The list may have become shorter since its button was shown.
  if (!rows.length && page > 0) return findPage(work, which, order, 0);
  return { listed: rows.map(({ total: _total, ...one }) => one), page, total: Number(rows[0]?.total ?? 0) };
}

export async function findTicketByNumber(work: Work, number: number): Promise<Ticket | undefined> {
  // People mistype; what the column cannot hold is nobody's number.
  if (!Number.isInteger(number) || number > 2 ** 31 - 1) return undefined;
  return work.tx.query.ticket.findFirst({ where: and(eq(ticket.townId, work.townId), eq(ticket.number, number)) });
}

/** 我的事项: the villager's own tickets, open ones first. */
export const findOwn = (work: Work, reporterId: number, page = 0): Promise<ListPage> =>
  findPage(work, eq(ticket.reporterId, reporterId), [sql`${ticket.closedAt} is not null`, desc(ticket.id)], page);

/** Open, and theirs to do: as the responsible person, as whom it is offered to, or as a helper. */
function inHandOf(work: Work, handler: Pick<Actor, "id">): SQL | undefined {
  const helped = work.tx
    .select({ id: coHandler.ticketId })
    .from(coHandler)
    .where(and(eq(coHandler.townId, work.townId), eq(coHandler.personId, handler.id)));
  return and(openOnes, or(eq(ticket.responsibleId, handler.id), eq(ticket.transferToId, handler.id), inArray(ticket.id, helped)));
}

/** The handler's open work, emergencies first, then the nearest deadline. */
export const findQueue = (work: Work, handler: Pick<Actor, "id">, page = 0): Promise<ListPage> =>
  findPage(work, inHandOf(work, handler), [sql`${ticket.kind} <> 'emergency'`, asc(ticket.deadline)], page);

export type QueueCounts = { waiting: number; today: number; late: number };

/** Of the handler's open work, how much nobody has accepted, how much is due until then, and how much is late. */
export async function countQueue(work: Work, handler: Pick<Actor, "id">, until: Date): Promise<QueueCounts> {
  const [counts] = await work.tx
    .select({
      waiting: sql<number>`count(*) filter (where ${ticket.state} = 'assigned')::int`,
      today: sql<number>`count(*) filter (where ${and(owesStep, gte(ticket.deadline, work.now), lte(ticket.deadline, until))})::int`,
      late: sql<number>`count(*) filter (where ${isLate(work)})::int`,
    })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), inHandOf(work, handler)));
  return counts ?? { waiting: 0, today: 0, late: 0 };
}

/** Everybody who has something open in hand, by id. */
export async function findInCharge(work: Work): Promise<Set<number>> {
  const mine = and(eq(ticket.townId, work.townId), openOnes);
  const handling = await work.tx
    .selectDistinct({ responsible: ticket.responsibleId, offered: ticket.transferToId })
    .from(ticket)
    .where(mine);
  const helping = await work.tx
    .selectDistinct({ id: coHandler.personId })
    .from(coHandler)
    .innerJoin(ticket, and(eq(ticket.townId, coHandler.townId), eq(ticket.id, coHandler.ticketId)))
    .where(mine);
  const ids = [...handling.flatMap(({ responsible, offered }) => [responsible, offered]), ...helping.map(({ id }) => id)];
  return new Set(ids.filter((id) => id !== null));
}

/** Everything whose duty is late, the latest first; confidential matters only for the admin. */
export const findOverdue = (work: Work, withConfidential: boolean, page = 0): Promise<ListPage> =>
  findPage(work, overdueFor(work, withConfidential), [asc(ticket.deadline)], page);

const overdueFor = (work: Work, withConfidential: boolean) =>
  and(isLate(work), withConfidential ? undefined : eq(ticket.confidential, false));

export const countOverdue = (work: Work, withConfidential: boolean): Promise<number> =>
  work.tx.$count(ticket, and(eq(ticket.townId, work.townId), overdueFor(work, withConfidential)));

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
