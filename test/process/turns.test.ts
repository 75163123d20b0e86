import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../src/database/client.ts";
import { inOneTransaction, priorities } from "../../src/database/work.ts";
import type { Row } from "../../src/sender/queue.ts";
import { createTurns } from "../../src/sender/turns.ts";
import { createTestDatabase } from "../support/town.ts";

/** A process that commits messages, and what its sender takes in hand. */
async function openProcess() {
  const { url, drop, rows } = await createTestDatabase();
  const database = openDatabase(url);
  const taken: Row[] = [];
  const state = { isReady: true, looks: 0 };
  const turns = createTurns({
    database,
    townId: 1,
    isReady: () => state.isReady,
    isTaken: (id) => taken.some((row) => row.id === id),
    take: (rows) => taken.push(...rows),
    wake() {
      state.looks += 1;
    },
  });
  onTestFinished(async () => {
    turns.stop();
    await database.$client.end();
    await drop();
  });
  /** @returns the id of the first row, as its notification says it */
  async function commits(texts: string[]): Promise<number> {
    await inOneTransaction(database, { townId: 1, zone: "Asia/Shanghai", now: new Date(0) }, async (work) => {
      for (const text of texts) work.send({ chatId: 7, priority: priorities.answer, method: "sendMessage", payload: { chat_id: 7, text } });
    });
    const found = await rows<{ id: number }>("select min(id)::int as id from outbox where payload->>'text' = any($1)", [texts]);
    return found[0]?.id ?? 0;
  }
  return { turns, state, commits, said: () => taken.map(({ payload }) => payload?.["text"]) };
}

test("what a process commits is taken in the turn of its notification, without a look at the outbox", async () => {
  const { turns, state, commits, said } = await openProcess();
  const [one, two] = [await commits(["一", "二"]), await commits(["三"])];
  expect(said()).toEqual([]);
  turns.hear(two);
  turns.hear(one);
  expect(said()).toEqual(["三", "一", "二"]);
  expect(state.looks).toBe(0);
});

test("nothing overtakes what was announced before and has not been handed over; if it never is, the outbox is looked at", async () => {
  const { turns, state, commits, said } = await openProcess();
  const one = await commits(["一"]);
  turns.hear(999_999);
  turns.hear(one);
  expect(said()).toEqual([]);
  await expect.poll(() => state.looks).toBe(1);
  turns.goOn();
  expect(said()).toEqual(["一"]);
});

test("while the outbox is being looked at, everything waits for its end", async () => {
  const { turns, state, commits, said } = await openProcess();
  state.isReady = false;
  turns.hear(await commits(["一"]));
  expect(said()).toEqual([]);
  state.isReady = true;
  turns.goOn();
  expect(said()).toEqual(["一"]);
});

test("a broadcast is not handed over: its notification makes the sender look", async () => {
  const { turns, state, commits, said } = await openProcess();
  turns.hear(await commits(Array.from({ length: 401 }, (_, index) => `第${index}条`)));
  expect(state.looks).toBe(1);
  expect(said()).toEqual([]);
});
