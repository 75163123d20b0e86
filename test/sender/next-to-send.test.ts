import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { priorities } from "../../src/database/work.ts";
import { isSpeech, nextToSend, type Sendable, type Standing, takesTurn } from "../../src/sender/next-to-send.ts";

const { callbackAnswer, answer, notification, broadcast } = priorities;
const row = (id: number, chatId: number, priority: number, more: Partial<Sendable> = {}): Sendable => ({
  id,
  chatId,
  priority,
  editsId: null,
  notice: null,
  ...more,
});
const card = (id: number, chatId: number, editsId: number) => row(id, chatId, notification, { editsId, notice: { kind: "card" } });

const standing = (waiting: Sendable[], more: Partial<Standing<Sendable>> = {}): Standing<Sendable> => ({
  waiting,
  busyChats: new Set(),
  room: 40,
  holdMs: () => 0,
  broadcasts: { free: 4, nextMs: 33 },
  isSpeaking: false,
  ...more,
});
const started = (waiting: Sendable[], more: Partial<Standing<Sendable>> = {}) =>
  nextToSend(standing(waiting, more)).start.map(({ id }) => id);

describe("what may be sent now", () => {
  test("an answer in another chat goes before a notification, and both before a broadcast", () => {
    expect(started([row(1, 7, broadcast), row(2, 8, notification), row(3, 9, answer)])).toEqual([3, 2, 1]);
  });

  test("within a chat an answer waits for the notification that was written before it", () => {
    expect(started([row(1, 7, notification), row(2, 7, answer)])).toEqual([1]);
  });

  test("within a chat an answer overtakes the broadcast that was written before it", () => {
    expect(started([row(1, 7, broadcast), row(2, 7, answer)])).toEqual([2]);
  });

  test("a press is answered although the chat is busy, and twice in a chat", () => {
    const presses = [row(1, 7, callbackAnswer), row(2, 7, callbackAnswer)];
    expect(started([row(3, 7, answer), ...presses], { busyChats: new Set([7]) })).toEqual([1, 2]);
  });

  test("a file is fetched beside the chat's messages, and holds up none of them", () => {
    const fetching = row(1, 7, notification, { notice: { kind: "fetch", fileId: "f", fileName: "青石镇.xlsx" } as Sendable["notice"] });
    expect(started([fetching, row(2, 7, notification)])).toEqual([1, 2]);
  });

  test("one text is read aloud at a time, beside the chats' messages", () => {
    const aloud = (id: number, chatId: number) => row(id, chatId, answer, { notice: { kind: "speech", title: "低保", words: "怎么办" } });
    expect(started([aloud(1, 7), aloud(2, 8), row(3, 7, answer)])).toEqual([1, 3]);
    expect(started([aloud(2, 8), row(3, 8, notification)], { isSpeaking: true })).toEqual([3]);
  });

  test("of several edits of one card only the last is sent, at the turn of each", () => {
    const edits = [card(5, 7, 1), card(6, 7, 1), card(7, 7, 1)];
    const first = nextToSend(standing(edits));
    expect({ start: first.start, superseded: first.superseded.map(({ id }) => id) }).toEqual({ start: [], superseded: [5] });
    expect(started(edits.slice(2))).toEqual([7]);
    expect(started([card(5, 7, 1), card(6, 8, 2)])).toEqual([5, 6]);
  });

  test("an edit of words is never left out: the next says something else", () => {
    const relay = { kind: "relay", key: "relay-to-villager", values: {} } as Sendable["notice"];
    expect(
      started([row(5, 7, notification, { editsId: 1, notice: relay }), row(6, 7, notification, { editsId: 1, notice: relay })]),
    ).toEqual([5]);
  });

  test("a superseded edit costs a group that has had its twenty nothing, and does not wait", () => {
    const next = nextToSend(standing([card(5, -7, 1), card(6, -7, 1)], { holdMs: () => 9_000 }));
    expect(next).toMatchObject({ start: [], superseded: [{ id: 5 }], againMs: undefined });
  });

  test("a chat that Telegram told to wait is looked at when its time is over; the others go on", () => {
    const waiting = [row(1, 7, answer), row(2, 8, answer), row(3, 9, answer)];
    const next = nextToSend(standing(waiting, { holdMs: (chatId) => ({ 7: 900, 8: 300 })[chatId] ?? 0 }));
    expect({ ids: next.start.map(({ id }) => id), againMs: next.againMs }).toEqual({ ids: [3], againMs: 300 });
  });

  test("broadcasts beyond the pace wait for it, each for the one pace; a group's own wait holds up no other broadcast", () => {
    const waiting = [row(1, -5, broadcast), row(2, 7, broadcast), row(3, 8, broadcast), row(4, 9, broadcast)];
    const next = nextToSend(standing(waiting, { holdMs: (chatId) => (chatId < 0 ? 9_000 : 0), broadcasts: { free: 2, nextMs: 33 } }));
    expect({ ids: next.start.map(({ id }) => id), againMs: next.againMs }).toEqual({ ids: [2, 3], againMs: 33 });
  });

  test("when nothing waits, or nothing more may be on its way, nothing is started", () => {
    expect(nextToSend(standing([]))).toEqual({ start: [], superseded: [], againMs: undefined });
    expect(started([row(1, 7, answer)], { room: 0 })).toEqual([]);
    expect(started([row(1, 7, answer), row(2, 8, answer), row(3, 9, answer)], { room: 2 })).toEqual([1, 2]);
  });
});

