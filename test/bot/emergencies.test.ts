import { expect, test } from "vitest";
import { act, addGroup, findButton } from "../../emulator/people.ts";
import { inviteTo, reportOf, withTown } from "../support/town.ts";

test("an emergency takes two taps and a voice, goes to the person who is on duty and to everybody in charge, and the person who is first takes it", async () => {
  const { admin, wang, li, liu, chen, pass, rows } = await withTown();
  await admin.says("/duty").then(() => admin.sees("值班表"));
  await admin.says("11-24 没这个人").then(() => admin.sees("这一行没看懂：11-24 没这个人"));
  await admin.says("11-24 刘芳\n11-25 李建国、陈志远").then(() => admin.sees("已改 2 天"));
  await wang.presses("🚨 紧急").then(() => wang.sees("公安 110"));
  await wang.sends("voice").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已经通知 刘芳"));
  for (const one of [liu, li, chen]) await one.hasSeen("#1001");
  await pass(2 * 60_000 + 1_000);
  for (const one of [liu, li, chen]) await one.hasSeen("紧急 #1001 还没人接");
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("接单").then(() => li.sees("您已接单"));
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
