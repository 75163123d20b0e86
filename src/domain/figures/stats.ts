import { sql } from "drizzle-orm";
import type { Work } from "../../database/work.ts";
import type { Period } from "./period.ts";

export type Stats = {
  received: number;
  byKind: { kind: string; count: number }[];
  byCategory: { name: string; nameEn: string; count: number }[];
  byVillage: { name: string; count: number }[];
  closed: number;
  open: number;
  overdue: number;
  withdrawn: number;
  declined: number;
  reopened: number;
  /** Contacted in time / assigned (响应率). */
  answeredInTime: number;
  assigned: number;
  /** The villager says it is solved / assigned (解决率). */
  solved: number;
  /** Satisfied or fair / asked and answered (满意率). */
  content: number;
  rated: number;
  satisfied: number;
  fair: number;
  unsatisfied: number;
  /** Tickets closed by silence: no word of the villager, so in none of the rates. */
  silent: number;
};

type Row = Record<string, string | number | null>;

/**
 * The figures of a period, all from the same tickets: those received in it. The villager's word counts, not the
 * office's: a ticket closed by silence is neither solved nor satisfied.
 *
 * @param villageId only this village's tickets
 */
export async function countStats(work: Work, period: Period, villageId?: number): Promise<Stats> {
  const received = sql`
    t.town_id = ${work.townId} and t.created_at >= ${period.from.toISOString()} and t.created_at < ${period.to.toISOString()}
    ${villageId === undefined ? sql`` : sql`and t.village_id = ${villageId}`}`;
  const [totals] = (
    await work.tx.execute<Row>(sql`
      select count(*) as received,
        count(*) filter (where t.state = 'closed') as closed,
        count(*) filter (where t.state not in ('closed', 'withdrawn', 'declined', 'merged')) as open,
        count(*) filter (where t.state in ('assigned', 'accepted', 'in_progress') and t.deadline < ${work.now.toISOString()}) as overdue,
        count(*) filter (where t.state = 'withdrawn') as withdrawn,
        count(*) filter (where t.state = 'declined') as declined,
        count(*) filter (where t.reopen_count > 0) as reopened,
        count(*) filter (where t.state not in ('withdrawn', 'declined', 'merged')) as assigned,
        count(*) filter (where t.state not in ('withdrawn', 'declined', 'merged') and t.answered_at is not null
          and not exists (select 1 from ticket_event e where e.town_id = t.town_id and e.ticket_id = t.id
            and e.action = 'escalate' and e.at <= t.answered_at)) as answered_in_time,
        count(*) filter (where t.state = 'closed' and t.rating in ('satisfied', 'fair')) as solved,
        count(*) filter (where t.rating is not null) as rated,
        count(*) filter (where t.rating = 'satisfied') as satisfied,
        count(*) filter (where t.rating = 'fair') as fair,
        count(*) filter (where t.rating = 'unsatisfied') as unsatisfied,
        count(*) filter (where t.state = 'closed' and t.rating is null) as silent
      from ticket t where ${received}`)
  ).rows;
  const byKind = await work.tx.execute<Row>(
    sql`select t.kind, count(*) as count from ticket t where ${received} group by t.kind order by count(*) desc, t.kind`,
  );
  const byCategory = await work.tx.execute<Row>(sql`
    select c.name, c.name_en, count(*) as count from ticket t
    join category c on c.town_id = t.town_id and c.id = t.category_id
    where ${received} group by c.name, c.name_en order by count(*) desc, c.name limit 12`);
  const byVillage = await work.tx.execute<Row>(sql`
    select v.name, count(*) as count from ticket t
    join village v on v.town_id = t.town_id and v.id = t.village_id
    where ${received} group by v.name order by count(*) desc, v.name limit 30`);
  const number = (name: string) => Number(totals?.[name] ?? 0);
  return {
    received: number("received"),
    closed: number("closed"),
    open: number("open"),
    overdue: number("overdue"),
    withdrawn: number("withdrawn"),
    declined: number("declined"),
    reopened: number("reopened"),
    assigned: number("assigned"),
    answeredInTime: number("answered_in_time"),
    solved: number("solved"),
    content: number("satisfied") + number("fair"),
    rated: number("rated"),
    satisfied: number("satisfied"),
    fair: number("fair"),
    unsatisfied: number("unsatisfied"),
    silent: number("silent"),
    byKind: byKind.rows.map((row) => ({ kind: String(row["kind"]), count: Number(row["count"]) })),
    byCategory: byCategory.rows.map((row) => ({ name: String(row["name"]), nameEn: String(row["name_en"]), count: Number(row["count"]) })),
    byVillage: byVillage.rows.map((row) => ({ name: String(row["name"]), count: Number(row["count"]) })),
  };
}
