import { sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { heartbeat } from "./schema/messaging.ts";

export type Duty = (typeof heartbeat.$inferSelect)["duty"];

/** Writes down that a duty was done just now, for one town or several; `/readyz` of every process asks for it. */
export async function beat(database: Database, towns: number | readonly number[], duty: Duty, stuck = 0) {
  await database
    .insert(heartbeat)
    .values([towns].flat().map((townId) => ({ townId, duty, stuck })))
    .onConflictDoUpdate({ target: [heartbeat.townId, heartbeat.duty], set: { at: sql`now()`, stuck } });
}
