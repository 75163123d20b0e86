import { Parser } from "saxen";
import {
  lastWorkbookColumn,
  lastWorkbookRow,
  maxWorkbookCellCharacters,
  maxWorkbookCells,
  maxWorkbookColumns,
  maxWorkbookEmptyRows,
  maxWorkbookRows,
  maxWorkbookSheets,
} from "../domain/file-limits.ts";
import { UnreadableWorkbook, unreadable } from "../domain/org/unreadable.ts";
import type { Parts } from "./unpack.ts";

type Address = { row: number; column: number };
/** How far the rows reach, and how far those with something in them. */
type Extent = { lastRow: number; filledRow: number; filledColumn: number };

const refuse = (...given: Parameters<typeof unreadable>): never => {
  throw new UnreadableWorkbook(unreadable(...given));
};

/**
 * Goes through the XML of a workbook, keeping nothing, and refuses what would become too large a table: the library that reads it fills
 * every gap between two cells, and above and to the left of the first. Neither declared dimensions nor counts are believed.
 *
 * @throws UnreadableWorkbook
 */
export function measureParts(parts: Parts) {
  let cells = 0;
  let rows = 0;
  let sheets = 0;
  for (const [name, bytes] of Object.entries(parts)) {
    const extent: Extent = { lastRow: 0, filledRow: 0, filledColumn: 0 };
    const xml = new TextDecoder().decode(bytes);
    // Entities of one's own are what bombs are made of; no program that writes workbooks defines any.
    if (/<!(DOCTYPE|ENTITY)/i.test(xml)) refuse("unreadable");
    sheets += measure(xml, extent);
    if (name === "xl/workbook.xml" && sheets > maxWorkbookSheets) refuse("sheets", { most: maxWorkbookSheets });
    rows += extent.lastRow;
    cells += extent.filledRow * extent.filledColumn;
    if (rows > maxWorkbookEmptyRows) refuse("rows", { most: maxWorkbookRows, cell: `${lastWorkbookRow}` });
    if (cells > maxWorkbookCells) refuse("cells", { most: maxWorkbookCells });
  }
}

/** @returns how many sheets it names */
function measure(xml: string, extent: Extent): number {
  let sheets = 0;
  let isInRows = false;
  let isFormula = false;
  let cell: { address: Address; name: string; characters: number } | undefined;
  // The library that reads it afterwards can take minutes over a long text on a busy machine.
  const seeText = (text: string) => {
    if (!cell || isFormula) return;
    cell.characters += text.trim().length;
    if (cell.characters > maxWorkbookCellCharacters) refuse("cell", { most: maxWorkbookCellCharacters, cell: cell.name });
  };
  new Parser()
    .on("error", (error) => {
      throw error;
    })
    .on("openTag", (name, attributes, decode) => {
      const tag = withoutPrefix(name);
      if (tag === "sheet") sheets += 1;
      else if (tag === "sheetData") isInRows = true;
      else if (!isInRows) return;
      else if (tag === "row") seeRow(placeOf(attributes(), decode), extent);
      else if (tag === "c") {
        const typed = placeOf(attributes(), decode) ?? "";
        cell = { address: addressOf(typed), name: typed, characters: 0 };
        extent.lastRow = Math.max(extent.lastRow, cell.address.row);
      } else if (cell) {
        isFormula = tag === "f";
        seeFilled(cell.address, cell.name, extent);
      }
    })
    .on("text", (text, decode) => seeText(decode(text)))
    .on("cdata", seeText)
    .on("closeTag", (name) => {
      const tag = withoutPrefix(name);
      if (tag === "c") cell = undefined;
      if (tag === "f") isFormula = false;
    })
    .parse(xml);
  return sheets;
}

function seeRow(typed: string | undefined, extent: Extent) {
  if (typed === undefined) return;
  const row = Number(typed);
  if (!/^\d+$/.test(typed) || row < 1 || row > lastWorkbookRow) refuse("unreadable");
  extent.lastRow = Math.max(extent.lastRow, row);
}

/** A cell that is only coloured is empty; one with a value, a formula or a text is not. */
function seeFilled({ row, column }: Address, cell: string, extent: Extent) {
  if (row > maxWorkbookRows) refuse("rows", { most: maxWorkbookRows, cell });
  if (column > maxWorkbookColumns) refuse("columns", { most: maxWorkbookColumns, cell });
  extent.filledRow = Math.max(extent.filledRow, row);
  extent.filledColumn = Math.max(extent.filledColumn, column);
}

const withoutPrefix = (name: string) => name.slice(name.indexOf(":") + 1);

/** The address or number of a cell or row; two of one name would be read by one reader as the first, by another as the last. */
function placeOf(attributes: Record<string, string>, decode: (text: string) => string): string | undefined {
  let place = attributes["r"];
  for (const name in attributes) {
    if (!name.endsWith(":r") || name.startsWith("xmlns")) continue;
    if (place !== undefined) refuse("unreadable");
    place = attributes[name];
  }
  return place === undefined ? undefined : decode(place);
}

function addressOf(typed: string): Address {
  const [, letters = "", digits = ""] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(typed) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const row = Number(digits);
  if (!letters || column > lastWorkbookColumn || row > lastWorkbookRow) refuse("unreadable");
  return { row, column };
}
