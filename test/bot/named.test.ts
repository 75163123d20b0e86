import { describe, expect, test } from "vitest";
import type { PersonDriver } from "../support/person.ts";
import { inviteTo, reportOf, withTown } from "../support/town.ts";

const accusation = "李干部修路的钱自己拿了一半";

/** Everything that stands in somebody's chat by now. */
const chatOf = (person: PersonDriver) => person.texts().join("\n");

describe("an official is named in a report", () => {
  test("the villager is asked once; it goes to the discipline desk, and the accused hears nothing", async () => {
    const town = await withTown();
    const { wang, li, admin, person } = town;
    const zeng = person("曾严");
    await inviteTo(admin, zeng, "纪检");
    await wang.says(accusation).then(() => wang.sees("要把这件事报上去吗"));
    await wang.presses("报问题").then(() => wang.sees("哪一类"));
    await wang.presses("道路水利").then(() => wang.sees("您说的是不是 李建国（包村干部）"));
    await wang.presses("是，是反映他的").then(() => wang.sees("对不对"));
    expect(await wang.sees("对不对")).toMatch(/道路水利[\s\S]*李建国[\s\S]*保密/);
    await wang.presses("提交").then(() => wang.sees("已保密"));
    expect((await zeng.hasSeen(accusation)).text).toMatch(/道路水利/);
    await town.settled();
    expect(chatOf(zeng)).not.toContain("王有根");
    expect(chatOf(li)).not.toContain("#");
    expect(await town.rows("select confidential, (select name from person p where p.id = about_id) as about from ticket")).toEqual([
      { confidential: true, about: "李建国" },
    ]);
  });

  test("the person who is only mentioned gets it as usual, and the same is not asked again", async () => {
    const { wang, li } = await withTown();
    await wang.says("李书记来看过了，路还没修好").then(() => wang.sees("报上去吗"));
    await wang.presses("报问题").then(() => wang.sees("哪一类"));
    await wang.presses("道路水利").then(() => wang.sees("您说的是不是 李建国"));
    await wang.presses("不是，只是提到他").then(() => wang.sees("对不对"));
    await wang.says("就在李干部他们村委会旁边").then(() => wang.sees("对不对"));
    await wang.presses("提交").then(() => wang.sees("负责人：李建国"));
    await li.hasSeen("路还没修好");
  });

  const ways: [string, (wang: PersonDriver) => Promise<unknown>][] = [
    ["the words of a chosen category", (wang) => wang.says(accusation)],
    ["the caption of a photo", (wang) => wang.sends("photo", { caption: accusation })],
    [
      "words added on the summary",
      async (wang) => {
        await wang.says("路坏了").then(() => wang.sees("对不对"));
        await wang.says(accusation);
      },
    ],
    [
      "the place",
      async (wang) => {
        await wang.says("路坏了").then(() => wang.sees("对不对"));
        await wang.says("村口，李干部贪的那段");
      },
    ],
    [
      "an edit",
      async (wang) => {
        await wang.says("路坏了").then(() => wang.sees("对不对"));
        await wang.edits("路坏了", accusation);
      },
    ],
    [
      "a description written anew",
      async (wang) => {
        await wang.says("路坏了").then(() => wang.sees("对不对"));
        await wang.presses("改一改");
        await wang.presses("改内容").then(() => wang.sees("说说是什么事"));
        await wang.says(accusation);
      },
    ],
  ];
  test.each(ways)("in %s: asked before it can be filed", async (_way, gives) => {
    const { wang, rows } = await withTown();
    await wang.says("报问题").then(() => wang.sees("哪一类"));
    await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
    await gives(wang);
    await wang.sees("您说的是不是 李建国");
    expect(await rows("select id from ticket")).toEqual([]);
  });

  test("several of one surname: each is a button; not knowing keeps it from all of them", async () => {
    const town = await withTown();
    const { wang, li, admin, person } = town;
    const other = person("李红梅");
    await inviteTo(admin, other, "包村干部", "石背村");
    await reportNaming(wang, "李干部收了我五百块");
    await wang.sees("您反映的是哪一位");
    expect(wang.newestButtons().join()).toMatch(/李建国.*李红梅.*都不是.*不知道/);
    await wang.presses("不知道").then(() => wang.sees("对不对"));
    await wang.presses("提交").then(() => wang.sees("已保密"));
    await town.settled();
    expect(chatOf(li) + chatOf(other)).not.toContain("五百块");
    await admin.hasSeen("五百块");
  });

  test("an emergency stays one, and the accused is not among those who are told", async () => {
    const { wang, li, chen, settled } = await withTown();
    await wang.says("紧急").then(() => wang.sees("什么事、在哪里"));
    await wang.says("李干部拿刀砍人了").then(() => wang.sees("您说的是不是 李建国"));
    await wang.presses("是，是反映他的").then(() => wang.sees("对不对"));
    await wang.presses("提交").then(() => wang.sees("已报出"));
    await chen.hasSeen("拿刀砍人");
    await settled();
    expect(chatOf(li)).not.toContain("拿刀砍人");
  });
});

async function reportNaming(wang: PersonDriver, words: string) {
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  await wang.presses("道路水利").then(() => wang.sees("说说是什么事"));
  await wang.says(words);
}

