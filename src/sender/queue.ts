import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import { asking, askOnce, type Database } from "../database/client.ts";
import { outbox } from "../database/schema/messaging.ts";
import type { Moment } from "../database/work.ts";
import type { Shown } from "./shown.ts";

export type Row = typeof outbox.$inferSelect;

/** What became of a row; several are written at once. */
export type Outcome = {
  id: number;
  state: "sent" | "held" | "failed" | "dropped";
  messageId?: number | undefined;
  failure?: string | undefined;
  shown?: Shown | undefined;
  /** The row whose message this one changed, or sent anew: what that shows now, and where it is. */
  of?: { id: number; shown: Shown; messageId?: number | undefined } | undefined;
};

/** The next rows to be sent, most urgent first, without those already in hand and those less urgent than `leastPriority`. */
export const findPending = (
  database: Database,
  { townId, now }: Pick<Moment, "townId" | "now">,
  inHand: readonly number[],
  leastPriority: number,
  limit: number,
): Promise<Row[]> =>
  asking(database, townId, async (tx) =>
    tx
      .select()
      .from(outbox)
      .where(
        and(
          eq(outbox.townId, townId),
          eq(outbox.state, "pending"),
          lte(outbox.priority, leastPriority),
          or(isNull(outbox.notBefore), lte(outbox.notBefore, now)),
          sql`${outbox.id} <> all(${sql.param([...inHand])}::bigint[])`,
        ),
      )
      .orderBy(asc(outbox.priority), asc(outbox.id))
      .limit(limit),
  );

export async function recordOutcomes(database: Database, townId: number, outcomes: readonly Outcome[]) {
  const changed = outcomes.flatMap((outcome) => [
    outcome,
    ...(outcome.of ? [{ ...outcome.of, state: "shows" as const, failure: undefined }] : []),
  ]);
  const given = changed.map(({ id, state, messageId, failure, shown }) => ({
    ...{ id, state, shown },
    message_id: messageId,
    failure: failure?.slice(0, 500).toWellFormed(),
  }));
  const ids = changed.map(({ id }) => id);
  const values = [townId, `{${ids.join()}}`, JSON.stringify(given)];
  await askOnce(database, townId, { name: "record_outcomes", text: recording, values });
}

/** A message that another row changed keeps what became of itself, but for one that was sent anew. */
const recording = `
  update outbox set message_id = coalesce(given.message_id, outbox.message_id), shown = coalesce(given.shown, outbox.shown),
    state = case when given.state <> 'shows' then given.state when given.message_id is not null then 'sent' else outbox.state end,
    failure = case when given.state = 'shows' then outbox.failure else given.failure end,
    sent_at = case when given.state = 'sent' then now() else outbox.sent_at end,
    attempts = outbox.attempts + (given.state <> 'shows')::int
  from jsonb_to_recordset($3::jsonb) as given(id bigint, state text, message_id bigint, failure text, shown text)
  where outbox.town_id = $1 and outbox.id = any($2::bigint[]) and outbox.id = given.id`;

/** What is known of a message that was sent earlier. */
export type Sent = Pick<Row, "id" | "messageId" | "state" | "shown" | "notice">;

const asSent = { id: outbox.id, messageId: outbox.messageId, state: outbox.state, shown: outbox.shown, notice: outbox.notice };

/** Earlier rows, by their ids. */
export async function findSent(database: Database, townId: number, ids: readonly number[]): Promise<Map<number, Sent>> {
  if (!ids.length) return new Map();
  const rows = await asking(database, townId, async (tx) =>
    tx
      .select(asSent)
      .from(outbox)
      .where(and(eq(outbox.townId, townId), sql`${outbox.id} = any(${sql.param([...ids])}::bigint[])`)),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The row by which a message was sent. */
export async function findSentAs(database: Database, townId: number, chatId: number, messageId: number): Promise<Sent | undefined> {
  const [row] = await asking(database, townId, async (tx) =>
    tx
      .select(asSent)
      .from(outbox)
      .where(and(eq(outbox.townId, townId), eq(outbox.chatId, chatId), eq(outbox.messageId, messageId)))
      .orderBy(asc(outbox.id))
      .limit(1),
  );
  return row;
}
