import { type SQL, sql } from "drizzle-orm";
import type { Work } from "../../database/work.ts";
import type { Period } from "./period.ts";

/** The four parts of the practice, as the briefing has them. */
export const parts = ["outreach", "visits", "complaints", "service"] as const;
export type Part = (typeof parts)[number];
/** One row behind a number: what it is, when, and how much it adds. */
export type FactRow = { label: string; at: Date; value: number };
type Asked = { town: SQL; within: (column: SQL) => SQL; ofVillage: (column: SQL) => SQL };
type Fact = { part: Part; unit: "count" | "yuan"; rows: (asked: Asked) => SQL };

const session = ({ town, within, ofVillage }: Asked, more: SQL, value: SQL) => sql`
  select coalesce(v.name, '') || ' ' || s.topic || ' · ' || s.speaker_name as label, s.at, ${value} as value
  from outreach_session s left join village v on v.town_id = s.town_id and v.id = s.village_id
  where s.town_id = ${town} and s.state = 'held' and ${within(sql`s.at`)} and ${ofVillage(sql`s.village_id`)} ${more}`;

const visits = ({ town, within, ofVillage }: Asked, value: SQL) => sql`
  select v.name || ' ' || coalesce(h.head, '') || ' · ' || p.name as label, s.at, ${value} as value
  from visit s join village v on v.town_id = s.town_id and v.id = s.village_id join person p on p.town_id = s.town_id and p.id = s.cadre_id
  left join household h on h.town_id = s.town_id and h.id = s.household_id
  where s.town_id = ${town} and s.undone_at is null and ${within(sql`s.at`)} and ${ofVillage(sql`s.village_id`)}`;

// What a confidential ticket is about stays with the discipline desk; that there is one is counted.
const tickets = ({ town, within, ofVillage }: Asked, more: SQL) => sql`
  select '#' || t.number || ' ' || v.name || ' ' || case when t.confidential then '🔒' else left(t.description, 30) end as label, t.created_at as at, 1 as value
  from ticket t join village v on v.town_id = t.town_id and v.id = t.village_id
  where t.town_id = ${town} and t.state not in ('withdrawn', 'merged', 'declined') and ${within(sql`t.created_at`)} and ${ofVillage(sql`t.village_id`)} ${more}`;

const condolences = ({ town, within, ofVillage }: Asked, value: SQL) => sql`
  select v.name || ' ' || c.recipient || ' ' || c.goods || ' · ' || p.name as label, c.at, ${value} as value
  from condolence c join village v on v.town_id = c.town_id and v.id = c.village_id join person p on p.town_id = c.town_id and p.id = c.giver_id
  where c.town_id = ${town} and c.state = 'confirmed' and ${value} > 0 and ${within(sql`c.at`)} and ${ofVillage(sql`c.village_id`)}`;

/**
 * Every number of a briefing, as the rows it is the sum of; so a number cannot say anything else than its list.
 */
