import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../src/database/client.ts";
import { inOneTransaction, type Work } from "../../src/database/work.ts";
import { demoPeople } from "../../src/demo/township.ts";
import { type Comer, type Data, describeData, findMismatch, mismatchOf, takeTown } from "../../src/domain/places/whose-town.ts";
import { createTestDatabase, tuesdayMorning } from "../support/town.ts";

const mine = { botId: 111 };
const other = { botId: 222 };
const comers: Comer[] = ["sandbox", mine];

test.each<[Data, string | undefined, string | undefined]>([
  ["nothing", undefined, undefined],
  ["demo", undefined, "demo-data"],
  ["mixed", "mixed-data", "mixed-data"],
  ["unmarked", "real-data", undefined],
  [mine, "real-data", undefined],
  [other, "real-data", "other-bot"],
])("who may have %j: the sandbox %s, bot 111 %s", (data, ...expected) => {
  expect(comers.map((comer) => mismatchOf(data, comer)?.why)).toEqual(expected);
});

async function openData() {
  const { url, drop, rows } = await createTestDatabase();
  const database = openDatabase(url);
  onTestFinished(async () => {
    await database.$client.end();
    await drop();
  });
  const run = <T>(act: (work: Work) => Promise<T>) =>
    inOneTransaction(database, { townId: 1, zone: "Asia/Shanghai", now: new Date(tuesdayMorning) }, act);
  return { run, rows };
}

const people = (given: readonly { id: number; name: string }[]) =>
  `insert into person (town_id, telegram_id, name, created_at) values ${given.map(({ id, name }) => `(1, ${id}, '${name}', now())`).join(", ")}`;
const town = "insert into town (id, name, claimed_at) values (1, '青石镇', now())";
const villager = { id: 5_001_234_567, name: "王有根" };

test("data of an earlier release are known by their people, and belong to the bot that starts on them first", async () => {
  const { run, rows } = await openData();
  expect(await run(describeData)).toBe("nothing");
  await rows(town);
  await rows(people([villager]));
  expect(await run(describeData)).toBe("unmarked");
  expect(await run((work) => findMismatch(work, "sandbox"))).toEqual({ why: "real-data" });
  expect(await run((work) => takeTown(work, mine, "qingshi_bot"))).toBeUndefined();
  expect(await rows("select is_demo, bot_id::int, bot_username from town")).toEqual([
    { is_demo: false, bot_id: 111, bot_username: "qingshi_bot" },
  ]);
  expect(await run((work) => takeTown(work, other, "other_bot"))).toEqual({ why: "other-bot", botId: 111 });
  expect(await run((work) => takeTown(work, "sandbox", "x"))).toEqual({ why: "real-data" });
});

test("the demo's people make a demo of them; a namesake of one of them does not", async () => {
  const { run, rows } = await openData();
  await rows(town);
  const [first, ...others] = demoPeople.slice(0, 3);
  await rows(people(first ? [first] : []));
  expect(await run(describeData)).toBe("unmarked");
  await rows(people(others));
  expect(await run(describeData)).toBe("demo");
  await rows(people([villager]));
  expect(await run(describeData)).toBe("mixed");
  for (const comer of comers) expect(await run((work) => findMismatch(work, comer))).toEqual({ why: "mixed-data" });
});

test("of two bots that come to empty data at the same moment, one gets them", async () => {
  const { run, rows } = await openData();
  const answers = await Promise.all([mine, other].map((bot) => run((work) => takeTown(work, bot, "a_bot"))));
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
  expect(answers.filter((answer) => answer?.why === "other-bot")).toHaveLength(1);
  expect(await rows("select count(*)::int as n from town where bot_id in (111, 222)")).toEqual([{ n: 1 }]);
});
