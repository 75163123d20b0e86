import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { countyCode } from "../../database/schema/county.ts";
import { station, town } from "../../database/schema/town.ts";
import { inTown, type Work } from "../../database/work.ts";

/**
 * All that one town may read of another, and the one thing that it may change there: whoever has a county's code uses it up. Everything else
 * between them is a letter.
 */

/** An office of the county: one of its stations. */
export type Office = { id: number; name: string };
export type OtherTown = { id: number; name: string; username: string | null; takesOverdue: boolean };

export const findOtherTown = (work: Work, id: number): Promise<OtherTown | undefined> =>
  inTown(work, id, async ({ tx, townId }) => {
    const [found] = await tx
      .select({ name: town.name, username: town.botUsername, takesOverdue: town.takesOverdue })
      .from(town)
      .where(eq(town.id, townId));
    return found && { id: townId, ...found, name: found.name ?? "—" };
  });

export const findOffices = (work: Work, countyId: number): Promise<Office[]> =>
  inTown(work, countyId, ({ tx, townId }) =>
    tx.select({ id: station.id, name: station.name }).from(station).where(eq(station.townId, townId)).orderBy(asc(station.id)),
  );

/** Uses up a code of a county. @returns whether it was one */
export const useCountyCode = (work: Work, countyId: number, codeHash: string): Promise<boolean> =>
  inTown(work, countyId, async ({ tx, townId, now }) => {
    const fits = and(
      eq(countyCode.townId, townId),
      eq(countyCode.codeHash, codeHash),
      isNull(countyCode.usedAt),
      gt(countyCode.expiresAt, now),
    );
    const used = await tx.update(countyCode).set({ usedAt: now }).where(fits).returning({ codeHash: countyCode.codeHash });
    return used.length > 0;
  });
