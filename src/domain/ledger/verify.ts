import { type LedgerSheetKey, ledgerSheets, rowSeal, rowSealKey } from "./layout.ts";
import {
  commitmentTo,
  eventHash,
  type Head,
  hashVersion,
  hiddenMark,
  proofsKey,
  type SealedField,
  sealedFields,
  sealOf,
  shortSeal,
  shownMark,
} from "./seal.ts";

/** A row as it was read: its cells as text, found by the keys of their columns. `at`: its row as a spreadsheet numbers it. */
type Row = { place: number; at: number; cells: string[]; of: (key: string) => string };
/**
 * A sheet as it was read. `name` as people see it; `sealedAs`: the name that its rows' seals hold; `lines`: those above the headings;
 * `headings`: the row in which the columns' keys stand, as a spreadsheet numbers it.
 */
export type LedgerTable = { name: string; sealedAs: string; lines: string[]; headings: number; keys: string[]; rows: Row[] };
export type LedgerTables = ReadonlyMap<LedgerSheetKey, LedgerTable>;
/** Where a ledger is broken: the sheet, its row as a spreadsheet numbers it, the ticket, and what is wrong. */
export type Broken = { sheet: string; row: number; ticket?: string | undefined; what: string };
/** `missing`: how many events a file that was cut does not list. */
export type Whole = { events: number; tickets: number; seal: string; isCut: boolean; missing: number };

type Check = {
  isCut: boolean;
  town: string;
  heads: Head[];
  /** Sheets whose rows are counted: how many, and the seal of the lines above their headings where it is known. */
  sheets: { key: string; count: string; lines: string; row: Row }[];
  of: (item: string, column: string) => string;
  table: LedgerTable;
};

/** Where the value of a sealed field stands; a former hash is never shown. */
const keyOf: Record<SealedField, string> = {
  at: "at",
  actor: "actor",
  action: "action",
  from: "from",
  to: "to",
  subject: "subject",
  note: "note",
  rating: "rating",
  former: "",
};
const needed = {
  tickets: ["number", "reopened", "received_at", "state_key", "rating_key", rowSealKey],
  events: ["number", "seq", ...Object.values(keyOf).filter(Boolean), proofsKey, "prev_hash", "hash", rowSealKey],
  facts: [rowSealKey],
  check: ["item", "listed", "total", "value", rowSealKey],
} as const satisfies Partial<Record<LedgerSheetKey, readonly string[]>>;

/**
 * Verifies an exported ledger by nothing but itself, by the recipe of docs/guarantees.md.
 *
 * @returns what it holds, or the first row that does not fit
 */
export function verifyLedger(tables: LedgerTables): Whole | Broken {
  for (const [key, keys] of Object.entries(needed) as [keyof typeof needed, readonly string[]][]) {
    const table = tables.get(key);
    if (!table) return { sheet: key, row: 0, what: "the sheet is missing: this is no ledger, or one that a release before 0.7 made" };
    const lacking = keys.find((one) => !table.keys.includes(one));
    if (lacking) return { sheet: table.name, row: table.headings, what: `the column "${lacking}" is missing` };
  }
  const [tickets, events, check] = (["tickets", "events", "check"] as const).map((key) => tables.get(key)) as [
    LedgerTable,
    LedgerTable,
    LedgerTable,
  ];
  const stated = readCheck(check);
  if ("what" in stated) return stated;
  const byTicket = Map.groupBy(events.rows.filter(isEntry), (row) => row.of("number"));
  return (
    brokenEvent(events, stated) ??
    brokenHead(events, stated, byTicket) ??
    brokenTicket(tickets, stated, byTicket) ??
    [...tables.values()].map(brokenRow).find(Boolean) ??
    brokenTotal(tables, stated) ?? {
      events: sum(stated.heads, "listed"),
      tickets: stated.heads.length,
      seal: stated.of("seal", "value"),
      isCut: stated.isCut,
      missing: sum(stated.heads, "total") - sum(stated.heads, "listed"),
    }
  );
}

const isNumber = (text: string) => /^\d+$/.test(text);
/** The last line of a sheet that was cut has no number. */
const isEntry = (row: Row) => isNumber(row.of("number"));
const sum = (heads: readonly Head[], which: "listed" | "total") => heads.reduce((count, head) => count + head[which], 0);
const at = ({ name }: LedgerTable, row: Row | undefined, what: string, ticket?: string): Broken => ({
  sheet: name,
  row: row?.at ?? 0,
  ticket: ticket ?? (row && isEntry(row) ? row.of("number") : undefined),
  what,
});

