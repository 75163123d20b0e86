import { DateTime } from "luxon";
import type { Database } from "../database/client.ts";
import { inOneTransaction, type Moment, type Work } from "../database/work.ts";
import { openCareFile } from "../domain/care/care.ts";
import { confirmCondolence, recordCondolence } from "../domain/care/condolences.ts";
import { dayMs } from "../domain/durations.ts";
import { type Period, periodNamed } from "../domain/figures/period.ts";
import { announce } from "../domain/outreach/announcements.ts";
import { holdSession, planSession } from "../domain/outreach/sessions.ts";
import { grantRole } from "../domain/people/invite.ts";
import { type Actor, findActor, findHolders, meetPerson } from "../domain/people/person.ts";
import { findStations, findVillages, type Village } from "../domain/places/places.ts";
import { isRefusal } from "../domain/refusal.ts";
import { makeRoster, serveEntry } from "../domain/rosters/rosters.ts";
import { keepHousehold } from "../domain/visits/households.ts";
import { logVisit } from "../domain/visits/visits.ts";
import {
  certificationTitle,
  disputeTexts,
  heads,
  moreCadres,
  policyNotes,
  problemTexts,
  sessionTopics,
  villagerIds,
} from "./last-quarter-texts.ts";
import { begunAt, play, quiet } from "./play.ts";
import { type DemoTicket, demoTickets } from "./township.ts";

/** What a real township reported of one quarter; the sandbox's last quarter comes to exactly this. */
const reported = {
  sessions: 47,
  leadersLecturing: 13,
  interviewed: 5_200,
  problems: 34,
  disputes: 23,
  disputesResolved: 19,
  cadres: 42,
  certified: 168,
  yuan: 28_000,
  items: 350,
};
const disputeCategory = "矛盾纠纷";
const range = (count: number) => [...Array(Math.max(0, count)).keys()];
const turn = <T>(list: readonly T[], index: number) => list[index % list.length] as T;
const done = <T>(outcome: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(outcome)) throw new Error(`The demo's last quarter is refused: ${outcome.refused}`);
  return outcome as Exclude<T, { refused: unknown }>;
};

type Cast = { villages: Village[]; leaders: Actor[]; cadres: Actor[] };

/** The calendar quarter before today, with all four parts of the practice. */
export async function furnishLastQuarter(database: Database, moment: Moment) {
  const period = periodNamed("last_quarter", moment.now, moment.zone);
  const days = Math.floor((period.to.getTime() - period.from.getTime()) / dayMs);
  /** Spread over the quarter's days, in office hours. */
  const on = (index: number, of: number, hour = 10): Moment => {
    const day = DateTime.fromJSDate(period.from, { zone: moment.zone }).plus({ days: 2 + Math.floor((index * (days - 30)) / of) });
    return { ...moment, now: day.set({ hour, minute: index % 60 }).toJSDate() };
  };
  const at = <T>(when: Moment, act: (work: Work) => Promise<T>) => inOneTransaction(database, when, (work) => act(quiet(work)));
  const cast = await at({ ...moment, now: period.from }, addCast);
  const { villages, leaders, cadres } = cast;
  for (const index of range(reported.sessions)) await at(on(index, reported.sessions, 19), (work) => session(work, cast, index));
  await at(on(3, 10), (work) => visits(work, cast));
  await at(on(6, 10), (work) => certify(work, cast));
  await at(on(8, 10), (work) => condole(work, cast));
  await tickets(database, moment, period);
  await at(moment, async (work) => {
    for (const [index, body] of policyNotes.entries()) {
      done(await announce(work, turn(leaders, index), { villageId: null, onShelf: {} }, body));
    }
    const [village, keeper] = [villages[0] as Village, cadres[0] as Actor];
    done(await openCareFile(work, keeper, { villageId: village.id, name: "赖阿婆", situation: "独居，腿脚不便", rhythmDays: 7 }));
  });
}

/** Where somebody goes down: to the villages they lead or are tied to; members of a station, to one after the other. */
function villageOf({ villages }: Cast, { grants }: Actor, index: number): Village {
  const own = villages.filter(({ id }) => grants.some(({ villageId }) => villageId === id));
  return turn(own.length ? own : villages, index);
}

const tiedTo = ({ id }: Village, people: readonly Actor[]) =>
  people.filter(({ grants }) => grants.some(({ villageId }) => villageId === id));

/** Thirty more who went down, besides those on the phones. */
async function addCast(work: Work): Promise<Cast> {
  const villages = await findVillages(work);
  const office = (await findStations(work)).find(({ name }) => name === "党政办");
  for (const [index, name] of moreCadres.entries()) {
    const added = await meetPerson(work, undefined, { telegramId: 700000301 + index, name, username: undefined, languageCode: "zh-hans" });
    await grantRole(work, added.id, { role: "station", stationId: office?.id ?? null });
  }
  const actors = async (people: { id: number }[]) =>
    Promise.all([...new Set(people.map(({ id }) => id))].map(async (id) => (await findActor(work, id)) as Actor));
  const stations = await findHolders(work, "station");
  const cadres = [...(await actors(await findHolders(work, "cadre"))), ...(await actors(stations))];
  return { villages, leaders: await actors(await findHolders(work, "leader")), cadres };
}

