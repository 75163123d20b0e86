import { and, asc, eq, sql } from "drizzle-orm";
import { surveyReply } from "../../database/schema/surveys.ts";
import type { Work } from "../../database/work.ts";
import { findStanding, whereMay } from "../doorstep/standing.ts";
import type { Actor } from "../people/person.ts";
import { findVillages } from "../places/places.ts";
import { mayBeShown } from "../public-page/few.ts";
import { leastPublic } from "../public-page/limits.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { surveyLinesOnPage } from "./limits.ts";
import type { Reply } from "./replies.ts";
import { type Form, findSurveyFor, maySurvey, type Survey, type SurveyQuestion } from "./surveys.ts";

/** How one question was answered. `counts` of its answers; `sum` of numbers; `said`: how many wrote words. */
export type Tally = { question: SurveyQuestion; counts: number[]; answered: number; sum: number; said: number };
export type Result = { survey: Survey; replies: number; atDoor: number; tallies: Tally[]; isTooFew: boolean };
/** The same for a village or, with `group`, one of its groups; `tallies` are empty where too few are told apart. */
export type PlaceResult = { village: string; group: string | null; replies: number; tallies: Tally[]; isTooFew: boolean };

type Row = Pick<Reply, "villageId" | "groupName" | "chosen" | "said" | "recordedBy">;

/** Pure: sums up what was answered. */
export const tally = (questions: readonly SurveyQuestion[], replies: readonly Pick<Row, "chosen" | "said">[]): Tally[] =>
  questions.map((question) => {
    const given = replies.flatMap(({ chosen }) => chosen[question.id] ?? []);
    const lists = replies.map(({ chosen }) => chosen[question.id]).filter((one) => Array.isArray(one));
    const amounts = replies.map(({ chosen }) => chosen[question.id]).filter((one) => typeof one === "number");
    return {
      question,
      counts: question.options.map((_, index) => given.filter((one) => question.kind !== "number" && one === index).length),
      answered: lists.length + amounts.length,
      sum: Math.round(amounts.reduce((all, one) => all + one, 0) * 100) / 100,
      said: replies.filter(({ said }) => said[question.id] !== undefined).length,
    };
  });

const allReplies = (work: Work, surveyId: number): Promise<Row[]> =>
  work.tx
    .select({
      villageId: surveyReply.villageId,
      groupName: surveyReply.groupName,
      chosen: surveyReply.chosen,
      said: surveyReply.said,
      recordedBy: surveyReply.recordedBy,
    })
    .from(surveyReply)
    .where(and(eq(surveyReply.townId, work.townId), eq(surveyReply.surveyId, surveyId)))
    .orderBy(asc(surveyReply.id));

/** What is anonymous is told from so many answers on: fewer would tell who said what. */
export const isTooFew = ({ anonymous }: Pick<Survey, "anonymous">, replies: number) => anonymous && replies < leastPublic;

/** How it was answered so far, as a whole. */
export async function findResult(work: Work, { survey, questions }: Form): Promise<Result> {
  const replies = await allReplies(work, survey.id);
  const few = isTooFew(survey, replies.length);
  return {
    survey,
    replies: replies.length,
    atDoor: replies.filter(({ recordedBy }) => recordedBy !== null).length,
    tallies: few ? [] : tally(questions, replies),
    isTooFew: few,
  };
}

/** By village, and by group where there are several; of what is anonymous only where neither a count nor what is left over is small. */
export async function findByPlace(work: Work, actor: Actor, id: number): Promise<PlaceResult[] | Refusal> {
  const form = await findSurveyFor(work, actor, id, "see_survey");
  if (isRefusal(form)) return form;
  const { survey, questions } = form;
  const [replies, villages, standing] = await Promise.all([allReplies(work, id), findVillages(work), findStanding(work, actor)]);
  const theirs = villages.filter(({ id: villageId }) => form.villageIds.includes(villageId));
  const rowsIn = (villageId: number) => replies.filter((one) => one.villageId === villageId);
  const part = (village: string, group: string | null, rows: readonly Row[], isShown: boolean): PlaceResult =>
    isShown
      ? { village, group, replies: rows.length, tallies: tally(questions, rows), isTooFew: false }
      : { village, group, replies: 0, tallies: [], isTooFew: true };
  const shownOf = (counts: readonly number[]) => (survey.anonymous ? mayBeShown(counts) : counts.map(() => true));
  const villagesShown = shownOf(theirs.map((one) => rowsIn(one.id).length));
  return theirs.flatMap((village, index) => {
    const mine = { survey, villageIds: [village.id] };
    if (!maySurvey(standing, mine, "see_survey")) return [];
    const rows = rowsIn(village.id);
    const isShown = villagesShown[index] ?? false;
    const groups = [...new Set(rows.map(({ groupName }) => groupName))].toSorted();
    const whole = part(village.name, null, rows, isShown);
    if (!isShown || groups.length < 2) return [whole];
    const inGroup = (name: string) => rows.filter(({ groupName }) => groupName === name);
    const groupsShown = shownOf(groups.map((name) => inGroup(name).length));
    return [whole, ...groups.map((name, at) => part(village.name, name, inGroup(name), groupsShown[at] ?? false))];
  });
}

