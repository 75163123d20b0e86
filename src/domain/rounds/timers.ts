import { and, eq, isNull, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { round, roundTurn } from "../../database/schema/rounds.ts";
import type { Work } from "../../database/work.ts";
import { afterQuietHours } from "../outreach/readers.ts";
import { findAllHolders } from "../people/person.ts";
import type { Timer } from "../timer.ts";
import { toldFor } from "./assigned.ts";
import { nextTurn } from "./days.ts";
import { findRound } from "./rounds.ts";
import { endOfDay } from "./turns.ts";

const nameOf = async (work: Work, id: number) => (await findRound(work, id))?.title ?? "?";

/** At the hour of a turn those whose it is are reminded, with the buttons by which they answer. */
export const roundTimer: Timer = {
  road: "round",
  due: ({ townId, now }) => sql`select id, next_at as due_at from round
    where town_id = ${townId} and ended_at is null and next_at <= ${now.toISOString()}::timestamptz`,
  upcoming: ({ townId }) => sql`select next_at as at from round where town_id = ${townId} and ended_at is null and next_at is not null`,
  fire: remind,
  nameOf,
};

async function remind(work: Work, id: number): Promise<boolean> {
  const [due] = await work.tx
    .select()
    .from(round)
    .where(and(eq(round.townId, work.townId), eq(round.id, id), isNull(round.endedAt)))
    .for("update", { skipLocked: true });
  if (!due?.nextAt || due.nextAt > work.now) return false;
  // The bot may have been away: each day has its turn, what is over is seen as missed, and nobody is reminded of it.
  let dueAt: Date | null = due.nextAt;
  const rows: (typeof roundTurn.$inferInsert)[] = [];
  while (dueAt && dueAt <= work.now) {
    const day = DateTime.fromJSDate(dueAt, { zone: work.zone }).toISODate() ?? "";
    rows.push({ townId: work.townId, roundId: id, day, dueAt, closesAt: endOfDay(day, work.zone) });
    dueAt = nextTurn(due, dueAt, work.zone)?.dueAt ?? null;
  }
  await work.tx
    .update(round)
    .set({ nextAt: dueAt })
    .where(and(eq(round.townId, work.townId), eq(round.id, id)));
  const added = await work.tx
    .insert(roundTurn)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: roundTurn.id, closesAt: roundTurn.closesAt });
  const turn = added.find(({ closesAt }) => closesAt > work.now);
  if (!turn) return true;
  const values = { title: due.title, proof: due.proof };
  for (const one of toldFor(due, await findAllHolders(work), work.now))
    work.tell(one, { kind: "text", key: "told-turn", values, buttons: "turn", subject: turn.id });
  return true;
}

/** A day that ended with nothing written down: it is missed, and whose it was may still say what became of it. */
export const turnTimer: Timer = {
  road: "turn",
  due: ({ townId, now }) => sql`select id, closes_at as due_at from round_turn
    where town_id = ${townId} and state = 'open' and missed_at is null and closes_at <= ${now.toISOString()}::timestamptz`,
  upcoming: ({ townId }) => sql`select closes_at as at from round_turn where town_id = ${townId} and state = 'open' and missed_at is null`,
  fire: miss,
  async nameOf(work, id) {
    const [found] = await work.tx
      .select({ roundId: roundTurn.roundId })
      .from(roundTurn)
      .where(and(eq(roundTurn.townId, work.townId), eq(roundTurn.id, id)));
    return nameOf(work, found?.roundId ?? 0);
  },
};

async function miss(work: Work, id: number): Promise<boolean> {
  const [missed] = await work.tx
    .update(roundTurn)
    .set({ missedAt: work.now })
    .where(and(eq(roundTurn.townId, work.townId), eq(roundTurn.id, id), eq(roundTurn.state, "open"), isNull(roundTurn.missedAt)))
    .returning();
  const of = missed && (await findRound(work, missed.roundId));
  // Of what is over for good nothing is asked any more; it stands in the list.
  if (!missed || !of || of.endedAt) return missed !== undefined;
  const values = { title: of.title, day: missed.day };
  for (const one of toldFor(of, await findAllHolders(work), work.now))
    work.tell(one, { kind: "text", key: "told-turn-missed", values, buttons: "turn", subject: id }, { notBefore: afterQuietHours(work) });
  return true;
}
