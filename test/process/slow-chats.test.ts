import { expect, test } from "vitest";
import { startApp } from "../../src/app.ts";
import { createLog } from "../../src/log.ts";
import { day, hour, reportOf, withTown } from "../support/town.ts";

test("with a Telegram that often fails every report arrives once, and everybody hears everything", async () => {
  const town = await withTown();
  const { person, li, rows, telegram, settled } = town;
  telegram.faults.random({ too_many: 0.08, server_error: 0.08, hang_up_before: 0.04, hang_up_after: 0.04, delay: 0.05 }, 7);
  const villagers = Array.from({ length: 8 }, (_, index) => person(`村民${index}`));
  const numbers = await Promise.all(
    villagers.map(async (villager, index) => {
      await villager.says("/start v1").then(() => villager.sees("您在 东坑村"));
      return reportOf(villager, `第${index}户没有水了`);
    }),
  );
  telegram.faults.random(undefined);
  await settled();
  const tickets = await rows<{ number: number; description: string }>("select number, description from ticket order by number");
  expect(tickets).toHaveLength(8);
  numbers.forEach((number, index) => {
    expect(tickets.find((ticket) => ticket.number === number)?.description).toBe(`第${index}户没有水了`);
  });
  for (const { number } of tickets) expect(li.texts().some((text) => text.includes(`#${number}`))).toBe(true);
  const lost = await rows("select id from outbox where state <> 'sent' and notice is not null and edits_id is null");
  expect(lost).toEqual([]);
}, 120_000);

test("two replicas share the work; when one goes, the other goes on at once", async () => {
  const town = await withTown();
  const { wang, li, person, telegram, databaseUrl, rows } = town;
  const second = await startApp({
    databaseUrl,
    bot: { token: telegram.token, apiRoot: telegram.root },
    timeZone: "Asia/Shanghai",
    clock: () => town.clock.now,
    log: createLog("silent"),
  });
  await reportOf(wang, "两台机器都在");
  await li.hasSeen("两台机器都在");
  expect(telegram.world.calls.filter(({ error }) => error?.includes("terminated by other"))).toEqual([]);
  const villagers = Array.from({ length: 6 }, (_, index) => person(`村民${index}`));
  const reports = villagers.map(async (villager, index) => {
    await villager.says("/start v1").then(() => villager.sees("您在 东坑村"));
    return reportOf(villager, `第${index}件事要报`);
  });
  await second.stop();
  await Promise.all(reports);
  expect((await rows("select count(*)::int as count from ticket"))[0]).toEqual({ count: 7 });
}, 120_000);

test("answers overtake even a broadcast of many hundreds at once", async () => {
  const { admin, wang, rows } = await withTown();
  // Readers who are only known by number: what matters is how much waits in the outbox.
  await rows(`insert into outbox (town_id, chat_id, priority, method, payload)
    select 1, 900000 + n, 3, 'sendMessage', jsonb_build_object('chat_id', 900000 + n, 'text', 'x') from generate_series(1, 1200) n`);
  for (let round = 0; round < 4; round += 1) {
    await wang.says("/help").then(() => wang.sees("怎么用"));
    await admin.says("/stats").then(() => admin.sees("📊"));
  }
  expect(
    (await rows<{ n: number }>("select count(*)::int as n from outbox where state = 'pending' and priority = 3"))[0]?.n,
  ).toBeGreaterThan(400);
  await rows("delete from outbox where priority = 3");
});

test("a group for which hundreds of messages wait, twenty a minute, holds up no broadcast", async () => {
  const { wang, rows } = await withTown();
  await rows(`insert into outbox (town_id, chat_id, priority, method, payload)
    select 1, -1001, 2, 'sendMessage', jsonb_build_object('chat_id', -1001, 'text', 'x') from generate_series(1, 900)`);
  await wang.says("/help").then(() => wang.sees("怎么用"));
  await rows(`insert into outbox (town_id, chat_id, priority, method, payload)
    values (1, ${wang.id}, 3, 'sendMessage', '{"chat_id": ${wang.id}, "text": "明天停水"}')`);
  await wang.sees("明天停水");
  const [waiting] = await rows<{ n: number }>("select count(*)::int as n from outbox where state = 'pending' and chat_id = -1001");
  expect(waiting?.n).toBeGreaterThan(800);
  await rows("delete from outbox where chat_id = -1001");
});

test("answers overtake a broadcast, and a chat keeps its order", async () => {
  const town = await withTown({ telegram: { enforceLimits: true } });
  const { admin, person, wang, telegram, settled } = town;
  const crowd = Array.from({ length: 60 }, (_, index) => person(`村民${index}`));
  await Promise.all(crowd.map((one) => one.says("/start v1").then(() => one.sees("您在 东坑村"))));
  // The emulator counts what is sent soon after somebody wrote as an answer; let that pass.
  await admin.says("/broadcast").then(() => admin.sees("发给哪里"));
  await admin.presses("东坑村").then(() => admin.sees("请发通知内容"));
  await admin.says("明天停水").then(() => admin.sees("确定就点"));
  await admin.presses("提交").then(() => admin.sees("已发给"));
  await wang.says("/help").then(() => wang.sees("怎么用"));
  const answeredAt = telegram.world.calls.findIndex(
    ({ payload }) => payload["chat_id"] === wang.id && String(payload["text"]).includes("怎么用"),
  );
  await settled();
  const broadcasts = telegram.world.calls.flatMap(({ payload }, index) =>
    String(payload["text"]).includes("明天停水") && payload["chat_id"] !== admin.id ? [index] : [],
  );
  expect(broadcasts.length).toBeGreaterThanOrEqual(61);
  expect(broadcasts.filter((index) => index > answeredAt).length).toBeGreaterThan(0);
  for (const one of crowd) expect(one.texts().filter((text) => text.includes("明天停水"))).toHaveLength(1);
}, 120_000);

test("the timers of a month go by without a ticket being lost or left without a date", async () => {
  const { wang, pass, rows } = await withTown();
  await reportOf(wang, "没人管的事");
  for (let at = 0; at < 30; at += 1) await pass(day + hour);
  const [ticket] = await rows<{ state: string; level: number; next_timer_at: Date | null }>(
    "select state, level, next_timer_at from ticket",
  );
  expect(ticket).toMatchObject({ state: "assigned", level: 2 });
  expect(ticket?.next_timer_at).not.toBeNull();
});
