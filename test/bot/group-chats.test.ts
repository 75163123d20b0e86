import { expect, test } from "vitest";
import { act, addBasicGroup, addGroup, findButton } from "../../emulator/people.ts";
import { inlineKeyboardOf } from "../../emulator/world.ts";
import { type Furnished, inviteTo, withTown } from "../support/town.ts";

/** A town whose 民政站, with 何春兰 as its member, has a group; 临时救助 comes there. */
async function withDesk(chat: "basic" | "forum" | "supergroup") {
  const town = await withTown();
  const { admin, telegram, person } = town;
  const { world } = telegram;
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("➕ 站所").then(() => admin.sees("请发站所名"));
  await admin.says("民政站").then(() => admin.sees("已加 1 个"));
  const he = person("何春兰");
  await inviteTo(admin, he, "站所人员", "民政站");
  const group = chat === "basic" ? addBasicGroup(world, "民政站工作群") : addGroup(world, "民政站工作群", chat === "forum");
  const inGroup = (action: Parameters<typeof act>[3], who = admin, chatId = group.id) => act(world, who.id, chatId, action);
  const topic = chat === "forum" ? inGroup({ do: "open_topic", name: "受理" }).message?.message_id : undefined;
  inGroup({ do: "text", text: "/desk 民政站", ...(topic ? { topic } : {}) });
  await town.settled();
  const cards = (chatId = group.id) =>
    (world.rooms.get(chatId)?.messages ?? []).filter((message) => message.from?.is_bot && /#\d+/.test(message.text ?? ""));
  const claimable = (chatId = group.id) => cards(chatId).filter((message) => inlineKeyboardOf(message)?.inline_keyboard.length);
  const numbers = (messages: ReturnType<typeof cards>) => messages.map(({ text }) => Number(/#(\d+)/.exec(text ?? "")?.[1]));
  const newest = () => [...world.rooms.keys()].at(-1) as number;
  return { ...town, world, he, group, topic, inGroup, cards, claimable, numbers, newest };
}

/** A matter for the station, by its shortest way; its number. */
async function matterOf({ wang }: Furnished, words: string): Promise<number> {
  await wang.says("办事").then(() => wang.sees("您要办什么"));
  await wang.presses("临时救助").then(() => wang.sees("一时生活困难"));
  await wang.says(words).then(() => wang.sees("什么困难"));
  await wang.presses("跳过").then(() => wang.sees("哪天的事"));
  await wang.presses("跳过").then(() => wang.sees("对不对"));
  await wang.presses("提交");
  return Number(/#(\d+)/.exec(await wang.sees("已提交"))?.[1]);
}

test("a group that becomes a supergroup keeps its desk: what waits is claimed there, what comes is shown there", async () => {
  const town = await withDesk("basic");
  const { inGroup, settled, claimable, cards, numbers, newest, he, rows, wang, group } = town;
  const [first, second] = [await matterOf(town, "五保户的屋顶漏雨"), await matterOf(town, "低保怎么申请")];
  await settled();
  expect(numbers(claimable())).toEqual([first, second]);
  inGroup({ do: "press", ...(findButton(town.world.rooms.get(group.id) as never, "接单") as { message_id: number; data: string }) }, he);
  await settled();
  inGroup({ do: "upgrade" });
  await settled();
  const to = newest();
  expect(await rows("select desk_chat_id::text from station")).toEqual([{ desk_chat_id: String(to) }]);
  // The one that somebody has taken is not shown again; the one that waits is.
  expect(numbers(cards(to)).length).toBe(1);
  expect(numbers(claimable(to))).toEqual([first === numbers(cards(to))[0] ? first : second]);
  const third = await matterOf(town, "临时救助");
  await settled();
  expect(numbers(claimable(to))).toContain(third);
  // An old card is still on the screen, and still pressed.
  const room = town.world.rooms.get(to) as never;
  inGroup({ do: "press", ...(findButton(room, "接单") as { message_id: number; data: string }) }, he, to);
  await settled();
  await he.hasSeen(`#${third}`);
  expect(numbers(claimable(to))).not.toContain(third);
  expect(wang.texts().join("\n")).toContain("何春兰");
});

test("where nothing said that the group became a supergroup, the refused message goes there at once, and all behind it in order", async () => {
  const town = await withDesk("basic");
  const { inGroup, settled, cards, numbers, newest, world, rows } = town;
  // As when the bot was away for longer than Telegram keeps updates.
  world.allowedUpdates = new Set(["message", "callback_query"]);
  inGroup({ do: "upgrade" });
  world.updates.length = 0;
  const filed = [];
  for (const words of ["五保户的屋顶漏雨", "低保怎么申请", "临时救助"]) filed.push(await matterOf(town, words));
  await settled();
  expect(numbers(cards(newest()))).toEqual(filed);
  expect(await rows("select desk_chat_id::text from station")).toEqual([{ desk_chat_id: String(newest()) }]);
  expect(await rows("select 1 from outbox where state in ('failed', 'held')")).toEqual([]);
  // Only what was on its way when the group was found changed was refused.
  expect(world.calls.filter(({ error }) => error?.includes("upgraded")).length).toBe(1);
});

test("a bot that is removed from a station's group says so to the admin, and shows what waits when it is back", async () => {
  const town = await withDesk("supergroup");
  const { inGroup, settled, claimable, numbers, admin, rows, he } = town;
  const before = await matterOf(town, "五保户的屋顶漏雨");
  await settled();
  inGroup({ do: "remove_bot" });
  await admin.hasSeen("移出了 民政站 的群");
  const meanwhile = await matterOf(town, "低保怎么申请");
  await settled();
  expect(numbers(claimable())).toEqual([before]);
  expect(await rows("select 1 from outbox where state in ('failed', 'held', 'pending')")).toEqual([]);
  await he.hasSeen(`#${meanwhile}`);
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("🏢 站所").then(() => admin.sees("点一个看看"));
  await admin.presses("🏢 民政站");
  await admin.sees("发不到站所的群里");
  inGroup({ do: "add_bot" });
  await admin.hasSeen("又在 民政站 的群里");
  await settled();
  expect(numbers(claimable())).toEqual([before, meanwhile]);
});

test("a removal that nobody announced is noticed by the first card that is refused", async () => {
  const town = await withDesk("supergroup");
  const { world, group, settled, admin, rows } = town;
  Object.assign(world.rooms.get(group.id) as object, { kicked: true });
  await matterOf(town, "五保户的屋顶漏雨");
  await admin.hasSeen("移出了 民政站 的群");
  await matterOf(town, "低保怎么申请");
  await settled();
  expect(world.calls.filter(({ error }) => error?.includes("kicked")).length).toBe(1);
  expect(await rows("select 1 from outbox where state in ('failed', 'held')")).toEqual([]);
});

test("a topic that was deleted leaves the desk to its group, and what waits is shown there", async () => {
  const town = await withDesk("forum");
  const { inGroup, settled, claimable, numbers, admin, rows, topic } = town;
  const before = await matterOf(town, "五保户的屋顶漏雨");
  await settled();
  expect(claimable()[0]?.message_thread_id).toBe(topic);
  inGroup({ do: "delete_topic", ...(topic ? { topic } : {}) });
  const after = await matterOf(town, "低保怎么申请");
  await admin.hasSeen("民政站 的话题被删除");
  await settled();
  expect(numbers(claimable()).toSorted()).toEqual([before, after]);
  expect(claimable().map((message) => message.message_thread_id)).toEqual([undefined, undefined]);
  expect(await rows("select desk_thread_id from station")).toEqual([{ desk_thread_id: null }]);
});

test("a group in which the bot may not write is said to the admin, and is a desk again by /desk", async () => {
  const town = await withDesk("supergroup");
  const { world, group, inGroup, settled, claimable, numbers, admin } = town;
  Object.assign(world.rooms.get(group.id) as object, { muted: true });
  const filed = await matterOf(town, "五保户的屋顶漏雨");
  await admin.hasSeen("民政站 的群里不能发言");
  expect(claimable()).toEqual([]);
  Object.assign(world.rooms.get(group.id) as object, { muted: false });
  inGroup({ do: "text", text: "/desk 民政站" });
  await settled();
  expect(numbers(claimable())).toEqual([filed]);
});

test("a reply to a claimed card in the group goes to the villager; anybody else is told who may answer", async () => {
  const town = await withDesk("supergroup");
  const { inGroup, settled, cards, he, admin, wang, person, group, world, rows } = town;
  const number = await matterOf(town, "五保户的屋顶漏雨");
  await settled();
  const card = cards().at(-1)?.message_id as number;
  const saidInGroup = () => world.rooms.get(group.id)?.messages.findLast((message) => message.from?.is_bot)?.text ?? "";
  const stranger = person("路人甲");
  await stranger.says("/start v1").then(() => stranger.sees("您在"));
  inGroup({ do: "text", text: "这事谁管啊", reply_to: card }, stranger);
  await settled();
  expect(saidInGroup()).toMatch(new RegExp(`#${number}.*接单`));
  inGroup({ do: "press", ...(findButton(world.rooms.get(group.id) as never, "接单") as { message_id: number; data: string }) }, he);
  await settled();
  inGroup({ do: "text", text: "春兰你去看看", reply_to: card }, admin);
  await settled();
  expect(saidInGroup()).toContain("由 何春兰 办");
  inGroup({ do: "text", text: "明天带油布过来", reply_to: card }, he);
  await wang.hasSeen("明天带油布过来");
  await settled();
  expect(saidInGroup()).toContain(`已转给村民（#${number}）`);
  for (const caption of ["油布", undefined])
    inGroup({ do: "file", kind: "photo", ...(caption ? { caption } : {}), album: "g1", reply_to: card }, he);
  await settled();
  expect(wang.messages().filter((message) => message.from?.is_bot && message.photo)).toHaveLength(2);
  // A picture between others of the group is nothing to the bot, nor is the person who sent it.
  const passerBy = person("过路人");
  inGroup({ do: "file", kind: "photo", album: "g2" }, passerBy);
  inGroup({ do: "contact", phone: "13877776666", reply_to: card }, he);
  await wang.hasSeen("13877776666");
  await settled();
  expect(await rows("select 1 from person where telegram_id = $1", [passerBy.id])).toEqual([]);
  const own = world.rooms.get(group.id)?.messages.find((message) => message.text === "明天带油布过来");
  inGroup({ do: "edit", message_id: own?.message_id as number, text: "后天带油布过来" }, he);
  await wang.hasSeen("后天带油布过来");
  expect(wang.texts().join()).not.toMatch(/谁管啊|春兰你去看看|明天带油布/);
  await wang.repliesTo("后天带油布过来", "好的等您");
  await he.hasSeen("好的等您");
});
