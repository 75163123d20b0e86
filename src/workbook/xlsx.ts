import { Buffer } from "node:buffer";
import type { SheetRows } from "../domain/org/sheets.ts";

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
          : { value, type: String, ...(index === 0 ? { fontWeight: "bold" as const } : { wrap: true }) },
      ),
    ),
  }));
  return writeXlsxFile(written).toBuffer();
}

/**
 * Reads a workbook.
 *
 * @returns every sheet with its cells as trimmed text; undefined when the bytes are no workbook
 */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetRows[] | undefined> {
  const { default: readXlsxFile } = await import("read-excel-file/node");
  try {
    const sheets = await readXlsxFile(Buffer.from(bytes));
    return sheets.map(({ sheet, data }) => ({
      sheet,
      rows: data.map((row) => row.map((cell) => (cell === null ? "" : String(cell).trim()))),
    }));
  } catch {
    return undefined;
  }
}