/** Few chats, so that much meets in each. */
const anyRows = fc
  .array(
    fc.record({
      chatId: fc.constantFrom(-2, -1, 1, 2, 3, 4),
      priority: fc.constantFrom(callbackAnswer, answer, notification, broadcast),
      editsId: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
      kind: fc.constantFrom(null, "card", "roll", "fetch", "speech", "text"),
    }),
    { maxLength: 60 },
  )
  .map((rows) =>
    rows.map(
      ({ kind, ...given }, index): Sendable => ({ ...given, id: index + 10, notice: (kind ? { kind } : null) as Sendable["notice"] }),
    ),
  );
const anyStanding = fc
  .record({
    waiting: anyRows,
    busyChats: fc.uniqueArray(fc.constantFrom(-2, -1, 1, 2, 3, 4)).map((chats) => new Set(chats)),
    room: fc.integer({ min: 0, max: 12 }),
    held: fc.dictionary(fc.constantFrom("-2", "-1", "1", "2"), fc.integer({ min: 1, max: 5_000 })),
    broadcasts: fc.record({ free: fc.integer({ min: 0, max: 4 }), nextMs: fc.integer({ min: 1, max: 1_000 }) }),
    isSpeaking: fc.boolean(),
  })
  .map(({ held, ...given }): Standing<Sendable> => ({ ...given, holdMs: (chatId) => held[String(chatId)] ?? 0 }));

const isOrdered = (one: Sendable) => takesTurn(one) && one.priority < broadcast;
const always = (property: (given: Standing<Sendable>) => void) => fc.assert(fc.property(anyStanding, property), { numRuns: 500 });

describe("however it stands", () => {
  test("nothing but a broadcast is overtaken within its chat", () => {
    always((given) => {
      const { start, superseded } = nextToSend(given);
      for (const one of [...start, ...superseded].filter(takesTurn)) {
        const before = [...given.waiting].filter((other) => isOrdered(other) && other.chatId === one.chatId && other.id < one.id);
        expect(before, `${one.id} overtakes`).toEqual([]);
      }
    });
  });

  test("a chat gets one message at a time, a busy one and one that has to wait get none", () => {
    always((given) => {
      const { start, superseded } = nextToSend(given);
      const chats = [...start, ...superseded].filter(takesTurn).map(({ chatId }) => chatId);
      expect(new Set(chats).size).toBe(chats.length);
      expect(chats.filter((chatId) => given.busyChats.has(chatId))).toEqual([]);
      expect(start.filter((one) => takesTurn(one) && given.holdMs(one.chatId) > 0)).toEqual([]);
    });
  });

  test("never more are started than there is room for, nor more broadcasts than the pace allows; the most urgent first", () => {
    always((given) => {
      const { start } = nextToSend(given);
      expect(start.length).toBeLessThanOrEqual(given.room);
      expect(start.filter((one) => takesTurn(one) && one.priority === broadcast).length).toBeLessThanOrEqual(given.broadcasts.free);
      const urgency = start.map(({ priority }) => priority);
      expect(urgency).toEqual(urgency.toSorted((a, b) => a - b));
    });
  });

  test("only what a later waiting row says as well is left out, and the last edit never", () => {
    always((given) => {
      const waiting = [...given.waiting];
      for (const one of nextToSend(given).superseded) {
        const later = waiting.filter(
          (other) => other.editsId === one.editsId && other.notice?.kind === one.notice?.kind && other.id > one.id,
        );
        expect(later.length).toBeGreaterThan(0);
      }
    });
  });

  test("what may be sent is sent: everything is, in the end, each once, when every message arrives at once", () => {
    always(({ waiting, broadcasts }) => {
      let left = [...waiting];
      const done: number[] = [];
      for (let round = 0; left.length > 0 && round < 200; round += 1) {
        const { start, superseded } = nextToSend(standing(left, { room: 3, broadcasts: { ...broadcasts, free: 1 } }));
        const ended = new Set([...start, ...superseded].map(({ id }) => id));
        expect(ended.size).toBeGreaterThan(0);
        done.push(...ended);
        left = left.filter(({ id }) => !ended.has(id));
      }
      expect(done.toSorted((a, b) => a - b)).toEqual([...waiting].map(({ id }) => id));
    });
  });

  test("nothing is looked at again for nothing, and what only time holds up is", () => {
    always((given) => {
      const { start, superseded, againMs } = nextToSend(given);
      if (againMs !== undefined) expect(againMs).toBeGreaterThan(0);
      const isIdle = given.room > 0 && start.length + superseded.length === 0;
      const couldGo = [...given.waiting].some((one) => (isSpeech(one) ? !given.isSpeaking : !given.busyChats.has(one.chatId)));
      if (isIdle && couldGo) expect(againMs).toBeDefined();
    });
  });
});

test("a look at four hundred rows takes a millisecond or two, as at each event", () => {
  const waiting = Array.from({ length: 400 }, (_, index) => row(index + 1, (index * 7) % 150, 1 + (index % 3)));
  const look = () => nextToSend(standing(waiting, { busyChats: new Set([1, 2, 3]) }));
  for (let run = 0; run < 50; run += 1) look();
  const times = Array.from({ length: 50 }, () => {
    const begun = performance.now();
    look();
    return performance.now() - begun;
  });
  // The fastest of many: what else the machine does says nothing about this.
  expect(Math.min(...times)).toBeLessThan(5);
});
