import type { Work } from "../../database/work.ts";
import { maxLedgerRows } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { findTown } from "../places/places.ts";
import type { LedgerWords } from "./columns.ts";
import { doorstepSheets } from "./doorstep-sheets.ts";
import { figureSheets } from "./figures.ts";
import { completeCut, findHeads, type LedgerHead, type LedgerPeriod, sightsFor } from "./heads.ts";
import { type Cell, columnsOf, type LedgerSheet, type LedgerSheetKey, rowSeal } from "./layout.ts";
import { hashVersion, sealOf } from "./seal.ts";
import { ticketSheets } from "./ticket-sheets.ts";

/** What the sheets are made from. `most`: how many rows each may have. */
export type LedgerGiven = { work: Work; reader: Actor; period: LedgerPeriod; words: LedgerWords; most?: number };

/** `town`: its name. `seal`: one number for all its events. `expected`: rows of the two long sheets, by which progress is told. */
export type Ledger = {
  town: string;
  seal: string;
  expected: number;
  /** Whether there are more tickets or events than it may list. */
  isCut: boolean;
  sheets: readonly LedgerSheet[];
  /** The last sheet. @param lines those above the headings of each sheet @param rows how many each has */
  check: (lines: ReadonlyMap<LedgerSheetKey, readonly string[]>, rows: ReadonlyMap<LedgerSheetKey, number>) => LedgerSheet;
};

/**
 * 台账: the tickets received in a period and all their events, and what was done at the door in it, sealed so that a copy can be checked. Of
 * each its reader is shown what they may see of it; what is left out of an event stands there as a commitment. Rows are read when they are
 * asked for, piece by piece.
 *
 * @param reader for whom it is made; a ticket about them is not in it
 */
export async function describeLedger(given: LedgerGiven): Promise<Ledger> {
  const { work, reader, period, most = maxLedgerRows } = given;
  const heads = await findHeads(work, reader, period, most);
  await completeCut(work, heads);
  const listed = [...heads.values()].slice(0, most);
  const isCut = heads.size > listed.length || sum(listed, "listed") < sum(listed, "total");
  const seal = sealOf(listed);
  const sightOf = await sightsFor(work, reader);
  const sheets = [...ticketSheets(given, heads, sightOf), ...(await doorstepSheets(given, sightOf)), ...figureSheets(given)];
  return {
    town: (await findTown(work))?.name ?? "—",
    seal,
    expected: listed.length + sum(listed, "listed"),
    isCut,
    sheets: sheets.map((sheet) => limited(sheet, most)),
    check: (lines, rows) => checkSheet(work, { listed, seal, lines, rows, isCut: isCut || [...rows.values()].includes(most) }),
  };
}

const sum = (heads: readonly LedgerHead[], which: "listed" | "total") => heads.reduce((count, head) => count + head[which], 0);

/** No longer than a spreadsheet can still open. */
const limited = (sheet: LedgerSheet, most: number): LedgerSheet => ({
  ...sheet,
  async *pieces() {
    let room = most;
    for await (const piece of sheet.pieces()) {
      if (room) yield piece.slice(0, room);
      room -= Math.min(room, piece.length);
      if (!room) return;
    }
  },
});

type Checked = {
  isCut: boolean;
  listed: readonly LedgerHead[];
  seal: string;
  lines: ReadonlyMap<LedgerSheetKey, readonly string[]>;
  rows: ReadonlyMap<LedgerSheetKey, number>;
};

/** Figures as texts: a spreadsheet leaves those as they are. */
function checkSheet({ townId }: Work, { isCut, listed, seal, lines, rows }: Checked): LedgerSheet {
  type Line = readonly [item: string, listed: string, total: string, value: string];
  const columns = columnsOf<Line>({
    item: ([item]) => item,
    listed: (line) => line[1],
    total: (line) => line[2],
    value: (line) => line[3],
  });
  const cells: Cell[][] = [
    ["version", "", "", String(hashVersion)],
    ["town", "", "", String(townId)],
    ["cut", "", "", isCut ? "yes" : "no"],
    ["tickets", String(listed.length), "", ""],
    ["events", String(sum(listed, "listed")), String(sum(listed, "total")), ""],
    ...[...rows].map(([key, count]) => [`sheet ${key}`, String(count), "", rowSeal(key, 0, lines.get(key) ?? [])]),
    ["seal", "", "", seal],
    ...listed.map(({ number, listed: shown, total, hash }) => [`#${number}`, String(shown), String(total), hash]),
  ];
  return {
    key: "check",
    columns,
    async *pieces() {
      yield cells;
    },
  };
}
