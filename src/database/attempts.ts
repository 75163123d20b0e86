import { randomInt } from "node:crypto";
import type { Update } from "@grammyjs/types";
import { and, eq, sql } from "drizzle-orm";
import type { Log } from "../log.ts";
import { askOnce, type Database } from "./client.ts";
import type { Election, Elections } from "./leadership.ts";
import { maxSuspected } from "./limits.ts";
import { locks } from "./locks.ts";
import { attempt } from "./schema/messaging.ts";
import { allTowns } from "./town-view.ts";
import type { Road } from "./values.ts";
import type { Work } from "./work.ts";

type Town = { database: Database; townId: number };
/** This process, as others know it. */
export type Life = Town & { processId: number };
export type Begun = { deaths: number; failures: number; isParked: boolean };

/**
 * Shows the others that this process lives. For each town that it serves it is written down that it runs, until it stops: a process whose
 * lock is gone and whose line is not was killed.
 *
 * @returns `begin`, for each town, and `stop`
 */
export async function beginLives({ database, elections, log }: { database: Database; elections: Elections; log: Log }) {
  const processId = randomInt(1, 2 ** 31);
  const lives = new Set<Life>();
  const noteDown = (life: Life) => beginAttempts(life, "process", [processId]);
  let election: Election | undefined;
  await new Promise<void>((resolve) => {
    const lead = async () => {
      for (const life of lives) await noteDown(life);
      resolve();
      return { stop: async () => {} };
    };
    election = elections.hold({ lock: [locks.life, processId], lead });
  });
  return {
    async begin(townId: number): Promise<Life & { stop: () => Promise<void> }> {
      const life: Life = { database, townId, processId };
      await noteDown(life);
      lives.add(life);
      return {
        ...life,
        async stop() {
          lives.delete(life);
          // Without a database it only looks as if it had been killed.
          await endAttempts(life, "process", [processId]).catch((error) => log.warn({ err: error }, "the stop could not be written down"));
        },
      };
    },
    stop: async () => election?.stop(),
  };
}

/**
 * Writes down, in a commit of its own, that something is tried now.
 *
 * @param dueAt what it is due for; failures and deaths of another due time no longer count
 * @returns for each how often it failed before, and how many processes were killed while they tried it
 */
export async function beginAttempts(life: Life, road: Road, subjects: readonly number[], dueAt: string | null = null): Promise<Begun[]> {
  const { database, townId, processId } = life;
  const query = { name: "begin_attempts", text: beginning, values: [townId, road, subjects, dueAt, processId] };
  const rows = await askOnce<{ subject: string; deaths: number; failures: number; is_parked: boolean }>(database, townId, query);
  const bySubject = new Map(
    rows.map(({ subject, deaths, failures, is_parked }) => [Number(subject), { deaths, failures, isParked: is_parked }]),
  );
  return subjects.map((subject) => bySubject.get(subject) ?? { deaths: 0, failures: 0, isParked: false });
}

const isDead = `attempt.begun_by is not null and attempt.begun_by <> $5 and pg_try_advisory_xact_lock_shared(${locks.life}, attempt.begun_by)`;
const isSame = "attempt.due_at is not distinct from excluded.due_at";
const beginning = `
  insert into attempt (town_id, road, subject, due_at, begun_by, begun_at)
  select $1, $2, subject, $4::timestamptz, $5, now() from unnest($3::bigint[]) as given(subject) order by subject
  on conflict (town_id, road, subject) do update set
    deaths = case when ${isSame} then attempt.deaths + (${isDead})::int else 0 end,
    failures = case when ${isSame} then attempt.failures else 0 end,
    parked_at = case when ${isSame} then attempt.parked_at end,
    due_at = excluded.due_at, begun_by = excluded.begun_by, begun_at = excluded.begun_at
  returning subject, deaths, failures, parked_at is not null as is_parked`;

/** It was not tried after all; what was counted stays, and nothing more is. */
export async function putOffAttempt({ database, townId }: Life, road: Road, subject: number) {
  const text = "update attempt set begun_by = null where town_id = $1 and road = $2 and subject = $3";
  await askOnce(database, townId, { text, values: [townId, road, subject] });
}

