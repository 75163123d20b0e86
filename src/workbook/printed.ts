import { Buffer } from "node:buffer";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { SheetRows } from "../domain/org/sheets.ts";

// A sheet that is printed has every column on one page across, its headings on each page, whole texts, and room to sign.

/** `toFill`: of a column that is filled in by hand. */
const [leastWidth, mostWidth, toFill] = [8, 24, 14];
/** In points: a line of text, and as much as a signature or a thumbprint takes. */
const [lineHeight, leastHeight] = [15, 26];

/** How wide a text is in letters; a Chinese character is two of them. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/u.test(sign) ? 2 : 1), 0);

/** Columns as wide as what stands in them, within bounds, and rows as high as their longest text needs in these. */
export function measurePrinted(rows: SheetRows["rows"]): { widths: number[]; heights: number[] } {
  const widths = (rows[0] ?? []).map((_heading, column) => {
    const texts = rows.map((row) => widthOf(String(row[column] ?? "")));
    const isEmpty = texts.slice(1).every((width) => width === 0);
    return Math.min(mostWidth, Math.max(isEmpty ? toFill : leastWidth, ...texts) + 2);
  });
  const linesOf = (row: SheetRows["rows"][number]) =>
    row.map((value, column) => Math.ceil(widthOf(String(value)) / ((widths[column] ?? 0) - 2)));
  return { widths, heights: rows.map((row) => Math.max(leastHeight, Math.max(1, ...linesOf(row)) * lineHeight)) };
}

const quoted = (sheet: string) => `'${sheet.replace(/'/g, "''")}'`.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Says in a written workbook how these sheets are printed, which the library has no word for. */
export function setForPrint(written: Buffer, sheets: readonly Pick<SheetRows, "sheet" | "isPrinted">[]): Buffer {
  const parts = unzipSync(written);
  const change = (path: string, into: (xml: string) => string) => {
    const part = parts[path];
    if (part) parts[path] = strToU8(into(strFromU8(part)));
  };
  const titles = sheets.flatMap(({ sheet, isPrinted }, index) => {
    if (!isPrinted) return [];
    change(`xl/worksheets/sheet${index + 1}.xml`, fitted);
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted(sheet)}!$1:$1</definedName>`];
  });
  change("xl/workbook.xml", (xml) => xml.replace("<definedNames/>", `<definedNames>${titles.join("")}</definedNames>`));
  return Buffer.from(zipSync(parts));
}

const fitted = (xml: string) =>
  xml
    .replace("<sheetViews>", '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
    .replace(/<pageMargins[^>]*\/>/, '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>')
    .replace(
      /<pageSetup[^>]*\/>/,
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>',
    );
