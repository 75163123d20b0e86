import { expect, test } from "vitest";
import { open311Routes } from "../../src/web/open311/routes.ts";
import { withCounty } from "../support/county.ts";
import { day, reportOf } from "../support/town.ts";

const timeout = 120_000;

test("the county sees its towns in figures, one as a picture, and behind a number only number, category, state and deadline", {
  timeout,
}, async () => {
  const { county, hongxing, baishui, pass, settled } = await withCounty();
  const { leader, zhang } = county;
  await reportOf(hongxing.wang, "村口小路塌了");
  await reportOf(hongxing.wang, "国道淹水");
  await reportOf(baishui.wang, "水渠堵了");
  await hongxing.li.hasSeen("国道淹水");
  await pass(2 * day);
  await leader.says("/stats").then(() => leader.sees("全镇"));
  await leader.presses("各镇").then(() => leader.sees("各镇（2）"));
  const list = leader.newest();
  expect(list).toMatch(/红星镇　收到 2　解决 0　未完结 2　🔴 逾期 2/);
  expect(list).toMatch(/白水镇　收到 1　解决 0　未完结 1　🔴 逾期 1/);
  expect(list.indexOf("红星镇")).toBeLessThan(list.indexOf("白水镇"));
  await leader.presses("红星镇").then(() => leader.sees("📊 红星镇"));
  await settled();
  expect(leader.messages().at(-1)).toHaveProperty("photo");
  await leader.presses(/收到 2/).then(() => leader.sees("红星镇 收到 2"));
  const rows = leader.newest();
  expect(rows).toMatch(/#1002 🚧 道路水利　待接单　11月24日/);
  for (const words of ["国道淹水", "小路", "王有根", "李建国", "东坑村"]) expect(rows).not.toContain(words);
  expect(leader.newestButtons().join()).not.toContain("#1002");
  await leader.says("/overdue").then(() => leader.presses("各镇"));
  await leader.sees("各镇（2）");
  await leader.says("/brief").then(() => leader.presses("各镇"));
  await leader.sees("各镇（2）");

  // A member of an office of the county does not; nor does a town see another's, or its county's.
  await zhang.forges("g:towns::month:0");
  await settled();
  expect(zhang.texts().join()).not.toContain("各镇（");
  await hongxing.admin.forges("g:towns:town:month:3");
  await settled();
  expect(hongxing.admin.messages().at(-1)).not.toHaveProperty("photo");
  await hongxing.admin.says("/stats").then(() => hongxing.admin.sees("全镇"));
  expect(hongxing.admin.newestButtons().join()).not.toContain("各镇");
});

test("a town that parted is in the county's figures no longer", { timeout }, async () => {
  const { county, hongxing, settled } = await withCounty();
  await hongxing.admin.says("/org").then(() => hongxing.admin.presses("上级县"));
  await hongxing.admin.presses(/退出 赣江县/).then(() => hongxing.admin.sees("真的和"));
  await hongxing.admin.presses("是，分开").then(() => hongxing.admin.sees("已和 赣江县 分开"));
  await settled();
  await county.leader.says("/stats").then(() => county.leader.presses("各镇"));
  expect(await county.leader.sees("各镇（1）")).not.toContain("红星镇");
});

test("a program reaches a county's towns by jurisdiction_id, as each of them allows", { timeout }, async () => {
  const { county, hongxing, baishui, towns, settled } = await withCounty();
  const [above] = towns.now();
  const routes = open311Routes(above as NonNullable<typeof above>);
  const keyOf = async ({ admin }: Pick<typeof hongxing, "admin">) => {
    await admin.says("/org").then(() => admin.presses("对外接口"));
    await admin.presses("发钥匙").then(() => admin.sees("给哪个程序"));
    await admin.says("12345热线");
    return /^[\w-]{22}$/m.exec(await admin.sees("只显示这一次"))?.[0] ?? "";
  };
  await keyOf(county);
  const key = await keyOf(hongxing);
  await reportOf(hongxing.wang, "村口小路塌了");
  await settled();
  const get = async (query: string) => {
    const answer = await routes.request(`/open311/v2/requests.json?${query}`);
    return { status: answer.status, found: (await answer.json()) as { service_request_id: string }[] };
  };
  expect(await get("")).toEqual({ status: 200, found: [] });
  expect((await get("jurisdiction_id=hongxing_bot")).found).toHaveLength(1);
  expect((await get("jurisdiction_id=baishui_bot")).status).toBe(404);
  expect((await get("jurisdiction_id=elsewhere")).status).toBe(404);
  const services = (await (await routes.request("/open311/v2/services.json?jurisdiction_id=hongxing_bot")).json()) as {
    service_code: string;
  }[];
  const form = {
    api_key: key,
    service_code: services[0]?.service_code ?? "",
    description: "路灯不亮，晚上看不见",
    address_string: "东坑村",
  };
  const post = (query: string) => routes.request(`/open311/v2/requests.json${query}`, { method: "POST", body: new URLSearchParams(form) });
  // The town's key opens the town, by whichever door.
  expect((await post("")).status).toBe(403);
  expect((await post("?jurisdiction_id=hongxing_bot")).status).toBe(200);
  await hongxing.li.hasSeen("路灯不亮");
  expect(baishui.li.texts().join()).not.toContain("路灯不亮");
});
