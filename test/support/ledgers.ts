import readXlsxFile from "read-excel-file/node";
import { type Broken, verifyLedger, type Whole } from "../../src/domain/ledger/verify.ts";
import { type ReadCell, type ReadSheet, readLedgerTables } from "../../src/workbook/ledger-tables.ts";

/** A ledger's sheets as a library reads them that did not write them. */
export const readLedger = async (bytes: Uint8Array): Promise<ReadSheet[]> =>
  (await readXlsxFile(Buffer.from(bytes), { trim: false })) as ReadSheet[];

/** One sheet of a ledger by its key: its name, and its rows by the keys of their columns. */
export function sheetOf(sheets: readonly ReadSheet[], key: string) {
  const found = sheets.find(({ data }) => data.some((row) => row.includes(`row_seal@${key}`)));
  const data = found?.data ?? [];
  const place = data.findIndex((row) => row.includes(`row_seal@${key}`));
  const keys = data[place] ?? [];
  const rows = data
    .slice(place + 2)
    .map((row) => Object.fromEntries(keys.map((name, column) => [String(name), row[column] ?? null])) as Record<string, ReadCell>);
  return { name: found?.sheet ?? "", lines: data.slice(0, place).map(([line]) => String(line)), headings: data[place + 1] ?? [], rows };
}

export const verified = (sheets: readonly ReadSheet[]): Whole | Broken => verifyLedger(readLedgerTables(sheets));
