import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { DateTime } from "luxon";
import { person } from "../../database/schema/people.ts";
import type { NoticeBody } from "../../database/values.ts";
import { priorities, type Work } from "../../database/work.ts";
import { quietHours } from "../limits.ts";

/** To whom it is meant: a group, a village, several (`alsoIn`), or the whole town. */
export type Audience = { villageId: number | null; groupId?: number | null | undefined; alsoIn?: readonly number[] };

/** When something that is not urgent may be sent: now, or when the quiet hours are over. */
export function afterQuietHours({ now, zone }: Pick<Work, "now" | "zone">): Date | null {
  const time = DateTime.fromJSDate(now, { zone });
  if (time.hour < quietHours.fromHour && time.hour >= quietHours.toHour) return null;
  const morning = time.startOf("day").plus({ hours: quietHours.toHour });
  return (time.hour >= quietHours.fromHour ? morning.plus({ days: 1 }) : morning).toJSDate();
}

/** @property except who hears of it otherwise @property by when it is of no use any more: then it does not wait for the morning */
type Telling = { except?: ReadonlySet<number>; by?: Date };

/**
 * Tells everybody concerned who has not unsubscribed, after the quiet hours.
 *
 * @returns to how many people it goes
 */
export async function tellReaders(
  work: Work,
  { villageId, groupId, alsoIn = [] }: Audience,
  notice: NoticeBody,
  { except = new Set(), by }: Telling = {},
): Promise<number> {
  const found = await work.tx
    .select({ id: person.id, telegramId: person.telegramId })
    .from(person)
    .where(
      and(
        eq(person.townId, work.townId),
        // Who has no Telegram, or is another town's office, is no reader.
        gt(person.telegramId, 0),
        isNull(person.blockedAt),
        isNull(person.mutedAt),
        isNull(person.erasedAt),
        villageId === null ? undefined : inArray(person.villageId, [villageId, ...alsoIn]),
        groupId ? eq(person.groupId, groupId) : undefined,
      ),
    );
  const readers = found.filter(({ id }) => !except.has(id));
  const morning = afterQuietHours(work);
  const notBefore = morning && by && by <= morning ? null : morning;
  for (const reader of readers) work.tell(reader, notice, { priority: priorities.broadcast, notBefore });
  return readers.length;
}
