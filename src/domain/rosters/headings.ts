import { type Column, headingOf, householdColumns, rosterColumns, type SheetRows, type Spellings } from "../org/sheets.ts";
import { maxHeadingRows } from "./limits.ts";

/** What a list is read for, with the columns that it may have; the first is what no list is without. */
export const listColumns = {
  roster: [...rosterColumns, "id_number"],
  households: [...householdColumns, "id_number"],
} as const satisfies Record<string, readonly Column[]>;
export type ListKind = keyof typeof listColumns;
export type ListColumn = (typeof listColumns)[ListKind][number];

/** How systems, stations and village committees head the same columns; those said first fit best. */
const otherWords = (column: ListColumn) => `headings-${column}` as const;

/** What the town chose: a heading is this column, or (null) none. The newest comes first. */
export type LearnedHeading = { heading: string; column: string | null };
export type Reading = { kind: ListKind; spellings: Spellings; learned: readonly LearnedHeading[] };

/** A list within a sheet: where its rows begin, counted from 0, and which column stands where. */
export type ListTable = {
  sheet: string;
  /** What stands above the headings, with the sheet's own name: often a village. */
  title: string;
  headings: string[];
  begins: number;
  columns: ReadonlyMap<ListColumn, number>;
  rows: SheetRows["rows"];
};

/** Without blanks, signs and what stands in brackets: `姓 名*`, `联系电话（必填）：`. */
export const plainHeading = (heading: string | number) =>
  String(heading)
    .normalize("NFKC")
    .replace(/[([【].*?[)\]】]/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
/** The same with the words of its brackets: `村(居)`. */
const wholeHeading = (heading: string | number) => plainHeading(String(heading).replace(/[()（）[\]【】]/g, ""));

function findColumns({ kind, spellings, learned }: Reading, headings: readonly (string | number)[]): Map<ListColumn, number> {
  const plain = headings.map(plainHeading);
  const whole = headings.map(wholeHeading);
  const chosen = learned.filter(({ heading }) => plain.includes(heading));
  const isFree = (heading: string) => !chosen.some((one) => one.heading === heading);
  const found = new Map<ListColumn, number>();
  for (const column of listColumns[kind]) {
    const taught = chosen.find((one) => one.column === column);
    const words = [...spellings(headingOf(column)), ...spellings(otherWords(column)).flatMap((listed) => listed.split(","))].map(
      plainHeading,
    );
    const fitting = words.find((word) => (plain.includes(word) || whole.includes(word)) && isFree(word));
    const index = taught ? plain.indexOf(taught.heading) : fitting === undefined ? -1 : indexIn(plain, whole, fitting);
    if (index >= 0) found.set(column, index);
  }
  return found;
}

const indexIn = (plain: readonly string[], whole: readonly string[], word: string) =>
  plain.includes(word) ? plain.indexOf(word) : whole.indexOf(word);

/** The list of a sheet: its headings need not stand in the first row, and may be spread over two. @returns undefined where there is none */
export function findTable(reading: Reading, { sheet, rows }: SheetRows): ListTable | undefined {
  const [first] = listColumns[reading.kind];
  let best: ListTable | undefined;
  for (const [index, row] of rows.slice(0, maxHeadingRows).entries()) {
    const columns = findColumns(reading, row);
    const name = columns.get(first);
    // One word alone may be somebody's name for the sheet.
    if (name === undefined || (columns.size < 2 && !isSpread(row))) continue;
    const [above, below] = [rows[index - 1] ?? [], rows[index + 1] ?? []];
    const isTwofold = (below[name] ?? "") === "" && findColumns(reading, below).size > 0;
    // A title is one cell; what stands in several above belongs to the columns without a heading of their own.
    const isUnder = !isTwofold && isSpread(above);
    const headings = isTwofold ? joined(row, below) : isUnder ? joined(above, row) : row.map(String);
    const found = isTwofold || isUnder ? findColumns(reading, headings) : columns;
    if (best && found.size <= best.columns.size) continue;
    best = {
      sheet,
      title: titleOf(sheet, rows.slice(0, isUnder ? index - 1 : index)),
      headings,
      begins: index + (isTwofold ? 2 : 1),
      columns: found,
      rows,
    };
  }
  return best;
}

const isSpread = (row: readonly (string | number)[]) => row.filter((cell) => cell !== "").length > 1;

/** The lower row says it more exactly, where it says anything. */
const joined = (above: readonly (string | number)[], below: readonly (string | number)[]) =>
  Array.from({ length: Math.max(above.length, below.length) }, (_, index) => String(below[index] || above[index] || ""));

const titleOf = (sheet: string, above: SheetRows["rows"]) => [...above.flat().map(String), sheet].filter(Boolean).join(" ");

/** Where nothing was recognised: the first row that looks like headings, to choose from. */
export function guessHeadings(sheets: readonly SheetRows[]): string[] {
  const rows = sheets.flatMap(({ rows }) => rows.slice(0, maxHeadingRows));
  return (rows.find(isSpread) ?? rows[0] ?? []).map(String).filter(Boolean);
}
