import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import { reportOf, withTown } from "../support/town.ts";

test("every kind of file goes both ways, by Telegram's reply or through 回复", async () => {
  const { wang, li, settled } = await withTown();
  await reportOf(wang, "果树生病了", "农业生产");
  await li.hasSeen("#1001");
  const card = li.messages().find((message) => message.text?.includes("#1001"))?.message_id as number;
  for (const kind of ["photo", "voice", "video", "document", "audio", "video_note", "animation"] as const) {
    await li.does({ do: "file", kind, reply_to: card });
  }
  await li.does({ do: "location", latitude: 25.1, longitude: 114.9, reply_to: card });
  await settled();
  const got = wang.messages().filter((message) => message.from?.is_bot);
  for (const kind of ["photo", "voice", "video", "document", "audio", "video_note", "animation", "location"]) {
    expect(
      got.some((message) => kind in message),
      kind,
    ).toBe(true);
  }
  await wang.sends("photo", { caption: "叶子背面" });
  await li.hasSeen("叶子背面");
  await wang.sends("voice");
  await settled();
  expect(li.messages().some((message) => message.from?.is_bot && message.voice)).toBe(true);
});

test("a reply of the cadre hangs in the thread, and the villager's reply to it comes back below the card", async () => {
  const { wang, li, settled } = await withTown();
  await reportOf(wang, "路灯坏了", "供电通信");
  await li.hasSeen("#1001");
  await li.repliesTo("#1001", "哪一盏？");
  await wang.hasSeen("哪一盏？");
  await wang.repliesTo("哪一盏？", "祠堂门口那盏");
  const relayed = await li.hasSeen("祠堂门口那盏");
  await settled();
  expect(relayed.reply_to_message?.text).toContain("#1001");
  await li.repliesTo("祠堂门口那盏", "好的");
  await wang.hasSeen("好的");
});

test("a card that its reader has deleted is edited no more", async () => {
  const { wang, li, rows, settled, telegram } = await withTown();
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await settled();
  telegram.world.rooms.get(li.id)?.messages.splice(0);
  const edits = () => rows("select state from outbox where edits_id is not null and chat_id = $1 and notice->>'kind' = 'card'", [li.id]);
  await wang.does({ do: "block" });
  await settled();
  expect(await edits()).toEqual([{ state: "dropped" }]);
  await wang.does({ do: "unblock" });
  await settled();
  expect(await edits()).toHaveLength(1);
});

test("a reply hangs below its card however often that was edited since", async () => {
  const { wang, li, rows, settled } = await withTown();
  await reportOf(wang, "路塌了");
  const { message_id } = await li.hasSeen("#1001");
  await settled();
  await rows(`insert into outbox (town_id, chat_id, notice, person_id, ticket_id, edits_id, priority, state)
    select o.town_id, o.chat_id, o.notice, o.person_id, o.ticket_id, o.id, 2, 'dropped' from outbox o, generate_series(1, 60)
    where o.chat_id = ${li.id} and o.notice->>'kind' = 'card' and o.edits_id is null`);
  await wang.presses("我的事项").then(() => wang.sees("#1001"));
  await wang.presses("#1001").then(() => wang.sees("路塌了"));
  await wang.presses("补充").then(() => wang.sees("补充"));
  await wang.says("车也过不去了");
  const relayed = await li.hasSeen("车也过不去了");
  expect(relayed.reply_to_message?.message_id).toBe(message_id);
});

test("a reply that is faster than the note of what it replies to waits for it, and holds nothing meanwhile", async () => {
  const { wang, li, rows, settled, databaseUrl } = await withTown();
  await reportOf(wang, "路灯坏了", "供电通信");
  await li.hasSeen("#1001");
  await settled();
  // The note under which id a message was sent is written only when the test lets it be.
  await rows(`create function note_late() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(hashtext('the test')); return new; end $$;
    create trigger late before update on outbox for each row when (old.message_id is null and new.message_id is not null)
    execute function note_late()`);
  const holder = new pg.Client(databaseUrl);
  await holder.connect();
  await holder.query("select pg_advisory_lock(hashtext('the test'))");
  await li.repliesTo("#1001", "哪一盏？");
  await wang.hasSeen("哪一盏？");
  await wang.repliesTo("哪一盏？", "祠堂门口那盏");
  await expect.poll(() => rows("select 1 from inbox where processed_at is null")).toHaveLength(1);
  const open = `select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    and xact_start < clock_timestamp() - interval '60 milliseconds' and query not like '%update outbox%'`;
  const held: number[] = [];
  for (let look = 0; look < 4; look += 1) {
    await pause(60);
    held.push((await rows<{ n: number }>(open))[0]?.n ?? 0);
  }
  await holder.end();
  await li.hasSeen("祠堂门口那盏");
  await rows("drop trigger late on outbox");
  await settled();
  // A machine that is busy may make one of them slow.
  expect(held.filter((n) => n > 0).length, String(held)).toBeLessThan(2);
  expect(await rows("select body from ticket_message order by id")).toMatchObject([{ body: "哪一盏？" }, { body: "祠堂门口那盏" }]);
});

