import { expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { day, reportOf, submits, withTown } from "../support/town.ts";

const resolves = async (li: PersonDriver, words: string) => {
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says(words).then(() => li.sees("已报办结"));
};

test("words of discontent after 办结 bring the ratings back and stop the silent end", async () => {
  const { wang, li, rows, pass, settled } = await withTown();
  await reportOf(wang, "桥断了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await resolves(li, "桥修好了");
  await wang.hasSeen("请问您满意吗");
  // Nothing pressed, nothing replied to: just written.
  await wang.says("没有修好，桥还是断的").then(() => wang.sees("还没办好？"));
  expect(wang.newestButtons()).toEqual(expect.arrayContaining([expect.stringContaining("不满意"), expect.stringContaining("基本满意")]));
  await li.hasSeen("没有修好，桥还是断的");
  await li.hasSeen("说还没办好");
  await pass(8 * day);
  await pass(8 * day);
  expect(await rows("select state from ticket")).toEqual([{ state: "resolved" }]);
  await wang.hasSeen("说过还没办好");
  expect(wang.texts().join()).not.toContain("自动完结。如果没办好");
  await wang.presses("😞 不满意").then(() => wang.sees("升级给 陈志远"));
  await settled();
  expect(await rows("select state, reopen_count, doubted_at from ticket")).toEqual([
    { state: "assigned", reopen_count: 1, doubted_at: null },
  ]);
});

test("praise counts by one tap, and without it the matter ends as always", async () => {
  const { wang, li, rows, pass, settled } = await withTown();
  for (const [words, praise] of [
    ["路灯坏了", "满意，谢谢"],
    ["路灯又坏了两盏", "修好了，谢谢"],
  ] as const) {
    const number = await reportOf(wang, words, "供电通信");
    await li.hasSeen(`#${number}`);
    await li.says(`#${number}`).then(() => li.sees(`#${number}`));
    await resolves(li, "换了灯泡");
    await wang.hasSeen(new RegExp(`#${number} 已办结`));
    await wang.says(praise).then(() => wang.sees("就算办好了吗"));
    await settled();
    expect(await rows("select state from ticket order by id desc limit 1")).toEqual([{ state: "resolved" }]);
    if (number === 1001) await wang.presses("😊 满意").then(() => wang.sees("已完结"));
  }
  await pass(8 * day);
  expect(await rows("select state, rating from ticket order by id")).toEqual([
    { state: "closed", rating: "satisfied" },
    { state: "closed", rating: null },
  ]);
});

test("words on another kind of matter are a matter of their own, whatever is resolved", async () => {
  const { wang, li } = await withTown();
  await reportOf(wang, "路灯坏了", "供电通信");
  await li.hasSeen("#1001");
  await resolves(li, "换了灯泡");
  await wang.says("三组的垃圾还是没人收").then(() => wang.sees("这是一件新的事"));
  await wang.presses("#1001").then(() => wang.sees("还没办好？"));
});

test("who joined a matter has it in 我的事项, reads where it stands, is asked at the end, and may say that it is not solved", async () => {
  const { wang, li, person, rows, pass, settled } = await withTown();
  await reportOf(wang, "村口的桥断了过不去");
  await li.hasSeen("#1001");
  const zhao = person("赵二妹");
  await zhao.says("/start v1").then(() => zhao.sees("您在"));
  await zhao.says("报问题").then(() => zhao.sees("哪一类"));
  await zhao.presses("道路水利").then(() => zhao.sees("说说是什么事"));
  await zhao.says("村口的桥断了过不去").then(() => zhao.sees("对不对"));
  await zhao.presses("🙋 #1001");
  const joined = await zhao.sees("已算上您");
  expect(joined).toMatch(/干部看得到您的名字[\s\S]*看不到/);
  await wang.says("#1001").then(() => wang.sees("村口的桥断了"));
  await wang.presses("补充").then(() => wang.sees("要补充"));
  await wang.says("我家电话 13811112222").then(() => wang.sees("已转给"));
  await li.hasSeen("13811112222");

  await zhao.says("我的事项").then(() => zhao.sees("#1001"));
  await zhao.says("#1001");
  const shown = await zhao.sees("状态");
  expect(shown).toContain("村口的桥断了");
  // Who else reported it, and what was said to the handlers, is not theirs.
  expect(shown).not.toMatch(/王有根|13811112222/);
  await zhao.presses("补充").then(() => zhao.sees("要补充"));
  await zhao.says("我天天要过那座桥").then(() => zhao.sees("已转给"));
  await li.hasSeen(/也反映的 赵二妹（#1001）[\s\S]*天天要过/);
  await li.repliesTo("天天要过", "先走上面那座").then(() => li.sees("已转给他"));
  await zhao.hasSeen("先走上面那座");
  await li.says("#1001").then(() => li.sees("#1001"));
  await resolves(li, "桥通了");
  await zhao.hasSeen("桥通了");
  await zhao.presses("还没解决").then(() => zhao.sees("哪里不满意"));
  await zhao.says("桥面还有洞").then(() => zhao.sees("已转给"));
  await li.hasSeen("赵二妹 说还没办好");
  await li.hasSeen("桥面还有洞");
  await wang.hasSeen("也反映 #1001 的人里，有人说还没解决");
  expect(wang.texts().join()).not.toMatch(/赵二妹|天天要过|先走上面|桥面还有洞/);
  await pass(8 * day);
  expect(await rows("select state from ticket")).toEqual([{ state: "resolved" }]);
  await wang.presses("😊 满意").then(() => wang.sees("已完结"));
  await zhao.says("#1001").then(() => zhao.sees("#1001"));
  const id = (await rows<{ id: string }>("select id from ticket"))[0]?.id;
  await zhao.forges(`t:not_solved:${id}:`);
  await zhao.sees("再报一次");
  await settled();
});

test("a party of a dispute reads where it stands and speaks, and neither side reads what the other said", async () => {
  const { wang, li, person, rows, settled } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("矛盾纠纷").then(() => wang.sees("可以跳过"));
  await wang.says("孙大牛").then(() => wang.sees("说说是什么事"));
  await wang.says("他砌墙占了我的地").then(() => wang.sees("对不对"));
  await submits(wang);
  await li.hasSeen("#1001");
  await li.presses("⚖️ 调解").then(() => li.sees("#1001 调解"));
  await li.presses("请当事人").then(() => li.sees("转给 孙大牛"));
  const link = /start=(\S+)/.exec((await li.hasSeen("转给 孙大牛")).text ?? "")?.[1];
  const sun = person("孙大牛");
  await sun.says(`/start ${link}`);
  expect(await sun.sees("调解")).toMatch(/看得到您的名字[\s\S]*看不到/);
  await sun.says("/start v1").then(() => sun.sees("您在"));
  await sun.says("我的事项").then(() => sun.sees("#1001"));
  await sun.says("#1001");
  await sun.sees("状态");
  expect(sun.texts().join()).not.toMatch(/砌墙占了|王有根/);
  await sun.presses("补充").then(() => sun.sees("要补充"));
  await sun.says("墙是在我自己的地上").then(() => sun.sees("已转给"));
  await li.hasSeen(/当事人 孙大牛（#1001）[\s\S]*自己的地上/);
  await li.repliesTo("自己的地上", "带上土地证来").then(() => li.sees("已转给他"));
  await sun.hasSeen("带上土地证来");
  await sun.repliesTo("带上土地证来", "好，明天带来");
  await li.hasSeen("明天带来");
  await wang.says("#1001").then(() => wang.sees("砌墙占了"));
  await settled();
  expect(wang.texts().join()).not.toMatch(/自己的地上|土地证|明天带来/);
  const id = (await rows<{ id: string }>("select id from ticket"))[0]?.id;
  for (const button of ["timeline", "withdraw", "chase", "rate"]) await sun.forges(`t:${button}:${id}:satisfied`);
  await settled();
  expect(sun.texts().join()).not.toMatch(/砌墙占了|确定要撤回/);
});
