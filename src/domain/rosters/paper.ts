import { sql } from "drizzle-orm";
import { DateTime } from "luxon";
import type { Work } from "../../database/work.ts";
import { firstCharacters } from "../characters.ts";
import { findStanding, whereMay } from "../doorstep/standing.ts";
import type { ImportPlan } from "../org/import/index.ts";
import { type Difference, type RowError, say } from "../org/import/plan.ts";
import { findColumns, type SheetRows, type Spellings, sheetColumns, type Word, type WorkbookSheet } from "../org/sheets.ts";
import type { Actor } from "../people/person.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { maxHeadingRows, maxProofCharacters, maxResultsAtOnce } from "./limits.ts";
import { boxes, outcomeWord, readDay, readOutcome, servedBy } from "./results.ts";
import { entryColumns, listedEntries, type Served, serveEntry } from "./rosters.ts";

/** Its number within the list; entries of older releases have only the one of their row. */
const numberInList = sql`coalesce(e.position, e.id)`;

/** What is left of a roster, to be printed: boxes to tick, lines to sign, and a number by which each line is known when it comes back. */
export async function describeSheet(work: Work, reader: Actor, rosterId: number, word: Word): Promise<WorkbookSheet[]> {
  const { rows } = await work.tx.execute<Record<string, string | null>>(sql`
    select ${numberInList} as number, e.name, e.id_tail, v.name as village, e.group_name, e.address, e.phone, e.remark from roster_entry e
    join village v on v.town_id = e.town_id and v.id = e.village_id
    where e.town_id = ${work.townId} and e.roster_id = ${rosterId} and e.state in ('open', 'postponed') and ${await listedEntries(work, reader)}
    order by v.position, v.id, e.group_name, e.id`);
  const lines = rows.map((row) => [
    `${rosterId}#${row["number"]}`,
    row["id_tail"] ? `${row["name"]}（${row["id_tail"]}）` : (row["name"] ?? ""),
    `${row["village"]}${row["group_name"]}`,
    row["address"] ?? "",
    row["phone"] ?? "",
    row["remark"] ?? "",
    boxes(word),
    "",
    "",
    "",
  ]);
  return [{ sheet: "roster-sheet", columns: sheetColumns, rows: lines, isPrinted: true }];
}

type Column = (typeof sheetColumns)[number];
type Table = { sheet: string; begins: number; rows: SheetRows["rows"]; columns: Map<Column, number> };

function findTable(spellings: Spellings, { sheet, rows }: SheetRows): Table | undefined {
  for (const [index, row] of rows.slice(0, maxHeadingRows).entries()) {
    const columns = findColumns(spellings, sheetColumns, row);
    if (columns.has("number_in_list") && columns.has("result")) return { sheet, begins: index + 1, rows, columns };
  }
  return undefined;
}

/** Whether somebody sends back what `describeSheet` wrote, filled in. */
export const isFilledSheet = (spellings: Spellings, sheets: readonly SheetRows[]) => sheets.some((sheet) => findTable(spellings, sheet));

type Line = { sheet: string; row: number; cell: (column: Column) => string };

const linesOf = ({ sheet, begins, rows, columns }: Table): Line[] =>
  rows
    .map((cells, index) => ({ sheet, row: index + 1, cell: (column: Column) => String(cells[columns.get(column) ?? -1] ?? "").trim() }))
    .slice(begins)
    .filter(({ cell }) => cell("number_in_list") || cell("person"));

type Known = { id: number; name: string; state: string; isTheirs: boolean };

const numbered = /^(\d{1,15})\s*[#＃]\s*(\d{1,15})$/;
const keyOf = (rosterId: string | number, number: string | number) => `${rosterId}#${number}`;

async function findKnown(work: Work, actor: Actor, lines: readonly Line[]): Promise<Map<string, Known>> {
  const rosterIds = [...new Set(lines.flatMap(({ cell }) => numbered.exec(cell("number_in_list"))?.[1] ?? []))];
  if (!rosterIds.length) return new Map();
  const theirs = whereMay("serve_entry", await findStanding(work, actor), entryColumns);
  const { rows } = await work.tx.execute<{ roster: string; number: string; id: string; name: string; state: string; theirs: boolean }>(sql`
    select e.roster_id as roster, ${numberInList} as number, e.id, e.name, e.state, ${theirs} as theirs from roster_entry e
    where e.town_id = ${work.townId} and e.roster_id = any(${sql.param(rosterIds)}::bigint[])`);
  return new Map(
    rows.map((row) => [keyOf(row.roster, row.number), { id: Number(row.id), name: row.name, state: row.state, isTheirs: row.theirs }]),
  );
}

type Read = { entry: Known; served: Served; difference: Difference };

/** A filled sheet: each line with a result is one; what is blank or done already is left alone. */
export async function planResults(work: Work, actor: Actor, sheets: readonly SheetRows[], spellings: Spellings): Promise<ImportPlan> {
  const lines = sheets.flatMap((sheet) => findTable(spellings, sheet) ?? []).flatMap(linesOf);
  const known = await findKnown(work, actor, lines);
  const errors: RowError[] = [];
  const read: Read[] = [];
  const counts = { before: 0, blank: 0 };
  const isSeen = new Set<number>();
  for (const line of lines) {
    const one = readLine(work, line, known, spellings);
    if (one === "before" || one === "blank") counts[one] += 1;
    else if ("reason" in one) errors.push(one);
    else if (isSeen.has(one.entry.id)) errors.push({ ...line, reason: say("wrong-repeated", { name: one.entry.name }) });
    else {
      isSeen.add(one.entry.id);
      read.push(one);
    }
  }
  if (read.length > maxResultsAtOnce) {
    errors.push({ sheet: lines[0]?.sheet ?? "—", row: maxResultsAtOnce + 2, reason: say("wrong-most-rows", { most: maxResultsAtOnce }) });
  }
  const sheet = lines[0]?.sheet ?? "—";
  const notes = (["before", "blank"] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind): Difference => ({ mark: "✓", sheet, what: say(`note-results-${kind}`, { count: counts[kind] }) }));
  return { errors, notes, differences: read.map(({ difference }) => difference), apply: () => serveAll(work, actor, read) };
}

