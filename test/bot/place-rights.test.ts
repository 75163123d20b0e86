import { expect, test } from "vitest";
import type { Role } from "../../src/database/values.ts";
import { inOneTransaction, type Work } from "../../src/database/work.ts";
import { openCareFile } from "../../src/domain/care/care.ts";
import { recordCondolence } from "../../src/domain/care/condolences.ts";
import { type PlaceAction, type PlaceRelation, placeRights } from "../../src/domain/doorstep/rights.ts";
import { type FactKey, listFact } from "../../src/domain/figures/facts.ts";
import { planSession } from "../../src/domain/outreach/sessions.ts";
import { grantRole } from "../../src/domain/people/invite.ts";
import { takeLeave } from "../../src/domain/people/leave.ts";
import { type Actor, findAccount, findActor } from "../../src/domain/people/person.ts";
import { mayUse, type Right } from "../../src/domain/people/rights.ts";
import { makeRoster } from "../../src/domain/rosters/rosters.ts";
import { makeRound } from "../../src/domain/rounds/rounds.ts";
import { keepHousehold } from "../../src/domain/visits/households.ts";
import { makeTopic } from "../../src/domain/visits/topics.ts";
import { logVisit } from "../../src/domain/visits/visits.ts";
import type { PersonDriver } from "../support/person.ts";
import { day, type Furnished, reportOf, withTown } from "../support/town.ts";
import { newestWorkbook, sendRows } from "../support/workbooks.ts";

// Everything stands in 一组 of 石背村; a person is named by how they stand to it.

type Cast = { who: PersonDriver; relations: PlaceRelation[]; right?: Role[] };

const act = <T>(town: Furnished, what: (work: Work) => Promise<T>) => inOneTransaction(town.app.database, town.app.momentNow(), what);
const actorOf = async (work: Work, who: PersonDriver): Promise<Actor> => {
  const account = await findAccount(work, who.id);
  return (await findActor(work, account?.person.id ?? 0)) as Actor;
};

async function openCast(town: Furnished) {
  const { admin, li, liu, chen, wang, person, rows, settled } = town;
  const named = (name: string) => person(name);
  const [mayor, shibei, first, second, maker, colleague, other, zeng, deputy, onDuty] = [
    "镇长",
    "石背领导",
    "一组联络",
    "二组联络",
    "林经办",
    "同站同事",
    "别站同事",
    "曾严",
    "代班",
    "值班领导",
  ].map(named) as [
    PersonDriver,
    PersonDriver,
    PersonDriver,
    PersonDriver,
    PersonDriver,
    PersonDriver,
    PersonDriver,
    PersonDriver,
    PersonDriver,
    PersonDriver,
  ];
  for (const one of [mayor, shibei, first, second, maker, colleague, other, zeng, deputy, onDuty]) {
    await one.says("/start v1").then(() => one.sees("您在"));
  }
  await rows("insert into station (town_id, name) values (1, '民政站'), (1, '社保站')");
  const groupId = async (name: string) =>
    Number((await rows<{ id: string }>("select id from village_group where name = $1", [name]))[0]?.id);
  const [one, two] = [await groupId("一组"), await groupId("二组")];
  const station = async (name: string) => Number((await rows<{ id: string }>("select id from station where name = $1", [name]))[0]?.id);
  const [civil, social] = [await station("民政站"), await station("社保站")];
  await act(town, async (work) => {
    const grant = async (who: PersonDriver, role: Role, scope: { villageId?: number; groupId?: number; stationId?: number } = {}) =>
      grantRole(work, (await actorOf(work, who)).id, { role, ...scope });
    await grant(mayor, "leader");
    await grant(shibei, "leader", { villageId: 2 });
    await grant(first, "cadre", { villageId: 2, groupId: one });
    await grant(second, "cadre", { villageId: 2, groupId: two });
    for (const who of [maker, colleague]) await grant(who, "station", { stationId: civil });
    await grant(other, "station", { stationId: social });
    await grant(zeng, "discipline");
    await grant(deputy, "cadre", { villageId: 1 });
    await grant(onDuty, "leader", { villageId: 1 });
    const absent = await actorOf(work, liu);
    await takeLeave(work, absent, 7, (await actorOf(work, deputy)).id);
    const { id } = await actorOf(work, onDuty);
    await work.tx.execute(`insert into duty (town_id, day, person_id) values (1, '2026-11-24', ${id})`);
  });
  await settled();
  const cast: Record<string, Cast> = {
    admin: { who: admin, relations: ["admin"] },
    mayor: { who: mayor, relations: ["town_leader"] },
    shibei: { who: shibei, relations: ["led_village"] },
    chen: { who: chen, relations: ["other_leader"] },
    onDuty: { who: onDuty, relations: ["other_leader", "on_duty"] },
    liu: { who: liu, relations: ["own_village"] },
    first: { who: first, relations: ["own_group", "part_of_village"] },
    second: { who: second, relations: ["part_of_village"] },
    maker: { who: maker, relations: ["theirs", "station"] },
    colleague: { who: colleague, relations: ["station"] },
    // A member of another station makes things of their own, and has nothing to do with these.
    other: { who: other, relations: [] },
    li: { who: li, relations: [] },
    deputy: { who: deputy, relations: ["deputy"] },
    zeng: { who: zeng, relations: [] },
    wang: { who: wang, relations: [] },
  };
  return { cast, maker };
}