test("edits follow, both ways", async () => {
  const { wang, li } = await withTown();
  await reportOf(wang, "路灯坏了", "供电通信");
  await li.hasSeen("#1001");
  await li.repliesTo("#1001", "明天来");
  await wang.hasSeen("明天来");
  await li.edits("明天来", "后天来");
  await wang.hasSeen("后天来");
  expect(wang.texts().join()).not.toContain("明天来");
});

test("the words of an unfinished report are replaced when they are edited", async () => {
  const { wang, rows, settled } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("桥坏了").then(() => wang.sees("对不对"));
  await wang.edits("桥坏了", "桥断了");
  await wang.sees("已经换上");
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await settled();
  expect((await rows("select description from ticket"))[0]).toEqual({ description: "桥断了" });
});

test("every copy of a card shows the present state", async () => {
  const { wang, li, settled } = await withTown();
  await reportOf(wang, "路面有坑");
  await li.hasSeen("#1001");
  for (const _ of [1, 2])
    await li.says("/queue").then(() => li.sees("待办 1 件").then(() => li.presses("#1001").then(() => li.sees("状态"))));
  await li.presses("接单").then(() => li.sees("您已接单"));
  await settled();
  const cards = li.texts().filter((text) => text.includes("状态："));
  expect(cards).toHaveLength(3);
  expect(cards.every((text) => text.includes("已接单"))).toBe(true);
});

test("what is only said changes no card, a file is counted on it", async () => {
  const { wang, li, telegram, settled } = await withTown();
  await reportOf(wang, "路面有坑");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.repliesTo("#1001", "明天来");
  await wang.hasSeen("明天来");
  await settled();
  const edits = () => telegram.world.calls.filter(({ method }) => method === "editMessageText").length;
  const before = edits();
  await wang.repliesTo("明天来", "好的");
  await li.hasSeen("好的");
  await li.repliesTo("好的", "等我");
  await wang.hasSeen("等我");
  await settled();
  expect(edits()).toBe(before);
  await wang.sends("photo");
  await settled();
  expect(edits()).toBe(before + 1);
  expect(li.texts().find((shown) => shown.includes("状态："))).toContain("1 张照片");
});

test("a cadre who reports something in their own village and blocks the bot is told about it once, not for ever", async () => {
  const { li, settled, rows } = await withTown();
  await li.says("/start v1").then(() => li.sees("东坑村"));
  await reportOf(li, "路灯坏了", "供电通信");
  await li.does({ do: "block" });
  await settled();
  expect(await rows("select notice->>'kind' as kind from outbox where state = 'held'")).toEqual([{ kind: "card" }]);
  await li.does({ do: "unblock" });
  await settled();
  expect(await rows("select state from outbox where state = 'held'")).toEqual([]);
});

test("the person who blocked the bot gets everything when they are back, and the sender is told that it waits", async () => {
  const { wang, li, settled } = await withTown();
  await reportOf(wang, "路面有坑");
  await li.hasSeen("#1001");
  await wang.does({ do: "block" });
  await settled();
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.repliesTo("#1001", "明天来填");
  await li.sees("暂时收不到消息");
  await settled();
  expect(wang.texts().join()).not.toContain("明天来填");
  await wang.does({ do: "unblock" });
  await wang.hasSeen("李建国 已接单");
  await wang.hasSeen("明天来填");
});

test("the person who comes back finds what waited before what is new, in its order", async () => {
  const { wang, li, settled } = await withTown();
  await reportOf(wang, "路面有坑");
  await li.hasSeen("#1001");
  await wang.does({ do: "block" });
  await settled();
  for (const words of ["第一句", "第二句", "第三句"]) await li.repliesTo("#1001", words).then(() => li.sees("暂时收不到"));
  await settled();
  // Writing lifts the block; the answer to it is newer than what waited.
  await wang.says("/help").then(() => wang.sees("怎么用"));
  await settled();
  const order = wang.texts().flatMap((text) => ["第一句", "第二句", "第三句", "怎么用"].filter((words) => text.includes(words)));
  expect(order).toEqual(["第一句", "第二句", "第三句", "怎么用"]);
});

test("a change made while the card's edit is on its way to Telegram is shown as well", async () => {
  const { telegram, wang, li, settled } = await withTown();
  await reportOf(wang, "路灯坏了", "供电通信");
  await li.hasSeen("#1001");
  telegram.faults.next({ kind: "delay", ms: 1_500 }, "editMessageText");
  await li.presses("接单").then(() => wang.hasSeen("已接单"));
  await wang.says("#1001").then(() => wang.sees("#1001"));
  await wang.presses("撤回").then(() => wang.sees("确定"));
  await wang.presses(/确定|确认/).then(() => wang.sees("已撤回"));
  await settled();
  expect(telegram.faults.met.delay).toBe(1);
  expect(li.messages().find((message) => message.text?.includes("路灯坏了"))?.text).toContain("已撤回");
});