async function session(work: Work, cast: Cast, index: number) {
  const { leaders, cadres } = cast;
  const speaker = index < reported.leadersLecturing ? turn(leaders, index) : turn(cadres, index);
  const before = { ...work, now: new Date(work.now.getTime() - 3 * dayMs) };
  const { session: planned } = done(
    await planSession(before, speaker, {
      kind: index % 3 === 2 ? "night_school" : "talk",
      topic: turn(sessionTopics, index),
      speaker: speaker.name,
      villageId: villageOf(cast, speaker, index).id,
      at: work.now,
      place: "村民活动中心",
      seats: null,
    }),
  );
  done(await holdSession(work, speaker, planned.id, { attendance: 25 + (index % 20) }));
}

/** Visits to households, and yard talks with more people; the last one makes the sum exact. */
async function visits(work: Work, cast: Cast) {
  const { villages, cadres } = cast;
  let interviewed = 0;
  for (const [index, head] of heads.entries()) {
    const village = turn(villages, index);
    const home = await keepHousehold(work, { villageId: village.id, head, people: 2 + (index % 4) });
    const people = home.people;
    const cadre = turn(tiedTo(village, cadres), index);
    done(await logVisit(work, cadre, { key: `demo-home-${index}`, villageId: village.id, householdId: home.id, people }));
    interviewed += people;
  }
  for (let index = 0; interviewed < reported.interviewed; index += 1) {
    const people = Math.min(24, reported.interviewed - interviewed);
    const cadre = turn(cadres, index);
    done(await logVisit(work, cadre, { key: `demo-yard-${index}`, villageId: villageOf(cast, cadre, index).id, people }));
    interviewed += people;
  }
}

async function certify(work: Work, { villages, leaders }: Cast) {
  const entries = range(reported.certified + 3).map((index) => ({
    villageId: turn(villages, index).id,
    groupName: "",
    name: `${turn(heads, index).slice(0, 1)}${turn(["阿婆", "阿公", "伯娘", "叔公"], index)}${index + 1}`,
    address: "",
    phone: "",
    remark: index % 9 ? "" : "卧床",
  }));
  done(await makeRoster(work, leaders[0] as Actor, certificationTitle, entries));
  const made = await work.tx.query.rosterEntry.findMany({
    where: (entry, { eq }) => eq(entry.townId, work.townId),
    orderBy: (entry, { asc }) => asc(entry.id),
  });
  for (const [index, entry] of made.entries()) {
    const by = (await findActor(work, entry.assignedTo)) as Actor;
    const state = index < reported.certified ? "done" : index === reported.certified ? "postponed" : "moved";
    const note = { done: "上门刷脸认证", postponed: "住院，出院再办", moved: "随子女搬到县城" }[state];
    done(await serveEntry(work, by, entry.id, { state, note }));
  }
}

async function condole(work: Work, cast: Cast) {
  const { leaders, cadres } = cast;
  const handouts = 70;
  for (const index of range(handouts)) {
    const giver = turn(cadres, index);
    const village = villageOf(cast, giver, index);
    const given = done(
      await recordCondolence(work, giver, {
        villageId: village.id,
        recipient: turn(heads, index),
        fen: (reported.yuan * 100) / handouts,
        lines: [{ what: "大米、食用油", count: reported.items / handouts, unit: "" }],
      }),
    );
    done(await confirmCondolence(work, turn(tiedTo(village, leaders), index), given.id, true));
  }
}

/** Problems and disputes, so many that the quarter has the reported number with whatever of the last month falls into it. */
async function tickets(database: Database, moment: Moment, period: Period) {
  const counted = demoTickets.filter((told) => {
    const { kind, story } = told;
    const at = begunAt(told, moment);
    return !kind && at >= period.from && at < period.to && story !== "withdrawn" && story !== "declined";
  });
  const isDispute = ({ category }: DemoTicket) => category === disputeCategory;
  const problems = reported.problems - counted.filter((told) => !isDispute(told)).length;
  const disputes = reported.disputes - counted.filter(isDispute).length;
  const resolved = reported.disputesResolved - counted.filter((told) => isDispute(told) && told.story === "fair").length;
  const daysAgo = (index: number, of: number) => (moment.now.getTime() - period.to.getTime()) / dayMs + 29 + ((of - index) * 55) / of;
  const all: DemoTicket[] = [
    ...range(problems).map((index) => {
      const [category, text, result] = turn(problemTexts, index);
      const story = turn(["satisfied", "fair", "satisfied", "silent"] as const, index);
      return { daysAgo: daysAgo(index, problems), by: turn(villagerIds, index), category, text, story, result };
    }),
    ...range(disputes).map((index) => {
      const [text, result] = turn(disputeTexts, index);
      const story = index < resolved ? turn(["satisfied", "fair"] as const, index) : ("extended" as const);
      const by = turn(villagerIds, index);
      return { daysAgo: daysAgo(index, disputes), by, category: disputeCategory, text, result, parties: ["对方"], story };
    }),
  ];
  for (const told of all.toSorted((a, b) => b.daysAgo - a.daysAgo)) await play(database, moment, told);
}
