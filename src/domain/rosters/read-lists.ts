import { and, desc, eq } from "drizzle-orm";
import { listHeading } from "../../database/schema/rosters.ts";
import type { Work } from "../../database/work.ts";
import { findStanding } from "../doorstep/standing.ts";
import type { ImportPlan } from "../org/import/index.ts";
import type { Difference, RowError } from "../org/import/plan.ts";
import { say } from "../org/import/plan.ts";
import { headingOf, type SheetRows, type Spellings, sheetName } from "../org/sheets.ts";
import { type Actor, findStaff } from "../people/person.ts";
import { samePhone } from "../people/written.ts";
import { findAllGroups, findVillages } from "../places/places.ts";
import { isRefusal } from "../refusal.ts";
import { keepRegister } from "../visits/households.ts";
import { type LearnedHeading, type ListKind, type ListTable, listColumns, plainHeading } from "./headings.ts";
import { type Line, type ReadList, readList } from "./list-lines.ts";
import { makeRoster } from "./rosters.ts";

/** What the town chose for the headings of such lists, the newest first. */
export const findLearned = (work: Work, kind: ListKind): Promise<LearnedHeading[]> =>
  work.tx
    .select({ heading: listHeading.heading, column: listHeading.column })
    .from(listHeading)
    .where(and(eq(listHeading.townId, work.townId), eq(listHeading.kind, kind)))
    .orderBy(desc(listHeading.at));

/** From now on such a heading is read as this column. */
export async function keepHeading(work: Work, kind: ListKind, { heading, column }: LearnedHeading) {
  const values = { column, at: work.now };
  await work.tx
    .insert(listHeading)
    .values({ townId: work.townId, kind, heading: plainHeading(heading), ...values })
    .onConflictDoUpdate({ target: [listHeading.townId, listHeading.kind, listHeading.heading], set: values });
}

async function read(work: Work, actor: Actor, kind: ListKind, sheets: readonly SheetRows[], spellings: Spellings): Promise<ReadList> {
  const [villages, groups, standing, learned] = [
    await findVillages(work),
    await findAllGroups(work),
    await findStanding(work, actor),
    await findLearned(work, kind),
  ];
  const action = kind === "roster" ? "make_roster" : "keep_household";
  return readList({ kind, spellings, learned }, sheets, { villages, groups }, { action, standing });
}

/** Which heading was taken for which column, what of the list is left alone, and what was filled in: to be looked at before it is written. */
function notesOf({ tables, filledDown }: ReadList, kind: ListKind): Difference[] {
  const notes = tables.flatMap((table) => [...readAs(table, kind), ...leftAlone(table)]);
  const isSaid = new Set<string>();
  const once = notes.filter((note) => {
    const key = JSON.stringify(note.what);
    return !isSaid.has(key) && isSaid.add(key);
  });
  const down = filledDown
    ? [{ mark: "✓" as const, sheet: [headingOf("village")], what: say("note-filled-down", { count: filledDown }) }]
    : [];
  return [...once, ...down];
}

const readAs = ({ columns, headings, sheet }: ListTable, kind: ListKind): Difference[] =>
  listColumns[kind]
    .filter((column) => columns.has(column))
    .map((column) => ({
      mark: "✓",
      sheet,
      what: say("note-read-as", { heading: headings[columns.get(column) ?? -1] ?? "", column: [headingOf(column)] }),
    }));

function leftAlone({ columns, headings, sheet }: ListTable): Difference[] {
  const used = new Set(columns.values());
  const left = headings.filter((heading, index) => heading !== "" && !used.has(index));
  return left.length ? [{ mark: "✓", sheet, what: say("note-left-alone", { headings: left.join(" · ") }) }] : [];
}

const byVillage = (lines: readonly Line[]) => [...Map.groupBy(lines, ({ village }) => village?.name ?? "—")];

/** A roster: each row somebody to be served at home. */
export async function planRoster(
  work: Work,
  actor: Actor,
  title: string,
  sheets: readonly SheetRows[],
  spellings: Spellings,
): Promise<ImportPlan> {
  const list = await read(work, actor, "roster", sheets, spellings);
  const entries = list.lines.map(({ name, village, group, idTail, cell }, index) => ({
    position: index + 1,
    villageId: village?.id ?? 0,
    groupName: group,
    name,
    idTail: idTail || null,
    address: cell("address"),
    phone: cell("phone"),
    remark: cell("remark"),
  }));
  return {
    errors: list.errors,
    notes: notesOf(list, "roster"),
    differences: byVillage(list.lines).map(([village, { length }]) => ({
      mark: "+",
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
  const list = await read(work, actor, "households", sheets, spellings);
  const staff = new Map((await findStaff(work)).map(({ id, name }) => [name, id]));
  return {
    errors: [...list.errors, ...wrongHomes(list.lines, staff)].toSorted((a, b) => a.row - b.row),
    notes: notesOf(list, "households"),
    differences: byVillage(list.lines).map(([village, { length }]) => ({
      mark: "+",
      sheet: [sheetName("households")],
      what: say("difference-households", { village, count: length }),
    })),
    apply: async () => {
      await keepRegister(
        work,
        namesApart(list.lines).map(({ line: { village, group, idTail, cell }, head }) => ({
          villageId: village?.id ?? 0,
          groupName: group,
          head,
          idTail: idTail || null,
          phone: samePhone(cell("phone")) || null,
          address: cell("address") || null,
          people: peopleIn(cell("people")) ?? 1,
          cadreId: staff.get(cell("cadre")) ?? null,
        })),
      );
      return undefined;
    },
  };
}

function wrongHomes(lines: readonly Line[], staff: ReadonlyMap<string, number>): RowError[] {
  return lines.flatMap(({ sheet, row, cell }) => {
    const people = peopleIn(cell("people"));
    return [
      ...(people === undefined ? [{ sheet, row, reason: say("wrong-people", { people: cell("people") }) }] : []),
      ...(cell("cadre") && !staff.has(cell("cadre")) ? [{ sheet, row, reason: say("wrong-no-cadre", { name: cell("cadre") }) }] : []),
    ];
  });
}

/** `4`, `4人`; 1 where nothing is written. */
function peopleIn(written: string): number | undefined {
  const people = Number(/^(\d{1,3})\s*\p{L}{0,2}$/u.exec(written || "1")?.[1]);
  return people >= 1 && people <= 50 ? people : undefined;
}

/** Two householders of one name in one group are told apart by the end of their number, or by their telephone. */
function namesApart(lines: readonly Line[]): { line: Line; head: string }[] {
  const keyOf = ({ village, group, name }: Line) => `${village?.id}|${group}|${name}`;
  const alike = Map.groupBy(lines, keyOf);
  return lines.map((line) => {
    const mark = line.idTail || line.cell("phone").slice(-4);
    return { line, head: (alike.get(keyOf(line))?.length ?? 0) > 1 ? `${line.name}（${mark}）` : line.name };
  });
}
