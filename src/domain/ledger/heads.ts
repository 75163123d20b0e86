import { and, asc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { coHandler, ticket } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";
import { type Ticket, writtenRelations } from "../tickets/change.ts";
import { knownTo, overseeing, type Sight, visibleTo } from "../tickets/visibility.ts";
import type { Head } from "./seal.ts";

export type LedgerPeriod = { from: Date; to: Date; villageId?: number | undefined };

/**
 * A ticket as it is at one instant, with how far its events go: the ledger is read piece by piece while the town goes on, and what happens
 * meanwhile is not in it.
 */
export type LedgerHead = Head & { asOf: Pick<Ticket, "state" | "rating" | "reopenCount" | "resolvedAt" | "closedAt"> };
export type Heads = ReadonlyMap<number, LedgerHead>;

/** The tickets of a ledger, by their ids; in one statement, so that all are of the same instant. One more than a sheet may have, if there are. */
export async function findHeads(work: Work, reader: Actor, period: LedgerPeriod, most: number): Promise<Map<number, LedgerHead>> {
  const heads = new Map<number, LedgerHead>();
  let room = most;
  for await (const piece of work.pieces((tx) => findEnds(tx, work, reader, period, most))) {
    for (const { id, number, total, hashes, ...asOf } of piece) {
      const listed = Math.min(total, room);
      room -= listed;
      heads.set(id, { number, total, listed, hash: listed === total ? hashes : "", asOf });
    }
  }
  return heads;
}

const findEnds = (tx: Work["tx"], work: Work, reader: Actor, period: LedgerPeriod, most: number) =>
  tx
    .select({
      id: ticket.id,
      number: ticket.number,
      state: ticket.state,
      rating: ticket.rating,
      reopenCount: ticket.reopenCount,
      resolvedAt: ticket.resolvedAt,
      closedAt: ticket.closedAt,
      total: sql<number>`(select count(*)::int from ticket_event e where e.town_id = ticket.town_id and e.ticket_id = ticket.id)`,
      hashes: sql<string>`coalesce((select e.hash from ticket_event e where e.town_id = ticket.town_id and e.ticket_id = ticket.id order by e.seq desc limit 1), '')`,
    })
    .from(ticket)
    .where(receivedIn(work, reader, period))
    .orderBy(asc(ticket.number))
    .limit(most + 1);

/** Where a ledger is cut in the middle of a ticket's events, the hash of the last that is listed. */
export async function completeCut(work: Work, heads: Map<number, LedgerHead>) {
  for (const [id, head] of heads) {
    if (head.hash || !head.listed) continue;
    const { rows } = await work.tx.execute<{ hash: string }>(
      sql`select hash from ticket_event where town_id = ${work.townId} and ticket_id = ${id} and seq = ${head.listed}`,
    );
    heads.set(id, { ...head, hash: rows[0]?.hash ?? "" });
  }
}

export const receivedIn = (work: Work, reader: Actor, { from, to, villageId }: LedgerPeriod): SQL | undefined =>
  and(
    eq(ticket.townId, work.townId),
    gte(ticket.createdAt, from),
    lt(ticket.createdAt, to),
    villageId === undefined ? undefined : eq(ticket.villageId, villageId),
    knownTo(reader),
  );

/** What the reader may see of a ticket, in a paper that is passed on. */
export async function sightsFor(work: Work, reader: Actor): Promise<(found: Ticket) => Sight> {
  const helped = await work.tx
    .select({ id: coHandler.ticketId })
    .from(coHandler)
    .where(and(eq(coHandler.townId, work.townId), eq(coHandler.personId, reader.id)));
  const ids = new Set(helped.map(({ id }) => id));
  return (found) => {
    // A ledger is passed on: what its reader reported confidentially themselves is as confidential in it as anybody's.
    const own = writtenRelations(reader, found).filter((relation) => relation !== "reporter");
    const helping = ids.has(found.id) ? (["co_handler"] as const) : [];
    return visibleTo([...own, ...helping, ...overseeing(reader)], reader, found);
  };
}