export type SaidLine = { question: string; words: string; where: string; name: string };

/** The words of their own; from whom and where only where that is told. @param page from 0 */
export async function findWords(
  work: Work,
  actor: Actor,
  id: number,
  page: number,
): Promise<{ lines: SaidLine[]; isLast: boolean } | Refusal> {
  const found = await findAllWords(work, actor, id, { limit: surveyLinesOnPage + 1, offset: page * surveyLinesOnPage });
  return isRefusal(found) ? found : { lines: found.slice(0, surveyLinesOnPage), isLast: found.length <= surveyLinesOnPage };
}

/** The same at once, or as many as fit on a page. */
export async function findAllWords(
  work: Work,
  actor: Actor,
  id: number,
  { limit, offset }: { limit: number | null; offset: number } = { limit: null, offset: 0 },
): Promise<SaidLine[] | Refusal> {
  const form = await findSurveyFor(work, actor, id, "see_survey");
  if (isRefusal(form)) return form;
  const { survey } = form;
  const standing = await findStanding(work, actor);
  const ofSurvey = and(eq(surveyReply.townId, work.townId), eq(surveyReply.surveyId, id));
  if (isTooFew(survey, await work.tx.$count(surveyReply, ofSurvey))) return [];
  const seen = whereMay("see_survey", standing, { villageId: sql`r.village_id`, of: [sql`s.created_by`] });
  const named = !survey.anonymous && maySurvey(standing, form, "name_answers");
  const { rows } = await work.tx.execute<{ body: string; words: string; village: string; group_name: string; name: string | null }>(sql`
    select q.body, w.value as words, v.name as village, r.group_name, coalesce(h.head, p.name) as name
    from survey_reply r join survey s on s.town_id = r.town_id and s.id = r.survey_id
    join village v on v.town_id = r.town_id and v.id = r.village_id cross join lateral jsonb_each_text(r.said) w
    join survey_question q on q.town_id = r.town_id and q.survey_id = r.survey_id and q.id = w.key::bigint
    left join household h on h.town_id = r.town_id and h.id = r.household_id and s.unit = 'household'
    left join person p on p.town_id = r.town_id and p.id = r.person_id
    where r.town_id = ${work.townId} and r.survey_id = ${id} and (${survey.anonymous} or ${seen})
    order by q.position, ${survey.anonymous ? sql`md5(r.id::text || q.id::text)` : sql`r.id`}
    limit ${limit} offset ${offset}`);
  return rows.map(({ body, words, village, group_name, name }) => ({
    question: body,
    words,
    where: survey.anonymous ? "" : `${village}${group_name}`,
    name: named ? (name ?? "") : "",
  }));
}

export type NamedReply = Pick<Reply, "chosen" | "said"> & { name: string; where: string; recordedBy: string };

/** Who answered what: only to those who lead there or who asked, and never of what is anonymous. */
export async function findNamed(
  work: Work,
  actor: Actor,
  id: number,
  page: number,
): Promise<{ form: Form; replies: NamedReply[]; isLast: boolean } | Refusal> {
  const form = await findSurveyFor(work, actor, id, "name_answers");
  if (isRefusal(form)) return form;
  if (form.survey.anonymous) return refuse("not-yours");
  const { rows } = await work.tx.execute<NamedReply>(sql`
    select coalesce(case when s.unit = 'household' then h.head end, p.name, '') as name, v.name || r.group_name as "where", r.chosen, r.said,
      coalesce(c.name, '') as "recordedBy"
    from survey_reply r join survey s on s.town_id = r.town_id and s.id = r.survey_id
    join village v on v.town_id = r.town_id and v.id = r.village_id
    left join household h on h.town_id = r.town_id and h.id = r.household_id
    left join person p on p.town_id = r.town_id and p.id = r.person_id
    left join person c on c.town_id = r.town_id and c.id = r.recorded_by
    where r.town_id = ${work.townId} and r.survey_id = ${id} order by r.id
    limit ${surveyLinesOnPage + 1} offset ${page * surveyLinesOnPage}`);
  return { form, replies: rows.slice(0, surveyLinesOnPage), isLast: rows.length <= surveyLinesOnPage };
}
