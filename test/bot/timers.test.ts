import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createMetrics } from "../../src/web/metrics.ts";
import { day, type Furnished, hour, reportOf, withTown } from "../support/town.ts";

const minute = 60_000;

/** What the clock does with one ticket fails, as a row that somebody spoiled or a defect would have it. */
const spoil = (town: Furnished, number: number) =>
  town.rows(`create function spoiled() returns trigger language plpgsql as $$ begin
      if new.actor_id is null and new.ticket_id = (select id from ticket where number = ${number}) then raise exception 'a spoiled row'; end if;
      return new; end $$;
    create trigger spoiled before insert on ticket_event for each row execute function spoiled()`);
const repair = (town: Furnished) => town.rows("drop trigger spoiled on ticket_event");
const clockEvents = (town: Furnished) =>
  town.rows(
    "select t.number, e.action from ticket_event e join ticket t on t.id = e.ticket_id where e.actor_id is null order by e.at, t.number",
  );
const attempts = (town: Furnished) =>
  town.rows("select failures, failure, parked_at is not null as parked from attempt where road = 'ticket'");

async function metric(town: Furnished, name: string) {
  return Number(new RegExp(`^${name} (\\S+)`, "m").exec(await createMetrics(() => [town.app]).metrics())?.[1]);
}

