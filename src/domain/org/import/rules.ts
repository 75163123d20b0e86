import { type Phrase, type Said, type TicketKind, ticketKinds } from "../../../database/values.ts";
import { maxOwnRules } from "../../limits.ts";
import { findStations, findVillages } from "../../places/places.ts";
import { findAllCategories } from "../../tickets/categories.ts";
import { findOwnRules, replaceOwnRules } from "../../tickets/town-rules.ts";
import { kindWord, type OrgColumn, sheetName, valueFor } from "../sheets.ts";
import { type Cells, differs, type FoundSheet, type Names, type Plan, say, wrong } from "./plan.ts";
import { type People, personIn } from "./ties.ts";

type RuleColumn = OrgColumn<"rules">;
type Wanted = { kind: TicketKind | null; category: string; village: string; station: string; personId: number | null; person: string };
const keyOf = (rule: Wanted) => JSON.stringify(describe(rule));

/** The town's own rules are exactly what the sheet says, in its order. */
export async function planRules(
  plan: Plan,
  sheet: FoundSheet<RuleColumn> | undefined,
  names: Names,
  people: People,
  holders: ReadonlySet<number>,
) {
  if (!sheet) return;
  const wanted: Wanted[] = [];
  for (const cells of sheet.rows) {
    const rule = readRule(plan, cells, names, people, holders);
    if ("key" in rule) wrong(plan, sheet, cells, rule);
    else if (wanted.some((one) => keyOf(one) === keyOf(rule))) wrong(plan, sheet, cells, say("wrong-rule-twice"));
    else wanted.push(rule);
  }
  if (wanted.length > maxOwnRules)
    plan.errors.push({ sheet: sheet.name, row: maxOwnRules + 2, reason: say("wrong-most-rules", { most: maxOwnRules }) });
  const before = (await findOwnRules(plan.work)).map(({ toPersonId, ...rule }) => ({ ...rule, personId: toPersonId }));
  if (before.map(keyOf).join() === wanted.map(keyOf).join()) return;
  const gone = before.filter((rule) => !wanted.some((one) => keyOf(one) === keyOf(rule)));
  const come = wanted.filter((rule) => !before.some((one) => keyOf(one) === keyOf(rule)));
  for (const rule of gone) differs(plan, sheet, "-", describe(rule));
  for (const rule of come) differs(plan, sheet, "+", describe(rule));
  if (!gone.length && !come.length) differs(plan, sheet, "~", say("difference-order"));
  plan.steps.push(() => write(plan, wanted));
}

/** Emergencies go by the duty roster. */
const ruleKinds = ["problem", "service", "dispute", "petition"] as const;

function readRule(
  { spellings }: Plan,
  cells: Cells<RuleColumn>,
  names: Names,
  people: People,
  holders: ReadonlySet<number>,
): Wanted | Said {
  const [kindCell, category, village, station] = [
    cells.cell("kind"),
    cells.cell("category"),
    cells.cell("village"),
    cells.cell("to_station"),
  ];
  const typed = valueFor(spellings, ticketKinds, kindWord, kindCell);
  if (kindCell && (!typed || typed === "emergency")) return say("wrong-rule-kind", { words: ruleKinds.map(kindWord) });
  if (!typed && !category && !village) return say("wrong-rule-empty");
  const kinds = (typed ? [typed] : ticketKinds).filter((kind) => names.categories.has(`${kind} ${category}`));
  if (category && !kinds.length) return say("wrong-no-category", { name: [kindCell, category].filter(Boolean).join(" ") });
  if (category && kinds.length > 1) return say("wrong-category-several", { name: category });
  if (village && !names.villages.has(village)) return say("wrong-no-village", { name: village });
  if (station && !names.stations.has(station)) return say("wrong-no-station", { name: station });
  const isPerson = cells.cell("number") !== "" || cells.cell("person") !== "";
  if (isPerson === (station !== "")) return say("wrong-rule-target");
  const rule = { kind: (category ? kinds[0] : typed) ?? null, category, village, station, personId: null, person: "" };
  if (!isPerson) return rule;
  const who = personIn(cells, people);
  if ("key" in who) return who;
  return holders.has(who.id)
    ? { ...rule, personId: who.id, person: who.name }
    : say("wrong-no-role", { name: who.name, sheet: [sheetName("ties")] });
}

const describe = ({ kind, category, village, station, personId, person }: Wanted): Phrase => [
  ...(village ? [village] : []),
  ...(kind ? [{ word: kindWord(kind) }] : []),
  ...(category ? [category] : []),
  "→",
  station || `${person}（${personId}）`,
];

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
