import { cellText, type LedgerSheetKey, ledgerSheets, rowSealKey } from "../domain/ledger/layout.ts";
import type { LedgerTable, LedgerTables } from "../domain/ledger/verify.ts";

export type ReadCell = string | number | boolean | Date | null;
/** A sheet as a library reads it. */
export type ReadSheet = { sheet: string; data: readonly (readonly ReadCell[])[] };

/** Within these rows stand the lines above the headings, and the hidden row of keys. */
const maxLinesAbove = 10;
/** What the last cell of the row of keys says, before the key of its sheet. */
export const sheetMark = `${rowSealKey}@`;

/**
 * Finds the sheets and columns of a ledger, whatever language it is in: by the row of keys that people do not see, or, in workbooks of
 * release 0.7, by their Chinese names.
 */
export function readLedgerTables(sheets: readonly ReadSheet[]): LedgerTables {
  const tables = sheets.flatMap((one) => {
    const cells = one.data.map((row) => row.map((cell) => cellText(cell).trim()));
    const found = keyedTable(one.sheet, cells) ?? formerTable(one.sheet, cells);
    return found ? [found] : [];
  });
  return new Map(tables);
}

function keyedTable(name: string, cells: string[][]): [LedgerSheetKey, LedgerTable] | undefined {
  const place = cells.slice(0, maxLinesAbove).findIndex((row) => row.some((cell) => cell.startsWith(sheetMark)));
  const keys = cells[place] ?? [];
  const mark = keys.find((cell) => cell.startsWith(sheetMark))?.slice(sheetMark.length);
  const key = ledgerSheets.find((one) => one === mark);
  if (!key) return undefined;
  const lines = cells.slice(0, place).map((row) => row[0] ?? "");
  const plain = keys.map((cell) => (cell.startsWith(sheetMark) ? rowSealKey : cell));
  // Below the keys stand the headings, which only people read.
  return [key, { name, sealedAs: key, lines, headings: place + 1, keys: plain, rows: rowsOf(plain, cells, place + 2) }];
}

const rowsOf = (keys: readonly string[], cells: readonly string[][], from: number): LedgerTable["rows"] => {
  const places = new Map(keys.map((key, column) => [key, column]));
  return cells
    .slice(from)
    .map((row, index) => ({ place: index + 1, at: from + index + 1, cells: row, of: (key: string) => row[places.get(key) ?? -1] ?? "" }))
    .filter((row) => row.cells.some(Boolean));
};

/** The sheets of release 0.7, whose first row has the headings, and the keys of today for those that verifying needs. */
const formerSheets: Record<string, LedgerSheetKey> = { 台账: "tickets", 经过: "events", 四下基层: "facts", 校验: "check" };
const formerKeys: Partial<Record<LedgerSheetKey, Record<string, string>>> = {
  tickets: { 编号: "number", 重办次数: "reopened", received: "received_at", state: "state_key", rating: "rating_key" },
  events: { 编号: "number", 序号: "seq", 从: "from", 到: "to", 说明: "note", salts: "proofs", 前一条校验: "prev_hash", 本条校验: "hash" },
  check: { 项: "item", 列出: "listed", 共: "total", 校验: "value" },
};

function formerTable(name: string, [headings = [], ...rest]: string[][]): [LedgerSheetKey, LedgerTable] | undefined {
  const key = formerSheets[name];
  if (!key) return undefined;
  const known = { ...formerKeys[key], 本行校验: rowSealKey };
  const keys = headings.map((heading) => (Object.entries(known).find(([former]) => former === heading) ?? [heading, heading])[1]);
  const rows = rowsOf(keys, [headings, ...rest], 1).map((row) => (key === "check" ? { ...row, of: formerItem(row.of) } : row));
  return [key, { name, sealedAs: name, lines: [], headings: 1, keys, rows }];
}

/** Release 0.7 counted the rows of one sheet by a name of its own. */
const formerItem =
  (of: (key: string) => string) =>
  (key: string): string =>
    key === "item" && of("item") === "rows of figures" ? "sheet facts" : of(key);
