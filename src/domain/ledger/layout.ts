import { createHash } from "node:crypto";

/** The sheets of a ledger, in their order, by names of the program; their words stand in `locales/`. */
export const ledgerSheets = [
  "tickets",
  "events",
  "disputes",
  "mediations",
  "agreements",
  "petitions",
  "visits",
  "sessions",
  "rosters",
  "care",
  "condolences",
  "stock",
  "figures",
  "facts",
  "check",
] as const;
export type LedgerSheetKey = (typeof ledgerSheets)[number];

/** What a cell holds: text, a number, or an instant, which people read by the town's clock. */
export type Cell = string | number | Date | null;
/** `machine`: it holds what the program knows, for verifying; people read the others. */
export type Column<Found> = { key: string; cell: (found: Found) => Cell; machine?: true };
/** A sheet as it comes: rows piece by piece, each with a cell for each column. */
export type LedgerSheet = {
  key: LedgerSheetKey;
  columns: readonly Pick<Column<unknown>, "key" | "machine">[];
  pieces: () => AsyncGenerator<Cell[][]>;
};

/** Columns by their keys: those that people read, and those by which the sheet is verified. */
export const columnsOf = <Found>(
  read: Record<string, (found: Found) => Cell>,
  machine: Record<string, (found: Found) => Cell> = {},
): Column<Found>[] => [
  ...Object.entries(read).map(([key, cell]) => ({ key, cell })),
  ...Object.entries(machine).map(([key, cell]) => ({ key, cell, machine: true as const })),
];

export const rowsOf = <Found>(columns: readonly Column<Found>[], found: readonly Found[]): Cell[][] =>
  found.map((one) => columns.map(({ cell }) => cell(one)));

/** The column that holds a row's seal: the last one. */
export const rowSealKey = "row_seal";

/** Control characters, blanks and line ends, and what no workbook can hold; the same set stands in the migration `sealed_ledger`. */
const blanks = /[\p{Cc}\p{Z}\u200b\ufeff\ufffe\uffff]+/gu;

/** A text as it is sealed: blanks and line breaks in a row count as one, at the ends as none; spreadsheets change them. */
export const canonical = (value: string): string => value.replace(blanks, " ").replace(/^ | $/g, "");

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * A cell as its row's seal has it. A date is its wall-clock time to the second, which is as much as a spreadsheet keeps of it.
 *
 * @param cell a date with the town's wall-clock time in its UTC fields, as workbooks hold it
 */
export const cellText = (cell: string | number | boolean | Date | null | undefined): string =>
  cell instanceof Date
    ? new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace("T", " ")
    : String(cell ?? "");

/**
 * Over a row's cells and its place: of columns that no event's hash holds, such as a name, it shows that they were changed.
 *
 * @param sheet the sheet's key; in workbooks of release 0.7 its Chinese name
 * @param place from 1; 0 for the lines above the headings
 */
export const rowSeal = (sheet: string, place: number, cells: readonly string[]): string =>
  sha256([sheet, place, ...cells.map(canonical)].join("\u001f"));
