import { type SQL, sql } from "drizzle-orm";
import { careFile, condolence } from "../../database/schema/care.ts";
import { roster, rosterEntry } from "../../database/schema/rosters.ts";
import { household, visit } from "../../database/schema/visits.ts";
import { wentAlong } from "../visits/companions.ts";
import type { Standing } from "./rights.ts";
import { whereMay } from "./standing.ts";

const isTrue = (condition: SQL) => sql<boolean>`coalesce(${condition}, false)`;

/**
 * Whether a reader may see whom a deed at the door was for, as conditions on its row. That it was done is told in any case: lists, figures
 * and the ledger show it without a name.
 */
export const seenBy = (standing: Standing) => ({
  /** On `visit`, with its `household` joined. */
  visit: isTrue(
    sql`(${whereMay("see_household", standing, {
      villageId: visit.villageId,
      groupName: sql`coalesce(${household.groupName}, '')`,
      of: [visit.cadreId, household.cadreId],
    })} or ${wentAlong(standing.personId)})`,
  ),
  /** On `roster_entry`, with its `roster` joined. */
  entry: isTrue(
    whereMay("see_entry", standing, {
      villageId: rosterEntry.villageId,
      groupName: rosterEntry.groupName,
      of: [rosterEntry.assignedTo, roster.createdBy],
    }),
  ),
  care: isTrue(whereMay("see_care", standing, { villageId: careFile.villageId, of: [careFile.keeperId] })),
  gift: isTrue(whereMay("record_gift", standing, { villageId: condolence.villageId, of: [condolence.giverId] })),
});
