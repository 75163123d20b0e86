import { and, eq, isNull, or } from "drizzle-orm";
import type { SurveyChoices, SurveyWords } from "../../database/doorstep-values.ts";
import { surveyReply } from "../../database/schema/surveys.ts";
import { household } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import { onlyNumberIn } from "../chinese/numbers.ts";
import { permit } from "../doorstep/standing.ts";
import { keepOnPaper } from "../people/on-paper.ts";
import type { Actor, Person } from "../people/person.ts";
import { findGroup } from "../places/places.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { findHousehold, type Household, placeOfHousehold } from "../visits/households.ts";
import { maxSurveyNumber } from "./limits.ts";
import { findAtDoor, isAsked } from "./places.ts";
import { type Form, findForm, isOver, type Survey, type SurveyQuestion } from "./surveys.ts";

export type Reply = typeof surveyReply.$inferSelect;
/** What one question is answered: indexes of its answers, a number, words, or nothing. */
export type Answer = { chosen: readonly number[] } | { amount: number } | { words: string } | null;
/** By the question's id. */
export type Answers = Readonly<Record<number, Answer>>;

/** A number with what stands around it: `3.5 亩`, `1,200元`. */
export function readAmount(typed: string): number | undefined {
  const only = onlyNumberIn(typed) ?? "";
  return /^\d{1,9}(\.\d{1,2})?$/.test(only) && Number(only) <= maxSurveyNumber ? Number(only) : undefined;
}

/** Numbers of answers as people type them, from 1: `1、3`. @returns indexes; undefined for what is none of them */
export function readChosen(typed: string, options: readonly string[]): number[] | undefined {
  const named = options.indexOf(typed.trim());
  if (named >= 0) return [named];
  const parts = typed
    .normalize("NFKC")
    .split(/[\s、,，;；]+/)
    .filter(Boolean);
  const chosen = parts.map((part) => (options.includes(part) ? options.indexOf(part) : /^\d{1,2}$/.test(part) ? Number(part) - 1 : -1));
  const isFit = chosen.length > 0 && chosen.every((one) => options[one] !== undefined);
  return isFit ? [...new Set(chosen)].toSorted((a, b) => a - b) : undefined;
}

const isFitting = ({ kind, options }: SurveyQuestion, answer: Answer | undefined): boolean => {
  if (answer === null) return true;
  if (answer === undefined) return false;
  if ("words" in answer) return kind === "words";
  if ("amount" in answer) return kind === "number";
  const isKnown = answer.chosen.length > 0 && answer.chosen.every((one) => options[one] !== undefined);
  return isKnown && (kind === "several" || (kind === "one" && answer.chosen.length === 1));
};

function partsOf(questions: readonly SurveyQuestion[], answers: Answers): { chosen: SurveyChoices; said: SurveyWords } {
  const chosen: SurveyChoices = {};
  const said: SurveyWords = {};
  for (const { id } of questions) {
    const answer = answers[id];
    if (!answer) continue;
    if ("words" in answer) said[id] = answer.words;
    else chosen[id] = "amount" in answer ? answer.amount : [...answer.chosen];
  }
  return { chosen, said };
}

/** An open survey to be answered, by somebody who is asked. */
export async function findOpenForm(work: Work, id: number): Promise<Form | Refusal> {
  const form = await findForm(work, id);
  if (!form) return refuse("not-found");
  return isOver(form.survey, work.now) ? refuse("survey-over", { title: form.survey.title }) : form;
}

/** The same for the person who is in a chat. */
export async function findFormFor(work: Work, actor: Actor, id: number): Promise<Form | Refusal> {
  const form = await findOpenForm(work, id);
  if (isRefusal(form) || (await isAsked(work, id, actor.id))) return form;
  return refuse("survey-not-asked", { title: form.survey.title });
}

/** The household of somebody who uses the bot. */
async function findHome(work: Work, { id, householdId }: Pick<Person, "id" | "householdId">): Promise<Household | undefined> {
  const isTheirs = or(eq(household.personId, id), householdId === null ? undefined : eq(household.id, householdId));
  const [home] = await work.tx
    .select()
    .from(household)
    .where(and(eq(household.townId, work.townId), isNull(household.movedAwayAt), isTheirs))
    .limit(1);
  return home;
}

