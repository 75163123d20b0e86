import { expect, test, vi } from "vitest";
import { findEverywhere } from "../support/everywhere.ts";
import type { PersonDriver } from "../support/person.ts";
import { type Furnished, hour, inviteTo, reportOf, type Town, withTown } from "../support/town.ts";
import { newestWorkbookBytes, verify } from "../support/verify.ts";

/** Erases somebody by their own wish, until nothing of it is left to be done. @returns what they were told before */
async function erases(town: Town, who: PersonDriver): Promise<string> {
  await who.says("/privacy").then(() => who.sees(/您的资料|Your data/));
  await who.presses("删除");
  const told = await who.sees(/删除您的资料|Erase your data/);
  await who.presses(/确定删除|Erase it/).then(() => who.sees(/已删除您的资料|Your data are erased/));
  await gone(town);
  return told;
}

async function gone(town: Town) {
  await town.settled();
  await vi.waitFor(async () => expect(await town.rows("select person_id from erasure")).toEqual([]), { timeout: 20_000, interval: 50 });
  await town.settled();
}

/** 王有根 has one matter that ended, one that is open, one that waits for his word, and said something about a neighbour's. */
async function withLife(town: Furnished): Promise<PersonDriver> {
  const { admin, wang, li, person, settled, rows } = town;
  const mei = person("赖春梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  await rows("update person set phone = '13812345678' where name = '王有根'");
  await reportOf(wang, "牛栏塌了压到牛");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => wang.hasSeen("已接单"));
  await wang.repliesTo("已接单", "牛角也断了");
  await li.hasSeen("牛角也断了");
  await wang.repliesTo("已接单", "昨天的牛蹄");
  await wang.sends("photo", { caption: "牛栏照片" });
  await settled();
  await wang.says("/cancel");
  await settled();
  await li.repliesTo("牛角也断了", "兽医下午到");
  await wang.hasSeen("兽医下午到");
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("砌好了").then(() => wang.hasSeen("砌好了"));
  await wang.presses("基本满意").then(() => wang.sees("谢谢"));
  await reportOf(wang, "泥浆冲到坎下");
  await li.hasSeen("#1002");
  await reportOf(wang, "路灯瞎了三盏");
  await li.hasSeen("#1003");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("换新了").then(() => wang.hasSeen("换新了"));
  await settled();
  await reportOf(mei, "桥断了过不去");
  await li.hasSeen("#1004");
  await rows(`insert into follower (town_id, ticket_id, person_id, since)
    select 1, t.id, p.id, now() from ticket t, person p where t.number = 1004 and p.name = '王有根'`);
  await wang.says("#1004").then(() => wang.sees("#1004"));
  await wang.presses("补充").then(() => wang.sees("补充"));
  await wang.says("桥墩也裂了").then(() => li.hasSeen("桥墩也裂了"));
  await rows(`insert into household (town_id, village_id, head, phone, address, person_id)
    select 1, village_id, name, phone, '牛栏边三号', id from person where name = '王有根'`);
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("写了一半的坝").then(() => wang.sees("对不对"));
  await admin.says("/brief").then(() => admin.sees("简报"));
  await admin.presses("归档").then(() => admin.sees("已归档"));
  await settled();
  return mei;
}

const ofWang = ["王有根", "13812345678", "牛栏", "牛角", "牛蹄", "兽医", "泥浆", "路灯瞎了", "桥墩", "写了一半的坝"];

