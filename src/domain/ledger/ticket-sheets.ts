import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { agreementAnswer, mediation } from "../../database/schema/disputes.ts";
import { person } from "../../database/schema/people.ts";
import { category, ticket, ticketEvent } from "../../database/schema/tickets.ts";
import { village } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import type { Ticket } from "../tickets/change.ts";
import type { Sight } from "../tickets/visibility.ts";
import { eventColumns, type LedgerTicket, ticketCells, ticketColumns } from "./columns.ts";
import { type Heads, receivedIn } from "./heads.ts";
import { type Cell, type Column, columnsOf, type LedgerSheet, type LedgerSheetKey, rowsOf } from "./layout.ts";
import type { LedgerGiven } from "./ledger.ts";

type SightOf = (found: Ticket) => Sight;
type Dispute = LedgerTicket & { parties: string[]; mediations: number };
type Mediation = { mediation: typeof mediation.$inferSelect; by: string | null; ticket: Ticket; village: string; sight: Sight };
type Answer = Mediation & { answer: typeof agreementAnswer.$inferSelect | null; name: string | null; recordedBy: string | null };

/** The sheets that tell of tickets, each asking what its reader may see of the ticket. */
export function ticketSheets(given: LedgerGiven, heads: Heads, sightOf: SightOf): LedgerSheet[] {
  const { words } = given;
  const { label } = words;
  const hidden = label("ledger-hidden");
  const cells = ticketCells(words);
  const disputes = columnsOf<Dispute>({
    ...picked(cells, ["number", "village", "state", "late", "ending", "description"]),
    parties: ({ parties, sight }) => (sight.matter ? parties.join(label("list-comma")) : hidden),
    ...picked(cells, ["reporter", "responsible", "received", "due"]),
    mediations: ({ mediations }) => mediations,
    ...picked(cells, ["resolved", "closed", "rating", "word"]),
  });
  const petitions = columnsOf<LedgerTicket>(
    picked(cells, [
      ...(["number", "village", "category", "state", "late", "ending", "description", "reporter", "phone", "responsible"] as const),
      ...(["received", "accepted", "answered", "due", "resolved", "closed", "rating", "word"] as const),
    ]),
  );
  const mediations = columnsOf<Mediation>({
    number: ({ ticket: { number } }) => number,
    village: (found) => found.village,
    mediation_kind: (found) => label(`mediation-${found.mediation.kind}`),
    when: (found) => found.mediation.at,
    place: (found) => (found.sight.matter ? found.mediation.place : hidden),
    organiser: ({ by }) => by ?? "",
    held: (found) => found.mediation.heldAt,
    agreed: (found) => label(found.mediation.agreement ? "org-yes" : "org-no"),
  });
  const agreements = columnsOf<Answer>({
    number: ({ ticket: { number } }) => number,
    village: (found) => found.village,
    held: (found) => found.mediation.heldAt,
    agreement: (found) => (found.sight.matter ? (found.mediation.agreement ?? "") : hidden),
    party: ({ answer, name, ticket: of, sight }) =>
      !answer ? "" : sight.matter && (sight.person || answer.personId !== of.reporterId) ? (name ?? "") : hidden,
    agrees: ({ answer }) => (answer ? label(answer.agrees ? "ledger-agrees" : "ledger-disagrees") : label("ledger-not-answered")),
    answered: ({ answer }) => answer?.at ?? null,
    party_way: ({ answer }) => (answer ? label(answer.how ? `ledger-way-${answer.how}` : "ledger-way-chat") : ""),
    recorded_by: ({ recordedBy }) => recordedBy ?? "",
  });
  const ofTickets = <F extends LedgerTicket>(key: LedgerSheetKey, columns: Column<F>[], kind?: Ticket["kind"]): LedgerSheet => ({
    key,
    columns,
    pieces: () => ticketPieces(given, heads, sightOf, columns, kind),
  });
  const of = <F extends { ticket: Ticket }>(key: LedgerSheetKey, columns: Column<F & { sight: Sight }>[], ask: Ask<F>): LedgerSheet => ({
    key,
    columns,
    pieces: () => listedPieces(given.work, heads, ask, (found) => rowsOf(columns, [{ ...found, sight: sightOf(found.ticket) }])),
  });
  return [
    ofTickets("tickets", ticketColumns(words)),
    { key: "events", columns: eventColumns(words), pieces: () => eventPieces(given, heads, sightOf) },
    ofTickets("disputes", disputes, "dispute"),
    of("mediations", mediations, (tx) => findMediations(tx, given)),
    of("agreements", agreements, (tx) => findAnswers(tx, given)),
    ofTickets("petitions", petitions, "petition"),
  ];
}

const picked = <K extends string, V>(cells: Record<K, V>, keys: readonly K[]) => Object.fromEntries(keys.map((key) => [key, cells[key]]));

type Ask<F> = (tx: Work["tx"]) => PromiseLike<F[]>;

/** Only of tickets that are in the ledger: what was reported since it was begun is not. */
async function* listedPieces<F extends { ticket: Pick<Ticket, "id"> }>(
  work: Work,
  heads: Heads,
  ask: Ask<F>,
  rows: (found: F) => Cell[][],
): AsyncGenerator<Cell[][]> {
  for await (const piece of work.pieces(ask)) yield piece.filter((found) => heads.has(found.ticket.id)).flatMap(rows);
}