/** What stands in the village: all of it the maker's by name. */
async function furnish(town: Furnished, maker: PersonDriver) {
  await act(town, async (work) => {
    const by = await actorOf(work, maker);
    const admin = await actorOf(work, town.admin);
    const home = await keepHousehold(work, { villageId: 2, groupName: "一组", head: "钟阿公", cadreId: by.id });
    await logVisit(work, by, { key: "visit", villageId: 2, householdId: home.id });
    await makeRoster(work, by, "高龄补贴", [
      { villageId: 2, groupName: "一组", name: "钟阿公", address: "", phone: "13800000002", remark: "" },
    ]);
    await work.tx.execute(`update roster_entry set assigned_to = ${by.id} where town_id = 1`);
    await openCareFile(work, by, { villageId: 2, name: "钟阿公", situation: "独居", rhythmDays: 7 });
    await recordCondolence(work, by, { villageId: 2, recipient: "钟阿公", fen: 20_000, lines: [] });
    const {
      rows: [kind],
    } = await work.tx.execute<{ id: string }>("select id from category where town_id = 1 limit 1");
    const topic = { title: "水圳", categoryId: Number(kind?.id), villageId: 2, ownerId: by.id, measure: "清淤" };
    await makeTopic(work, admin, topic);
    await work.tx.execute(`insert into survey (town_id, title, unit, anonymous, created_by, created_at, ends_at)
      values (1, '改种', 'household', false, ${by.id}, '2026-11-24', '2026-12-24')`);
    await work.tx.execute("insert into survey_target (town_id, survey_id, village_id) select town_id, id, 2 from survey where town_id = 1");
    const round = { title: "水库", villageId: 2, to: { personId: by.id }, rhythm: "daily", days: [], dates: [], proof: "none" } as const;
    await makeRound(work, by, { ...round, fromDay: "2026-11-24", untilDay: null, atMinute: 600 });
    await work.tx.execute(`insert into round_turn (town_id, round_id, day, due_at, closes_at)
      select town_id, id, '2026-11-24', now(), '2026-11-25T00:00:00+08:00' from round where town_id = 1`);
    const soon = new Date(work.now.getTime() + 3 * day);
    const planned = await planSession(work, by, {
      kind: "talk",
      topic: "医保",
      speaker: maker.name,
      villageId: 2,
      at: soon,
      place: "村部",
      seats: null,
    });
    if (!("session" in planned)) throw new Error(planned.refused);
    await work.tx.execute(`insert into session_question (town_id, session_id, person_id, body, at)
      values (1, ${planned.session.id}, ${admin.id}, '怎么报销', now())`);
  });
  await town.settled();
}

const logged = "visit where key = 'visit'";

