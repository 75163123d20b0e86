import { expect, test } from "vitest";
import { inlineKeyboardOf } from "../../emulator/world.ts";
import type { PersonDriver } from "../support/person.ts";
import { reportOf, withTown } from "../support/town.ts";

/** Everything somebody presses, opening the bot by a poster's code included; what they say is no tap. */
function tapping(who: PersonDriver) {
  let taps = 0;
  return {
    taps: () => taps,
    async opens(code: string) {
      taps += 1;
      await who.says(`/start ${code}`);
    },
    async presses(words: string, seen: string) {
      taps += 1;
      await who.presses(words).then(() => who.sees(seen));
    },
  };
}

test("a first report costs five taps from the village's poster, a second one three", async () => {
  const town = await withTown();
  const mei = town.person("赖梅");
  const [{ id } = { id: 0 }] = await town.rows<{ id: string }>("select id from village where name = '石背村'");
  const first = tapping(mei);
  await first.opens(`v${id}`).then(() => mei.sees("哪个组"));
  await first.presses("一组", "您在 石背村 一组");
  await first.presses("报问题", "哪一类");
  await first.presses("道路水利", "说说是什么事");
  await mei.says("村口的路塌了").then(() => mei.sees("对不对"));
  await first.presses("提交", "已提交");
  expect(first.taps()).toBe(5);
  const second = tapping(mei);
  await second.presses("报问题", "哪一类");
  await second.presses("供电通信", "说说是什么事");
  await mei.sends("voice").then(() => mei.sees("对不对"));
  await second.presses("提交", "已提交");
  expect(second.taps()).toBe(3);
  const told = tapping(mei);
  await mei.says("水沟堵了，水漫到家里").then(() => mei.sees(/报上去|新的事/));
  // A number that is sent there belongs to the matter, no matter whose it is.
  await mei.does({ do: "contact", phone: "13900005678" }).then(() => mei.sees("电话记下了"));
  await told.presses("报问题", "哪一类");
  await told.presses("道路水利", "对不对");
  expect(mei.newest()).toContain("13900005678");
  await told.presses("提交", "已提交");
  expect(told.taps()).toBe(3);
});

