import { type SQL, sql } from "drizzle-orm";
import { figureSum, keptFigures, sumLevels, ticketCounted, ticketUncounted } from "../../database/schema/figures.ts";
import { ticket } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { maxCountedAtOnce } from "../limits.ts";
import { dayOf, isKept } from "./sums.ts";

const names = (columns: readonly { name: string }[]): SQL =>
  sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
const levelled = { villageId: figureSum.villageId, stationId: figureSum.stationId, categoryId: figureSum.categoryId };
const dimensions = [...Object.values(levelled), figureSum.kind, figureSum.confidential];
const figures = keptFigures.map((key) => figureSum[key]);
const key = [figureSum.townId, figureSum.level, figureSum.unit, figureSum.starts, ...dimensions];

/** Each level with whether it tells a dimension apart: `l (level, village_id, station_id, category_id)`. */
const levels = sql.raw(
  Object.entries(sumLevels)
    .map(([level, by]) => `('${level}', ${Object.keys(levelled).map((one) => (by as readonly string[]).includes(one))})`)
    .join(", "),
);
const atLevel = sql.join(
  Object.values(levelled).map(({ name }) => sql`case when l.${sql.identifier(name)} then d.${sql.identifier(name)} else 0 end`),
  sql`, `,
);

/** A ticket as it is to stand in the sums. */
const asItIs = (townId: number) => sql`
  select ${ticket.townId} as town_id, ${ticket.id} as ticket_id, ${dayOf(ticket.createdAt)} as day, ${ticket.villageId} as village_id,
    coalesce(${ticket.stationId}, 0) as station_id, ${ticket.categoryId} as category_id, ${ticket.kind} as kind,
    ${ticket.confidential} as confidential, ${sql.join(
      keptFigures.map((figure) => sql`${isKept(figure)} as ${sql.identifier(figure)}`),
      sql`, `,
    )}
  from ${ticket} join changed on changed.ticket_id = ${ticket.id} where ${ticket.townId} = ${townId}`;

/**
 * Brings the sums up to what has happened since, some tickets at a time. In one statement, so that a change whose mark it does not see is
 * one that it does not see either, and is counted the next time.
 *
 * Two of them at once would both add a difference: its caller sees to it that there is one.
 *
 * @returns whether there may be more
 */
export async function countChanged(work: Work): Promise<boolean> {
  const sets = (table: SQL, columns: readonly { name: string }[], plus: boolean) =>
    sql.join(
      columns.map(({ name }) => {
        const [own, given] = [sql.identifier(name), sql`excluded.${sql.identifier(name)}`];
        return sql`${own} = ${plus ? sql`${table}.${own} + ${given}` : given}`;
      }),
      sql`, `,
    );
  const summed = (sign: "+" | "-") =>
    sql.join(
      keptFigures.map((figure) => sql`${sql.raw(sign)}${sql.identifier(figure)}::int as ${sql.identifier(figure)}`),
      sql`, `,
    );
  const ofCounted = [ticketCounted.day, ...dimensions, ...keptFigures.map((figure) => ticketCounted[figure])];
  const { rows } = await work.tx.execute<{ marks: string }>(sql`
    with marks as (
      delete from ${ticketUncounted} where ${ticketUncounted.townId} = ${work.townId} and ${ticketUncounted.id} in (
        select ${ticketUncounted.id} from ${ticketUncounted} where ${ticketUncounted.townId} = ${work.townId}
        order by ${ticketUncounted.id} limit ${maxCountedAtOnce})
      returning ticket_id
    ), changed as (select distinct ticket_id from marks),
    now as (${asItIs(work.townId)}),
    was as (select c.* from ${ticketCounted} c join changed using (ticket_id) where c.town_id = ${work.townId}),
    kept as (
      insert into ${ticketCounted} (town_id, ticket_id, ${names(ofCounted)}) select town_id, ticket_id, ${names(ofCounted)} from now
      on conflict (town_id, ticket_id) do update set ${sets(sql`ticket_counted`, ofCounted, false)}
    ), gone as (
      delete from ${ticketCounted} c using was where c.town_id = was.town_id and c.ticket_id = was.ticket_id
        and not exists (select 1 from now where now.ticket_id = c.ticket_id)
    ), difference as (
      select town_id, day, ${names(dimensions)}, ${summed("+")} from now
      union all select town_id, day, ${names(dimensions)}, ${summed("-")} from was
    ), added as (
      insert into ${figureSum} (${names(key)}, ${names(figures)})
      select d.town_id, l.level, u.unit, date_trunc(u.unit, d.day::timestamp)::date, ${atLevel}, d.kind, d.confidential, ${sql.join(
        figures.map(({ name }) => sql`sum(d.${sql.identifier(name)})`),
        sql`, `,
      )}
      from difference d, (values ('day'), ('month')) u (unit), (values ${levels}) l (level, ${names(Object.values(levelled))})
      group by 1, 2, 3, 4, 5, 6, 7, d.kind, d.confidential
      on conflict (${names(key)}) do update set ${sets(sql`figure_sum`, figures, true)}
    ) select count(*) as marks from marks`);
  return Number(rows[0]?.marks ?? 0) >= maxCountedAtOnce;
}
