import type { Api } from "grammy";
import type { Life } from "../database/attempts.ts";
import type { Database } from "../database/client.ts";
import type { Election, Elections } from "../database/leadership.ts";
import { maxRequestsAtOnce, maxRowsAhead, tryAgainMs } from "../database/limits.ts";
import { locks } from "../database/locks.ts";
import { isOutage } from "../database/outage.ts";
import { type Moment, priorities } from "../database/work.ts";
import type { Log } from "../log.ts";
import type { BotOf } from "./bring-file.ts";
import { type Attempt, deliver } from "./deliver.ts";
import type { Ear } from "./ear.ts";
import { createGuard, Deadly, type Guard, NotNow } from "./guard.ts";
import { createHand } from "./hand.ts";
import { createLooking, lookEveryMs } from "./looking.ts";
import { isBroadcast, isSpeech, nextToSend, takesTurn } from "./next-to-send.ts";
import { createOutcomes } from "./outcomes.ts";
import { createPace } from "./pace.ts";
import { tellParked } from "./parked.ts";
import { createPulse } from "./pulse.ts";
import { findPending, type Outcome, type Row } from "./queue.ts";
import type { Readdress } from "./readdress.ts";
import { createShownLately, type ShownLately } from "./shown-lately.ts";
import { createSpeeches, type Speak, type Speeches } from "./speech.ts";
import type { Tally } from "./tally.ts";
import { createTurns } from "./turns.ts";

/** A call of Telegram is given up after a minute; preparing it takes less. */
const maxCallMs = 90_000;
/** A message that cannot be prepared is tried so often before it is given up, with so many milliseconds between. */
const maxPreparations = 3;
const prepareAgainMs = 500;

/** `unhurried` is the same database, for what takes long. */
type Given = {
  database: Database;
  unhurried: Database;
  life: Life;
  elections: Elections;
  ear: Ear;
  api: Api;
  /** The bots of other towns, for files that came to them. */
  botOf: BotOf;
  townId: number;
  momentNow: () => Moment;
  log: Log;
  tally: Tally;
  speak?: Speak | undefined;
};

/**
 * Sends what is in the outbox: one process at a time for each bot, in order for each chat, answers before notifications
 * before broadcasts, as fast as Telegram allows.
 */
export function startSender(given: Given): Election {
  return given.elections.hold({
    lock: [locks.sender, given.townId],
    async lead() {
      const { guard, end } = await createGuard(given.life);
      const loop = createLoop(given, guard);
      const stop = () => loop.stop().finally(end);
      try {
        const listening = await given.ear.listen(given.townId, loop);
        return { stop: () => listening.stop().finally(stop) };
      } catch (error) {
        await stop();
        throw error;
      }
    },
  });
}