/** Each button that was never shown: what it asks for, which screen it belongs to, and its data. */
const forged: [PlaceAction, Right, (id: (table: string) => Promise<number>) => Promise<string>][] = [
  ["visit_household", "visit", async (id) => `g:visit:home:${await id("household")}`],
  ["mark_moved", "visit", async (id) => `g:visit:moved:${await id("household")}`],
  ["amend_visit", "visit", async (id) => `g:visit:people:${await id(logged)}:3`],
  ["amend_visit", "visit", async (id) => `g:visit:undo:${await id(logged)}`],
  ["amend_visit", "visit", async (id) => `g:visit:report:${await id(logged)}`],
  ["amend_visit", "visit", async (id) => `g:visit:day:${await id(logged)}`],
  ["amend_visit", "visit", async (id) => `g:visit:along:${await id(logged)}`],
  ["see_household", "visit", async (id) => `g:visit:household:${await id("household")}`],
  ["visit_household", "visit", async (id) => `g:visit:walked:${await id("household")}:`],
  ["see_entry", "roster", async (id) => `g:roster:open:${await id("roster")}`],
  ["see_entry", "roster", async (id) => `g:roster:export:${await id("roster")}`],
  ["serve_entry", "roster", async (id) => `g:roster:entry:${await id("roster_entry")}`],
  ["serve_entry", "roster", async (id) => `g:roster:done:${await id("roster_entry")}`],
  ["see_household", "visit", async (id) => `g:deed:visit:${await id(logged)}`],
  ["record_gift", "care", async (id) => `g:deed:gift:${await id("condolence")}`],
  ["see_entry", "roster", async (id) => `g:roster:sheet:${await id("roster")}`],
  ["see_entry", "roster", async (id) => `g:roster:ticked:${await id("roster")}`],
  ["hand_entry", "roster", async (id) => `g:roster:hand_one:${await id("roster_entry")}`],
  ["visit_care", "care", async (id) => `g:care:visit:${await id("care_file")}`],
  ["close_care", "care", async (id) => `g:care:close:${await id("care_file")}`],
  ["confirm_gift", "care", async (id) => `g:care:right:${await id("condolence")}`],
  ["see_topic", "topics", async (id) => `g:topic:open:${await id("topic")}`],
  ["advance_topic", "topics", async (id) => `g:topic:milestone:${await id("topic")}`],
  ["advance_topic", "topics", async (id) => `g:topic:result:${await id("topic")}`],
  ["see_session", "outreach", async (id) => `g:session:open:${await id("outreach_session")}`],
  ["hold_session", "outreach", async (id) => `g:session:held:${await id("outreach_session")}`],
  ["hold_session", "outreach", async (id) => `g:session:qr:${await id("outreach_session")}`],
  ["change_session", "outreach", async (id) => `g:session:move:${await id("outreach_session")}`],
  ["change_session", "outreach", async (id) => `g:session:cancel:${await id("outreach_session")}`],
  ["answer_question", "outreach", async (id) => `g:session:answer:${await id("session_question")}`],
  ["see_survey", "topics", async (id) => `g:survey:open:${await id("survey")}`],
  ["name_answers", "topics", async (id) => `g:survey:names:${await id("survey")}:0`],
  ["change_survey", "topics", async (id) => `g:survey:tell:${await id("survey")}`],
  ["see_round", "rounds", async (id) => `g:round:open:${await id("round")}`],
  ["change_round", "rounds", async (id) => `g:round:end:${await id("round")}`],
  ["do_round", "rounds", async (id) => `g:round:found:${await id("round_turn")}`],
  ["print_poster", "poster", async () => "g:poster:2"],
  ["keep_stock", "care", async () => "g:stock:in:"],
];

/** The conversation in which a village is chosen, and how it begins. */
const chosen: [PlaceAction, Right, string, string | undefined, string][] = [
  ["visit_in_field", "visit", "/visit", "g:visit:field:", "2"],
  ["keep_household", "visit", "/visit", "g:visit:new:", "2"],
  ["open_care", "care", "/care", "g:care:new:", "2"],
  ["record_gift", "care", "/care", "g:care:gift:", "2"],
  ["announce", "broadcast", "/broadcast", undefined, "2"],
  ["announce_in_town", "broadcast", "/broadcast", undefined, "all"],
  ["call_roll", "rollcall", "/rollcall", undefined, "2"],
];

/** How some stand to what is only being made: it is any station's, of any group of theirs, and each leader has a part in the town. */
const standingTo: Record<"village" | "town", Record<string, PlaceRelation[]>> = {
  village: { other: ["station"], maker: ["station"], second: ["own_group", "part_of_village"] },
  town: { shibei: ["other_leader"], other: ["station"], maker: ["station"] },
};

/** Those whose permission comes from 刘芳, the absent cadre of the whole village; nobody stands in for an admin. */
const expected = (action: PlaceAction, relations: readonly PlaceRelation[]) => {
  const by: readonly PlaceRelation[] = placeRights[action];
  if (relations.includes("deputy")) return by.includes("deputy") && by.includes("own_village");
  return relations.some((relation) => by.includes(relation));
};

const tables =
  "household visit roster_entry care_file condolence topic topic_milestone survey survey_reply round round_turn outreach_session session_question announcement roll_call";

