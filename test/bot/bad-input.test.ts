import { describe, expect, test } from "vitest";
import { act, addGroup } from "../../emulator/people.ts";
import type { PersonDriver } from "../support/person.ts";
import { type Furnished, reportOf, withTown } from "../support/town.ts";

/** Brings a villager to each step of a report. */
const steps: Record<string, (villager: PersonDriver) => Promise<unknown>> = {
  category: (villager) => villager.says("报问题").then(() => villager.sees("哪一类")),
  content: (villager) =>
    steps["category"]?.(villager).then(() => villager.presses("道路水利").then(() => villager.sees("说说是什么事"))) as Promise<unknown>,
  summary: (villager) =>
    steps["content"]?.(villager).then(() => villager.says("路塌了").then(() => villager.sees("对不对"))) as Promise<unknown>,
  place: (villager) =>
    steps["summary"]?.(villager).then(() => villager.presses("加地点").then(() => villager.sees("什么地方"))) as Promise<unknown>,
  phone: (villager) =>
    steps["summary"]?.(villager).then(() => villager.presses("留电话").then(() => villager.sees("留个电话"))) as Promise<unknown>,
};
const questions: Record<string, string> = {
  category: "哪一类",
  content: "说说是什么事",
  place: "在什么地方",
  phone: "留个电话",
  summary: "对不对",
};

async function stepOf(town: Furnished, villager: PersonDriver) {
  const [row] = await town.rows<{ step: string; data: { texts: string[] } }>("select step, data from dialog where chat_id = $1", [
    villager.id,
  ]);
  return row;
}

describe.each(Object.keys(steps))("at the step %s", (step) => {
  test("a sticker, 5,000 characters, a poll and an unknown command get a sentence, and the draft stays", async () => {
    const town = await withTown();
    const { wang } = town;
    await steps[step]?.(wang);
    const before = await stepOf(town, wang);

    await wang.sends("sticker");
    await wang.sees(/看不懂|用下面的按钮/);
    await wang.sees(questions[step] as string);
    expect(await stepOf(town, wang)).toEqual(before);

    await wang.says("路".repeat(5000));
    await wang.sees(/太长了（5000 字|一共 50\d\d 字/);
    await wang.sees(questions[step] as string);
    expect(await stepOf(town, wang)).toEqual(before);

    await wang.says("/nonsense");
    await wang.sees("没有这个命令");
    await wang.says("/Reprot");
    await wang.sees("是不是 /report？");
    await wang.says("/desk");
    await wang.sees("/desk 要发在站所的工作群里");
    expect(await stepOf(town, wang)).toEqual(before);
  });

  test("an old button pressed again, twice at once, changes nothing", async () => {
    const town = await withTown();
    const { wang } = town;
    await steps["category"]?.(wang);
    const old = wang.button("供电通信");
    await wang.presses("取消").then(() => wang.sees("已取消"));
    await steps[step]?.(wang);
    const before = await stepOf(town, wang);
    await Promise.all([
      wang.does({ do: "press", ...(old as { message_id: number; data: string }) }),
      wang.does({ do: "press", ...(old as { message_id: number; data: string }) }),
    ]);
    await town.settled();
    expect(wang.toasts().filter((text) => text.includes("已经用过"))).toHaveLength(2);
    expect(await stepOf(town, wang)).toEqual(before);
  });
});

test("a button of an earlier step of the same draft is explained, and the present question repeated", async () => {
  const town = await withTown();
  const { wang } = town;
  await steps["category"]?.(wang);
  const [first, second] = [wang.button("道路水利"), wang.button("供电通信")] as { message_id: number; data: string }[];
  // Both buttons are under the thumb at once; the one pressed first counts.
  await Promise.all([
    wang.does({ do: "press", ...(first as { message_id: number; data: string }) }),
    wang.does({ do: "press", ...(second as { message_id: number; data: string }) }),
  ]);
  await town.settled();
  expect(wang.toasts()).toContain("这是前面一步的按钮，请看最下面的问题");
  expect(wang.newest()).toContain("说说是什么事");
  expect(wang.newest()).toContain("道路水利");
});

test("提交 pressed twice at once makes one ticket, and the second press is told its number", async () => {
  const town = await withTown();
  const { wang } = town;
  await steps["summary"]?.(wang);
  const submit = wang.button("提交") as { message_id: number; data: string };
  await Promise.all([1, 2, 3].map(() => wang.does({ do: "press", ...submit })));
  await town.settled();
  expect((await town.rows("select number from ticket")).length).toBe(1);
  expect(wang.toasts().filter((text) => text === "已经提交过了，编号 #1001")).toHaveLength(2);
});

