import { type Api, InputFile } from "grammy";
import { DateTime } from "luxon";
import type { TextKey } from "../../locales/text-key.ts";
import type { NoticeBody } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import type { LedgerSheet, LedgerSheetKey } from "../domain/ledger/layout.ts";
import { describeLedger, type Ledger } from "../domain/ledger/ledger.ts";
import { shortSeal } from "../domain/ledger/seal.ts";
import { maxLedgerRows, minRowsWithProgress, progressEverySeconds } from "../domain/limits.ts";
import { findActor } from "../domain/people/person.ts";
import { mayUse } from "../domain/people/rights.ts";
import { findVillages } from "../domain/places/places.ts";
import { label, nameIn, readableTime } from "../wording/texts.ts";
import type { LedgerPiece, WrittenSheet } from "../workbook/ledger-xlsx.ts";
import { makeLedger } from "./make-document.ts";

type Notice = Extract<NoticeBody, { kind: "workbook"; what: "ledger" }>;
type Row = { chatId: number; personId: number | null };
type Call = { method: string; payload: Record<string, unknown> };

/** Tells somebody how far what they wait for is; it is lost with the process, and nothing depends on it. */
export type Progress = { tell: (written: number, expected: number) => void; done: (rows: number) => Promise<void> };

/**
 * The ledger as its reader may see it, each row sealed; its own seal is said with it, so that a file made anew by somebody is known.
 *
 * @returns undefined for a person who lost the role meanwhile: they are told nothing any more
 */
export async function renderLedger(work: Work, row: Row, language: string, notice: Notice, api?: Api): Promise<Call | undefined> {
  const reader = row.personId === null ? undefined : await findActor(work, row.personId);
  if (!reader || !mayUse(reader, "ledger")) return undefined;
  const period = { from: new Date(notice.from), to: new Date(notice.to), villageId: notice.villageId };
  const words = {
    label: (key: TextKey, values: Record<string, string | number> = {}) => label(language, key, values),
    named: (what: { name: string; nameEn: string }) => nameIn(language, what),
    time: (at: Date) => readableTime(language, at, work.zone),
    now: work.now,
  };
  const ledger = await describeLedger({ work, reader, period, words });
  const village = (await findVillages(work)).find(({ id }) => id === notice.villageId)?.name;
  const [from, to] = [period.from, new Date(period.to.getTime() - 1)].map((at) => dayIn(work, at)) as [string, string];
  const lines = [
    words.label("ledger-period", { dates: `${from} – ${to}`, where: village ?? words.label("whole-town"), at: minuteIn(work, work.now) }),
    words.label("ledger-seal-line", { seal: shortSeal(ledger.seal) }),
    ...(ledger.isCut ? [words.label("ledger-cut", { most: maxLedgerRows })] : []),
  ];
  const progress = api && ledger.expected >= minRowsWithProgress ? progressIn(api, row.chatId, language) : undefined;
  let rows = 0;
  const count = (written: number) => {
    rows += written;
    progress?.tell(rows, ledger.expected);
  };
  const file = await makeLedger(piecesOf(ledger, { work, lines, label: words.label, count }));
  await progress?.done(rows);
  const document = new InputFile(file, `ledger-${from}-${to}.xlsx`);
  const caption = label(language, "workbook-ledger", { seal: shortSeal(ledger.seal), rows });
  return { method: "sendDocument", payload: { chat_id: row.chatId, document, caption } };
}

type Given = {
  work: Work;
  lines: readonly string[];
  label: (key: TextKey, values?: Record<string, string | number>) => string;
  count: (rows: number) => void;
};

async function* piecesOf(ledger: Ledger, given: Given): AsyncGenerator<LedgerPiece> {
  const { work, count } = given;
  const atTownsClock = wallClock(work.zone);
  const linesOf = new Map<LedgerSheetKey, readonly string[]>();
  const rowsOf = new Map<LedgerSheetKey, number>();
  async function* written(sheet: LedgerSheet): AsyncGenerator<LedgerPiece> {
    const head = headOf(sheet, ledger, given);
    linesOf.set(sheet.key, head.lines);
    rowsOf.set(sheet.key, 0);
    yield { sheet: head };
    for await (const piece of sheet.pieces()) {
      yield { rows: piece.map((cells) => cells.map((cell) => (cell instanceof Date ? atTownsClock(cell) : cell))) };
      rowsOf.set(sheet.key, (rowsOf.get(sheet.key) ?? 0) + piece.length);
      count(piece.length);
    }
  }
  for (const sheet of ledger.sheets) yield* written(sheet);
  yield* written(ledger.check(new Map(linesOf), new Map(rowsOf)));
}

function headOf({ key, columns }: LedgerSheet, { town }: Ledger, { lines, label }: Given): WrittenSheet {
  const name = label(`ledger-sheet-${key}`);
  const heading = (column: LedgerSheet["columns"][number]) =>
    column.machine ? column.key : label(`ledger-column-${column.key}` as TextKey);
  return {
    key,
    name,
    lines: [label("ledger-title", { town, sheet: name }), ...lines],
    columns: columns.map((column) => ({ key: column.key, heading: heading(column), machine: column.machine })),
  };
}

const dayIn = ({ zone }: Work, at: Date) => DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd");
const minuteIn = ({ zone }: Work, at: Date) => DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd HH:mm");

const quarterHourMs = 900_000;

/** Puts the town's wall-clock time into the UTC fields of a date, as workbooks hold it. Zones change by quarters of an hour, and are asked once for each. */
function wallClock(zone: string): (instant: Date) => Date {
  const offsets = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant.getTime() / quarterHourMs);
    const known = offsets.get(quarter) ?? DateTime.fromJSDate(instant, { zone }).offset * 60_000;
    offsets.set(quarter, known);
    return new Date(Math.floor((instant.getTime() + known) / 1000) * 1000);
  };
}

/** One message, which is edited. What Telegram refuses of it is of no consequence. */
function progressIn(api: Api, chatId: number, language: string): Progress {
  let message: Promise<number | undefined> | undefined;
  let last = Date.now();
  const quietly = <T>(asked: Promise<T>) => asked.catch(() => undefined);
  const edit = async (words: string) => {
    const id = await message;
    if (id !== undefined) await quietly(api.editMessageText(chatId, id, words));
  };
  return {
    tell(written, expected) {
      const words = label(language, "ledger-progress", { written, expected: Math.max(written, expected) });
      if (!message) message = quietly(api.sendMessage(chatId, words).then(({ message_id }) => message_id));
      else if (Date.now() - last >= progressEverySeconds * 1_000) void edit(words);
      else return;
      last = Date.now();
    },
    done: (rows) => edit(label(language, "ledger-done", { rows })),
  };
}
