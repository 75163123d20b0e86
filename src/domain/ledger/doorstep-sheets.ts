import { type AnyColumn, and, asc, eq, gte, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { careFile, condolence } from "../../database/schema/care.ts";
import { outreachSession } from "../../database/schema/outreach.ts";
import { roster, rosterEntry } from "../../database/schema/rosters.ts";
import { ticket } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import { household, visit } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import { findStock, type StockKind } from "../care/stock.ts";
import { seenBy } from "../doorstep/seen.ts";
import { findStanding } from "../doorstep/standing.ts";
import { ofAnyVillage, villageNames } from "../outreach/session-villages.ts";
import type { Ticket } from "../tickets/change.ts";
import { notedWords } from "../tickets/spoken.ts";
import type { Sight } from "../tickets/visibility.ts";
import { visitorsOf } from "../visits/companions.ts";
import { type Cell, type Column, columnsOf, type LedgerSheet, type LedgerSheetKey, rowsOf } from "./layout.ts";
import type { LedgerGiven } from "./ledger.ts";

/** `seen`: whether the reader may see whom it was about, by the table of `doorstep/rights.ts`; that it was done is told in any case. */
type Seen = { seen: boolean; village: string | null };
type Visited = Seen & { visit: typeof visit.$inferSelect; household: string | null; cadres: string[] | null; ticket: Ticket | null };
type Held = Omit<Seen, "village"> & { session: typeof outreachSession.$inferSelect; villages: string[] | null };
type Served = Seen & { entry: typeof rosterEntry.$inferSelect; title: string; taker: string | null; doer: string | null };
type Cared = Seen & { file: typeof careFile.$inferSelect; keeper: string | null; last: string | null };
type Given = Seen & { gift: typeof condolence.$inferSelect; giver: string | null; second: string | null };

/** The sheets of what was done at the door in the period, each asking what its reader may see there. */
export async function doorstepSheets(given: LedgerGiven, sightOf: (found: Ticket) => Sight): Promise<LedgerSheet[]> {
  const { work, reader, words } = given;
  const { label, now } = words;
  const seen = seenBy(await findStanding(work, reader));
  const hidden = label("ledger-hidden");
  const yesOrNo = (is: boolean) => label(is ? "org-yes" : "org-no");
  const ifSeen =
    <F extends Seen>(cell: (found: F) => Cell) =>
    (found: F): Cell =>
      found.seen ? cell(found) : hidden;
  const visits = columnsOf<Visited>({
    when: (found) => found.visit.at,
    village: (found) => found.village ?? "",
    household: ifSeen((found) => found.household ?? ""),
    cadre: ({ cadres }) => (cadres ?? []).join(label("list-comma")),
    people: (found) => found.visit.people,
    heard: (found) => {
      const said = notedWords({ body: found.visit.heard, attachment: found.visit.attachment });
      return said && (!found.seen || !isMatterOpen(sightOf, found.ticket)) ? hidden : said;
    },
    number: ({ ticket: of }) => (of && sightOf(of).existence ? of.number : ""),
  });
  const sessions = columnsOf<Held>({
    when: ({ session }) => session.at,
    session_kind: ({ session }) => label(`session-${session.kind}`),
    topic: ({ session }) => session.topic,
    speaker: ({ session }) => session.speakerName,
    by_leader: ({ session }) => yesOrNo(session.byLeader),
    village: ({ villages }) => villages?.join(label("list-comma")) ?? label("whole-town"),
    place: ({ session }) => session.place,
    session_state: ({ session }) => label(`ledger-session-${session.state}`),
    attendance: ({ session }) => session.attendance,
  });
  const entries = columnsOf<Served>({
    roster: ({ title }) => title,
    village: (found) => found.village ?? "",
    group: ({ entry }) => entry.groupName,
    person: ifSeen(({ entry }) => entry.name),
    address: ifSeen(({ entry }) => entry.address),
    phone: ifSeen(({ entry }) => entry.phone),
    remark: ifSeen(({ entry }) => entry.remark),
    taker: ({ taker }) => taker ?? "",
    result: ({ entry }) => label(`entry-${entry.state}`),
    proof_words: ifSeen(({ entry }) => entry.note),
    photo: ({ entry }) => yesOrNo(entry.proof !== null),
    doer: ({ doer }) => doer ?? "",
    when: ({ entry }) => entry.at,
  });
  const care = columnsOf<Cared>({
    village: (found) => found.village ?? "",
    household: ifSeen(({ file }) => file.name),
    situation: ifSeen(({ file }) => file.situation),
    rhythm: ({ file }) => file.rhythmDays,
    keeper: ({ keeper }) => keeper ?? "",
    last_visit: ({ last }) => last && new Date(last),
    due: ({ file }) => (file.closedAt ? null : file.dueAt),
    late: ({ file }) => (!file.closedAt && file.dueAt < now ? label("ledger-late") : ""),
    closed: ({ file }) => file.closedAt,
  });
  const gifts = columnsOf<Given>({
    when: ({ gift }) => gift.at,
    village: (found) => found.village ?? "",
    recipient: ifSeen(({ gift }) => gift.recipient),
    yuan: ({ gift }) => gift.fen / 100,
    items: ({ gift }) => gift.items,
    goods: ({ gift }) => gift.goods,
    giver: ({ giver }) => giver ?? "",
    gift_state: ({ gift }) => label(`ledger-gift-${gift.state}`),
    second: ({ second }) => second ?? "",
    second_at: ({ gift }) => gift.secondAt,
    photo: ({ gift }) => yesOrNo(gift.photo !== null),
  });
  const sheet = <F>(key: LedgerSheetKey, columns: Column<F>[], find: (tx: Work["tx"]) => PromiseLike<F[]>): LedgerSheet => ({
    key,
    columns,
    async *pieces() {
      for await (const piece of work.pieces(find)) yield rowsOf(columns, piece);
    },
  });
  return [
    sheet("visits", visits, (tx) => findVisits(tx, given, seen.visit)),
    sheet("sessions", sessions, (tx) => findSessions(tx, given)),
    sheet("rosters", entries, (tx) => findEntries(tx, given, seen.entry)),
    sheet("care", care, (tx) => findCare(tx, given, seen.care)),
    sheet("condolences", gifts, (tx) => findGifts(tx, given, seen.gift)),
    { key: "stock", columns: stock, pieces: () => stockPieces(given) },
  ];
}

const stock = columnsOf<StockKind>({
  goods: ({ what }) => what,
  unit: ({ unit }) => unit,
  stock_received: ({ received }) => received,
  stock_given: ({ given }) => given,
  stock_left: ({ left }) => left,
});

/** The store is the town's: the ledger of one village has nothing of it. */
async function* stockPieces({ work, period }: LedgerGiven): AsyncGenerator<Cell[][]> {
  if (period.villageId === undefined) yield rowsOf(stock, await findStock(work, period));
}

/** What was heard on a visit is as confidential as the ticket that came of it. */
const isMatterOpen = (sightOf: (found: Ticket) => Sight, found: Ticket | null) => found === null || sightOf(found).matter;

type Of = { townId: SQL | typeof visit.townId; villageId: SQL | typeof visit.villageId };
const isOf = ({ work, period }: LedgerGiven, { townId, villageId }: Of) =>
  and(sql`${townId} = ${work.townId}`, period.villageId === undefined ? undefined : sql`${villageId} = ${period.villageId}`);
const isIn = ({ period }: LedgerGiven, at: AnyColumn) => and(gte(at, period.from), lt(at, period.to));
const nameOf = (town: SQL | typeof visit.townId, id: SQL | typeof visit.cadreId) =>
  sql<string | null>`(select p.name from person p where p.town_id = ${town} and p.id = ${id})`;
const of = (table: typeof visit | typeof rosterEntry | typeof careFile | typeof condolence): Of => ({
  townId: sql`${table.townId}`,
  villageId: sql`${table.villageId}`,
});

const findVisits = (tx: Work["tx"], given: LedgerGiven, seen: SQL<boolean>): PromiseLike<Visited[]> =>
  tx
    .select({
      visit,
      village: village.name,
      household: household.head,
      cadres: visitorsOf,
      ticket,
      seen,
    })
    .from(visit)
    .leftJoin(village, and(eq(village.townId, visit.townId), eq(village.id, visit.villageId)))
    .leftJoin(household, and(eq(household.townId, visit.townId), eq(household.id, visit.householdId)))
    .leftJoin(ticket, and(eq(ticket.townId, visit.townId), eq(ticket.id, visit.ticketId)))
    .where(and(isOf(given, of(visit)), isIn(given, visit.at), isNull(visit.undoneAt)))
    .orderBy(asc(visit.at), asc(visit.id));

/** One that speaks to several villages stands in the ledger of each of them. */
const findSessions = (tx: Work["tx"], given: LedgerGiven): PromiseLike<Held[]> =>
  tx
    .select({ session: outreachSession, villages: villageNames(outreachSession), seen: sql<boolean>`true` })
    .from(outreachSession)
    .where(
      and(
        eq(outreachSession.townId, given.work.townId),
        ofAnyVillage(outreachSession, (villageId) => isOf(given, { townId: sql`${outreachSession.townId}`, villageId: sql`${villageId}` })),
        isIn(given, outreachSession.at),
      ),
    )
    .orderBy(asc(outreachSession.at), asc(outreachSession.id));

/** What was done in the period, and what stood open on lists that were made in it. */
const findEntries = (tx: Work["tx"], given: LedgerGiven, seen: SQL<boolean>): PromiseLike<Served[]> =>
  tx
    .select({
      entry: rosterEntry,
      title: roster.title,
      village: village.name,
      taker: nameOf(sql`${rosterEntry.townId}`, sql`${rosterEntry.assignedTo}`),
      doer: nameOf(sql`${rosterEntry.townId}`, sql`${rosterEntry.doneBy}`),
      seen,
    })
    .from(rosterEntry)
    .innerJoin(roster, and(eq(roster.townId, rosterEntry.townId), eq(roster.id, rosterEntry.rosterId)))
    .leftJoin(village, and(eq(village.townId, rosterEntry.townId), eq(village.id, rosterEntry.villageId)))
    .where(and(isOf(given, of(rosterEntry)), or(isIn(given, rosterEntry.at), and(isNull(rosterEntry.at), isIn(given, roster.at)))))
    .orderBy(asc(roster.id), asc(rosterEntry.id));

/** Files that were open at any time of the period or since. */
const findCare = (tx: Work["tx"], given: LedgerGiven, seen: SQL<boolean>): PromiseLike<Cared[]> =>
  tx
    .select({
      file: careFile,
      village: village.name,
      keeper: nameOf(sql`${careFile.townId}`, sql`${careFile.keeperId}`),
      last: sql<
        string | null
      >`(select max(w.at)::text from visit w where w.town_id = ${careFile.townId} and w.care_file_id = ${careFile.id} and w.undone_at is null)`,
      seen,
    })
    .from(careFile)
    .leftJoin(village, and(eq(village.townId, careFile.townId), eq(village.id, careFile.villageId)))
    .where(and(isOf(given, of(careFile)), or(isNull(careFile.closedAt), gte(careFile.closedAt, given.period.from))))
    .orderBy(asc(careFile.villageId), asc(careFile.id));

const findGifts = (tx: Work["tx"], given: LedgerGiven, seen: SQL<boolean>): PromiseLike<Given[]> =>
  tx
    .select({
      gift: condolence,
      village: village.name,
      giver: nameOf(sql`${condolence.townId}`, sql`${condolence.giverId}`),
      second: nameOf(sql`${condolence.townId}`, sql`${condolence.secondId}`),
      seen,
    })
    .from(condolence)
    .leftJoin(village, and(eq(village.townId, condolence.townId), eq(village.id, condolence.villageId)))
    .where(and(isOf(given, of(condolence)), isIn(given, condolence.at)))
    .orderBy(asc(condolence.at), asc(condolence.id));
