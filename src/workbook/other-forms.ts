import type { Buffer } from "node:buffer";
import type { CellObject, WorkSheet } from "@e965/xlsx";
import Papa from "papaparse";
import { maxWorkbookCharacters, maxWorkbookColumns, maxWorkbookRows, maxWorkbookSheets } from "../domain/file-limits.ts";
import { UnreadableWorkbook, unreadable, type WorkbookFault } from "../domain/org/unreadable.ts";
import { letters } from "./letters.ts";

/** A sheet as it was read: its cells as text. */
export type ReadSheet = { sheet: string; rows: string[][] };

/** CSV has no name for its only sheet. */
const sheetOfText = "CSV";
/** Systems hand out pages of the web under the name of a workbook. */
const page = /^\s*<(!doctype|\?xml|html|head|meta|body|div|style|table|[a-z]+:)/i;
/** What no text has, and every picture or program. */
const control = /[^\P{Cc}\t\n\r\f]/u;

/** The words of a text file: UTF-8, what Windows writes in China (GB18030, and GBK within it), or UTF-16 with its mark. @returns undefined when it is no text */
export function textIn(bytes: Uint8Array): string | undefined {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  for (const encoding of isWide ? ["utf-16le"] : ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return control.test(text) ? undefined : text;
    } catch {
      // It is written in the next one, or no text.
    }
  }
  return undefined;
}

/**
 * Reads a list that came as text.
 *
 * @throws UnreadableWorkbook for words without any columns
 */
export async function readText(text: string): Promise<ReadSheet[]> {
  if (text.length > maxWorkbookCharacters) throw beyond("text", maxWorkbookCharacters);
  if (page.test(text)) return readOld(text);
  const { data } = Papa.parse<string[]>(text, { preview: maxWorkbookRows + 1 });
  // An identity number stays what it is when it is written as a formula.
  const rows = data.map((row) => row.map((cell) => cell.replace(/^="(.*)"$/, "$1")));
  if (!rows.some((row) => row.length > 1)) throw new UnreadableWorkbook(unreadable("unreadable"));
  return [{ sheet: sheetOfText, rows: measured(rows) }];
}

/**
 * Reads an Excel file of the old kind, or a page with tables.
 *
 * @throws UnreadableWorkbook; what its library threw, of a file that is none
 */
export async function readOld(source: Buffer | string): Promise<ReadSheet[]> {
  const [{ read, set_cptable, SSF }, charactersOfWindows] = await Promise.all([import("@e965/xlsx"), import("@e965/xlsx/dist/cpexcel")]);
  // Files older than Excel 97 are written in the characters of their Windows.
  set_cptable(charactersOfWindows);
  const { SheetNames, Sheets } = read(source, {
    type: typeof source === "string" ? "string" : "buffer",
    dense: true,
    raw: true,
    cellFormula: false,
    cellHTML: false,
    cellNF: true,
    dateNF: "yyyy-mm-dd",
    bookVBA: false,
  });
  if (SheetNames.length > maxWorkbookSheets) throw beyond("sheets", maxWorkbookSheets);
  const written = (cell: CellObject | undefined) => {
    if (cell?.v === undefined) return "";
    // Only what is a day is shown as its format says: a long number would lose its end.
    return cell.t === "n" && !SSF.is_date(String(cell.z ?? "")) ? String(cell.v) : (cell.w ?? String(cell.v));
  };
  return SheetNames.map((sheet) => ({ sheet, rows: measured(rowsOf(Sheets[sheet]).map((row) => filled(row).map(written))) }));
}

function rowsOf(sheet: WorkSheet | undefined): CellObject[][] {
  const rows = sheet?.["!data"] ?? [];
  const isFilled = (cells: readonly (CellObject | undefined)[] = []) => cells.some((cell) => (cell?.v ?? "") !== "");
  if (rows.slice(maxWorkbookRows).some(isFilled)) throw beyond("rows", maxWorkbookRows, `A${maxWorkbookRows + 1}`);
  const wide = rows.findIndex((row) => row && isFilled(row.slice(maxWorkbookColumns)));
  if (wide >= 0) throw beyond("columns", maxWorkbookColumns, `${letters(maxWorkbookColumns)}${wide + 1}`);
  return filled(rows).map((row) => row ?? []);
}

/** What is not there has a place all the same, as far as the limits go; an old file has 256 columns at most, a page says what it likes. */
const filled = <T>(sparse: readonly T[]): (T | undefined)[] =>
  Array.from({ length: Math.min(sparse.length, maxWorkbookRows + 1) }, (_, index) => sparse[index]);

function measured(rows: string[][]): string[][] {
  const isFilled = (cells: readonly string[]) => cells.some((cell) => cell.trim() !== "");
  const wide = rows.findIndex((row) => isFilled(row.slice(maxWorkbookColumns)));
  if (wide >= 0) throw beyond("columns", maxWorkbookColumns, `${letters(maxWorkbookColumns)}${wide + 1}`);
  if (rows.slice(maxWorkbookRows).some(isFilled)) throw beyond("rows", maxWorkbookRows, `A${maxWorkbookRows + 1}`);
  return rows.slice(0, maxWorkbookRows).map((row) => row.slice(0, maxWorkbookColumns));
}

const beyond = (fault: WorkbookFault, most: number, cell = "") => new UnreadableWorkbook(unreadable(fault, { most, cell }));
