import { expect, test } from "vitest";
import { inlineKeyboardOf } from "../../emulator/world.ts";
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

test("@bot finds notes in any chat, for people who never started it too; the same words again are Telegram's own business for a minute", async () => {
  const { admin, wang, telegram, person, rows, settled } = await withShelf();
  const known = await rows("select count(*)::int as people from person");
  const queries = () => rows("select count(*)::int as n from inbox where payload ? 'inline_query'");
  const stranger = person("路人", "en");
  const found = await stranger.searches("老人看病报销");
  expect(found).toMatchObject({ results: [{ title: "老年人住院报销" }], next_offset: "" });
  expect(found.button).toBeUndefined();
  // Nobody is made known by looking for something, and the next one who asks the same is answered without the bot.
  expect(await rows("select count(*)::int as people from person")).toEqual(known);
  expect((await person("过客").searches("老人看病报销")).results).toEqual(found.results);
  expect(await queries()).toEqual([{ n: 1 }]);
  const calls = () => telegram.world.calls.filter(({ method }) => method === "answerInlineQuery").map(({ payload }) => payload);
  expect(calls()).toMatchObject([{ is_personal: false, cache_time: 60 }]);

  // What nobody entered is said in one's own language, to oneself, with the way to a person.
  const none = await stranger.searches("买汽车补贴");
  expect(none).toMatchObject({ results: [], button: { text: expect.stringContaining("ask the town"), start_parameter: "policy" } });
  expect((await wang.searches("买汽车补贴")).button?.text).toContain("问镇里的人");
  expect(calls().slice(1)).toMatchObject([{ is_personal: true }, { is_personal: true }]);
  await stranger.says("/start policy").then(() => stranger.sees("your own words"));

  // Without words everything is there, the newest first, a page at a time.
  for (let index = 1; index <= 9; index += 1)
    await putOnShelf(admin, { body: `第${index}项`, title: `种粮补贴${index}`, subject: "种养山林" });
  const all = await wang.searches("");
  expect(all.results).toHaveLength(10);
  expect(all.results[0]?.title).toBe("种粮补贴9");
  const rest = await wang.searches("", all.next_offset);
  expect(rest).toMatchObject({ results: [{ title: "脐橙黄龙病改种补助" }, { title: "老年人住院报销" }], next_offset: "" });

  // Picked in the chat with the bot it is nobody's report; its link opens it with its file.
  await settled();
  const before = wang.texts().length;
  await all.send("高龄津贴");
  await settled();
  expect(wang.texts()).toHaveLength(before);
  const picked = wang.messages().findLast((one) => one.via_bot);
  expect(picked?.text).toContain("—— 青石镇 2026-11-24");
  const link = JSON.stringify(inlineKeyboardOf(picked as never));
  await stranger.says(`/start ${/start=(\w+)/.exec(link)?.[1]}`).then(() => stranger.sees("每月发一百元"));
  await stranger.hasSeen("📎 高龄津贴");

  // What is taken off is found no more once Telegram asks again, and what was told without going on the shelf never is.
  await admin.says("/broadcast").then(() => admin.sees("发给哪里"));
  await admin.presses("全镇").then(() => admin.sees("通知内容"));
  await admin.says("明天黄龙病防治队进村").then(() => admin.sees("确定就点"));
  await admin.presses("提交").then(() => admin.sees("已发给"));
  expect((await wang.searches("黄龙病")).results).toMatchObject([{ title: "脐橙黄龙病改种补助" }]);
  await rows("update announcement set taken_off_at = now() where body like '脐橙%'");
  telegram.world.inlineCache.clear();
  expect((await wang.searches("黄龙病")).results).toEqual([]);
});

test("a question that is simply written is answered by the shelf first; one tap reports it all the same, and what is written next is something else", async () => {
  const { wang, rows } = await withShelf();
  await wang.says("老人家在卫生院住院能报多少").then(() => wang.sees("百分之九十"));
  expect(wang.newest()).toContain("镇里发过这些");
  expect(wang.newestButtons().join()).toContain("还是要报上去");
  // The next question is one of its own, and thanks are no report.
  await wang.says("砍掉病树重新种有没有补助？").then(() => wang.sees("一千二百元"));
  expect(wang.newest()).not.toContain("百分之九十");
  await wang.says("谢谢").then(() => wang.sees("您好"));
  await wang.says("砍掉病树重新种有没有补助？").then(() => wang.sees("一千二百元"));
  await wang.presses("还是要报上去").then(() => wang.sees("哪一类"));
  await wang.presses("农业生产").then(() => wang.hasSeen("砍掉病树重新种有没有补助"));
  expect(await rows("select 1 from ticket")).toHaveLength(0);
});

test("what is wrong is a report also where the shelf speaks of it, and so is a question of which it knows nothing", async () => {
  const { wang, rows } = await withShelf();
  for (const words of ["八十岁的老人每月一百元没发", "路灯什么时候来修？", "水沟堵了，还想问一下老人住院能报多少"]) {
    await wang.says(words).then(() => wang.sees("要把这件事报上去吗"));
    await wang.presses("取消").then(() => wang.sees("没有上报"));
  }

  await wang.says("低保一个月补多少钱").then(() => wang.sees("政策栏里还没有写这一条"));
  await wang.presses("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("社保救助").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  expect(await rows("select question from policy_question")).toEqual([{ question: "低保一个月补多少钱" }]);
});