function readCheck(table: LedgerTable): Check | Broken {
  const of = (item: string, column: string) => table.rows.find((row) => row.of("item") === item)?.of(column) ?? "";
  const version = of("version", "value");
  if (version !== String(hashVersion))
    return at(table, undefined, `it was made by recipe "${version}", and this release knows ${hashVersion}`);
  const listed = table.rows.filter((row) => row.of("item").startsWith("#"));
  const odd = listed.find((row) => ![row.of("item").slice(1), row.of("listed"), row.of("total")].every(isNumber));
  if (odd) return at(table, odd, "the numbers of this ticket cannot be read");
  const heads = listed.map((row) => ({
    number: Number(row.of("item").slice(1)),
    listed: Number(row.of("listed")),
    total: Number(row.of("total")),
    hash: row.of("value"),
  }));
  const counted = /^sheet (\w+)$/;
  const sheets = table.rows.flatMap((row) => {
    const [, key] = counted.exec(row.of("item")) ?? [];
    return key ? [{ key, count: row.of("listed"), lines: row.of("value"), row }] : [];
  });
  return { isCut: of("cut", "value") === "yes", town: of("town", "value"), heads, sheets, of, table };
}

/** Each event by itself and after the one before it. */
function brokenEvent(events: LedgerTable, { town, heads, isCut }: Check): Broken | undefined {
  const known = new Set(heads.map(({ number }) => number));
  let before: { number: number; seq: number; hash: string } | undefined;
  for (const row of events.rows) {
    if (isCut && row === events.rows.at(-1) && !isEntry(row)) continue;
    const [number, seq] = [row.of("number"), row.of("seq")];
    if (!isNumber(number) || !isNumber(seq)) return at(events, row, "this is no event");
    const isSame = before?.number === Number(number);
    const expected = isSame && before ? before.seq + 1 : 1;
    if (before && Number(number) < before.number) return at(events, row, "it does not stand where it was: rows were moved", number);
    if (Number(seq) > expected) return at(events, row, `event ${expected} is missing before it`, number);
    if (Number(seq) < expected) return at(events, row, "it stands here twice, or rows were moved", number);
    if (!known.has(Number(number))) return at(events, row, "its ticket is not in the list of the sheet of checks", number);
    const previous = isSame && before ? before.hash : "";
    if (row.of("prev_hash") !== previous)
      return at(events, row, "it does not follow the event before it: one of the two was changed", number);
    const commitments = commitmentsOf(row);
    if (typeof commitments === "string") return at(events, row, commitments, number);
    const hash = eventHash(previous, { version: hashVersion, town, number, seq }, commitments);
    if (row.of("hash") !== hash) return at(events, row, "it was changed: its fields do not fit its hash", number);
    before = { number: Number(number), seq: Number(seq), hash };
  }
  return undefined;
}

/** @returns a sentence when one of them cannot be had */
function commitmentsOf(row: Row): string[] | string {
  const proofs = row.of(proofsKey).split(/\s+/);
  const commitments: string[] = [];
  for (const [index, field] of sealedFields.entries()) {
    const proof = proofs[index] ?? "";
    if (proof.startsWith(hiddenMark)) commitments.push(proof.slice(hiddenMark.length));
    else if (proof.startsWith(shownMark)) commitments.push(commitmentTo(proof.slice(shownMark.length), row.of(keyOf[field])));
    else return `"${proofsKey}" holds neither a salt nor a commitment for "${field}"`;
  }
  return commitments;
}

/** Nothing was taken away from the end of a ticket's events. */
function brokenHead(events: LedgerTable, { heads, isCut }: Check, byTicket: Map<string, Row[]>): Broken | undefined {
  for (const { number, listed, total, hash } of heads) {
    const own = byTicket.get(String(number)) ?? [];
    const last = own.at(-1);
    if (own.length < listed) return at(events, last, `after event ${own.length}, ${listed - own.length} more are missing`, String(number));
    if (own.length > listed) return at(events, last, `it has ${own.length} events where ${listed} were exported`, String(number));
    if ((last?.of("hash") ?? "") !== hash) return at(events, last, "its last hash is not the one of the sheet of checks", String(number));
    if (total !== listed && !isCut) return at(events, last, `${total - listed} of its events were not exported`, String(number));
  }
  return undefined;
}

