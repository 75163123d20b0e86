import { readFile } from "node:fs/promises";
import readXlsxFile from "read-excel-file/node";
import { sentenceOf, verifyLedger } from "./domain/ledger/verify.ts";
import { type ReadSheet, readLedgerTables } from "./workbook/ledger-tables.ts";

/** `npm run verify -- ledger.xlsx`: ends with 0 when nothing in it was changed, with 1 and the first broken row otherwise. Needs no database. */
async function verify(path: string | undefined): Promise<string> {
  if (!path) throw new Error("Which file? npm run verify -- ledger.xlsx");
  const bytes = await readFile(path);
  const sheets = await readXlsxFile(bytes, { trim: false }).catch(() => undefined);
  if (!sheets) throw new Error(`${path} is no workbook that can be read`);
  const found = verifyLedger(readLedgerTables(sheets as ReadSheet[]));
  if ("what" in found) throw new Error(`Broken: ${sentenceOf(found)}`);
  return sentenceOf(found);
}

try {
  process.stdout.write(`${await verify(process.argv[2])}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
