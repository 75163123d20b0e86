import { describe, expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { type Furnished, inviteTo, reportOf, withTown } from "../support/town.ts";
import { newestWorkbook, sendWorkbook } from "../support/workbooks.ts";

const despair = "活不下去了，我想喝农药";
const beaten = "我男人又打我了，不敢叫村里人晓得";
const chatOf = (person: PersonDriver) => person.texts().join("\n");

async function withPolice(): Promise<Furnished & { he: PersonDriver }> {
  const town = await withTown();
  const he = town.person("何警官");
  await town.admin.says("/org").then(() => town.admin.sees("青石镇"));
  await town.admin.presses("➕ 站所").then(() => town.admin.sees("请发站所名"));
  await town.admin.says("派出所").then(() => town.admin.sees("已加 1 个"));
  await inviteTo(town.admin, he, "站所人员", "派出所");
  return { ...town, he };
}

/** The numbers stand in the first thing that is said, and how to report in its buttons. */
async function seesNumbers(wang: PersonDriver) {
  const said = await wang.sees("120");
  expect(said).toMatch(/110/);
  return said;
}

describe("somebody does not want to live on", () => {
  test("out of the blue: the numbers first, then 紧急, 保密 or as usual", async () => {
    const { wang, li } = await withTown();
    await wang.says(despair);
    expect(await seesNumbers(wang)).toContain("12356");
    expect(wang.newestButtons().join()).toMatch(/紧急.*保密.*照常报/);
    await wang.presses("紧急").then(() => wang.sees("对不对"));
    await wang.presses("提交").then(() => wang.sees("已报出"));
    await li.hasSeen(despair);
    expect((await li.hasSeen("想喝农药")).text).toContain("紧急");
  });

  test("in English", async () => {
    const { person } = await withTown();
    const tom = person("Tom", "en");
    await tom.says("/start").then(() => tom.sees("Which village"));
    await tom.says("I want to kill myself");
    expect(await tom.sees("12356")).toContain("You are not alone");
  });

  const entrances: [string, (wang: PersonDriver, words: string) => Promise<unknown>][] = [
    ["a caption", (wang, words) => wang.sends("photo", { caption: words })],
    [
      "the step that asks for the place",
      async (wang, words) => {
        await wang.says("报问题").then(() => wang.sees("哪一类"));
        await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
        await wang.says("路灯坏了半年").then(() => wang.sees("对不对"));
        await wang.says(words);
      },
    ],
    [
      "the step that asks for the category, in two characters",
      async (wang) => {
        await wang.says("报问题").then(() => wang.sees("哪一类"));
        await wang.says("上吊");
      },
    ],
    [
      "a field of a service",
      async (wang, words) => {
        await wang.says("办事").then(() => wang.sees("您要办什么"));
        await wang.presses("低保申请").then(() => wang.sees(/谁要办|几口人|姓名|身份证/));
        await wang.says(words);
      },
    ],
    [
      "a question to the policy shelf",
      (wang, words) =>
        wang
          .says("/policy")
          .then(() => wang.sees("哪方面的政策"))
          .then(() => wang.says(words)),
    ],
    ["a question typed behind /policy", (wang, words) => wang.says(`/policy ${words}`)],
    [
      "the step that asks for the phone",
      async (wang, words) => {
        await wang.says("报问题").then(() => wang.sees("哪一类"));
        await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
        await wang.says("路灯坏了半年").then(() => wang.sees("对不对"));
        await wang.says(words);
      },
    ],
  ];
  test.each(entrances)("in %s", async (_where, gives) => {
    const { wang } = await withTown();
    await gives(wang, despair);
    await wang.sees("12356");
  });

  test("the draft is not lost by it: as usual goes on where it was", async () => {
    const { wang, li } = await withTown();
    await wang.says("报问题").then(() => wang.sees("哪一类"));
    await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
    await wang.says("路灯坏了半年").then(() => wang.sees("对不对"));
    await wang.says(despair).then(() => wang.sees("12356"));
    await wang.presses("照常报").then(() => wang.sees("对不对"));
    expect(await wang.sees("对不对")).toMatch(/路灯坏了半年[\s\S]*想喝农药/);
    await wang.presses("提交").then(() => wang.sees("已提交"));
    await li.hasSeen("路灯坏了半年");
  });

  test("by an edit of the draft", async () => {
    const { wang } = await withTown();
    await wang.says("报问题").then(() => wang.sees("哪一类"));
    await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
    await wang.says("路灯坏了半年").then(() => wang.sees("对不对"));
    await wang.edits("路灯坏了半年", "路灯坏了半年，我不想活了");
    await wang.sees("12356");
  });

  test("on a ticket: the handler is told with a mark, and an unfinished report waits", async () => {
    const { wang, li } = await withTown();
    const number = await reportOf(wang, "补偿款没有到");
    await wang.says("报问题").then(() => wang.sees("哪一类"));
    await wang.presses("供电通信").then(() => wang.sees("说说是什么事"));
    await wang.says("电线杆歪了").then(() => wang.sees("对不对"));
    await wang.repliesTo(`#${number}`, "再不给钱我就不想活了").then(() => wang.sees("12356"));
    await wang.sees("已转给");
    await li.hasSeen(/⚠️ 有危险[\s\S]*不想活了/);
    await wang.says("村口").then(() => wang.sees("对不对"));
  });

  test("in an answer to the cadre, in 补充, and after 不满意", async () => {
    const { wang, li } = await withTown();
    const number = await reportOf(wang, "补偿款没有到");
    await li.hasSeen("补偿款没有到");
    await li.repliesTo("补偿款没有到", "还在办").then(() => wang.hasSeen("还在办"));
    await wang.says("没有活路了").then(() => wang.sees("12356"));
    await li.hasSeen(/⚠️ 有危险[\s\S]*没有活路了/);
    await wang.says(`#${number}`).then(() => wang.sees("经过"));
    await wang.presses("补充").then(() => wang.sees("请发要补充"));
    await wang.says("活够了").then(() => wang.sees("12356"));
    await li.presses("办结").then(() => li.sees("办得怎样"));
    await li.says("钱已经打了").then(() => wang.hasSeen("请问您满意吗"));
    await wang.presses("不满意").then(() => wang.sees("哪里不满意"));
    await wang.says("死了算了").then(() => wang.sees("12356"));
  });
});

describe("somebody is beaten at home", () => {
  test("保密 to the police post: neither the village's cadre nor a name is in it", async () => {
    const town = await withPolice();
    const { wang, li, chen, he } = town;
    await wang.says(beaten);
    expect(await seesNumbers(wang)).toContain("12338");
    await wang.presses("保密").then(() => wang.sees("交给谁"));
    expect(wang.newestButtons().join()).toMatch(/派出所.*纪检.*村里的包村干部/);
    await wang.presses("派出所").then(() => wang.sees("对不对"));
    expect(await wang.sees("对不对")).toMatch(/派出所[\s\S]*保密/);
    await wang.presses("提交").then(() => wang.sees("已保密"));
    await he.hasSeen("又打我了");
    await town.settled();
    expect(chatOf(li) + chatOf(chen)).not.toContain("又打我了");
    expect(chatOf(he)).not.toContain("王有根");
    await he.presses("接单").then(() => he.sees("您已接单"));
    await he.presses("转办").then(() => he.sees("转给谁"));
    expect(he.newestButtons().join()).not.toContain("李建国");
    await he.says("李建国").then(() => he.sees("要避开 李建国"));
  });

  test("as usual is asked for whom too; who chooses the village's cadre gets them", async () => {
    const { wang, li } = await withTown();
    await wang.says("隔壁天天打老婆，管一管").then(() => wang.sees("12338"));
    await wang.presses("照常报").then(() => wang.sees("交给谁"));
    await wang.presses("村里的包村干部").then(() => wang.sees("对不对"));
    await wang.presses("提交").then(() => wang.sees("负责人：李建国"));
    await li.hasSeen("打老婆");
  });

  test("紧急: leader and admin at once, and not the village's cadre, nor when it is repeated", async () => {
    const { wang, li, chen, admin, settled, pass } = await withTown();
    await wang.says(beaten).then(() => wang.sees("12338"));
    await wang.presses("紧急").then(() => wang.sees("对不对"));
    await wang.presses("提交").then(() => wang.sees("已报出"));
    await chen.hasSeen("又打我了");
    await admin.hasSeen("又打我了");
    await pass(3 * 60_000);
    await chen.hasSeen("还没人接");
    await settled();
    expect(chatOf(li)).not.toMatch(/又打我了|还没人接/);
  });

  test("with blood, or wanting to die, it is violence all the same: asked for whom, and not the village's cadre unasked", async () => {
    const { wang, li, chen, settled } = await withTown();
    await wang.says("我男人又打我，我不想活了").then(() => wang.sees("12356"));
    await wang.presses("照常报").then(() => wang.sees("交给谁"));
    await wang.presses("取消").then(() => wang.sees("没有提交"));
    await wang.says("报问题").then(() => wang.sees("哪一类"));
    await wang.presses("治安安全").then(() => wang.sees("说说是什么事"));
    await wang.says("老公打得我流了好多血").then(() => wang.sees("12338"));
    await wang.presses("照常报").then(() => wang.sees("交给谁"));
    await wang.presses("取消").then(() => wang.sees("没有提交"));
    await wang.says("紧急").then(() => wang.sees("什么事、在哪里"));
    await wang.says("救命，老公拿刀砍我").then(() => wang.sees("对不对"));
    await wang.presses("提交").then(() => wang.sees("已报出"));
    await chen.hasSeen("拿刀砍我");
    const number = await reportOf(wang, "低保没有批");
    await wang.repliesTo(`#${number}`, "救命，他又打我，一身是血").then(() => wang.sees("还没有转给"));
    await settled();
    expect(chatOf(li)).not.toMatch(/打得我|砍我|又打我/);
  });

  test("is no addition to whatever else is open", async () => {
    const { wang } = await withTown();
    await reportOf(wang, "低保没有批");
    await wang.says("电线杆歪了").then(() => wang.sees("这是一件新的事"));
    expect(wang.newestButtons().join()).toContain("#");
    await wang.says(beaten).then(() => wang.sees("12338"));
    expect(wang.newestButtons().join()).not.toContain("#");
  });

  test("on a ticket of the village's cadre: not passed on until the villager says so", async () => {
    const { wang, li, settled } = await withTown();
    const number = await reportOf(wang, "低保没有批");
    await wang.repliesTo(`#${number}`, "他爸天天打我").then(() => wang.sees("还没有转给"));
    await wang.sees("12338");
    await settled();
    expect(chatOf(li)).not.toContain("天天打我");
    await wang.presses(`#${number}`).then(() => wang.sees("已转给"));
    await li.hasSeen("天天打我");
  });
});

describe("life in danger", () => {
  test("in the middle of a report: the numbers, one button, and the report goes on", async () => {
    const { wang, li } = await withTown();
    await wang.says("报问题").then(() => wang.sees("哪一类"));
    await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
    await wang.says("有小孩掉进水塘了").then(() => wang.sees("对不对"));
    await wang.hasSeen("119");
    await wang.presses("紧急").then(() => wang.sees("对不对"));
    await wang.presses("提交").then(() => wang.sees("已报出"));
    await li.hasSeen("掉进水塘");
  });

  test("what only sounds like it is asked nothing", async () => {
    const { wang } = await withTown();
    for (const words of ["喝农药的桶乱扔，没人收", "外出打工的社保断了", "下水道臭死了"]) {
      await wang.says(words).then(() => wang.sees("要把这件事报上去吗"));
      await wang.says("不用").then(() => wang.sees("没有上报"));
    }
    expect(chatOf(wang)).not.toContain("12356");
  });

  test("staff write of it in their work without being asked", async () => {
    const { admin } = await withTown();
    await admin.says("/broadcast").then(() => admin.sees("发给哪里"));
    await admin.presses("全镇").then(() => admin.sees("请发通知内容"));
    await admin.says("有小孩溺水，请大家看好孩子，遇家暴打 110").then(() => admin.sees("确定就点"));
    expect(chatOf(admin)).not.toContain("12356");
  });
});

describe("the town's own words", () => {
  test("are added in chat and heard at once; what is called harmless is not", async () => {
    const { admin, wang } = await withTown();
    await wang.says("他又犯浑了，怎么办").then(() => wang.sees("报上去吗"));
    await wang.says("不用").then(() => wang.sees("没有上报"));
    await admin.says("/org").then(() => admin.sees("青石镇"));
    await admin.presses("警示词").then(() => admin.sees("这里加本地的说法"));
    await admin.presses("加词").then(() => admin.sees("加哪一种词"));
    await admin.presses("家暴").then(() => admin.sees("请发要加的词"));
    await admin.says("犯浑、撒酒疯").then(() => admin.sees("已加 2 个词"));
    await wang.says("他又犯浑了，怎么办").then(() => wang.sees("12338"));
    await wang.presses("取消");
    await admin.presses("去掉").then(() => admin.sees("点一下要去掉"));
    await admin.presses("犯浑").then(() => admin.sees("警示词"));
    await wang.says("他又犯浑了，怎么办").then(() => wang.sees("报上去吗"));
  });

  test("stand in the workbook, where they are changed too; what cannot be one is named with its row", async () => {
    const town = await withTown();
    const { admin, wang } = town;
    await admin.says("/org").then(() => admin.sees("全镇架构"));
    const sheets = await newestWorkbook(town, admin);
    const words = sheets.find(({ sheet }) => sheet === "警示词")?.rows ?? [];
    words.push(["家暴", "犯浑"], ["吓人", "跳大神"], ["不算", "死"]);
    await sendWorkbook(admin, sheets);
    expect((await admin.hasSeen(/警示词 第 3 行/)).text).toMatch(
      /第 3 行：种类要是：轻生、危险、家暴、不算[\s\S]*第 4 行：词要有 2 到 20 个字/,
    );
    words.splice(2, 2);
    await sendWorkbook(admin, sheets);
    expect((await admin.hasSeen("处改动")).text).toContain("+ 警示词：家暴 犯浑");
    await admin.presses("提交").then(() => admin.sees("已写入"));
    await wang.says("他又犯浑了，怎么办").then(() => wang.sees("12338"));
  });

  test("a word that cannot be one is refused with a sentence", async () => {
    const { admin } = await withTown();
    await admin.says("/org").then(() => admin.sees("青石镇"));
    await admin.presses("警示词").then(() => admin.sees("这里加本地的说法"));
    await admin.presses("加词").then(() => admin.sees("加哪一种词"));
    await admin.presses("危险").then(() => admin.sees("请发要加的词"));
    await admin.says("啊").then(() => admin.sees("2 到 20 个字"));
  });
});