test("a ticket on which the clock fails stops no other; it is counted, tried again, parked and told, and goes on once it is repaired", async () => {
  const town = await withTown();
  const { wang, li, admin, pass } = town;
  for (const words of ["路塌了", "桥断了", "路灯坏了"]) await reportOf(wang, words);
  await li.hasSeen("#1003");
  await spoil(town, 1001);
  await pass(5 * hour);
  expect(new Set((await clockEvents(town)).map(({ number }) => number))).toEqual(new Set([1002, 1003]));
  expect(await attempts(town)).toEqual([{ failures: 1, failure: expect.stringContaining("a spoiled row"), parked: false }]);
  expect(await metric(town, "doorstep_timers_failing")).toBe(1);
  // After one, two and four minutes, and not before.
  for (const [pauseMs, failures] of [
    [30_000, 1],
    [minute, 2],
    [minute, 2],
    [2 * minute, 3],
    [4 * minute, 4],
  ] as const) {
    await pass(pauseMs);
    expect(await attempts(town)).toMatchObject([{ failures, parked: failures === 4 }]);
  }
  await admin.hasSeen(/已搁置：事项 #1001 的时限提醒和上报。其他的照常.*PostgreSQL P0001/s);
  // The database's words may be somebody's: they are in the log.
  expect(admin.texts().join()).not.toContain("a spoiled row");
  expect(await metric(town, "doorstep_timers_parked")).toBe(1);
  expect(await metric(town, "doorstep_timers_failing")).toBe(0);
  expect(await metric(town, "doorstep_timers_last_run_seconds")).toBeLessThan(60);
  const told = () => admin.texts().filter((text) => text.includes("已搁置")).length;
  await pass(25 * hour);
  expect(told()).toBe(1);
  expect((await clockEvents(town)).filter(({ number }) => number === 1002)).not.toEqual([]);
  await repair(town);
  await pass(25 * hour);
  await admin.hasSeen(/接着办了：事项 #1001/);
  expect(await attempts(town)).toEqual([]);
  expect((await clockEvents(town)).map(({ number }) => number)).toContain(1001);
});

test("what is parked goes on at once when the ticket changes", async () => {
  const town = await withTown();
  const { wang, li, admin, pass } = town;
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await spoil(town, 1001);
  for (const ms of [5 * hour, minute, 2 * minute, 4 * minute]) await pass(ms);
  await admin.hasSeen("已搁置");
  await repair(town);
  await li.presses("接单").then(() => li.hasSeen("已接单"));
  await pass(minute);
  expect(await attempts(town)).toEqual([]);
  await pass(3 * day);
  expect((await clockEvents(town)).map(({ number }) => number)).toContain(1001);
});

test("one person's digest, one follow-up, one session and one care reminder stop no others", async () => {
  const town = await withTown();
  const { wang, li, liu, admin, rows, pass, clock, settled } = town;
  await reportOf(wang, "路塌了");
  await li.hasSeen("#1001");
  await liu.says("/start").then(() => settled());
  const [ids] = await rows<{ li: string; liu: string; ticket: string }>(
    `select (select id from person where name = '李建国') as li, (select id from person where name = '刘芳') as liu,
       (select id from ticket) as ticket`,
  );
  const at = (ms: number) => new Date(clock.now + ms).toISOString();
  await rows("update ticket set responsible_id = $1", [ids?.liu]);
  await rows("insert into co_handler (town_id, ticket_id, person_id, since) values (1, $1, $2, now())", [ids?.ticket, ids?.li]);
  for (const one of [ids?.li, ids?.liu]) {
    await rows("insert into follow_up (town_id, ticket_id, person_id, kind, due_at) values (1, $1, $2, $4, $3)", [
      ids?.ticket,
      one,
      at(hour),
      one === ids?.li ? "call" : "visit",
    ]);
    await rows(
      `insert into care_file (town_id, village_id, name, situation, rhythm_days, keeper_id, due_at)
       values (1, 1, '赖阿婆' || $1, '独居', 7, $1::bigint, $2)`,
      [one, at(hour)],
    );
    const [session] = await rows<{ id: string }>(
      `insert into outreach_session (town_id, kind, topic, speaker_name, by_leader, at, place, check_in_code, created_by)
       values (1, 'talk', '防火' || $1, '陈志远', true, $2, '祠堂', 'code' || $1, $1::bigint) returning id`,
      [one, at(20 * hour)],
    );
    await rows("insert into session_sign_up (town_id, session_id, person_id, at) values (1, $1, $2, now())", [session?.id, one]);
  }
  // Nothing can be told to 李建国, whatever it is.
  await rows(`create function mute() returns trigger language plpgsql as $$ begin
      if new.person_id = ${ids?.li} and new.notice->>'key' is distinct from 'told-timer-parked' then raise exception 'mute'; end if;
      return new; end $$;
    create trigger mute before insert on outbox for each row execute function mute()`);
  await pass(2 * hour);
  expect(liu.texts().join()).toMatch(/回访|电话/);
  expect(liu.texts().join()).toContain("赖阿婆");
  expect(liu.texts().join()).toContain("防火");
  await pass(22 * hour);
  await expect.poll(() => liu.texts().join()).toContain("手上");
  expect(await rows("select road from attempt where failures > 0 and road <> 'ticket' order by road")).toEqual(
    expect.arrayContaining([{ road: "care" }, { road: "follow_up" }]),
  );
  for (const ms of [minute, 2 * minute, 4 * minute, 8 * minute]) await pass(ms);
  await admin.hasSeen(/已搁置：赖阿婆.*的走访提醒/);
  await admin.hasSeen(/已搁置：事项 #1001 的回访提醒/);
  await admin.hasSeen(/已搁置：给 李建国 的晨报/);
  await rows("drop trigger mute on outbox");
  await pass(25 * hour);
  await li.hasSeen("赖阿婆");
});

test("what the dashboard and the alerts ask for is measured, and right", async () => {
  const town = await withTown();
  await reportOf(town.wang, "路塌了");
  await town.settled();
  const exported = await createMetrics(() => [town.app]).metrics();
  for (const file of ["doorstep.json", "alerts.yml"]) {
    const asked = readFileSync(new URL(`../../docs/grafana/${file}`, import.meta.url), "utf8").match(/\bdoorstep_\w+/g) ?? [];
    expect(asked.length).toBeGreaterThan(5);
    for (const name of asked) expect(exported).toMatch(new RegExp(`^${name}[ {]`, "m"));
    // And of labels and values that there are.
    const text = readFileSync(new URL(`../../docs/grafana/${file}`, import.meta.url), "utf8").replaceAll('\\"', '"');
    for (const [, name, label, value] of text.matchAll(/\b(doorstep_\w+)\{(\w+)!?=~?"(\w+)"\}/g))
      expect(exported).toMatch(new RegExp(`^${name}\\{[^}]*${label}="${value}"`, "m"));
    for (const [, label, name] of text.matchAll(/by \((\w+)\) \(\w+\((doorstep_\w+)/g))
      expect(exported).toMatch(new RegExp(`^${name}\\{[^}]*${label}="`, "m"));
  }
  expect(await metric(town, 'doorstep_sender_calls_total{became="sent"}')).toBeGreaterThan(10);
  expect(await metric(town, "doorstep_deadlines_missed")).toBe(0);
  town.clock.now += day;
  expect(await metric(town, "doorstep_deadlines_missed")).toBe(1);
});
