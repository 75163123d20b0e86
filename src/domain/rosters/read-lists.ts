import type { Said } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { mayAtPlace, type PlaceAction, type Standing } from "../doorstep/rights.ts";
import { findStanding } from "../doorstep/standing.ts";
import { maxNameCharacters, maxRosterRows } from "../limits.ts";
import type { ImportPlan } from "../org/import/index.ts";
import { type Cells, rowsBelow, say } from "../org/import/plan.ts";
import {
  type Column,
  findColumns,
  headingOf,
  householdColumns,
  rosterColumns,
  type SheetRows,
  type Spellings,
  sheetName,
} from "../org/sheets.ts";
import { type Actor, findStaff } from "../people/person.ts";
import { findVillages } from "../places/places.ts";
import { isRefusal } from "../refusal.ts";
import { keepHousehold } from "../visits/households.ts";
import { makeRoster } from "./rosters.ts";

type Line<C extends Column> = Cells<C> & { sheet: string };
type Wrong = ImportPlan["errors"][number];

/** The lines of the first sheet that has the first two headings. */
function linesOf<C extends Column>(sheets: readonly SheetRows[], wanted: readonly [C, C, ...C[]], spellings: Spellings): Line<C>[] | Wrong {
  const [first, second] = wanted;
  for (const found of sheets) {
    const columns = findColumns(spellings, wanted, found.rows[0] ?? []);
    if (!columns.has(first) || !columns.has(second)) continue;
    return rowsBelow(found, columns).map((cells) => ({ ...cells, sheet: found.sheet }));
  }
  const values = { first: [headingOf(first)], second: [headingOf(second)] };
  return { sheet: sheets[0]?.sheet ?? "—", row: 1, reason: say("wrong-first-row", values) };
}

/**
 * @param columns the first of them has the name
 * @param theirs what somebody must be allowed to do where a line belongs
 */
async function readLines<C extends Column>(
  work: Work,
  { sheets, columns, spellings }: { sheets: readonly SheetRows[]; columns: readonly [C, C, ...C[]]; spellings: Spellings },
  theirs: { action: PlaceAction; standing: Standing },
) {
  const found = linesOf<C | "village" | "group">(sheets, columns, spellings);
  if (!Array.isArray(found)) return { lines: [], errors: [found], villages: new Map<string, number>() };
  const villages = new Map((await findVillages(work)).map(({ id, name }) => [name, id]));
  const errors: Wrong[] = [];
  const seen = new Set<string>();
  const [name] = columns;
  for (const line of found) {
    const wrong = (reason: Said) => errors.push({ sheet: line.sheet, row: line.row, reason });
    const [called, village, group] = [line.cell(name), line.cell("village"), line.cell("group")];
    const key = [called, village, group].join("|");
    if (!called || [...called].length > maxNameCharacters) wrong(say("wrong-empty-or-long", { heading: [headingOf(name)] }));
    const villageId = villages.get(village);
    if (villageId === undefined) wrong(say("wrong-no-village", { name: village }));
    else if (!mayAtPlace(theirs.action, theirs.standing, { villageId, groupName: group })) {
      wrong(say("wrong-not-yours", { place: village + group }));
    }
    if (called && seen.has(key)) wrong(say("wrong-repeated", { name: called }));
    seen.add(key);
  }
  if (!found.length) errors.push({ sheet: sheets[0]?.sheet ?? "—", row: 2, reason: say("wrong-nothing") });
  if (found.length > maxRosterRows)
    errors.push({ sheet: sheets[0]?.sheet ?? "—", row: maxRosterRows + 2, reason: say("wrong-most-rows", { most: maxRosterRows }) });
  return { lines: found, errors, villages };
}

/** A roster: each row somebody to be served at home. */
export async function planRoster(
  work: Work,
  actor: Actor,
  title: string,
  sheets: readonly SheetRows[],
  spellings: Spellings,
): Promise<ImportPlan> {
  const { lines, errors, villages } = await readLines(
    work,
    { sheets, columns: rosterColumns, spellings },
    {
      action: "make_roster",
      standing: await findStanding(work, actor),
    },
  );
  const entries = lines.map(({ cell }) => ({
    villageId: villages.get(cell("village")) ?? 0,
    groupName: cell("group"),
    name: cell("person"),
    address: cell("address"),
    phone: cell("phone"),
    remark: cell("remark"),
  }));
  const ofVillages = [...Map.groupBy(lines, ({ cell }) => cell("village"))];
  return {
    errors,
    differences: ofVillages.map(([village, { length }]) => ({
      mark: "+" as const,
      sheet: title,
      what: say("difference-people", { village, count: length }),
    })),
    apply: async () => {
      const made = await makeRoster(work, actor, title, entries);
      return isRefusal(made) ? made : undefined;
    },
  };
}

/** The household register: each row a household; those known already are brought up to date. */
export async function planHouseholds(work: Work, actor: Actor, sheets: readonly SheetRows[], spellings: Spellings): Promise<ImportPlan> {
  const { lines, errors, villages } = await readLines(
    work,
    { sheets, columns: householdColumns, spellings },
    {
      action: "keep_household",
      standing: await findStanding(work, actor),
    },
  );
  const staff = new Map((await findStaff(work)).map(({ id, name }) => [name, id]));
  for (const { sheet, row, cell } of lines) {
    const people = Number(cell("people") || "1");
    if (!Number.isInteger(people) || people < 1 || people > 50)
      errors.push({ sheet, row, reason: say("wrong-people", { people: cell("people") }) });
    if (cell("cadre") && !staff.has(cell("cadre"))) errors.push({ sheet, row, reason: say("wrong-no-cadre", { name: cell("cadre") }) });
  }
  return {
    errors: errors.toSorted((a, b) => a.row - b.row),
    differences: [...Map.groupBy(lines, ({ cell }) => cell("village"))].map(([village, { length }]) => ({
      mark: "+" as const,
      sheet: [sheetName("households")],
      what: say("difference-households", { village, count: length }),
    })),
    apply: async () => {
      for (const { cell } of lines) {
        await keepHousehold(work, {
          villageId: villages.get(cell("village")) ?? 0,
          groupName: cell("group"),
          head: cell("householder"),
          phone: cell("phone") || null,
          address: cell("address") || null,
          people: Number(cell("people") || "1"),
          cadreId: staff.get(cell("cadre")) ?? null,
        });
      }
    },
  };
}
