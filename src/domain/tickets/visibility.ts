import { and, inArray, type Placeholder, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { ticket } from "../../database/schema/tickets.ts";
import type { TicketKind } from "../../database/values.ts";
import { type Actor, hasRole } from "../people/person.ts";
import type { Ticket } from "./change.ts";
import { isKeptFrom, isKeptFromSomebody } from "./kept-from.ts";
import type { Relation } from "./lifecycle.ts";

/**
 * What of a ticket somebody may see. `existence`: number, kind, village, state, dates and who is responsible. `matter`: category, words, place,
 * files, parties, whom it is about. `said`: what the reporter and the handlers wrote to each other since. `internal`: what handlers say among themselves. `person`: who reported it, for whom, and
 * their phone.
 */
export type Part = "existence" | "matter" | "said" | "internal" | "person";
export type Sight = Readonly<Record<Part, boolean>>;
/** How somebody stands to a ticket as a reader: besides those who may do something, who oversees the town by rank. */
export type Standing = Relation | "overseer";

const handling = ["existence", "matter", "said", "internal", "person"] as const;

/** Which parts each standing opens. The clock reads nothing. */
const opens: Record<Standing, readonly Part[]> = {
  reporter: ["existence", "matter", "said", "person"],
  // A party may know where its dispute stands and speak; what the other side says of it, and to whom, is not theirs to read.
  party: ["existence"],
  // Somebody who joined saw the matter before joining, and hears its news; who else reported it is not theirs to know.
  follower: ["existence", "matter"],
  responsible: handling,
  offered: handling,
  co_handler: handling,
  station: handling,
  station_head: handling,
  on_call: handling,
  leader: handling,
  admin: handling,
  // A person who wrote it down heard it all.
  recorder: ["existence", "matter", "person"],
  // A person who calls must know whom, and about what.
  caller: ["existence", "matter", "person"],
  overseer: ["existence"],
  // A person who writes down their word reads them what was agreed.
  witness: ["existence", "matter", "person"],
  // It has a ticket of its own to read.
  county: [],
  clock: [],
};

/**
 * The one decision about what a reader sees of a ticket; every card, list, timeline, figure and export asks it, or `knownTo` and `readableBy`,
 * which say the same in SQL.
 *
 * @param standings how the reader stands to it; those from whom it is kept hold nothing but `reporter` (see `relationsTo`)
 */
export function visibleTo(
  standings: readonly Standing[],
  reader: Pick<Actor, "id">,
  found: Pick<Ticket, "confidential" | "aboutId" | "keptFrom">,
): Sight {
  const held = isKeptFrom(found, reader.id) ? standings.filter((standing) => standing === "reporter") : standings;
  const may = (part: Part) => held.some((standing) => opens[standing].includes(part));
  return {
    existence: may("existence"),
    matter: may("matter"),
    said: may("said"),
    internal: may("internal"),
    // Handlers of a confidential matter see the matter, not the person: only the reporter knows who reported it.
    person: found.confidential ? held.includes("reporter") : may("person"),
  };
}

/** Rank alone: leaders and admins oversee the town, whose matters are open to them or not by their relation to each. */
export const overseeing = (reader: Pick<Actor, "grants">): Standing[] => (hasRole(reader, "admin", "leader") ? ["overseer"] : []);

/** Whether handlers know who reported a ticket; what one of them is told names the reporter only then. */
export const namesReporter = (found: Pick<Ticket, "confidential" | "aboutId" | "keptFrom">): boolean =>
  visibleTo(["responsible"], { id: Number.NaN }, found).person;

/** The kinds of which strangers may learn that one came in: what somebody asks of an office for themselves is nobody's business outside. */
const strangersKinds: readonly TicketKind[] = ["problem"];

/**
 * What a program of others sees of a ticket: `words` of what was filed with its own key; that it exists, its category and village of other
 * problems; nothing of what goes on between people, and of what is confidential or kept from anybody only that it exists, if it filed it.
 */
export function visibleToProgram(
  found: Pick<Ticket, "kind" | "confidential" | "aboutId" | "keptFrom">,
  isFiler: boolean,
): { existence: boolean; words: boolean } {
  const isDiscreet = found.confidential || isKeptFromSomebody(found);
  return { existence: isFiler || (!isDiscreet && strangersKinds.includes(found.kind)), words: isFiler && !isDiscreet };
}

/** The kinds of which an address that an admin chose is told. */
const toldKinds: readonly TicketKind[] = ["problem", "service"];

/** Whether programs of others are told that something happened to a ticket: number, category, village, state and times. */
export const isToldToPrograms = (found: Pick<Ticket, "kind" | "confidential" | "aboutId" | "keptFrom">): boolean =>
  toldKinds.includes(found.kind) && !found.confidential && !isKeptFromSomebody(found);

/** `existence` of it, in SQL. */
export const knownToProgram = (isFiler: SQLWrapper): SQL =>
  sql`(${isFiler} or (${isOpenMatter()} and ${isKeptFromNobody()} and ${inArray(ticket.kind, [...strangersKinds])}))`;

type Columns = { aboutId: SQLWrapper; keptFrom: SQLWrapper; confidential: SQLWrapper };
type Keeping = Pick<Columns, "aboutId" | "keptFrom">;

/** `existence` of what somebody oversees, in SQL: everything but what is about themselves or kept from them. */
export const knownTo = (reader: { id: number | Placeholder }, { aboutId, keptFrom }: Keeping = ticket): SQL =>
  sql`(${aboutId} is distinct from ${reader.id}::bigint and not coalesce(${reader.id}::bigint = any(${keptFrom}), false))`;

/** The contrary of `knownTo`, as the indexes on it are asked. */
export const hiddenFrom = (reader: Pick<Actor, "id">, { aboutId, keptFrom }: Keeping = ticket): SQL =>
  sql`(${aboutId} = ${reader.id}::bigint or ${keptFrom} @> array[${reader.id}::bigint])`;

/** Kept from nobody, in SQL: what may be offered to whom it could be about. */
export const isKeptFromNobody = ({ aboutId, keptFrom }: Keeping = ticket): SQL =>
  sql`(${aboutId} is null and coalesce(cardinality(${keptFrom}), 0) = 0)`;

/** The contrary, as the indexes on it are asked. */
export const isKeptFromAnybody = ({ aboutId, keptFrom }: Keeping = ticket): SQL =>
  sql`(${aboutId} is not null or (${keptFrom} is not null and cardinality(${keptFrom}) > 0))`;

/** The same of a ticket that a query written by hand calls `t`. */
export const ofT: Columns = { aboutId: sql`t.about_id`, keptFrom: sql`t.kept_from`, confidential: sql`t.confidential` };

/** `matter` of what somebody oversees, in SQL. A confidential one is open to those of them who are admins. */
export const readableBy = (reader: { id: number | Placeholder }, isAdmin: boolean): SQL | undefined =>
  and(knownTo(reader), isAdmin ? undefined : isOpenMatter());

/** `matter` of what is known to somebody, in SQL, in papers that are passed on: no confidential one, no matter who asks for the paper. */
export const isOpenMatter = ({ confidential }: Pick<Columns, "confidential"> = ticket): SQL => sql`not ${confidential}`;

/** `person` in SQL, for handlers. */
export const namesReporterSql = ({ confidential }: Pick<Columns, "confidential"> = ticket): SQL => sql`not ${confidential}`;