/** Somebody answers in chat, or answers anew: the last word counts, once for each household or person. */
export async function answerSurvey(work: Work, actor: Actor, id: number, answers: Answers): Promise<Survey | Refusal> {
  const form = await findFormFor(work, actor, id);
  if (isRefusal(form)) return form;
  const home = await findHome(work, actor);
  const villageId = home?.villageId ?? actor.villageId;
  if (villageId === null) return refuse("survey-not-asked", { title: form.survey.title });
  const groupName = home?.groupName ?? (actor.groupId === null ? "" : ((await findGroup(work, actor.groupId))?.name ?? ""));
  const whose = form.survey.unit === "household" && home ? `h${home.id}` : `p${actor.id}`;
  const by = { whose, personId: actor.id, householdId: home?.id ?? null, villageId, groupName, recordedBy: null };
  return write(work, form, by, answers);
}

/** What a household, or one person of it, says at the door. What they said themselves in chat stands. @param name who says it, where people are counted */
export async function answerAtDoor(
  work: Work,
  actor: Actor,
  id: number,
  { householdId, name }: { householdId: number; name: string | null },
  answers: Answers,
): Promise<Survey | Refusal> {
  const at = await findFormAtDoor(work, actor, id, householdId);
  if (isRefusal(at)) return at;
  const { form, home } = at;
  const { unit, title } = form.survey;
  const placed = { villageId: home.villageId, groupName: home.groupName, householdId: home.id, recordedBy: actor.id };
  if (unit === "household") {
    const whose = `h${home.id}`;
    if (await isOwnWord(work, id, whose)) return refuse("survey-own-word", { name: home.head, title });
    return write(work, form, { ...placed, whose, personId: home.personId }, answers);
  }
  const member = name === home.head && home.personId !== null ? home.personId : undefined;
  const personId = member ?? (await keepOnPaper(work, { name: name ?? home.head, villageId: home.villageId, householdId: home.id })).id;
  const whose = `p${personId}`;
  if (await isOwnWord(work, id, whose)) return refuse("survey-own-word", { name: name ?? home.head, title });
  return write(work, form, { ...placed, whose, personId }, answers);
}

/** A survey that is asked at this door, of a household that is this person's to visit. */
export async function findFormAtDoor(
  work: Work,
  actor: Actor,
  id: number,
  householdId: number,
): Promise<{ form: Form; home: Household } | Refusal> {
  const home = await findHousehold(work, householdId);
  if (!home || home.movedAwayAt) return refuse("not-found");
  const refusal = await permit(work, actor, "visit_household", placeOfHousehold(home));
  if (refusal) return refusal;
  const form = await findOpenForm(work, id);
  if (isRefusal(form)) return form;
  const isThere = (await findAtDoor(work, householdId, Number.MAX_SAFE_INTEGER)).some((one) => one.id === id);
  return isThere ? { form, home } : refuse("survey-not-asked", { title: form.survey.title });
}

async function isOwnWord(work: Work, surveyId: number, whose: string): Promise<boolean> {
  const [before] = await work.tx
    .select({ recordedBy: surveyReply.recordedBy })
    .from(surveyReply)
    .where(and(eq(surveyReply.townId, work.townId), eq(surveyReply.surveyId, surveyId), eq(surveyReply.whose, whose)))
    .for("update");
  return before !== undefined && before.recordedBy === null;
}

type By = Pick<Reply, "whose" | "personId" | "householdId" | "villageId" | "groupName" | "recordedBy">;

async function write(work: Work, { survey, questions }: Form, by: By, answers: Answers): Promise<Survey | Refusal> {
  if (!questions.every((question) => isFitting(question, answers[question.id]))) return refuse("not-now");
  const given = { ...by, ...partsOf(questions, answers), at: work.now };
  await work.tx
    .insert(surveyReply)
    .values({ townId: work.townId, surveyId: survey.id, ...given })
    .onConflictDoUpdate({ target: [surveyReply.townId, surveyReply.surveyId, surveyReply.whose], set: given });
  return survey;
}
