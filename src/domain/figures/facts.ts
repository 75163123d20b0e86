import { and, eq, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { condolence } from "../../database/schema/care.ts";
import type { KeptFigure } from "../../database/schema/figures.ts";
import { roster, rosterEntry } from "../../database/schema/rosters.ts";
import { ticket } from "../../database/schema/tickets.ts";
import { household, visit } from "../../database/schema/visits.ts";
import type { DoorRecordKind, TicketKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { seenBy } from "../doorstep/seen.ts";
import { findStanding } from "../doorstep/standing.ts";
import { ofAnyVillage, villageNames } from "../outreach/session-villages.ts";
import { type Actor, commaIn } from "../people/person.ts";
import { openOnes } from "../tickets/conditions.ts";
import { knownTo } from "../tickets/visibility.ts";
import { visitorsOf, wentAlong } from "../visits/companions.ts";
import { type Asked, agreed, agreedByRecord, left, received, turns, words } from "./fact-rows.ts";
import type { Span } from "./period.ts";
import { inScope, type Scope } from "./scope.ts";
import { byKind, isKept, sumUp } from "./sums.ts";

/** The four parts of the practice, as the briefing has them. */
export const parts = ["outreach", "visits", "complaints", "service"] as const;
export type Part = (typeof parts)[number];
/** One row behind a number: what it is, when, and how much it adds. */
export type FactRow = {
  label: string;
  at: Date;
  value: number;
  /** What was done at the door, where its reader may see whom it was for. */
  deed?: { kind: DoorRecordKind; id: number };
};
/** `kind`: none is all. */
type KindFigure = { kind: TicketKind | undefined; figure: KeptFigure };
/** `counts`: of which figure it is a part, for a number that is told without reading its rows. */
type Fact = { part: Part; unit: "count" | "yuan"; rows: (asked: Asked) => SQL; counts?: KindFigure };

const ofSession = { townId: sql`s.town_id`, id: sql`s.id`, villageId: sql`s.village_id` };
/** One that speaks to several villages belongs to each of them, and counts once in the town. */
const session = ({ town, within, theirs, comma }: Asked, more: SQL, value: SQL) => sql`
  select coalesce(array_to_string(${villageNames(ofSession)}, ${comma}::text), '') || ' ' || s.topic || ' · ' || s.speaker_name as label, s.at, ${value} as value
  from outreach_session s where s.town_id = ${town} and s.state = 'held' and ${within(sql`s.at`)}
    and ${ofAnyVillage(ofSession, (village) => theirs(village, sql`s.speaker_id`))} ${more}`;

const deed = (kind: DoorRecordKind, id: SQLWrapper, seen: SQL) =>
  sql`${sql.raw(`'${kind}'`)} as kind, case when ${seen} then ${id} end as deed`;

/** Whom a deed was for, to readers who may see it; to others, that it was for somebody. */
const whom = (name: SQLWrapper, seen: SQL) => sql`case when ${seen} then ${name} else '🔒' end`;

const visits = ({ town, within, visited, seen, comma }: Asked, value: SQL) => sql`
  select v.name || ' ' || coalesce(${whom(household.head, seen.visit)}, '') || ' · ' || array_to_string(${visitorsOf}, ${comma}::text) as label, ${visit.at} as at, ${value} as value, ${deed("visit", visit.id, seen.visit)}
  from ${visit} join village v on v.town_id = ${visit.townId} and v.id = ${visit.villageId}
  left join ${household} on ${household.townId} = ${visit.townId} and ${household.id} = ${visit.householdId}
  where ${visit.townId} = ${town} and ${visit.undoneAt} is null and ${within(visit.at)} and ${visited}`;

const tickets = ({ town, known, within }: Asked, which: SQL | undefined) => sql`
  select '#' || ${ticket.number} || ' ' || v.name || ' ' || ${words} as label, ${ticket.createdAt} as at, 1 as value
  from ${ticket} join village v on v.town_id = ${ticket.townId} and v.id = ${ticket.villageId}
  where ${ticket.townId} = ${town} and ${known} and ${within(sql`${ticket.createdAt}`)} and ${which}`;
const isOf = ({ kind, figure }: KindFigure) => and(kind && eq(ticket.kind, kind), isKept(figure));
/** Written out, so that an index of just those serves it. */
const isOpenDispute = and(sql`${ticket.kind} = 'dispute'`, openOnes);
const ticketsOf = (part: Part, kind: TicketKind | undefined, figure: KeptFigure = "received") =>
  ({ part, unit: "count", rows: (asked: Asked) => tickets(asked, isOf({ kind, figure })), counts: { kind, figure } }) as const;
const disputesOpen = { kind: "dispute", figure: "unfinished" } as const satisfies KindFigure;

const condolences = ({ town, within, theirs, seen }: Asked, value: SQLWrapper) => sql`
  select v.name || ' ' || ${whom(condolence.recipient, seen.gift)} || ' ' || ${condolence.goods} || ' · ' || p.name as label,
    ${condolence.at} as at, ${value} as value, ${deed("gift", condolence.id, seen.gift)}
  from ${condolence} join village v on v.town_id = ${condolence.townId} and v.id = ${condolence.villageId}
  join person p on p.town_id = ${condolence.townId} and p.id = ${condolence.giverId}
  where ${condolence.townId} = ${town} and ${condolence.state} = 'confirmed' and ${value} > 0 and ${within(condolence.at)}
    and ${theirs(condolence.villageId, condolence.giverId)}`;

/**
 * Every number of a briefing, as the rows it is the sum of; so a number cannot say anything else than its list.
 */
export const factTable = {
  sessions: { part: "outreach", unit: "count", rows: (asked) => session(asked, sql``, sql`1`) },
  night_school: { part: "outreach", unit: "count", rows: (asked) => session(asked, sql`and s.kind = 'night_school'`, sql`1`) },
  leaders_lecturing: { part: "outreach", unit: "count", rows: (asked) => session(asked, sql`and s.by_leader`, sql`1`) },
  listeners: { part: "outreach", unit: "count", rows: (asked) => session(asked, sql``, sql`s.attendance`) },
  found_useful: {
    part: "outreach",
    unit: "count",
    rows: (asked) =>
      session(
        asked,
        sql`and exists (select from poll p where p.town_id = s.town_id and p.session_id = s.id)`,
        sql`(select count(*)::int from poll p join poll_vote b on b.town_id = p.town_id and b.poll_id = p.id
          where p.town_id = s.town_id and p.session_id = s.id and b.chosen = '{0}')`,
      ),
  },
  cadres: {
    part: "visits",
    unit: "count",
    rows: ({ town, within, theirs }) => sql`
      select p.name as label, min(d.at) as at, 1 as value from (
        select cadre_id as id, at from visit where town_id = ${town} and undone_at is null and ${within(sql`at`)} and ${theirs(sql`village_id`, sql`cadre_id`)}
        union all select k.person_id, ${visit.at} from ${visit} join visit_companion k on k.town_id = ${visit.townId} and k.visit_id = ${visit.id}
          where ${visit.townId} = ${town} and ${visit.undoneAt} is null and ${within(visit.at)} and ${theirs(visit.villageId, sql`k.person_id`)}
        union all select s.speaker_id, s.at from outreach_session s where s.town_id = ${town} and s.state = 'held' and ${within(sql`s.at`)}
          and ${ofAnyVillage(ofSession, (village) => theirs(village, sql`s.speaker_id`))}
        union all select done_by, at from roster_entry where town_id = ${town} and state = 'done' and ${within(sql`at`)} and ${theirs(sql`village_id`, sql`done_by`)}
        union all select giver_id, at from condolence where town_id = ${town} and state = 'confirmed' and ${within(sql`at`)} and ${theirs(sql`village_id`, sql`giver_id`)}
      ) d join person p on p.town_id = ${town} and p.id = d.id group by p.id, p.name`,
  },
  visits: { part: "visits", unit: "count", rows: (asked) => visits(asked, sql`1`) },
  interviewed: { part: "visits", unit: "count", rows: (asked) => visits(asked, sql`${visit.people}`) },
  problems: ticketsOf("visits", "problem"),
  problems_solved: ticketsOf("visits", "problem", "solved"),
  problems_silent: ticketsOf("visits", "problem", "silent"),
  disputes: ticketsOf("complaints", "dispute"),
  disputes_resolved: ticketsOf("complaints", "dispute", "solved"),
  disputes_silent: ticketsOf("complaints", "dispute", "silent"),
  disputes_open: {
    part: "complaints",
    unit: "count",
    counts: disputesOpen,
    rows: ({ town, known, within }) => sql`
      select '#' || ${ticket.number} || ' ' || v.name || ' ' || ${words} || ' · ' || p.name as label, ${ticket.resolveBy} as at, 1 as value
      from ${ticket} join village v on v.town_id = ${ticket.townId} and v.id = ${ticket.villageId}
      join person p on p.town_id = ${ticket.townId} and p.id = ${ticket.responsibleId}
      where ${ticket.townId} = ${town} and ${known} and ${isOpenDispute} and ${within(sql`${ticket.createdAt}`)}`,
  },
  petitions: ticketsOf("complaints", "petition"),
  emergencies: ticketsOf("service", "emergency"),
  services: ticketsOf("service", "service"),
  served_at_home: {
    part: "service",
    unit: "count",
    rows: ({ town, within, theirs, seen }) => sql`
      select ${roster.title} || ' · ' || v.name || ' ' || ${whom(rosterEntry.name, seen.entry)} || ' · ' || p.name as label,
        ${rosterEntry.at} as at, 1 as value, ${deed("entry", rosterEntry.id, seen.entry)}
      from ${rosterEntry} join ${roster} on ${roster.townId} = ${rosterEntry.townId} and ${roster.id} = ${rosterEntry.rosterId}
      join village v on v.town_id = ${rosterEntry.townId} and v.id = ${rosterEntry.villageId}
      join person p on p.town_id = ${rosterEntry.townId} and p.id = ${rosterEntry.doneBy}
      where ${rosterEntry.townId} = ${town} and ${rosterEntry.state} = 'done' and ${within(rosterEntry.at)}
        and ${theirs(rosterEntry.villageId, rosterEntry.doneBy)}`,
  },
  condolence_money: { part: "service", unit: "yuan", rows: (asked) => condolences(asked, condolence.fen) },
  condolence_items: { part: "service", unit: "count", rows: (asked) => condolences(asked, condolence.items) },
  solved_by_call: ticketsOf("complaints", undefined, "solved_by_call"),
  said_by_office: ticketsOf("complaints", undefined, "said_by_office"),
  rounds_done: { part: "visits", unit: "count", rows: (asked) => turns(asked, sql`t.state in ('clear', 'found')`, sql`1`) },
  rounds_found: { part: "visits", unit: "count", rows: (asked) => turns(asked, sql`t.state = 'found'`, sql`cardinality(t.ticket_ids)`) },
  rounds_missed: { part: "visits", unit: "count", rows: (asked) => turns(asked, sql`t.missed_at is not null`, sql`1`) },
  surveyed: {
    part: "visits",
    unit: "count",
    rows: ({ town, within, theirs }) => sql`
      select v.name || ' ' || s.title as label, r.at, 1 as value from survey_reply r
      join survey s on s.town_id = r.town_id and s.id = r.survey_id join village v on v.town_id = r.town_id and v.id = r.village_id
      where r.town_id = ${town} and ${within(sql`r.at`)} and ${theirs(sql`r.village_id`, sql`coalesce(r.recorded_by, s.created_by)`)}`,
  },
  agreements: { part: "complaints", unit: "count", rows: agreed },
  agreements_by_record: { part: "complaints", unit: "count", rows: agreedByRecord },
  goods_received: { part: "service", unit: "count", rows: received },
  goods_left: { part: "service", unit: "count", rows: left },
} as const satisfies Record<string, Fact>;

export type FactKey = keyof typeof factTable;
export const factKeys = Object.keys(factTable) as FactKey[];
const factOf = (key: FactKey): Fact => factTable[key];

type Reader = Pick<Actor, "id">;
/** A part of the town: what is one's own, or a village of it. */
export type PartOfTown = { scope?: Scope; villageId?: number | undefined };

/** Visits and gifts name people: of a station's members its head sees the tickets, and of deeds only what was their own. */
const deedsIn = ({ id }: Reader, scope: Scope): Scope => (scope === "town" ? scope : { ...scope, personId: id });

const nothingSeen: Asked["seen"] = { visit: sql`false`, entry: sql`false`, gift: sql`false` };

function queryOf(
  work: Work,
  reader: Reader,
  key: FactKey,
  period: Span,
  { scope = "town", villageId }: PartOfTown,
  seen: Asked["seen"] = nothingSeen,
  comma = "",
): SQL {
  const [from, to] = [period.from.toISOString(), period.to.toISOString()];
  const ofVillage = (column: SQLWrapper) => (villageId === undefined ? undefined : sql`${column} = ${villageId}::bigint`);
  const ofTickets = and(inScope(scope, ticket.villageId, ticket.stationId, ticket.responsibleId), ofVillage(ticket.villageId));
  const deeds = deedsIn(reader, scope);
  const along = deeds === "town" || deeds.personId === undefined ? undefined : wentAlong(deeds.personId);
  return factTable[key].rows({
    town: sql`${work.townId}::int`,
    known: and(knownTo(reader), ofTickets) as SQL,
    within: (column) => sql`${column} >= ${from}::timestamptz and ${column} < ${to}::timestamptz`,
    theirs: (village, person) => and(inScope(deeds, village, undefined, person), ofVillage(village)) as SQL,
    visited: and(or(inScope(deeds, visit.villageId, undefined, visit.cadreId), along), ofVillage(visit.villageId)) as SQL,
    seen,
    comma,
    until: sql`${to}::timestamptz`,
    isWhole: scope === "town" && villageId === undefined ? sql`true` : sql`false`,
  });
}

/** The numbers of a period; yuan in fen. @param reader a ticket about them is in none of them */
export async function countFacts(work: Work, reader: Reader, period: Span, within: PartOfTown = {}): Promise<Record<FactKey, number>> {
  const { scope = "town", villageId } = within;
  const figures = [...new Set(factKeys.flatMap((key) => factOf(key).counts?.figure ?? []))];
  const byKindThere = sumUp(work, reader, { scope, villageId, period }, figures, byKind);
  const sums = await Promise.all(
    factKeys.map(async (key) => {
      const { counts } = factOf(key);
      if (counts) {
        const those = (await byKindThere).filter(({ group }) => counts.kind === undefined || group === counts.kind);
        return [key, those.reduce((sum, { sums }) => sum + (sums[counts.figure] ?? 0), 0)] as const;
      }
      const { rows } = await work.tx.execute<{ sum: string }>(
        sql`select coalesce(sum(f.value), 0)::bigint as sum from (${queryOf(work, reader, key, period, within)}) f`,
      );
      return [key, Number(rows[0]?.sum)] as const;
    }),
  );
  return Object.fromEntries(sums) as Record<FactKey, number>;
}

/** The rows behind a number, in the order of time; for whom something was done is named to readers who may see it there. */
export async function listFact(
  work: Work,
  reader: Actor,
  key: FactKey,
  period: Span,
  page: { limit: number; offset: number },
  within: PartOfTown = {},
): Promise<FactRow[]> {
  const query = queryOf(work, reader, key, period, within, seenBy(await findStanding(work, reader)), commaIn(reader.language));
  const { rows } = await work.tx.execute<{ label: string; at: string | Date; value: string; kind?: DoorRecordKind; deed?: string | null }>(
    sql`select f.* from (${query}) f order by f.at, f.label, f.value limit ${page.limit} offset ${page.offset}`,
  );
  return rows.map(({ label, at, value, kind, deed: id }) => ({
    label: label.trim(),
    at: new Date(at),
    value: Number(value),
    ...(kind && id ? { deed: { kind, id: Number(id) } } : {}),
  }));
}
