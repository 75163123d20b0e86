import { Buffer } from "node:buffer";
import { zipSync } from "fflate";
import type { Sheet } from "read-excel-file/node";
import { maxWorkbookCellCharacters, maxWorkbookCells, maxWorkbookCharacters, maxWorkbookSheets } from "../domain/limits.ts";
import type { SheetRows } from "../domain/org/sheets.ts";
import { type Unreadable, UnreadableWorkbook, unreadable } from "../domain/org/unreadable.ts";
import { measureParts } from "./measure.ts";
import { unpackParts } from "./unpack.ts";

/** A workbook as bytes. Every cell is text or a number, so that what looks like a formula stays inert. */
export async function writeWorkbook(sheets: readonly SheetRows[]): Promise<Buffer> {
  const { default: writeXlsxFile } = await import("write-excel-file/node");
  const written = sheets.map(({ sheet, rows }) => ({
    sheet,
    stickyRowsCount: 1,
    columns: (rows[0] ?? []).map(() => ({ width: 18 })),
    data: rows.map((row, index) =>
      row.map((value) =>
        typeof value === "number"
          ? { value, type: Number }
          : { value: writable(value), type: String, ...(index === 0 ? { fontWeight: "bold" as const } : { wrap: true }) },
      ),
    ),
  }));
  return writeXlsxFile(written).toBuffer();
}

/** What XML cannot hold becomes a blank, as the library would leave it out; what reads like an escape of a character is written as it stands. */
export const writable = (text: string) => text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, " ").replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");

/**
 * Reads a workbook that somebody sent, which may have been made to do harm: what it would take is measured before it is taken.
 *
 * @returns every sheet with its cells as trimmed text, or why it was not read
 */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetRows[] | Unreadable> {
  try {
    const parts = unpackParts(bytes);
    measureParts(parts);
    const { default: readXlsxFile } = await import("read-excel-file/node");
    // Packed anew: a file can have two lists of its contents, and the library reads the one that was not measured.
    const sheets = await readXlsxFile(Buffer.from(zipSync(parts, { level: 0 })));
    return sheets.map(readSheet(countCharacters()));
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return error.reason;
    // What the limits have let through, and is still longer or deeper than JavaScript can have it.
    return unreadable(error instanceof RangeError ? "slow" : "unreadable");
  }
}

const readSheet = (count: (text: string, cell: () => string) => void) => (read: Sheet) => {
  count(read.sheet, () => "");
  const rows = read.data.map((row, index) =>
    row.map((value, column) => {
      const text = value === null ? "" : String(value).trim();
      count(text, () => `${letters(column)}${index + 1}`);
      return text;
    }),
  );
  return { sheet: read.sheet, rows };
};

/** One long text can be the value of every cell: as long as nobody writes it down it takes no room, so it is counted before. */
function countCharacters() {
  let [characters, cells] = [0, 0];
  return (text: string, cell: () => string) => {
    characters += text.length;
    cells += 1;
    if (text.length > maxWorkbookCellCharacters)
      throw new UnreadableWorkbook(unreadable("cell", { most: maxWorkbookCellCharacters, cell: cell() }));
    if (characters > maxWorkbookCharacters) throw new UnreadableWorkbook(unreadable("text", { most: maxWorkbookCharacters }));
    // Two sheets may be the same part.
    if (cells > maxWorkbookCells + maxWorkbookSheets) throw new UnreadableWorkbook(unreadable("cells", { most: maxWorkbookCells }));
  };
}

/** The letters of a column, counted from 0. */
export const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));
