import type { Said } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { mayAtPlace, type PlaceAction, type Standing } from "../doorstep/rights.ts";
import { findStanding } from "../doorstep/standing.ts";
import { maxNameCharacters, maxRosterRows } from "../limits.ts";
import type { ImportPlan } from "../org/import/index.ts";
import { say } from "../org/import/plan.ts";
import type { SheetRows } from "../org/sheets.ts";
import { type Actor, findStaff } from "../people/person.ts";
import { findVillages } from "../places/places.ts";
import { isRefusal } from "../refusal.ts";
import { keepHousehold } from "../visits/households.ts";
import { makeRoster } from "./rosters.ts";

/** Headings by which the columns of the two lists are found; whatever else stands in the workbook is left alone. */
export const rosterHeadings = ["姓名", "村", "组", "地址", "电话", "备注"] as const;
export const householdHeadings = ["户主", "村", "组", "人数", "电话", "地址", "联系干部"] as const;

type Line = { sheet: string; row: number; cell: (heading: string) => string };
type Wrong = ImportPlan["errors"][number];

/** The lines of the first sheet that has the first two headings. */
function linesOf(sheets: readonly SheetRows[], [first, second]: readonly string[]): Line[] | Wrong {
  for (const { sheet, rows } of sheets) {
    const headings = (rows[0] ?? []).map((cell) => String(cell).trim());
    if (!headings.includes(first ?? "") || !headings.includes(second ?? "")) continue;
    return rows
      .slice(1)
      .map((cells, index) => ({ sheet, row: index + 2, cell: (heading: string) => String(cells[headings.indexOf(heading)] ?? "").trim() }))
      .filter(({ cell }) => headings.some((heading) => cell(heading) !== ""));
  }
  return { sheet: sheets[0]?.sheet ?? "—", row: 1, reason: say("wrong-first-row", { first: first ?? "", second: second ?? "" }) };
}

/** @param theirs what somebody must be allowed to do where a line belongs */
async function readLines(
  work: Work,
  sheets: readonly SheetRows[],
  headings: readonly string[],
  theirs: { action: PlaceAction; standing: Standing },
) {
  const found = linesOf(sheets, headings);
  if (!Array.isArray(found)) return { lines: [], errors: [found], villages: new Map<string, number>() };
  const villages = new Map((await findVillages(work)).map(({ id, name }) => [name, id]));
  const errors: Wrong[] = [];
  const seen = new Set<string>();
  const wrong = ({ sheet, row }: Line, reason: Said) => errors.push({ sheet, row, reason });
  const [name = ""] = headings;
  for (const line of found) {
    const called = line.cell(name);
    const key = [called, line.cell("村"), line.cell("组")].join("|");
    if (!called || [...called].length > maxNameCharacters) wrong(line, say("wrong-empty-or-long", { heading: name }));
    const villageId = villages.get(line.cell("村"));
    if (villageId === undefined) wrong(line, say("wrong-no-village", { name: line.cell("村") }));
    else if (!mayAtPlace(theirs.action, theirs.standing, { villageId, groupName: line.cell("组") })) {
      wrong(line, say("wrong-not-yours", { place: line.cell("村") + line.cell("组") }));
    }
    if (called && seen.has(key)) wrong(line, say("wrong-repeated", { name: called }));
    seen.add(key);
  }
  if (!found.length) errors.push({ sheet: sheets[0]?.sheet ?? "—", row: 2, reason: say("wrong-nothing") });
  if (found.length > maxRosterRows)
    errors.push({ sheet: sheets[0]?.sheet ?? "—", row: maxRosterRows + 2, reason: say("wrong-most-rows", { most: maxRosterRows }) });
  return { lines: found, errors, villages };
}

/** A roster: each row somebody to be served at home. */
export async function planRoster(work: Work, actor: Actor, title: string, sheets: readonly SheetRows[]): Promise<ImportPlan> {
  const { lines, errors, villages } = await readLines(work, sheets, rosterHeadings, {
    action: "make_roster",
    standing: await findStanding(work, actor),
  });
  const entries = lines.map(({ cell }) => ({
    villageId: villages.get(cell("村")) ?? 0,
    groupName: cell("组"),
    name: cell("姓名"),
    address: cell("地址"),
    phone: cell("电话"),
    remark: cell("备注"),
  }));
  const ofVillages = [...Map.groupBy(lines, ({ cell }) => cell("村"))];
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
export async function planHouseholds(work: Work, actor: Actor, sheets: readonly SheetRows[]): Promise<ImportPlan> {
  const { lines, errors, villages } = await readLines(work, sheets, householdHeadings, {
    action: "keep_household",
    standing: await findStanding(work, actor),
  });
  const staff = new Map((await findStaff(work)).map(({ id, name }) => [name, id]));
  for (const { sheet, row, cell } of lines) {
    const people = Number(cell("人数") || "1");
    if (!Number.isInteger(people) || people < 1 || people > 50)
      errors.push({ sheet, row, reason: say("wrong-people", { people: cell("人数") }) });
    if (cell("联系干部") && !staff.has(cell("联系干部")))
      errors.push({ sheet, row, reason: say("wrong-no-cadre", { name: cell("联系干部") }) });
  }
  return {
    errors: errors.toSorted((a, b) => a.row - b.row),
    differences: [...Map.groupBy(lines, ({ cell }) => cell("村"))].map(([village, { length }]) => ({
      mark: "+" as const,
      sheet: "户名册",
      what: say("difference-households", { village, count: length }),
    })),
    apply: async () => {
      for (const { cell } of lines) {
        await keepHousehold(work, {
          villageId: villages.get(cell("村")) ?? 0,
          groupName: cell("组"),
          head: cell("户主"),
          phone: cell("电话") || null,
          address: cell("地址") || null,
          people: Number(cell("人数") || "1"),
          cadreId: staff.get(cell("联系干部")) ?? null,
        });
      }
    },
  };
}
