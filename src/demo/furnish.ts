import { eq } from "drizzle-orm";
import { DateTime } from "luxon";
import type { Database } from "../database/client.ts";
import { town } from "../database/schema/town.ts";
import { inOneTransaction, type Moment, reading, type Work } from "../database/work.ts";
import { addFirstCannedReplies } from "../domain/canned-replies.ts";
import { planMediation } from "../domain/disputes/mediation.ts";
import { setRoster } from "../domain/emergencies/duty.ts";
import { grantRole } from "../domain/people/invite.ts";
import { findActor, findPerson, findStaff, refreshCommands } from "../domain/people/person.ts";
import { setDesk } from "../domain/places/desk.ts";
import { addStations, addVillages, findGroups, findStations, findVillages, nameTown } from "../domain/places/places.ts";
import { isRefusal } from "../domain/refusal.ts";
import { addDefaultCategories, findAllCategories, tieCategoriesToStations } from "../domain/tickets/categories.ts";
import { join } from "../domain/tickets/join.ts";
import { closedStates } from "../domain/tickets/lifecycle.ts";
import { giveCard } from "../domain/tickets/recipients.ts";
import { addOwnRule } from "../domain/tickets/town-rules.ts";
import { addEnglishVillage } from "./english.ts";
import { inOffice } from "./hours.ts";
import { furnishLastQuarter } from "./last-quarter.ts";
import { actorOf, play, quiet } from "./play.ts";
import { settlePerson } from "./settle.ts";
import { demoDuty, demoGroups, demoPeople, demoStations, demoTickets, demoTown, demoVillages } from "./township.ts";

export const isFurnished = (database: Database, moment: Moment): Promise<boolean> =>
  reading(database, moment, async (work) => {
    const found = await work.tx.query.town.findFirst({ where: eq(town.id, work.townId) });
    return (found?.claimedAt ?? null) !== null;
  });

/** The town begins in office hours, wherever in the world, and at whatever hour, somebody starts it. */
export const firstMorning = ({ now, zone }: Moment): Date => inOffice(now, zone);

/**
 * Furnishes an empty sandbox with the demo township and a month of its tickets, played through the domain as people
 * would, only without messages: the phones begin with the newest card.
 */
export async function furnishDemoTown(database: Database, moment: Moment) {
  if (await isFurnished(database, moment)) return inOneTransaction(database, moment, (work) => addEnglishVillage(quiet(work)));
  await inOneTransaction(database, moment, (work) => addTown(quiet(work)));
  await furnishLastQuarter(database, moment);
  for (const told of demoTickets) await play(database, moment, told);
  await inOneTransaction(database, moment, (work) => prepareToday(quiet(work)));
  await inOneTransaction(database, moment, (work) => addEnglishVillage(quiet(work)));
  await inOneTransaction(database, moment, handNewestCards);
  await inOneTransaction(database, moment, showCommands);
}

/** A colleague at 民政站 and its group chat, a rule, and a tie to one group, so that /org shows one of each. */
async function addExceptions(work: Work) {
  const villages = await findVillages(work);
  const villageOf = (name: string) => villages.find((one) => one.name === name)?.id as number;
  const [firstGroup] = await findGroups(work, villageOf("大塘村"));
  const contact = await actorOf(work, 700000109);
  await grantRole(work, contact.id, { role: "cadre", villageId: villageOf("大塘村"), groupId: firstGroup?.id ?? null });
  const admin = await actorOf(work, 700000103);
  for (const { id, station, members } of demoGroups) {
    const desk = await setDesk(work, admin, station, { chatId: id, threadId: null });
    if (isRefusal(desk)) throw new Error(`The demo's desk is refused: ${desk.refused}`);
    for (const member of members) await grantRole(work, (await actorOf(work, member)).id, { role: "station", stationId: desk.id });
  }
  const power = (await findAllCategories(work)).find(({ name }) => name === "供电通信");
  const station = (await findStations(work)).find(({ name }) => name === "经济综合服务站");
  const rule = { kind: "problem" as const, categoryId: power?.id ?? null, villageId: villageOf("桥头村") };
  await addOwnRule(work, { ...rule, toStationId: station?.id ?? null, toPersonId: null });
}

/** What stands ready today: who is on duty this week, a mediation tomorrow, and somebody who joined a report. */
async function prepareToday(work: Work) {
  await addExceptions(work);
  const today = DateTime.fromJSDate(work.now, { zone: work.zone });
  const week = demoDuty.map((names, days) => `${today.plus({ days }).toFormat("MM-dd")} ${names}`);
  const roster = await setRoster(work, week.join("\n"));
  if (isRefusal(roster)) throw new Error(`The demo's roster is refused: ${roster.refused}`);
  const open = await work.tx.query.ticket.findMany({
    where: (one, { and, eq, notInArray }) => and(eq(one.townId, work.townId), notInArray(one.state, [...closedStates])),
  });
  const dispute = open.find(({ kind }) => kind === "dispute");
  const handler = dispute?.responsibleId ? await findActor(work, dispute.responsibleId) : undefined;
  const at = today.plus({ days: 1 }).startOf("day").plus({ hours: 9 }).toJSDate();
  if (dispute && handler) await planMediation(work, handler, dispute, { kind: "people", at, place: "镇司法所调解室" });
  const shared = open.find(({ kind, state }) => kind === "problem" && state === "in_progress");
  if (shared) await join(work, await actorOf(work, 700000125), shared.id);
}

async function addTown(work: Work) {
  await work.tx.update(town).set({ claimedAt: work.now, claimCodeHash: null }).where(eq(town.id, work.townId));
  await nameTown(work, demoTown);
  await addVillages(work, demoVillages.join("\n"));
  await addStations(work, demoStations.join("\n"));
  await addDefaultCategories(work);
  await tieCategoriesToStations(work);
  await addFirstCannedReplies(work);
  const villages = new Map((await findVillages(work)).map(({ id, name }) => [name, id]));
  const stations = new Map((await findStations(work)).map(({ id, name }) => [name, id]));
  for (const given of demoPeople) await settlePerson(work, given, "zh-hans", { villages, stations });
}

async function handNewestCards(work: Work) {
  const open = await work.tx.query.ticket.findMany({
    where: (ticket, { and, eq, inArray }) => and(eq(ticket.townId, work.townId), inArray(ticket.state, ["assigned"])),
  });
  for (const ticket of open) {
    const responsible = ticket.responsibleId === null ? undefined : await findPerson(work, ticket.responsibleId);
    if (responsible) await giveCard(work, ticket, responsible);
  }
}

/** Roles were given in silence; ☰ shows them all the same. */
async function showCommands(work: Work) {
  for (const { id } of await findStaff(work)) await refreshCommands(work, id);
}
