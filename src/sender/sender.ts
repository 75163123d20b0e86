import type { Api } from "grammy";
import { type Database, isOwnPid } from "../database/client.ts";
import { type Election, holdElection } from "../database/leadership.ts";
import { type Moment, outboxChannel, priorities } from "../database/work.ts";
import type { Log } from "../log.ts";
import { type Attempt, deliver } from "./deliver.ts";
import { createOutcomes } from "./outcomes.ts";
import { createPace } from "./pace.ts";
import { findPending, type Row } from "./queue.ts";
import { createTurns } from "./turns.ts";

/** Rows looked at at once, and broadcasts in hand; more of those wait in the database. */
const lookAhead = 400;
/** Requests to Telegram at the same time; HTTP keeps as many connections. */
const mostAtOnce = 40;
/** How often the outbox is looked at even if no notification came, in milliseconds. */
const lookEveryMs = 1_000;
/** Far more rows than are committed while one look at the outbox is under way. */
const mostRemembered = 5_000;
const senderLock = 7_305_002;

type Given = { database: Database; databaseUrl: string; api: Api; townId: number; momentNow: () => Moment; log: Log };

/**
 * Sends what is in the outbox: one process at a time for each bot, in order for each chat, answers before notifications
 * before broadcasts, as fast as Telegram allows.
 */
export function startSender(given: Given): Election {
  return holdElection({
    databaseUrl: given.databaseUrl,
    lock: [senderLock, given.townId],
    log: given.log,
    async lead(connection) {
      await connection.query(`listen ${outboxChannel}`);
      const loop = createLoop(given);
      connection.on("notification", ({ processId, payload = "" }) => {
        if (isOwnPid(given.database, processId)) loop.hear(Number(payload));
        else loop.wake();
      });
      return loop;
    },
  });
}

/** For each chat the earliest waiting message that must not be overtaken. */
function firstOfChats(rows: readonly Row[]): Map<number, number> {
  const firsts = new Map<number, number>();
  for (const { id, chatId, priority } of rows) {
    const isOrdered = priority !== priorities.callbackAnswer && priority < priorities.broadcast;
    if (isOrdered && id < (firsts.get(chatId) ?? Number.POSITIVE_INFINITY)) firsts.set(chatId, id);
  }
  return firsts;
}

/** Cards and lists are written as they are at the moment of sending, so the newest waiting edit says all that earlier ones would. */
function isSuperseded({ id, editsId, notice }: Row, waiting: Iterable<Row>): boolean {
  if (editsId === null || (notice?.kind !== "card" && notice?.kind !== "roll")) return false;
  for (const later of waiting) if (later.editsId === editsId && later.id > id && later.notice?.kind === notice.kind) return true;
  return false;
}

