import { and, gt, inArray, sql } from "drizzle-orm";
import { silenced } from "../../database/schema/messaging.ts";
import { priorities, type Work } from "../../database/work.ts";
import { noteOnce } from "../conversation.ts";
import { findAccount } from "./person.ts";

/**
 * Somebody sent more than one person can: for a while they are not listened to, on any replica. They are told once, until when, and it is noted.
 *
 * @param chatId where they wrote; in a group nobody is lectured before the others
 */
export async function silence(work: Work, who: { telegramId: number; chatId: number }, seconds: number) {
  const { telegramId, chatId } = who;
  const until = sql`now() + ${seconds} * interval '1 second'`;
  const [isNews] = await work.tx
    .insert(silenced)
    .values({ townId: work.townId, telegramId, until })
    .onConflictDoUpdate({ target: [silenced.townId, silenced.telegramId], set: { until }, setWhere: sql`${silenced.until} <= now()` })
    .returning({ telegramId: silenced.telegramId });
  if (!isNews) return;
  const person = (await findAccount(work, telegramId))?.person;
  if (person) await noteOnce(work, person.id, "sent too much", "", 60);
  if (!person && chatId !== telegramId) return;
  const notice = {
    kind: "text" as const,
    key: "told-too-much" as const,
    values: { until: new Date(work.now.getTime() + seconds * 1000).toISOString() },
  };
  work.send({ chatId: telegramId, personId: person?.id ?? null, notice, priority: priorities.answer });
}

/** Who is not listened to now in some towns, and for how many milliseconds more. */
export async function findSilenced({ tx }: Pick<Work, "tx">, towns: readonly number[]): Promise<Silent[]> {
  const rows = await tx
    .select({
      townId: silenced.townId,
      telegramId: silenced.telegramId,
      forMs: sql<string>`extract(epoch from ${silenced.until} - now()) * 1000`,
    })
    .from(silenced)
    .where(and(inArray(silenced.townId, [...towns]), gt(silenced.until, sql`now()`)));
  return rows.map(({ forMs, ...who }) => ({ ...who, forMs: Number(forMs) }));
}

export type Silent = { townId: number; telegramId: number; forMs: number };
