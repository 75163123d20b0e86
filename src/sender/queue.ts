import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../database/client.ts";
import { outbox } from "../database/road-schema.ts";
import type { Moment } from "../database/work.ts";

export type Row = typeof outbox.$inferSelect;

/** What became of a row; several are written at once. */
export type Outcome = {
  id: number;
  state: "sent" | "held" | "failed" | "dropped";
  messageId?: number | undefined;
  failure?: string | undefined;
};

/** The next rows to be sent, most urgent first, without those already in hand and those less urgent than `leastPriority`. */
export const findPending = (
  database: Database,
  { townId, now }: Pick<Moment, "townId" | "now">,
  inHand: readonly number[],
  leastPriority: number,
  limit: number,
): Promise<Row[]> =>
  database
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.townId, townId),
        eq(outbox.state, "pending"),
        lte(outbox.priority, leastPriority),
        or(isNull(outbox.notBefore), lte(outbox.notBefore, now)),
        inHand.length ? sql`${outbox.id} <> all(${sql.param([...inHand])}::bigint[])` : undefined,
      ),
    )
    .orderBy(asc(outbox.priority), asc(outbox.id))
    .limit(limit);

export async function recordOutcomes(database: Database, townId: number, outcomes: readonly Outcome[]) {
  const ids = outcomes.map(({ id }) => id);
  const states = outcomes.map(({ state }) => state);
  const messageIds = outcomes.map(({ messageId }) => messageId ?? null);
  const failures = outcomes.map(({ failure }) => failure?.slice(0, 500) ?? null);
  await database.$client.query({ name: "record_outcomes", text: recording, values: [townId, ids, states, messageIds, failures] });
}

const recording = `
  update outbox set state = given.state, message_id = coalesce(given.message_id, outbox.message_id), failure = given.failure,
    sent_at = case when given.state = 'sent' then now() else outbox.sent_at end, attempts = outbox.attempts + 1
  from unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[]) as given(id, state, message_id, failure)
  where outbox.town_id = $1 and outbox.id = any($2::bigint[]) and outbox.id = given.id`;

/** Message ids under which earlier rows were sent. */
export async function findMessageIds(database: Database, townId: number, ids: readonly number[]): Promise<Map<number, number>> {
  if (!ids.length) return new Map();
  const rows = await database
    .select({ id: outbox.id, messageId: outbox.messageId })
    .from(outbox)
    .where(and(eq(outbox.townId, townId), inArray(outbox.id, [...ids])));
  return new Map(rows.flatMap(({ id, messageId }) => (messageId === null ? [] : [[id, messageId] as const])));
}
