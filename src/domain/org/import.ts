import { and, eq, isNull } from "drizzle-orm";
import { category, person, roleGrant, station, village } from "../../database/schema.ts";
import type { Role } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { maxNameCharacters } from "../limits.ts";
import { grantRole } from "../people/invite.ts";
import { addGroups, findStations, findVillages } from "../places/places.ts";
import type { Refusal } from "../refusal.ts";
import { type Category, findAllCategories } from "../tickets/categories.ts";
import { describeOrg } from "./export.ts";
import {
  headings,
  kindWords,
  orgSheetNames,
  readFields,
  roleWords,
  type SheetRows,
  termsWords,
  valueFor,
  writeFields,
  yes,
} from "./sheets.ts";

/** What is wrong with a row, so that it can be found and mended: sheet, row as Excel counts them, and why. */
export type RowError = { sheet: string; row: number; reason: string };
/** One difference between the workbook and the town: `+` comes, `-` goes, `~` changes. */
export type Difference = { mark: "+" | "-" | "~"; sheet: string; what: string };
export type ImportPlan = { errors: RowError[]; differences: Difference[]; apply: () => Promise<Refusal | undefined> };

type Cells = { row: number; cell: (heading: string) => string };
type Plan = { work: Work; errors: RowError[]; differences: Difference[]; steps: (() => Promise<unknown>)[] };

/**
 * Compares a workbook with the town. Villages, groups, stations and categories are added or changed, never taken away, since
 * tickets belong to them; ties are exactly what the sheet says. `apply` writes everything, and must only be called without errors.
 */
export async function planImport(work: Work, sheets: readonly SheetRows[]): Promise<ImportPlan> {
  const plan: Plan = { work, errors: [], differences: [], steps: [] };
  const known = Object.values(orgSheetNames) as string[];
  if (!sheets.some(({ sheet }) => known.includes(sheet))) {
    plan.errors.push({ sheet: sheets[0]?.sheet ?? "", row: 1, reason: `没有“${known.join("”“")}”这些表，请用 /org 发来的模板` });
  }
  const villageNames = new Set((await findVillages(work)).map(({ name }) => name));
  const stationNames = new Set((await findStations(work)).map(({ name }) => name));
  await planPlaces(plan, rowsOf(plan, sheets, "places"), villageNames);
  planStations(plan, rowsOf(plan, sheets, "stations"), stationNames);
  await planCategories(plan, rowsOf(plan, sheets, "categories"), stationNames);
  await planTies(plan, rowsOf(plan, sheets, "ties"), villageNames, stationNames);
  return {
    errors: plan.errors,
    differences: plan.differences,
    apply: async () => {
      for (const step of plan.steps) await step();
    },
  };
}

/** The rows of a sheet, their cells found by heading; undefined when the workbook lacks the sheet, which then changes nothing. */
function rowsOf(plan: Plan, sheets: readonly SheetRows[], which: keyof typeof headings): Cells[] | undefined {
  const found = sheets.find(({ sheet }) => sheet === orgSheetNames[which]);
  if (!found) return undefined;
  const [first = [], ...rest] = found.rows;
  const columns = new Map(first.map((heading, index) => [String(heading), index]));
  const missing = headings[which].filter((heading) => !columns.has(heading));
  if (missing.length) {
    plan.errors.push({ sheet: found.sheet, row: 1, reason: `缺少列：${missing.join("、")}` });
    return undefined;
  }
  return rest
    .map((cells, index) => ({
      row: index + 2,
      cell: (heading: string) => String(cells[columns.get(heading) ?? -1] ?? "").trim(),
      isEmpty: cells.every((cell) => cell === ""),
    }))
    .filter(({ isEmpty }) => !isEmpty);
}

function wrong(plan: Plan, which: keyof typeof headings, { row }: Cells, reason: string) {
  plan.errors.push({ sheet: orgSheetNames[which], row, reason });
}

const isName = (name: string) => name !== "" && [...name].length <= maxNameCharacters;

