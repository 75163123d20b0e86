import { and, desc, eq, inArray, isNull, ne } from "drizzle-orm";
import { receivedWorkbook } from "../../database/schema/messaging.ts";
import type { SaidLines, WorkbookPurpose } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { maxDifferencesShown, maxWorkbooksWaiting } from "../limits.ts";
import { type Actor, findActor } from "../people/person.ts";
import { mayUse, type Right } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { findTable, guessHeadings, type ListColumn, type ListKind, listColumns } from "../rosters/headings.ts";
import { maskIdentities } from "../rosters/identity.ts";
import { maxHeadingsOffered } from "../rosters/limits.ts";
import { isFilledSheet, planResults } from "../rosters/paper.ts";
import { findLearned, keepHeading, planHouseholds, planRoster } from "../rosters/read-lists.ts";
import { type ImportPlan, planImport } from "./import/index.ts";
import { isOrgSheet } from "./import/plan.ts";
import { orgSheets, type SheetRows, type Spellings } from "./sheets.ts";
import type { Unreadable } from "./unreadable.ts";

type Meant = { purpose: WorkbookPurpose; title: string };
/** `purpose`: what it was asked for; absent for one that was sent by itself. */
type Sent = { purpose?: WorkbookPurpose | undefined; title: string };
type Kept = Meant & { id: number; sheets: SheetRows[] };

/**
 * A workbook that somebody sent has been fetched: what it would change, what is wrong with it, or why it was not read, is told, and
 * nothing changes yet.
 */
export async function receiveWorkbook(
  work: Work,
  personId: number,
  sent: Sent,
  read: readonly SheetRows[] | Unreadable,
  spellings: Spellings,
) {
  const sender = await findActor(work, personId);
  if (!sender) return;
  if ("fault" in read) return work.tell(sender, { kind: "text", key: `told-workbook-${read.fault}`, values: read.values });
  const meant = await meaningOf(work, sender, sent, read, spellings);
  const sheets = meant === "unknown" || meant.purpose !== "org" ? maskIdentities(read) : [...read];
  if (meant === "unknown") {
    const kept = await keep(work, personId, { purpose: "roster", title: "" }, sheets);
    return work.tell(sender, { kind: "text", key: "told-workbook-which", values: {}, buttons: "which-list", subject: kept.id });
  }
  await tellPlan(work, sender, meant, sheets, spellings);
}

/** Of one that was sent by itself: the town, a list that was wrong and is mended now, or nobody knows which list. */
async function meaningOf(work: Work, sender: Actor, sent: Sent, sheets: readonly SheetRows[], spellings: Spellings) {
  const isResults = isFilledSheet(spellings, sheets) && mayUse(sender, rightFor.results);
  if (isResults) return { purpose: "results" as const, title: "" };
  if (sent.purpose) return { purpose: sent.purpose, title: sent.title };
  const isOrg = sheets.some((sheet) => orgSheets.some((which) => isOrgSheet(spellings, which, sheet)));
  const org: Meant = { purpose: "org", title: "" };
  if (isOrg && mayUse(sender, "org")) return org;
  const [wrong] = await work.tx
    .select({ purpose: receivedWorkbook.purpose, title: receivedWorkbook.title })
    .from(receivedWorkbook)
    .where(and(waitingOf(work, sender.id), inArray(receivedWorkbook.purpose, ["roster", "households"]), ne(receivedWorkbook.title, "")))
    .orderBy(desc(receivedWorkbook.id))
    .limit(1);
  if (wrong) return wrong;
  const kinds: readonly ListKind[] = ["roster", "households"];
  const isList = kinds.some((kind) => sheets.some((sheet) => findTable({ kind, spellings, learned: [] }, sheet)));
  return isList || !mayUse(sender, "org") ? "unknown" : org;
}

const waitingOf = (work: Work, personId: number) =>
  and(eq(receivedWorkbook.townId, work.townId), eq(receivedWorkbook.personId, personId), isNull(receivedWorkbook.appliedAt));

async function keep(work: Work, personId: number, meant: Meant, sheets: SheetRows[]): Promise<Kept> {
  const [kept] = await work.tx
    .insert(receivedWorkbook)
    .values({ townId: work.townId, personId, ...meant, sheets, at: work.now })
    .returning({ id: receivedWorkbook.id });
  await forgetOlder(work, personId);
  return { ...meant, sheets, id: (kept as { id: number }).id };
}

/**
 * Says what it would change, or what is wrong. A list that is wrong is kept as well: what is sent next is its repair, and its columns can
 * be put right.
 */
async function tellPlan(work: Work, sender: Actor, meant: Meant, sheets: SheetRows[], spellings: Spellings, before?: Kept) {
  const { errors, notes = [], differences } = await planFor(work, sender, meant, sheets, spellings);
  const isList = meant.purpose === "roster" || meant.purpose === "households";
  const keepIt = async () => before ?? (await keep(work, sender.id, { ...meant, title: meant.title || registerTitle }, sheets));
  if (errors.length) {
    const rows = errors.map(({ sheet, row, reason }) => ({ values: { sheet, row }, what: reason }));
    const below = isList ? ({ buttons: "columns", subject: (await keepIt()).id } as const) : {};
    const list = linesOf("import-wrong-row", rows);
    return work.tell(sender, { kind: "text", key: "told-workbook-wrong", values: { count: errors.length }, list, ...below });
  }
  const same = meant.purpose === "results" ? "told-results-none" : "told-workbook-same";
  if (!differences.length) return work.tell(sender, { kind: "text", key: same, values: {} });
  const { id } = await keepIt();
  const rows = [...notes, ...differences].map(({ mark, sheet, what }) => ({ values: { mark, sheet }, what }));
  const list = linesOf("import-difference", rows);
  const key = isList ? "told-list-diff" : meant.purpose === "results" ? "told-results-diff" : "told-workbook-diff";
  const buttons = isList ? "list" : "import";
  work.tell(sender, { kind: "text", key, values: { count: differences.length, title: meant.title }, list, buttons, subject: id });
}