async function watch(town: Furnished) {
  const { rows } = town;
  const sums = tables.split(" ").map((table) => `(select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from ${table} t)`);
  const state = async () => (await rows<{ state: string }>(`select concat(${sums.join(", ")}) as state`))[0]?.state;
  const refusals = async () =>
    Number((await rows<{ n: number }>("select count(*)::int as n from audit_event where what !~ '^(read|export) '"))[0]?.n);
  return { state, refusals };
}

/** What an allowed press may have done, undone, so that the next person finds what the one before found. */
const asBefore = [
  "update household set moved_away_at = null",
  "update care_file set closed_at = null",
  "update condolence set state = 'waiting', second_id = null, second_at = null",
  "update visit set undone_at = null",
];

test("every button at the door, forged by everybody: refused, noted and without effect exactly where the table says", {
  timeout: 240_000,
}, async () => {
  const town = await withTown();
  const { cast, maker } = await openCast(town);
  await furnish(town, maker);
  const { rows, settled } = town;
  const { state, refusals } = await watch(town);
  const wrong: string[] = [];
  for (const [action, right, dataOf] of forged) {
    const data = await dataOf(async (table) => Number((await rows<{ id: string }>(`select id from ${table}`))[0]?.id));
    for (const [name, { who, relations }] of Object.entries(cast)) {
      const actor = await act(town, (work) => actorOf(work, who));
      // The giver is told so in words of their own.
      if (action === "confirm_gift" && who === maker) continue;
      const standsTo = action === "keep_stock" ? (standingTo.town[name] ?? relations) : relations;
      const isAllowed = mayUse(actor, right) && expected(action, standsTo);
      const before = { state: await state(), refusals: await refusals() };
      await who.forges(data);
      await settled();
      const isRefused = (await refusals()) > before.refusals;
      if (isRefused === isAllowed) wrong.push(`${data} by ${name}: ${isRefused ? "refused" : "allowed"}`);
      if (isRefused && (await state()) !== before.state) wrong.push(`${data} by ${name}: changed something`);
      if (isRefused && !who.texts().at(-1)?.includes("没有这个权限")) wrong.push(`${data} by ${name}: told ${who.texts().at(-1)}`);
      if (isRefused) continue;
      await who.says("/cancel");
      await settled();
      for (const back of asBefore) await rows(back);
    }
  }
  expect(wrong).toEqual([]);
});

test("a village is offered, and taken when it is forged, only where the table says", { timeout: 240_000 }, async () => {
  const town = await withTown();
  const { cast } = await openCast(town);
  const { settled, rows } = town;
  const { state, refusals } = await watch(town);
  const wrong: string[] = [];
  for (const [action, right, command, button, value] of chosen) {
    for (const [name, { who, relations }] of Object.entries(cast)) {
      const actor = await act(town, (work) => actorOf(work, who));
      if (!mayUse(actor, right)) continue;
      const isAllowed = expected(action, standingTo[action === "announce_in_town" ? "town" : "village"][name] ?? relations);
      await who.says(command);
      await settled();
      if (button) await who.forges(button);
      await settled();
      const offered = who.newestButtons();
      const shown = offered.some((caption) => caption.includes(value === "all" ? "全镇" : "石背村"));
      if (shown !== isAllowed) wrong.push(`${action} to ${name}: ${shown ? "offered" : "not offered"}`);
      const before = { state: await state(), refusals: await refusals() };
      const [dialog] = await rows<{ nonce: string; step: string }>("select nonce, step from dialog where chat_id = $1", [who.id]);
      await who.forges(`d:${dialog?.nonce}:${dialog?.step}:${value}`);
      await settled();
      const isRefused = (await refusals()) > before.refusals;
      if (isRefused === isAllowed) wrong.push(`${action} by ${name}: ${isRefused ? "refused" : "taken"}`);
      if (isRefused && (await state()) !== before.state) wrong.push(`${action} by ${name}: changed something`);
      await who.says("/cancel");
    }
  }
  expect(wrong).toEqual([]);
});