test("who erases themselves is found nowhere in the database any more; open matters end, facts stay, the ledger is whole, and they may come back", async () => {
  const town = await withTown();
  const { wang, li, admin, rows, settled } = town;
  const mei = await withLife(town);
  const words = [...ofWang, wang.id];
  expect((await findEverywhere(town, words)).length).toBeGreaterThan(30);
  // What was passed on two days ago can be edited, no longer deleted.
  await rows("update outbox set sent_at = sent_at - interval '3 days' where notice->'values'->>'body' = '昨天的牛蹄'");

  const told = await erases(town, wang);
  expect(told).toContain("撤回没办完的：#1002");
  expect(told).toContain("按已办结：#1003");
  expect(await findEverywhere(town, words)).toEqual([]);
  expect(await rows("select number, state, rating, closed_at is not null as ended from ticket order by number")).toEqual([
    { number: 1001, state: "closed", rating: "fair", ended: true },
    { number: 1002, state: "withdrawn", rating: null, ended: true },
    { number: 1003, state: "closed", rating: null, ended: true },
    { number: 1004, state: "assigned", rating: null, ended: false },
  ]);
  // Cards and copies in the chats of others.
  const shown = [...li.texts(), ...admin.texts(), ...mei.texts()].join("\n");
  for (const word of ofWang.filter((one) => one !== "兽医")) expect(shown).not.toContain(word);
  expect(li.texts()).toContainEqual(expect.stringContaining("已按本人要求删除"));
  expect(li.messages().filter((message) => message.from?.is_bot && message.photo)).toEqual([]);
  await admin.says("/ledger").then(() => admin.hasSeen("封条"));
  const { code, said } = await verify(newestWorkbookBytes(town, admin));
  expect(said).toMatch(/events, unbroken, of 4 tickets/);
  expect(code).toBe(0);
  expect(await rows("select what from audit_event where what = 'erased self'")).toHaveLength(1);

  // Neither a second press nor an edit makes anybody known again; 1004 goes on without them.
  await wang.forges("g:privacy:erase_really:");
  await settled();
  await vi.waitFor(() => expect(wang.toasts().at(-1)).toContain("没有您的资料"));
  await wang.edits("/privacy", "牛栏还是塌的");
  await gone(town);
  expect(await findEverywhere(town, words)).toEqual([]);
  await li.says("#1004").then(() => li.sees("桥断了"));
  await li.presses("接单").then(() => mei.hasSeen("已接单"));
  await town.pass(hour);
  await wang.says("/start").then(() => wang.sees("哪个村"));
  await wang.presses("东坑村").then(() => wang.sees("您在 东坑村"));
  await wang.says("/my").then(() => wang.sees(/还没有|没有/));
  expect(await rows("select erased_at is null as is_known from person where name in ('王有根', '—') order by id")).toEqual([
    { is_known: false },
    { is_known: true },
  ]);
});

test("an official who erases themselves hands everything over, what they did in office stays without a name, and the last admin is asked to find another first", async () => {
  const town = await withTown();
  const { admin, li, chen, wang, person, rows, settled } = town;
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => wang.hasSeen("已接单"));
  await li.repliesTo("#1001", "明天带料来");
  await wang.hasSeen("明天带料来");
  await settled();
  const told = await erases(town, li);
  expect(told).toContain("手上 1 件事交给接手的人");
  expect(await findEverywhere(town, ["李建国", li.id])).toEqual([]);
  expect(await rows("select p.name, p.erased_at from ticket t join person p on p.id = t.responsible_id")).toEqual([
    { name: "陈志远", erased_at: null },
  ]);
  expect(await rows("select body from ticket_message where side = 'handler'")).toEqual([{ body: "明天带料来" }]);
  await chen.hasSeen("#1001");
  expect(li.texts().join("\n")).not.toContain("📄 路塌了");

  await admin.says("/privacy").then(() => admin.sees("您的资料"));
  await admin.presses("删除").then(() => admin.sees("最后一位管理员"));
  await admin.forges("g:privacy:erase_really:").then(() => admin.sees("最后一位管理员"));
  const zhao = person("赵新");
  await inviteTo(admin, zhao, "管理员");
  await erases(town, admin);
  expect(await findEverywhere(town, ["周敏", admin.id])).toEqual([]);
  expect(await rows("select name from ticket t join person p on p.id = t.responsible_id")).toEqual([{ name: "陈志远" }]);
  await admin.says("/org").then(() => admin.sees("没有这个权限"));
});
