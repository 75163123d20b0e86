import { expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { type Furnished, withTown } from "../support/town.ts";

type Note = { body: string; title?: string; subject?: string; keywords?: string; photo?: boolean };

async function putOnShelf(admin: PersonDriver, { body, title, subject, keywords, photo }: Note) {
  await admin.says("/broadcast").then(() => admin.sees("发给哪里"));
  await admin.presses("全镇").then(() => admin.sees("通知内容"));
  await (photo ? admin.sends("photo", { caption: body }) : admin.says(body)).then(() => admin.sees("确定就点"));
  await admin.presses("政策栏").then(() => admin.sees("叫什么"));
  await (title ? admin.says(title) : admin.presses("跳过")).then(() => admin.sees("属于哪一类"));
  const likely = admin.newestButtons()[0];
  await admin.presses(subject ?? (likely as string)).then(() => admin.sees("大家会怎么问"));
  await (keywords ? admin.says(keywords) : admin.presses("跳过")).then(() => admin.sees("已发给"));
  return likely;
}

const hospital = "七十岁以上在镇卫生院住院，报销比例提高到百分之九十，带医保卡和身份证。";
const navel = "脐橙黄龙病改种补助：砍除病树重新种植，每亩补助一千二百元，找经济综合服务站登记。";

/** Three notes: one with a title and further words, one by its first words, one with a picture. */
async function withShelf(): Promise<Furnished & { admin: PersonDriver }> {
  const town = await withTown();
  const { admin } = town;
  expect(await putOnShelf(admin, { body: hospital, title: "老年人住院报销", keywords: "开刀的钱，医药费" })).toBe("医保看病");
  expect(await putOnShelf(admin, { body: navel })).toBe("种养山林");
  await putOnShelf(admin, { body: "年满八十周岁每月发一百元", title: "高龄津贴", subject: "养老高龄", photo: true });
  await town.settled();
  return town;
}

test("the policy shelf answers in the villager's own words from what the town entered, and never invents", async () => {
  const { wang } = await withShelf();
  await wang.hasSeen("惠民政策");
  await wang.says("/policy 老人看病报销").then(() => wang.sees("百分之九十"));
  expect(wang.newest()).not.toContain("脐橙");
  await wang.says("/policy").then(() => wang.sees("您想问哪方面"));
  await wang.says("砍掉病树重新种有没有补助").then(() => wang.sees("一千二百元"));
  expect(wang.newest()).toContain("脐橙黄龙病改种补助");
  await wang.says("/policy 开刀的钱哪里出").then(() => wang.sees("百分之九十"));
  // A note's file comes with it.
  await wang.says("/policy 长寿钱怎么领").then(() => wang.sees("每月发一百元"));
  await wang.hasSeen("📎 高龄津贴");
  await wang.says("/policy 买汽车有没有补贴").then(() => wang.sees("我不乱说"));
  // Said in other words, it is looked up again.
  await wang.says("八十岁的老人有钱领吗").then(() => wang.sees("每月发一百元"));
});

test("the shelf is looked through by subject, a page at a time; what is no longer true is taken off by those who may announce", async () => {
  const { admin, wang, li, settled } = await withShelf();
  for (let index = 1; index <= 9; index += 1)
    await putOnShelf(admin, { body: `第${index}项`, title: `种粮补贴${index}`, subject: "种养山林" });
  await settled();
  await wang.says("/policy").then(() => wang.sees("您想问哪方面"));
  expect(wang.newestButtons()).toEqual(expect.arrayContaining(["种养山林 10", "医保看病 1", "养老高龄 1"]));
  await wang.presses("种养山林").then(() => wang.sees("📚 种养山林"));
  expect(wang.newestButtons().filter((one) => one.startsWith("种粮补贴"))).toHaveLength(8);
  await wang.presses("➡️").then(() => wang.sees("📚 种养山林"));
  await wang.presses("脐橙黄龙病改种补助").then(() => wang.sees("一千二百元"));
  expect(wang.newestButtons().join()).not.toContain("拿下");
  await admin.says("/policy 黄龙病砍树").then(() => admin.sees("一千二百元"));
  await admin.presses("再查").then(() => admin.sees("您想问哪方面"));
  await admin.presses("种养山林").then(() => admin.sees("📚 种养山林"));
  await admin.presses("➡️");
  await admin.presses("脐橙黄龙病改种补助").then(() => admin.sees("一千二百元"));
  await admin.presses("从政策栏拿下").then(() => admin.sees("已从政策栏拿下：脐橙黄龙病改种补助"));
  await li.says("/policy 黄龙病砍树").then(() => li.sees("我不乱说"));
});

test("words of this place for the same thing are added by those who announce, and find it from then on", async () => {
  const { admin, wang, rows } = await withShelf();
  await wang.says("/policy 寿星米怎么领").then(() => wang.sees("我不乱说"));
  await wang.presses("取消");
  await admin.says("/policy 高龄津贴").then(() => admin.sees("每月发一百元"));
  await admin.presses("再查").then(() => admin.sees("您想问哪方面"));
  await admin.presses("养老高龄").then(() => admin.sees("📚 养老高龄"));
  await admin.presses("高龄津贴").then(() => admin.sees("每月发一百元"));
  await admin.presses("同义词").then(() => admin.sees("没有自己的说法"));
  await admin.presses("加一组").then(() => admin.sees("意思一样的说法"));
  await admin.says("寿星米").then(() => admin.sees("意思一样的说法"));
  await admin.says("寿星米=高龄津贴").then(() => admin.sees("记下了：寿星米 = 高龄津贴"));
  await wang.says("/policy 寿星米怎么领").then(() => wang.sees("每月发一百元"));
  expect(await rows("select words from policy_synonym")).toEqual([{ words: ["寿星米", "高龄津贴"] }]);
});

test("what the shelf does not know is asked of a person with a deadline, and the answer may join the shelf", async () => {
  const { admin, li, chen, wang, person, settled } = await withShelf();
  await wang.says("/policy 装太阳能板有补贴吗").then(() => wang.sees("我不乱说"));
  await wang.presses("问镇里的人").then(() => wang.sees("哪一类"));
  await wang.presses("供电通信").then(() => wang.sees("装太阳能板有补贴吗"));
  await wang.presses("提交").then(() => wang.sees("已提交，编号 #1001"));
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("已接单"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("每户补三千元，王有根家已登记").then(() => li.sees("已报办结"));
  // He may not announce; the village's leader may.
  expect(li.texts().join()).not.toContain("放上政策栏，让大家都查得到");
  expect((await chen.hasSeen("要不要放上政策栏")).text).toContain("装太阳能板有补贴吗");
  await chen.presses("放上政策栏").then(() => chen.sees("请发要放上政策栏的话"));
  await chen.says("装光伏每户补三千元，到供电所登记。").then(() => chen.sees("叫什么"));
  await chen.says("光伏补贴").then(() => chen.sees("属于哪一类"));
  await chen.presses("水电生活").then(() => chen.sees("大家会怎么问"));
  await chen.presses("跳过").then(() => chen.sees("放上去大家都能查到"));
  await chen.presses("提交").then(() => chen.sees("已放上政策栏：光伏补贴"));
  const other = person("赖春梅");
  await other.says("/start v1").then(() => other.sees("您在"));
  await other.says("/policy 太阳能板有没有补贴").then(() => other.sees("到供电所登记"));
  expect(other.newest()).not.toContain("王有根");
  // Once it is there, it is offered no more.
  await chen.presses("放上政策栏").then(() => chen.sees("没有"));
  await settled();
  await admin.says("/policy 光伏").then(() => admin.sees("每户补三千元"));
});
