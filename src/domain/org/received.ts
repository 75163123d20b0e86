import { and, eq, isNull } from "drizzle-orm";
import { receivedWorkbook } from "../../database/road-schema.ts";
import type { WorkbookPurpose } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { planHouseholds, planRoster } from "../door/read-lists.ts";
import { type Actor, findActor } from "../people/person.ts";
import { mayUse, type Right } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { type ImportPlan, planImport } from "./import/index.ts";
import type { SheetRows } from "./sheets.ts";

const mostShown = 40;

/** A workbook that an admin sent has been read: what it would change, or what is wrong with it, is told, and nothing changes yet. */
export async function receiveWorkbook(
  work: Work,
  personId: number,
  meant: { purpose: WorkbookPurpose; title: string },
  sheets: readonly SheetRows[] | undefined,
) {
  const admin = await findActor(work, personId);
  if (!admin) return;
  if (!sheets) return work.tell(admin, { kind: "text", key: "told-workbook-unreadable", values: {} });
  const { errors, differences } = await planFor(work, admin, meant, sheets);
  if (errors.length) {
    const list = errors
      .slice(0, mostShown)
      .map(({ sheet, row, reason }) => `・${sheet} 第 ${row} 行：${reason}`)
      .join("\n");
    return work.tell(admin, { kind: "text", key: "told-workbook-wrong", values: { count: errors.length, list } });
  }
  if (!differences.length) return work.tell(admin, { kind: "text", key: "told-workbook-same", values: {} });
  const [kept] = await work.tx
    .insert(receivedWorkbook)
    .values({ townId: work.townId, personId, ...meant, sheets: [...sheets], at: work.now })
    .returning({ id: receivedWorkbook.id });
  const list = differences
    .slice(0, mostShown)
    .map(({ mark, sheet, what }) => `${mark} ${sheet}：${what}`)
    .join("\n");
  const more = differences.length > mostShown ? `\n……（${differences.length - mostShown}）` : "";
  const values = { count: differences.length, list: list + more };
  work.tell(admin, { kind: "text", key: "told-workbook-diff", values, buttons: "import", subject: (kept as { id: number }).id });
}

/** What a workbook would change, by what it is meant for. */
async function planFor(work: Work, actor: Actor, meant: { purpose: WorkbookPurpose; title: string }, sheets: readonly SheetRows[]) {
  if (meant.purpose === "roster") return planRoster(work, actor, meant.title, sheets);
  if (meant.purpose === "households") return planHouseholds(work, sheets);
  return planImport(work, actor, sheets);
}

const rightFor: Record<WorkbookPurpose, Right> = { org: "org", roster: "make_roster", households: "visit" };

/**
 * 提交: writes what the workbook says, compared anew with the town as it is now; all of it or nothing.
 *
 * @returns how many differences were written
 */
export async function importWorkbook(work: Work, actor: Actor, id: number): Promise<number | Refusal> {
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
  const plan: ImportPlan = await planFor(work, actor, kept, kept.sheets);
  if (plan.errors.length) return refuse("workbook-outdated");
  const refusal = await plan.apply();
  if (refusal) return refusal;
  return plan.differences.length;
}
