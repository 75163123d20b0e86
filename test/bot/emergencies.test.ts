import { expect, test } from "vitest";
import { act, addGroup, findButton } from "../../emulator/people.ts";
import { inlineKeyboardOf } from "../../emulator/world.ts";
import type { PersonDriver } from "../support/person.ts";
import { inviteTo, reportOf, withTown } from "../support/town.ts";

test("an emergency takes two taps and a voice, goes to the person who is on duty and to everybody in charge, and the person who is first takes it", async () => {
  const { admin, wang, li, liu, chen, pass, rows, settled } = await withTown();
  await admin.says("/duty").then(() => admin.sees("值班表"));
  await admin.says("11-24 没这个人").then(() => admin.sees("这一行没看懂：11-24 没这个人"));
  await admin.says("11-24 刘芳\n11-25 李建国、陈志远").then(() => admin.sees("已改 2 天"));
  await wang.presses("🚨 紧急").then(() => wang.sees("公安 110"));
  await wang.sends("voice").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已经通知 刘芳"));
  for (const one of [liu, li, chen]) await one.hasSeen("#1001");
  await pass(2 * 60_000 + 1_000);
  for (const one of [liu, li, chen]) await one.hasSeen("紧急 #1001 还没人接");
  await pass(2 * 60_000 + 1_000);
  const toTake = (one: PersonDriver) =>
    one.messages().filter((message) => JSON.stringify(inlineKeyboardOf(message) ?? "").includes("接单")).length;
  for (const one of [liu, li, chen]) expect(toTake(one)).toBe(1);
  await li.says("#1001").then(() => li.sees("#1001"));
  await settled();
  expect(toTake(li)).toBe(1);
  await li.presses("接单").then(() => li.sees("您已接单"));
  await settled();
  for (const one of [liu, li, chen]) expect(toTake(one)).toBe(0);
  await chen.hasSeen("现在 李建国 接了");
  await wang.hasSeen("李建国 已接单");
  expect(await rows("select p.name from ticket t join person p on p.id = t.responsible_id")).toEqual([{ name: "李建国" }]);
});

