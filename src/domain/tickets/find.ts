import { and, asc, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import { builtOnce } from "../../database/built-once.ts";
import { disputeParty } from "../../database/schema/disputes.ts";
import { person } from "../../database/schema/people.ts";
import { category, follower, ticket, ticketEvent } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import type { TicketAction } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { maxTicketsListed } from "../limits.ts";
import type { Ticket } from "./change.ts";
import { openOnes } from "./conditions.ts";
import { knownTo, type Sight } from "./visibility.ts";

export type Listed = {
  ticket: Ticket;
  category: typeof category.$inferSelect;
  village: string;
  /** Its reader, a party of a dispute, may know that it exists, and not what was said of it. */
  isMatterHidden?: true;
};
/** One page of a list, which one that is, and how many tickets the whole list has. */
export type ListPage = { listed: Listed[]; page: number; total: number };

export const inCategory = and(eq(category.townId, ticket.townId), eq(category.id, ticket.categoryId));
export const inVillage = and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId));

/**
 * A page of the town's tickets of which `which` is true.
 *
 * @param known how many there are, when that is known without reading them
 */
export async function findPage(
  work: Work,
  which: SQL | undefined,
  order: SQL[],
  page: number,
  known?: number | Promise<number>,
): Promise<ListPage> {
  if (known === 0) return { listed: [], page, total: 0 };
  const there = and(eq(ticket.townId, work.townId), which);
  const rows = work.tx
    .select({ ticket, category, village: village.name })
    .from(ticket)
    .innerJoin(category, inCategory)
    .innerJoin(village, inVillage)
    .where(there)
    .orderBy(...order)
    .limit(maxTicketsListed)
    .offset(page * maxTicketsListed);
  const [listed, total] = await Promise.all([rows, known ?? work.tx.$count(ticket, there)]);
  // The list may have become shorter since its button was shown.
  if (!listed.length && page > 0) return findPage(work, which, order, 0, known);
  return { listed, page, total };
}

export async function findTicketByNumber(work: Work, number: number): Promise<Ticket | undefined> {
  // People mistype; what the column cannot hold is nobody's number.
  if (!Number.isInteger(number) || number > 2 ** 31 - 1) return undefined;
  return work.tx.query.ticket.findFirst({ where: and(eq(ticket.townId, work.townId), eq(ticket.number, number)) });
}

/** Which of somebody's own tickets: those that are going on, or 以前的. */
export type OwnPart = "open" | "closed";
const ofPart = { open: isNull(ticket.closedAt), closed: isNotNull(ticket.closedAt) };

/** Their own tickets, those they joined, and disputes to which they are a party. By ids: with `or`, every ticket would be looked at. */
function concerning(work: Work, personId: number): SQL | undefined {
  const mine = work.tx
    .select({ id: ticket.id })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.reporterId, personId)));
  const disputed = work.tx
    .select({ id: disputeParty.ticketId })
    .from(disputeParty)
    .innerJoin(ticket, and(eq(ticket.townId, disputeParty.townId), eq(ticket.id, disputeParty.ticketId), eq(ticket.kind, "dispute")))
    .where(and(eq(disputeParty.townId, work.townId), eq(disputeParty.personId, personId)));
  const theirs = inArray(ticket.id, union(mine, joinedBy(work, personId), disputed));
  return and(theirs, or(eq(ticket.reporterId, personId), knownTo({ id: personId })));
}

const joinedBy = (work: Work, personId: number) =>
  work.tx
    .select({ id: follower.ticketId })
    .from(follower)
    .where(and(eq(follower.townId, work.townId), eq(follower.personId, personId)));

/** 我的事项: what concerns a villager, the newest first; without a part all of it, what is open first. */
export async function findOwn(work: Work, personId: number, page = 0, part?: OwnPart): Promise<ListPage> {
  const order = [sql`${ticket.closedAt} is not null`, desc(ticket.id)];
  const found = await findPage(work, and(concerning(work, personId), part && ofPart[part]), order, page);
  const mayBeOnlyKnown = ({ kind, reporterId }: Ticket) => kind === "dispute" && reporterId !== personId;
  if (!found.listed.some((one) => mayBeOnlyKnown(one.ticket))) return found;
  const joined = new Set((await joinedBy(work, personId)).map(({ id }) => id));
  return {
    ...found,
    listed: found.listed.map((one) => (mayBeOnlyKnown(one.ticket) && !joined.has(one.ticket.id) ? withoutMatter(one) : one)),
  };
}

/** How many of 我的事项 are 以前的. */
export const countOwnClosed = (work: Work, personId: number): Promise<number> =>
  work.tx.$count(ticket, and(eq(ticket.townId, work.townId), concerning(work, personId), ofPart.closed));

