import { expect, test } from "vitest";
import { inviteTo, reportOf, withTown } from "../support/town.ts";

test("包联 in chat: a cadre is added for one group, and its matters go there first", async () => {
  const { admin, li, liu, chen, wang, person, rows, settled } = await withTown();
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("包联").then(() => admin.sees("看哪里、改哪里"));
  await admin.presses("石背村").then(() => admin.sees("刘芳 包村干部"));
  await admin.presses("加人").then(() => admin.sees("谁？"));
  await admin.presses("李建国").then(() => admin.sees("李建国 当什么"));
  await admin.presses("包村干部").then(() => admin.sees("只包一个组"));
  await admin.presses("二组").then(() => admin.sees("李建国 包村干部 二组"));
  await li.hasSeen("石背村 二组 的包村干部");
  const mei = person("梅二嫂");
  await mei.says("/start").then(() => mei.sees("哪个村"));
  await mei.presses("石背村").then(() => mei.sees("哪个组"));
  await mei.presses("二组").then(() => mei.sees("您在"));
  await reportOf(mei, "水沟堵了");
  await li.hasSeen("#1001");
  await admin.presses("加人").then(() => admin.sees("谁？"));
  await admin.says("没这个人").then(() => admin.sees("没有叫“没这个人”的人"));
  await admin.says("王有根").then(() => admin.sees("王有根 当什么"));
  await admin.presses("镇领导").then(() => admin.sees("王有根 镇领导"));
  await wang.hasSeen("您现在是镇领导");
  await settled();
  expect(liu.texts().join()).not.toContain("#1001");
  expect(chen.texts().join()).not.toContain("#1001");
  expect(await rows("select count(*)::int as n from role_grant where revoked_at is null")).toEqual([{ n: 6 }]);
});

test("an invitation may be for one group only", async () => {
  const { admin, person, rows } = await withTown();
  await admin.says("/invite").then(() => admin.sees("先选身份"));
  await admin.presses("包村干部").then(() => admin.sees("负责哪个村"));
  await admin.presses("石背村").then(() => admin.sees("石背村 包村干部"));
  await admin.presses("只包 一组");
  const link = await admin.sees("石背村 一组 包村干部");
  const luo = person("罗小山");
  await luo.says(`/start ${/start=(\S+)/.exec(link)?.[1]}`).then(() => luo.sees("石背村 一组 的包村干部"));
  expect(await rows("select g.name from role_grant r join village_group g on g.id = r.group_id")).toEqual([{ name: "一组" }]);
});

test("the person who leaves hands what is open to the person who is responsible then; the villager is told, and nothing is orphaned", async () => {
  const { admin, li, chen, wang, rows } = await withTown();
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await li.presses("接单").then(() => li.sees("您已接单"));
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("包联").then(() => admin.sees("看哪里"));
  await admin.presses("东坑村").then(() => admin.sees("李建国 包村干部"));
  await admin.presses("❌ 李建国").then(() => admin.sees("还有 1 件没办结"));
  expect(admin.button("仍由他办完")).toBeUndefined();
  await admin.presses("交给接手的人").then(() => admin.sees("1 件事项已交给接手的人"));
  await chen.hasSeen("#1001");
  await wang.hasSeen("#1001 现在由 陈志远 负责");
  await li.hasSeen("您不再负责 东坑村");
  expect(await rows("select p.name, t.state from ticket t join person p on p.id = t.responsible_id")).toEqual([
    { name: "陈志远", state: "assigned" },
  ]);
  await li.says("/queue").then(() => li.sees("没有这个权限"));
});

test("the person who keeps another role may finish what they have", async () => {
  const { admin, li, liu, wang, rows } = await withTown();
  await inviteTo(admin, li, "包村干部", "石背村");
  await inviteTo(admin, liu, "包村干部", "东坑村");
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("包联").then(() => admin.sees("看哪里"));
  await admin.presses("东坑村").then(() => admin.sees("李建国 包村干部"));
  await admin.presses("❌ 李建国").then(() => admin.sees("还有 1 件没办结"));
  await admin.presses("仍由他办完").then(() => admin.sees("没有要交接的"));
  expect(await rows("select p.name from ticket t join person p on p.id = t.responsible_id")).toEqual([{ name: "李建国" }]);
  await reportOf(wang, "桥断了");
  await liu.hasSeen("#1002");
});

test("the last admin cannot be taken away", async () => {
  const { admin, rows } = await withTown();
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("包联").then(() => admin.sees("看哪里"));
  await admin.presses("全镇").then(() => admin.sees("周敏 管理员"));
  await admin.presses("❌ 周敏").then(() => admin.sees("不再由"));
  await admin.presses("是，去掉").then(() => admin.sees("最后一位管理员"));
  expect(await rows("select count(*)::int as n from role_grant where role = 'admin' and revoked_at is null")).toEqual([{ n: 1 }]);
});

