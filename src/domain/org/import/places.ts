import { station, village } from "../../../database/schema/town.ts";
import { maxNameCharacters } from "../../limits.ts";
import { addGroups, findVillages } from "../../places/places.ts";
import { differs, type FoundSheet, isName, type Names, type Plan, say, wrong } from "./plan.ts";

export function planPlaces(plan: Plan, sheet: FoundSheet<"village" | "group"> | undefined, { villages, groups }: Names) {
  const { work } = plan;
  if (!sheet) return;
  for (const cells of sheet.rows) {
    const [name, group] = [cells.cell("village"), cells.cell("group")];
    if (!isName(name)) {
      wrong(plan, sheet, cells, say("wrong-village-name", { most: maxNameCharacters }));
      continue;
    }
    if (!villages.has(name)) {
      villages.add(name);
      differs(plan, sheet, "+", [name]);
      const position = villages.size;
      plan.steps.push(() => work.tx.insert(village).values({ townId: work.townId, name, position }).onConflictDoNothing());
    }
    if (!group || groups.has(`${name} ${group}`)) continue;
    groups.add(`${name} ${group}`);
    differs(plan, sheet, "+", [name, group]);
    plan.steps.push(async () => {
      const place = (await findVillages(work)).find((one) => one.name === name);
      if (place) await addGroups(work, place.id, [group]);
    });
  }
}

export function planStations(plan: Plan, sheet: FoundSheet<"station"> | undefined, { stations }: Names) {
  const { work } = plan;
  if (!sheet) return;
  for (const cells of sheet.rows) {
    const name = cells.cell("station");
    if (!isName(name)) wrong(plan, sheet, cells, say("wrong-station-name", { most: maxNameCharacters }));
    else if (!stations.has(name)) {
      stations.add(name);
      differs(plan, sheet, "+", [name]);
      plan.steps.push(() => work.tx.insert(station).values({ townId: work.townId, name }).onConflictDoNothing());
    }
  }
}
