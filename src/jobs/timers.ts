import { sql } from "drizzle-orm";
import type { TextKey } from "../../locales/text-key.ts";
import { type Begun, beginAttempts, endAttempt, failAttempt, type Life } from "../database/attempts.ts";
import { askOnce, describeFailure, kindOfFailure } from "../database/client.ts";
import { maxDeaths, maxTimersAhead } from "../database/limits.ts";
import { isOutage } from "../database/outage.ts";
import type { TimerRoad } from "../database/values.ts";
import { inOneTransaction, type Moment, reading, type Work } from "../database/work.ts";
import { careTimer } from "../domain/care/care.ts";
import { letterTimer } from "../domain/county/read-letters.ts";
import { minuteMs } from "../domain/durations.ts";
import { reportTimer } from "../domain/figures/scheduled.ts";
import { firstTimerPauseMinutes, maxTimerFailures, maxTimersOfOne, parkedTimerHours, timerSlackSeconds } from "../domain/limits.ts";
import { sessionTimer } from "../domain/outreach/session-reminders.ts";
import { findHolders } from "../domain/people/person.ts";
import { rosterTimer } from "../domain/rosters/reminders.ts";
import { roundTimer, turnTimer } from "../domain/rounds/timers.ts";
import { surveyTimer } from "../domain/surveys/timers.ts";
import { ticketTimer } from "../domain/tickets/clock.ts";
import { digestsTimer, digestTimer } from "../domain/tickets/digest.ts";
import { followUpTimer } from "../domain/tickets/follow-up.ts";
import { livePlaceTimer } from "../domain/tickets/live-place.ts";
import type { Timer } from "../domain/timer.ts";
import { webhookTimer } from "../domain/webhooks/deliveries.ts";
import type { Log } from "../log.ts";

type Given = { life: Life; momentNow: () => Moment; log: Log; isStopping: () => boolean };
type Due = { id: number; dueAt: string };

export const timers: Record<TimerRoad, Timer> = {
  ticket: ticketTimer,
  follow_up: followUpTimer,
  session: sessionTimer,
  care: careTimer,
  roster: rosterTimer,
  digests: digestsTimer,
  digest: digestTimer,
  report: reportTimer,
  live_place: livePlaceTimer,
  webhook: webhookTimer,
  round: roundTimer,
  turn: turnTimer,
  survey: surveyTimer,
  letter: letterTimer,
};
const neverTried: Begun = { deaths: 0, failures: 0, isParked: false };
/** In place of the one that fails, when not even the looking for what is due succeeds. */
const wholeKind = 0;

/** Does whatever the clock has to do now, each by itself, unless the process is to stop. */
export async function fireAllTimers(given: Given) {
  if (await isNothingDue(given)) return;
  for (const timer of Object.values(timers)) await fireKind(given, timer);
}

/** What other towns have just written; the round of each minute finds what is left. */
export const readLetters = (given: Given) => fireKind(given, letterTimer);

/** Asked of all kinds at once, since in most minutes of most towns it is so. What cannot be asked is for each kind to find out by itself. */
async function isNothingDue({ life, momentNow }: Given): Promise<boolean> {
  const moment = momentNow();
  const due = sql.join(
    Object.values(timers).map((timer) => sql`exists (${timer.due(moment)})`),
    sql` or `,
  );
  try {
    return await reading(life.database, moment, async ({ tx, townId }) => {
      const { rows } = await tx.execute<{ nothing: boolean }>(sql`select not (${due}
        or exists (select from attempt where town_id = ${townId} and road in ${Object.keys(timers)})) as nothing`);
      return rows[0]?.nothing ?? false;
    });
  } catch (error) {
    if (isOutage(error)) throw error;
    return false;
  }
}

/** A new start may bring the repair: what is parked is tried at once, unless processes died of it. */
export async function unparkTimers({ database, townId }: Life) {
  const text = "update attempt set retry_at = null where town_id = $1 and failures > 0 and deaths < $2";
  await askOnce(database, townId, { text, values: [townId, maxDeaths] });
}

async function fireKind(given: Given, timer: Timer) {
  const fired = new Map<number, number>();
  const mayFire = ({ id }: Due) => (fired.get(id) ?? 0) <= maxTimersOfOne;
  try {
    await forgetWhatChanged(given, timer);
    for (let due = await findDue(given, timer); due.some(mayFire); due = await findDue(given, timer)) {
      for (const one of due.filter(mayFire)) {
        if (given.isStopping()) return;
        const times = (fired.get(one.id) ?? 0) + 1;
        const isDone = await fireOne(given, timer, one, times > maxTimersOfOne);
        // Another process has it in hand: it is not waited for.
        fired.set(one.id, isDone ? times : Number.POSITIVE_INFINITY);
      }
    }
  } catch (error) {
    if (isOutage(error)) throw error;
    given.log.error({ err: error, timer: timer.road }, "what is due could not be looked for");
    const [begun] = await beginAttempts(given.life, timer.road, [wholeKind]);
    await noteFailure(given, timer, wholeKind, error, begun);
  }
}

