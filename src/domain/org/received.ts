import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { receivedWorkbook } from "../../database/schema/messaging.ts";
import type { SaidLines, WorkbookPurpose } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { maxDifferencesShown, maxWorkbooksWaiting } from "../limits.ts";
import { type Actor, findActor } from "../people/person.ts";
import { mayUse, type Right } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { planHouseholds, planRoster } from "../rosters/read-lists.ts";
import { type ImportPlan, planImport } from "./import/index.ts";
import type { SheetRows, Spellings } from "./sheets.ts";
import type { Unreadable } from "./unreadable.ts";

type Meant = { purpose: WorkbookPurpose; title: string };

/**
 * A workbook that an admin sent has been fetched: what it would change, what is wrong with it, or why it was not read, is told, and
 * nothing changes yet.
 */
export async function receiveWorkbook(
  work: Work,
  personId: number,
  meant: Meant,
  read: readonly SheetRows[] | Unreadable,
  spellings: Spellings,
) {
  const admin = await findActor(work, personId);
  if (!admin) return;
  if ("fault" in read) return work.tell(admin, { kind: "text", key: `told-workbook-${read.fault}`, values: read.values });
  const { errors, differences } = await planFor(work, admin, meant, read, spellings);
  if (errors.length) {
    const rows = errors.map(({ sheet, row, reason }) => ({ values: { sheet, row }, what: reason }));
    const list = linesOf("import-wrong-row", rows);
    return work.tell(admin, { kind: "text", key: "told-workbook-wrong", values: { count: errors.length }, list });
  }
  if (!differences.length) return work.tell(admin, { kind: "text", key: "told-workbook-same", values: {} });
  const [kept] = await work.tx
    .insert(receivedWorkbook)
    .values({ townId: work.townId, personId, ...meant, sheets: [...read], at: work.now })
    .returning({ id: receivedWorkbook.id });
  await forgetOlder(work, personId);
  const rows = differences.map(({ mark, sheet, what }) => ({ values: { mark, sheet }, what }));
  const list = linesOf("import-difference", rows);
  const values = { count: differences.length };
  work.tell(admin, { kind: "text", key: "told-workbook-diff", values, list, buttons: "import", subject: (kept as { id: number }).id });
}

const linesOf = (line: SaidLines["line"], rows: SaidLines["rows"]): SaidLines => ({
  line,
  rows: rows.slice(0, maxDifferencesShown),
  more: Math.max(0, rows.length - maxDifferencesShown),
});

/** Of the workbooks that somebody sent and did not write into the town, only the newest are kept. */
async function forgetOlder(work: Work, personId: number) {
  const waiting = and(
    eq(receivedWorkbook.townId, work.townId),
    eq(receivedWorkbook.personId, personId),
    isNull(receivedWorkbook.appliedAt),
  );
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
  return planImport(work, actor, sheets, spellings);
}

const rightFor: Record<WorkbookPurpose, Right> = { org: "org", roster: "make_roster", households: "visit" };

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
