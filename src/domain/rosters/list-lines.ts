import type { Said } from "../../database/values.ts";
import { mayAtPlace, type PlaceAction, type Standing } from "../doorstep/rights.ts";
import { maxNameCharacters } from "../limits.ts";
import { type RowError, say } from "../org/import/plan.ts";
import { headingOf, type SheetRows, type Spellings } from "../org/sheets.ts";
import type { Village, VillageGroup } from "../places/places.ts";
import { groupIn, groupInAddress, villageIn } from "../places/written.ts";
import { findTable, type ListColumn, type ListTable, listColumns, plainHeading, type Reading } from "./headings.ts";
import { tailIn } from "./identity.ts";
import { maxRosterRows } from "./limits.ts";

/** One row of a list, with the place where it belongs as the town calls it. */
export type Line = {
  sheet: string;
  row: number;
  cell: (column: ListColumn) => string;
  name: string;
  idTail: string;
  village: Village | undefined;
  group: string;
};
export type ReadList = { tables: ListTable[]; lines: Line[]; errors: RowError[]; filledDown: number };
type Known = { villages: readonly Village[]; groups: readonly VillageGroup[] };
/** What somebody must be allowed to do where a line belongs. */
type Theirs = { action: PlaceAction; standing: Standing };

/** Reads every sheet that has a list, and says what is wrong with each row. */
export function readList(reading: Reading, sheets: readonly SheetRows[], known: Known, theirs: Theirs): ReadList {
  const tables = sheets.map((sheet) => findTable(reading, sheet)).filter((table) => table !== undefined);
  const [name] = listColumns[reading.kind];
  const first = sheets[0]?.sheet ?? "—";
  if (!tables.length) {
    const reason = say("wrong-first-row", { first: [headingOf(name)], second: [headingOf("village")] });
    return { tables, lines: [], errors: [{ sheet: first, row: 1, reason }], filledDown: 0 };
  }
  const placed = tables.map((table) => linesOf(table, name, reading.spellings, known));
  const lines = placed.flatMap((one) => one.lines);
  const errors = wrongIn(lines, name, theirs);
  if (!lines.length) errors.push({ sheet: first, row: 2, reason: say("wrong-nothing") });
  if (lines.length > maxRosterRows) {
    errors.push({ sheet: first, row: maxRosterRows + 2, reason: say("wrong-most-rows", { most: maxRosterRows }) });
  }
  return { tables, lines, errors, filledDown: placed.reduce((sum, one) => sum + one.filledDown, 0) };
}

/** Sums and signatures below a list, and headings that are repeated on each page, are none of its rows. */
const isBeside = (cell: string, spellings: Spellings) =>
  spellings("headings-beside").some((listed) => listed.split(",").some((word) => cell.toLowerCase().startsWith(word)));

function linesOf(
  table: ListTable,
  name: ListColumn,
  spellings: Spellings,
  { villages, groups }: Known,
): { lines: Line[]; filledDown: number } {
  const lines: Line[] = [];
  const inTitle = villageIn(table.title, villages);
  let filledDown = 0;
  let above = { village: "", group: "" };
  for (const [index, cells] of table.rows.entries()) {
    if (index < table.begins) continue;
    const cell = (column: ListColumn) => String(cells[table.columns.get(column) ?? -1] ?? "").trim();
    const filled = cells.map(String).filter((one) => one.trim() !== "");
    const isRepeated = plainHeading(cell(name)) === plainHeading(table.headings[table.columns.get(name) ?? -1] ?? "");
    if (!filled.length || isRepeated || (filled.length < 3 && isBeside(filled[0] ?? "", spellings))) continue;
    const own = cell("village");
    const village = villageIn(own, villages) ?? (own ? undefined : villageIn(cell("address"), villages));
    const isBelow = !own && !village && above.village !== "";
    const found = village ?? (own ? undefined : ((isBelow ? villageIn(above.village, villages) : undefined) ?? inTitle));
    const ofVillage = groups.filter(({ villageId }) => villageId === found?.id);
    const typed = cell("group") || groupInAddress(cell("address"), ofVillage) || (isBelow ? above.group : "");
    if (isBelow) filledDown += 1;
    if (own || cell("group")) above = { village: own || above.village, group: cell("group") || (own ? "" : above.group) };
    lines.push({
      sheet: table.sheet,
      row: index + 1,
      cell,
      name: cell(name),
      idTail: tailIn(cell("id_number")) ?? "",
      village: found,
      group: groupIn(typed, ofVillage),
    });
  }
  return { lines, filledDown };
}

function wrongIn(lines: readonly Line[], name: ListColumn, { action, standing }: Theirs): RowError[] {
  const errors: RowError[] = [];
  const seen = new Map<string, Line>();
  for (const line of lines) {
    const wrong = (reason: Said) => errors.push({ sheet: line.sheet, row: line.row, reason });
    const { name: called, village, group, cell, idTail } = line;
    if (!called || [...called].length > maxNameCharacters) wrong(say("wrong-empty-or-long", { heading: [headingOf(name)] }));
    if (!village) wrong(cell("village") ? say("wrong-no-village", { name: cell("village") }) : say("wrong-village-missing"));
    else if (!mayAtPlace(action, standing, { villageId: village.id, groupName: group })) {
      wrong(say("wrong-not-yours", { place: village.name + group }));
    }
    if (tailIn(cell("id_number")) === undefined) wrong(say("wrong-id-number", { name: called }));
    if (!called) continue;
    // With a number they are who they are wherever they stand; without, a name is one person in a group, unless their telephones differ.
    const key = idTail ? `${called}|${idTail}` : [called, village?.id, group, cell("phone")].join("|");
    const before = seen.get(key);
    seen.set(key, line);
    if (!before) continue;
    const isElsewhere = before.village?.id !== village?.id;
    wrong(
      isElsewhere
        ? say("wrong-in-two-villages", { name: called, village: before.village?.name ?? "—", row: before.row })
        : say("wrong-repeated", { name: called }),
    );
  }
  return errors;
}
