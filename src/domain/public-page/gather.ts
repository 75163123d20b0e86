import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { announcement, outreachSession, policyQuestion } from "../../database/schema/outreach.ts";
import type { Pin, PolicySubject, SessionKind } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { rates } from "../figures/figure-table.ts";
import { countOverTime, type Share, shareByCategory, shareByVillage } from "../figures/figures.ts";
import { type Period, periodNamed } from "../figures/period.ts";
import { sumUp } from "../figures/sums.ts";
import { villageNames } from "../outreach/session-villages.ts";
import { findTown, findVillages, type Village } from "../places/places.ts";
import { pointOf } from "../places/village-points.ts";
import { isOnShelf, titleIn } from "../policy/shelf.ts";
import { findAllCategories } from "../tickets/categories.ts";
import { type Band, bandOf, mayBeShown, shownSum } from "./few.ts";
import { maxPublicNotes, maxPublicRows, maxPublicSessions } from "./limits.ts";

type Named = { name: string; nameEn: string };
export type PublicRow = Named & { received: number; solved: Band | undefined };
/** `others`: what is not shown by itself, together. */
export type PublicTable = { rows: PublicRow[]; others: number | undefined };
/** A village on the map: with its number where the table shows it. */
export type PublicPlace = { name: string; point: Pin; received: number | undefined };
export type PublicFigures = {
  town: string;
  /** The last quarter that is over. What goes on is not shown: who looks each day would see each single matter come in. */
  quarter: Period;
  received: number | undefined;
  solved: Band | undefined;
  rates: Record<keyof typeof rates, Band | undefined>;
  villages: PublicTable;
  /** The villages of which it is known where they lie. */
  places: PublicPlace[];
  categories: PublicTable;
  months: { from: Date; received: number | undefined }[];
  sessions: { kind: SessionKind; topic: string; at: Date; place: string; villages: string[] | null }[];
  notes: { title: string; body: string; subject: PolicySubject }[];
};

/** Nobody of the town. */
const stranger = { id: 0, grants: [] };
const monthsInQuarter = 3;
const counted = ["received", ...Object.values(rates).flat()] as const;

/** Everything that strangers see, already without what could lead to anybody. */
export async function gatherPublic(work: Work): Promise<PublicFigures> {
  const quarter = periodNamed("last_quarter", work.now, work.zone);
  const view = { scope: "town", period: quarter, forStrangers: true } as const;
  const sums = (await sumUp(work, stranger, view, counted))[0]?.sums;
  const [villages, categories] = [await shareByVillage(work, stranger, view), await shareByCategory(work, stranger, view)];
  const kinds = (await findAllCategories(work)).filter(({ kind, hidden }) => kind !== "emergency" && !hidden);
  const all = await findVillages(work);
  const table = tableOf(
    all.map(({ id, name }) => ({ id, name, nameEn: name })),
    villages,
  );
  return {
    town: (await findTown(work))?.name ?? "",
    quarter,
    received: shownSum(sums?.received ?? 0),
    solved: bandOf(sums?.solved ?? 0, sums?.received ?? 0),
    rates: {
      response: rate(sums, "response"),
      punctuality: rate(sums, "punctuality"),
      resolution: rate(sums, "resolution"),
      satisfaction: rate(sums, "satisfaction"),
    },
    villages: table,
    places: placesOf(all, table),
    categories: tableOf(kinds, categories),
    months: await findMonths(work, quarter),
    sessions: await findSessions(work),
    notes: await findNotes(work),
  };
}

type Sums = Record<(typeof counted)[number], number>;
function rate(sums: Sums | undefined, name: keyof typeof rates): Band | undefined {
  const [part, whole] = rates[name];
  return sums && bandOf(sums[part], sums[whole]);
}

/** What the table keeps to itself has no number on the map either. */
export function placesOf(villages: readonly Pick<Village, "name" | "latitude" | "longitude">[], { rows }: PublicTable): PublicPlace[] {
  const received = new Map(rows.map((row) => [row.name, row.received]));
  return villages.flatMap((one) => {
    const point = pointOf(one);
    return point ? [{ name: one.name, point, received: received.get(one.name) }] : [];
  });
}

/** A person who has nothing is one of those who may be left out, so that who is left out need not have anything. */
export function tableOf(all: readonly (Named & { id: number })[], shares: readonly Share[]): PublicTable {
  const found = new Map(shares.map((share) => [share.id, share]));
  const empty = all.filter(({ id }) => !found.has(id)).map(({ id, name, nameEn }) => ({ id, name, nameEn, received: 0, solved: 0 }));
  const idOf = ({ id }: { id: number | "confidential" }) => Number(id);
  const cells = [...shares, ...empty].sort((a, b) => idOf(a) - idOf(b));
  const shown = mayBeShown(cells.map(({ received }) => received));
  const rows = cells
    .flatMap(({ name, nameEn, received, solved }, index) =>
      shown[index] ? [{ name, nameEn, received, solved: bandOf(solved, received) }] : [],
    )
    .sort((a, b) => b.received - a.received);
  const leftOver = cells.reduce((sum, { received }, index) => sum + (shown[index] ? 0 : received), 0);
  const beyond = rows.slice(maxPublicRows).reduce((sum, { received }) => sum + received, 0);
  return { rows: rows.slice(0, maxPublicRows), others: shownSum(leftOver + beyond) };
}

/** The months of four quarters. The sum of each quarter was, or is, on this page, so that its months are looked at together. */
async function findMonths(work: Work, quarter: Period): Promise<PublicFigures["months"]> {
  const from = DateTime.fromJSDate(quarter.to, { zone: work.zone }).minus({ years: 1 }).toJSDate();
  const period = { from, to: quarter.to };
  const view = { scope: "town", period, forStrangers: true } as const;
  const { starts, slices } = await countOverTime(work, stranger, view, period);
  return starts.map((start, index) => {
    const first = index - (index % monthsInQuarter);
    const together = slices.slice(first, first + monthsInQuarter).map(({ received }) => received);
    return { from: start, received: mayBeShown(together)[index - first] ? together[index - first] : undefined };
  });
}

const findSessions = (work: Work): Promise<PublicFigures["sessions"]> =>
  work.tx
    .select({
      kind: outreachSession.kind,
      topic: outreachSession.topic,
      at: outreachSession.at,
      place: outreachSession.place,
      villages: villageNames(outreachSession),
    })
    .from(outreachSession)
    .where(and(eq(outreachSession.townId, work.townId), eq(outreachSession.state, "planned"), gt(outreachSession.at, work.now)))
    .orderBy(asc(outreachSession.at))
    .limit(maxPublicSessions);

/** What was announced to the whole town. Answers to somebody's question are left out: their words may be in it. */
async function findNotes(work: Work): Promise<PublicFigures["notes"]> {
  const asked = sql`exists (select 1 from ${policyQuestion} where ${policyQuestion.townId} = ${announcement.townId} and ${policyQuestion.noteId} = ${announcement.id})`;
  const notes = await work.tx
    .select()
    .from(announcement)
    .where(and(isOnShelf(work), isNull(announcement.villageId), isNull(announcement.groupId), sql`not ${asked}`))
    .orderBy(desc(announcement.id))
    .limit(maxPublicNotes);
  return notes.map((note) => ({ title: titleIn(note), body: note.body, subject: note.subject ?? "other" }));
}
