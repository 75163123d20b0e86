import { describe, expect, test } from "vitest";
import { joinTo, type TownPeople, withCounty } from "../support/county.ts";
import type { PersonDriver } from "../support/person.ts";
import { day, hour, reportOf } from "../support/town.ts";

const timeout = 120_000;
const seenIn = (one: PersonDriver) => one.texts().join("\n");

/** The cadre hands the matter up to an office of the county, or to the county itself. */
async function handUp({ li }: Pick<TownPeople, "li">, number: number, office: string, reason = "镇里办不了") {
  await li.says(`#${number}`).then(() => li.sees(`#${number}`));
  await li.presses("上报县里").then(() => li.sees("哪个单位"));
  await li.presses(office).then(() => li.sees("为什么要"));
  await li.says(reason).then(() => li.sees("已上报"));
}

/** Somebody says that it is done, and what was. */
async function resolves(one: PersonDriver, number: number, words: string) {
  await one.says(`#${number}`).then(() => one.sees(`#${number}`));
  await one.presses("办结").then(() => one.sees("办得怎样"));
  await one.says(words).then(() => one.sees("已报办结"));
}

/** 红星镇's number, brought up to 县公路段, and taken there. */
async function takenByRoads(town: Awaited<ReturnType<typeof withCounty>>, words = "国道淹水，果店门口路面塌了") {
  const { hongxing, county } = town;
  await reportOf(hongxing.wang, "村口小路要铺石子");
  const number = await reportOf(hongxing.wang, words);
  await hongxing.li.hasSeen(words);
  await handUp(hongxing, number, "县公路段");
  await county.zhang.hasSeen(words);
  await county.zhang.presses("接单").then(() => county.zhang.sees("已接单"));
  await hongxing.li.hasSeen(/县公路段 张工 已接单/);
  return number;
}

test("a town joins a county by a code that works once; either parts, and nothing more is handed up", { timeout }, async () => {
  const { county, hongxing, baishui, settled, rows } = await withCounty({ joined: false });
  const { li, wang, admin } = hongxing;
  const number = await reportOf(wang, "国道淹水");
  await li.hasSeen("国道淹水");
  await li.says(`#${number}`).then(() => li.sees(`#${number}`));
  await li.presses("更多").then(() => settled());
  expect(li.newestButtons().join()).not.toContain("上报县里");
  await admin.says("/org").then(() => admin.presses("上级县"));
  await admin.presses("接入县里").then(() => admin.sees("接入码发来"));
  await admin.says("1.nothing-like-it").then(() => admin.sees("接入码不对"));
  await admin.presses("取消");
  await joinTo(county, hongxing);
  await county.admin.hasSeen("红星镇 已接入本县");
  const code = /<code>(\S+)<\/code>|(\d+\.\S+)/.exec(seenIn(county.admin))?.[0] ?? "";
  await baishui.admin.says("/org").then(() => baishui.admin.presses("上级县"));
  await baishui.admin.presses("接入县里").then(() => baishui.admin.sees("接入码发来"));
  await baishui.admin.says(code).then(() => baishui.admin.sees("接入码不对"));
  await handUp(hongxing, number, "县公路段");
  await county.zhang.hasSeen("国道淹水");
  // What is with the county goes on to its end.
  await county.admin.says("/org").then(() => county.admin.presses("下属乡镇"));
  await county.admin.presses(/退出 红星镇/).then(() => county.admin.sees("真的和 红星镇 分开吗"));
  await county.admin.presses("是，分开").then(() => county.admin.sees("已和 红星镇 分开"));
  await admin.hasSeen("赣江县 已分开");
  await county.zhang.repliesTo("国道淹水", "还是会去修");
  await wang.hasSeen("还是会去修");
  await reportOf(wang, "县道也淹了，车都过不去");
  await li.hasSeen("县道也淹了");
  await li.says("#1002").then(() => li.sees("#1002"));
  await li.forges(`t:hand_up:${(await rows("select id from ticket where number = 1002 and handed_from_town is null"))[0]?.["id"]}:`);
  await expect.poll(() => li.toasts().join()).toContain("还没有上级县");
});

