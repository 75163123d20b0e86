import { and, asc, eq, gte, lte, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { builtOnce } from "../../database/built-once.ts";
import { category, coHandler, ticket } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { maxTicketsListed } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { isLate, openOnes, owesStep } from "./conditions.ts";
import { inCategory, inVillage, type ListPage } from "./find.ts";
import { knownTo } from "./visibility.ts";

/**
 * Open, and theirs to do: as the responsible person, as whom it is offered to, or as a helper. The last by an array: with a query there, no
 * index would serve the three at once.
 */
function inHandOf(work: Work, handler: Pick<Actor, "id">): SQL | undefined {
  const helped = work.tx
    .select({ id: coHandler.ticketId })
    .from(coHandler)
    .where(and(eq(coHandler.townId, work.townId), eq(coHandler.personId, handler.id)));
  const theirs = or(eq(ticket.responsibleId, handler.id), eq(ticket.transferToId, handler.id), sql`${ticket.id} = any(array(${helped}))`);
  return and(openOnes, knownTo(handler), theirs);
}

/**
 * The same as a page of a list, told from its ids: those that are somebody's own stand in an index with all that orders them, so that the
 * tickets are read of one page only.
 */
const queuePage = builtOnce((queries) => {
  const [townId, handlerId] = [sql.placeholder("townId"), sql.placeholder("handlerId")];
  const there = and(eq(ticket.townId, townId), openOnes, knownTo({ id: handlerId }));
  const helped = queries
    .select({ id: coHandler.ticketId })
    .from(coHandler)
    .where(and(eq(coHandler.townId, townId), eq(coHandler.personId, handlerId)));
  const found = (theirs: SQL | undefined) =>
    queries.select({ id: ticket.id, kind: ticket.kind, deadline: ticket.deadline }).from(ticket).where(and(there, theirs));
  const own = eq(ticket.responsibleId, handlerId);
  const offered = eq(ticket.transferToId, handlerId);
  // Each of them once, without comparing them.
  const inHand = unionAll(
    found(own),
    found(and(offered, sql`not ${own}`)),
    found(and(sql`${ticket.id} = any(array(${helped}))`, sql`not ${own}`, sql`(${offered}) is not true`)),
  ).as("in_hand");
  const inOrder = (of: { kind: SQLWrapper; deadline: SQLWrapper; id: SQLWrapper }) => [
    sql`${of.kind} <> 'emergency'`,
    asc(of.deadline),
    asc(of.id),
  ];
  const paged = queries
    .select({ id: inHand.id, total: sql<number>`count(*) over ()`.mapWith(Number).as("total") })
    .from(inHand)
    .orderBy(...inOrder(inHand))
    .limit(maxTicketsListed)
    .offset(sql.placeholder("passedOver"))
    .as("paged");
  return queries
    .select({ ticket, category, village: village.name, total: paged.total })
    .from(paged)
    .innerJoin(ticket, and(eq(ticket.townId, townId), eq(ticket.id, paged.id)))
    .innerJoin(category, inCategory)
    .innerJoin(village, inVillage)
    .orderBy(...inOrder(ticket))
    .prepare("find_queue");
});

/** The handler's open work, emergencies first, then the nearest deadline. */
export async function findQueue(work: Work, handler: Pick<Actor, "id">, page = 0): Promise<ListPage> {
  const passedOver = page * maxTicketsListed;
  const rows = await queuePage(work.tx).execute({ townId: work.townId, handlerId: handler.id, passedOver });
  if (!rows.length && page > 0) return findQueue(work, handler);
  return { listed: rows.map(({ total: _, ...listed }) => listed), page, total: rows[0]?.total ?? 0 };
}

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