describe("the accused stands in no list", () => {
  async function aboutLi() {
    const town = await withTown();
    await reportNaming(town.wang, accusation);
    await town.wang.sees("您说的是不是").then(() => town.wang.presses("是，是反映他的"));
    await town.wang.sees("对不对").then(() => town.wang.presses("提交"));
    await town.wang.sees("已保密");
    await town.admin.hasSeen(accusation);
    const [ticket] = await town.rows<{ id: string; number: number }>("select id, number from ticket");
    return { ...town, id: Number(ticket?.id), number: Number(ticket?.number) };
  }

  test.each(["转办", "协办", "指派"])("%s: neither as a button, nor forged, nor by name", async (deed) => {
    const { admin, li, rows, settled, idOf } = await aboutLi();
    await admin.presses(deed).then(() => admin.sees(/转给谁|请谁协办|指派给谁/));
    expect(admin.newestButtons().join()).toContain("刘芳");
    expect(admin.newestButtons().join()).not.toContain("李建国");
    await admin.says("李建国").then(() => admin.sees("要避开 李建国"));
    const [dialog] = await rows<{ nonce: string; step: string }>("select nonce, step from dialog");
    await admin.forges(`d:${dialog?.nonce}:${dialog?.step}:p${await idOf("person where name = '李建国'")}`);
    await admin.sees("要避开 李建国");
    await settled();
    expect(chatOf(li)).not.toContain(accusation);
  });

  test("a forged button of the accused opens nothing", async () => {
    const { li, id, rows } = await aboutLi();
    for (const action of ["open", "accept", "reply", "timeline", "assign", "redirect"]) {
      await li.forges(`t:${action}:${id}:`);
      await expect.poll(() => li.toasts().at(-1)).toContain("没有这个权限");
    }
    expect(await rows("select count(*)::int as n from ticket_event")).toEqual([{ n: 1 }]);
  });
});

describe("it turns out later", () => {
  test("the villager adds who took the money: asked first, then the card is taken back and somebody else has it", async () => {
    const town = await withTown();
    const { wang, li, admin, rows, settled } = town;
    const number = await reportOf(wang, "路修了一半就停了");
    await li.hasSeen("路修了一半");
    await wang.repliesTo(`#${number}`, "工程队是隔壁村的").then(() => wang.sees("已转给"));
    await li.hasSeen("工程队是隔壁村的");
    await wang.repliesTo(`#${number}`, "其实是李干部自己拿了钱").then(() => wang.sees("您说的是不是 李建国"));
    await wang.presses("是，是反映他的").then(() => wang.sees("已改为保密"));
    await admin.hasSeen("其实是李干部自己拿了钱");
    await settled();
    expect(chatOf(li)).not.toMatch(/路修了一半|工程队|自己拿了钱|王有根/);
    expect(chatOf(li)).toContain(`#${number} 已改交别处办理`);
    expect(await rows("select action from ticket_event order by seq")).toEqual(
      ["submit", "add", "redirect", "add"].map((action) => ({ action })),
    );
    // Who still has the old card hears the true reason, as far as it may be told.
    await li.forges(`t:accept:${(await rows<{ id: string }>("select id from ticket"))[0]?.id}:`);
    await expect.poll(() => li.toasts().at(-1)).toContain("已改交别处办理");
  });

  test("by an edit of what was said", async () => {
    const { wang, li, settled } = await withTown();
    const number = await reportOf(wang, "路修了一半就停了");
    await wang.repliesTo(`#${number}`, "什么时候接着修");
    await li.hasSeen("什么时候接着修");
    await wang.edits("什么时候接着修", "钱是李干部拿的");
    await wang.sees("您说的是不是 李建国");
    await settled();
    expect(chatOf(li)).not.toContain("钱是李干部拿的");
  });

  test("the person who only addresses the cadre is asked nothing", async () => {
    const { wang, li } = await withTown();
    const number = await reportOf(wang, "路修了一半就停了");
    await wang.repliesTo(`#${number}`, "李干部您好，什么时候接着修").then(() => wang.sees("已转给"));
    await li.hasSeen("什么时候接着修");
  });

  test("a colleague who chose the accused before it was known is refused at the end", async () => {
    const { wang, li, liu, admin, rows, settled } = await withTown();
    const number = await reportOf(wang, "路修了一半就停了");
    await li.hasSeen("路修了一半");
    await li.presses("转办").then(() => li.sees("转给谁"));
    await li.presses("刘芳").then(() => li.sees("说一句原因"));
    await wang.repliesTo(`#${number}`, "刘芳拿了钱").then(() => wang.sees("您说的是不是 刘芳"));
    await wang.presses("是，是反映他的").then(() => wang.sees("已改为保密"));
    await li.presses("跳过").then(() => li.sees("已改交别处办理"));
    await admin.hasSeen("刘芳拿了钱");
    await settled();
    expect(chatOf(liu)).not.toContain("#");
    expect(await rows("select transfer_to_id from ticket")).toEqual([{ transfer_to_id: null }]);
  });

  test("a handler notices it: one button, and the reporter is told", async () => {
    const { wang, li, chen, admin, settled } = await withTown();
    const number = await reportOf(wang, "补助一直没到");
    await li.hasSeen("补助一直没到");
    await li.presses("反映的是干部").then(() => li.sees("反映的是哪位干部"));
    await li.presses("陈志远").then(() => li.sees("已改为保密"));
    await wang.hasSeen(`#${number} 已改为保密`);
    await admin.hasSeen("补助一直没到");
    await settled();
    expect(chatOf(chen)).not.toContain("补助一直没到");
    expect(chatOf(li)).not.toContain("王有根");
  });
});
