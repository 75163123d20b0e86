import { and, desc, eq, gte, inArray, lte, not, or, type SQL, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { open311Request } from "../../database/schema/programs.ts";
import { category, ticket, ticketEvent } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import type { TicketState } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { dayMs } from "../durations.ts";
import { openOnes } from "../tickets/conditions.ts";
import { isOpen } from "../tickets/lifecycle.ts";
import { knownToProgram, visibleToProgram } from "../tickets/visibility.ts";
import type { Key } from "./keys.ts";
import { maxListedDays, maxRequestsListed } from "./limits.ts";

export type Asked = {
  /** Overrides everything else, as the standard has it. */
  numbers?: readonly number[] | undefined;
  serviceIds?: readonly number[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  isOpen?: boolean | undefined;
};

/** A ticket as a program of others may see it. `own`: what only the program that filed it sees. */
export type Published = {
  number: number;
  state: TicketState;
  isOpen: boolean;
  categoryId: number;
  name: string;
  nameEn: string;
  village: string;
  at: Date;
  updatedAt: Date;
  expectedAt: Date | null;
  own: { description: string; place: string | null; latitude: number | null; longitude: number | null } | undefined;
};

/** @param key of the person who asks; without one they are a stranger */
export async function findRequests(work: Work, key: Key | undefined, asked: Asked): Promise<Published[]> {
  const isFiler = sql<boolean>`coalesce(${open311Request.keyId} = ${key?.id ?? null}::bigint, false)`;
  const updatedAt = sql<string>`(select max(e.at) from ${ticketEvent} e where e.town_id = ${ticket.townId} and e.ticket_id = ${ticket.id})`;
  const rows = await work.tx
    .select({ found: ticket, names: { name: category.name, nameEn: category.nameEn }, village: village.name, isFiler, updatedAt })
    .from(ticket)
    .innerJoin(category, and(eq(category.townId, ticket.townId), eq(category.id, ticket.categoryId)))
    .innerJoin(village, and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId)))
    .leftJoin(open311Request, and(eq(open311Request.townId, ticket.townId), eq(open311Request.ticketId, ticket.id)))
    .where(
      and(
        eq(ticket.townId, work.townId),
        knownToProgram(isFiler),
        asked.numbers ? withNumbers(asked.numbers) : fitting(work, asked, isFiler),
      ),
    )
    .orderBy(desc(ticket.createdAt), desc(ticket.id))
    .limit(maxRequestsListed);
  return rows.map(({ found, names, village: place, ...row }): Published => {
    const shown = (at: Date) => (row.isFiler ? at : dayOf(at, work.zone));
    const { words } = visibleToProgram(found, row.isFiler);
    return {
      number: found.number,
      state: found.state,
      isOpen: isOpen(found.state),
      categoryId: found.categoryId,
      ...names,
      village: place,
      at: shown(found.createdAt),
      updatedAt: shown(found.closedAt ?? new Date(row.updatedAt)),
      expectedAt: found.resolveBy && shown(found.resolveBy),
      own: words
        ? { description: found.description, place: found.placeText, latitude: found.latitude, longitude: found.longitude }
        : undefined,
    };
  });
}

const withNumbers = (numbers: readonly number[]) => inArray(ticket.number, [...numbers]);

/** Strangers see the day: by the minute somebody who saw who wrote on their phone would know whose it was. */
const dayOf = (at: Date, zone: string) => DateTime.fromJSDate(at, { zone }).startOf("day").toJSDate();

/** What is compared with the times asked for is what is shown, or else asking again and again would tell the minute. */
function fitting(work: Work, { serviceIds, from, to, isOpen: open }: Asked, isFiler: SQL): SQL | undefined {
  const end = to ?? work.now;
  const begin = from ?? new Date(end.getTime() - maxListedDays * dayMs);
  const firstDay = dayOf(new Date(begin.getTime() + dayMs - 1), work.zone);
  const lastDay = new Date(DateTime.fromJSDate(dayOf(end, work.zone), { zone: work.zone }).plus({ days: 1 }).toMillis() - 1);
  return and(
    gte(ticket.createdAt, firstDay < begin ? firstDay : begin),
    lte(ticket.createdAt, lastDay),
    or(
      and(isFiler, gte(ticket.createdAt, begin), lte(ticket.createdAt, end)),
      and(sql`not ${isFiler}`, gte(ticket.createdAt, firstDay), lte(ticket.createdAt, lastDay)),
    ),
    serviceIds && inArray(ticket.categoryId, [...serviceIds]),
    open === undefined ? undefined : open ? openOnes : not(openOnes),
  );
}
