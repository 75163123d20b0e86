import { InputFile } from "grammy";
import type { NoticeBody } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { householdHeadings, rosterHeadings } from "../domain/door/read-lists.ts";
import { describeRoster, findRosterTitle } from "../domain/door/rosters.ts";
import { writeBriefing } from "../domain/figures/brief.ts";
import { describeFacts } from "../domain/figures/describe-facts.ts";
import { describeOrg } from "../domain/org/export.ts";
import { describeLedger } from "../domain/org/ledger.ts";
import type { SheetRows } from "../domain/org/sheets.ts";
import { findVillages } from "../domain/places/places.ts";
import { label, readableTime } from "../texts.ts";
import { makeDocument } from "./make-document.ts";

type Row = { chatId: number };
type Workbook = Extract<NoticeBody, { kind: "workbook" }>;
type Call = { method: string; payload: Record<string, unknown> };

const document = (row: Row, bytes: Uint8Array, name: string, caption: string): Call => ({
  method: "sendDocument",
  payload: { chat_id: row.chatId, document: new InputFile(bytes, name), caption },
});

/** The town, the ledger, a roster or an empty form as a workbook, with the facts of this moment. */
export async function renderWorkbook(work: Work, row: Row, language: string, notice: Workbook): Promise<Call> {
  const sheets = await sheetsOf(work, notice, (key) => label(language, key));
  const bytes = await makeDocument({ kind: "workbook", given: sheets });
  const title = notice.what === "roster" ? ((await findRosterTitle(work, notice.rosterId)) ?? "") : "";
  return document(row, bytes, `${title || notice.what}.xlsx`, label(language, `workbook-${notice.what}`, { title }));
}

async function sheetsOf(work: Work, notice: Workbook, word: (key: string) => string): Promise<SheetRows[]> {
  switch (notice.what) {
    case "org":
      return describeOrg(work);
    case "ledger": {
      const period = { from: new Date(notice.from), to: new Date(notice.to), villageId: notice.villageId };
      return [...(await describeLedger(work, period, word)), await describeFacts(work, period, word)];
    }
    case "roster":
      return describeRoster(work, notice.rosterId, word);
    default: {
      const headings = notice.what === "roster-form" ? rosterHeadings : householdHeadings;
      const villages = await findVillages(work);
      return [
        { sheet: notice.what === "roster-form" ? "名单" : "户名册", rows: [[...headings]] },
        // Names to copy from: a village that is written otherwise is not found.
        { sheet: "村名", rows: [["可用的村名"], ...villages.map(({ name }) => [name])] },
      ];
    }
  }
}

/** The briefing as a Word file. */
export async function renderBriefing(work: Work, row: Row, notice: Extract<NoticeBody, { kind: "brief" }>): Promise<Call> {
  const { language } = notice;
  const [from, to] = [new Date(notice.from), new Date(notice.to)];
  const words = {
    label: (key: string, values: Record<string, string | number> = {}) => label(language, key, values),
    time: (instant: Date) => readableTime(language, instant, work.zone, work.now),
  };
  const day = (instant: Date) => new Intl.DateTimeFormat("sv-SE", { timeZone: work.zone, dateStyle: "short" }).format(instant);
  const dates = `${day(from)} – ${day(new Date(to.getTime() - 1))}`;
  const bytes = await makeDocument({ kind: "word", given: await writeBriefing(work, { from, to }, words, dates) });
  return document(row, bytes, `brief-${day(from)}-${language}.docx`, label(language, "brief-caption"));
}