/** The register has no title of its own. */
const registerTitle = "—";

/** A workbook of this person that is not written yet. */
export async function findReceived(work: Work, actor: Actor, id: number): Promise<Kept | undefined> {
  const { purpose, title, sheets } = receivedWorkbook;
  const [found] = await work.tx
    .select({ id: receivedWorkbook.id, purpose, title, sheets })
    .from(receivedWorkbook)
    .where(and(waitingOf(work, actor.id), eq(receivedWorkbook.id, id)));
  return found;
}

/** What a list that was sent by itself is: it is read anew, and said again. */
export async function nameReceived(work: Work, actor: Actor, id: number, meant: Meant, spellings: Spellings): Promise<Refusal | undefined> {
  if (!mayUse(actor, rightFor[meant.purpose])) return refuse("not-yours");
  const found = await findReceived(work, actor, id);
  if (!found) return refuse("not-found");
  const named = { purpose: meant.purpose, title: meant.title || registerTitle };
  await work.tx
    .update(receivedWorkbook)
    .set(named)
    .where(and(waitingOf(work, actor.id), eq(receivedWorkbook.id, id)));
  await tellPlan(work, actor, named, found.sheets, spellings, { ...found, ...named });
  return undefined;
}

/** Which heading of a list is which column; with what a person may choose from. */
export async function describeColumns(work: Work, { purpose, sheets }: Kept, spellings: Spellings) {
  const kind: ListKind = purpose === "households" ? "households" : "roster";
  const learned = await findLearned(work, kind);
  const [table] = sheets.flatMap((sheet) => findTable({ kind, spellings, learned }, sheet) ?? []);
  const headings = [...new Set(table?.headings.filter(Boolean) ?? guessHeadings(sheets))].slice(0, maxHeadingsOffered);
  const columns = listColumns[kind].map((column) => ({ column, heading: table?.headings[table.columns.get(column) ?? -1] }));
  return { kind, headings, columns };
}

/** Takes a heading for a column, or for none; the town's lists are read so from now on. */
export async function learnColumn(
  work: Work,
  actor: Actor,
  id: number,
  { column, heading }: { column: ListColumn; heading: string | null },
  spellings: Spellings,
): Promise<Refusal | undefined> {
  const found = await findReceived(work, actor, id);
  if (!found) return refuse("not-found");
  const { kind, columns } = await describeColumns(work, found, spellings);
  const before = columns.find((one) => one.column === column)?.heading;
  const learned = heading === null ? before && { heading: before, column: null } : { heading, column };
  if (learned) await keepHeading(work, kind, learned);
  await tellPlan(work, actor, found, found.sheets, spellings, found);
  return undefined;
}

const linesOf = (line: SaidLines["line"], rows: SaidLines["rows"]): SaidLines => ({
  line,
  rows: rows.slice(0, maxDifferencesShown),
  more: Math.max(0, rows.length - maxDifferencesShown),
});

/** Of the workbooks that somebody sent and did not write into the town, only the newest are kept. */
async function forgetOlder(work: Work, personId: number) {
  const waiting = waitingOf(work, personId);
  const older = await work.tx
    .select({ id: receivedWorkbook.id })
    .from(receivedWorkbook)
    .where(waiting)
    .orderBy(desc(receivedWorkbook.id))
    .offset(maxWorkbooksWaiting);
  if (!older.length) return;
  const ids = older.map(({ id }) => id);
  await work.tx.delete(receivedWorkbook).where(and(waiting, inArray(receivedWorkbook.id, ids)));
}

/** What a workbook would change, by what it is meant for. */
async function planFor(work: Work, actor: Actor, meant: Meant, sheets: readonly SheetRows[], spellings: Spellings) {
  if (meant.purpose === "roster") return planRoster(work, actor, meant.title, sheets, spellings);
  if (meant.purpose === "households") return planHouseholds(work, actor, sheets, spellings);
  if (meant.purpose === "results") return planResults(work, actor, sheets, spellings);
  return planImport(work, actor, sheets, spellings);
}

const rightFor: Record<WorkbookPurpose, Right> = { org: "org", roster: "make_roster", households: "visit", results: "roster" };

/**
 * 提交: writes what the workbook says, compared anew with the town as it is now; all of it or nothing.
 *
 * @returns how many differences were written
 */
export async function importWorkbook(work: Work, actor: Actor, id: number, spellings: Spellings): Promise<number | Refusal> {
  const [kept] = await work.tx
    .update(receivedWorkbook)
    .set({ appliedAt: work.now })
    .where(
      and(
        eq(receivedWorkbook.townId, work.townId),
        eq(receivedWorkbook.id, id),
        eq(receivedWorkbook.personId, actor.id),
        isNull(receivedWorkbook.appliedAt),
      ),
    )
    .returning();
  if (!kept) return refuse("not-found");
  if (!mayUse(actor, rightFor[kept.purpose])) return refuse("not-yours");
  const plan: ImportPlan = await planFor(work, actor, kept, kept.sheets, spellings);
  if (plan.errors.length) return refuse("workbook-outdated");
  const refusal = await plan.apply();
  if (refusal) return refusal;
  return plan.differences.length;
}
