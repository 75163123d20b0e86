import { category } from "../../../database/schema/tickets.ts";
import { maxNameCharacters } from "../../limits.ts";
import { findStations } from "../../places/places.ts";
import { type Category, findAllCategories, readKeywords } from "../../tickets/categories.ts";
import { kindWords, orgSheetNames, readFields, termsWords, valueFor, writeFields, yes } from "../sheets.ts";
import { type Cells, differs, isName, type Names, type Plan, say, wrong } from "./plan.ts";

export async function planCategories(plan: Plan, rows: Cells[] | undefined, names: Names) {
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
    if (!kind) wrong(plan, "categories", cells, say("wrong-kind", { words: Object.values(kindWords).join("、") }));
    else if (!isName(name)) wrong(plan, "categories", cells, say("wrong-name", { most: maxNameCharacters }));
    else if (seen.has(`${kind} ${name}`)) wrong(plan, "categories", cells, say("wrong-twice", { name }));
    else if (!terms) wrong(plan, "categories", cells, say("wrong-terms", { words: Object.values(termsWords).join("、") }));
    else if (stationName && !names.stations.has(stationName))
      wrong(plan, "categories", cells, say("wrong-no-station-yet", { name: stationName, sheet: orgSheetNames.stations }));
    else if (!fields) wrong(plan, "categories", cells, say("wrong-fields", { example: "老人姓名|文字；办哪一种|选择:迁入/迁出|必填" }));
    else {
      seen.add(`${kind} ${name}`);
      names.categories.add(`${kind} ${name}`);
      const values = {
        nameEn: cells.cell("英文名") || name,
        emoji: cells.cell("图标") || "📌",
        terms,
        keywords: readKeywords(cells.cell("关键词")),
        guide: cells.cell("说明") || null,
        fields,
        atHome: cells.cell("可上门") === yes,
        toDiscipline: cells.cell("交纪检") === yes,
        hidden: cells.cell("停用") === yes,
      };
      const formerStation = stations.find(({ id }) => id === before?.stationId)?.name ?? "";
      if (before && formerStation === stationName && isSame(before, values)) continue;
      differs(plan, "categories", before ? "~" : "+", `${kindWords[kind]} ${name}`);
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
