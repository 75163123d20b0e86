import { and, eq, isNull } from "drizzle-orm";
import { receivedWorkbook } from "../../database/road-schema.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { type ImportPlan, planImport } from "./import.ts";
import type { SheetRows } from "./sheets.ts";

const mostShown = 40;

/** A workbook that an admin sent has been read: what it would change, or what is wrong with it, is told, and nothing changes yet. */
export async function receiveWorkbook(work: Work, personId: number, sheets: readonly SheetRows[] | undefined) {
  const admin = await findPerson(work, personId);
  if (!admin) return;
  if (!sheets) return work.tell(admin, { kind: "text", key: "told-workbook-unreadable", values: {} });
  const { errors, differences } = await planImport(work, sheets);
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
    .values({ townId: work.townId, personId, sheets: [...sheets], at: work.now })
    .returning({ id: receivedWorkbook.id });
  const list = differences
    .slice(0, mostShown)
    .map(({ mark, sheet, what }) => `${mark} ${sheet}：${what}`)
    .join("\n");
  const more = differences.length > mostShown ? `\n……（${differences.length - mostShown}）` : "";
  const values = { count: differences.length, list: list + more };
  work.tell(admin, { kind: "text", key: "told-workbook-diff", values, buttons: "import", subject: (kept as { id: number }).id });
}

/**
 * 提交: writes what the workbook says, compared anew with the town as it is now; all of it or nothing.
 *
 * @returns how many differences were written
 */
export async function importWorkbook(work: Work, actor: Actor, id: number): Promise<number | Refusal> {
  if (!mayUse(actor, "org")) return refuse("not-yours");
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
  const plan: ImportPlan = await planImport(work, kept.sheets);
  if (plan.errors.length) return refuse("workbook-outdated");
  await plan.apply();
  return plan.differences.length;
}