test("平安确认: everybody of the village is asked, one tap answers, and the list of who has not is live and has phones", async () => {
  const { admin, wang, li, chen, liu, person, settled, rows } = await withTown();
  const mei = person("赖春梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  await wang.says("/rollcall").then(() => wang.sees("没有这个权限"));
  await chen.says("/rollcall").then(() => chen.sees("哪个村"));
  await chen.presses("东坑村").then(() => chen.sees("您平安吗"));
  await chen.says("今晚有暴雨").then(() => chen.sees("已问 东坑村 2 人"));
  await mei.hasSeen("今晚有暴雨");
  await mei.presses("✅ 平安").then(() => mei.sees("知道您平安"));
  await li.hasSeen("平安 1 / 2，还有 1 人");
  await wang.presses("🆘 需要帮助").then(() => wang.sees("马上联系您"));
  for (const watcher of [li, chen]) await watcher.hasSeen("王有根 需要帮助");
  await settled();
  expect(li.texts().findLast((text) => text.includes("平安确认"))).toContain("🆘 王有根");
  expect(liu.texts().join()).not.toContain("平安确认");
  expect(await rows("select is_safe from roll_call_answer order by is_safe")).toEqual([{ is_safe: false }, { is_safe: true }]);
  await admin.says("/overdue").then(() => admin.sees(/./));
});

test("a station's desk in a forum topic: new tickets are shown there, one member claims, and the others see it", async () => {
  const { admin, wang, person, telegram, settled, rows } = await withTown();
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("➕ 站所").then(() => admin.sees("请发站所名"));
  await admin.says("民政站").then(() => admin.sees("已加 1 个"));
  const he = person("何春兰");
  await inviteTo(admin, he, "站所人员", "民政站");
  const forum = addGroup(telegram.world, "镇务群", true);
  const topic = act(telegram.world, he.id, forum.id, { do: "open_topic", name: "民政站" }).message?.message_id as number;
  act(telegram.world, he.id, forum.id, { do: "text", text: "/desk 民政站", topic });
  await settled();
  act(telegram.world, admin.id, forum.id, { do: "text", text: "/desk 民政站", topic });
  await settled();
  const room = telegram.world.rooms.get(forum.id);
  const texts = () => room?.messages.filter(({ from }) => from?.is_bot).map((message) => message.text ?? "") ?? [];
  expect(texts()[0]).toContain("没有这个权限");
  expect(texts()[1]).toContain("民政站 的受理群");
  await wang.says("办事").then(() => wang.sees("您要办什么"));
  await wang.presses("临时救助").then(() => wang.sees("一时生活困难"));
  await wang.says("家里失火了").then(() => wang.sees("什么困难"));
  await wang.presses("跳过").then(() => wang.sees("哪天的事"));
  await wang.presses("跳过").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await settled();
  const shown = room?.messages.find((message) => message.text?.includes("#1001"));
  expect(shown?.message_thread_id).toBe(topic);
  const press = findButton(room as never, "接单");
  act(telegram.world, wang.id, forum.id, { do: "press", message_id: press?.message_id ?? 0, data: press?.data ?? "" });
  await settled();
  expect(await rows("select state from ticket")).toEqual([{ state: "assigned" }]);
  act(telegram.world, he.id, forum.id, { do: "press", message_id: press?.message_id ?? 0, data: press?.data ?? "" });
  await he.hasSeen("#1001");
  await settled();
  expect(await rows("select t.state, p.name from ticket t join person p on p.id = t.responsible_id")).toEqual([
    { state: "accepted", name: "何春兰" },
  ]);
  expect(findButton(room as never, "接单")).toBeUndefined();
});

test("the whole timetable of a ticket can be read", async () => {
  const { wang, li } = await withTown();
  await reportOf(wang, "水管爆了");
  await li.hasSeen("#1001");
  await li.presses("经过").then(() => li.sees("时间表"));
  expect(li.newest()).toMatch(/⏳ 接单：.*\n.*首次答复：.*\n.*办结：.*\n.*下次提醒/);
});

const place = (latitude: number) => ({ latitude, longitude: 114.9 });
/** Where somebody's phone shows the place of others now. */
const shownTo = (one: PersonDriver) => one.messages().filter(({ location, from }) => location && from?.is_bot);
const latitudes = (one: PersonDriver) => shownTo(one).map(({ location }) => location?.latitude);

test("a place that moves is followed in one message by everybody who was handed the emergency, until it ends, and then by nobody", async () => {
  const { wang, li, chen, liu, settled, rows, telegram } = await withTown();
  await wang.presses("🚨 紧急").then(() => wang.sees("公安 110"));
  const { message } = await wang.does({ do: "location", ...place(25.1), live_period: 900 });
  const moves = (latitude: number) => wang.does({ do: "move", message_id: message?.message_id ?? 0, ...place(latitude) });
  await wang.sees("对不对");
  // Gone on before it is filed.
  await moves(25.2);
  await wang.says("山上迷路了").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已经通知"));
  await settled();
  expect(latitudes(li)).toEqual([25.2]);
  expect(shownTo(li)[0]?.location?.live_period).toBe(900);
  const sent = telegram.world.calls.length;
  for (const latitude of [25.3, 25.4, 25.4, 25.5]) await moves(latitude);
  await settled();
  for (const one of [li, chen]) expect(latitudes(one)).toEqual([25.5]);
  // No message for each step, and the same place is not shown anew.
  const since = telegram.world.calls.slice(sent).map(({ method }) => method);
  expect(new Set(since)).toEqual(new Set(["editMessageLiveLocation"]));
  expect(since.length).toBeLessThanOrEqual(9);
  await li.presses("接单").then(() => li.sees("接单"));
  // Who gets it later sees the newest place, and it moves there too.
  await li.presses("协办").then(() => li.sees("请谁"));
  await li.presses("刘芳").then(() => li.sees("刘芳"));
  await settled();
  expect(latitudes(liu)).toEqual([25.5]);
  await moves(25.6);
  await settled();
  expect(latitudes(liu)).toEqual([25.6]);
  await wang.does({ do: "stop_moving", message_id: message?.message_id ?? 0 });
  for (const one of [li, liu, chen]) expect((await one.hasSeen("实时位置到此为止")).text).toContain("王有根");
  await settled();
  expect(shownTo(liu)[0]?.location).toEqual(place(25.6));
  expect(await rows("select latitude, longitude from ticket")).toEqual([place(25.6)]);
  expect(await rows("select note from ticket_event where note like '📍%'")).toEqual([{ note: "📍 25.6, 114.9" }]);
});

test("a place whose time is over ends by itself, and its owner hears of it; what goes on after the matter has ended is shown to nobody", async () => {
  const { wang, li, pass, settled } = await withTown();
  const number = await reportOf(wang, "桥被水冲垮了");
  await li.hasSeen(`#${number}`);
  await li.repliesTo(`#${number}`, "我来了，跟着我走").then(() => wang.hasSeen("跟着我走"));
  // A cadre on the way is followed by the villager.
  const card = li.messages().find(({ text }) => text?.includes(`#${number}`))?.message_id ?? 0;
  const { message } = await li.does({ do: "location", ...place(25.1), live_period: 900, reply_to: card });
  await settled();
  expect(shownTo(wang)[0]?.location?.live_period).toBe(900);
  const moves = (latitude: number) => li.does({ do: "move", message_id: message?.message_id ?? 0, ...place(latitude) });
  await moves(25.2);
  await settled();
  expect(latitudes(wang)).toEqual([25.2]);
  await pass(16 * 60_000);
  await li.hasSeen("实时位置到时间了");
  expect((await wang.hasSeen("实时位置到此为止")).text).toContain("李建国");
  await moves(25.3);
  await settled();
  expect(latitudes(wang)).toEqual([25.2]);

  const { message: second } = await wang.does({
    do: "location",
    ...place(25.4),
    live_period: 900,
    reply_to: wang.messages().at(-1)?.message_id ?? 0,
  });
  await settled();
  expect(latitudes(li)).toEqual([25.4]);
  await wang.says(`#${number}`).then(() => wang.sees(`#${number}`));
  await wang.presses("撤回").then(() => wang.sees("确定要撤回"));
  await wang.presses("确定撤回").then(() => wang.sees("已撤回"));
  await settled();
  await wang.does({ do: "move", message_id: second?.message_id ?? 0, ...place(25.5) });
  await settled();
  expect(latitudes(li)).toEqual([25.4]);
});