/** The sending itself, while this process is the one that does it. */
function createLoop(given: Given, guard: Guard) {
  const { database, townId, momentNow, log, tally } = given;
  const hand = createHand();
  const pace = createPace(Date.now);
  const outcomes = createOutcomes({ database, townId, log });
  const lately = createShownLately();
  const speeches = given.speak && createSpeeches(given.speak);
  const attempts = new Map<number, number>();
  const sending = new Set<Promise<void>>();
  let isSpeaking = false;
  /** Until when something is on its way to a chat, or waits to be tried again. */
  const underWay = new Map<number, number>();
  const pulse = createPulse({ database, momentNow, underWay });
  let isStopped = false;
  let isSendDue = false;
  let nextSend: NodeJS.Timeout | undefined;
  const looking = createLooking({ look, ended: () => turns.goOn(), log });
  const { wake } = looking;
  const turns = createTurns({ database, townId, isReady: looking.isCaughtUp, isTaken: hand.wasTaken, take, wake });
  wake();

  function take(rows: Iterable<Row>) {
    hand.take(rows);
    send();
  }

  async function look(): Promise<boolean> {
    const known = new Set(hand.ids());
    // However many broadcasts wait, answers and notifications are looked for; and however many of those wait, as for a group, broadcasts.
    const least = hand.broadcasts() < maxRowsAhead ? priorities.broadcast : priorities.notification;
    const found = await findPending(database, momentNow(), [...known], least, maxRowsAhead);
    // It may have been recorded as sent between that question and its answer.
    take(found.filter(({ id }) => !known.has(id) && !hand.has(id)));
    void pulse().catch((error) => log.debug({ err: error }, "the sender's heartbeat could not be written"));
    // Most urgent first: where the last is a broadcast, no ordered row was left out.
    return found.length < maxRowsAhead || (found.at(-1)?.priority ?? 0) >= priorities.broadcast;
  }

  function send() {
    if (isStopped) return;
    clearTimeout(nextSend);
    const [room, broadcasts] = [maxRequestsAtOnce - sending.size, pace.broadcasts()];
    const next = nextToSend({ waiting: hand.waiting(), busyChats: hand.busyChats, room, holdMs: pace.holdMs, broadcasts, isSpeaking });
    for (const row of next.superseded) drop(row);
    for (const row of next.start) start(row);
    // One at a time: each would set the next, and they would multiply.
    if (next.againMs !== undefined && next.againMs < lookEveryMs) nextSend = setTimeout(send, next.againMs);
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

  function drop(row: Row) {
    hand.begin(row);
    finish(row, { id: row.id, state: "dropped", failure: "superseded" });
  }

  function start(row: Row) {
    hand.begin(row);
    if (takesTurn(row)) pace.count(row.chatId, isBroadcast(row));
    if (isSpeech(row)) isSpeaking = true;
    underWay.set(row.chatId, Date.now() + maxCallMs);
    const tries = attempts.get(row.id) ?? row.attempts;
    const work: Promise<void> = attemptOnce({ ...given, lately, speeches }, row, tries, guard)
      .then((attempt) => {
        if (isSpeech(row)) isSpeaking = false;
        settle(row, attempt, tries);
      })
      .finally(() => sending.delete(work));
    sending.add(work);
  }

  function settle(row: Row, attempt: Attempt, tries: number) {
    if ("outcome" in attempt) return finish(row, attempt.outcome);
    if ("readdress" in attempt) return readdress(row, attempt.readdress);
    if (!attempt.isOutage) tally[attempt.tooMany ? "tooMany" : "again"] += 1;
    if (!attempt.isOutage) attempts.set(row.id, tries + 1);
    underWay.set(row.chatId, Date.now() + attempt.retryAfterMs);
    if (attempt.tooMany) pace.refused(row.chatId, attempt.tooMany, isBroadcast(row));
    // The chat stays busy meanwhile: what comes after must not overtake.
    setTimeout(() => {
      hand.putBack(row);
      send();
    }, attempt.retryAfterMs);
  }

  function finish(row: Row, outcome: Outcome) {
    underWay.delete(row.chatId);
    attempts.delete(row.id);
    if (outcome.state === "sent") tally.sent += 1;
    if (outcome.state === "failed") tally.refused += 1;
    if (outcome.state === "failed") log.error({ outbox: row.id, failure: outcome.failure }, "Telegram refused a message");
    void outcomes.record(row, outcome).then(() => {
      hand.finish(row);
      sendSoon();
    });
  }

  /** The chat has become another: this row and all that wait for it go there, in their order. */
  function readdress(row: Row, change: Readdress) {
    hand.putBack(row);
    hand.change(row.chatId, change);
    send();
  }

  return {
    wake,
    /** Rows were committed, the first of them with this id. */
    hear(first: number) {
      turns.hear(first);
      // Otherwise what is under way takes them in their turn.
      if (looking.isBehind()) wake();
    },
    async stop() {
      isStopped = true;
      turns.stop();
      looking.stop();
      clearTimeout(nextSend);
      await Promise.all(sending);
      await outcomes.finish();
    },
  };
}

/** Sends one row, or says when it is to be tried again. */
async function attemptOnce(
  { database, unhurried, api, botOf, momentNow, log, lately, speeches }: Given & { lately: ShownLately; speeches: Speeches | undefined },
  row: Row,
  tries: number,
  guard: Guard,
): Promise<Attempt> {
  try {
    return await deliver({ database, unhurried, api, botOf, lately, speeches }, momentNow(), row, tries, guard);
  } catch (error) {
    // Nothing is wrong with a message when the database is away.
    if (isOutage(error) || error instanceof NotNow) return { retryAfterMs: tryAgainMs, isOutage: true };
    log.error({ err: error, outbox: row.id }, "a message could not be prepared");
    if (tries < maxPreparations && !(error instanceof Deadly)) return { retryAfterMs: prepareAgainMs };
    const failure = await tellParked(database, momentNow(), row, error).catch(() => String(error));
    return { outcome: { id: row.id, state: "failed", failure } };
  }
}
