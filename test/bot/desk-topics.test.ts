import { expect, test } from "vitest";
import { act, addGroup, findButton } from "../../emulator/people.ts";
import { type Furnished, inviteTo, withTown } from "../support/town.ts";

async function withDesk() {
  const town = await withTown();
  const { admin, person, telegram, settled } = town;
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("➕ 站所").then(() => admin.sees("请发站所名"));
  await admin.says("民政站").then(() => admin.sees("已加 1 个"));
  const he = person("何春兰");
  await inviteTo(admin, he, "站所人员", "民政站");
  const forum = addGroup(telegram.world, "镇务群", true);
  const room = () => telegram.world.rooms.get(forum.id);
  const inForum = (userId: number, action: Parameters<typeof act>[3]) => act(telegram.world, userId, forum.id, action);
  const bindsDesk = async () => {
    inForum(admin.id, { do: "text", text: "/desk 民政站" });
    await settled();
  };
  return { ...town, he, forum, room, inForum, bindsDesk };
}

async function asksForHelp({ wang, settled }: Pick<Furnished, "wang" | "settled">, words: string) {
  await wang.says("办事").then(() => wang.sees("您要办什么"));
  await wang.presses("临时救助").then(() => wang.sees("一时生活困难"));
  await wang.says(words).then(() => wang.sees("什么困难"));
  await wang.presses("跳过").then(() => wang.sees("哪天的事"));
  await wang.presses("跳过").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await settled();
}

test("a desk in a forum has a topic for each matter, called by its state and closed at its end; what is replied there reaches the villager", async () => {
  const town = await withDesk();
  const { wang, he, room, inForum, bindsDesk, settled } = town;
  Object.assign(room() ?? {}, { rights: ["can_manage_topics"] });
  await bindsDesk();
  await asksForHelp(town, "家里失火了");
  const topics = () => [...(room()?.named?.values() ?? [])].map(({ name, isClosed }) => `${name}${isClosed ? " ✔" : ""}`);
  expect(topics()).toEqual(["#1001 待接单 · 临时救助 东坑村"]);
  const [first] = [...(room()?.named?.keys() ?? [])];
  const card = room()?.messages.find(({ text }) => text?.includes("家里失火了"));
  expect(card?.message_thread_id).toBe(first);
  const press = findButton({ ...room(), messages: [card] } as never, "接单");
  inForum(he.id, { do: "press", message_id: card?.message_id ?? 0, data: press?.data ?? "" });
  await he.hasSeen("#1001");
  await settled();
  expect(topics()[0]).toContain("#1001 已接单");
  inForum(he.id, { do: "text", text: "我们今天就来", reply_to: card?.message_id, topic: first });
  await wang.hasSeen("我们今天就来");
  await settled();
  expect(room()?.messages.at(-1)?.message_thread_id).toBe(first);
  // What people talk about in it without replying is their own.
  inForum(he.id, { do: "text", text: "谁有空一起去", topic: first });
  await settled();
  expect(wang.texts().join()).not.toContain("谁有空");
  await he.presses("办结").then(() => he.sees("办得怎样"));
  await he.says("救助金已发").then(() => he.sees("已报办结"));
  await wang.presses("满意");
  await settled();
  expect(topics()[0]).toBe("#1001 已完结 · 临时救助 东坑村 ✔");
});

test("where the bot may open no topics, the desk is a plain group, and the admin is told once what to do", async () => {
  const town = await withDesk();
  const { admin, wang, room, inForum, bindsDesk, rows, settled } = town;
  await bindsDesk();
  expect(await rows("select desk_topics from station where name = '民政站'")).toEqual([{ desk_topics: true }]);
  await asksForHelp(town, "家里失火了");
  await asksForHelp(town, "屋顶掉了");
  const cards = room()?.messages.filter(({ text, from }) => from?.is_bot && /失火|屋顶/.test(text ?? "")) ?? [];
  expect(cards.map(({ message_thread_id }) => message_thread_id)).toEqual([undefined, undefined]);
  expect((await admin.hasSeen("不能开话题")).text).toContain("管理话题");
  await settled();
  expect(admin.texts().filter((text) => text.includes("不能开话题"))).toHaveLength(1);
  expect(await rows("select desk_topics from station where name = '民政站'")).toEqual([{ desk_topics: false }]);
  // With the right it is told, and asked for again by /desk.
  Object.assign(room() ?? {}, { rights: ["can_manage_topics"] });
  await bindsDesk();
  await asksForHelp(town, "墙倒了");
  expect([...(room()?.named?.values() ?? [])].map(({ name }) => name)).toEqual(["#1003 待接单 · 临时救助 东坑村"]);
  // Somebody deletes it: what comes is shown in the group, and nothing is lost.
  inForum(admin.id, { do: "delete_topic", topic: [...(room()?.named?.keys() ?? [])][0] ?? 0 });
  await wang.says("#1003").then(() => wang.sees("#1003"));
  await wang.presses("撤回").then(() => wang.sees("确定要撤回"));
  await wang.presses("确定撤回").then(() => wang.sees("已撤回"));
  await settled();
  expect(await rows("select count(*)::int as n from desk_topic where thread_id is not null")).toEqual([{ n: 0 }]);
});
