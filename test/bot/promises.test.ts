import { expect, test } from "vitest";
import { commandsSet } from "../../emulator/commands.ts";
import { reportOf, withTown } from "../support/town.ts";

test("a leader of the whole town hears of an emergency and may refuse a later date; who was told stands in what the villager reads", async () => {
  const { admin, wang, li, person, settled } = await withTown();
  const luo = person("罗镇长");
  await admin.says("/invite").then(() => admin.sees("先选身份"));
  await admin.presses("镇领导").then(() => admin.sees(/哪个村/));
  await admin.presses("全镇");
  const link = await admin.sees("只能用一次");
  await luo.says(`/start ${/start=(\S+)/.exec(link)?.[1]}`);
  expect(await luo.sees("您现在")).toContain("您现在是镇领导，全镇的事项");
  await wang.presses("紧急").then(() => wang.sees("什么事"));
  await wang.says("家里失火了").then(() => wang.sees("对不对"));
  await wang.presses("提交");
  const told = await wang.sees("已报出");
  for (const name of ["李建国", "罗镇长", "陈志远"]) expect(told).toContain(name);
  await luo.hasSeen("家里失火了");

  const number = await reportOf(wang, "村口的路塌了");
  await li.hasSeen(`#${number}`);
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("限期").then(() => li.sees("延到什么时候"));
  await li.presses("+3").then(() => li.sees("为什么延长"));
  await li.says("等材料").then(() => li.sees("已延长"));
  await luo.hasSeen("的时限延到");
  await luo.presses("不同意延期").then(() => luo.sees("已不同意"));
  await settled();
});

test("who is promised a call is asked for the number, and the person who promised it gets it; who is confidential is answered in writing", async () => {
  const { admin, wang, li, chen, rows, idOf, settled } = await withTown();
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  const unsatisfied = async () => {
    await rows("update ticket set state = 'resolved', reopen_count = 2");
    await wang.forges(`t:rate:${await idOf("ticket")}:unsatisfied`);
  };
  await unsatisfied();
  await wang.sees(/陈志远 会亲自给您打电话，打哪个号码/);
  await chen.hasSeen("还没有他的号码");
  expect(wang.keyboard()).toContain("📱 发送我的手机号");
  await wang.does({ do: "contact", phone: "+86 138 0013 8000" }).then(() => wang.sees("已经转给他们"));
  await chen.hasSeen(/请您亲自给村民打电话：.*138/);
  expect(wang.keyboard()).toContain("📝 报问题");
  // Whose number is known is asked for nothing.
  await unsatisfied();
  await wang.sees("陈志远 会亲自给您打电话；打过以后");

  await rows("update ticket set confidential = true");
  await unsatisfied();
  expect(await wang.sees("已经重办两次")).toContain("他会在这里回复您");
  await settled();

  await rows("update person set phone = null");
  await admin.says("/rollcall").then(() => admin.sees("哪个村"));
  await admin.presses("东坑村").then(() => admin.sees("您平安吗"));
  await admin.presses("提交").then(() => admin.sees("已问"));
  await wang.hasSeen("平安");
  await wang.presses("需要帮助").then(() => wang.sees("打哪个号码找您"));
  await wang.says("13800138000").then(() => wang.sees("已经转给他们"));
  await admin.hasSeen(/王有根 需要帮助！📞 13800138000/);
});

test("☰ shows each what their roles open, in their language, as long as they hold them", async () => {
  const { telegram, li, wang, admin, settled, idOf } = await withTown();
  await settled();
  const shownTo = (id: number) => {
    const set = commandsSet(telegram.world, { scope: { type: "chat", chat_id: id } });
    return set.length ? set.map(({ command }) => command) : undefined;
  };
  expect(shownTo(li.id)).toEqual(expect.arrayContaining(["queue", "visit", "roster", "care", "leave", "report", "my"]));
  expect(shownTo(li.id)?.[0]).toBe("queue");
  expect(shownTo(li.id)).not.toContain("org");
  expect(shownTo(admin.id)).toEqual(expect.arrayContaining(["org", "invite", "overdue", "assign"]));
  expect(shownTo(wang.id)).toBeUndefined();
  await li.says("/language").then(() => li.sees("Choose a language"));
  await li.presses("English").then(() => li.sees("English"));
  await settled();
  expect(JSON.stringify(commandsSet(telegram.world, { scope: { type: "chat", chat_id: li.id } }))).toContain("What is mine to do");
  await admin.forges(
    `g:org:untie_really:${await idOf("role_grant where role = 'cadre' and village_id = (select id from village where name = '东坑村')")}`,
  );
  await settled();
  expect(shownTo(li.id)).not.toContain("queue");
});
