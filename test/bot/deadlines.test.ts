import { expect, test } from "vitest";
import { day, hour, reportOf, withTown } from "../support/town.ts";

const minute = 60_000;

test("a duty is reminded of before its deadline, then goes up one level at a time, and everybody is told", async () => {
  const { wang, li, chen, admin, pass, rows } = await withTown();
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await pass(5 * hour);
  await li.hasSeen("快到时限了");
  await pass(2 * hour);
  await chen.hasSeen("上报给您");
  await wang.hasSeen("已上报上级督办");
  await pass(2 * day);
  await admin.hasSeen("上报给您");
  const events = (await rows("select action from ticket_event order by seq")).map(({ action }) => action);
  expect(events).toEqual(["submit", "remind", "escalate", "escalate"]);
  expect((await rows("select state, level, p.name from ticket t join person p on p.id = t.responsible_id"))[0]).toEqual({
    state: "assigned",
    level: 2,
    name: "李建国",
  });
});

test("/overdue lists what is late for the leader", async () => {
  const { wang, li, chen, pass } = await withTown();
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await chen.says("/overdue").then(() => chen.sees("没有逾期"));
  await pass(day);
  await chen.says("/overdue").then(() => chen.sees("逾期 1 件"));
});

test("silence is reminded once after three days and closes the ticket after seven", async () => {
  const { wang, li, pass, rows } = await withTown();
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("填好了").then(() => li.sees("等村民确认"));
  await pass(2 * day);
  expect(wang.texts().filter((text) => text.includes("办好了吗"))).toHaveLength(0);
  await pass(2 * day);
  await pass(2 * day);
  expect(wang.texts().filter((text) => text.includes("办好了吗"))).toHaveLength(1);
  await pass(2 * day);
  await wang.hasSeen("已自动完结");
  expect((await rows("select state, rating from ticket"))[0]).toEqual({ state: "closed", rating: null });
});

test("an emergency is told to everybody in charge and repeated every two minutes until somebody takes it", async () => {
  const { wang, li, chen, admin, pass } = await withTown();
  await wang.presses("紧急").then(() => wang.sees("什么事、在哪里"));
  await wang.hasSeen("火警 119");
  await wang.sends("voice").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已报出"));
  for (const told of [li, chen, admin]) await told.hasSeen("#1001");
  await pass(2 * minute + 1);
  await pass(2 * minute + 1);
  expect(li.texts().filter((text) => text.includes("还没人接"))).toHaveLength(2);
  await chen.presses("接单").then(() => chen.sees("您已接单"));
  await pass(5 * minute);
  expect(li.texts().filter((text) => text.includes("还没人接"))).toHaveLength(2);
  await wang.hasSeen("陈志远 已接单");
});

test("a question nobody answers lets the clock run again after a week", async () => {
  const { wang, li, pass, rows } = await withTown();
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await li.presses("提问").then(() => li.sees("要问"));
  await li.says("哪一段？").then(() => li.sees("已问村民"));
  await pass(6 * day);
  await wang.hasSeen("在等您答复");
  await pass(2 * day);
  await li.hasSeen("没有答复");
  expect((await rows("select state from ticket"))[0]).toEqual({ state: "in_progress" });
});
