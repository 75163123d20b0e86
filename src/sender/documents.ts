import { type Api, InputFile } from "grammy";
import type { TextKey } from "../../locales/text-key.ts";
import type { NoticeBody } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { describeReceipts } from "../domain/care/condolences.ts";
import { keptPhotos } from "../domain/corrections/photos.ts";
import { type Briefing, writeBriefing, writeEdition } from "../domain/figures/brief.ts";
import { changesBetween, findEdition, gatherForBriefing, pictureIn } from "../domain/figures/editions.ts";
import { daysOf } from "../domain/figures/period.ts";
import { describeOrg } from "../domain/org/export.ts";
import { householdColumns, rosterColumns, type Word, type WorkbookSheet } from "../domain/org/sheets.ts";
import { findActor } from "../domain/people/person.ts";
import { mayUse } from "../domain/people/rights.ts";
import { findVillages } from "../domain/places/places.ts";
import { describeSheet } from "../domain/rosters/paper.ts";
import { describeRoster, findRosterTitle } from "../domain/rosters/rosters.ts";
import { describeSurvey } from "../domain/surveys/outcome.ts";
import { findForm } from "../domain/surveys/surveys.ts";
import { type PictureGiven, pictureOf } from "../wording/picture.ts";
import { label, readableTime } from "../wording/texts.ts";
import { sheetInWords } from "../wording/workbooks.ts";
import { dayIn, fetchPhotos, pictureFormat } from "./brief-photos.ts";
import { renderLedger } from "./ledger.ts";
import { makeDocument } from "./make-document.ts";

type Row = { chatId: number; personId: number | null };
type Workbook = Extract<NoticeBody, { kind: "workbook" }>;
type Call = { method: string; payload: Record<string, unknown> };

const document = (row: Row, bytes: Uint8Array, name: string, caption: string): Call => ({
  method: "sendDocument",
  payload: { chat_id: row.chatId, document: new InputFile(bytes, name), caption },
});

/** The town, the ledger, a roster or an empty form as a workbook, with the facts of this moment. */
export async function renderWorkbook(work: Work, row: Row, language: string, notice: Workbook, api?: Api): Promise<Call | undefined> {
  if (notice.what === "ledger") return renderLedger(work, row, language, notice, api);
  const sheets = await sheetsOf(work, row, notice, (key) => label(language, key));
  const bytes = await makeDocument({ kind: "workbook", given: sheets.map((sheet) => sheetInWords(language, sheet)) });
  const title = await titleOf(work, language, notice);
  return document(row, bytes, `${title}.xlsx`, label(language, `workbook-${notice.what}`, { title }));
}

/** What the file is called: as its roster or survey is, or by what it is. */
async function titleOf(work: Work, language: string, notice: Exclude<Workbook, { what: "ledger" }>): Promise<string> {
  if ("rosterId" in notice) return (await findRosterTitle(work, notice.rosterId)) ?? "—";
  if ("surveyId" in notice) return (await findForm(work, notice.surveyId))?.survey.title ?? "—";
  return label(language, `file-${notice.what}`);
}

const forms = {
  "roster-form": { sheet: "roster", columns: rosterColumns },
  "households-form": { sheet: "households", columns: householdColumns },
} as const;

async function sheetsOf(work: Work, row: Row, notice: Exclude<Workbook, { what: "ledger" }>, word: Word): Promise<WorkbookSheet[]> {
  switch (notice.what) {
    case "org":
      return describeOrg(work, word);
    case "roster": {
      // A person who was given it by mistake, or has lost the village since, finds nothing in it.
      const reader = row.personId === null ? undefined : await findActor(work, row.personId);
      return reader ? describeRoster(work, reader, notice.rosterId, word) : [];
    }
    case "survey": {
      const reader = row.personId === null ? undefined : await findActor(work, row.personId);
      return reader ? describeSurvey(work, reader, notice.surveyId) : [];
    }
    case "roster-sheet": {
      const reader = row.personId === null ? undefined : await findActor(work, row.personId);
      return reader ? describeSheet(work, reader, notice.rosterId, word) : [];
    }
    case "receipts": {
      const reader = row.personId === null ? undefined : await findActor(work, row.personId);
      return reader ? describeReceipts(work, reader, { from: new Date(notice.from), to: new Date(notice.to) }) : [];
    }
    case "roster-form":
    case "households-form": {
      // Names to copy from: a village that is written otherwise is not found.
      const names = (await findVillages(work)).map(({ name }) => [name]);
      return [
        { ...forms[notice.what], rows: [] },
        { sheet: "villages", columns: ["known_village"], rows: names },
      ];
    }
  }
}

/** The briefing as a Word file. */
export async function renderBriefing(
  work: Work,
  row: Row,
  notice: Extract<NoticeBody, { kind: "brief" }>,
  api?: Api,
): Promise<Call | undefined> {
  const reader = row.personId === null ? undefined : await findActor(work, row.personId);
  if (!reader || !mayUse(reader, "brief")) return undefined;
  const { language } = notice;
  const [from, to] = [new Date(notice.from), new Date(notice.to)];
  const words = {
    label: (key: TextKey, values: Record<string, string | number> = {}) => label(language, key, values),
    time: (instant: Date) => readableTime(language, instant, work.zone, work.now),
  };
  const [first, last] = daysOf({ from, to }, work.zone);
  const dates = `${first} – ${last}`;
  const found = notice.edition === undefined ? undefined : await findEdition(work, reader, notice.edition);
  if (notice.edition !== undefined && !found) return undefined;
  const changes = found?.before ? changesBetween(found.before.kept, found.edition.kept) : [];
  const given = found
    ? await writeEdition(work, found.edition, changes, words, dates)
    : await writeBriefing(work, reader, { from, to }, words, dates);
  const chosen = found ? (found.edition.photos ?? []) : await keptPhotos(work, { from, to });
  const photos = api ? await fetchPhotos(api, chosen, { label: words.label, day: dayIn(work.zone) }) : [];
  const kept = found?.edition.picture;
  const gathered = kept ? pictureIn(kept) : found ? undefined : await gatherForBriefing(work, reader, { from, to });
  const picture = gathered && (await drawnPicture(pictureOf(language, work.zone, gathered, false)));
  const heading = words.label("brief-photos-heading");
  const pictures = { ...(picture ? { picture } : {}), ...(photos.length ? { photos: { heading, shown: photos } } : {}) };
  const bytes = await makeDocument({ kind: "word", given: { ...given, ...pictures } });
  const name = ["brief", first, language, ...(found ? [`v${found.edition.edition}`] : [])].join("-");
  return document(row, bytes, `${name}.docx`, label(language, "brief-caption"));
}

/** The numbers stand in the tables too, and a paper without its picture is better than none. */
async function drawnPicture(given: PictureGiven): Promise<Briefing["picture"]> {
  const bytes = await makeDocument({ kind: "picture", given }).catch(() => undefined);
  const format = bytes && pictureFormat(bytes);
  return format && { ...format, bytes };
}
