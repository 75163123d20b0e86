import { writeFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { expect, onTestFinished, test } from "vitest";
import { readLedger, sheetOf } from "../support/ledgers.ts";
import { differing, tapEveryNumber } from "../support/numbers.ts";
import type { PersonDriver } from "../support/person.ts";
import { day, hour, inviteTo, openTown, reportOf, type Town } from "../support/town.ts";
import { sendRows } from "../support/workbooks.ts";

// One quarter of a township, played through the bot; it ends at the figures that such a township reported in public.

const villageNames = ["东坑村", "石背村", "梅坪村", "上岭村", "下洋村", "桥头村", "白沙村", "竹园村"];
const range = (count: number) => [...Array(count).keys()];
const villageOf = (index: number) => villageNames[index % villageNames.length] as string;

/** In turn for each person, at the same time for all: nobody does two things at once. */
const together = <T>(people: readonly T[], act: (one: T, index: number) => Promise<void>) => Promise.all(people.map(act));

async function openQuarter() {
  const town = await openTown();
  onTestFinished(() => town.close());
  town.clock.now = Date.parse("2026-07-01T08:40:00+08:00");
  const admin = town.person("周敏");
  await admin.says(`/start ${town.app.claimCode}`).then(() => admin.sees("镇叫什么名字"));
  await admin.says("青石镇").then(() => admin.sees("请发村名"));
  await admin.says(villageNames.join("\n")).then(() => admin.sees("邀请谁"));
  const leaders = range(13).map((index) => town.person(`镇领导${index + 1}`));
  const cadres = range(29).map((index) => town.person(`村干部${index + 1}`));
  for (const [index, leader] of leaders.entries()) await inviteTo(admin, leader, "镇领导", villageOf(index));
  for (const [index, cadre] of cadres.entries()) await inviteTo(admin, cadre, "包村干部", villageOf(index));
  const villagers = range(16).map((index) => town.person(`村民${index + 1}`));
  await together(villagers, async (one, index) => {
    await one.says(`/start v${(index % villageNames.length) + 1}`).then(() => one.sees("您在"));
  });
  return { ...town, admin, leaders, cadres, villagers, everybody: [admin, ...leaders, ...cadres, ...villagers] };
}
type Quarter = Awaited<ReturnType<typeof openQuarter>>;

const to = (town: Town, date: string) => town.pass(Date.parse(`2026-${date}+08:00`) - town.clock.now);

/** 宣讲, 夜校: planned, announced, and counted when it has taken place. */
async function plan(who: PersonDriver, kind: string, topic: string, village: string, at: string) {
  await who.says("/outreach").then(() => who.sees("场在计划中"));
  await who.presses("安排一场").then(() => who.sees("安排哪一种"));
  await who.presses(kind).then(() => who.sees("讲什么"));
  await who.says(topic).then(() => who.sees("谁来讲"));
  await who.presses(who.name).then(() => who.sees("讲给哪个村"));
  await who.presses(village).then(() => who.sees("什么时候"));
  await who.says(at).then(() => who.sees("在哪里"));
  await who.says("村委晒谷坪").then(() => who.sees("名额"));
  await who.presses("跳过").then(() => who.sees("对的话点"));
  await who.presses("提交").then(() => who.sees("报名 0"));
}

async function hold(who: PersonDriver, attendance: number) {
  await who.presses("讲完了").then(() => who.sees("来了多少人"));
  await who.says(`${attendance} 人`).then(() => who.sees("材料"));
  await who.presses("跳过").then(() => who.sees("已记下"));
}

/** 47 in three months: 13 by the leaders, one each; 34 by cadres, every other a class of the night school. */
async function sessionsOf({ leaders, cadres, ...town }: Quarter, month: number) {
  const teaching = cadres.slice(0, [12, 11, 11][month]);
  const speaking = [...leaders.filter((_, index) => index % 3 === month), ...teaching];
  const date = ["07-06", "08-10", "09-07"][month] as string;
  await together(speaking, (who, index) =>
    plan(
      who,
      index % 2 ? "夜校" : "宣讲",
      `第${month + 1}月第${index + 1}讲`,
      villageOf(Math.max(teaching.indexOf(who), 0)),
      `${date} 19:30`,
    ),
  );
  await to(town, `${date}T22:00:00`);
  await together(speaking, (who) => hold(who, 40));
}

const householdsOf = (cadre: number) => (cadre < 24 ? 45 : 44);

/** 1,300 households of four, each visited once. */
async function visitsOf({ cadres }: Quarter, month: number) {
  await together(cadres, async (cadre, index) => {
    await cadre.says("/visit").then(() => cadre.sees("点一户就记下"));
    for (const number of range(householdsOf(index)).filter((one) => Math.floor(one / 15) === month)) {
      await cadre.presses(`户${index + 1}之${number + 1}家`).then(() => cadre.sees(`已记走访：户${index + 1}之${number + 1}家`));
      await cadre.presses(/^4$/).then(() => cadre.sees("谈了 4 人"));
    }
  });
}

const problemWords = [
  "机耕路被水冲断了拖拉机过不去",
  "路灯从七月起就不亮了",
  "老茶园产量低想换品种",
  "垃圾池满了没人清",
  "变压器老是跳闸",
  "水圳堵了田里没水",
  "桥栏杆断了一截",
  "晒谷坪裂了一道大缝",
  "自来水发黄不敢喝",
  "野猪下来拱番薯",
  "公厕门坏了",
  "山塘坝脚渗水",
  "网络信号太差孩子上不了课",
  "果园喷药喷到隔壁鱼塘",
  "老人活动室屋顶漏雨",
  "养鸡场臭得开不了窗",
  "校车不到我们组",
];

/** What cadres hear and enter themselves: 20 of the 34 problems. */
async function problemsHeard({ cadres }: Quarter) {
  await together(cadres.slice(0, 20), async (cadre, index) => {
    await cadre.presses("登记为事项").then(() => cadre.sees("是什么问题"));
    await cadre.says(problemWords[index % problemWords.length] as string).then(() => cadre.sees("属于哪一类"));
    await cadre.presses(index % 2 ? "道路水利" : "农业生产").then(() => cadre.sees("谁反映的"));
    await cadre.presses(/^户/).then(() => cadre.sees("已登记 #"));
  });
}

async function responsibleFor({ rows, everybody }: Quarter, number: number): Promise<PersonDriver> {
  const [row] = await rows<{ id: string }>(
    "select p.telegram_id as id from ticket t join person p on p.id = t.responsible_id where t.number = $1",
    [number],
  );
  return everybody.find(({ id }) => id === Number(row?.id)) as PersonDriver;
}

/** From 接单 to the villager's own word. */
async function settle(quarter: Quarter, villager: PersonDriver, number: number) {
  const handler = await responsibleFor(quarter, number);
  await handler.says(`#${number}`).then(() => handler.sees(`#${number}`));
  await handler.presses("接单").then(() => handler.sees("您已接单"));
  await handler.presses("办结").then(() => handler.sees("办得怎样"));
  await handler.says("双方当面说好了").then(() => handler.sees("已报办结"));
  await villager.hasSeen(`#${number} 已办结`);
  await villager.presses("基本满意").then(() => villager.sees("已完结"));
}

const quarrels = ["地界", "滴水", "排水", "山林", "彩礼", "欠薪", "噪音"];

/** 23 disputes; 19 are settled and the parties say so. */
async function disputes(quarter: Quarter) {
  for (const index of range(23)) {
    const villager = quarter.villagers[index % quarter.villagers.length] as PersonDriver;
    const number = await reportOf(villager, `和邻居为${quarrels[index % quarrels.length]}的事吵了${index + 2}回`, "矛盾纠纷");
    if (index < 19) await settle(quarter, villager, number);
  }
}

/** 养老认证: 171 on the list, of whom two have moved away and one is in hospital. */
async function certify({ leaders, cadres, rows }: Quarter) {
  const leader = leaders[0] as PersonDriver;
  await leader.says("/roster").then(() => leader.sees("还没有名单"));
  await leader.presses("新名单").then(() => leader.sees("名单叫什么"));
  await leader.says("养老待遇资格认证").then(() => leader.sees("填好发回来"));
  const entries = range(171).map((index) => [`老人${index + 1}号`, villageOf(index), "一组", "", "", ""]);
  await sendRows(leader, [["姓名", "村", "组", "地址", "电话", "备注"], ...entries]);
  await leader.hasSeen("处改动");
  await leader.presses("提交").then(() => leader.sees("已写入"));
  const exceptions = new Map([
    ["老人169号", "不用办"],
    ["老人170号", "不用办"],
    ["老人171号", "改期"],
  ]);
  await together(cadres, async (cadre) => {
    await cadre.hasSeen("新名单");
    const mine = await rows<{ name: string }>(
      "select e.name from roster_entry e join person p on p.id = e.assigned_to where p.telegram_id = $1 order by e.id",
      [cadre.id],
    );
    await cadre.says("/roster").then(() => cadre.sees("养老待遇资格认证"));
    await cadre.presses("养老待遇资格认证").then(() => cadre.sees("还有"));
    for (const { name } of mine) {
      const button = exceptions.get(name) ?? "办好了";
      await cadre.presses(new RegExp(`^${name}$`)).then(() => cadre.sees(`👤 ${name}`));
      await cadre.presses(button).then(() => cadre.sees(`${name}：`));
      if (button === "办好了" && name.endsWith("1号")) await cadre.sends("photo");
      else await cadre.says("已上门");
      await cadre.sees(`${name} ${button === "办好了" ? "办好了" : button}。`);
    }
  });
}

async function give(who: PersonDriver, village: string, recipient: string, yuan: string, items: string) {
  await who.says("/care").then(() => who.sees("关爱档案"));
  await who.presses("慰问登记").then(() => who.sees("哪个村"));
  await who.presses(village).then(() => who.sees("给谁"));
  await who.says(recipient).then(() => who.sees("多少元"));
  await who.says(yuan).then(() => who.sees("几件"));
  await who.says(items).then(() => who.sees("照片"));
  await who.presses("跳过").then(() => who.sees("对的话点"));
  await who.presses("提交").then(() => who.sees("另一个人确认"));
}

/** 70 households get 400 yuan and five items; two wrong entries, which nobody confirms, count for nothing. */
async function condole({ cadres, admin, settled, rows }: Quarter) {
  await together(cadres, async (cadre, index) => {
    for (const number of range(70).filter((one) => one % cadres.length === index)) {
      await give(cadre, villageOf(index), `困难户${number + 1}`, number % 2 ? "400元" : "400.00", "5 大米 食用油");
    }
  });
  await give(cadres[0] as PersonDriver, villageOf(0), "写错的一户", "9999.99", "9 棉被");
  await settled();
  await admin.presses("不对").then(() => admin.sees("已退回"));
  for (const left of range(70).reverse()) {
    await admin.presses("属实").then(() => admin.sees("已确认"));
    await settled();
    expect(await rows("select count(*)::int as n from condolence where state = 'waiting'")).toEqual([{ n: left }]);
  }
}

/** The three stories of the report: a rockfall at night, a national road that is the county's, a child without registration. */
async function stories(quarter: Quarter) {
  const [first, second, third] = quarter.villagers as [PersonDriver, PersonDriver, PersonDriver];
  await to(quarter, "09-20T03:05:00");
  await first.says("紧急").then(() => first.sees("110"));
  await first.sends("voice").then(() => first.sees("对不对"));
  await first.presses("提交");
  const rockfall = Number(/#(\d+)/.exec(await first.sees("已经通知"))?.[1]);
  const awake = await responsibleFor(quarter, rockfall);
  await awake.hasSeen(`#${rockfall}`);
  await settle(quarter, first, rockfall);
  await to(quarter, "09-21T09:00:00");
  const road = await reportOf(second, "国道果品店门口积水下沉，货车不敢过", "道路水利");
  const asking = await responsibleFor(quarter, road);
  await asking.says(`#${road}`).then(() => asking.sees(`#${road}`));
  await asking.presses("接单").then(() => asking.sees("您已接单"));
  await asking.presses("外单位").then(() => asking.sees("哪个外单位"));
  await asking.says("县公路段 0797-6666666").then(() => asking.sees("已记"));
  await asking.presses("外单位").then(() => asking.sees("怎么答复的"));
  await asking.says("路基已换填，今天通车").then(() => asking.sees("答复已记"));
  await second.hasSeen("路基已换填");
  await asking.presses("办结").then(() => asking.sees("办得怎样"));
  await asking.says("镇里协调，县公路段修好了").then(() => asking.sees("已报办结"));
  await second.hasSeen(`#${road} 已办结`);
  await second.presses(/^(?!.*基本|.*不).*满意/).then(() => second.sees("已完结"));
  await third.says("办事").then(() => third.sees("您要办什么"));
  await third.presses("户口办理").then(() => third.sees("说一句就行"));
  await third.says("孩子没有户口，上不了学").then(() => third.sees("哪一种"));
  await third.presses("出生登记").then(() => third.sees("姓名"));
  await third.says("李小宝").then(() => third.sees("对不对"));
  await third.presses("提交");
  const child = Number(/#(\d+)/.exec(await third.sees("已提交"))?.[1]);
  await settle(quarter, third, child);
}

const figures: [string, string][] = [
  ["开展宣讲和夜校 47 场", "47 outreach sessions"],
  ["领导进村宣讲 13 场", "13 lectures by leaders"],
  ["下沉干部 42 人", "42 cadres went down"],
  ["走访群众 5200 人次", "5200 villagers interviewed"],
  ["收集问题 34 个", "34 problems collected"],
  ["排查矛盾纠纷 23 起", "23 disputes found"],
  ["化解 19 起", "19 resolved"],
  ["正在化解 4 起", "4 under way"],
  ["处置紧急事项 1 件", "1 emergency dealt with"],
  ["按名单上门办理 168 人", "168 people served at home"],
  ["发放慰问金 28000 元", "28000 yuan"],
  ["发放慰问品 350 件", "350 items"],
];

const span = "2026-07-01 2026-09-30";

/** `DOCS=docs npx vitest run test/quarter/quarter.test.ts` makes the samples and the pictures of the figures in the documentation. */
async function keepSample(path: `${"samples" | "images"}/${string}`, bytes: Uint8Array) {
  const folder = process.env["DOCS"];
  if (folder) await writeFile(`${folder}/${path}`, bytes);
}

/** The newest picture of figures that somebody got. */
async function keepPicture({ telegram, settled }: Town, who: PersonDriver, name: string) {
  await settled();
  const photo = who
    .messages()
    .findLast((message) => message.from?.is_bot && message.photo)
    ?.photo?.at(-1);
  const file = [...telegram.world.files.values()].find(({ file_id }) => file_id === photo?.file_id);
  expect(file?.bytes?.length).toBeGreaterThan(20_000);
  await keepSample(`images/${name}.png`, file?.bytes ?? new Uint8Array());
}

async function newestSheets({ telegram }: Town, who: PersonDriver) {
  const document = who.messages().findLast((message) => message.from?.is_bot && message.document)?.document;
  const file = [...telegram.world.files.values()].find(({ file_id }) => file_id === document?.file_id);
  return { name: document?.file_name, bytes: file?.bytes ?? new Uint8Array() };
}

test("a quarter of a township ends at its public figures, in /brief, /stats and the ledger", { timeout: 300_000 }, async () => {
  const quarter = await openQuarter();
  const { admin, cadres, leaders, villagers, settled, rows } = quarter;
  const [first, leader] = [cadres[0] as PersonDriver, leaders[0] as PersonDriver];
  const households = cadres.flatMap((_, index) =>
    range(householdsOf(index)).map((number) => [`户${index + 1}之${number + 1}家`, villageOf(index), "", 4, "", "", `村干部${index + 1}`]),
  );
  await admin.says("/visit").then(() => admin.sees("户名册还是空的"));
  await admin.presses("导入户名册").then(() => admin.sees("填好户名册发回来"));
  await sendRows(admin, [["户主", "村", "组", "人数", "电话", "地址", "联系干部"], ...households]);
  await admin.hasSeen("处改动");
  await admin.presses("提交").then(() => admin.sees("已写入"));
  for (const month of range(3)) {
    await to(quarter, ["07-02T09:00:00", "08-03T09:00:00", "09-02T09:00:00"][month] as string);
    await visitsOf(quarter, month);
    if (month === 0) await problemsHeard(quarter);
    await sessionsOf(quarter, month);
  }
  await to(quarter, "09-14T09:00:00");
  for (const [index, villager] of villagers.slice(0, 13).entries()) {
    await reportOf(villager, `${problemWords[(index + 5) % problemWords.length]}，${index + 3} 天了`, index % 2 ? "环境卫生" : "供电通信");
  }
  await certify(quarter);
  await condole(quarter);
  await disputes(quarter);
  await stories(quarter);
  await to(quarter, "09-30T10:00:00");

  const brief = async (who: PersonDriver) => who.says(`/brief ${span}`).then(() => who.sees(/点数字|Tap a number/));
  const chinese = await brief(leader);
  for (const [sentence] of figures) expect(chinese).toContain(sentence);
  // Each of the other four with its deadline and its person.
  const open = chinese.split("\n").filter((line) => line.includes("・#"));
  expect(open).toHaveLength(4);
  const linesOf = chinese.split("\n");
  expect(linesOf[linesOf.findIndex((line) => line.includes("・#")) - 1]).toContain("正在化解 4 起");
  for (const line of open) expect(line).toMatch(/#\d+ .+ · (村干部|镇领导)\d+，.*\d+月\d+日.* 前/);
  const stats = await admin.says(`/stats ${span}`).then(() => admin.sees("四下基层"));
  for (const [sentence] of figures) expect(stats).toContain(sentence.replace("：", ""));
  await keepPicture(quarter, admin, "figures-zh");
  const everyNumber = async (who: PersonDriver, period: string) => {
    const tapped = await tapEveryNumber(quarter, who, `/stats ${period}`);
    expect(tapped.length, `${who.name} ${period}`).toBeGreaterThan(20);
    expect(differing(tapped)).toEqual([]);
  };
  await everyNumber(first, span);
  await everyNumber(admin, "9.14");
  await leader.says("/language").then(() => leader.sees(/./));
  await leader.presses("English").then(() => leader.sees(/./));
  const english = await brief(leader);
  for (const [, sentence] of figures) expect(english).toContain(sentence);
  await leader.says(`/stats ${span}`).then(() => leader.sees("📊"));
  await leader.presses("Whole town").then(() => leader.sees("📊"));
  await keepPicture(quarter, leader, "figures-en");

  await leader.presses("Word (English)");
  await settled();
  const word = await newestSheets(quarter, leader);
  expect(word.name).toMatch(/\.docx$/);
  await keepSample("samples/briefing-en.docx", word.bytes);
  expect(word.bytes.length).toBeGreaterThan(5_000);
  await admin.says(`/ledger ${span}`);
  await settled();
  await keepSample("samples/ledger.xlsx", (await newestSheets(quarter, admin)).bytes);
  const sheets = await readLedger((await newestSheets(quarter, admin)).bytes);
  const behind = sheetOf(sheets, "facts").rows;
  const total = (name: string) => behind.filter(({ figure }) => figure === name).reduce((sum, { value }) => sum + Number(value), 0);
  const stated = (name: string) => sheetOf(sheets, "figures").rows.find(({ figure }) => figure === name)?.["value"];
  const named = ["宣讲和夜校场次", "走访群众", "收集问题", "矛盾纠纷", "上门办理", "慰问金（元）", "慰问品（件）"];
  expect(named.map(total)).toEqual([47, 5200, 34, 23, 168, 28_000, 350]);
  expect(named.map(stated)).toEqual([47, 5200, 34, 23, 168, 28_000, 350]);
  const lengths = ["tickets", "disputes", "visits", "sessions", "rosters", "condolences"].map((key) => sheetOf(sheets, key).rows.length);
  expect(lengths).toEqual([59, 23, 1300, 47, 171, 71]);

  // A number is its rows: a changed fact changes it. What was handed in stays.
  const handIn = async () => {
    await admin.says(`/brief ${span}`).then(() => admin.sees("点数字"));
    await admin.presses("归档上报");
    return admin.sees(/第 \d 版/);
  };
  const wordOf = async (edition: string) => {
    await admin.presses(edition);
    await settled();
    const { name, bytes } = await newestSheets(quarter, admin);
    const xml = strFromU8(unzipSync(bytes)["word/document.xml"] as Uint8Array);
    return { name, bytes, words: xml.replace(/<\/w:p>/g, "\n").replace(/<[^>]+>/g, "") };
  };
  expect(await handIn()).toContain("第 1 版已归档");
  const firstEdition = await wordOf("第 1 版");
  await keepSample("samples/briefing.docx", firstEdition.bytes);
  expect(firstEdition.name).toMatch(/v1\.docx$/);
  expect(firstEdition.words).toMatch(/青石镇 四下基层工作简报.*第 1 版.*走访群众\s+5200.*矛盾纠纷\s+23.*#\d+ .*· 村干部\d+/s);
  expect(await handIn()).toContain("和第 1 版一样");
  await admin.says(`/brief ${span}`).then(() => admin.sees("点数字"));
  await admin.presses(/^1$/).then(() => admin.sees("宣讲和夜校场次"));
  await first.presses("记错了").then(() => first.sees("为什么不算"));
  await first.presses("点错了").then(() => first.sees("不算了"));
  expect(await brief(admin)).toContain("走访群众 5196 人次");
  await everyNumber(first, span);
  await rows("update condolence set state = 'rejected' where recipient = '困难户1'");
  expect(await brief(admin)).toContain("发放慰问金 27600 元");
  const second = await handIn();
  for (const line of ["第 2 版已归档", "走访群众：5200 → 5196", "慰问金（元）：28000 → 27600", "− "]) expect(second).toContain(line);
  expect((await wordOf("第 2 版")).words).toMatch(/和第 1 版相比.*走访群众：5200 → 5196/s);
  await admin.says(`/brief ${span}`).then(() => admin.sees("点数字"));
  const again = await wordOf("第 1 版");
  expect(again.words).toBe(firstEdition.words);
  await quarter.pass(hour + day * 0);
});
