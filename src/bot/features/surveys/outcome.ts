import { firstCharacters } from "../../../domain/characters.ts";
import { maxMeasureCharacters, maxTopicCharacters } from "../../../domain/limits.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findTopicsFor, joinTopic, tellResults } from "../../../domain/surveys/outcome.ts";
import { findSurveyFor } from "../../../domain/surveys/surveys.ts";
import { makeTopic } from "../../../domain/visits/topics.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { surveyData } from "../../../wording/doorstep-callbacks.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, say, sayRefusal, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { optional, words } from "../../questions.ts";
import { type ChosenPerson, type ChosenVillage, colleague, matterCategory, villageWhere } from "../../town-questions.ts";

type OfSurvey = { id: number };

/** A topic (每月一题) of which the survey is the ground: one that there is, or a new one. */
export async function chooseTopic(ctx: BotContext, id: number) {
  const form = await findSurveyFor(ctx.work, ctx.actor, id, "change_survey");
  if (isRefusal(form)) return sayRefusal(ctx, form);
  const topics = await findTopicsFor(ctx.work, form.villageIds);
  const buttons = [
    ...topics.map((one) => button(`📌 ${firstCharacters(one.title, 24)}`, surveyData.pack("join", { id, topic: one.id }))),
    ...(mayUse(ctx.actor, "make_topic") ? [button(word(ctx, "button-new-topic"), surveyData.pack("fresh", { id }))] : []),
  ];
  say(ctx, buttons.length ? "survey-which-topic" : "survey-no-topic", {}, { markup: inline(rowsOf(buttons, 1)) });
}

export async function join(ctx: BotContext, id: number, topicId: number) {
  const joined = await joinTopic(ctx.work, ctx.actor, id, topicId);
  if (isRefusal(joined)) sayRefusal(ctx, joined);
  else say(ctx, "survey-joined", { title: joined.title });
}

type NewTopic = { village: ChosenVillage; category: number; title: string; owner: ChosenPerson; measure: string };

/** A new topic, which begins with what people said. */
const makingTopic = conversation<NewTopic, OfSurvey>("survey-topic", async ({ ctx, given: { id }, ask }) => {
  const village = await ask("village", villageWhere({ key: "survey-topic-village" }, "make_topic"));
  const categoryId = await ask("category", matterCategory({ key: "survey-topic-category" }));
  const title = await ask("title", words({ key: "ask-topic-title" }, maxTopicCharacters));
  const { id: ownerId } = await ask("owner", colleague({ key: "ask-topic-owner" }));
  const measure = await ask("measure", words({ key: "ask-topic-measure" }, maxMeasureCharacters));
  const made = await makeTopic(ctx.work, ctx.actor, { title, categoryId, villageId: village.id, ownerId, measure });
  if (isRefusal(made)) return sayRefusal(ctx, made);
  sayMenu(ctx, "topic-made", { title });
  await join(ctx, id, made.id);
});

export async function freshTopic(ctx: BotContext, id: number) {
  const form = await findSurveyFor(ctx.work, ctx.actor, id, "change_survey");
  if (isRefusal(form)) return sayRefusal(ctx, form);
  if (await allowed(ctx, "make_topic")) await makingTopic.enter(ctx, { id });
}

/** Those who were asked hear what was answered, and what is to be done about it. */
const telling = conversation<{ words: string | null }, OfSurvey>("survey-tell", async ({ ctx, given: { id }, ask }) => {
  const said = await ask("words", optional(words({ key: "ask-survey-tell" }, maxMeasureCharacters)));
  const told = await tellResults(ctx.work, ctx.actor, id, said ?? "");
  if (isRefusal(told)) sayRefusal(ctx, told);
  else sayMenu(ctx, "survey-told", { count: told });
});

export async function beginTelling(ctx: BotContext, id: number) {
  const form = await findSurveyFor(ctx.work, ctx.actor, id, "change_survey");
  if (isRefusal(form)) sayRefusal(ctx, form);
  else await telling.enter(ctx, { id });
}
