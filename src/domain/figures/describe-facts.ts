import type { Work } from "../../database/work.ts";
import { cutLine, instantsIn, mostRows, type SheetRows } from "../org/sheets.ts";
import { amount } from "./brief.ts";
import { factKeys, listFact } from "./facts.ts";

/** The rows behind every number of a period, as one sheet: filter by the first column, and the last adds up to the number. */
export async function describeFacts(
  work: Work,
  period: { from: Date; to: Date; villageId?: number | undefined },
  word: (key: string) => string,
): Promise<SheetRows> {
  const when = instantsIn(work.zone, "short");
  const rows: (string | number)[][] = [];
  for (const key of factKeys) {
    const room = mostRows - rows.length;
    const found = await listFact(work, key, period, { limit: room + 1, offset: 0 }, period.villageId);
    for (const { label, at, value } of found) rows.push([word(`fact-name-${key}`), label, when(at), Number(amount(key, value))]);
    if (found.length > room) break;
  }
  return { sheet: "四下基层", rows: [["指标", "内容", "时间", "数"], ...rows.slice(0, mostRows), ...cutLine(rows.length)] };
}
