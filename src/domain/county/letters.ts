import { sql } from "drizzle-orm";
import type { LetterBody } from "../../database/county-values.ts";
import { letter } from "../../database/schema/county.ts";
import type { Attachment, Pin } from "../../database/values.ts";
import { inTown, type Work } from "../../database/work.ts";
import { taskOf } from "../town-number.ts";

/** Of the job engine: reads what other towns have written. The timer of each minute does so too. */
export const letterTask = "read_letters";

/** Writes to another town, and has it read there: with the commit of this transaction, or not at all. */
export const writeLetter = (work: Work, toTownId: number, body: LetterBody): Promise<void> =>
  inTown(work, toTownId, async ({ tx, townId, now: at, write }) => {
    write(tx.insert(letter).values({ townId, fromTownId: work.townId, body, at }));
    write(tx.execute(sql`select graphile_worker.add_job(${taskOf(letterTask, townId)}, '{}'::json, max_attempts => 3)`));
  });

/** A place as another town is told of it: nobody is followed from there. */
export const placeFor = ({ latitude, longitude }: Pin): Pin => ({ latitude, longitude });

/** A file as another town is told of it: that one's bot does not know this one's. */
export function fileFor({ townId }: Work, toTownId: number, { of = townId, ...file }: Attachment): Attachment {
  return of === toTownId ? file : { ...file, of };
}
