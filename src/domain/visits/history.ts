import { and, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { careFile, careNote, condolence } from "../../database/schema/care.ts";
import { person, standingHelper } from "../../database/schema/people.ts";
import { roster, rosterEntry } from "../../database/schema/rosters.ts";
import { ticket } from "../../database/schema/tickets.ts";
import { visit } from "../../database/schema/visits.ts";
import type { ConsentWay, NotServedReason, RosterEntryState, TicketState } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { seenBy } from "../doorstep/seen.ts";
import { findStanding, may, permit } from "../doorstep/standing.ts";
import { sightsFor } from "../ledger/heads.ts";
import { maxHouseholdLines } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { noteReading } from "../privacy/audit.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { descriptionOf, notedWords } from "../tickets/spoken.ts";
import { findCompanions, visitorsOf, wentAlong } from "./companions.ts";
import { findHousehold, type Household, placeOfHousehold } from "./households.ts";

/** One thing that happened with a household; `hidden` stands for what its reader may not see. */
export type HouseholdLine = { at: Date } & (
  | { kind: "visit"; names: readonly string[]; said: string | "hidden"; number: number | null; voiceId: number | null }
  | { kind: "matter"; number: number; state: TicketState; said: string }
  | { kind: "care"; days: number; situation: string; isClosed: boolean }
  | { kind: "care-note"; what: "was" | "end"; body: string }
  | { kind: "roster"; title: string; state: RosterEntryState; why: NotServedReason | null; note: string }
  | { kind: "gift"; fen: number; goods: string }
  | { kind: "consent"; name: string; way: ConsentWay; isOver: boolean }
);
/** `isTheirs`: not only of a visit on which its reader went along. */
export type HouseholdPage = { household: Household; lines: HouseholdLine[]; isTheirs: boolean };

/**
 * A household with everything that was done for it, the newest first, as far as its reader may see each: the person who may see the household does
 * not therefore read a confidential matter or a care file. People on lists are known by the name of the householder in the village.
 */
export async function openHousehold(work: Work, actor: Actor, id: number): Promise<HouseholdPage | Refusal> {
  const household = await findHousehold(work, id);
  if (!household) return refuse("not-found");
  const isTheirs = await may(work, actor, "see_household", placeOfHousehold(household));
  // Who went along on a visit there reads of that visit, and of nothing else.
  const along = isTheirs ? [] : await findVisitsAlong(work, actor, id);
  if (!along.length) {
    const refusal = await permit(work, actor, "see_household", placeOfHousehold(household));
    if (refusal) return refusal;
  }
  const [standing, sightOf] = await Promise.all([findStanding(work, actor), sightsFor(work, actor)]);
  const reader = { actor, seen: seenBy(standing), sightOf, along };
  const parts = isTheirs ? [findVisits, findMatters, findCare, findServed, findGifts, findConsents] : [findVisits];
  const found = await Promise.all(parts.map((find) => find(work, reader, household)));
  const lines = found.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return { household, lines: lines.slice(0, maxHouseholdLines), isTheirs };
}

/** The visits of a household on which somebody went along, by their ids. */
async function findVisitsAlong(work: Work, actor: Actor, householdId: number): Promise<number[]> {
  const rows = await work.tx
    .select({ id: visit.id })
    .from(visit)
    .where(and(eq(visit.townId, work.townId), eq(visit.householdId, householdId), isNull(visit.undoneAt), wentAlong(actor.id)));
  return rows.map((row) => row.id);
}

/** Who reads, and what they may see. `along`: only these visits; none is as many as there are. */
type Reader = {
  actor: Actor;
  seen: ReturnType<typeof seenBy>;
  sightOf: Awaited<ReturnType<typeof sightsFor>>;
  along: readonly number[];
};
type Find = (work: Work, reader: Reader, household: Household) => Promise<HouseholdLine[]>;

/** What was heard on a visit is as confidential as the matter that came of it. */
const findVisits: Find = async (work, { actor, sightOf, along }, { id }) => {
  const rows = await work.tx
    .select({ visit, names: visitorsOf, ticket })
    .from(visit)
    .leftJoin(ticket, and(eq(ticket.townId, visit.townId), eq(ticket.id, visit.ticketId)))
    .where(
      and(
        eq(visit.townId, work.townId),
        eq(visit.householdId, id),
        isNull(visit.undoneAt),
        along.length ? inArray(visit.id, [...along]) : undefined,
      ),
    )
    .orderBy(desc(visit.at))
    .limit(maxHouseholdLines);
  return rows.map(({ visit: made, names, ticket: of }) => {
    const isOpen = made.cadreId === actor.id || of === null || sightOf(of).matter;
    const said = notedWords({ body: made.heard, attachment: made.attachment });
    return {
      kind: "visit",
      at: made.at,
      names,
      said: isOpen || !said ? said : "hidden",
      number: of && sightOf(of).existence ? of.number : null,
      voiceId: isOpen && made.attachment ? made.id : null,
    };
  });
};

/** Matters that somebody of the household reported, of which the reader may know who did. */
const findMatters: Find = async (work, { sightOf }, { id, personId }) => {
  const rows = await work.tx
    .select({ ticket })
    .from(ticket)
    .innerJoin(person, and(eq(person.townId, ticket.townId), eq(person.id, ticket.reporterId)))
    .where(and(eq(ticket.townId, work.townId), or(eq(person.householdId, id), personId ? eq(person.id, personId) : undefined)))
    .orderBy(desc(ticket.id))
    .limit(maxHouseholdLines);
  return rows
    .map(({ ticket: of }) => ({ of, sight: sightOf(of) }))
    .filter(({ sight }) => sight.existence && sight.person)
    .map(({ of, sight }) => ({
      kind: "matter",
      at: of.createdAt,
      number: of.number,
      state: of.state,
      said: sight.matter ? (of.said ? descriptionOf(of.said) : of.description) : "",
    }));
};

const findCare: Find = async (work, { actor, seen }, { villageId, head }) => {
  const files = await work.tx
    .select()
    .from(careFile)
    .where(and(eq(careFile.townId, work.townId), eq(careFile.villageId, villageId), eq(careFile.name, head), seen.care))
    .limit(maxHouseholdLines);
  if (!files.length) return [];
  const ids = files.map((file) => file.id);
  if (files.some(({ keeperId }) => keeperId !== actor.id)) await noteReading(work, actor, "read care", ids.join(" "));
  const notes = await work.tx
    .select()
    .from(careNote)
    .where(and(eq(careNote.townId, work.townId), sql`${careNote.careFileId} = any(${sql.param(ids)}::bigint[])`))
    .orderBy(desc(careNote.at))
    .limit(maxHouseholdLines);
  const visits = await findCareVisits(work, ids);
  return [
    ...files.map(({ closedAt, dueAt, situation, rhythmDays: days }) => ({
      kind: "care" as const,
      at: closedAt ?? dueAt,
      days,
      situation,
      isClosed: closedAt !== null,
    })),
    ...notes.map(({ at, kind, body }) => ({ kind: "care-note" as const, at, what: kind, body })),
    ...visits,
  ];
};

const findCareVisits = async (work: Work, ids: readonly number[]): Promise<HouseholdLine[]> => {
  const rows = await work.tx
    .select({ visit, names: visitorsOf })
    .from(visit)
    .where(
      and(
        eq(visit.townId, work.townId),
        sql`${visit.careFileId} = any(${sql.param([...ids])}::bigint[])`,
        isNull(visit.undoneAt),
        isNull(visit.householdId),
      ),
    )
    .orderBy(desc(visit.at))
    .limit(maxHouseholdLines);
  return rows.map(({ visit: made, names }) => {
    const said = notedWords({ body: made.heard, attachment: made.attachment });
    return { kind: "visit", at: made.at, names, said, number: null, voiceId: made.attachment ? made.id : null };
  });
};

/** Two people of one name are told apart by the end of their numbers, where both are known. */
const findServed: Find = async (work, { seen }, { villageId, head, idTail }) => {
  const rows = await work.tx
    .select({ entry: rosterEntry, title: roster.title, at: roster.at })
    .from(rosterEntry)
    .innerJoin(roster, and(eq(roster.townId, rosterEntry.townId), eq(roster.id, rosterEntry.rosterId)))
    .where(
      and(
        eq(rosterEntry.townId, work.townId),
        eq(rosterEntry.villageId, villageId),
        eq(rosterEntry.name, head),
        idTail ? or(isNull(rosterEntry.idTail), eq(rosterEntry.idTail, idTail)) : undefined,
        seen.entry,
      ),
    )
    .orderBy(desc(rosterEntry.id))
    .limit(maxHouseholdLines);
  return rows.map(({ entry: { state, why, note, at }, title, at: made }) => ({ kind: "roster", at: at ?? made, title, state, why, note }));
};

const findGifts: Find = async (work, { seen }, { villageId, head }) => {
  const rows = await work.tx
    .select()
    .from(condolence)
    .where(
      and(
        eq(condolence.townId, work.townId),
        eq(condolence.villageId, villageId),
        eq(condolence.recipient, head),
        eq(condolence.state, "confirmed"),
        seen.gift,
      ),
    )
    .orderBy(desc(condolence.at))
    .limit(maxHouseholdLines);
  return rows.map(({ at, fen, goods }) => ({ kind: "gift", at, fen, goods }));
};

/** Whom somebody of the household allowed to report for them. */
const findConsents: Find = async (work, _reader, { id, personId }) => {
  const { rows } = await work.tx.execute<{ at: string; name: string | null; way: ConsentWay; over: boolean }>(sql`
    select h.at, w.name, h.consent as way, h.revoked_at is not null as over from ${standingHelper} h
    join person p on p.town_id = h.town_id and p.id = h.person_id left join person w on w.town_id = h.town_id and w.id = h.helper_id
    where h.town_id = ${work.townId} and (p.household_id = ${id} or p.id = ${personId}::bigint) order by h.at desc limit ${maxHouseholdLines}`);
  return rows.map(({ at, name, way, over }) => ({ kind: "consent", at: new Date(at), name: name ?? "—", way, isOver: over }));
};

/** A voice message or photo that was left with a visit to a household, to the person who may read what was heard there. */
export async function findHeardFile(work: Work, actor: Actor, visitId: number) {
  const [found] = await work.tx
    .select({ visit, ticket })
    .from(visit)
    .leftJoin(ticket, and(eq(ticket.townId, visit.townId), eq(ticket.id, visit.ticketId)))
    .where(and(eq(visit.townId, work.townId), eq(visit.id, visitId), isNull(visit.undoneAt)));
  if (!found?.visit.attachment) return refuse("not-found");
  const household = found.visit.householdId === null ? undefined : await findHousehold(work, found.visit.householdId);
  const place = household ? placeOfHousehold(household) : { villageId: found.visit.villageId };
  const companions = await findCompanions(work, visitId);
  const of = [...(place.of ?? []), found.visit.cadreId, ...companions.map((one) => one.id)];
  const refusal = await permit(work, actor, "see_household", { ...place, of });
  if (refusal) return refusal;
  const isOpen = found.visit.cadreId === actor.id || found.ticket === null || (await sightsFor(work, actor))(found.ticket).matter;
  return isOpen ? found.visit : refuse("not-yours");
}
