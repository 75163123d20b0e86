import type { TextKey } from "../../locales/text-key.ts";
import type { Phrase, Said } from "../database/values.ts";
import { headingOf, type SheetRows, sheetName, type WorkbookSheet } from "../domain/org/sheets.ts";
import { label, languages, listed } from "./texts.ts";

/** A sheet as its reader has it. */
export const sheetInWords = (language: string, { sheet, columns, rows, isPrinted }: WorkbookSheet): SheetRows => ({
  sheet: label(language, sheetName(sheet)),
  rows: [columns.map((column) => label(language, headingOf(column))), ...rows],
  ...(isPrinted ? { isPrinted } : {}),
});

/** A word as it may stand in a workbook that somebody sends. */
export const spellings = (key: TextKey): string[] => languages.map((language) => label(language, key));

/** What a line about a workbook is filled with. */
export const valuesInWords = (language: string, values: Said["values"]) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "object"
        ? listed(
            language,
            value.map((key) => label(language, key)),
          )
        : value,
    ]),
  );

/** What is wrong with a row, or what of the town changes. */
export function saidInWords(language: string, said: Said | Phrase | string): string {
  if (typeof said === "string") return said;
  if ("key" in said) return label(language, said.key, valuesInWords(language, said.values));
  return said.map((part) => (typeof part === "string" ? part : label(language, part.word))).join(" ");
}