/** @param isEndless it fired again and again, and is still due @returns whether it was tried */
async function fireOne(given: Given, timer: Timer, { id, dueAt }: Due, isEndless: boolean): Promise<boolean> {
  const { life, momentNow } = given;
  const [begun = neverTried] = await beginAttempts(life, timer.road, [id], dueAt);
  try {
    if (begun.deaths >= maxDeaths) throw new Deadly(`${begun.deaths} processes ended while it was done`);
    if (isEndless) throw new Error("it is due again and again");
    return await inOneTransaction(life.database, momentNow(), async (work) => {
      const isDone = await timer.fire(work, id);
      endAttempt(work, timer.road, id);
      if (isDone && begun.isParked) await tellAdmins(work, timer, id, "told-timer-goes-on");
      return isDone;
    });
  } catch (error) {
    // Nothing is wrong with it when its row is locked, or the database is away: the next minute is soon enough.
    if (isOutage(error)) return false;
    given.log.error({ err: error, timer: timer.road, id, failures: begun.failures + 1 }, "a timer failed");
    await noteFailure(given, timer, id, error, begun);
    return true;
  }
}

/** What processes died of is not tried again until it has changed. */
class Deadly extends Error {}

/** Counts it; after its last attempt it is parked, and the admins are told which it is. */
async function noteFailure({ life, momentNow, log }: Given, timer: Timer, id: number, error: unknown, { failures, isParked } = neverTried) {
  const moment = momentNow();
  const isLast = error instanceof Deadly || failures + 1 >= maxTimerFailures;
  const failure = describeFailure(error);
  const pauseMinutes = isLast ? parkedTimerHours * 60 : firstTimerPauseMinutes * 2 ** failures;
  const retryAt = new Date(moment.now.getTime() + pauseMinutes * minuteMs - timerSlackSeconds * 1_000);
  // Nothing may keep it from being counted, or it would be tried for ever.
  await inOneTransaction(life.database, moment, (work) => failAttempt(work, timer.road, id, { failure, retryAt }));
  if (!isLast || isParked) return;
  await inOneTransaction(life.database, moment, async (work) => {
    await work.tx.execute(sql`update attempt set parked_at = ${moment.now.toISOString()}::timestamptz
      where town_id = ${work.townId} and road = ${timer.road} and subject = ${id}`);
    await tellAdmins(work, timer, id, "told-timer-parked", { failure: error instanceof Deadly ? error.message : kindOfFailure(error) });
  }).catch((cause) => log.error({ err: cause, timer: timer.road, id }, "the admins could not be told of a parked timer"));
}

async function tellAdmins(work: Work, timer: Timer, id: number, key: TextKey, values: Record<string, string> = {}) {
  const what = id === wholeKind ? "" : await timer.nameOf(work, id);
  for (const admin of await findHolders(work, "admin")) {
    work.tell(admin, { kind: "text", key, values: { ...values, timer: timer.road, what } });
  }
}

const isBlocked = (moment: Moment, timer: Timer) => sql`select from attempt a
  where a.town_id = ${moment.townId} and a.road = ${timer.road} and a.subject = d.id and a.due_at = d.due_at
    and a.retry_at > ${moment.now.toISOString()}::timestamptz`;

function findDue({ life, momentNow }: Given, timer: Timer): Promise<Due[]> {
  const moment = momentNow();
  return reading(life.database, moment, async (work) => {
    const { rows } = await work.tx.execute<{ id: string; due_at: string }>(
      sql`select d.id, d.due_at from (${timer.due(work)}) d where not exists (${isBlocked(moment, timer)}) order by d.due_at, d.id limit ${maxTimersAhead}`,
    );
    return rows.map(({ id, due_at }) => ({ id: Number(id), dueAt: due_at }));
  });
}

/** What failed, and is due no more or at another time, is another matter now. */
async function forgetWhatChanged({ life, momentNow }: Given, timer: Timer) {
  await inOneTransaction(life.database, momentNow(), (work) =>
    work.tx.execute(sql`delete from attempt a where a.town_id = ${work.townId} and a.road = ${timer.road} and a.begun_by is null
      and not exists (select from (${timer.due(work)}) d where d.id = a.subject and d.due_at = a.due_at)`),
  );
}