function readLine(
  work: Work,
  { sheet, row, cell }: Line,
  known: ReadonlyMap<string, Known>,
  spellings: Spellings,
): Read | RowError | "before" | "blank" {
  const wrong = (...reason: Parameters<typeof say>): RowError => ({ sheet, row, reason: say(...reason) });
  const outcome = readOutcome(spellings, cell("result"));
  if (outcome === undefined) return "blank";
  if (outcome === "unclear") return wrong("wrong-result", { result: cell("result") });
  const [, rosterId = "", number = ""] = numbered.exec(cell("number_in_list")) ?? [];
  const entry = known.get(keyOf(rosterId, number));
  if (!entry) return wrong("wrong-number-in-list", { number: cell("number_in_list") || "—" });
  // Rows that were sorted without their numbers would give one person's result to another.
  if (!cell("person").startsWith(entry.name)) return wrong("wrong-name-of-number", { name: cell("person") || "—", known: entry.name });
  if (!entry.isTheirs) return wrong("wrong-entry-not-yours", { name: entry.name });
  if (entry.state === "done") return "before";
  const day = readDay(cell("day"), work.now, work.zone);
  if (day === "unclear") return wrong("wrong-day", { day: cell("day") });
  const isAhead = day !== undefined && day > endOfDay(work);
  if (day && isAhead !== (outcome === "postponed")) return wrong(isAhead ? "wrong-day-ahead" : "wrong-day-over", { day: cell("day") });
  const note = firstCharacters(cell("remarks"), maxProofCharacters);
  const what = [{ word: outcomeWord(outcome) }, ...[cell("day"), note].filter(Boolean)];
  return {
    entry,
    served: { ...servedBy(outcome, day), note: note || onPaper(cell("number_in_list")) },
    difference: { mark: "~", sheet: entry.name, what },
  };
}

/** What stands for the proof where nothing was remarked: the line of the paper, which its office keeps. */
const onPaper = (number: string) => `📄 ${number}`;

const endOfDay = ({ now, zone }: Work) => DateTime.fromJSDate(now, { zone }).endOf("day").toJSDate();

/** All of them or none. */
export async function serveAll(
  work: Work,
  actor: Actor,
  all: readonly { entry: Pick<Known, "id">; served: Served }[],
): Promise<Refusal | undefined> {
  for (const { entry, served } of all) {
    const done = await serveEntry(work, actor, entry.id, served);
    if (isRefusal(done)) return done;
  }
  return undefined;
}

/** `1-8、10`: which lines of a printed sheet are ticked. @returns undefined for what says none */
export function readNumbers(typed: string): number[] | undefined {
  // Two characters of Chinese say "to" between numbers.
  const ranges = typed.normalize("NFKC").replace(/(?<=\d)\s*[-~—\u5230\u81f3]\s*(?=\d)/g, "-");
  const parts = ranges
    .replace(/[^\d#-]+/g, " ")
    .trim()
    .split(" ");
  const numbers = parts.map((part) => /^(?:\d+#)?(\d{1,9})(?:-(?:\d+#)?(\d{1,9}))?$/.exec(part));
  if (numbers.includes(null)) return undefined;
  const all = new Set<number>();
  for (const [, from, to = from] of numbers as RegExpExecArray[]) {
    for (let one = Number(from); one <= Number(to) && all.size <= maxResultsAtOnce; one += 1) all.add(one);
  }
  return all.size ? [...all] : undefined;
}

/** Those of a roster by their numbers in it that somebody may serve and that are not done; `unknown`: numbers of nobody such. */
export async function findByNumbers(work: Work, actor: Actor, rosterId: number, numbers: readonly number[]) {
  const theirs = whereMay("serve_entry", await findStanding(work, actor), entryColumns);
  const { rows } = await work.tx.execute<{ id: string; name: string; number: string }>(sql`
    select e.id, e.name, ${numberInList} as number from roster_entry e where e.town_id = ${work.townId} and e.roster_id = ${rosterId}
      and e.state in ('open', 'postponed') and ${numberInList} = any(${sql.param([...numbers])}::bigint[]) and ${theirs} order by number`);
  const entries = rows.map(({ id, name, number }) => ({ id: Number(id), name, number: Number(number) }));
  const found = new Set(entries.map(({ number }) => number));
  return { entries, unknown: numbers.filter((number) => !found.has(number)) };
}
