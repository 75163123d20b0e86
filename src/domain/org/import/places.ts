import { station, village } from "../../../database/schema/town.ts";
import { maxNameCharacters } from "../../limits.ts";
import { addGroups, findVillages } from "../../places/places.ts";
import { type Cells, differs, isName, type Names, type Plan, say, wrong } from "./plan.ts";

export function planPlaces(plan: Plan, rows: Cells[] | undefined, { villages, groups }: Names) {
  const { work } = plan;
  for (const cells of rows ?? []) {
    const [name, group] = [cells.cell("村"), cells.cell("组")];
    if (!isName(name)) {
      wrong(plan, "places", cells, say("wrong-village-name", { most: maxNameCharacters }));
      continue;
    }
    if (!villages.has(name)) {
      villages.add(name);
      differs(plan, "places", "+", name);
      const position = villages.size;
      plan.steps.push(() => work.tx.insert(village).values({ townId: work.townId, name, position }).onConflictDoNothing());
    }
    if (!group || groups.has(`${name} ${group}`)) continue;
    groups.add(`${name} ${group}`);
    differs(plan, "places", "+", `${name} ${group}`);
    plan.steps.push(async () => {
      const place = (await findVillages(work)).find((one) => one.name === name);
      if (place) await addGroups(work, place.id, [group]);
    });
  }
}

export function planStations(plan: Plan, rows: Cells[] | undefined, { stations }: Names) {
  const { work } = plan;
  for (const cells of rows ?? []) {
    const name = cells.cell("站所");
    if (!isName(name)) wrong(plan, "stations", cells, say("wrong-station-name", { most: maxNameCharacters }));
    else if (!stations.has(name)) {
      stations.add(name);
      differs(plan, "stations", "+", name);
      plan.steps.push(() => work.tx.insert(station).values({ townId: work.townId, name }).onConflictDoNothing());
    }
  }
}
