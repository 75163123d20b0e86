import { and, desc, eq } from "drizzle-orm";
import type { RoundProof } from "../../database/doorstep-values.ts";
import { round, roundTurn } from "../../database/schema/rounds.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findAllHolders } from "../people/person.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { type Round, toldFor } from "./assigned.ts";
import { nextTurn, type Rhythm } from "./days.ts";
import { type GivenTo, isThere, permitRound } from "./rounds.ts";

/** What is to be otherwise from the next time on. */
export type RoundChange =
  | { title: string }
  | { to: GivenTo }
  | { proof: RoundProof }
  | Pick<Rhythm, "rhythm" | "days" | "dates" | "fromDay" | "untilDay">
  | { atMinute: number };

/** A round is otherwise from its next turn on; what was written down stays, and so does the turn that goes on. Those whose it is hear of it. */
export async function changeRound(work: Work, actor: Actor, id: number, change: RoundChange): Promise<Round | Refusal> {
  const mine = and(eq(round.townId, work.townId), eq(round.id, id));
  const [found] = await work.tx.select().from(round).where(mine).for("update");
  if (!found || found.endedAt) return refuse("not-found");
  const refusal = await permitRound(work, actor, found, "change_round");
  if (refusal) return refusal;
  const patch = "to" in change ? await whose(work, found, change.to) : change;
  if ("refused" in patch) return patch;
  const next = nextTurn({ ...found, ...patch }, await afterLast(work, found), work.zone);
  if (!next) return refuse("round-never");
  const { days, dates, ...rest } = { days: found.days, dates: found.dates, ...patch };
  const [row] = await work.tx
    .update(round)
    .set({ ...rest, days: [...days], dates: [...dates], nextAt: next.dueAt })
    .where(mine)
    .returning();
  const changed = row as Round;
  const values = { title: changed.title, name: actor.name, until: next.dueAt.toISOString() };
  const holders = await findAllHolders(work);
  const theirs = toldFor(changed, holders, work.now);
  for (const one of theirs) if (one.id !== actor.id) work.tell(one, { kind: "text", key: "told-round-changed", values });
  const isTheirs = new Set([actor.id, ...theirs.map((one) => one.id)]);
  for (const one of toldFor(found, holders, work.now))
    if (!isTheirs.has(one.id)) work.tell(one, { kind: "text", key: "told-round-passed-on", values });
  return changed;
}

async function whose(
  work: Work,
  { villageId }: Round,
  to: GivenTo,
): Promise<Refusal | { personId: number | null; stationId: number | null }> {
  if (!(await isThere(work, to, villageId))) return refuse("nobody-there");
  return { personId: null, stationId: null, ...(to === "cadres" ? {} : to) };
}

/** A day has one turn: where that of today is there already, the next one comes after it. */
async function afterLast(work: Work, { id }: Round): Promise<Date> {
  const [last] = await work.tx
    .select({ closesAt: roundTurn.closesAt })
    .from(roundTurn)
    .where(and(eq(roundTurn.townId, work.townId), eq(roundTurn.roundId, id)))
    .orderBy(desc(roundTurn.day))
    .limit(1);
  return last && last.closesAt > work.now ? new Date(last.closesAt.getTime() - 1) : work.now;
}
