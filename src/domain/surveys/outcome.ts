import { and, asc, eq, isNull } from "drizzle-orm";
import { person } from "../../database/schema/people.ts";
import { survey, surveyAsked } from "../../database/schema/surveys.ts";
import { topic } from "../../database/schema/visits.ts";
import type { NoticeBody } from "../../database/values.ts";
import { priorities, type Work } from "../../database/work.ts";
import { permit } from "../doorstep/standing.ts";
import { surveyColumns, type WorkbookSheet } from "../org/sheets.ts";
import { afterQuietHours } from "../outreach/readers.ts";
import type { Actor } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { findAllWords, findByPlace, findResult, type Result, type Tally } from "./results.ts";
import { changeSurvey, findForm, findSurveyFor, type Survey } from "./surveys.ts";

/** It becomes the ground of a topic (每月一题) of one of its villages. */
export async function joinTopic(work: Work, actor: Actor, id: number, topicId: number): Promise<Survey | Refusal> {
  const form = await findSurveyFor(work, actor, id, "change_survey");
  if (isRefusal(form)) return form;
  const [found] = await work.tx
    .select()
    .from(topic)
    .where(and(eq(topic.townId, work.townId), eq(topic.id, topicId), isNull(topic.closedAt)));
  if (!found || !form.villageIds.includes(found.villageId)) return refuse("not-found");
  const refusal = await permit(work, actor, "advance_topic", { villageId: found.villageId, of: [found.ownerId] });
  if (refusal) return refusal;
  await changeSurvey(work, id, { topicId });
  return form.survey;
}

/** The open topics of which it may become the ground. */
export const findTopicsFor = async (work: Work, villageIds: readonly number[]) =>
  (
    await work.tx
      .select({ id: topic.id, title: topic.title, villageId: topic.villageId })
      .from(topic)
      .where(and(eq(topic.townId, work.townId), isNull(topic.closedAt)))
      .orderBy(asc(topic.id))
  ).filter(({ villageId }) => villageIds.includes(villageId));

/** What was asked before a topic's measure was decided. */
export async function findGround(work: Work, topicId: number): Promise<Result[]> {
  const found = await work.tx
    .select({ id: survey.id })
    .from(survey)
    .where(and(eq(survey.townId, work.townId), eq(survey.topicId, topicId)))
    .orderBy(asc(survey.id));
  const forms = await Promise.all(found.map(({ id }) => findForm(work, id)));
  return Promise.all(forms.filter((form) => form !== undefined).map((form) => findResult(work, form)));
}

/** One question and its answers in a line, in the town's own words and signs that every language has. */
export const tallyLine = ({ question: { kind, body, options }, counts, answered, sum, said }: Tally): string => {
  const inWords = options.map((option, index) => `${option} ${counts[index] ?? 0}`).join(" · ");
  const amount = `Σ ${sum} · ⌀ ${answered ? Math.round((sum / answered) * 100) / 100 : 0}`;
  return `${body} — ${kind === "words" ? `💬 ${said}` : kind === "number" ? amount : inWords}`;
};

async function tellAsked(work: Work, surveyId: number, notice: NoticeBody): Promise<number> {
  const asked = await work.tx
    .select({ id: person.id, telegramId: person.telegramId })
    .from(surveyAsked)
    .innerJoin(person, and(eq(person.townId, surveyAsked.townId), eq(person.id, surveyAsked.personId)))
    .where(and(eq(surveyAsked.townId, work.townId), eq(surveyAsked.surveyId, surveyId), isNull(person.blockedAt), isNull(person.erasedAt)));
  for (const one of asked) work.tell(one, notice, { priority: priorities.broadcast, notBefore: afterQuietHours(work) });
  return asked.length;
}

/** Those who were asked hear what came of it, and what is to be done. @returns how many */
export async function tellResults(work: Work, actor: Actor, id: number, words: string): Promise<number | Refusal> {
  const form = await findSurveyFor(work, actor, id, "change_survey");
  if (isRefusal(form)) return form;
  const { survey: of, replies, tallies } = await findResult(work, form);
  const results = tallies.map((one) => `・${tallyLine(one)}`).join("\n");
  const values = { title: of.title, count: replies, results, words };
  return tellAsked(work, id, { kind: "text", key: "told-survey-results", values });
}

/** What came of a topic is told to those who were asked before it. */
export async function tellTopicResult(work: Work, { id, title }: Pick<typeof topic.$inferSelect, "id" | "title">, result: string) {
  const grounds = await work.tx
    .select({ id: survey.id })
    .from(survey)
    .where(and(eq(survey.townId, work.townId), eq(survey.topicId, id)));
  for (const one of grounds) await tellAsked(work, one.id, { kind: "text", key: "told-topic-result", values: { title, result } });
}

/** The results as a sheet: counts by place, as far as its reader may see them, and the words. */
export async function describeSurvey(work: Work, reader: Actor, id: number): Promise<WorkbookSheet[]> {
  const places = await findByPlace(work, reader, id);
  if (isRefusal(places)) return [];
  const counted = places.flatMap(({ village, group, tallies }) =>
    tallies.flatMap(({ question, counts, sum, answered }) =>
      question.kind === "number"
        ? [
            [question.body, "Σ", village, group ?? "", sum],
            [question.body, "n", village, group ?? "", answered],
          ]
        : question.options.map((option, index) => [question.body, option, village, group ?? "", counts[index] ?? 0]),
    ),
  );
  const words = await findAllWords(work, reader, id);
  const said = isRefusal(words) ? [] : words.map((one) => [one.question, one.words, one.where, one.name, 1]);
  return [{ sheet: "survey", columns: surveyColumns, rows: [...counted, ...said] }];
}
