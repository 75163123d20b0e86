import { expect, test } from "vitest";
import { findButton } from "../../emulator/people.ts";
import type { PersonDriver } from "../support/person.ts";
import { type Furnished, hour, reportOf, withTown } from "../support/town.ts";

/** A finger that trembles: the same button twice, before anything has answered. */
async function pressesTwice({ telegram }: Furnished, who: PersonDriver, words: string) {
  const room = () => telegram.world.rooms.get(who.id) as never;
  await expect.poll(() => findButton(room(), words)).toBeDefined();
  const button = findButton(room(), words) as { message_id: number; data: string };
  await who.does({ do: "press", ...button });
  await who.does({ do: "press", ...button });
}

test("an edit that would change nothing is not sent, however often a button is pressed", async () => {
  const town = await withTown();
  const { wang, li, chen, settled, rows, pass, telegram } = town;
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await pressesTwice(town, wang, "道路水利");
  await wang.sees("说说是什么事").then(() => wang.says("村口的桥塌了"));
  await wang.sees("对不对");
  await pressesTwice(town, wang, "提交");
  await wang.hasSeen("已提交");
  await li.hasSeen("#1001");
  await pressesTwice(town, li, "接单");
  await li.hasSeen("您已接单");
  await pressesTwice(town, li, "办结");
  await li.sees("办得怎样").then(() => li.says("搭了便桥"));
  await wang.hasSeen("搭了便桥");
  await pressesTwice(town, wang, "满意");
  await settled();
  // A day of reminders and reports to the leader, and somebody who asks to hurry.
  await reportOf(wang, "水渠漏水了，下游的田都干了");
  await li.hasSeen("#1002");
  for (let count = 0; count < 3; count += 1) await pass(8 * hour);
  await chen.says("/overdue").then(() => chen.sees("#1002"));
  await settled();
  expect(telegram.world.notModifiedAnswers).toBe(0);
  const [skipped] = await rows<{ count: number }>("select count(*)::int from outbox where failure = 'it shows that already'");
  expect(skipped?.count).toBeGreaterThan(0);
});

test("a roll-call's list that was first sent with the answer in it is not edited to show the same", async () => {
  const { admin, wang, rows, settled, telegram } = await withTown();
  await admin.says("/rollcall").then(() => admin.sees("哪个村"));
  await admin.presses("东坑村").then(() => admin.sees("您平安吗"));
  await admin.presses("提交").then(() => admin.sees("已问"));
  await wang.hasSeen("平安");
  await settled();
  await rows(
    `insert into outbox (town_id, chat_id, person_id, priority, notice, edits_id)
     select town_id, chat_id, person_id, priority, notice, id from outbox where notice->>'kind' = 'roll'`,
  );
  await settled();
  expect(await rows("select distinct failure from outbox where edits_id is not null")).toEqual([{ failure: "it shows that already" }]);
  expect(telegram.world.notModifiedAnswers).toBe(0);
});

test("what was edited by a release that did not note it is edited again", async () => {
  const { wang, li, rows, settled, telegram } = await withTown();
  await reportOf(wang, "村口的桥塌了");
  await li.hasSeen("#1001");
  await settled();
  const [card] = await rows<{ id: string; shown: string }>(
    "select id, shown from outbox where notice->>'kind' = 'card' and edits_id is null",
  );
  expect(card?.shown).toMatch(/^.{11}:.{11}$/);
  const before = telegram.world.calls.length;
  await rows(
    `insert into outbox (town_id, chat_id, priority, method, payload, edits_id, not_before) values (1, 1, 2, 'x', '{}', $1, 'infinity')`,
    [card?.id],
  );
  // As that release notes what it has sent.
  await rows("update outbox set state = 'sent' where method = 'x'");
  expect(await rows("select shown from outbox where id = $1", [card?.id])).toEqual([{ shown: null }]);
  await li.presses("接单").then(() => li.hasSeen("已接单"));
  await settled();
  const edits = telegram.world.calls.slice(before).filter(({ method }) => method === "editMessageText");
  expect(edits.length).toBeGreaterThan(0);
});