test("the summary has 提交 first and large, what can be changed behind one button, and no keys of an earlier question", async () => {
  const { wang, rows } = await withTown();
  await wang.presses("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("路塌了").then(() => wang.sees("对不对"));
  expect(wang.rowsBelow()[0]).toEqual([expect.objectContaining({ text: "✅ 提交", style: "success" })]);
  expect(wang.rowsBelow().length).toBeLessThanOrEqual(4);
  expect(wang.rowsBelow().at(-1)).toEqual([
    expect.objectContaining({ text: "◀️ 返回" }),
    expect.objectContaining({ text: "✖️ 取消", style: "danger" }),
  ]);
  expect(wang.newestButtons().filter((text) => /返回|取消/.test(text))).toHaveLength(2);

  await wang.presses("加地点").then(() => wang.sees("在什么地方"));
  expect(wang.keyboard()).toContain("⏭ 跳过");
  await wang.presses("跳过").then(() => wang.sees("对不对"));
  expect(wang.keyboard()).toContain("📝 报问题");
  expect(wang.keyboard().join()).not.toMatch(/跳过|返回|取消/);

  await wang.presses("留电话").then(() => wang.sees("留个电话"));
  await wang.presses("返回").then(() => wang.sees("对不对"));
  expect(wang.keyboard()).toContain("📝 报问题");

  // What is plainly a place or a number needs no button.
  await wang.says("村口小桥边").then(() => wang.sees("🗺 村口小桥边"));
  await wang.says("138 0013 8000").then(() => wang.sees("📞 13800138000"));
  expect(wang.newestButtons().join()).not.toMatch(/加地点|留电话/);

  await wang.presses("改一改").then(() => wang.sees("要改哪一项"));
  expect(wang.newestButtons()).toEqual(["✏️ 改村", "✏️ 改类别", "✏️ 改内容", "✏️ 改地点", "✏️ 改电话", "◀️ 返回", "✖️ 取消"]);
  await wang.presses("返回").then(() => wang.sees("对不对"));
  await wang.presses("改一改").then(() => wang.sees("要改哪一项"));
  await wang.presses("改地点").then(() => wang.sees("在什么地方"));
  await wang.does({ do: "location", latitude: 25.12, longitude: 114.93 }).then(() => wang.sees("🗺 地图位置"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  expect(await rows("select description, phone, latitude, place_text from ticket")).toEqual([
    { description: "路塌了", phone: "13800138000", latitude: 25.12, place_text: null },
  ]);
});

test("a card shows what comes next and 更多; of two copies only the newer can be pressed; the person who took it may set the date at once", async () => {
  const { wang, li, chen, settled } = await withTown();
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  const cards = () =>
    li.messages().filter(({ text, from }) => from?.is_bot && text?.includes("#1001</b>") === false && text?.includes("状态："));
  const buttonsOf = (message: unknown) => (inlineKeyboardOf(message as never)?.inline_keyboard.flat() ?? []).map(({ text }) => text);
  expect(buttonsOf(cards().at(-1))).toEqual(["✋ 接单", "💬 回复", "🔀 转办", "⋯ 更多"]);
  await li.presses("更多");
  await settled();
  expect(buttonsOf(cards().at(-1)).join()).toMatch(/接单.*协办.*提问.*备注.*办结.*经过.*收起/);
  await li.presses("收起");
  await settled();
  expect(buttonsOf(cards().at(-1))).toEqual(["✋ 接单", "💬 回复", "🔀 转办", "⋯ 更多"]);
  await li.presses("接单").then(() => li.sees("您已接单"));
  expect(li.newestButtons()).toEqual(["📅 限期", "🤝 协办"]);
  await settled();
  expect(buttonsOf(cards().at(-1))).toEqual(["💬 回复", "✅ 办结", "🔀 转办", "⋯ 更多"]);

  await li.says("/queue").then(() => li.sees("待办 1 件"));
  await li.presses("#1001 路塌了").then(() => li.sees("状态："));
  await settled();
  expect(cards()).toHaveLength(2);
  expect(buttonsOf(cards()[0])).toEqual([]);
  expect(buttonsOf(cards()[1])).toHaveLength(4);

  // A leader has it given to somebody rather than done.
  await chen.says("#1001").then(() => chen.sees("状态："));
  expect(chen.newestButtons()).toEqual(
    ["👉 指派", "💬 回复", "🔀 转办", "⋯ 更多"].toSorted((a, b) => chen.newestButtons().indexOf(a) - chen.newestButtons().indexOf(b)),
  );
});

test("接单 stands on every reminder of an emergency until somebody has taken it", async () => {
  const { wang, li, chen, pass } = await withTown();
  await wang.presses("紧急").then(() => wang.sees("什么事"));
  await wang.says("家里失火了").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已报出"));
  await pass(2 * 60_000);
  for (const who of [li, chen]) {
    await who.hasSeen("还没人接");
    expect(who.newestButtons()).toEqual(["✋ 接单", "📄 查看"]);
  }
  const card = await li.hasSeen("🚨 #1001");
  expect(card.text).toContain("🚨 #1001 紧急\n");
  await li.presses("接单").then(() => li.sees("您已接单"));
});

test("to whom something is handed: the likely ones with their office, then stations, then a name or a part of it", async () => {
  const town = await withTown();
  const { admin, li, wang, rows, idOf } = town;
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("➕ 站所").then(() => admin.sees("请发站所名"));
  await admin.says("民政站\n司法所").then(() => admin.sees("已加 2 个"));
  const village = await idOf("village where name = '石背村'");
  await rows(
    `with added as (insert into person (town_id, telegram_id, name, language, language_chosen, created_at)
       select 1, 880000 + n, case when n <= 2 then '欧阳' else '干部' end || chr(96 + n), 'zh', true, now() from generate_series(1, 25) n returning id)
     insert into role_grant (town_id, person_id, role, village_id, granted_at) select 1, id, 'cadre', $1, now() from added`,
    [village],
  );
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await li.presses("转办").then(() => li.sees("转给谁"));
  const offered = li.newestButtons();
  expect(offered[0]).toBe("👤 陈志远 · 东坑村 镇领导");
  expect(offered.filter((text) => text.startsWith("👤"))).toHaveLength(6);
  expect(offered.filter((text) => text.startsWith("🏢"))).toEqual(["🏢 民政站", "🏢 司法所"]);
  expect(offered.slice(-3)).toEqual(["🔎 不在上面，写姓名", "📇 从 Telegram 里选", "✖️ 取消"]);
  await li.presses("写姓名").then(() => li.sees("写一个姓也行"));
  await li.says("欧阳").then(() => li.sees("有这几位"));
  expect(li.newestButtons()).toEqual(["👤 欧阳a · 石背村 包村干部", "👤 欧阳b · 石背村 包村干部", "✖️ 取消"]);
  await li.presses("欧阳b").then(() => li.sees("说一句原因"));
  await li.says("他更熟").then(() => li.sees("已转给 欧阳b"));
});
