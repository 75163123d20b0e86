import type { TextKey } from "../../../../locales/text-key.ts";
import type { Said } from "../../../database/values.ts";
import type { Work } from "../../../database/work.ts";
import { maxNameCharacters } from "../../limits.ts";
import { headings, orgSheetNames, type SheetRows } from "../sheets.ts";

/** What is wrong with a row, so that it can be found and mended: sheet, row as Excel counts them, and why. */
export type RowError = { sheet: string; row: number; reason: Said };
/** One difference between the workbook and the town: `+` comes, `-` goes, `~` changes. */
export type Difference = { mark: "+" | "-" | "~"; sheet: string; what: string | Said };

export type SheetKey = keyof typeof headings;
/** One row, its cells found by heading. */
export type Cells = { row: number; cell: (heading: string) => string };
/** What reading a workbook has found so far; the steps are taken only when there is no error. */
export type Plan = { work: Work; errors: RowError[]; differences: Difference[]; steps: (() => Promise<unknown>)[] };

/** The rows of a sheet; undefined when the workbook lacks the sheet, which then changes nothing. */
export function rowsOf(plan: Plan, sheets: readonly SheetRows[], which: SheetKey): Cells[] | undefined {
  const found = sheets.find(({ sheet }) => sheet === orgSheetNames[which]);
  if (!found) return undefined;
  const [first = [], ...rest] = found.rows;
  const columns = new Map(first.map((heading, index) => [String(heading), index]));
  const missing = headings[which].filter((heading) => !columns.has(heading));
  if (missing.length) {
    plan.errors.push({ sheet: found.sheet, row: 1, reason: say("wrong-columns-missing", { columns: missing.join("、") }) });
    return undefined;
  }
  return rest
    .map((cells, index) => ({
      row: index + 2,
      cell: (heading: string) => String(cells[columns.get(heading) ?? -1] ?? "").trim(),
      isEmpty: cells.every((cell) => cell === ""),
    }))
    .filter(({ isEmpty }) => !isEmpty);
}

export function wrong(plan: Plan, which: SheetKey, { row }: Cells, reason: Said) {
  plan.errors.push({ sheet: orgSheetNames[which], row, reason });
}

export function differs(plan: Plan, which: SheetKey, mark: Difference["mark"], what: Difference["what"]) {
  plan.differences.push({ mark, sheet: orgSheetNames[which], what });
}

/** A sentence that is put into words when it is told. */
export const say = (key: TextKey, values: Said["values"] = {}): Said => ({ key, values });

export const isName = (name: string) => name !== "" && [...name].length <= maxNameCharacters;

/** The names that the town will have once the workbook is written. */
export type Names = {
  villages: Set<string>;
  /** Village and group, with a space between. */
  groups: Set<string>;
  stations: Set<string>;
  /** Kind and name, with a space between. */
  categories: Set<string>;
};
