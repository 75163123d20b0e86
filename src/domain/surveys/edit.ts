import { and, eq, gt, isNull } from "drizzle-orm";
import { survey, surveyQuestion, surveyReply, surveyTarget } from "../../database/schema/surveys.ts";
import type { Work } from "../../database/work.ts";
import { permit } from "../doorstep/standing.ts";
import { dayMs } from "../durations.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { maxSurveyDays } from "./limits.ts";
import { askThem, countUnreached, type SurveyPlace } from "./places.ts";
import { changeSurvey, type Form, findForm, findSurveyFor, isOver, type Survey, tellAsked } from "./surveys.ts";

// What may still be changed of a survey: its words until somebody has answered them, when it ends and whom it asks until it is over.

/** A survey that goes on and that somebody may change, with nobody else changing it meanwhile. */
async function lockOpen(work: Work, actor: Actor, id: number): Promise<Form | Refusal> {
  await work.tx
    .select({ id: survey.id })
    .from(survey)
    .where(and(eq(survey.townId, work.townId), eq(survey.id, id)))
    .for("update");
  const form = await findSurveyFor(work, actor, id, "change_survey");
  if (isRefusal(form)) return form;
  return isOver(form.survey, work.now) ? refuse("survey-over", { title: form.survey.title }) : form;
}

/** Whether its words may be changed: what somebody has answered stays as it was asked. */
export const hasReplies = async (work: Work, surveyId: number): Promise<boolean> =>
  (await work.tx.$count(surveyReply, and(eq(surveyReply.townId, work.townId), eq(surveyReply.surveyId, surveyId)))) > 0;

/** Other words for its title, or for one of its questions (by its place, from 1), before the first answer. */
export async function rewordSurvey(
  work: Work,
  actor: Actor,
  id: number,
  to: { title: string } | { question: number; body: string },
): Promise<Survey | Refusal> {
  const form = await lockOpen(work, actor, id);
  if (isRefusal(form)) return form;
  if (await hasReplies(work, id)) return refuse("survey-answered", { title: form.survey.title });
  if ("title" in to) await changeSurvey(work, id, { title: to.title });
  else {
    const found = form.questions[to.question - 1];
    if (!found) return refuse("not-found");
    const mine = and(eq(surveyQuestion.townId, work.townId), eq(surveyQuestion.id, found.id));
    await work.tx.update(surveyQuestion).set({ body: to.body }).where(mine);
  }
  return { ...form.survey, ...("title" in to ? { title: to.title } : {}) };
}

/** It ends at another time; of a later end there is a reminder as of any. */
export async function postponeSurvey(work: Work, actor: Actor, id: number, endsAt: Date): Promise<Survey | Refusal> {
  const form = await lockOpen(work, actor, id);
  if (isRefusal(form)) return form;
  const days = (endsAt.getTime() - work.now.getTime()) / dayMs;
  if (days <= 0 || days > maxSurveyDays) return refuse("survey-end", { most: maxSurveyDays });
  // Who was reminded just now is not reminded of an end that is no later.
  await changeSurvey(work, id, { endsAt, ...(endsAt > form.survey.endsAt ? { remindedAt: null } : {}) });
  return { ...form.survey, endsAt };
}

/** More villages, groups or households are asked. @returns how many people more, and how many households have to be asked at the door */
export async function widenSurvey(
  work: Work,
  actor: Actor,
  id: number,
  places: readonly SurveyPlace[],
): Promise<{ survey: Survey; asked: number; unreached: number } | Refusal> {
  const form = await lockOpen(work, actor, id);
  if (isRefusal(form)) return form;
  for (const { villageId } of places) {
    const refusal = await permit(work, actor, "make_survey", { villageId });
    if (refusal) return refusal;
  }
  await work.tx.insert(surveyTarget).values(places.map(({ name: _name, ...place }) => ({ townId: work.townId, surveyId: id, ...place })));
  const people = await askThem(work, id);
  tellAsked(work, form.survey, actor.name, people);
  return { survey: form.survey, asked: people.length, unreached: await countUnreached(work, id) };
}

/** Somebody lives somewhere from now on: what is asked there just now is asked of them too. */
export async function askNewcomer(work: Work, personId: number): Promise<void> {
  const open = await work.tx
    .select({ id: survey.id })
    .from(survey)
    .where(and(eq(survey.townId, work.townId), isNull(survey.closedAt), gt(survey.endsAt, work.now)));
  for (const { id } of open) {
    const people = await askThem(work, id, personId);
    const form = people.length ? await findForm(work, id) : undefined;
    if (form) tellAsked(work, form.survey, (await findPerson(work, form.survey.createdBy))?.name ?? "—", people);
  }
}
