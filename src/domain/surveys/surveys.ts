import { and, asc, eq, sql } from "drizzle-orm";
import type { SurveyQuestionKind } from "../../database/doorstep-values.ts";
import { survey, surveyQuestion, surveyTarget } from "../../database/schema/surveys.ts";
import { priorities, type Work } from "../../database/work.ts";
import type { Standing } from "../doorstep/rights.ts";
import { mayAtPlace } from "../doorstep/rights.ts";
import { findStanding, permit, whereMay } from "../doorstep/standing.ts";
import { dayMs } from "../durations.ts";
import { afterQuietHours } from "../outreach/readers.ts";
import type { Actor, Person } from "../people/person.ts";
import { mayUse } from "../people/rights.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { maxSurveyDays, maxSurveysShown } from "./limits.ts";
import { askThem, countUnreached, type SurveyPlace } from "./places.ts";

// 先调研后决策: those whom a decision concerns are asked before it, in chat and at the door alike.

export type Survey = typeof survey.$inferSelect;
export type SurveyQuestion = typeof surveyQuestion.$inferSelect;
export type QuestionGiven = { kind: SurveyQuestionKind; body: string; options: readonly string[] };
export type SurveyGiven = Pick<Survey, "title" | "unit" | "anonymous" | "endsAt"> & {
  places: readonly SurveyPlace[];
  questions: readonly QuestionGiven[];
};
export type Form = { survey: Survey; questions: SurveyQuestion[]; villageIds: number[] };

/** Asks. @returns how many people were asked in chat, and how many households have to be asked at the door */
export async function makeSurvey(
  work: Work,
  actor: Actor,
  { places, questions, ...given }: SurveyGiven,
): Promise<{ survey: Survey; asked: number; unreached: number } | Refusal> {
  if (!mayUse(actor, "make_survey")) return refuse("not-yours");
  for (const { villageId } of places) {
    const refusal = await permit(work, actor, "make_survey", { villageId });
    if (refusal) return refusal;
  }
  const days = (given.endsAt.getTime() - work.now.getTime()) / dayMs;
  if (days <= 0 || days > maxSurveyDays) return refuse("survey-end", { most: maxSurveyDays });
  const [row] = await work.tx
    .insert(survey)
    .values({ townId: work.townId, ...given, createdBy: actor.id, createdAt: work.now })
    .returning();
  const made = row as Survey;
  const of = { townId: work.townId, surveyId: made.id };
  await work.tx.insert(surveyTarget).values(places.map(({ name: _name, ...place }) => ({ ...of, ...place })));
  await work.tx
    .insert(surveyQuestion)
    .values(questions.map(({ kind, body, options }, position) => ({ ...of, position, kind, body, options: [...options] })));
  const people = await askThem(work, made.id);
  tellAsked(work, made, actor.name, people);
  return { survey: made, asked: people.length, unreached: await countUnreached(work, made.id) };
}

/** Asks them in chat. @param name who wants to know */
export function tellAsked(work: Work, { id, title, endsAt, anonymous }: Survey, name: string, people: readonly Person[]) {
  const values = { title, name, until: endsAt.toISOString(), anonymous: anonymous ? "yes" : "no" };
  for (const one of people)
    work.tell(
      one,
      { kind: "text", key: "told-survey", values, buttons: "survey", subject: id },
      { priority: priorities.broadcast, notBefore: afterQuietHours(work) },
    );
}

/** A survey with what it asks and in which villages. */
export async function findForm(work: Work, id: number): Promise<Form | undefined> {
  const ofIt = (table: typeof surveyQuestion | typeof surveyTarget) => and(eq(table.townId, work.townId), eq(table.surveyId, id));
  const [[found], questions, targets] = await Promise.all([
    work.tx
      .select()
      .from(survey)
      .where(and(eq(survey.townId, work.townId), eq(survey.id, id))),
    work.tx.select().from(surveyQuestion).where(ofIt(surveyQuestion)).orderBy(asc(surveyQuestion.position)),
    work.tx.select({ villageId: surveyTarget.villageId }).from(surveyTarget).where(ofIt(surveyTarget)),
  ]);
  return found && { survey: found, questions, villageIds: [...new Set(targets.map(({ villageId }) => villageId))] };
}

export const isOver = ({ closedAt, endsAt }: Pick<Survey, "closedAt" | "endsAt">, now: Date) => closedAt !== null || endsAt <= now;

type Action = "see_survey" | "name_answers" | "change_survey";

/** Whether somebody may: in one of its villages to see something of it, in all of them to change it, or because they asked. */
export function maySurvey(standing: Standing, { survey: of, villageIds }: Pick<Form, "survey" | "villageIds">, action: Action): boolean {
  const may = (villageId: number) => mayAtPlace(action, standing, { villageId, of: [of.createdBy] });
  return action === "see_survey" ? villageIds.some(may) : villageIds.every(may);
}

/** A survey that somebody has to do with; what they have not is noted. */
export async function findSurveyFor(work: Work, actor: Actor, id: number, action: Action): Promise<Form | Refusal> {
  const form = await findForm(work, id);
  if (!form) return refuse("not-found");
  const standing = await findStanding(work, actor);
  if (maySurvey(standing, form, action)) return form;
  const place = { of: [form.survey.createdBy] };
  const notTheirs = form.villageIds.find((villageId) => !mayAtPlace(action, standing, { villageId, ...place })) ?? null;
  return (await permit(work, actor, action, { villageId: notTheirs, ...place })) ?? refuse("not-yours");
}

export type SurveyLine = Survey & { replies: number };

/** The surveys of somebody's villages, and those that they made; the newest first. */
export async function findSurveys(work: Work, actor: Actor): Promise<SurveyLine[]> {
  const theirs = whereMay("see_survey", await findStanding(work, actor), { villageId: sql`t.village_id`, of: [survey.createdBy] });
  const rows = await work.tx
    .select({
      survey,
      // Qualified by hand: in a list of columns drizzle leaves the table out, and a reply has an id as well.
      replies: sql<number>`(select count(*)::int from survey_reply r where r.town_id = ${survey}.town_id and r.survey_id = ${survey}.id)`,
    })
    .from(survey)
    .where(
      and(
        eq(survey.townId, work.townId),
        sql`exists (select from survey_target t where t.town_id = ${survey.townId} and t.survey_id = ${survey.id} and ${theirs})`,
      ),
    )
    .orderBy(sql`${survey.closedAt} desc nulls first`, sql`${survey.id} desc`)
    .limit(maxSurveysShown);
  return rows.map(({ survey: one, replies }) => ({ ...one, replies }));
}

/** It ends now: nobody answers any more. */
export async function endSurvey(work: Work, actor: Actor, id: number): Promise<Survey | Refusal> {
  const form = await findSurveyFor(work, actor, id, "change_survey");
  if (isRefusal(form)) return form;
  if (isOver(form.survey, work.now)) return refuse("survey-over", { title: form.survey.title });
  await changeSurvey(work, id, { closedAt: work.now });
  return form.survey;
}

export const changeSurvey = (work: Work, id: number, patch: Partial<typeof survey.$inferInsert>) =>
  work.tx
    .update(survey)
    .set(patch)
    .where(and(eq(survey.townId, work.townId), eq(survey.id, id)));