test("lists hold what is theirs and nothing else", async () => {
  const town = await withTown();
  const { cast, maker } = await openCast(town);
  await furnish(town, maker);
  await town.rows("update household set cadre_id = null");
  const lists: [PlaceAction, string, string][] = [
    ["see_household", "/visit", "钟阿公"],
    ["see_entry", "/roster", "高龄补贴"],
    ["see_care", "/care", "钟阿公"],
    ["see_topic", "/topics", "水圳"],
    ["see_session", "/outreach", "医保"],
    ["see_round", "/rounds", "水库"],
  ];
  const wrong: string[] = [];
  for (const [action, command, words] of lists) {
    for (const [name, { who, relations }] of Object.entries(cast)) {
      const from = who.texts().length;
      await who.says(command);
      await town.settled();
      const isShown = who.texts().slice(from).join("\n").includes(words);
      const standing =
        action === "see_household" ? relations.filter((relation) => relation !== "theirs" && relation !== "station") : relations;
      if (isShown !== (name !== "wang" && expected(action, standing)))
        wrong.push(`${command} of ${name}: ${isShown ? "shown" : "not shown"}`);
      await who.says("/cancel");
    }
  }
  // The rows behind a figure say that something was done, and name for whom to those who may see it there.
  await town.rows("update roster_entry set state = 'done', done_by = assigned_to, at = now(), note = '已送到'");
  await town.rows(
    "update condolence set state = 'confirmed', second_id = (select min(id) from person where id <> giver_id), second_at = now()",
  );
  const behind: [PlaceAction, FactKey][] = [
    ["see_household", "visits"],
    ["see_entry", "served_at_home"],
    ["record_gift", "condolence_money"],
  ];
  const year = { from: new Date("2026-01-01"), to: new Date("2027-01-01") };
  for (const [action, key] of behind)
    for (const [name, { who, relations }] of Object.entries(cast)) {
      const rows = await act(town, async (work) => listFact(work, await actorOf(work, who), key, year, { limit: 9, offset: 0 }));
      const isNamed = rows
        .map(({ label }) => label)
        .join()
        .includes("钟阿公");
      if (rows.length !== 1 || isNamed !== expected(action, relations)) wrong.push(`${key} for ${name}: ${rows[0]?.label}`);
    }
  expect(wrong).toEqual([]);
});

test("rows of villages that are not theirs are refused row by row, and a roster is exported as far as its reader may see it", async () => {
  const town = await withTown();
  const { li, liu, admin, rows, settled } = town;
  await li.says("/visit").then(() => li.sees("走访"));
  await li.presses("导入户名册").then(() => li.sees("填好户名册发回来"));
  await sendRows(li, [
    ["户主", "村", "组"],
    ["赖大山", "东坑村", ""],
    ["钟阿公", "石背村", "一组"],
    ["钟阿婆", "石背村", "二组"],
  ]);
  const told = (await li.hasSeen("一处也没有改")).text ?? "";
  expect(told).toContain("表 第 3 行：石背村一组不归您管");
  expect(told).toContain("表 第 4 行：石背村二组不归您管");
  expect(told).not.toContain("第 2 行");
  expect(await rows("select count(*)::int as n from household")).toEqual([{ n: 0 }]);
  await admin.says("/roster").then(() => admin.sees("还没有名单"));
  await admin.presses("新名单").then(() => admin.sees("名单叫什么"));
  await admin.says("高龄补贴").then(() => admin.sees("填好发回来"));
  await sendRows(admin, [
    ["姓名", "村"],
    ["赖大山", "东坑村"],
    ["钟阿公", "石背村"],
  ]);
  await admin.hasSeen("处改动");
  await admin.presses("提交").then(() => admin.sees("已写入"));
  await liu.says("/roster").then(() => liu.sees("高龄补贴"));
  await liu.presses("高龄补贴").then(() => liu.sees("还有 1 人"));
  await liu.presses("导出");
  await settled();
  const [sheet] = await newestWorkbook(town, liu);
  expect(sheet?.rows.slice(1).map(([name]) => name)).toEqual(["钟阿公"]);
});

test("what recurs in a village is offered as a topic to the person who leads it, and a forged offer of another village is refused", async () => {
  const town = await withTown();
  const { wang, chen, liu, li, admin, settled, rows, person } = town;
  const other = person("石背领导");
  await other.says("/start v2").then(() => other.sees("石背村"));
  await act(town, async (work) => grantRole(work, (await actorOf(work, other)).id, { role: "leader", villageId: 2 }));
  for (const words of ["一组水圳堵了", "路面塌了个洞", "桥栏杆断了"]) await reportOf(wang, words);
  const [row] = await rows<{ category_id: string }>("select distinct category_id from ticket");
  for (const who of [chen, li, admin]) await who.says("/topics").then(() => who.sees("东坑村 道路水利 3 件"));
  await liu.says("/topics").then(() => liu.sees("还没有"));
  expect(liu.newest()).not.toContain("东坑村");
  await other.forges(`g:topic:new:${row?.category_id}:1`).then(() => other.sees("没有这个权限"));
  await settled();
  expect(await rows("select what from audit_event")).toEqual([{ what: "place make_topic" }]);
});
