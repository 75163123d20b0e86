import { expect, onTestFinished, test } from "vitest";
import { closeDatabase, openDatabase } from "../../src/database/client.ts";
import { inOneTransaction, inTown, type Moment, onCommitted, type Work } from "../../src/database/work.ts";
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
    (
      await database.$client.query<{ text: string }>("select payload->>'text' as text from outbox where town_id = $1 order by id", [townId])
    ).rows.map(({ text }) => text);
  return { database, texts };
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