export const factTable = {
  sessions: { part: "outreach", unit: "count", rows: (asked) => session(asked, sql``, sql`1`) },
  night_school: { part: "outreach", unit: "count", rows: (asked) => session(asked, sql`and s.kind = 'night_school'`, sql`1`) },
  leaders_lecturing: { part: "outreach", unit: "count", rows: (asked) => session(asked, sql`and s.by_leader`, sql`1`) },
  listeners: { part: "outreach", unit: "count", rows: (asked) => session(asked, sql``, sql`s.attendance`) },
  cadres: {
    part: "visits",
    unit: "count",
    rows: ({ town, within, ofVillage }) => sql`
      select p.name as label, min(d.at) as at, 1 as value from (
        select cadre_id as id, at from visit where town_id = ${town} and undone_at is null and ${within(sql`at`)} and ${ofVillage(sql`village_id`)}
        union all select speaker_id, at from outreach_session where town_id = ${town} and state = 'held' and ${within(sql`at`)} and ${ofVillage(sql`village_id`)}
        union all select done_by, at from roster_entry where town_id = ${town} and state = 'done' and ${within(sql`at`)} and ${ofVillage(sql`village_id`)}
        union all select giver_id, at from condolence where town_id = ${town} and state = 'confirmed' and ${within(sql`at`)} and ${ofVillage(sql`village_id`)}
      ) d join person p on p.town_id = ${town} and p.id = d.id group by p.id, p.name`,
  },
  visits: { part: "visits", unit: "count", rows: (asked) => visits(asked, sql`1`) },
  interviewed: { part: "visits", unit: "count", rows: (asked) => visits(asked, sql`s.people`) },
  problems: { part: "visits", unit: "count", rows: (asked) => tickets(asked, sql`and t.kind = 'problem'`) },
  problems_solved: { part: "visits", unit: "count", rows: (asked) => tickets(asked, sql`and t.kind = 'problem' and t.state = 'closed'`) },
  disputes: { part: "complaints", unit: "count", rows: (asked) => tickets(asked, sql`and t.kind = 'dispute'`) },
  disputes_resolved: {
    part: "complaints",
    unit: "count",
    rows: (asked) => tickets(asked, sql`and t.kind = 'dispute' and t.state = 'closed'`),
  },
  disputes_open: {
    part: "complaints",
    unit: "count",
    rows: ({ town, within, ofVillage }) => sql`
      select '#' || t.number || ' ' || v.name || ' ' || case when t.confidential then '🔒' else left(t.description, 30) end || ' · ' || p.name as label, t.resolve_by as at, 1 as value
      from ticket t join village v on v.town_id = t.town_id and v.id = t.village_id join person p on p.town_id = t.town_id and p.id = t.responsible_id
      where t.town_id = ${town} and t.kind = 'dispute' and t.state not in ('closed', 'withdrawn', 'merged', 'declined')
        and ${within(sql`t.created_at`)} and ${ofVillage(sql`t.village_id`)}`,
  },
  petitions: { part: "complaints", unit: "count", rows: (asked) => tickets(asked, sql`and t.kind = 'petition'`) },
  emergencies: { part: "service", unit: "count", rows: (asked) => tickets(asked, sql`and t.kind = 'emergency'`) },
  services: { part: "service", unit: "count", rows: (asked) => tickets(asked, sql`and t.kind = 'service'`) },
  served_at_home: {
    part: "service",
    unit: "count",
    rows: ({ town, within, ofVillage }) => sql`
      select r.title || ' · ' || v.name || ' ' || e.name || ' · ' || p.name as label, e.at, 1 as value
      from roster_entry e join roster r on r.town_id = e.town_id and r.id = e.roster_id join village v on v.town_id = e.town_id and v.id = e.village_id
      join person p on p.town_id = e.town_id and p.id = e.done_by
      where e.town_id = ${town} and e.state = 'done' and ${within(sql`e.at`)} and ${ofVillage(sql`e.village_id`)}`,
  },
  condolence_money: { part: "service", unit: "yuan", rows: (asked) => condolences(asked, sql`c.fen`) },
  condolence_items: { part: "service", unit: "count", rows: (asked) => condolences(asked, sql`c.items`) },
} as const satisfies Record<string, Fact>;

export type FactKey = keyof typeof factTable;
export const factKeys = Object.keys(factTable) as FactKey[];
export const isFactKey = (key: string): key is FactKey => Object.hasOwn(factTable, key);

function queryOf(work: Work, key: FactKey, period: Pick<Period, "from" | "to">, villageId?: number): SQL {
  const [from, to] = [period.from.toISOString(), period.to.toISOString()];
  return factTable[key].rows({
    town: sql`${work.townId}::int`,
    within: (column) => sql`${column} >= ${from}::timestamptz and ${column} < ${to}::timestamptz`,
    ofVillage: (column) => (villageId === undefined ? sql`true` : sql`${column} = ${villageId}::bigint`),
  });
}

/** The numbers of a period; yuan in fen. */
export async function countFacts(work: Work, period: Pick<Period, "from" | "to">, villageId?: number): Promise<Record<FactKey, number>> {
  const sums = await Promise.all(
    factKeys.map(async (key) => {
      const { rows } = await work.tx.execute<{ sum: string }>(
        sql`select coalesce(sum(f.value), 0)::bigint as sum from (${queryOf(work, key, period, villageId)}) f`,
      );
      return [key, Number(rows[0]?.sum)] as const;
    }),
  );
  return Object.fromEntries(sums) as Record<FactKey, number>;
}

/** The rows behind a number, in the order of time. */
export async function listFact(
  work: Work,
  key: FactKey,
  period: Pick<Period, "from" | "to">,
  page: { limit: number; offset: number },
  villageId?: number,
): Promise<FactRow[]> {
  const { rows } = await work.tx.execute<{ label: string; at: string | Date; value: string }>(
    sql`select f.* from (${queryOf(work, key, period, villageId)}) f order by f.at, f.label limit ${page.limit} offset ${page.offset}`,
  );
  return rows.map(({ label, at, value }) => ({ label: label.trim(), at: new Date(at), value: Number(value) }));
}
