import { and, eq, gte, isNull } from "drizzle-orm";
import { scheduledReport } from "../../database/schema/briefings.ts";
import { duty } from "../../database/schema/emergencies.ts";
import { person, roleGrant } from "../../database/schema/people.ts";
import { coHandler } from "../../database/schema/tickets.ts";
import { routingRule } from "../../database/schema/town-rules.ts";
import { household } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import { dayOf } from "../emergencies/duty.ts";
import type { Actor } from "../people/person.ts";
import { handOver } from "../tickets/hand-over.ts";

/**
 * Somebody who holds an office and is erased leaves it as everybody does who leaves: open matters, visits and calls go to whom routing finds
 * now. What they did, wrote and decided in office is the town's and stays, without a name.
 */
export async function leaveOffice(work: Work, { id, telegramId, grants }: Actor) {
  const { tx, townId, now } = work;
  await tx
    .update(roleGrant)
    .set({ revokedAt: now })
    .where(and(eq(roleGrant.townId, townId), eq(roleGrant.personId, id), isNull(roleGrant.revokedAt)));
  await tx.delete(coHandler).where(and(eq(coHandler.townId, townId), eq(coHandler.personId, id)));
  await tx.delete(routingRule).where(and(eq(routingRule.townId, townId), eq(routingRule.toPersonId, id)));
  await tx.delete(duty).where(and(eq(duty.townId, townId), eq(duty.personId, id), gte(duty.day, dayOf(now, work.zone))));
  await tx
    .update(household)
    .set({ cadreId: null })
    .where(and(eq(household.townId, townId), eq(household.cadreId, id)));
  await tx
    .update(person)
    .set({ deputyId: null })
    .where(and(eq(person.townId, townId), eq(person.deputyId, id)));
  await tx
    .update(scheduledReport)
    .set({ endedAt: now })
    .where(and(eq(scheduledReport.townId, townId), eq(scheduledReport.readerId, id), isNull(scheduledReport.endedAt)));
  if (!grants.length) return;
  await handOver(work, "clock", { personId: id, villageId: null, stationId: null });
  work.tell({ id, telegramId }, { kind: "commands" });
}
