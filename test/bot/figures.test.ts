import { expect, test } from "vitest";
import { reportOf, withTown } from "../support/town.ts";

test("/stats is a picture with its numbers in words; from each number one comes to its tickets, each reader within their scope", async () => {
  const { admin, wang, li, chen, settled, rows } = await withTown();
  const first = await reportOf(wang, "水管爆了");
  const second = await reportOf(wang, "电线掉在路上");
  await li.hasSeen(`#${second}`);
  await li.says(`#${first}`).then(() => li.sees(`#${first}`));
  await li.presses("办结").then(() => li.sees("办得怎样"));
  await li.says("修好了").then(() => li.sees("已报办结"));
  await wang.sees("请问您满意吗");
  await wang.presses("😊 满意").then(() => wang.sees("已完结"));

  await chen.says("/stats").then(() => chen.sees("📊"));
  const shown = await chen.hasSeen("📊");
  expect(shown.photo).toBeDefined();
  expect(shown.caption).toContain("东坑村　本月 2026-11-01 – 2026-11-30\n收到 2（上期 0）：解决 1　未评价完结 0　未完结 1\n");
  expect(shown.caption).toContain("满意率 100.0% (1/1)\n现在在办 1　逾期 0");
  expect(shown.caption).toContain("收集问题 2 个");

  // Village, category, ticket; each list takes the place of the one before it.
  await chen.presses("各村").then(() => chen.sees("东坑村　收到 2　解决 1"));
  const lists = chen.messages().length;
  await chen.presses("东坑村 2").then(() => chen.hasSeen(/类别.*\n.*收到 \d/));
  await chen.presses(/ 2$/).then(() => chen.hasSeen(new RegExp(`收到 2.*[\\s\\S]*#${second}`)));
  expect(chen.messages()).toHaveLength(lists);
  await chen.presses("返回").then(() => chen.hasSeen(/类别.*\n.*收到 \d/));
  await chen.presses(/ 2$/).then(() => chen.hasSeen(`#${second}`));
  await chen.presses(`#${second}`).then(() => chen.sees(`#${second}`));

  // Every number has its rows, and every word its meaning.
  await chen.presses("解决 1").then(() => chen.sees(`#${first}`));
  await chen.presses("全部数字").then(() => chen.sees("1. 收到 2"));
  await chen.presses("词的意思").then(() => chen.sees("不算解决"));
  const collected = /(\d+)\. 收集问题 2 个/.exec(chen.texts().findLast((one) => one.includes("收集问题 2 个\n")) ?? "")?.[1];
  await chen.presses(new RegExp(`^${collected}$`)).then(() => chen.hasSeen(/收集问题.*第 1 页[\s\S]*电线掉在路上/));

  // Another period, by a button or in words.
  await chen.presses("换时间").then(() => chen.sees("/stats 9.1-9.30"));
  await chen.presses("上月").then(() => chen.sees("上月 2026-10-01 – 2026-10-31"));
  expect(await chen.says("/stats 东坑村 9月1日到15日").then(() => chen.sees("📊"))).toContain("东坑村　2026-09-01 – 2026-09-15\n收到 0");
  await chen.says("/stats 胡说").then(() => chen.sees("看哪段时间"));
  await chen.says("/stats").then(() => chen.sees("📊"));
  await chen.presses("全镇").then(() => chen.sees("全镇　本月"));

  // A picture for the night, kept for this reader.
  await chen.presses("深色").then(() => chen.sees("📊"));
  await settled();
  expect(await rows("select name from person where dark_pictures")).toEqual([{ name: "陈志远" }]);
  expect(chen.newestButtons()).toContain("☀️ 浅色");

  expect(await li.says("/stats").then(() => li.sees("📊"))).toContain("我经手的　本月");
  expect(li.newestButtons().some((one) => /全镇|回访/.test(one))).toBe(false);
  expect(await admin.says("/stats").then(() => admin.sees("📊"))).toContain("全镇　本月");
  await wang.says("/stats").then(() => wang.sees("没有这个权限"));
});
