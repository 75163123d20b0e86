import type { TicketKind } from "../../../database/values.ts";
import { maxOwnRules } from "../../limits.ts";
import { findStations, findVillages } from "../../places/places.ts";
import { findAllCategories } from "../../tickets/categories.ts";
import { findOwnRules, replaceOwnRules } from "../../tickets/own-rules.ts";
import { kindWords, orgSheetNames, valueFor } from "../sheets.ts";
import { type Cells, differs, type Names, type Plan, wrong } from "./plan.ts";
import { type People, personIn } from "./ties.ts";

type Wanted = { kind: TicketKind | null; category: string; village: string; station: string; personId: number | null; person: string };

/** The town's own rules are exactly what the sheet says, in its order. */
export async function planRules(plan: Plan, rows: Cells[] | undefined, names: Names, people: People, holders: ReadonlySet<number>) {
  if (!rows) return;
  const wanted: Wanted[] = [];
  for (const cells of rows) {
    const rule = readRule(cells, names, people, holders);
    if (typeof rule === "string") wrong(plan, "rules", cells, rule);
    else if (wanted.some((one) => describe(one) === describe(rule))) wrong(plan, "rules", cells, "这条规则写了两次");
    else wanted.push(rule);
  }
  if (wanted.length > maxOwnRules) plan.errors.push({ sheet: orgSheetNames.rules, row: maxOwnRules + 2, reason: `最多 ${maxOwnRules} 条` });
  const before = (await findOwnRules(plan.work)).map(({ toPersonId, ...rule }) => describe({ ...rule, personId: toPersonId }));
  const after = wanted.map(describe);
  if (before.join("\n") === after.join("\n")) return;
  const gone = before.filter((rule) => !after.includes(rule));
  const come = after.filter((rule) => !before.includes(rule));
  for (const rule of gone) differs(plan, "rules", "-", rule);
  for (const rule of come) differs(plan, "rules", "+", rule);
  if (!gone.length && !come.length) differs(plan, "rules", "~", "先后顺序");
  plan.steps.push(() => write(plan, wanted));
}

function readRule(cells: Cells, names: Names, people: People, holders: ReadonlySet<number>): Wanted | string {
  const [kindWord, category, village, station] = [cells.cell("类型"), cells.cell("类别"), cells.cell("村"), cells.cell("交给站所")];
  const typed = valueFor(kindWords, kindWord);
  if (kindWord && (!typed || typed === "emergency")) return "类型要是：问题、办事、矛盾纠纷、信访；紧急按值班表走";
  if (!typed && !category && !village) return "要写类型、类别或村，至少一样";
  const kinds = (typed ? [typed] : (Object.keys(kindWords) as TicketKind[])).filter((kind) => names.categories.has(`${kind} ${category}`));
  if (category && !kinds.length) return `没有“${[kindWord, category].filter(Boolean).join(" ")}”这个类别`;
  if (category && kinds.length > 1) return `有几个“${category}”，请写类型`;
  if (village && !names.villages.has(village)) return `没有“${village}”这个村`;
  if (station && !names.stations.has(station)) return `没有“${station}”这个站所`;
  const isPerson = cells.cell("编号") !== "" || cells.cell("姓名") !== "";
  if (isPerson === (station !== "")) return "要写交给哪个站所，或交给哪个人，只写一样";
  const rule = { kind: (category ? kinds[0] : typed) ?? null, category, village, station, personId: null, person: "" };
  if (!isPerson) return rule;
  const who = personIn(cells, people);
  if (typeof who === "string") return who;
  return holders.has(who.id) ? { ...rule, personId: who.id, person: who.name } : `“${who.name}”没有身份，先写在“${orgSheetNames.ties}”表里`;
}

const describe = ({ kind, category, village, station, personId, person }: Wanted) =>
  `${[village, kind && kindWords[kind], category].filter(Boolean).join(" ")} → ${station || `${person}（${personId}）`}`;

async function write({ work }: Plan, wanted: readonly Wanted[]) {
  const [categories, villages, stations] = [await findAllCategories(work), await findVillages(work), await findStations(work)];
  const idOf = (all: readonly { id: number; name: string }[], name: string) => all.find((one) => one.name === name)?.id ?? null;
  const rules = wanted.map(({ kind, category, village, station, personId }) => ({
    kind,
    categoryId: category ? (categories.find((one) => one.kind === kind && one.name === category)?.id ?? null) : null,
    villageId: idOf(villages, village),
    toStationId: idOf(stations, station),
    toPersonId: personId,
  }));
  await replaceOwnRules(work, rules);
}
