import type { Work } from "../../../database/work.ts";
import type { Actor } from "../../people/person.ts";
import { findAllGroups, findStations, findVillages } from "../../places/places.ts";
import type { Refusal } from "../../refusal.ts";
import { findAllCategories } from "../../tickets/categories.ts";
import { orgSheets, type SheetRows, type Spellings, sheetName } from "../sheets.ts";
import { planAlarmWords } from "./alarm-words.ts";
import { planCategories } from "./categories.ts";
import { planPlaces, planStations } from "./places.ts";
import { type Difference, findSheet, isOrgSheet, type Names, type Plan, type RowError, say } from "./plan.ts";
import { planRules } from "./rules.ts";
import { findPeople, planTies } from "./ties.ts";

/** @property notes how it was read, to be looked at before it is written */
export type ImportPlan = {
  errors: RowError[];
  notes?: Difference[];
  differences: Difference[];
  apply: () => Promise<Refusal | undefined>;
};

/**
 * Compares a workbook with the town. Villages, groups, stations and categories are added or changed, never taken away, since
 * tickets belong to them; ties, rules and words of danger are exactly what their sheets say. `apply` writes everything, and must only be called
 * without errors.
 *
 * @param by the admin who sent it
 */
export async function planImport(work: Work, by: Actor, sheets: readonly SheetRows[], spellings: Spellings): Promise<ImportPlan> {
  const plan: Plan = { work, spellings, errors: [], differences: [], steps: [] };
  if (!sheets.some((sheet) => orgSheets.some((which) => isOrgSheet(spellings, which, sheet)))) {
    plan.errors.push({ sheet: sheets[0]?.sheet ?? "", row: 1, reason: say("wrong-no-sheets", { sheets: orgSheets.map(sheetName) }) });
  }
  const names = await namesOf(work);
  const people = await findPeople(plan);
  planPlaces(plan, findSheet(plan, sheets, "places"), names);
  planStations(plan, findSheet(plan, sheets, "stations"), names);
  await planCategories(plan, findSheet(plan, sheets, "categories"), names);
  const holders = await planTies(plan, by, findSheet(plan, sheets, "ties"), names, people);
  await planAlarmWords(plan, findSheet(plan, sheets, "alarm_words"));
  await planRules(plan, findSheet(plan, sheets, "rules"), names, people, holders);
  return {
    errors: plan.errors,
    differences: plan.differences,
    apply: async () => {
      for (const step of plan.steps) await step();
    },
  };
}

async function namesOf(work: Work): Promise<Names> {
  const villages = await findVillages(work);
  const sheetName = new Map(villages.map(({ id, name }) => [id, name]));
  return {
    villages: new Set(villages.map(({ name }) => name)),
    groups: new Set((await findAllGroups(work)).map(({ villageId, name }) => `${sheetName.get(villageId)} ${name}`)),
    stations: new Set((await findStations(work)).map(({ name }) => name)),
    categories: new Set((await findAllCategories(work)).map(({ kind, name }) => `${kind} ${name}`)),
  };
}
