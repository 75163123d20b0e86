import { Buffer } from "node:buffer";
import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import type { Worksheet } from "exceljs";
import { type Cell, cellText, type LedgerSheetKey, rowSeal, rowSealKey } from "../domain/ledger/layout.ts";
import { sheetMark } from "./ledger-tables.ts";
import { letters } from "./letters.ts";
import { writable } from "./xlsx.ts";

/** A sheet in its reader's words. `lines` stand above the headings: its title, the period, the seal. */
export type WrittenSheet = {
  key: LedgerSheetKey;
  name: string;
  lines: readonly string[];
  columns: readonly { key: string; heading: string; machine?: true | undefined }[];
};
/** What a ledger is made of, in this order: a sheet, its rows piece by piece, the next sheet. Dates hold the town's wall-clock time in their UTC fields. */
export type LedgerPiece = { sheet: WrittenSheet } | { rows: Cell[][] };

/** Widths in characters of the digit 0: a date with its time, and where long words are wrapped. */
const widths = { least: 6, date: 16, most: 40 };
/** By so many rows a sheet's widths are chosen: they must be known before its first row is written. */
const rowsMeasured = 200;
/** The lines above a table are in smaller letters than it, in parts of theirs; and lines break before they are full. */
const lineLetters = 1.15;
const paper = { a3: 8, a4: 9 };
/** More columns than this are too small to read on A4. */
const columnsOnA4 = 13;
const thin = { style: "thin" as const, color: { argb: "FF999999" } };
const border = { top: thin, bottom: thin, left: thin, right: thin };
const headingFill = { type: "pattern" as const, pattern: "solid" as const, fgColor: { argb: "FFE8EEF4" } };

type Book = InstanceType<typeof import("exceljs").stream.xlsx.WorkbookWriter>;

/**
 * A ledger as a workbook that can be handed in and printed as it is. It is written into a file while its rows come, so that of all of them only
 * a piece is in memory. Every cell is text, a number or a date: what looks like a formula stays inert.
 *
 * @param file its path
 * @param next the next piece; undefined when there is none
 */
export async function writeLedger(file: string, next: () => Promise<LedgerPiece | undefined>): Promise<void> {
  const { default: ExcelJS } = await import("exceljs");
  const stream = createWriteStream(file);
  // Strings stand in their cells: a list of all of them would have to be kept until the end.
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  let sheet: ReturnType<typeof beginSheet> | undefined;
  for (let piece = await next(); piece; piece = await next()) {
    if ("sheet" in piece) {
      sheet?.end();
      sheet = beginSheet(book, piece.sheet);
    } else {
      sheet?.add(piece.rows);
      await sheet?.packed();
    }
  }
  sheet?.end();
  await book.commit();
}

/** The library does not wait for what packs its sheets, which is slower than it: rows would heap up in between. Nothing is written after all that waits. */
async function packed(sheet: Worksheet) {
  const pipes: Writable[] = "stream" in sheet ? ((sheet.stream as { pipes?: Writable[] }).pipes ?? []) : [];
  await Promise.all(pipes.map((pipe) => new Promise<unknown>((done) => pipe.write(Buffer.alloc(0), done))));
}

function beginSheet(book: Book, { key, name, lines, columns }: WrittenSheet) {
  const read = columns.filter(({ machine }) => !machine).length;
  const headingRow = lines.length + 2;
  const sheet = book.addWorksheet(name, {
    views: [{ state: "frozen", ySplit: headingRow, xSplit: 1 }],
    pageSetup: {
      paperSize: read > columnsOnA4 ? paper.a3 : paper.a4,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `${headingRow}:${headingRow}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: "&C&P / &N" },
  } as never) as Worksheet;
  let waiting: Cell[][] | undefined = [];
  let place = 0;

  function begin(measured: readonly Cell[][]) {
    waiting = undefined;
    const chosen = columns.map(({ heading, machine }, index) => (machine ? 0 : widthOf(heading, measured, index)));
    const across = chosen.reduce((sum, width) => sum + width, 0);
    sheet.columns = [...chosen, 0].map((width) => (width ? { width } : { width: 12, hidden: true }));
    for (const [index, line] of lines.entries()) {
      const row = sheet.addRow([writable(line)]);
      row.getCell(1).font = index === 0 ? { bold: true, size: 16 } : { size: 10, color: { argb: "FF555555" } };
      row.getCell(1).alignment = { horizontal: index === 0 ? "center" : "left", vertical: "middle", wrapText: index > 0 };
      // Above a narrow table they take several lines; no program finds the height of merged cells by itself.
      row.height = index === 0 ? 28 : 16 * Math.max(1, Math.ceil((wide(line) * lineLetters) / across));
      if (read > 1) sheet.mergeCells(index + 1, 1, index + 1, read);
      row.commit();
    }
    const keys = sheet.addRow([...columns.map((column) => column.key), sheetMark + key]);
    keys.hidden = true;
    keys.commit();
    const headings = sheet.addRow([...columns.map(({ heading }) => heading), rowSealKey]);
    headings.eachCell((cell) => {
      cell.font = { bold: true };
      cell.fill = headingFill;
      cell.border = border;
      cell.alignment = { horizontal: "center", vertical: "middle", wrapText: true };
    });
    headings.commit();
    // Only what people read is filtered and printed.
    sheet.autoFilter = { from: { row: headingRow, column: 1 }, to: { row: headingRow, column: Math.max(read, 1) } };
    for (const row of measured) write(row);
  }

  function write(cells: readonly Cell[]) {
    place += 1;
    const written = cells.map((cell) => (typeof cell === "string" ? writable(cell) : cell));
    const seal = rowSeal(
      key,
      place,
      columns.map((_, column) => cellText(cells[column])),
    );
    const row = sheet.addRow([...written, seal]);
    for (let column = 1; column <= read; column += 1) {
      const cell = row.getCell(column);
      const value = cells[column - 1];
      cell.border = border;
      cell.alignment = { vertical: "top", wrapText: typeof value === "string", ...(value instanceof Date ? { horizontal: "center" } : {}) };
      if (value instanceof Date) cell.numFmt = "yyyy-mm-dd hh:mm";
    }
    row.commit();
  }

  return {
    packed: () => packed(sheet),
    add(rows: readonly Cell[][]) {
      if (waiting) waiting.push(...rows);
      else for (const row of rows) write(row);
      if (waiting && waiting.length >= rowsMeasured) begin(waiting);
    },
    end() {
      if (waiting) begin(waiting);
      const last = place + headingRow;
      sheet.pageSetup.printArea = `A1:${letters(Math.max(read, 1) - 1)}${last}`;
      sheet.commit();
    },
  };
}

/** In digits: a Chinese character is as wide as two. */
const wide = (text: string) =>
  Math.max(...text.split("\n").map((line) => [...line].reduce((sum, one) => sum + (one > "\u2e7f" ? 2 : 1), 0)));

/** By its content. */
function widthOf(heading: string, rows: readonly Cell[][], column: number): number {
  const cells = rows.slice(0, rowsMeasured).map((row) => row[column]);
  const needed = cells.map((cell) => (cell instanceof Date ? widths.date : wide(cellText(cell))));
  return Math.min(widths.most, Math.max(widths.least, wide(heading) + 3, ...needed.map((width) => width + 1)));
}
