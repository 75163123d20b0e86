import { sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { asking, askOnce, closeDatabase, openDatabase, type Queries, streaming } from "../../src/database/client.ts";
import { outbox } from "../../src/database/schema/messaging.ts";
import { allTowns } from "../../src/database/town-view.ts";
import { inOneTransaction, inTown, type Moment, onCommitted, reading, type Work } from "../../src/database/work.ts";
import { takeTown } from "../../src/domain/places/whose-town.ts";
import { createTestDatabase, tuesdayMorning } from "../support/town.ts";

const [qingshi, baishui] = [1, 2];
const momentIn = (townId: number): Moment => ({ townId, zone: "Asia/Shanghai", now: new Date(tuesdayMorning) });
const say = (work: Work, text: string) => work.send({ chatId: 77, method: "sendMessage", payload: { chat_id: 77, text }, priority: 1 });

/** Two towns of one database, each with its bot. */
async function openTwoTowns() {
  const made = await createTestDatabase();
  const database = openDatabase(made.url);
  onTestFinished(async () => {
    await closeDatabase(database);
    await made.drop();
  });
  for (const townId of [qingshi, baishui]) {
    await inOneTransaction(database, momentIn(townId), (work) => takeTown(work, { botId: townId * 1_000 }, `town_${townId}_bot`));
  }
  const texts = async (townId: number) =>
    (await made.rows<{ text: string }>("select payload->>'text' as text from outbox where town_id = $1 order by id", [townId])).map(
      ({ text }) => text,
    );
  return { database, texts, rows: made.rows };
}

test("what is told in another town within one transaction is that town's, commits with it, and each town's sender is handed its own", async () => {
  const { database, texts } = await openTwoTowns();
  const handed: [number, number | undefined][] = [];
  for (const townId of [qingshi, baishui]) onCommitted(database, townId, (_, rows) => handed.push([townId, rows?.[0]?.townId]));
  await inOneTransaction(database, momentIn(qingshi), async (work) => {
    say(work, "青石");
    await inTown(work, baishui, async (there) => {
      expect(there.townId).toBe(baishui);
      say(there, "白水");
      await inTown(there, qingshi, async (back) => say(back, "又青石"));
    });
  });
  expect([await texts(qingshi), await texts(baishui)]).toEqual([["青石", "又青石"], ["白水"]]);
  expect(handed).toEqual([
    [qingshi, qingshi],
    [baishui, baishui],
  ]);
});

test("what fails in one town takes back what was done in the other", async () => {
  const { database, texts } = await openTwoTowns();
  const failing = inOneTransaction(database, momentIn(qingshi), async (work) => {
    say(work, "青石");
    await inTown(work, baishui, async (there) => {
      say(there, "白水");
      throw new Error("the road is closed");
    });
  });
  await expect(failing).rejects.toThrow("the road is closed");
  expect([await texts(qingshi), await texts(baishui)]).toEqual([[], []]);
});

/** What nobody may write: none of it says of which town. */
const forgetful = (tx: Queries) => tx.select({ townId: outbox.townId }).from(outbox);
const townsOf = (found: readonly { townId: number }[]) => found.map(({ townId }) => townId);
const someoneElses = async (work: Work) => {
  say(work, `of ${work.townId}`);
};

test("a query that forgets its town finds nothing of another's, whichever way it is asked", async () => {
  const { database } = await openTwoTowns();
  for (const townId of [qingshi, baishui, baishui]) await inOneTransaction(database, momentIn(townId), someoneElses);
  for (const [townId, own] of [
    [qingshi, 1],
    [baishui, 2],
    [qingshi, 1],
  ] as const) {
    const expected = Array.from({ length: own }, () => townId);
    expect(townsOf(await inOneTransaction(database, momentIn(townId), ({ tx }) => forgetful(tx)))).toEqual(expected);
    expect(townsOf(await reading(database, momentIn(townId), ({ tx }) => forgetful(tx)))).toEqual(expected);
    expect(townsOf(await asking(database, townId, forgetful))).toEqual(expected);
    const text = 'select town_id as "townId" from outbox';
    expect(townsOf(await askOnce<{ townId: number }>(database, townId, { text }))).toEqual(expected);
    const pieces: number[] = [];
    for await (const piece of streaming(database, townId, forgetful)) pieces.push(...townsOf(piece));
    expect(pieces).toEqual(expected);
  }
  expect(townsOf(await asking(database, allTowns, forgetful)).toSorted()).toEqual([qingshi, baishui, baishui]);
});

test("a change that forgets its town changes its own alone, and a row of another's is refused", async () => {
  const { database, rows } = await openTwoTowns();
  for (const townId of [qingshi, baishui]) await inOneTransaction(database, momentIn(townId), someoneElses);
  await inOneTransaction(database, momentIn(qingshi), ({ tx }) => tx.update(outbox).set({ failure: "all of them" }));
  expect(await rows("select town_id from outbox where failure = 'all of them'")).toEqual([{ town_id: qingshi }]);
  const moved = inOneTransaction(database, momentIn(qingshi), ({ tx }) => tx.update(outbox).set({ townId: baishui }));
  await expect(moved).rejects.toMatchObject({ cause: { code: "44000" } });
  const planted = inOneTransaction(database, momentIn(qingshi), (work) =>
    work.tx.insert(outbox).values({ townId: baishui, chatId: 1, priority: 1, method: "sendMessage", payload: {} }),
  );
  await expect(planted).rejects.toMatchObject({ cause: { code: "44000" } });
  await inOneTransaction(database, momentIn(qingshi), ({ tx }) => tx.delete(outbox));
  expect(await rows("select town_id from outbox")).toEqual([{ town_id: baishui }]);
});

test("within one transaction each side sees its own town, also when both ask in the same breath, and after a failure", async () => {
  const { database } = await openTwoTowns();
  for (const townId of [qingshi, baishui]) await inOneTransaction(database, momentIn(townId), someoneElses);
  const both = (work: Work) =>
    inTown(work, baishui, (there) => Promise.all([forgetful(work.tx), forgetful(there.tx), forgetful(work.tx), forgetful(there.tx)]));
  for (const ask of [inOneTransaction<Awaited<ReturnType<typeof both>>>, reading<Awaited<ReturnType<typeof both>>>]) {
    expect((await ask(database, momentIn(qingshi), both)).map(townsOf)).toEqual([[qingshi], [baishui], [qingshi], [baishui]]);
  }
  const failing = inOneTransaction(database, momentIn(qingshi), async (work) => {
    await inTown(work, baishui, ({ tx }) => tx.execute(sql`select 1 / 0`));
  });
  await expect(failing).rejects.toThrow();
  expect(townsOf(await inOneTransaction(database, momentIn(qingshi), ({ tx }) => forgetful(tx)))).toEqual([qingshi]);
  expect(townsOf(await inOneTransaction(database, momentIn(baishui), ({ tx }) => forgetful(tx)))).toEqual([baishui]);
});

test("a connection that has entered no town finds nothing, and every table of towns is guarded, with all its columns", async () => {
  const { database, rows } = await openTwoTowns();
  await inOneTransaction(database, momentIn(qingshi), someoneElses);
  const fresh = openDatabase(database.url);
  onTestFinished(() => closeDatabase(fresh));
  expect((await fresh.$client.query("select 1 from outbox")).rows).toEqual([]);
  const columnsOf = async (schema: string) =>
    rows(
      `select table_name, array_agg(column_name::text order by column_name) as columns from information_schema.columns
       where table_schema = $1 and column_name <> 'ctid' group by 1 having bool_or(column_name = 'town_id') or table_name = 'town' order by 1`,
      [schema],
    );
  expect(await columnsOf("one_town")).toEqual(await columnsOf("public"));
});