/** Every ticket that was exported, in its order, and in the state to which its events lead. */
function brokenTicket(tickets: LedgerTable, { heads }: Check, byTicket: Map<string, Row[]>): Broken | undefined {
  const rows = tickets.rows.filter(isEntry);
  for (const [index, { number, listed, total }] of heads.entries()) {
    const row = rows[index];
    if (!row) return at(tickets, rows.at(-1), "its row is missing", String(number));
    if (Number(row.of("number")) !== number) return at(tickets, row, `#${number} should stand here: rows were removed, added or moved`);
    const wrong = listed === total ? contradiction(row, byTicket.get(String(number)) ?? []) : undefined;
    if (wrong) return at(tickets, row, wrong);
  }
  const surplus = rows[heads.length];
  return surplus && at(tickets, surplus, "it is not in the list of the sheet of checks");
}

function contradiction(ticket: Row, events: readonly Row[]): string | undefined {
  const ratings = events.map((event) => event.of("rating")).filter(Boolean);
  const expected = {
    received_at: events[0]?.of("at") ?? "",
    state_key: events.at(-1)?.of("to") ?? "",
    rating_key: ratings.at(-1) ?? "",
    reopened: String(events.filter((event) => event.of("action") === "reopen").length),
  };
  const wrong = Object.entries(expected).find(([heading, value]) => ticket.of(heading) !== value);
  return wrong && `"${wrong[0]}" is "${ticket.of(wrong[0])}" where its events say "${wrong[1]}"`;
}

/** What no hash of an event holds, such as names and words: each row as it was written, where it was written. */
function brokenRow(table: LedgerTable): Broken | undefined {
  const width = table.keys.indexOf(rowSealKey);
  if (width < 0) return { sheet: table.name, row: table.headings, what: `the column "${rowSealKey}" is missing` };
  const isAsWritten = (row: Row, place: number) => {
    const cells = Array.from({ length: width }, (_, column) => row.cells[column] ?? "");
    return row.of(rowSealKey) === rowSeal(table.sealedAs, place, cells);
  };
  const row = table.rows.find((one) => !isAsWritten(one, one.place));
  if (!row) return undefined;
  const isMoved = Array.from({ length: table.rows.length + maxRowsRemoved }, (_, index) => index + 1).some((place) =>
    isAsWritten(row, place),
  );
  return at(table, row, isMoved ? "it does not stand where it was: rows were removed, added or moved" : "a cell of this row was changed");
}

/** Of a row that was written further down so far at most, it is said that it was moved rather than changed. */
const maxRowsRemoved = 1_000;

function brokenTotal(tables: LedgerTables, { heads, sheets, of, table }: Check): Broken | undefined {
  const counted = { tickets: heads.length, events: sum(heads, "listed") };
  const wrong = Object.entries(counted).find(([item, count]) => of(item, "listed") !== String(count));
  if (wrong) return at(table, undefined, `${wrong[1]} ${wrong[0]} are listed where ${of(wrong[0], "listed")} were exported`);
  // Of release 0.7 there were four sheets, and one of them was counted.
  const uncounted =
    table.sealedAs === "check" ? ledgerSheets.find((key) => key !== "check" && !sheets.some((one) => one.key === key)) : undefined;
  if (uncounted) return at(table, undefined, `the rows of the sheet "${uncounted}" are not counted`);
  for (const { key, count, lines, row } of sheets) {
    const found = tables.get(key as LedgerSheetKey);
    if (!found) return at(table, row, `the sheet "${key}" is missing`);
    if (String(found.rows.length) !== count) return at(found, undefined, `it has ${found.rows.length} rows where ${count} were exported`);
    if (lines && lines !== rowSeal(found.sealedAs, 0, found.lines))
      return at(found, undefined, "the lines above its headings were changed");
  }
  if (of("seal", "value") !== sealOf(heads)) return at(table, undefined, "the seal does not fit the tickets that are listed");
  return undefined;
}

/** What was found, as the person at the machine reads it. */
export function sentenceOf(found: Whole | Broken): string {
  if ("what" in found) {
    const where = [found.sheet, found.row > 0 ? `row ${found.row}` : "", found.ticket ? `#${found.ticket}` : ""];
    return `${where.filter(Boolean).join(", ")}: ${found.what}`;
  }
  const { events, tickets, seal, isCut, missing } = found;
  const cut = isCut
    ? `\nThe file was too long and was cut: ${missing} more events of these tickets, and perhaps more tickets, are not in it.`
    : "";
  return `${events} events, unbroken, of ${tickets} tickets. Seal ${shortSeal(seal)}: the bot said the same when it sent the file.${cut}`;
}
