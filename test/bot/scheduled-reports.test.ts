import { expect, test } from "vitest";
import { act, addBasicGroup, addGroup } from "../../emulator/people.ts";
import { inlineKeyboardOf } from "../../emulator/world.ts";
import { day, hour, reportOf, withTown } from "../support/town.ts";

/** From the Tuesday on which tests begin to half past eight of the Monday after. */
const toMonday = 6 * day - 0.5 * hour;

test("a leader has each week's and each month's figures by themselves, on the first working morning after it; nothing comes of an empty one", async () => {
  const town = await withTown();
  const { wang, chen, admin, pass, clock } = town;
  await chen.says("/brief").then(() => chen.sees("点数字"));
  await chen.presses("定期报送").then(() => chen.sees("现在没有"));
  await chen.presses("每周发给我");
  expect(await chen.sees("好了：每周")).toMatch(/第一次.*(11-30|11月30日|30).*08:30/);
  await chen.presses(/定期报送/).then(() => chen.sees("每周　发给我"));
  // Pressed once more, from an older screen.
  await chen.says("/brief").then(() => chen.sees("点数字"));
  await chen.presses("定期报送").then(() => chen.sees("每周　发给我"));
  expect(chen.button("每周发给我")).toBeDefined();
  await chen.presses("每月发给我").then(() => chen.sees("好了：每月"));
  await reportOf(wang, "路灯坏了");
  const pictures = () => chen.messages().filter(({ photo }) => photo);
  const files = () => chen.messages().filter(({ document }) => document?.file_name?.startsWith("brief-"));
  await pass(toMonday - hour);
  expect(pictures()).toEqual([]);
  await pass(hour);
  expect(pictures().map(({ caption }) => caption)).toEqual([expect.stringMatching(/2026-11-23 – 2026-11-29[\s\S]*收到 1/)]);
  expect(files().map(({ document }) => document?.file_name)).toEqual(["brief-2026-11-23-zh.docx"]);
  expect(inlineKeyboardOf(pictures()[0] as never)?.inline_keyboard.length).toBeGreaterThan(1);
  // The next morning brings the month's.
  await pass(day);
  expect(pictures().at(-1)?.caption).toContain("2026-11-01 – 2026-11-30");
  // A week in which nothing happened.
  const before = pictures().length;
  await pass(6 * day);
  expect(pictures().length).toBe(before);
  // A bot that was away makes up for what it missed, and not for what is old; empty weeks stay silent.
  await reportOf(wang, "桥断了");
  clock.now += 30 * day;
  await pass(0);
  const dates = pictures()
    .slice(before)
    .map(({ caption }) => /\d{4}-\d\d-\d\d – \S+/.exec(caption ?? "")?.[0]);
  expect(dates).toEqual(["2026-12-01 – 2026-12-31"]);
  // The admin sees and ends what others have.
  await admin.says("/brief").then(() => admin.sees("点数字"));
  await admin.presses("定期报送").then(() => admin.sees("每周　陈志远"));
  await admin.presses("停发：每周 陈志远").then(() => admin.sees("不再发了：每周，陈志远"));
  await chen.says("/brief").then(() => chen.sees("点数字"));
  await chen.presses("定期报送");
  expect(await chen.sees("定期报送")).not.toContain("每周　");
});

test("figures for somebody else are what that person may see; a person who loses the office gets none, and the admins hear of it", async () => {
  const town = await withTown();
  const { wang, li, chen, admin, pass, rows, settled } = town;
  await admin.says("/brief").then(() => admin.sees("点数字"));
  await admin.presses("定期报送").then(() => admin.sees("现在没有"));
  await admin.presses("发给别人").then(() => admin.sees("发给谁"));
  await admin.says("李建国").then(() => admin.sees("多久发一次"));
  await admin.presses("每周").then(() => admin.sees("李建国 看不了简报"));
  await admin.says("陈志远").then(() => admin.sees("多久发一次"));
  await admin.presses("每周").then(() => admin.sees("好了：每周，陈志远"));
  await reportOf(wang, "路灯坏了");
  await pass(toMonday);
  expect(
    chen
      .messages()
      .filter(({ photo }) => photo)
      .map(({ caption }) => caption),
  ).toEqual([expect.stringContaining("东坑村")]);
  await reportOf(wang, "又坏了");
  await rows("update role_grant set revoked_at = now() where role = 'leader'");
  await pass(7 * day);
  await admin.hasSeen("陈志远 现在不能看简报了，每周发的数据已停");
  expect(chen.messages().filter(({ photo }) => photo).length).toBe(1);
  await li.says("/brief").then(() => li.sees("没有这个权限"));
  await settled();
  expect(await rows("select 1 from scheduled_report where ended_at is null")).toEqual([]);
});

test("a group gets its figures as a picture without names or buttons, in its topic, also when it has become a supergroup", async () => {
  const town = await withTown();
  const { wang, li, admin, telegram, pass, rows, settled } = town;
  const { world } = telegram;
  const basic = addBasicGroup(world, "镇领导群");
  const forum = addGroup(world, "工作群", true);
  const say = (who: typeof admin, chatId: number, text: string, topic?: number) =>
    act(world, who.id, chatId, { do: "text", text, ...(topic ? { topic } : {}) });
  const said = (chatId: number) => (world.rooms.get(chatId)?.messages ?? []).filter(({ from }) => from?.is_bot);
  say(li, basic.id, "/brief 每周");
  await settled();
  expect(said(basic.id).at(-1)?.text).toContain("没有这个权限");
  say(admin, basic.id, "/brief");
  await settled();
  expect(said(basic.id).at(-1)?.text).toContain("/brief 每周");
  say(admin, basic.id, "/brief 每周");
  await settled();
  expect(said(basic.id).at(-1)?.text).toContain("好了：每周");
  say(admin, basic.id, "/brief weekly");
  await settled();
  expect(said(basic.id).at(-1)?.text).toContain("已经在发了");
  const topic = act(world, admin.id, forum.id, { do: "open_topic", name: "数据" }).message?.message_id as number;
  say(admin, forum.id, "/brief 每周", topic);
  await settled();
  act(world, admin.id, basic.id, { do: "upgrade" });
  await settled();
  const upgraded = [...world.rooms.keys()].at(-1) as number;
  await reportOf(wang, "路灯坏了");
  await pass(toMonday);
  for (const chatId of [upgraded, forum.id]) {
    const [picture, ...more] = said(chatId).filter(({ photo }) => photo);
    expect(more).toEqual([]);
    expect(picture?.caption).toContain("收到 1");
    expect(picture?.caption).not.toMatch(/路灯|王有根|李建国/);
    expect(inlineKeyboardOf(picture as never)).toBeUndefined();
  }
  expect(said(forum.id).findLast(({ photo }) => photo)?.message_thread_id).toBe(topic);
  say(admin, forum.id, "/brief 停", topic);
  await settled();
  expect(said(forum.id).at(-1)?.text).toContain("不再发数据了");
  act(world, admin.id, upgraded, { do: "remove_bot" } as never);
  await settled();
  expect(await rows("select 1 from scheduled_report where ended_at is null")).toEqual([]);
});