async function planPlaces(plan: Plan, rows: Cells[] | undefined, names: Set<string>) {
  const { work } = plan;
  const before = await describeOrg(work);
  const known = new Set((before[0]?.rows ?? []).map((row) => row.join(" ")));
  for (const cells of rows ?? []) {
    const [name, group] = [cells.cell("村"), cells.cell("组")];
    if (!isName(name)) {
      wrong(plan, "places", cells, `村名要有，最多 ${maxNameCharacters} 个字`);
      continue;
    }
    if (!names.has(name)) {
      names.add(name);
      plan.differences.push({ mark: "+", sheet: orgSheetNames.places, what: name });
      const position = names.size;
      plan.steps.push(() => work.tx.insert(village).values({ townId: work.townId, name, position }).onConflictDoNothing());
    }
    if (!group || known.has(`${name} ${group}`)) continue;
    known.add(`${name} ${group}`);
    plan.differences.push({ mark: "+", sheet: orgSheetNames.places, what: `${name} ${group}` });
    plan.steps.push(async () => {
      const place = (await findVillages(work)).find((one) => one.name === name);
      if (place) await addGroups(work, place.id, [group]);
    });
  }
}

function planStations(plan: Plan, rows: Cells[] | undefined, names: Set<string>) {
  const { work } = plan;
  for (const cells of rows ?? []) {
    const name = cells.cell("站所");
    if (!isName(name)) wrong(plan, "stations", cells, `站所名要有，最多 ${maxNameCharacters} 个字`);
    else if (!names.has(name)) {
      names.add(name);
      plan.differences.push({ mark: "+", sheet: orgSheetNames.stations, what: name });
      plan.steps.push(() => work.tx.insert(station).values({ townId: work.townId, name }).onConflictDoNothing());
    }
  }
}

async function planCategories(plan: Plan, rows: Cells[] | undefined, stationNames: ReadonlySet<string>) {
  const { work } = plan;
  const all = await findAllCategories(work);
  const stations = await findStations(work);
  const seen = new Set<string>();
  for (const cells of rows ?? []) {
    const [kind, name] = [valueFor(kindWords, cells.cell("类型")), cells.cell("名称")];
    const terms = valueFor(termsWords, cells.cell("时限") || termsWords.standard);
    const stationName = cells.cell("归口站所");
    const before = all.find((one) => one.kind === kind && one.name === name);
    const fields = readFields(cells.cell("填写项"), before?.fields);
    if (!kind) wrong(plan, "categories", cells, `类型要是：${Object.values(kindWords).join("、")}`);
    else if (!isName(name)) wrong(plan, "categories", cells, `名称要有，最多 ${maxNameCharacters} 个字`);
    else if (seen.has(`${kind} ${name}`)) wrong(plan, "categories", cells, `“${name}”写了两次`);
    else if (!terms) wrong(plan, "categories", cells, `时限要是：${Object.values(termsWords).join("、")}`);
    else if (stationName && !stationNames.has(stationName))
      wrong(plan, "categories", cells, `没有“${stationName}”这个站所，请先写在“站所”表里`);
    else if (!fields) wrong(plan, "categories", cells, "填写项没看懂，请写成：老人姓名|文字；办哪一种|选择:迁入/迁出|必填");
    else {
      seen.add(`${kind} ${name}`);
      const values = {
        nameEn: cells.cell("英文名") || name,
        emoji: cells.cell("图标") || "📌",
        terms,
        keywords: cells
          .cell("关键词")
          .split(/[、,，\s]+/)
          .filter(Boolean),
        guide: cells.cell("说明") || null,
        fields,
        atHome: cells.cell("可上门") === yes,
        toDiscipline: cells.cell("交纪检") === yes,
        hidden: cells.cell("停用") === yes,
      };
      const formerStation = stations.find(({ id }) => id === before?.stationId)?.name ?? "";
      if (before && formerStation === stationName && isSame(before, values)) continue;
      plan.differences.push({ mark: before ? "~" : "+", sheet: orgSheetNames.categories, what: `${kindWords[kind]} ${name}` });
      plan.steps.push(async () => {
        const stationId = (await findStations(work)).find((one) => one.name === stationName)?.id ?? null;
        await work.tx
          .insert(category)
          .values({ townId: work.townId, kind, name, stationId, position: before?.position ?? all.length + seen.size, ...values })
          .onConflictDoUpdate({ target: [category.townId, category.kind, category.name], set: { stationId, ...values } });
      });
    }
  }
}

function isSame(before: Category, { fields, ...values }: Partial<Category>): boolean {
  const isEqual = ([name, value]: [string, unknown]) => JSON.stringify(before[name as keyof Category]) === JSON.stringify(value);
  return Object.entries(values).every(isEqual) && writeFields(before.fields) === writeFields(fields ?? []);
}

type Tie = { personId: number; role: Role; village: string; station: string; isHead: boolean };
const keyOf = ({ personId, role, village: where, station: office }: Tie) => [personId, role, where, office].join("|");

