import { askOnce, type Database } from "./client.ts";
import type { heartbeat } from "./schema/messaging.ts";
import { allTowns } from "./town-view.ts";

export type Duty = (typeof heartbeat.$inferSelect)["duty"];

/** Writes down that a duty was done just now, for one town or several; `/readyz` of every process asks for it. */
export async function beat(database: Database, towns: number | readonly number[], duty: Duty, stuck = 0) {
  await askOnce(database, typeof towns === "number" ? towns : allTowns, {
    name: "beat",
    text: beating,
    values: [[towns].flat(), duty, stuck],
  });
}

const beating = `
  insert into heartbeat as h (town_id, duty, stuck) select town, $2, $3 from unnest($1::int[]) as given(town)
  on conflict (town_id, duty) do update set at = now(), stuck = excluded.stuck`;
