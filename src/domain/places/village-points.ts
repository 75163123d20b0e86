import { and, eq } from "drizzle-orm";
import { village } from "../../database/schema/town.ts";
import type { Pin } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Village } from "./places.ts";

/** Where a village lies, for the map of the public page; undefined while nobody has said so. */
export const pointOf = ({ latitude, longitude }: Pick<Village, "latitude" | "longitude">): Pin | undefined =>
  latitude === null || longitude === null ? undefined : { latitude, longitude };

/** 村的位置, and its inverse. */
export async function placeVillage(work: Work, actor: Actor, id: number, point: Pin | undefined): Promise<Village | Refusal> {
  if (!mayUse(actor, "org")) return refuse("not-yours");
  const { latitude = null, longitude = null } = point ?? {};
  const [placed] = await work.tx
    .update(village)
    .set({ latitude, longitude })
    .where(and(eq(village.townId, work.townId), eq(village.id, id)))
    .returning();
  return placed ?? refuse("not-found");
}
