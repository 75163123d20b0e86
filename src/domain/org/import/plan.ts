import type { TextKey } from "../../../../locales/text-key.ts";
import type { Phrase, Said } from "../../../database/values.ts";
import type { Work } from "../../../database/work.ts";
import { maxNameCharacters } from "../../limits.ts";
import {
  type Column,
  findColumns,
  headingOf,
  isSpelled,
  type OrgColumn,
  type OrgSheet,
  orgColumns,
  type SheetRows,
  type Spellings,
  sheetName,
} from "../sheets.ts";

/** What is wrong with a row, so that it can be found and mended: sheet, row as Excel counts them, and why. */
export type RowError = { sheet: string; row: number; reason: Said };
/** One difference between the workbook and the town: `+` comes, `-` goes, `~` changes. `✓`: how it was read, which changes nothing. */
export type Difference = { mark: "+" | "-" | "~" | "✓"; sheet: Said["values"][string]; what: Said | Phrase };

/** One row, its cells found by column. */
export type Cells<C extends Column> = { row: number; cell: (column: C) => string };
/** `name`: what it is called in the workbook. */
export type FoundSheet<C extends Column> = { name: string; rows: Cells<C>[] };
type Named = Pick<FoundSheet<Column>, "name">;
/** What reading a workbook has found so far; the steps are taken only when there is no error. */
export type Plan = {
  work: Work;
  spellings: Spellings;
  errors: RowError[];
  differences: Difference[];
  steps: (() => Promise<unknown>)[];
};

export const isOrgSheet = (spellings: Spellings, which: OrgSheet, { sheet }: SheetRows) => isSpelled(spellings, sheetName(which), sheet);

/** A sheet of the town's workbook; undefined when it is not there, and then changes nothing. */
export function findSheet<S extends OrgSheet>(plan: Plan, sheets: readonly SheetRows[], which: S): FoundSheet<OrgColumn<S>> | undefined {
  const found = sheets.find((sheet) => isOrgSheet(plan.spellings, which, sheet));
  if (!found) return undefined;
  const wanted: readonly OrgColumn<S>[] = orgColumns[which];
  const columns = findColumns(plan.spellings, wanted, found.rows[0] ?? []);
  const missing = wanted.filter((column) => !columns.has(column));
  if (missing.length) {
    plan.errors.push({ sheet: found.sheet, row: 1, reason: say("wrong-columns-missing", { columns: missing.map(headingOf) }) });
    return undefined;
  }
  return { name: found.sheet, rows: rowsBelow(found, columns) };
}

/** The rows below the headings that have something below one of them. */
export const rowsBelow = <C extends Column>({ rows: [headings = [], ...rows] }: SheetRows, columns: ReadonlyMap<C, number>): Cells<C>[] =>
  rows
    .map((cells, index) => ({
      row: index + 2,
      cell: (column: C) => String(cells[columns.get(column) ?? -1] ?? "").trim(),
      isEmpty: !headings.some((heading, column) => heading !== "" && (cells[column] ?? "") !== ""),
    }))
    .filter(({ isEmpty }) => !isEmpty);

export function wrong(plan: Plan, { name }: Named, { row }: Pick<Cells<Column>, "row">, reason: Said) {
  plan.errors.push({ sheet: name, row, reason });
}

export function differs(plan: Plan, { name }: Named, mark: Difference["mark"], what: Difference["what"]) {
  plan.differences.push({ mark, sheet: name, what });
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
