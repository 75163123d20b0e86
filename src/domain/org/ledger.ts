import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import { category, person, ticket, ticketEvent, village } from "../../database/schema.ts";
import type { Work } from "../../database/work.ts";
import { cutLine, instantsIn, kindWords, mostRows, type SheetRows } from "./sheets.ts";

/**
 * 台账: the tickets received in a period and all their events with the hashes by which a copy can be checked. A confidential
 * reporter has neither name nor phone in it.
 *
 * @param label puts states and actions into words
 */
export async function describeLedger(
  work: Work,
  period: { from: Date; to: Date; villageId?: number | undefined },
  label: (key: string) => string,
): Promise<SheetRows[]> {
  const when = instantsIn(work.zone, "medium");
  const reporter = sql`reporter`;
  const within = and(
    eq(ticket.townId, work.townId),
    gte(ticket.createdAt, period.from),
    lt(ticket.createdAt, period.to),
    period.villageId === undefined ? undefined : eq(ticket.villageId, period.villageId),
  );
  const tickets = await work.tx
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
    .where(within)
    .orderBy(asc(ticket.number))
    .limit(mostRows + 1);
  const events = await work.tx
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
    .where(within)
    .orderBy(asc(ticket.number), asc(ticketEvent.seq))
    .limit(mostRows + 1);
  return [
    {
      sheet: "台账",
      rows: [
        [
          "编号",
          "类型",
          "类别",
          "村",
          "状态",
          "报的人",
          "电话",
          "内容",
          "负责人",
          "收到",
          "时限",
          "接单",
          "首次答复",
          "办结",
          "完结",
          "评价",
          "重办次数",
        ],
        ...tickets
          .slice(0, mostRows)
          .map(({ ticket: one, ...row }) => [
            one.number,
            kindWords[one.kind],
            row.category,
            row.village,
            label(`state-${one.state}`),
            row.reporter,
            one.confidential ? "" : (one.phone ?? ""),
            one.description,
            row.responsible ?? "",
            when(one.createdAt),
            when(one.resolveBy),
            when(one.acceptedAt),
            when(one.answeredAt),
            when(one.resolvedAt),
            when(one.closedAt),
            one.rating ? label(`rating-${one.rating}`) : "",
            one.reopenCount,
          ]),
        ...cutLine(tickets.length),
      ],
    },
    {
      sheet: "经过",
      rows: [
        ["编号", "序号", "时间", "谁", "做了什么", "从", "到", "说明", "前一条校验", "本条校验"],
        ...events
          .slice(0, mostRows)
          .map(({ event, number, confidential, reporterId, actor }) => [
            number,
            event.seq,
            when(event.at),
            confidential && event.actorId === reporterId ? "保密" : (actor ?? ""),
            label(`event-${event.action}`),
            event.fromState ?? "",
            event.toState ?? "",
            event.note ?? "",
            event.prevHash,
            event.hash,
          ]),
        ...cutLine(events.length),
      ],
    },
  ];
}
