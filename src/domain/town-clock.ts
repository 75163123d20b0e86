import { eq } from "drizzle-orm";
import { town } from "../database/schema/town.ts";
import type { Work } from "../database/work.ts";

/** By how many seconds the sandbox's town is ahead of the machine's clock; kept, because time does not go back. */
export async function readClockAhead(work: Work): Promise<number> {
  const found = await work.tx.query.town.findFirst({ where: eq(town.id, work.townId) });
  return found?.clockAheadSeconds ?? 0;
}

export async function keepClockAhead(work: Work, seconds: number) {
  await work.tx.update(town).set({ clockAheadSeconds: seconds }).where(eq(town.id, work.townId));
}
