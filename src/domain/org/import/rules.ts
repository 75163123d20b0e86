import type { Said, TicketKind } from "../../../database/values.ts";
import { maxOwnRules } from "../../limits.ts";
import { findStations, findVillages } from "../../places/places.ts";
import { findAllCategories } from "../../tickets/categories.ts";
import { findOwnRules, replaceOwnRules } from "../../tickets/town-rules.ts";
import { kindWords, orgSheetNames, valueFor } from "../sheets.ts";
import { type Cells, differs, type Names, type Plan, say, wrong } from "./plan.ts";
import { type People, personIn } from "./ties.ts";

type Wanted = { kind: TicketKind | null; category: string; village: string; station: string; personId: number | null; person: string };

/** The town's own rules are exactly what the sheet says, in its order. */
export async function planRules(plan: Plan, rows: Cells[] | undefined, names: Names, people: People, holders: ReadonlySet<number>) {
  if (!rows) return;
  const wanted: Wanted[] = [];
  for (const cells of rows) {
    const rule = readRule(cells, names, people, holders);
    if ("key" in rule) wrong(plan, "rules", cells, rule);
    else if (wanted.some((one) => describe(one) === describe(rule))) wrong(plan, "rules", cells, say("wrong-rule-twice"));
    else wanted.push(rule);
  }
  if (wanted.length > maxOwnRules)
    plan.errors.push({ sheet: orgSheetNames.rules, row: maxOwnRules + 2, reason: say("wrong-most-rules", { most: maxOwnRules }) });
  const before = (await findOwnRules(plan.work)).map(({ toPersonId, ...rule }) => describe({ ...rule, personId: toPersonId }));
  const after = wanted.map(describe);
  if (before.join("\n") === after.join("\n")) return;
  const gone = before.filter((rule) => !after.includes(rule));
  const come = after.filter((rule) => !before.includes(rule));
  for (const rule of gone) differs(plan, "rules", "-", rule);
  for (const rule of come) differs(plan, "rules", "+", rule);
  if (!gone.length && !come.length) differs(plan, "rules", "~", say("difference-order"));
  plan.steps.push(() => write(plan, wanted));
}

/** Emergencies go by the duty roster. */
const ruleKinds = ["problem", "service", "dispute", "petition"] as const;

function readRule(cells: Cells, names: Names, people: People, holders: ReadonlySet<number>): Wanted | Said {
  const [kindWord, category, village, station] = [cells.cell("类型"), cells.cell("类别"), cells.cell("村"), cells.cell("交给站所")];
  const typed = valueFor(kindWords, kindWord);
  if (kindWord && (!typed || typed === "emergency"))
    return say("wrong-rule-kind", { words: ruleKinds.map((kind) => kindWords[kind]).join("、") });
  if (!typed && !category && !village) return say("wrong-rule-empty");
  const kinds = (typed ? [typed] : (Object.keys(kindWords) as TicketKind[])).filter((kind) => names.categories.has(`${kind} ${category}`));
  if (category && !kinds.length) return say("wrong-no-category", { name: [kindWord, category].filter(Boolean).join(" ") });
  if (category && kinds.length > 1) return say("wrong-category-several", { name: category });
  if (village && !names.villages.has(village)) return say("wrong-no-village", { name: village });
  if (station && !names.stations.has(station)) return say("wrong-no-station", { name: station });
  const isPerson = cells.cell("编号") !== "" || cells.cell("姓名") !== "";
  if (isPerson === (station !== "")) return say("wrong-rule-target");
  const rule = { kind: (category ? kinds[0] : typed) ?? null, category, village, station, personId: null, person: "" };
  if (!isPerson) return rule;
  const who = personIn(cells, people);
  if ("key" in who) return who;
  return holders.has(who.id)
    ? { ...rule, personId: who.id, person: who.name }
    : say("wrong-no-role", { name: who.name, sheet: orgSheetNames.ties });
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
