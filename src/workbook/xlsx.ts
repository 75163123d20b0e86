import { Buffer } from "node:buffer";
import { zipSync } from "fflate";
import { maxWorkbookCellCharacters, maxWorkbookCells, maxWorkbookCharacters, maxWorkbookSheets } from "../domain/file-limits.ts";
import type { SheetRows } from "../domain/org/sheets.ts";
import { type Unreadable, UnreadableWorkbook, unreadable } from "../domain/org/unreadable.ts";
import { letters } from "./letters.ts";
import { measureParts } from "./measure.ts";
import { type ReadSheet, readOld, readText, textIn } from "./other-forms.ts";
import { measurePrinted, setForPrint } from "./printed.ts";
import { isLocked, isOldContainer, isPacked, unpackParts } from "./unpack.ts";

/** A workbook as bytes. Every cell is text or a number, so that what looks like a formula stays inert. */
export async function writeWorkbook(sheets: readonly SheetRows[]): Promise<Buffer> {
  const { default: writeXlsxFile } = await import("write-excel-file/node");
  const written = sheets.map(({ sheet, rows, isPrinted }) => {
    const printed = isPrinted && measurePrinted(rows);
    return {
      sheet,
      stickyRowsCount: 1,
      ...(printed ? { orientation: "landscape" as const } : {}),
      columns: (rows[0] ?? []).map((_heading, column) => ({ width: printed?.widths[column] ?? 18 })),
      data: rows.map((row, index) => {
        const drawn = printed
          ? { borderStyle: "thin" as const, alignVertical: "center" as const, height: printed.heights[index] ?? 0 }
          : {};
        return row.map((value) =>
          typeof value === "number"
            ? { value, type: Number, ...drawn }
            : {
                value: writable(value),
                type: String,
                ...drawn,
                ...(index === 0 ? { fontWeight: "bold" as const } : {}),
                ...(index === 0 && !printed ? {} : { wrap: true }),
              },
        );
      }),
    };
  });
  const bytes = await writeXlsxFile(written).toBuffer();
  return sheets.some(({ isPrinted }) => isPrinted) ? setForPrint(bytes, sheets) : bytes;
}

/** What XML cannot hold becomes a blank, as the library would leave it out; what reads like an escape of a character is written as it stands. */
export const writable = (text: string) => text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, " ").replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");

/**
 * Reads a workbook that somebody sent, whatever its form, which may have been made to do harm: what it would take is measured before it is
 * taken, or, where a library has no place for that, bounded by this thread.
 *
 * @returns every sheet with its cells as trimmed text, or why it was not read
 */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetRows[] | Unreadable> {
  try {
    const text = isPacked(bytes) || isOldContainer(bytes) ? undefined : textIn(bytes);
    const sheets = text?.trim() ? await readText(text) : isOldContainer(bytes) ? await readContainer(bytes) : await readPacked(bytes);
    return sheets.map(readSheet(countCharacters()));
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return error.reason;
    // What the limits have let through, and is still longer or deeper than JavaScript can have it.
    return unreadable(error instanceof RangeError ? "slow" : "unreadable");
  }
}

async function readPacked(bytes: Uint8Array): Promise<ReadSheet[]> {
  const parts = unpackParts(bytes);
  measureParts(parts);
  const { default: readXlsxFile } = await import("read-excel-file/node");
  // Packed anew: a file can have two lists of its contents, and the library reads the one that was not measured.
  const sheets = await readXlsxFile(Buffer.from(zipSync(parts, { level: 0 })));
  return sheets.map(({ sheet, data }) => ({ sheet, rows: data.map((row) => row.map(textOf)) }));
}

/** A day of Excel has no hour and no zone. */
const textOf = (value: unknown) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ""));

/** The old kind of Excel, or something else in the same container: a Word file, one under a password. */
async function readContainer(bytes: Uint8Array): Promise<ReadSheet[]> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isLocked(file)) throw new UnreadableWorkbook(unreadable("locked"));
  return readOld(file).catch((error: unknown) => {
    if (error instanceof UnreadableWorkbook || error instanceof RangeError) throw error;
    throw new UnreadableWorkbook(unreadable(/password/i.test(String(error)) ? "locked" : "old"));
  });
}

const readSheet = (count: (text: string, cell: () => string) => void) => (read: ReadSheet) => {
  count(read.sheet, () => "");
  const rows = read.rows.map((row, index) =>
    row.map((value, column) => {
      const text = value.trim();
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