test("站所 and 类别 in chat: a head, another name, the station of a category, its terms, and hiding it", async () => {
  const { admin, wang, person, rows } = await withTown();
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("➕ 站所").then(() => admin.sees("请发站所名"));
  await admin.says("水利站").then(() => admin.sees("点一个看看"));
  const he = person("何春兰");
  await inviteTo(admin, he, "站所人员", "水利站");
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("🏢 站所").then(() => admin.sees("点一个看看"));
  await admin.presses("水利站").then(() => admin.sees("成员：何春兰"));
  await admin.presses("成员").then(() => admin.sees("何春兰 站所人员"));
  await admin.presses("设为负责人").then(() => admin.sees("何春兰 站所负责人"));
  await admin.presses("返回").then(() => admin.sees("看哪里"));
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("🏢 站所").then(() => admin.sees("点一个看看"));
  await admin.presses("水利站").then(() => admin.sees("⭐ 何春兰"));
  await admin.presses("改名").then(() => admin.sees("改叫什么"));
  await admin.says("水务站").then(() => admin.sees("水务站"));
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("🏷 类别").then(() => admin.sees("点一个看看"));
  await admin.presses("道路水利").then(() => admin.sees("归口：不归站所"));
  await admin.presses("🏢 归口").then(() => admin.sees("归哪个站所"));
  await admin.presses("水务站").then(() => admin.sees("归口：水务站"));
  await admin.presses("时限").then(() => admin.sees("哪一种时限"));
  await admin.presses("快办").then(() => admin.sees("时限：快办"));
  await admin.presses("✏️ 名称").then(() => admin.sees("叫什么"));
  await admin.says("供电通信").then(() => admin.sees("已经有“供电通信”了"));
  await admin.says("路和水").then(() => admin.sees("路和水"));
  await reportOf(wang, "水渠塌了", "路和水");
  await he.hasSeen("#1001");
  expect(await rows("select (resolve_by at time zone 'Asia/Shanghai')::date::text as day from ticket")).toEqual([{ day: "2026-11-26" }]);
  await admin.presses("停用").then(() => admin.sees("停用：是"));
  await wang.says("报问题").then(() => wang.sees("哪一类"));
  expect(wang.button("路和水")).toBeUndefined();
});

test("a service is added in chat, with what it asks for, and villagers can ask for it at once", async () => {
  const { admin, wang, li, rows } = await withTown();
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("办事项目").then(() => admin.sees("点一个看看"));
  await admin.presses("加办事项目").then(() => admin.sees("叫什么"));
  await admin.says("新生儿登记").then(() => admin.sees("要带什么"));
  await admin.says("给满月前的孩子上户口，带出生证明").then(() => admin.sees("要村民填什么"));
  await admin.says("孩子姓名").then(() => admin.sees("填什么样的"));
  await admin.presses("文字").then(() => admin.sees("一定要填吗"));
  await admin.presses("一定要填").then(() => admin.sees("孩子姓名（文字*）"));
  await admin.says("孩子姓名").then(() => admin.sees("已经有了"));
  await admin.says("男孩女孩").then(() => admin.sees("填什么样的"));
  await admin.presses("选择").then(() => admin.sees("有哪几样"));
  await admin.says("男").then(() => admin.sees("请写 2 到 10 样"));
  await admin.says("男、女").then(() => admin.sees("一定要填吗"));
  await admin.presses("❗ 一定要填").then(() => admin.sees("男孩女孩（选择*）"));
  await admin.says("体重").then(() => admin.sees("填什么样的"));
  await admin.presses("数字").then(() => admin.sees("一定要填吗"));
  await admin.presses("不一定要填").then(() => admin.sees("体重（数字）"));
  await admin.presses("跳过").then(() => admin.sees("可以上门办吗"));
  await admin.presses("可以上门").then(() => admin.sees("归哪个站所"));
  await admin.presses("不归站所").then(() => admin.sees("对的话点 提交"));
  await admin.presses("提交").then(() => admin.sees("已加上办事项目"));
  await wang.says("办事").then(() => wang.sees("您要办什么"));
  await wang.presses("新生儿登记").then(() => wang.sees("带出生证明"));
  await wang.says("孩子满月了").then(() => wang.sees("孩子姓名"));
  await wang.says("王小苗").then(() => wang.sees("男孩女孩"));
  await wang.presses("女").then(() => wang.sees("体重"));
  await wang.presses("跳过").then(() => wang.sees("对不对"));
  await wang.presses("提交").then(() => wang.sees("已提交"));
  expect((await li.hasSeen("#1001")).text).toContain("孩子姓名：王小苗");
  expect(await rows("select kind, at_home, jsonb_array_length(fields) as fields from category where name = '新生儿登记'")).toEqual([
    { kind: "service", at_home: true, fields: 3 },
  ]);
  await admin.presses("要填的").then(() => admin.sees("要村民填什么"));
  await admin.presses("跳过").then(() => admin.sees("要填的：—"));
});

test("归口规则 in chat: the whole order is shown, a rule is added, raised and taken away, and new matters follow it", async () => {
  const { admin, li, liu, chen, wang, settled } = await withTown();
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("归口规则").then(() => admin.sees("本村的包村干部"));
  const add = async (...presses: string[]) => {
    await admin.presses("加规则").then(() => admin.sees("哪一种事项"));
    for (const [index, words] of presses.entries()) {
      await admin.presses(words);
      await admin.sees(["哪一类", "哪个村", "交给谁", "规则已加上"][index + (presses.length === 3 ? 1 : 0)] as string);
    }
    await admin.sees("先碰到谁就是谁负责");
  };
  await add("问题", "哪一类都算", "东坑村", "刘芳");
  await add("问题", "道路水利", "哪个村都算", "陈志远");
  expect(admin.newest()).toMatch(/1\) 东坑村 · 问题 → 刘芳[\s\S]*2\) 问题 · 道路水利 → 陈志远/);
  await reportOf(wang, "路塌了", "道路水利");
  await liu.hasSeen("#1001");
  await admin.presses("⬆️ 2").then(() => admin.sees(/1\) 问题 · 道路水利 → 陈志远/));
  await reportOf(wang, "桥断了", "道路水利");
  await chen.hasSeen("#1002");
  await admin.presses("❌ 1").then(() => admin.sees(/1\) 东坑村 · 问题 → 刘芳/));
  await admin.presses("❌ 1").then(() => admin.sees("先碰到谁"));
  await reportOf(wang, "水渠垮了", "道路水利");
  await li.hasSeen("#1003");
  await settled();
  expect(li.texts().join()).not.toMatch(/#100[12]/);
});
