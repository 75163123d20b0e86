import { readWorkbook, writeWorkbook } from "../../src/workbook/xlsx.ts";
import type { PersonDriver } from "./person.ts";
import type { Town } from "./town.ts";

/** The newest workbook in somebody's chat, as they would open it. */
export async function newestWorkbook(town: Town, who: PersonDriver) {
  const document = who.messages().findLast((message) => message.from?.is_bot && message.document)?.document;
  const file = [...town.telegram.world.files.values()].find(({ file_id }) => file_id === document?.file_id);
  const sheets = await readWorkbook(file?.bytes ?? new Uint8Array());
  if ("fault" in sheets) throw new Error(`There is no workbook: ${sheets.fault}`);
  return sheets;
}

export const sendWorkbook = async (who: PersonDriver, sheets: Parameters<typeof writeWorkbook>[0], name = "org.xlsx") =>
  who.does({ do: "file", kind: "document", name, base64: (await writeWorkbook(sheets)).toString("base64") });

/** A workbook of one sheet, as people type lists. */
export const sendRows = (who: PersonDriver, rows: (string | number)[][]) => sendWorkbook(who, [{ sheet: "表", rows }], "表.xlsx");