/** They ended, one way or the other, and nobody died of it. */
export async function endAttempts({ database, townId }: Life, road: Road, subjects: readonly number[]) {
  await askOnce(database, townId, { name: "end_attempts", text: ending, values: [townId, road, subjects] });
}
const ending = "delete from attempt where town_id = $1 and road = $2 and subject = any($3::bigint[])";

/** It succeeded: that is committed with what was done. */
export const endAttempt = (work: Work, road: Road, subject: number) => work.write(work.tx.delete(attempt).where(isOf(work, road, subject)));

type Failed = { failure: string; retryAt: Date };

/** It failed, and is tried again at that time. */
export async function failAttempt(work: Work, road: Road, subject: number, { failure, retryAt }: Failed) {
  await work.tx
    .update(attempt)
    .set({ begunBy: null, failures: sql`${attempt.failures} + 1`, failure, retryAt })
    .where(isOf(work, road, subject));
}

const isOf = ({ townId }: Work, road: Road, subject: number) =>
  and(eq(attempt.townId, townId), eq(attempt.road, road), eq(attempt.subject, subject));

/** Stands for no process: its line says when the last one was killed. */
const lastDeath = 0;
/**
 * Processes that are killed again and again, as when a machine fails or under chaos, die of nothing that they have in hand. An update that
 * one may have died of is tried once more only when none was killed for so long: the second death is then its own. So is a message.
 */
const calmSeconds = 15;
const areDying = `exists (select from attempt as death where death.town_id = $1 and death.road = 'process' and death.subject = ${lastDeath}
  and death.begun_at > now() - ${calmSeconds} * interval '1 second')`;

/** A process was killed just now. */
export const noteDeath = (life: Life) => beginAttempts(life, "process", [lastDeath]);

/** Whether a process was killed in the last seconds. */
export async function areProcessesDying({ database, townId }: Life): Promise<boolean> {
  const [found] = await askOnce<{ dying: boolean }>(database, townId, { text: `select ${areDying} as dying`, values: [townId] });
  return found?.dying ?? false;
}

/**
 * The oldest waiting update of a chat, if it is suspected and may be tried now.
 *
 * @returns undefined as well while processes are dying and one of them may have died of it
 */
export async function findSuspect({ database, townId }: Life, chatId: number): Promise<{ updateId: number; payload: Update } | undefined> {
  const [found] = await askOnce<{ update_id: string; payload: Update }>(database, townId, {
    text: `select update_id, payload from inbox join attempt on attempt.town_id = $1 and attempt.road = 'inbox' and attempt.subject = update_id
     where inbox.town_id = $1 and chat_id = $2 and processed_at is null and (attempt.deaths = 0 and attempt.begun_by is null or not ${areDying})
     order by update_id limit 1`,
    values: [townId, chatId],
  });
  return found && { updateId: Number(found.update_id), payload: found.payload };
}

/**
 * When a process was killed, it may have been by an update that it had in hand: the oldest of each chat are suspected, and tried one by
 * one. No suspicion counts as a death.
 *
 * @param lives of the towns that are asked about, all in this process
 */
export async function suspectUpdates(lives: readonly Life[]) {
  const [any] = lives;
  if (!any) return;
  const rows = await askOnce<{ town_id: number }>(any.database, allTowns, {
    text: `delete from attempt where town_id = any($1::int[]) and road = 'process' and subject not in ($2, ${lastDeath})
       and pg_try_advisory_xact_lock_shared($3, subject::int) returning town_id`,
    values: [lives.map(({ townId }) => townId), any.processId, locks.life],
  });
  const bereaved = new Set(rows.map(({ town_id }) => town_id));
  for (const life of lives) if (bereaved.has(life.townId)) await suspectThoseOf(life);
}

async function suspectThoseOf(life: Life) {
  await noteDeath(life);
  await askOnce(life.database, life.townId, {
    text: `insert into attempt (town_id, road, subject)
     select $1, 'inbox', oldest from (select min(update_id) as oldest from inbox where town_id = $1 and processed_at is null group by chat_id) as waiting
     order by oldest limit $2 on conflict do nothing`,
    values: [life.townId, maxSuspected],
  });
}