/** A ticket as a list shows it to somebody who may know that it exists, and no more. */
const withoutMatter = ({ ticket: found, category: of, village: where }: Listed): Listed => ({
  ticket: {
    ...found,
    description: "",
    said: null,
    placeText: null,
    latitude: null,
    longitude: null,
    phone: null,
    beneficiary: null,
    fields: [],
  },
  category: of,
  village: where,
  isMatterHidden: true,
});

/** The resolved ticket of which somebody heard last, as its reporter or as one who joined or is a party: words on an outcome mean it. */
export const findLastResolved = (work: Work, personId: number): Promise<Ticket | undefined> =>
  work.tx.query.ticket.findFirst({
    where: and(eq(ticket.townId, work.townId), concerning(work, personId), eq(ticket.state, "resolved")),
    orderBy: [desc(ticket.resolvedAt), desc(ticket.id)],
  });

const openOfReporter = builtOnce((queries) =>
  queries
    .select()
    .from(ticket)
    .where(and(eq(ticket.townId, sql.placeholder("townId")), eq(ticket.reporterId, sql.placeholder("reporterId")), openOnes))
    .orderBy(desc(ticket.id))
    .prepare("find_open_of_reporter"),
);

/**
 * The open ticket on which a handler last said something to this villager. A matter reported after that is what the
 * villager has in mind, so then there is none, unless an answer is expressly waited for.
 */
export async function findLastAddressed(work: Work, reporterId: number): Promise<Ticket | undefined> {
  const own = await openOfReporter(work.tx).execute({ townId: work.townId, reporterId });
  const addressed = own
    .filter(({ lastSaidToVillagerAt }) => lastSaidToVillagerAt !== null)
    .sort((a, b) => Number(b.lastSaidToVillagerAt) - Number(a.lastSaidToVillagerAt))[0];
  const newest = own[0];
  if (!addressed || !newest || addressed.state === "waiting_villager") return addressed;
  return Number(addressed.lastSaidToVillagerAt) >= Number(newest.createdAt) ? addressed : undefined;
}

/**
 * Which ticket a message in a chat belongs to. A reply within milliseconds, as one from a phone that was offline may seem to be, can be
 * faster than the note under which id the message was sent: "on its way" as long as one of this chat is.
 *
 * @returns also who wrote what the message passed on, where it was somebody whom the ticket concerns
 */
export async function findThread(
  work: Work,
  chatId: number,
  messageId: number,
): Promise<{ ticketId: number; authorId: number | undefined } | "on its way" | undefined> {
  const { rows } = await work.tx.execute<{ ticket_id: string | null; author_id: string | null; is_on_its_way: boolean }>(sql`
    select t.ticket_id, (select author_id from ticket_message where town_id = ${work.townId} and id = t.ticket_message_id
              and (side = 'villager' or exists (select from counterpart where town_id = ${work.townId} and person_id = author_id))) as author_id,
           exists (select 1 from outbox where town_id = ${work.townId} and chat_id = ${chatId} and state = 'pending'
              and ticket_id is not null and edits_id is null) as is_on_its_way
    from (select 1) as one left join lateral (select ticket_id, ticket_message_id from outbox where town_id = ${work.townId}
              and chat_id = ${chatId} and message_id = ${messageId} and ticket_id is not null limit 1) t on true`);
  const [found] = rows;
  if (found?.ticket_id) return { ticketId: Number(found.ticket_id), authorId: found.author_id ? Number(found.author_id) : undefined };
  return found?.is_on_its_way ? "on its way" : undefined;
}

export type TimelineEntry = { at: Date; action: TicketAction; name: string | null; note: string | null; toState: string | null };

/** What may be done by others whom it concerns, who are not named to one another. */
const byConcerned: ReadonlySet<string> = new Set(["join", "add", "doubt"]);

/** Not for whom the ticket concerns: what handlers say and settle among themselves. */
const internalActions: ReadonlySet<string> = new Set(["note", "offer", "give_back", "hear", "correct"]);

/** Words that everybody hears who joined the matter. */
const knownToAll: ReadonlySet<string> = new Set(["resolve", "extend", "decline"]);

/** What happened to a ticket, oldest first, as far as its reader may see it. */
export async function findTimeline(work: Work, found: Ticket, sight: Sight): Promise<TimelineEntry[]> {
  if (!sight.matter) return [];
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
  const isNamed = ({ actorId, action }: (typeof rows)[number]) =>
    actorId === found.reporterId ? sight.person : sight.internal || !byConcerned.has(action);
  const noteOf = ({ actorId, action, note }: (typeof rows)[number]) => {
    // What another whom it concerns said to the handlers stays with them.
    if (byConcerned.has(action) && actorId !== found.reporterId && !sight.internal) return null;
    return sight.said || knownToAll.has(action) ? note : null;
  };
  return rows
    .filter(({ action }) => action !== "remind" && (sight.internal || !internalActions.has(action)))
    .map((row) => ({ at: row.at, action: row.action, note: noteOf(row), toState: row.toState, name: isNamed(row) ? row.name : null }));
}
