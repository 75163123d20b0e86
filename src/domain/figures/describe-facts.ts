import type { Work } from "../../database/work.ts";
import type { SheetRows } from "../org/sheets.ts";
import { amount } from "./brief.ts";
import { factKeys, listFact } from "./facts.ts";

/** Excel and a phone can still open so many. */
const mostRows = 20_000;

/** The rows behind every number of a period, as one sheet: filter by the first column, and the last adds up to the number. */
export async function describeFacts(
  work: Work,
  period: { from: Date; to: Date; villageId?: number | undefined },
  word: (key: string) => string,
): Promise<SheetRows> {
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: work.zone, dateStyle: "short", timeStyle: "short" });
  const rows: (string | number)[][] = [];
  for (const key of factKeys) {
    for (const { label, at, value } of await listFact(work, key, period, { limit: mostRows, offset: 0 }, period.villageId)) {
      rows.push([word(`fact-name-${key}`), label, day.format(at), Number(amount(key, value))]);
    }
  }
  return { sheet: "四下基层", rows: [["指标", "内容", "时间", "数"], ...rows] };
}
