import { expect, test } from "vitest";
import { pollData } from "../../src/wording/callbacks.ts";
import type { PersonDriver } from "../support/person.ts";
import { day, withTown } from "../support/town.ts";

/** The newest poll in somebody's chat, and answering it. */
async function pollOf(one: PersonDriver, words: string) {
  await expect
    .poll(() => one.messages().findLast(({ poll }) => poll?.question.includes(words))?.poll?.question, { timeout: 15_000 })
    .toBeTruthy();
  const message = one.messages().findLast(({ poll }) => poll?.question.includes(words));
  return {
    options: message?.poll?.options.map(({ text }) => text),
    votes: (...option_ids: number[]) => one.does({ do: "vote", message_id: message?.message_id ?? 0, option_ids }),
  };
}

test("the night school asks what to teach, and after a class whether it helped; each is counted once, may change, and stands in the figures", async () => {
  const { admin, li, wang, person, pass, settled, rows, idOf } = await withTown();
  const mei = person("赖春梅");
  await mei.says("/start v1").then(() => mei.sees("您在"));
  const stranger = person("石背人");
  await stranger.says("/start v2").then(() => stranger.sees("石背村"));
  await wang.says("/outreach").then(() => wang.sees("没有这个权限"));
  await li.says("/outreach").then(() => li.sees("场在计划中"));
  await li.presses("问大家想学什么").then(() => li.sees("问哪里的人"));
  await li.presses("东坑村").then(() => li.sees("一行一个"));
  await li.says("养鸡").then(() => li.sees("2 到 10 个"));
  await li.says("养鸡\n脐橙剪枝\n用手机卖货").then(() => li.sees(/已问 \d 人/));
  const asked = await pollOf(wang, "想听什么");
  expect(asked.options).toEqual(["养鸡", "脐橙剪枝", "用手机卖货"]);
  await asked.votes(0, 1);
  await (await pollOf(mei, "想听什么")).votes(1);
  await settled();
  expect(stranger.messages().some(({ poll }) => poll)).toBe(false);
  await li.says("/outreach").then(() => li.sees("养鸡 1 · 脐橙剪枝 2 · 用手机卖货 0"));
  await asked.votes(2);
  await settled();
  await li.says("/outreach").then(() => li.sees("养鸡 0 · 脐橙剪枝 1 · 用手机卖货 1"));
  await asked.votes();
  await settled();
  expect(await rows("select count(*)::int as votes from poll_vote")).toEqual([{ votes: 1 }]);

  await li.presses("安排一场").then(() => li.sees("安排哪一种"));
  await li.presses("夜校").then(() => li.sees("讲什么"));
  await li.says("脐橙剪枝").then(() => li.sees("谁来讲"));
  await li.says("种植能手老赖").then(() => li.sees("讲给哪个村"));
  await li.presses("东坑村").then(() => li.sees("什么时候"));
  await li.says("11-26 19:30").then(() => li.sees("在哪里"));
  await li.says("祠堂").then(() => li.sees("名额"));
  await li.says("跳过").then(() => li.sees("对的话点"));
  await li.presses("提交").then(() => li.sees("报名 0"));
  for (const one of [wang, mei]) {
    await one.hasSeen("脐橙剪枝");
    await one.presses("我要参加").then(() => one.sees("已报名"));
  }
  await pass(2.6 * day);
  await li.presses("讲完了").then(() => li.sees("扫码签到"));
  await li.says("35人").then(() => li.sees("材料"));
  await li.presses("跳过").then(() => li.sees("已发出"));
  const helped = await pollOf(wang, "有用吗");
  expect(helped.options).toEqual(["👍 有用", "👌 有一点用", "👎 没用"]);
  await helped.votes(0);
  await (await pollOf(mei, "有用吗")).votes(1);
  await settled();
  await li.says("/outreach").then(() => li.sees("👍 有用 1 · 👌 有一点用 1 · 👎 没用 0"));
  // Where a server knows no polls, the answers are buttons, and count alike.
  const id = await idOf("poll where kind = 'helped'");
  await mei.forges(pollData.pack("", { id, option: 0 }));
  await settled();
  expect(mei.toasts().at(-1)).toContain("记下了");
  await mei.forges(pollData.pack("", { id, option: 7 }));
  await li.says("/outreach").then(() => li.sees("👍 有用 2 · 👌 有一点用 0 · 👎 没用 0"));
  await admin.says("/brief").then(() => admin.sees("2 人说夜校有用"));
  expect(
    await rows("select p.kind, count(*)::int as votes from poll p join poll_vote v on v.poll_id = p.id group by 1 order by 1"),
  ).toEqual([
    { kind: "helped", votes: 2 },
    { kind: "topics", votes: 1 },
  ]);
});