test("the same update delivered again is handled once", async () => {
  const town = await withTown();
  const { wang, telegram } = town;
  await steps["phone"]?.(wang);
  await town.settled();
  const count = wang.texts().length;
  const update = { update_id: 1, message: wang.messages().at(-1) };
  telegram.world.updates.push(update as never);
  telegram.world.events.emit("update", update as never);
  await town.settled();
  expect(wang.texts().length).toBe(count);
});

test("HTML in a name and in words is shown as typed, to everybody", async () => {
  const town = await withTown();
  const mischief = town.person("<b>老 & 王</b>");
  await mischief.says("/start v1").then(() => mischief.sees("您在 东坑村"));
  await reportOf(mischief, "<i>路</i> & <a href='x'>坏</a>了");
  const card = await town.li.hasSeen("#1001");
  expect(card.text).toContain("<b>老 & 王</b>");
  expect(card.text).toContain("<i>路</i> & <a href='x'>坏</a>了");
  await mischief.says("/my").then(() => mischief.sees("<i>路</i>"));
});

test("in a group the bot keeps quiet, and points to the private chat when it is called", async () => {
  const town = await withTown();
  const group = addGroup(town.telegram.world, "东坑村群");
  act(town.telegram.world, town.wang.id, group.id, { do: "text", text: "大家好，今天停水" });
  act(town.telegram.world, town.wang.id, group.id, { do: "text", text: "/report" });
  await town.settled();
  const said = town.telegram.world.rooms
    .get(group.id)
    ?.messages.filter((message) => message.from?.is_bot)
    .map((message) => message.text);
  expect(said).toEqual(["请和我私聊，您的事不会被别人看到。"]);
  expect(await town.rows("select 1 from dialog where chat_id = $1", [group.id])).toEqual([]);
});

test("forged and foreign buttons are refused, noted, and change nothing", async () => {
  const town = await withTown();
  const { wang, li, liu } = town;
  await reportOf(wang, "水管爆了");
  await li.hasSeen("#1001");
  const anyMessage = wang.messages().find((message) => message.from?.is_bot)?.message_id as number;
  for (const data of ["t:accept:1:", "t:resolve:1:", "t:open:999:", "t:rate:1:satisfied"])
    await liu.does({ do: "press", message_id: liu.messages()[1]?.message_id as number, data });
  for (const data of ["t:accept:1:", "d:x", "nonsense", "g:invite:admin", "g:stats:month", "g:org:villages"])
    await wang.does({ do: "press", message_id: anyMessage, data });
  // Words that every object of the language knows, from the one who may press most on this ticket.
  for (const data of ["t:constructor:1:", "t:__proto__:1:", "t:toString:1:", "g:constructor:x", "g:org:constructor"])
    await li.does({ do: "press", message_id: li.messages()[1]?.message_id as number, data });
  for (const payload of ["v9223372036854775807", "v99999999999999999999", "v0"]) await wang.says(`/start ${payload}`);
  await town.settled();
  expect((await town.rows("select state, rating from ticket"))[0]).toEqual({ state: "assigned", rating: null });
  expect((await town.rows("select count(*)::int as count from role_grant"))[0]).toEqual({ count: 4 });
  expect((await town.rows("select count(*)::int as count from audit_event"))[0]?.["count"]).toBeGreaterThanOrEqual(6);
  expect([...liu.toasts(), ...wang.toasts()].filter((text) => text.includes("没有这个权限")).length).toBeGreaterThanOrEqual(5);
});

test("commands of roles that one does not have are refused politely", async () => {
  const { wang } = await withTown();
  for (const command of ["/queue", "/stats", "/overdue", "/invite", "/org", "/poster", "/broadcast", "/assign 1001"]) {
    await wang.says(command);
    await wang.sees("没有这个权限");
  }
});

test("a file of 25 MB is taken by reference", async () => {
  const town = await withTown();
  const { wang, li } = town;
  await steps["content"]?.(wang);
  await wang.sends("video", { size: 25 * 1024 * 1024 }).then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await town.settled();
  expect(li.messages().some((message) => message.video)).toBe(true);
  expect(town.telegram.world.calls.some(({ method }) => method === "getFile")).toBe(false);
});

test("the admin's names are read leniently, and nonsense is asked again", async () => {
  const town = await withTown();
  const { admin } = town;
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("➕ 村").then(() => admin.sees("请发村名"));
  await admin.sends("photo");
  await admin.sees("没有读到名字");
  await admin.says("长".repeat(60));
  await admin.sees("没有读到名字");
  await admin.says("1、枫林村\n\n2. 大塘村：上组，下组\n枫林村");
  await admin.sees("已加 2 个：枫林村、大塘村");
  expect((await town.rows("select name from village order by id")).map(({ name }) => name)).toEqual([
    "东坑村",
    "石背村",
    "枫林村",
    "大塘村",
  ]);
  expect((await town.rows("select name from village_group order by id")).map(({ name }) => name)).toEqual(["一组", "二组", "上组", "下组"]);
});
