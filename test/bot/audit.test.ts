import { expect, test } from "vitest";
import { findEverywhere } from "../support/everywhere.ts";
import { reportOf, withTown } from "../support/town.ts";

test("/erase reaches people without Telegram in every register, with a reason; a matter must be over first, and figures stay", async () => {
  const town = await withTown();
  const { admin, li, liu, wang, rows, settled } = town;
  await li.says("/erase").then(() => li.sees("没有这个权限"));
  const person = async (name: string) => Number((await rows<{ id: string }>("select id from person where name = $1", [name]))[0]?.id);
  const [cadre, boss] = [await person("李建国"), await person("周敏")];
  await rows(
    "insert into household (town_id, village_id, group_name, head, phone, address) values (1, 1, '一组', '谢阿公', '13911112222', '井边二号')",
  );
  await rows("insert into roster (town_id, title, created_by, at) values (1, '高龄认证', $1, now())", [boss]);
  await rows(
    `insert into roster_entry (town_id, roster_id, village_id, name, address, phone, remark, assigned_to, state, note, done_by, at)
     select 1, r.id, 1, e.name, '井边二号', '13911112222', '腿脚不便', $1, e.state, e.note, $1, now()
     from roster r, (values ('谢阿公', 'done', '井边认证好了'), ('谢阿婆', 'open', '')) as e(name, state, note)`,
    [cadre],
  );
  await rows(
    `insert into care_file (town_id, village_id, name, situation, rhythm_days, keeper_id, due_at) values (1, 1, '谢阿公', '独居井边', 30, $1, now() + interval '60 days')`,
    [cadre],
  );
  await rows(
    `insert into condolence (town_id, village_id, recipient, items, goods, giver_id, at, state) values (1, 1, '谢阿公', 2, '棉被', $1, now(), 'confirmed')`,
    [cadre],
  );
  await reportOf(wang, "和邻居争井边的地", "矛盾纠纷");
  await li.hasSeen("#1001");
  await rows("insert into dispute_party (town_id, ticket_id, name) select 1, id, '谢阿公' from ticket");
  await rows(
    "insert into person (town_id, telegram_id, name, phone, village_id, household_id, created_at) select 1, -77, '谢阿公', '13911112222', 1, id, now() from household",
  );
  await rows(
    `insert into ticket (town_id, number, kind, category_id, village_id, reporter_id, draft_id, description, phone, state, created_at, closed_at)
     select 1, 1002, 'problem', t.category_id, 1, p.id, 'paper', '井边太滑', p.phone, 'closed', now(), now() from ticket t, person p where p.telegram_id = -77`,
  );
  await settled();

  await admin.says("/erase").then(() => admin.sees("要抹掉谁"));
  await admin.says("没有的人").then(() => admin.sees("没有找到"));
  await admin.presses("返回").then(() => admin.sees("要抹掉谁"));
  await admin.says("谢阿公").then(() => admin.sees("抹掉哪一条"));
  expect(admin.newestButtons()).toEqual(
    expect.arrayContaining([expect.stringContaining("🏠 户 谢阿公"), expect.stringContaining("⚖️ 当事人 谢阿公 #1001")]),
  );
  await admin.presses("同名的 6 条全部").then(() => admin.sees("为什么"));
  await admin.says("谢阿公本人要求").then(() => admin.sees("找不回来"));
  await admin.presses("确定删除").then(() => admin.sees("#1001 还没办完"));
  await rows("update ticket set state = 'withdrawn', closed_at = now(), next_timer_at = null where number = 1001");
  await admin.presses("同名的 6 条全部").then(() => admin.sees("为什么"));
  await admin.says("谢阿公本人要求").then(() => admin.sees("找不回来"));
  await admin.presses("确定删除").then(() => admin.sees("已抹掉 6 条"));
  await settled();
  expect(await findEverywhere(town, ["谢阿公", "13911112222", "独居", "井边认证好了", "井边太滑"])).toEqual([
    "roster_entry.phone: 13911112222",
  ]);
  expect(await rows("select goods, items, recipient from condolence")).toEqual([{ goods: "棉被", items: 2, recipient: "—" }]);
  expect(await rows("select name, state from roster_entry order by id")).toEqual([
    { name: "—", state: "done" },
    { name: "谢阿婆", state: "open" },
  ]);
  await admin.says("/erase").then(() => admin.sees("要抹掉谁"));
  await admin.says("13911112222").then(() => admin.sees("抹掉哪一条"));
  await admin.presses("谢阿婆").then(() => admin.sees("为什么"));
  await admin.says("登记错了").then(() => admin.sees("找不回来"));
  await admin.presses("不删").then(() => admin.sees("什么都没删"));
  await liu.forges("g:audit:sensitive:0").then(() => liu.sees("没有这个权限"));
  await admin.says("/audit").then(() => admin.sees("查阅记录"));
  expect(admin.newest()).toMatch(/周敏.*抹掉登记：—本人要求/);
  expect(await findEverywhere(town, ["谢阿公"])).toEqual([]);
});

test("/audit shows the admin who read what is sensitive and what was refused, a page at a time", async () => {
  const town = await withTown();
  const { admin, li, chen, wang, rows, settled } = town;
  const [keeper] = await rows<{ id: string }>("select id from person where name = '李建国'");
  await rows(
    `insert into care_file (town_id, village_id, name, situation, rhythm_days, keeper_id, due_at) values (1, 1, '邱阿婆', '独居', 30, $1, now() + interval '60 days')`,
    [keeper?.id],
  );
  await li.says("/care").then(() => li.sees("邱阿婆"));
  expect(await rows("select what from audit_event where what = 'read care'")).toEqual([]);
  await chen.says("/care").then(() => chen.sees("邱阿婆"));
  await chen.says("/ledger").then(() => chen.hasSeen("封条"));
  await chen.says("/brief").then(() => chen.sees("简报"));
  await chen.presses("中文").then(() => chen.hasSeen(/简报/));
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await wang.says("/org").then(() => wang.sees("没有这个权限"));
  await settled();
  await admin.says("/audit").then(() => admin.sees("查阅记录"));
  const shown = admin.newest();
  for (const line of [
    /陈志远　看了别人的关爱档案/,
    /陈志远　导出台账：2026-11-01\.\.2026-11-30/,
    /陈志远　导出简报：2026-11/,
    /周敏　导出架构工作簿/,
  ])
    expect(shown).toMatch(line);
  expect(shown).not.toContain("王有根");
  await admin.presses("被拒的尝试").then(() => admin.sees("王有根　试了 command org"));
  await rows("insert into audit_event (town_id, at, person_id, what) select 1, now(), 1, 'button accept' from generate_series(1, 12)");
  await admin.says("/audit").then(() => admin.sees("查阅记录"));
  await admin.presses("被拒的尝试").then(() => admin.sees("被拒的尝试"));
  expect(admin.newest()).not.toContain("王有根");
  await admin.presses("➡️").then(() => admin.sees("王有根"));
});
