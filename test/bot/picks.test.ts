import { expect, test } from "vitest";
import { addGroup } from "../../emulator/people.ts";
import { inviteTo, reportOf, withTown } from "../support/town.ts";

test("somebody is picked in Telegram's own list: a colleague to hand a matter to, staff, whom a service is for; a name may be typed as well", async () => {
  const { admin, wang, li, liu, person, rows, settled, telegram } = await withTown();
  const picks = (one: typeof li, user: { id: number }) => one.does({ do: "share_user", request_id: 1, user_id: user.id });
  const number = await reportOf(wang, "村口的桥塌了");
  await li.hasSeen(`#${number}`);
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("协办").then(() => li.sees("请谁"));
  await li.presses("从 Telegram 里选").then(() => li.sees("点下面的“选人”"));
  expect(li.keyboard()).toEqual(["👤 选人", "✖️ 取消"]);
  // A villager has no office; then the question stays open.
  await picks(li, wang).then(() => li.sees("王有根 在镇里没有职务"));
  expect(li.keyboard().join()).toContain("报问题");
  await li.presses("从 Telegram 里选").then(() => li.sees("点下面的“选人”"));
  await picks(li, liu).then(() => li.sees("选了 刘芳"));
  await liu.hasSeen(`#${number}`);
  await settled();
  expect(await rows("select p.name from co_handler c join person p on p.id = c.person_id")).toEqual([{ name: "刘芳" }]);
  // 取消 brings the menu back.
  await li.presses("转办").then(() => li.sees("转给谁"));
  await li.presses("从 Telegram 里选").then(() => li.sees("点下面的“选人”"));
  await li.says("✖️ 取消").then(() => li.sees("取消"));
  expect(li.keyboard().join()).toContain("报问题");
  // What is picked when nothing is asked any more is no matter.
  const keyboard = { keyboard: [[{ text: "选人", request_users: { request_id: 1 } }]] };
  Object.assign(telegram.world.rooms.get(li.id) ?? {}, { replyKeyboard: keyboard });
  await picks(li, liu).then(() => li.sees("没有"));

  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("包联").then(() => admin.sees("看哪里、改哪里"));
  await admin.presses("石背村").then(() => admin.sees("刘芳 包村干部"));
  await admin.presses("加人").then(() => admin.sees("谁？"));
  await admin.presses("从 Telegram 里选").then(() => admin.sees("点下面的“选人”"));
  const newcomer = person("何春兰");
  await picks(admin, newcomer).then(() => admin.sees("何春兰 还没有打开过机器人"));
  await admin.presses("从 Telegram 里选").then(() => admin.sees("点下面的“选人”"));
  await picks(admin, wang).then(() => admin.sees("王有根 当什么"));
  await admin.presses("包村干部").then(() => admin.sees("只包一个组"));
  await admin.presses("全村").then(() => admin.sees("王有根 包村干部"));

  const mei = person("梅二嫂");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  await mei.says("办事").then(() => mei.sees("您要办什么"));
  await mei.presses("临时救助").then(() => mei.sees("一时生活困难"));
  await mei.says("房子漏雨，没钱修").then(() => mei.sees("什么困难"));
  await mei.presses("其他").then(() => mei.sees("哪天的事"));
  await mei.says("2026-11-20").then(() => mei.sees("对不对"));
  await mei.presses("替别人").then(() => mei.sees("替谁办"));
  await mei.presses("从 Telegram 里选").then(() => mei.sees("点下面的“选人”"));
  await picks(mei, newcomer).then(() => mei.sees("何春兰"));
  await mei.presses("提交").then(() => mei.sees("已提交"));
  expect(mei.keyboard().join()).toContain("报问题");
  expect(await rows("select beneficiary from ticket where beneficiary is not null")).toEqual([{ beneficiary: "何春兰" }]);
});

test("a group becomes a station's desk by one pick, a forum with the bot as its administrator of topics", async () => {
  const { admin, wang, person, telegram, settled, rows } = await withTown();
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("➕ 站所").then(() => admin.sees("请发站所名"));
  await admin.says("民政站").then(() => admin.sees("已加 1 个"));
  await inviteTo(admin, person("何春兰"), "站所人员", "民政站");
  const group = addGroup(telegram.world, "民政群");
  const forum = addGroup(telegram.world, "镇务群", true);
  const id = Number((await rows<{ id: string }>("select id from station where name = '民政站'"))[0]?.id);
  const said = (chat: { id: number }) => telegram.world.rooms.get(chat.id)?.messages.map(({ text }) => text ?? "") ?? [];
  const opens = async () => {
    await admin.says("/org").then(() => admin.sees("青石镇"));
    await admin.presses("站所").then(() => admin.sees("点一个看看"));
    await admin.presses("🏢 民政站").then(() => admin.sees("归口类别"));
    await admin.presses("选值班群").then(() => admin.sees("发到哪个群"));
  };
  await opens();
  await admin.says("民政群").then(() => admin.sees("发到哪个群"));
  await admin.does({ do: "share_chat", request_id: id, chat_id: group.id });
  await admin.sees("“民政群”现在是 民政站 的受理群");
  await settled();
  expect(said(group).join()).toContain("民政站 的受理群");
  await wang.says("办事").then(() => wang.sees("您要办什么"));
  await wang.presses("临时救助").then(() => wang.sees("一时生活困难"));
  await wang.says("房子漏雨").then(() => wang.sees("什么困难"));
  await wang.presses("跳过").then(() => wang.sees("哪天的事"));
  await wang.presses("跳过").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await settled();
  expect(said(group).join()).toContain("房子漏雨");
  await opens();
  await admin.does({ do: "share_chat", request_id: -id, chat_id: forum.id });
  await admin.sees("“镇务群”现在是 民政站 的受理群");
  await settled();
  expect(telegram.world.rooms.get(forum.id)?.rights).toEqual(["can_manage_topics"]);
  expect(await rows("select desk_chat_id::text as desk from station where name = '民政站'")).toEqual([{ desk: String(forum.id) }]);
});
