import { priorities } from "../database/work.ts";
import type { Row } from "./queue.ts";

/** What is decided by of a row. */
export type Sendable = Pick<Row, "id" | "chatId" | "priority" | "editsId" | "notice">;

/** How the sender stands at one instant. */
export type Standing<R extends Sendable> = {
  waiting: Iterable<R>;
  /** Chats to which a message is on its way, or waits to be tried again. */
  busyChats: ReadonlySet<number>;
  /** How many more may be on their way at the same time. */
  room: number;
  /** Milliseconds for which a chat waits for itself: after a 429, or as a group that has had its twenty of this minute. */
  holdMs: (chatId: number) => number;
  /** How many broadcasts may go now, and the milliseconds until one may go after those. */
  broadcasts: { free: number; nextMs: number };
  /** Something is being read aloud. */
  isSpeaking: boolean;
};

export type Next<R extends Sendable> = {
  /** To be sent now, in this order. */
  start: R[];
  /** Whose turn it is, and of which a later row says everything: not to be sent. */
  superseded: R[];
  /** After so many milliseconds something may be sent that may not now; undefined when only what happens meanwhile can change that. */
  againMs: number | undefined;
};

export const isBroadcast = ({ priority }: Pick<Row, "priority">) => priority >= priorities.broadcast;

/** Reading aloud takes an engine up to minutes: one at a time, and nothing waits behind it. */
export const isSpeech = ({ notice }: Pick<Row, "notice">) => notice?.kind === "speech";

/**
 * An answer to a press is no message, a file that is fetched is none yet, and what is read aloud stands in its chat as text already: none
 * of them has a place in the order of a chat.
 */
export const takesTurn = ({ priority, notice }: Pick<Row, "priority" | "notice">) =>
  priority !== priorities.callbackAnswer && notice?.kind !== "fetch" && notice?.kind !== "speech";

/**
 * What may be sent now: the first message of each chat to which nothing is on its way, the most urgent chats first. Within a chat only
 * broadcasts are overtaken; everything else keeps the order in which it was written. What is no message counts towards nobody's limit.
 */
export function nextToSend<R extends Sendable>({ waiting, busyChats, room, holdMs, broadcasts, ...given }: Standing<R>): Next<R> {
  const next: Next<R> = { start: [], superseded: [], againMs: undefined };
  if (room <= 0) return next;
  const rows = [...waiting].sort((a, b) => a.priority - b.priority || a.id - b.id);
  const [firsts, newest] = [firstOfChats(rows), newestEdits(rows)];
  const seen = new Set<number>();
  let { free } = broadcasts;
  let { isSpeaking } = given;
  for (const row of rows) {
    if (next.start.length >= room) break;
    if (!takesTurn(row)) {
      if (isSpeech(row) && isSpeaking) continue;
      if (isSpeech(row)) isSpeaking = true;
      next.start.push(row);
      continue;
    }
    if (busyChats.has(row.chatId) || seen.has(row.chatId) || isBehind(row, firsts)) continue;
    seen.add(row.chatId);
    const wait = holdMs(row.chatId);
    if (isSuperseded(row, newest)) next.superseded.push(row);
    else if (wait > 0) next.againMs = sooner(next.againMs, wait);
    else if (!isBroadcast(row)) next.start.push(row);
    else if (free === 0) {
      next.againMs = sooner(next.againMs, broadcasts.nextMs);
      // They share one pace, and nothing but broadcasts comes after the first of them.
      break;
    } else {
      free -= 1;
      next.start.push(row);
    }
  }
  return next;
}

const sooner = (a: number | undefined, b: number) => Math.min(a ?? b, b);

/** For each chat the earliest waiting message that must not be overtaken. */
function firstOfChats(rows: readonly Sendable[]): ReadonlyMap<number, number> {
  const firsts = new Map<number, number>();
  for (const row of rows) {
    if (takesTurn(row) && !isBroadcast(row) && row.id < (firsts.get(row.chatId) ?? Number.POSITIVE_INFINITY))
      firsts.set(row.chatId, row.id);
  }
  return firsts;
}

const isBehind = (row: Sendable, firsts: ReadonlyMap<number, number>) => !isBroadcast(row) && (firsts.get(row.chatId) ?? row.id) < row.id;

/** Cards, lists and places that move are written as they are at the moment of sending, so the newest waiting edit says all that earlier ones would. */
const isWrittenLate = ({ editsId, notice }: Sendable) =>
  editsId !== null && (notice?.kind === "card" || notice?.kind === "roll" || (notice?.kind === "pin" && !notice.isOver));
const editOf = ({ editsId, notice }: Sendable) => `${notice?.kind} ${editsId}`;

function newestEdits(rows: readonly Sendable[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const row of rows) if (isWrittenLate(row)) newest.set(editOf(row), Math.max(row.id, newest.get(editOf(row)) ?? 0));
  return newest;
}

const isSuperseded = (row: Sendable, newest: ReadonlyMap<string, number>) =>
  isWrittenLate(row) && (newest.get(editOf(row)) ?? row.id) > row.id;