test("a matter that is handed up comes back in the same chats; the villager's word ends it in both, and counts for both", {
  timeout,
}, async () => {
  const town = await withCounty();
  const { county, hongxing, baishui, emulators, rows, settled } = town;
  const { li, wang } = hongxing;
  await reportOf(wang, "村口小路要铺石子");
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("国道淹水，果店门口路面塌了").then(() => wang.sees("对不对"));
  await wang.sends("photo", { caption: "就是这里" }).then(() => wang.sees("已加到"));
  await wang.does({ do: "location", latitude: 25.8, longitude: 114.9 }).then(() => wang.sees("📍"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await li.hasSeen("国道淹水");
  await handUp(hongxing, 1002, "县公路段", "国道归县里管");
  const card = (await county.zhang.hasSeen("国道淹水")).text ?? "";
  for (const words of ["红星镇 #1002", "首接：李建国", "东坑村", "王有根（红星镇）", "1 张照片"]) expect(card).toContain(words);
  await county.zhang.hasSeen("国道归县里管");
  await settled();
  expect(county.zhang.messages().some((one) => "photo" in one)).toBe(true);
  expect(county.zhang.messages().some((one) => "location" in one)).toBe(true);
  // The town's person stays responsible, with the deadline they had.
  const [mine] = await rows("select responsible_id, state, deadline from ticket where number = 1002");
  expect(mine).toMatchObject({ state: "assigned" });
  await county.zhang.presses("接单").then(() => county.zhang.sees("已接单"));
  await li.hasSeen("县公路段 张工 已接单");
  await county.zhang.repliesTo("国道淹水", "明天上午来人看");
  await wang.hasSeen(/县公路段 张工（#1002）：\n明天上午来人看/);
  await li.hasSeen(/县公路段 张工（#1002）：\n明天上午来人看/);
  await county.zhang.says("#1001").then(() => county.zhang.sees("#1001"));
  await county.zhang.presses("提问").then(() => county.zhang.sees("等答复时"));
  await county.zhang.says("水有多深？").then(() => county.zhang.sees("已转给 红星镇"));
  await wang.hasSeen(/想问您（#1002）.*\n水有多深/);
  expect((await rows("select state from ticket where handed_from_town is not null"))[0]).toEqual({ state: "waiting_villager" });
  await wang.says("到膝盖了").then(() => wang.sees("已转给"));
  await county.zhang.hasSeen(/红星镇 王有根（#1001）：\n到膝盖了/);
  expect((await rows("select state from ticket where handed_from_town is not null"))[0]).toEqual({ state: "in_progress" });
  await li.repliesTo("明天上午来人看", "镇里有人在现场等").then(() => li.sees("已转给县里"));
  await county.zhang.hasSeen(/红星镇 李建国（#1001）：\n镇里有人在现场等/);
  expect(seenIn(wang)).not.toContain("镇里有人在现场等");
  // A file the other way: it goes to two people, and is fetched and sent anew once for the town's bot.
  await county.zhang.says("#1001").then(() => county.zhang.sees("#1001"));
  await county.zhang.presses("办结").then(() => county.zhang.sees("办得怎样"));
  await county.zhang.sends("photo", { caption: "路修好了" }).then(() => county.zhang.sees("已报办结"));
  await wang.hasSeen(/办结（#1002）：\n路修好了/);
  await li.hasSeen("请与村民核实，再点 办结");
  await settled();
  expect((await rows("select state from ticket where number = 1002"))[0]).toEqual({ state: "assigned" });
  await resolves(li, 1002, "县里修好了，您看看");
  await wang.presses(/^😊 满意/).then(() => wang.sees("已完结"));
  await county.zhang.hasSeen("村民评价：满意");
  await settled();
  expect(
    await rows(
      "select number, state, rating, rated_by from ticket where number in (1001, 1002) and (handed_from_town is not null or number = 1002)",
    ),
  ).toEqual(
    expect.arrayContaining([
      { number: 1002, state: "closed", rating: "satisfied", rated_by: "villager" },
      { number: 1001, state: "closed", rating: "satisfied", rated_by: "villager" },
    ]),
  );
  expect(await rows("select state, their_number from handed_up")).toEqual([{ state: "closed", their_number: 1001 }]);
  // Nothing of it anywhere in the other town.
  const said = JSON.stringify([...emulators.baishui.world.rooms.values()].map(({ messages }) => messages));
  expect(said).not.toContain("国道淹水");
  await baishui.wang.says("/my");
});

test("who is confidential in the town has neither name nor telephone in the county, and no desk shows the matter", {
  timeout,
}, async () => {
  const { county, hongxing, rows, settled, emulators } = await withCounty();
  const { wang, admin } = hongxing;
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says("有人偷挖河沙").then(() => wang.sees("对不对"));
  await wang.presses("要保密").then(() => wang.sees("保密"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  await admin.hasSeen("有人偷挖河沙");
  await handUp({ li: admin }, 1001, "县公路段");
  await county.zhang.hasSeen("有人偷挖河沙");
  await wang.repliesTo("已提交", "他们晚上来").then(() => wang.sees("已转给"));
  await county.zhang.hasSeen("他们晚上来");
  await settled();
  expect(JSON.stringify([...emulators.county.world.rooms.values()].map(({ messages }) => messages))).not.toContain("王有根");
  expect(await rows("select confidential, beneficiary, phone from ticket where handed_from_town is not null")).toEqual([
    { confidential: true, beneficiary: null, phone: null },
  ]);
});

test("the county declines with a reason: the town has it alone again, and may hand it to another office", { timeout }, async () => {
  const town = await withCounty();
  const { county, hongxing, rows, settled } = town;
  const { li, wang } = hongxing;
  const number = await takenByRoads(town);
  await county.admin.says("#1001").then(() => county.admin.sees("#1001"));
  await county.admin.presses("不予受理").then(() => county.admin.sees("为什么"));
  await county.admin.says("这段路归民政局的园子").then(() => county.admin.sees("不予受理"));
  await li.hasSeen("县公路段 不予受理：这段路归民政局的园子");
  await wang.hasSeen("答复不受理：这段路归民政局的园子");
  await settled();
  expect((await rows(`select state from ticket where number = ${number} and handed_from_town is null`))[0]).toEqual({ state: "assigned" });
  await handUp(hongxing, number, "县民政局");
  await county.he.hasSeen("国道淹水");
  await county.he.presses("接单").then(() => county.he.sees("已接单"));
  // A later date is the town's and the villager's to know.
  await county.he.says("#1002").then(() => county.he.sees("#1002"));
  await county.he.presses("限期").then(() => county.he.sees("延到什么时候"));
  await county.he.presses("+10").then(() => county.he.sees("为什么延长"));
  await county.he.says("要等材料").then(() => county.he.sees("已延长"));
  await wang.hasSeen(/县民政局 何姐 把县里的时限延到 .*要等材料/);
  await settled();
  expect(await rows("select state from handed_up order by id")).toEqual([{ state: "declined" }, { state: "open" }]);
});

test("an unhappy villager reopens it in the town and above, one level up in each; nothing is closed meanwhile", { timeout }, async () => {
  const town = await withCounty();
  const { county, hongxing, rows, settled } = town;
  const { li, wang, chen } = hongxing;
  const number = await takenByRoads(town);
  await resolves(county.zhang, 1001, "修好了");
  await li.hasSeen("请与村民核实");
  await resolves(li, number, "修好了");
  await wang.presses("不满意").then(() => wang.sees("哪里不满意"));
  await wang.says("还是塌的").then(() => wang.sees("已转给"));
  await county.leader.hasSeen("还是塌的");
  await chen.hasSeen("还是塌的");
  await settled();
  const states = `select state, rating, reopen_count from ticket where number = ${number} and handed_from_town is null or handed_from_town is not null`;
  const again = { state: "assigned", rating: "unsatisfied", reopen_count: 1 };
  expect(await rows(states)).toEqual([again, again]);
  expect(await rows("select state, ended_at from handed_up")).toEqual([{ state: "open", ended_at: null }]);
});

test("the county's own silence ends nothing: it waits for the town's villager; seven silent days in the town end both", {
  timeout,
}, async () => {
  const town = await withCounty();
  const { county, hongxing, rows, pass } = town;
  const number = await takenByRoads(town);
  await resolves(county.zhang, 1001, "修好了");
  await pass(20 * day);
  expect(await rows("select state from ticket where handed_from_town is not null")).toEqual([{ state: "resolved" }]);
  await hongxing.chen.hasSeen(`#${number}`);
  await hongxing.li.hasSeen("请与村民核实");
  await resolves(hongxing.li, number, "修好了");
  for (let days = 0; days < 9; days += 1) await pass(day);
  expect(
    await rows(
      `select state, rating from ticket where number = 1001 and handed_from_town is not null or number = ${number} and handed_from_town is null`,
    ),
  ).toEqual([
    { state: "closed", rating: null },
    { state: "closed", rating: null },
  ]);
});

test("what is withdrawn in the town is withdrawn above; what is merged goes on under the other number", { timeout }, async () => {
  const town = await withCounty();
  const { county, hongxing, rows, settled } = town;
  const { li, wang } = hongxing;
  const number = await takenByRoads(town);
  await li.says(`#${number}`).then(() => li.sees(`#${number}`));
  await li.presses("合并").then(() => li.sees("合并到哪一件"));
  await li.says("#1001").then(() => li.sees("已合并到"));
  await settled();
  await county.zhang.says("#1001").then(() => county.zhang.sees("红星镇 #1001"));
  await county.zhang.repliesTo("红星镇 #1001", "后天修");
  await wang.hasSeen(/县公路段 张工（#1001）：\n后天修/);
  expect(
    await rows("select t.number from handed_up h join ticket t on t.town_id = h.town_id and t.id = h.ticket_id and t.handed_up_id = h.id"),
  ).toEqual([{ number: 1001 }]);
  await wang.says("/my").then(() => wang.sees("#1001"));
  await wang.says("#1001").then(() => wang.sees("村口小路"));
  await wang.presses("撤回").then(() => wang.sees("撤回"));
  await wang.presses("确定").then(() => wang.sees("已撤回"));
  await county.zhang.hasSeen("红星镇 已撤回");
  await settled();
  expect(await rows("select state from ticket where handed_from_town is not null")).toEqual([{ state: "withdrawn" }]);
  expect(await rows("select state from handed_up")).toEqual([{ state: "withdrawn" }]);
});

test("two who hand it up at once make one matter of the county", { timeout }, async () => {
  const { hongxing, rows, settled, county } = await withCounty();
  const { li, chen, wang } = hongxing;
  await reportOf(wang, "国道淹水");
  await li.hasSeen("国道淹水");
  for (const one of [li, chen]) {
    await one.says("#1001").then(() => one.sees("#1001"));
    await one.presses("上报县里").then(() => one.sees("哪个单位"));
    await one.presses("赣江县").then(() => one.sees("为什么要"));
  }
  await Promise.all([li.says("归县里管"), chen.says("要县里来")]);
  await settled();
  expect(await rows("select state from handed_up")).toEqual([{ state: "open" }]);
  expect(await rows("select number from ticket where handed_from_town is not null")).toHaveLength(1);
  expect(seenIn(li) + seenIn(chen)).toContain("已经在县里办");
  // To the county itself: by its own routing.
  await county.admin.hasSeen("国道淹水");
});

test("a file that bots may not fetch is said in words; one that was brought is known to the other bot by an id of its own", {
  timeout,
}, async () => {
  const town = await withCounty();
  const { county, hongxing, rows, settled, emulators } = town;
  const { wang } = hongxing;
  const number = await takenByRoads(town);
  await wang.repliesTo("已提交", "再看这个");
  await wang.says(`#${number}`).then(() => wang.sees(`#${number}`));
  await wang.presses("补充").then(() => wang.sees("补充"));
  await wang.sends("video", { caption: "全过程", size: 30_000_000 }).then(() => wang.sees("已转给"));
  await county.zhang.hasSeen("文件转不过来");
  await wang.presses("补充");
  await wang.says(`#${number}`).then(() => wang.sees(`#${number}`));
  await wang.presses("补充").then(() => wang.sees("补充"));
  await wang.sends("voice").then(() => wang.sees("已转给"));
  await settled();
  const voices = county.zhang.messages().filter((one) => "voice" in one);
  expect(voices).toHaveLength(1);
  await county.zhang.says("#1001").then(() => county.zhang.sees("#1001"));
  await settled();
  expect(county.zhang.messages().filter((one) => "voice" in one)).toHaveLength(2);
  const [brought] = await rows<{ their_file_id: string; file_id: string }>("select their_file_id, file_id from brought_file");
  expect(emulators.hongxing.world.files.has(brought?.their_file_id ?? "")).toBe(true);
  expect(emulators.county.world.files.has(brought?.file_id ?? "")).toBe(true);
  expect(emulators.county.world.files.has(brought?.their_file_id ?? "")).toBe(false);
});

describe("what is overdue at the town's highest level", () => {
  test("comes up to the county by itself, as an event in both ledgers, and the county's leader hears so", { timeout }, async () => {
    const { county, hongxing, rows, pass } = await withCounty();
    await reportOf(hongxing.wang, "国道淹水");
    for (let days = 0; days < 9; days += 1) await pass(day + hour);
    await county.leader.hasSeen("红星镇 逾期的事项");
    await hongxing.li.hasSeen("已自动上报 赣江县");
    expect(await rows("select count(*)::int as n from ticket_event where action = 'hand_up' and actor_id is null")).toEqual([{ n: 1 }]);
    expect(await rows("select note from ticket_event e where action = 'submit' and note like '红星镇 #1001%'")).toHaveLength(1);
  });

  test("comes up within the hour when it is an emergency that nobody took; the town's people are called on all the same", {
    timeout,
  }, async () => {
    const { county, hongxing, rows, pass } = await withCounty();
    await hongxing.wang.says("紧急").then(() => hongxing.wang.sees("公安 110"));
    await hongxing.wang.says("山体滑坡，压了房子").then(() => hongxing.wang.sees("对不对"));
    await hongxing.wang.presses("提交").then(() => hongxing.wang.sees("已报出"));
    await hongxing.li.hasSeen("山体滑坡");
    for (let times = 0; times < 30; times += 1) await pass(2 * 60_000);
    await county.leader.hasSeen("红星镇 逾期的事项");
    await county.leader.hasSeen(/山体滑坡/);
    expect(await rows("select state from handed_up")).toEqual([{ state: "open" }]);
    await pass(2 * 60_000);
    await hongxing.li.hasSeen("还没人接");
  });

  test("stays in the town when the county says so", { timeout }, async () => {
    const { county, hongxing, rows, pass } = await withCounty();
    await county.admin.says("/org").then(() => county.admin.presses("下属乡镇"));
    await county.admin.presses("逾期自动上报：关掉").then(() => county.admin.sees("不自动上报"));
    await reportOf(hongxing.wang, "国道淹水");
    for (let days = 0; days < 9; days += 1) await pass(day + hour);
    expect(await rows("select id from handed_up")).toEqual([]);
  });
});

test("what a villager has erased in the town is erased above", { timeout }, async () => {
  const town = await withCounty();
  const { hongxing, rows, settled } = town;
  const { wang } = hongxing;
  await takenByRoads(town);
  await wang.says("/privacy").then(() => wang.presses("删除"));
  await wang.presses(/真的删除|确定|都删/);
  await expect
    .poll(async () => (await rows("select description from ticket where handed_from_town is not null"))[0], { timeout: 20_000 })
    .toEqual({
      description: "",
    });
  await settled();
});

test("what is edited afterwards follows, and the other pictures of an album, both ways", { timeout }, async () => {
  const town = await withCounty();
  const { county, hongxing, settled } = town;
  const { li, wang } = hongxing;
  const number = await takenByRoads(town);
  await wang.edits("国道淹水", "国道淹水，水到腰了").then(() => county.zhang.hasSeen(/王有根（#1001）：\n✏️ 国道淹水，水到腰了/));
  await county.zhang.repliesTo("国道淹水", "下午到").then(() => wang.hasSeen("下午到"));
  await county.zhang.edits("下午到", "明早到").then(() => wang.hasSeen("✏️ 明早到"));
  await li.says(`#${number}`).then(() => li.sees(`#${number}`));
  await li.presses("回县里").then(() => li.sees("对县里说什么"));
  for (const name of ["甲", "乙"]) await li.sends("photo", { album: "现场", caption: name });
  await county.zhang.hasSeen("甲").then(() => county.zhang.hasSeen("乙"));
  await county.zhang.says("#1001").then(() => county.zhang.sees("#1001"));
  await county.zhang.presses("办结").then(() => county.zhang.sees("办得怎样"));
  for (const name of ["修前", "修后"]) await county.zhang.sends("photo", { album: "结果", caption: name });
  await wang.hasSeen("修前").then(() => wang.hasSeen("修后"));
  await settled();
  expect(seenIn(wang)).not.toContain("甲");
});

test("solved in the town before the county came to it: the county is told, and has nothing left to do", { timeout }, async () => {
  const town = await withCounty();
  const { county, hongxing, rows, settled } = town;
  const number = await takenByRoads(town);
  await resolves(hongxing.li, number, "我们自己垫平了");
  await hongxing.wang.presses(/^😊 满意/).then(() => hongxing.wang.sees("已完结"));
  await county.zhang.hasSeen("红星镇 已经办好");
  await settled();
  expect(await rows("select state from ticket where handed_from_town is not null")).toEqual([{ state: "withdrawn" }]);
});

test("one person with offices in two towns is told apart by bot; what is about them in the one does not reach them in the other", {
  timeout,
}, async () => {
  const { county, hongxing, rows, settled } = await withCounty();
  const { li, wang, admin } = hongxing;
  // The same account: cadre in the town, member of 县公路段 in the county.
  expect(county.zhang.id).toBe(li.id);
  await reportOf(wang, "修路款少发了三万", "干部作风");
  await rows("update ticket set about_id = (select p.id from person p where p.town_id = ticket.town_id and p.name = '李建国')");
  await admin.hasSeen("修路款少发了三万");
  await handUp({ li: admin }, 1001, "县公路段");
  await settled();
  expect(await rows("select cardinality(kept_from) as n, confidential from ticket where handed_from_town is not null")).toEqual([
    { n: 1, confidential: true },
  ]);
  await county.admin.hasSeen("修路款少发了三万");
  for (const one of [county.zhang, li]) expect(seenIn(one)).not.toContain("修路款");
  await county.zhang.says("#1001");
  await settled();
  expect(seenIn(county.zhang)).not.toContain("修路款");
  // What they say in one chat is said in that office.
  const number = await reportOf(wang, "国道淹水");
  await li.hasSeen("国道淹水");
  await handUp(hongxing, number, "县公路段");
  await county.zhang.hasSeen("国道淹水");
  await county.zhang.presses("接单").then(() => li.hasSeen(/县公路段 张工 已接单/));
  expect(await rows("select count(*)::int as n from ticket_event where action = 'accept'")).toEqual([{ n: 1 }]);
});
