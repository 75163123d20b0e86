import { write } from "@e965/xlsx";
import { zipSync } from "fflate";

/** Files that were made to do harm, or that people send by mistake, as `.xlsx`; and which sentence they get (`told-workbook-…`). */
export type HostileWorkbook = { bytes: Uint8Array; fault: string };

const encode = (text: string) => new TextEncoder().encode(text);
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const megabyte = 1024 * 1024;

const sheetOf = (rows: string, before = "") => `<worksheet xmlns="${main}">${before}<sheetData>${rows}</sheetData></worksheet>`;
const textIn = (cell: string, text = "王有根") => `<c r="${cell}" t="inlineStr"><is><t>${text}</t></is></c>`;
const rowsUpTo = (count: number) => Array.from({ length: count }, (_, index) => `<row r="${index + 1}">${textIn(`A${index + 1}`)}</row>`);

/** A workbook of sheets given as XML, as small as a program would accept it. */
function partsOf(sheets: readonly string[], more: Record<string, Uint8Array> = {}): Record<string, Uint8Array> {
  const ids = sheets.map((_, index) => index + 1);
  const named = ids.map((id) => `<sheet name="表${id}" sheetId="${id}" r:id="rId${id}"/>`).join("");
  const related = ids
    .map((id) => `<Relationship Id="rId${id}" Type="${relations}/worksheet" Target="worksheets/sheet${id}.xml"/>`)
    .join("");
  return {
    "xl/workbook.xml": encode(`<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${named}</sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": encode(`<Relationships>${related}</Relationships>`),
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, encode(sheet)])),
    ...more,
  };
}

const workbook = (...given: Parameters<typeof partsOf>) => zipSync(partsOf(...given));

/** The list of contents says another size than the part has. */
function withLie(bytes: Uint8Array, declared: number): Uint8Array {
  const lying = Uint8Array.from(bytes);
  const view = new DataView(lying.buffer);
  for (let at = 0; at < lying.length - 46; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, declared, true);
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, declared, true);
  }
  return lying;
}

/** The same packed part under so many names: it is there once, and is unpacked as often. */
function manyTimes(part: Uint8Array, times: number): Uint8Array {
  const names = Array.from({ length: times }, (_, index) => [`xl/part${index}.xml`, part] as const);
  return workbook([sheetOf("")], Object.fromEntries(names));
}

/** Excel 97, with one cell: its library would go through all before it. */
function oldWorkbook(cells: Record<string, string>): Uint8Array {
  const written = Object.entries(cells).map(([cell, v]) => [cell, { t: "s", v }]);
  const [first] = Object.keys(cells);
  const sheet = { ...Object.fromEntries(written), "!ref": `${first}:${first}` };
  return write({ SheetNames: ["表"], Sheets: { 表: sheet } }, { type: "buffer", bookType: "biff8" });
}

const oldContainer = Buffer.from("d0cf11e0a1b11ae1", "hex");
const spaces = (megabytes: number) => new Uint8Array(megabytes * megabyte).fill(32);

/** By what is wrong with them. */
export const hostileWorkbooks: Record<string, () => HostileWorkbook> = {
  "one cell in the last row and column": () => ({
    bytes: workbook([sheetOf(`<row r="1048576">${textIn("XFD1048576")}</row>`)]),
    fault: "rows",
  }),
  "one cell in the last row, which has no number": () => ({
    bytes: workbook([sheetOf(`<row>${textIn("A1048576")}</row>`)]),
    fault: "rows",
  }),
  "one cell in the last column": () => ({ bytes: workbook([sheetOf(`<row r="1">${textIn("XFD1")}</row>`)]), fault: "columns" }),
  "a small dimension declared, a far cell": () => ({
    bytes: workbook([sheetOf(`<row r="2">${textIn("ZZZ2")}</row>`, '<dimension ref="A1:B2"/>')]),
    fault: "unreadable",
  }),
  "a row beyond the last one": () => ({ bytes: workbook([sheetOf(`<row r="99999999999">${textIn("A1")}</row>`)]), fault: "unreadable" }),
  "a row of infinite number": () => ({ bytes: workbook([sheetOf(`<row r="1e999">${textIn("A1")}</row>`)]), fault: "unreadable" }),
  "cells without addresses": () => ({ bytes: workbook([sheetOf("<row><c><v>1</v></c></row>")]), fault: "unreadable" }),
  "an address written with entities": () => ({
    bytes: workbook([sheetOf(`<row r="1">${textIn("&#88;F&#68;1")}</row>`)]),
    fault: "columns",
  }),
  "tags with a prefix": () => ({
    bytes: workbook([
      `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row r="1048576"><x:c r="A1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    ]),
    fault: "rows",
  }),
  "empty rows down to the end on very many sheets": () => ({
    bytes: workbook(Array.from({ length: 40 }, () => sheetOf('<row r="1048576"/>'))),
    fault: "rows",
  }),
  "many wide sheets": () => ({
    bytes: workbook(Array.from({ length: 10 }, () => sheetOf(`<row r="19999">${textIn("CV19999")}</row>`))),
    fault: "cells",
  }),
  "more sheets than any town has": () => ({ bytes: workbook(Array.from({ length: 400 }, () => sheetOf(""))), fault: "sheets" }),
  "one long text": () => ({ bytes: workbook([sheetOf(`<row r="1">${textIn("B1", "长".repeat(1_000_000))}</row>`)]), fault: "cell" }),
  "a text that is shown in every cell": () => ({
    bytes: workbook(
      [sheetOf(Array.from({ length: 5_000 }, (_, row) => `<row r="${row + 1}"><c r="A${row + 1}" t="s"><v>0</v></c></row>`).join(""))],
      {
        "xl/sharedStrings.xml": encode(`<sst xmlns="${main}"><si><t>${"字".repeat(4_000)}</t></si></sst>`),
      },
    ),
    fault: "text",
  }),
  "a bomb: forty megabytes of nothing": () => ({ bytes: workbook([sheetOf("")], { "xl/styles.xml": spaces(40) }), fault: "too-large" }),
  "a bomb of many parts": () => ({ bytes: manyTimes(spaces(1), 60), fault: "too-large" }),
  "thousands of parts": () => ({ bytes: manyTimes(encode("<a/>"), 5_000), fault: "too-large" }),
  "a bomb that declares a hundred bytes": () => ({
    bytes: withLie(workbook([sheetOf("")], { "xl/styles.xml": spaces(40) }), 100),
    fault: "unreadable",
  }),
  "a part that declares four gigabytes": () => ({ bytes: withLie(workbook([sheetOf("")]), 0xfffffff0), fault: "too-large" }),
  "entities of entities": () => ({
    bytes: workbook([
      `<!DOCTYPE w [<!ENTITY a "${"哈".repeat(100)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${sheetOf(`<row r="1">${textIn("A1", "&b;")}</row>`)}`,
    ]),
    fault: "unreadable",
  }),
  "tags that are never closed": () => ({ bytes: workbook([`<worksheet>${"<sheetData><row><c>".repeat(200_000)}`]), fault: "unreadable" }),
  "a sheet that is not there": () => {
    const { "xl/worksheets/sheet1.xml": _, ...parts } = partsOf([sheetOf("")]);
    return { bytes: zipSync(parts), fault: "unreadable" };
  },
  "a zip that is no workbook": () => ({
    bytes: zipSync({ "word/document.xml": encode("<w/>"), "a.zip": zipSync({ "b.xml": spaces(1) }) }),
    fault: "unreadable",
  }),
  "a workbook cut in the middle": () => {
    const bytes = workbook([sheetOf(rowsUpTo(500).join(""))]);
    return { bytes: bytes.subarray(0, bytes.length / 2), fault: "unreadable" };
  },
  "nothing but the beginning of a zip": () => ({ bytes: encode("PK\u0003\u0004"), fault: "unreadable" }),
  "a text without columns": () => ({ bytes: encode("户主\n王有根\n"), fault: "unreadable" }),
  "a picture with another name": () => ({ bytes: Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]), fault: "unreadable" }),
  "a text of too many lines": () => ({ bytes: encode("户主,电话\n".repeat(30_000)), fault: "rows" }),
  "a text of one endless line": () => ({ bytes: encode(`${"户主,".repeat(500)}\n`), fault: "columns" }),
  "a text of too many characters": () => ({ bytes: encode("a,".repeat(4_500_000)), fault: "text" }),
  "a page with a cell as wide as a million": () => ({
    bytes: encode('<html><table><tr><td colspan="1000000">户主</td><td>电话</td></tr></table></html>'),
    fault: "columns",
  }),
  "an old Excel file with a cell in its last row and column": () => ({ bytes: oldWorkbook({ IV65536: "王有根" }), fault: "rows" }),
  "an old Excel file of too many rows": () => ({ bytes: oldWorkbook({ A20101: "王有根" }), fault: "rows" }),
  "an old Excel file": () => ({ bytes: Buffer.concat([oldContainer, Buffer.alloc(4_096)]), fault: "old" }),
  "a workbook with a password": () => ({
    bytes: Buffer.concat([oldContainer, Buffer.alloc(1_024), Buffer.from("EncryptedPackage", "utf16le"), Buffer.alloc(1_024)]),
    fault: "locked",
  }),
};

/** One that is as large as may be, and is read. */
export const largestWorkbook = () =>
  workbook([
    sheetOf(
      Array.from(
        { length: 20_000 },
        (_, row) => `<row r="${row + 1}">${[..."ABCDEFGHIJ"].map((column) => textIn(`${column}${row + 1}`)).join("")}</row>`,
      ).join(""),
    ),
  ]);

/** As some programs write it: rows in use, and the last one of all with nothing but its height. */
export const withEmptyLastRow = (rows: number) => workbook([sheetOf(`${rowsUpTo(rows).join("")}<row r="1048576" ht="15"/>`)]);
