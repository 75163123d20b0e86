import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { person } from "../../database/schema/people.ts";
import { surveyAsked } from "../../database/schema/surveys.ts";
import { household } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import { permit } from "../doorstep/standing.ts";
import type { Actor, Person } from "../people/person.ts";
import { findGroups, findVillages } from "../places/places.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { maxSurveyPlaces } from "./limits.ts";

/** Where a survey is asked: a village, a group of it, or one household. */
export type SurveyPlace = { villageId: number; groupName: string | null; householdId: number | null; name: string };

/** Places as they are typed, one per line: `东坑村`, `石背村 一组`, `石背村 钟阿公`. */
export async function readPlaces(work: Work, actor: Actor, typed: string): Promise<SurveyPlace[] | Refusal> {
  const lines = [...new Set(typed.split(/[\n、，,;；]/).map((line) => line.trim()))].filter(Boolean);
  if (!lines.length || lines.length > maxSurveyPlaces) return refuse("survey-places", { line: "", most: maxSurveyPlaces });
  const villages = (await findVillages(work)).toSorted((a, b) => b.name.length - a.name.length);
  const places: SurveyPlace[] = [];
  for (const line of lines) {
    const village = villages.find(({ name }) => line.startsWith(name));
    const place = village && (await readPlace(work, village, line.slice(village.name.length).trim()));
    if (!place) return refuse("survey-places", { line, most: maxSurveyPlaces });
    const refusal = await permit(work, actor, "make_survey", { villageId: place.villageId });
    if (refusal) return refusal;
    places.push(place);
  }
  return places;
}

async function readPlace(work: Work, { id, name }: { id: number; name: string }, rest: string): Promise<SurveyPlace | undefined> {
  if (!rest) return { villageId: id, groupName: null, householdId: null, name };
  const group = (await findGroups(work, id)).find((one) => one.name === rest);
  if (group) return { villageId: id, groupName: group.name, householdId: null, name: `${name} ${group.name}` };
  const homes = await work.tx
    .select({ id: household.id })
    .from(household)
    .where(and(eq(household.townId, work.townId), eq(household.villageId, id), eq(household.head, rest), isNull(household.movedAwayAt)));
  const [only, ...others] = homes;
  return only && !others.length ? { villageId: id, groupName: null, householdId: only.id, name: `${name} ${rest}` } : undefined;
}

/** Whether a household `h` is one of those that are asked. */
const isTarget = (
  surveyId: number | SQL,
) => sql`exists (select from survey_target t where t.town_id = h.town_id and t.survey_id = ${surveyId}
  and t.village_id = h.village_id and (t.household_id = h.id or t.household_id is null and (t.group_name is null or t.group_name = h.group_name)))`;

/** Whether a person, as `person`, is one of those: they live there by what they said themselves, or their household is. */
const isMeant = (surveyId: number) => sql`(exists (select from household h where h.town_id = ${person.townId} and h.person_id = ${person.id}
    and h.moved_away_at is null and ${isTarget(surveyId)})
  or exists (select from survey_target t where t.town_id = ${person.townId} and t.survey_id = ${surveyId} and t.household_id is null
    and t.village_id = ${person.villageId} and (t.group_name is null or exists (select from village_group g
      where g.town_id = t.town_id and g.id = ${person.groupId} and g.name = t.group_name))))`;

/** Whether a person can be told, and wants to be, of what is not urgent. */
export const wantsToHear = and(isNull(person.blockedAt), isNull(person.mutedAt), isNull(person.erasedAt));
const isThere = and(wantsToHear, sql`${person.telegramId} > 0`);

/** Whether a person, as `person`, was asked in chat. */
export const wasAsked = (surveyId: number) =>
  sql`exists (select from survey_asked a where a.town_id = ${person.townId} and a.survey_id = ${surveyId} and a.person_id = ${person.id})`;

/**
 * Everybody there who uses the bot and wants to hear of such things, and was not asked before; they are the ones who are asked in chat.
 *
 * @param personId only this one
 */
export async function askThem(work: Work, surveyId: number, personId?: number): Promise<Person[]> {
  const only = personId === undefined ? undefined : eq(person.id, personId);
  const people = await work.tx
    .select()
    .from(person)
    .where(and(eq(person.townId, work.townId), only, isThere, isMeant(surveyId), sql`not ${wasAsked(surveyId)}`));
  if (people.length) await work.tx.insert(surveyAsked).values(people.map(({ id }) => ({ townId: work.townId, surveyId, personId: id })));
  return people;
}

/** Whether somebody is asked: they were, or live there since. */
export async function isAsked(work: Work, surveyId: number, personId: number): Promise<boolean> {
  const found = await work.tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.townId, work.townId), eq(person.id, personId), sql`(${wasAsked(surveyId)} or ${isMeant(surveyId)})`));
  return found.length > 0;
}

/** Households there of which nobody uses the bot: they are asked at the door. */
export async function countUnreached(work: Work, surveyId: number): Promise<number> {
  const { rows } = await work.tx.execute<{ n: number }>(sql`select count(*)::int as n from household h
    where h.town_id = ${work.townId} and h.moved_away_at is null and h.person_id is null and ${isTarget(surveyId)}`);
  return rows[0]?.n ?? 0;
}

/** The open surveys that are asked of a household, those it has not answered first. */
export async function findAtDoor(
  work: Work,
  householdId: number,
  most: number,
): Promise<{ id: number; title: string; isAnswered: boolean }[]> {
  const { rows } = await work.tx.execute<{ id: string; title: string; answered: boolean }>(sql`
    select s.id, s.title, exists (select from survey_reply r where r.town_id = s.town_id and r.survey_id = s.id and r.household_id = h.id) as answered
    from survey s join household h on h.town_id = s.town_id and h.id = ${householdId}
    where s.town_id = ${work.townId} and s.closed_at is null and s.ends_at > ${work.now.toISOString()}
      and ${isTarget(sql`s.id`)}
    order by answered, s.id desc limit ${most}`);
  return rows.map(({ id, title, answered }) => ({ id: Number(id), title, isAnswered: answered }));
}
