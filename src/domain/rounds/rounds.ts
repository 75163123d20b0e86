import { and, asc, count, desc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import type { RoundProof } from "../../database/doorstep-values.ts";
import { person } from "../../database/schema/people.ts";
import { round, roundTurn } from "../../database/schema/rounds.ts";
import { station, village } from "../../database/schema/town.ts";
import type { Work } from "../../database/work.ts";
import { mayAtPlace } from "../doorstep/rights.ts";
import { findStanding, permit, whereMay } from "../doorstep/standing.ts";
import { dayMs } from "../durations.ts";
import { maxDaysTurnLate, maxMissedShown, maxRoundsOpen, maxRoundsShown, maxTurnsShown } from "../limits.ts";
import { type Actor, findActor, findAllHolders } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { findStations } from "../places/places.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { placeOfRound, type Round, toldFor } from "./assigned.ts";
import { nextTurn, type Rhythm } from "./days.ts";

export type Turn = typeof roundTurn.$inferSelect;
/** Whose it is to be: somebody's, a station's, or the cadres' of its village. */
export type GivenTo = { personId: number } | { stationId: number } | "cadres";
export type RoundGiven = Rhythm & { title: string; villageId: number | null; to: GivenTo; proof: RoundProof };

/** Makes a round (例行巡查), and tells those whose it is. */
export async function makeRound(work: Work, actor: Actor, { to, ...given }: RoundGiven): Promise<Round | Refusal> {
  if (!mayUse(actor, "make_round")) return refuse("not-yours");
  const refusal = await permit(work, actor, "make_round", { villageId: given.villageId });
  if (refusal) return refusal;
  if (!(await isThere(work, to, given.villageId))) return refuse("nobody-there");
  const first = nextTurn(given, work.now, work.zone);
  if (!first) return refuse("round-never");
  const [open] = await work.tx
    .select({ n: count() })
    .from(round)
    .where(and(eq(round.townId, work.townId), isNull(round.endedAt)));
  if ((open?.n ?? 0) >= maxRoundsOpen) return refuse("rounds-full", { most: maxRoundsOpen });
  const whose = { personId: null, stationId: null, ...(to === "cadres" ? {} : to) };
  const [row] = await work.tx
    .insert(round)
    .values({
      townId: work.townId,
      ...given,
      days: [...given.days],
      dates: [...given.dates],
      ...whose,
      createdBy: actor.id,
      createdAt: work.now,
      nextAt: first.dueAt,
    })
    .returning();
  const made = row as Round;
  const values = { title: made.title, name: actor.name, until: first.dueAt.toISOString() };
  for (const one of toldFor(made, await findAllHolders(work), work.now))
    if (one.id !== actor.id) work.tell(one, { kind: "text", key: "told-round", values });
  return made;
}

export async function isThere(work: Work, to: GivenTo, villageId: number | null): Promise<boolean> {
  if (to === "cadres") return villageId !== null;
  if ("stationId" in to) return (await findStations(work)).some(({ id }) => id === to.stationId);
  return Boolean((await findActor(work, to.personId))?.grants.length);
}

export async function findRound(work: Work, id: number): Promise<Round | undefined> {
  const [found] = await work.tx
    .select()
    .from(round)
    .where(and(eq(round.townId, work.townId), eq(round.id, id)));
  return found;
}

/** Why somebody has nothing to do with a round; undefined when they have. */
export async function permitRound(work: Work, actor: Actor, of: Round, action: "see_round" | "change_round" | "do_round") {
  const place = placeOfRound(of, await findAllHolders(work));
  const maker = action === "do_round" ? [] : [of.createdBy];
  // Whose it is may not end it: who made it may.
  return permit(work, actor, action, { ...place, of: action === "change_round" ? maker : [...(place.of ?? []), ...maker] });
}

/** Its place and whose it is, in words; empty where it is the whole town's, or the cadres'. */
export type RoundLine = Round & { where: string; whose: string };

const named = (work: Work) =>
  work.tx
    .select({ round, where: sql<string>`coalesce(${village.name}, '')`, whose: sql<string>`coalesce(${person.name}, ${station.name}, '')` })
    .from(round)
    .leftJoin(village, and(eq(village.townId, round.townId), eq(village.id, round.villageId)))
    .leftJoin(person, and(eq(person.townId, round.townId), eq(person.id, round.personId)))
    .leftJoin(station, and(eq(station.townId, round.townId), eq(station.id, round.stationId)));

export async function findRoundLine(work: Work, id: number): Promise<RoundLine | undefined> {
  const [found] = await named(work).where(and(eq(round.townId, work.townId), eq(round.id, id)));
  return found && { ...found.round, where: found.where, whose: found.whose };
}

/** The rounds that somebody has to do with, the next due first. */
export async function findRounds(work: Work, actor: Actor): Promise<RoundLine[]> {
  const [standing, holders] = [await findStanding(work, actor), await findAllHolders(work)];
  const open = await named(work)
    .where(and(eq(round.townId, work.townId), isNull(round.endedAt)))
    .orderBy(sql`${round.nextAt} asc nulls last`, asc(round.id));
  const theirs = open.filter(({ round: one }) => {
    const place = placeOfRound(one, holders);
    return mayAtPlace("see_round", standing, { ...place, of: [...(place.of ?? []), one.createdBy] });
  });
  return theirs.slice(0, maxRoundsShown).map(({ round: one, ...names }) => ({ ...one, ...names }));
}

/** It has no more turns; what was written down stays. */
export async function endRound(work: Work, actor: Actor, id: number): Promise<Round | Refusal> {
  const found = await findRound(work, id);
  if (!found || found.endedAt) return refuse("not-found");
  const refusal = await permitRound(work, actor, found, "change_round");
  if (refusal) return refusal;
  await work.tx
    .update(round)
    .set({ endedAt: work.now, nextAt: null })
    .where(and(eq(round.townId, work.townId), eq(round.id, id)));
  return found;
}

export type TurnLine = Turn & { by: string };

/** The last turns of a round, the newest first. */
export async function findTurns(work: Work, roundId: number): Promise<TurnLine[]> {
  const rows = await work.tx
    .select({ turn: roundTurn, by: person.name })
    .from(roundTurn)
    .leftJoin(person, and(eq(person.townId, roundTurn.townId), eq(person.id, roundTurn.doneBy)))
    .where(and(eq(roundTurn.townId, work.townId), eq(roundTurn.roundId, roundId)))
    .orderBy(desc(roundTurn.day))
    .limit(maxTurnsShown);
  return rows.map(({ turn, by }) => ({ ...turn, by: by ?? "" }));
}

export type TurnSums = { due: number; done: number; found: number; undone: number; missed: number };

/** How the turns of a month went, for one round. @param since from when on */
export async function countTurns(work: Work, roundId: number, since: Date): Promise<TurnSums> {
  const { rows } = await work.tx.execute<TurnSums>(sql`
    select count(*)::int as due, count(*) filter (where state in ('clear', 'found'))::int as done,
      coalesce(sum(cardinality(ticket_ids)), 0)::int as found, count(*) filter (where state = 'undone')::int as undone,
      count(*) filter (where missed_at is not null)::int as missed
    from round_turn where town_id = ${work.townId} and round_id = ${roundId} and due_at >= ${since.toISOString()}`);
  return rows[0] ?? { due: 0, done: 0, found: 0, undone: 0, missed: 0 };
}

const sinceWhen = ({ now }: Pick<Work, "now">) => new Date(now.getTime() - maxDaysTurnLate * dayMs);
const isMissed = (work: Work) =>
  and(
    eq(roundTurn.townId, work.townId),
    eq(roundTurn.state, "open"),
    isNotNull(roundTurn.missedAt),
    gt(roundTurn.missedAt, sinceWhen(work)),
  );

/** Whether anything of the last week was not done. */
export const isAnyMissed = async (work: Work): Promise<boolean> =>
  (await work.tx.select({ id: roundTurn.id }).from(roundTurn).where(isMissed(work)).limit(1)).length > 0;

export type Missed = { roundId: number; title: string; day: string; where: string };

/** What was not done by the end of its day within the last week, and is not yet: where somebody leads, or of what they made. */
export async function findMissed(work: Work, reader: Actor): Promise<{ missed: Missed[]; total: number }> {
  const theirs = whereMay("change_round", await findStanding(work, reader), { villageId: round.villageId, of: [round.createdBy] });
  const rows = await work.tx
    .select({
      roundId: round.id,
      title: round.title,
      day: roundTurn.day,
      where: sql<string>`coalesce(${village.name}, '')`,
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(roundTurn)
    .innerJoin(round, and(eq(round.townId, roundTurn.townId), eq(round.id, roundTurn.roundId)))
    .leftJoin(village, and(eq(village.townId, round.townId), eq(village.id, round.villageId)))
    .where(and(isMissed(work), theirs))
    .orderBy(desc(roundTurn.day), asc(round.id))
    .limit(maxMissedShown);
  const missed = rows.map(({ total: _total, ...one }) => one);
  return { missed, total: rows[0]?.total ?? 0 };
}
