import { category } from "../../../database/schema/tickets.ts";
import { termsNames, ticketKinds } from "../../../database/values.ts";
import { maxNameCharacters } from "../../limits.ts";
import { findStations } from "../../places/places.ts";
import { type Category, findAllCategories, readKeywords } from "../../tickets/categories.ts";
import { isSpelled, kindWord, type OrgColumn, readFields, sheetName, termsWord, valueFor, writeFields } from "../sheets.ts";
import { differs, type FoundSheet, isName, type Names, type Plan, say, wrong } from "./plan.ts";

export async function planCategories(plan: Plan, sheet: FoundSheet<OrgColumn<"categories">> | undefined, names: Names) {
  if (!sheet) return;
  const { work, spellings } = plan;
  const all = await findAllCategories(work);
  const stations = await findStations(work);
  const seen = new Set<string>();
  for (const cells of sheet.rows) {
    const [kind, name] = [valueFor(spellings, ticketKinds, kindWord, cells.cell("kind")), cells.cell("name")];
    const termsCell = cells.cell("terms");
    const terms = termsCell ? valueFor(spellings, termsNames, termsWord, termsCell) : "standard";
    const stationName = cells.cell("own_station");
    const before = all.find((one) => one.kind === kind && one.name === name);
    const fields = readFields(spellings, cells.cell("fields"), before?.fields);
    if (!kind) wrong(plan, sheet, cells, say("wrong-kind", { words: ticketKinds.map(kindWord) }));
    else if (!isName(name)) wrong(plan, sheet, cells, say("wrong-name", { most: maxNameCharacters }));
    else if (seen.has(`${kind} ${name}`)) wrong(plan, sheet, cells, say("wrong-twice", { name }));
    else if (!terms) wrong(plan, sheet, cells, say("wrong-terms", { words: termsNames.map(termsWord) }));
    else if (stationName && !names.stations.has(stationName))
      wrong(plan, sheet, cells, say("wrong-no-station-yet", { name: stationName, sheet: [sheetName("stations")] }));
    else if (!fields) wrong(plan, sheet, cells, say("wrong-fields"));
    else {
      seen.add(`${kind} ${name}`);
      names.categories.add(`${kind} ${name}`);
      const isYes = (column: "at_home" | "to_discipline" | "hidden") => isSpelled(spellings, "cell-yes", cells.cell(column));
      const values = {
        nameEn: cells.cell("name_en") || name,
        emoji: cells.cell("emoji") || "📌",
        terms,
        keywords: readKeywords(cells.cell("keywords")),
        guide: cells.cell("guide") || null,
        fields,
        atHome: isYes("at_home"),
        toDiscipline: isYes("to_discipline"),
        hidden: isYes("hidden"),
      };
      const formerStation = stations.find(({ id }) => id === before?.stationId)?.name ?? "";
      if (before && formerStation === stationName && isSame(before, values)) continue;
      differs(plan, sheet, before ? "~" : "+", [{ word: kindWord(kind) }, name]);
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

const asKey = (key: string) => key;

function isSame(before: Category, { fields, ...values }: Partial<Category>): boolean {
  const isEqual = ([name, value]: [string, unknown]) => JSON.stringify(before[name as keyof Category]) === JSON.stringify(value);
  return Object.entries(values).every(isEqual) && writeFields(before.fields, asKey) === writeFields(fields ?? [], asKey);
}