/** The sending itself, while this process is the one that does it. */
function createLoop({ database, api, townId, momentNow, log }: Given) {
  const pace = createPace(Date.now);
  const waiting = new Map<number, Row>();
  /** Everything not yet recorded as done: waiting, on its way, or being written. */
  const inHand = new Set<number>();
  /** The newest rows that were ever in hand. */
  const taken = new Set<number>();
  const attempts = new Map<number, number>();
  const busyChats = new Set<number>();
  const sending = new Set<Promise<void>>();
  const outcomes = createOutcomes({ database, townId, log });
  let stopped = false;
  let again = false;
  let isFilling = false;
  let isSendDue = false;
  /** Whether every ordered row that was committed up to the last notification is in hand or done. */
  let isCaughtUp = false;
  let nextLook: NodeJS.Timeout | undefined;
  let nextSend: NodeJS.Timeout | undefined;
  const turns = createTurns({
    database,
    isReady: () => isCaughtUp && !isFilling,
    isTaken: (id) => taken.has(id),
    take,
    wake,
  });
  wake();

  function hear(first: number) {
    turns.hear(first);
    // Otherwise whatever is under way takes it in its turn.
    if (!isCaughtUp && !isFilling) wake();
  }

  function take(rows: Iterable<Row>) {
    for (const row of rows) {
      inHand.add(row.id);
      taken.add(row.id);
      waiting.set(row.id, row);
    }
    for (const oldest of taken) {
      if (taken.size <= mostRemembered) break;
      taken.delete(oldest);
    }
    send();
  }

  function wake() {
    if (stopped) return;
    isCaughtUp = false;
    if (isFilling) {
      again = true;
      return;
    }
    isFilling = true;
    void fill()
      .catch((error) => log.warn({ err: error }, "the outbox could not be read"))
      .finally(() => {
        isFilling = false;
        clearTimeout(nextLook);
        nextLook = setTimeout(wake, lookEveryMs);
        if (!again) return turns.goOn();
        again = false;
        wake();
      });
  }

  async function fill() {
    const known = new Set(inHand);
    // However many broadcasts wait, answers and notifications are looked for; and however many of those wait, as for a group, broadcasts.
    const broadcasts = [...waiting.values()].filter(({ priority }) => priority >= priorities.broadcast).length;
    const least = broadcasts < lookAhead ? priorities.broadcast : priorities.notification;
    const found = await findPending(database, momentNow(), [...known], least, lookAhead);
    // It may have been recorded as sent between that question and its answer.
    take(found.filter(({ id }) => !known.has(id) && !inHand.has(id)));
    // Most urgent first: where the last is a broadcast, no ordered row was left out.
    isCaughtUp = found.length < lookAhead || (found.at(-1)?.priority ?? 0) >= priorities.broadcast;
  }

  /** Starts whatever may be sent now: the first of each idle chat, the most urgent chats first. */
  function send() {
    if (stopped) return;
    clearTimeout(nextSend);
    // Whatever ends next looks again.
    if (!waiting.size || sending.size >= mostAtOnce) return;
    let soonestMs = Number.POSITIVE_INFINITY;
    const seen = new Set<number>();
    const rows = [...waiting.values()].sort((a, b) => a.priority - b.priority || a.id - b.id);
    const firsts = firstOfChats(rows);
    for (const row of rows) {
      if (sending.size >= mostAtOnce) break;
      if (row.priority !== priorities.callbackAnswer) {
        if (busyChats.has(row.chatId) || seen.has(row.chatId) || isBehind(row, firsts)) continue;
        seen.add(row.chatId);
      }
      // An answer to a press is no message: it counts towards nobody's limit.
      const waitMs = row.priority === priorities.callbackAnswer ? 0 : pace.take(row.chatId, row.priority >= priorities.broadcast);
      if (waitMs > 0) soonestMs = Math.min(soonestMs, waitMs);
      else start(row);
      // They share one pace; what comes after it would wait as long.
      if (waitMs > 0 && row.priority >= priorities.broadcast && !pace.isHeld(row.chatId)) break;
    }
    // One at a time: each would set the next, and they would multiply.
    if (soonestMs < lookEveryMs) nextSend = setTimeout(send, soonestMs);
  }

  /** Outcomes are written together; the chats that they set free are looked at together. */
  function sendSoon() {
    if (isSendDue) return;
    isSendDue = true;
    queueMicrotask(() => {
      isSendDue = false;
      send();
    });
  }

  /** Within a chat, only broadcasts are overtaken: everything else keeps the order in which it was written. */
  function isBehind({ id, chatId, priority }: Row, firsts: ReadonlyMap<number, number>): boolean {
    return priority < priorities.broadcast && (firsts.get(chatId) ?? id) < id;
  }

  function start(row: Row) {
    waiting.delete(row.id);
    const takesTurn = row.priority !== priorities.callbackAnswer;
    if (takesTurn) busyChats.add(row.chatId);
    const tries = attempts.get(row.id) ?? row.attempts;
    const attempt = isSuperseded(row, waiting.values())
      ? Promise.resolve<Attempt>({ outcome: { id: row.id, state: "dropped", failure: "superseded" } })
      : deliver(database, api, momentNow(), row, tries);
    const work: Promise<void> = attempt
      .catch((error): Attempt => {
        log.error({ err: error, outbox: row.id }, "a message could not be prepared");
        const outcome = { id: row.id, state: "failed" as const, failure: String(error) };
        return tries >= 3 ? { outcome } : { retryAfterMs: 500 };
      })
      .then((attempt) => settle(row, attempt, tries))
      .finally(() => {
        sending.delete(work);
      });
    sending.add(work);
  }

  function settle(row: Row, attempt: Attempt, tries: number) {
    const takesTurn = row.priority !== priorities.callbackAnswer;
    if ("outcome" in attempt) {
      if (attempt.outcome.state === "failed") log.error({ outbox: row.id, failure: attempt.outcome.failure }, "Telegram refused a message");
      attempts.delete(row.id);
      void outcomes.record(row, attempt.outcome).then(() => {
        inHand.delete(row.id);
        if (takesTurn) busyChats.delete(row.chatId);
        sendSoon();
      });
      return;
    }
    attempts.set(row.id, tries + 1);
    if (attempt.tooMany) pace.refused(row.chatId, attempt.tooMany, row.priority >= priorities.broadcast);
    // The chat stays busy meanwhile: what comes after must not overtake.
    setTimeout(() => {
      waiting.set(row.id, row);
      if (takesTurn) busyChats.delete(row.chatId);
      send();
    }, attempt.retryAfterMs);
  }

  return {
    wake,
    hear,
    async stop() {
      stopped = true;
      turns.stop();
      clearTimeout(nextLook);
      clearTimeout(nextSend);
      await Promise.all(sending);
      await outcomes.finish();
    },
  };
}