/** As they were when the ledger was begun. */
const asOf = (found: Ticket, heads: Heads): Ticket => ({ ...found, ...heads.get(found.id)?.asOf });

function ticketPieces<F extends LedgerTicket>(
  given: LedgerGiven,
  heads: Heads,
  sightOf: SightOf,
  columns: Column<F>[],
  kind?: Ticket["kind"],
) {
  const more = kind && eq(ticket.kind, kind);
  return listedPieces(
    given.work,
    heads,
    (tx) => findTickets(tx, given, more),
    (found) => rowsOf(columns, [{ ...found, ticket: asOf(found.ticket, heads), sight: sightOf(found.ticket) } as unknown as F]),
  );
}

async function* eventPieces(given: LedgerGiven, heads: Heads, sightOf: SightOf): AsyncGenerator<Cell[][]> {
  const columns = eventColumns(given.words);
  // Events come ticket by ticket: what may be seen of one is asked once.
  let last: { id: number; sight: Sight } | undefined;
  for await (const piece of given.work.pieces((tx) => findEvents(tx, given))) {
    yield piece
      .filter(({ event }) => event.seq <= (heads.get(event.ticketId)?.listed ?? 0))
      .flatMap((found) => {
        if (last?.id !== found.ticket.id) last = { id: found.ticket.id, sight: sightOf(found.ticket as Ticket) };
        return rowsOf(columns, [{ ...found, sight: last.sight }]);
      });
  }
}

const named = (id: SQL | typeof ticket.responsibleId | typeof ticket.reporterId | typeof ticket.recordedBy) =>
  sql<string | null>`(select p.name from person p where p.town_id = ${ticket.townId} and p.id = ${id})`;

const findTickets = (tx: Work["tx"], { work, reader, period }: LedgerGiven, more: SQL | undefined): PromiseLike<Omit<Dispute, "sight">[]> =>
  tx
    .select({
      ticket,
      category: { name: category.name, nameEn: category.nameEn },
      village: village.name,
      responsible: named(ticket.responsibleId),
      reporter: named(ticket.reporterId),
      recorder: named(ticket.recordedBy),
      parties: sql<
        string[]
      >`(select coalesce(json_agg(d.name order by d.id), '[]') from dispute_party d where d.town_id = ${ticket.townId} and d.ticket_id = ${ticket.id})`,
      mediations: sql<number>`(select count(*)::int from mediation m where m.town_id = ${ticket.townId} and m.ticket_id = ${ticket.id})`,
    })
    .from(ticket)
    .innerJoin(category, and(eq(category.townId, ticket.townId), eq(category.id, ticket.categoryId)))
    .innerJoin(village, and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId)))
    .where(and(receivedIn(work, reader, period), more))
    .orderBy(asc(ticket.number));

const findEvents = (tx: Work["tx"], { work, reader, period }: LedgerGiven) =>
  tx
    .select({ event: ticketEvent, actor: person.name, ticket })
    .from(ticketEvent)
    .innerJoin(ticket, and(eq(ticket.townId, ticketEvent.townId), eq(ticket.id, ticketEvent.ticketId)))
    .leftJoin(person, and(eq(person.townId, ticketEvent.townId), eq(person.id, ticketEvent.actorId)))
    .where(receivedIn(work, reader, period))
    .orderBy(asc(ticket.number), asc(ticketEvent.seq));

const findMediations = (tx: Work["tx"], { work, reader, period }: LedgerGiven) =>
  tx
    .select({ mediation, by: named(sql`${mediation.createdBy}`), ticket, village: village.name })
    .from(mediation)
    .innerJoin(ticket, and(eq(ticket.townId, mediation.townId), eq(ticket.id, mediation.ticketId)))
    .innerJoin(village, and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId)))
    .where(receivedIn(work, reader, period))
    .orderBy(asc(ticket.number), asc(mediation.id));

/** Agreements, each with what every party said of it; one that nobody has answered stands there once. */
const findAnswers = (tx: Work["tx"], { work, reader, period }: LedgerGiven) =>
  tx
    .select({
      mediation,
      by: sql<string | null>`null`,
      ticket,
      village: village.name,
      answer: agreementAnswer,
      name: person.name,
      recordedBy: named(sql`${agreementAnswer.recordedBy}`),
    })
    .from(mediation)
    .innerJoin(ticket, and(eq(ticket.townId, mediation.townId), eq(ticket.id, mediation.ticketId)))
    .innerJoin(village, and(eq(village.townId, ticket.townId), eq(village.id, ticket.villageId)))
    .leftJoin(agreementAnswer, and(eq(agreementAnswer.townId, mediation.townId), eq(agreementAnswer.mediationId, mediation.id)))
    .leftJoin(person, and(eq(person.townId, agreementAnswer.townId), eq(person.id, agreementAnswer.personId)))
    .where(and(receivedIn(work, reader, period), sql`${mediation.agreement} is not null`))
    .orderBy(asc(ticket.number), asc(mediation.id), asc(agreementAnswer.at));
