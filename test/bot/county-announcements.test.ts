import { expect, test } from "vitest";
import { withCounty } from "../support/county.ts";

const timeout = 120_000;

test("what a county announces, each town's own bot tells its people, file and all; how many read it comes back", { timeout }, async () => {
  const { county, hongxing, baishui, settled, rows } = await withCounty();
  const { leader } = county;
  await leader.says("/broadcast").then(() => leader.sees("发给"));
  await leader.presses("全镇").then(() => leader.sees(/发什么|通知/));
  await leader.sends("photo", { caption: "明天全县防汛，低处的先搬" }).then(() => leader.sees(/发给：.*全镇/));
  await leader.presses("提交").then(() => leader.sees("另由 2 个镇的机器人"));
  for (const { wang } of [hongxing, baishui]) await wang.hasSeen(/赣江县 通知\n明天全县防汛/);
  await settled();
  expect(hongxing.wang.messages().some((one) => "photo" in one)).toBe(true);
  await hongxing.wang.presses("已阅");
  await settled();
  await leader.says("/notices").then(() => leader.sees("红星镇：发"));
  expect(leader.texts().join("\n")).toMatch(/红星镇：发 4 人，已阅 1 人/);
  expect(leader.texts().join("\n")).toMatch(/白水镇：发 4 人，已阅 0 人/);
  await hongxing.wang.says("/notices").then(() => hongxing.wang.sees("明天全县防汛"));

  // To one of them only: the others hear nothing.
  await leader.says("/broadcast").then(() => leader.sees("发给"));
  await leader.presses("白水镇").then(() => leader.sees(/发什么|通知/));
  await leader.says("白水镇的桥先不要走").then(() => leader.sees(/发给：.*白水镇/));
  await leader.presses("提交").then(() => leader.sees("另由 1 个镇的机器人"));
  await baishui.wang.hasSeen("白水镇的桥先不要走");
  await settled();
  expect(hongxing.wang.texts().join()).not.toContain("桥先不要走");
  expect(await rows("select count(*)::int as n from county_announcement")).toEqual([{ n: 3 }]);
});