async function planTies(plan: Plan, rows: Cells[] | undefined, villages: ReadonlySet<string>, stations: ReadonlySet<string>) {
  if (!rows) return;
  const { work } = plan;
  const people = await work.tx.select({ id: person.id, name: person.name }).from(person).where(eq(person.townId, work.townId));
  const wanted = new Map<string, Tie & { name: string }>();
  for (const cells of rows) {
    const [number, name, role] = [cells.cell("编号"), cells.cell("姓名"), valueFor(roleWords, cells.cell("身份"))];
    const [where, office] = [cells.cell("村"), cells.cell("站所")];
    const named = number ? people.filter(({ id }) => String(id) === number) : people.filter((one) => one.name === name);
    const [who] = named;
    if (!who) wrong(plan, "ties", cells, `机器人里没有“${name || number}”，请先用 /invite 邀请他`);
    else if (named.length > 1) wrong(plan, "ties", cells, `有 ${named.length} 个人叫“${name}”，请写编号`);
    else if (!role) wrong(plan, "ties", cells, `身份要是：${Object.values(roleWords).join("、")}`);
    else if (where && !villages.has(where)) wrong(plan, "ties", cells, `没有“${where}”这个村`);
    else if (office && !stations.has(office)) wrong(plan, "ties", cells, `没有“${office}”这个站所`);
    else if (role === "cadre" && !where) wrong(plan, "ties", cells, "包村干部要写是哪个村");
    else if (role === "station" && !office) wrong(plan, "ties", cells, "站所人员要写是哪个站所");
    else {
      const tie = { personId: who.id, role, village: where, station: office, isHead: cells.cell("负责人") === yes, name: who.name };
      if (wanted.has(keyOf(tie))) wrong(plan, "ties", cells, `“${who.name}”的这一行写了两次`);
      wanted.set(keyOf(tie), tie);
    }
  }
  if (![...wanted.values()].some(({ role }) => role === "admin")) {
    plan.errors.push({ sheet: orgSheetNames.ties, row: 1, reason: "至少要留一个管理员" });
  }
  await compareTies(plan, wanted);
}

async function compareTies(plan: Plan, wanted: Map<string, Tie & { name: string }>) {
  const { work } = plan;
  const [allVillages, allStations] = [await findVillages(work), await findStations(work)];
  const rows = await work.tx
    .select({ grant: roleGrant, name: person.name })
    .from(roleGrant)
    .innerJoin(person, and(eq(person.townId, roleGrant.townId), eq(person.id, roleGrant.personId)))
    .where(and(eq(roleGrant.townId, work.townId), isNull(roleGrant.revokedAt)));
  const standing = new Map(
    rows.map(({ grant, name }) => {
      const tie = {
        personId: grant.personId,
        role: grant.role,
        village: allVillages.find(({ id }) => id === grant.villageId)?.name ?? "",
        station: allStations.find(({ id }) => id === grant.stationId)?.name ?? "",
        isHead: grant.isHead,
        name,
      };
      return [keyOf(tie), { ...tie, grantId: grant.id }] as const;
    }),
  );
  for (const [key, tie] of standing) {
    const next = wanted.get(key);
    if (next?.isHead === tie.isHead) continue;
    plan.differences.push({ mark: next ? "~" : "-", sheet: orgSheetNames.ties, what: describeTie(tie) });
    const set = next ? { isHead: next.isHead } : { revokedAt: work.now };
    plan.steps.push(() =>
      work.tx
        .update(roleGrant)
        .set(set)
        .where(and(eq(roleGrant.townId, work.townId), eq(roleGrant.id, tie.grantId))),
    );
  }
  for (const [key, tie] of wanted) {
    if (standing.has(key)) continue;
    plan.differences.push({ mark: "+", sheet: orgSheetNames.ties, what: describeTie(tie) });
    plan.steps.push(async () => {
      const villageId = (await findVillages(work)).find(({ name }) => name === tie.village)?.id ?? null;
      const stationId = (await findStations(work)).find(({ name }) => name === tie.station)?.id ?? null;
      await grantRole(work, tie.personId, { role: tie.role, villageId, stationId, isHead: tie.isHead });
    });
  }
}

const describeTie = (tie: Tie & { name: string }) =>
  [tie.name, roleWords[tie.role], tie.village, tie.station, tie.isHead ? "负责人" : ""].filter(Boolean).join(" ");
