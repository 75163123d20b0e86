import { and, asc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { category, person, ticket, ticketEvent, village } from "../../database/schema.ts";
import type { Work } from "../../database/work.ts";
import { cutLine, instantsIn, kindWords, mostRows, type SheetRows } from "./sheets.ts";

type Words = { label: (key: string) => string; when: (instant: Date | null) => string };
/** The columns of a sheet from left to right, by their headings. */
type Columns<Found> = Record<string, (found: Found) => string | number>;

/**
 * 台账: the tickets received in a period and all their events with the hashes by which a copy can be checked. A confidential
 * reporter has neither name nor phone in it.
 *
 * @param label puts states and actions into words
 */
export async function describeLedger(
  work: Work,
  period: { from: Date; to: Date; villageId?: number | undefined },
  label: Words["label"],
): Promise<SheetRows[]> {
  const words = { label, when: instantsIn(work.zone, "medium") };
  const received = and(
    eq(ticket.townId, work.townId),
    gte(ticket.createdAt, period.from),
    lt(ticket.createdAt, period.to),
    period.villageId === undefined ? undefined : eq(ticket.villageId, period.villageId),
  );
  return [
    { sheet: "台账", rows: rowsOf(ticketColumns(words), await findTickets(work, received)) },
    { sheet: "经过", rows: rowsOf(eventColumns(words), await findEvents(work, received)) },
  ];
}

function rowsOf<Found>(columns: Columns<Found>, found: readonly Found[]): SheetRows["rows"] {
  const rows = found.slice(0, mostRows).map((one) => Object.values(columns).map((cell) => cell(one)));
  return [Object.keys(columns), ...rows, ...cutLine(found.length)];
}

const ticketColumns = ({ label, when }: Words): Columns<Awaited<ReturnType<typeof findTickets>>[number]> => ({
  编号: ({ ticket }) => ticket.number,
  类型: ({ ticket }) => kindWords[ticket.kind],
  类别: ({ category }) => category,
  村: ({ village }) => village,
  状态: ({ ticket }) => label(`state-${ticket.state}`),
  报的人: ({ reporter }) => reporter,
  电话: ({ ticket }) => (ticket.confidential ? "" : (ticket.phone ?? "")),
  内容: ({ ticket }) => ticket.description,
  负责人: ({ responsible }) => responsible ?? "",
  收到: ({ ticket }) => when(ticket.createdAt),
  时限: ({ ticket }) => when(ticket.resolveBy),
  接单: ({ ticket }) => when(ticket.acceptedAt),
  首次答复: ({ ticket }) => when(ticket.answeredAt),
  办结: ({ ticket }) => when(ticket.resolvedAt),
  完结: ({ ticket }) => when(ticket.closedAt),
  评价: ({ ticket }) => (ticket.rating ? label(`rating-${ticket.rating}`) : ""),
  重办次数: ({ ticket }) => ticket.reopenCount,
});

const eventColumns = ({ label, when }: Words): Columns<Awaited<ReturnType<typeof findEvents>>[number]> => ({
  编号: ({ number }) => number,
  序号: ({ event }) => event.seq,
  时间: ({ event }) => when(event.at),
  谁: ({ event, confidential, reporterId, actor }) => (confidential && event.actorId === reporterId ? "保密" : (actor ?? "")),
  做了什么: ({ event }) => label(`event-${event.action}`),
  从: ({ event }) => event.fromState ?? "",
  到: ({ event }) => event.toState ?? "",
  说明: ({ event }) => event.note ?? "",
  前一条校验: ({ event }) => event.prevHash,
  本条校验: ({ event }) => event.hash,
});

function findTickets(work: Work, received: SQL | undefined) {
  const reporter = sql`reporter`;
  return work.tx
    .select({
      ticket,
      category: category.name,
      village: village.name,
      responsible: sql<string | null>`(select p.name from person p where p.town_id = ${ticket.townId} and p.id = ${ticket.responsibleId})`,
      reporter: sql<string>`case when ${ticket.confidential} then '保密' else (select ${reporter}.name from person ${reporter}
        where ${reporter}.town_id = ${ticket.townId} and ${reporter}.id = ${ticket.reporterId}) end`,
    })
    .from(ticket)
    .innerJoin(category, and(eq(category.townId, ticket.townId), eq(category.id, ticket.categoryId)))
    .innerJoin(village, and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId)))
    .where(received)
    .orderBy(asc(ticket.number))
    .limit(mostRows + 1);
}

function findEvents(work: Work, received: SQL | undefined) {
  return work.tx
    .select({
      event: ticketEvent,
      number: ticket.number,
      confidential: ticket.confidential,
      reporterId: ticket.reporterId,
      actor: person.name,
    })
    .from(ticketEvent)
    .innerJoin(ticket, and(eq(ticket.townId, ticketEvent.townId), eq(ticket.id, ticketEvent.ticketId)))
    .leftJoin(person, and(eq(person.townId, ticketEvent.townId), eq(person.id, ticketEvent.actorId)))
    .where(received)
    .orderBy(asc(ticket.number), asc(ticketEvent.seq))
    .limit(mostRows + 1);
}
