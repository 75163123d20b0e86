import { expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { inviteTo, reportOf, submits, withTown } from "../support/town.ts";

const photosFromBot = (who: PersonDriver) => who.messages().filter((message) => message.from?.is_bot && message.photo).length;

test("an album after 回复, 办结 or 补充 arrives with all its photos, however late its parts come", async () => {
  const { wang, li, rows, settled } = await withTown();
  await reportOf(wang, "路面有个大坑");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("回复").then(() => li.sees("回复 #1001"));
  for (const caption of ["料拉来了", undefined, undefined]) await li.sends("photo", { ...(caption ? { caption } : {}), album: "r1" });
  await settled();
  expect(photosFromBot(wang)).toBe(3);
  // Said once, and nothing is asked about the others.
  expect(li.texts().filter((words) => words.includes("已转给村民"))).toHaveLength(1);
  expect(li.newest()).not.toContain("报上去");
  // Another thing in between, then the last part of the same album.
  await li.says("/queue").then(() => li.sees("待办"));
  await li.sends("photo", { album: "r1" });
  await settled();
  expect(photosFromBot(wang)).toBe(4);

  await wang.says("#1001").then(() => wang.sees("路面有个大坑"));
  await wang.presses("补充").then(() => wang.sees("要补充到 #1001"));
  const before = photosFromBot(li);
  for (const _ of [1, 2, 3]) await wang.sends("photo", { album: "a1" });
  await settled();
  expect(photosFromBot(li) - before).toBe(3);

  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  const photos = photosFromBot(wang);
  for (const caption of ["填平了", undefined, "还压实了"]) await li.sends("photo", { ...(caption ? { caption } : {}), album: "d1" });
  await settled();
  // Words below a later one as well.
  await wang.hasSeen("还压实了");
  expect(photosFromBot(wang) - photos).toBe(3);
  expect(await rows("select state from ticket")).toEqual([{ state: "resolved" }]);
  expect(await rows("select 1 from dialog")).toEqual([]);
});

test("a part of a report's album that comes after 提交 goes to the ticket", async () => {
  const { wang, li, rows, settled } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("环境卫生").then(() => wang.sees("说说是什么事"));
  await wang.sends("photo", { caption: "塘里有死猪", album: "s1" }).then(() => wang.sees("对不对"));
  await submits(wang);
  await settled();
  await wang.sends("photo", { album: "s1" });
  await settled();
  expect(photosFromBot(li)).toBe(2);
  expect(await rows("select 1 from dialog")).toEqual([]);
});

test("what is edited before 提交 stands in the ticket with its new words, wherever it was an answer", async () => {
  const { wang, li, rows, settled } = await withTown();
  const edits = async (words: string, text: string) => {
    await wang.edits(words, text);
    await wang.sees("已经换上");
  };
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("桥坏了").then(() => wang.sees("对不对"));
  await wang.says("祠堂后背").then(() => wang.sees("🗺 祠堂后背"));
  await wang.says("13800138000").then(() => wang.sees("📞 13800138000"));
  await edits("桥坏了", "桥断了");
  await edits("祠堂后背", "学校门口");
  await edits("13800138000", "13900139000");
  // The summary shows what will be filed.
  await settled();
  expect(wang.newest()).toMatch(/桥断了[\s\S]*学校门口[\s\S]*13900139000/);
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await settled();
  expect(await rows("select description, place_text, phone from ticket")).toEqual([
    { description: "桥断了", place_text: "学校门口", phone: "13900139000" },
  ]);

  // After 提交 the card shows the new words, the handlers are told, and the ledger holds both.
  await wang.edits("桥断了", "桥断了，过路的擦破了皮");
  await wang.sees("已经换上");
  await li.hasSeen("改了 #1001");
  await settled();
  expect((await rows("select description from ticket"))[0]).toEqual({ description: "桥断了，过路的擦破了皮" });
  expect(li.texts().find((shown) => shown.includes("状态："))).toContain("擦破了皮");
  const notes = await rows<{ note: string }>("select note from ticket_event where action = 'add'");
  expect(notes[0]?.note).toMatch(/桥断了[\s\S]*擦破了皮/);
});

test("a caption that a photo gets before 提交 is in the ticket", async () => {
  const { wang, rows, settled } = await withTown();
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  const sent = await wang.sends("photo");
  await wang.sees("对不对");
  await wang.does({ do: "edit", message_id: sent.message?.message_id as number, text: "水渠塌了" });
  await wang.sees("已经换上");
  await submits(wang);
  await settled();
  expect(await rows("select description from ticket")).toEqual([{ description: "水渠塌了" }]);
});

test("the words of 办结 that are edited reach the villager", async () => {
  const { wang, li, settled } = await withTown();
  await reportOf(wang, "路灯坏了", "供电通信");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("换了灯泡");
  await wang.hasSeen("换了灯泡");
  await li.edits("换了灯泡", "换了灯泡和线");
  await settled();
  expect(wang.texts().join()).toContain("换了灯泡和线");
});

test("a number with # opens its ticket while a question is open, and the question stays open", async () => {
  const { wang, li, settled } = await withTown();
  await reportOf(wang, "路灯坏了", "供电通信");
  await li.hasSeen("#1001");
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("#1001").then(() => wang.sees("路灯坏了"));
  await wang.says("＃1099").then(() => wang.sees("1099"));
  await wang.says("水渠堵了").then(() => wang.sees("对不对"));
  expect(await submits(wang)).toBe(1002);
  await li.hasSeen("#1002");
  // Where a number is the answer, it is taken as one.
  await li.says("#1002").then(() => li.sees("#1002"));
  await li.presses("合并").then(() => li.sees("合并到哪一件"));
  await li.says("#1001").then(() => li.sees("已合并到 #1001"));
  await settled();
});

test("words after a photo or a voice are the matter; a place is a place", async () => {
  const { wang, rows, settled } = await withTown();
  for (const [kind, words] of [
    ["photo", "水管爆了"],
    ["voice", "就是昨天说的那个路灯"],
  ] as const) {
    await wang.says("报问题").then(() => wang.sees("哪一类"));
    await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
    await wang.sends(kind).then(() => wang.sees("对不对"));
    await wang.says(words).then(() => wang.sees("对不对"));
    await wang.says("祠堂后背").then(() => wang.sees(/留个电话|对不对/));
    if (wang.newest().includes("留个电话")) await wang.says("跳过").then(() => wang.sees("对不对"));
    await wang.presses("提交").then(() => wang.sees("已提交"));
  }
  await settled();
  expect(await rows("select description, place_text from ticket order by id")).toEqual([
    { description: "水管爆了", place_text: "祠堂后背" },
    { description: "就是昨天说的那个路灯", place_text: "祠堂后背" },
  ]);
});

test("a pin and a venue both arrive, and what was added later reaches the next handler, each with its sender and number", async () => {
  const { admin, wang, li, liu, settled } = await withTown();
  const pins = (who: PersonDriver) =>
    who
      .messages()
      .filter((message) => message.from?.is_bot && message.location)
      .map(({ location }) => location?.latitude);
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("护栏撞坏了").then(() => wang.sees("对不对"));
  await wang.does({ do: "location", latitude: 25.11, longitude: 114.93 });
  await wang.does({ do: "venue", latitude: 25.22, longitude: 114.94, title: "东坑小学", address: "东坑村 1 号" });
  await wang.sees("东坑小学");
  if (wang.newest().includes("留个电话")) await wang.says("跳过").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await settled();
  expect(pins(li).toSorted()).toEqual([25.11, 25.22]);
  expect(li.texts().find((shown) => shown.includes("状态："))).toContain("东坑小学");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await wang.repliesTo("已接单", "旁边还有一处");
  for (const action of [
    { do: "location", latitude: 25.33, longitude: 114.95 },
    { do: "file", kind: "photo" },
    { do: "file", kind: "video_note" },
  ] as const) {
    await wang.says("#1001").then(() => wang.sees("护栏撞坏了"));
    await wang.presses("补充").then(() => wang.sees("要补充到 #1001"));
    await wang.does(action);
    await settled();
  }
  expect(pins(li)).toContain(25.33);
  await inviteTo(admin, liu, "包村干部", "东坑村");
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("转办").then(() => li.sees("转给谁"));
  await li.says("刘芳").then(() => li.sees("说一句原因"));
  await li.presses("跳过").then(() => li.sees("已转给"));
  await settled();
  expect(pins(liu).toSorted()).toEqual([25.11, 25.22, 25.33]);
  expect(photosFromBot(liu)).toBe(1);
  expect(liu.texts().join("\n")).toContain("旁边还有一处");
  // Each file and pin, or the line right before it, says whose it is and of which ticket.
  for (const who of [li, liu]) {
    const got = who.messages().filter((message) => message.from?.is_bot);
    for (const [index, message] of got.entries()) {
      if (!message.location && !message.photo && !message.video_note) continue;
      const named = message.caption ?? got[index - 1]?.text ?? "";
      expect(named).toMatch(/王有根[\s\S]*#1001|#1001[\s\S]*王有根/);
    }
  }
});

test("several matters in one message are reported one by one, if the villager likes, and none is lost", async () => {
  const { wang, rows, settled } = await withTown();
  await wang.says("路灯坏了 还有垃圾没人收 还有我妈的养老金认证怎么弄").then(() => wang.sees("报上去吗"));
  await wang.presses("报问题").then(() => wang.sees("3 件事"));
  await wang.presses("分开报").then(() => wang.sees("哪一类"));
  await wang.presses("⭐ 💡").then(() => wang.sees("对不对"));
  expect(wang.newest()).toContain("路灯坏了");
  expect(wang.newest()).not.toContain("垃圾");
  await wang.presses("提交").then(() => wang.sees("哪一类"));
  expect(wang.texts().join()).toContain("接着报下一件");
  // The message that said all of them says none of them alone.
  await wang.edits("路灯坏了", "路灯坏了 还有垃圾没人收 还有我妈的养老金认证怎么办啊");
  await wang.presses("环境卫生").then(() => wang.sees("对不对"));
  // One of them is given up, and the last has its turn all the same.
  await wang.presses("取消").then(() => wang.sees("您要办什么"));
  await wang.presses("养老认证").then(() => wang.sees("老人姓名"));
  await wang.says("王阿婆").then(() => wang.sees(/对不对|请写|请选/));
  if (!wang.newest().includes("对不对")) await wang.presses("跳过").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await settled();
  expect(await rows("select kind, description from ticket order by id")).toEqual([
    { kind: "problem", description: "路灯坏了" },
    { kind: "service", description: "我妈的养老金认证怎么弄" },
  ]);
  expect(await rows("select 1 from dialog")).toEqual([]);
});

test("what is sent while a report is open and a question waits goes into the report, and with one tap to the question; its card says to whom it is offered", async () => {
  const { wang, li, liu, settled, rows } = await withTown();
  await reportOf(wang, "村口的桥断了一块板");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await li.presses("提问").then(() => li.sees("问 #1001 的村民什么"));
  await li.says("是大桥还是小桥").then(() => wang.hasSeen("是大桥还是小桥"));
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("供电通信").then(() => wang.sees("说说是什么事"));
  await wang.says("小桥").then(() => wang.sees("写进您正在填的这份里了"));
  await wang.presses("是答 #1001").then(() => wang.sees("说说是什么事"));
  await li.hasSeen(/王有根（#1001）：\n小桥/);
  await wang.says("灯不亮").then(() => wang.sees("对不对"));
  expect(await submits(wang)).toBe(1002);
  expect(await rows("select description from ticket order by id")).toEqual([
    { description: "村口的桥断了一块板" },
    { description: "灯不亮" },
  ]);
  await li.says("#1001").then(() => li.sees("#1001"));
  await li.presses("转办").then(() => li.sees("转给谁"));
  await li.presses("刘芳").then(() => li.sees("说一句原因"));
  await li.presses("跳过").then(() => li.sees("已转给 刘芳"));
  await liu.hasSeen("转给您了，等您接单");
  await settled();
});

test("a message that nobody announced is found by the look of each second", async () => {
  const { wang, rows } = await withTown();
  await rows(`insert into outbox (town_id, chat_id, priority, method, payload)
    values (1, ${wang.id}, 1, 'sendMessage', '{"chat_id": ${wang.id}, "text": "没有人通知过"}')`);
  await wang.hasSeen("没有人通知过");
});
