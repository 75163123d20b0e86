import type { TextKey } from "../../../../locales/text-key.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { permit, villagesWhere } from "../../../domain/doorstep/standing.ts";
import { maxMeasureCharacters, maxTopicCharacters } from "../../../domain/limits.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { advanceTopic, findMilestones, findRecurring, findTopics, makeTopic, permitTopic } from "../../../domain/visits/topics.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { topicData } from "../../../wording/door-callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayHtml, sayRefusal, toast, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { words } from "../../questions.ts";
import { type ChosenPerson, colleague } from "../../town-questions.ts";

/** 每月一题: a recurring problem gets an owner and a measure. */
const makingTopic = conversation<{ title: string; owner: ChosenPerson; measure: string }, { categoryId: number; villageId: number }>(
  "topic",
  async ({ ctx, given, ask }) => {
    const title = await ask("title", words({ key: "ask-topic-title" }, maxTopicCharacters));
    const { id: ownerId } = await ask("owner", colleague({ key: "ask-topic-owner" }));
    const measure = await ask("measure", words({ key: "ask-topic-measure" }, maxMeasureCharacters));
    const made = await makeTopic(ctx.work, ctx.actor, { ...given, title, ownerId, measure });
    if (isRefusal(made)) sayRefusal(ctx, made);
    else sayMenu(ctx, "topic-made", { title });
  },
);

/** A milestone, or the result, which closes it. */
const advancingTopic = conversation<{ words: string }, { topicId: number; isResult: boolean }>(
  "advance-topic",
  async ({ ctx, given: { topicId, isResult }, ask }) => {
    const said = await ask("words", words({ key: isResult ? "ask-topic-result" : "ask-milestone" }, maxMeasureCharacters));
    const refusal = await advanceTopic(ctx.work, ctx.actor, topicId, said, isResult);
    if (refusal) sayRefusal(ctx, refusal);
    else sayMenu(ctx, isResult ? "topic-closed" : "topic-advanced");
  },
);

/** /topics: what recurs and should be solved at its root, and what is under way. */
export async function showTopics(ctx: BotContext) {
  if (!(await allowed(ctx, "topics"))) return;
  const language = ctx.actor.language;
  const topics = await findTopics(ctx.work, ctx.actor);
  const recurring = await findRecurring(ctx.work, ctx.actor);
  const lines = topics.map(({ topic, owner, category, village, milestones }) =>
    text(language, topic.closedAt ? "topic-line-closed" : "topic-line", { title: topic.title, owner, category, village, milestones }),
  );
  const found = recurring.map(({ category, village, count }) => text(language, "recurring-line", { category, village, count }));
  const theirs = mayUse(ctx.actor, "make_topic") ? await villagesWhere(ctx.work, ctx.actor, "make_topic") : [];
  const buttons = [
    ...topics.map(({ topic }) => button(`📌 ${firstCharacters(topic.title, 18)}`, topicData.pack("open", { id: topic.id }))),
    ...recurring
      .filter(({ villageId }) => theirs.some((one) => one.id === villageId))
      .map(({ category, village, categoryId, villageId }) =>
        button(`➕ ${village} ${category}`, topicData.pack("new", { category: categoryId, village: villageId })),
      ),
  ];
  const parts = [
    text(language, topics.length ? "topics-title" : "topics-empty"),
    ...lines,
    ...(found.length ? ["", text(language, "recurring-title"), ...found] : []),
  ];
  sayHtml(ctx, parts.join("\n"), buttons.length ? { markup: inline(rowsOf(buttons, 1)) } : {});
}

async function showTopic(ctx: BotContext, id: number) {
  const refusal = await permitTopic(ctx.work, ctx.actor, id, "see_topic");
  if (refusal) return refusal.refused === "not-found" ? toast(ctx, "button-unknown") : sayRefusal(ctx, refusal);
  const found = (await findTopics(ctx.work, ctx.actor)).find(({ topic }) => topic.id === id);
  if (!found) return toast(ctx, "button-unknown");
  const { topic, owner, category, village } = found;
  const milestones = (await findMilestones(ctx.work, id)).map(({ body, at }) =>
    text(ctx.actor.language, "milestone-line", { until: when(ctx, at), body }),
  );
  const values = { title: topic.title, owner, category, village, measure: topic.measure, result: topic.result ?? "—" };
  const to = (key: TextKey, what: "milestone" | "result") => button(word(ctx, key), topicData.pack(what, { id }));
  const markup = topic.closedAt ? undefined : inline([[to("button-milestone", "milestone"), to("button-topic-result", "result")]]);
  sayHtml(ctx, [text(ctx.actor.language, "topic-card", values), ...milestones].join("\n"), { markup });
}

async function beginTopic(ctx: BotContext, categoryId: number, villageId: number) {
  if (!(await allowed(ctx, "make_topic"))) return;
  const notTheirs = await permit(ctx.work, ctx.actor, "make_topic", { villageId });
  if (notTheirs) return sayRefusal(ctx, notTheirs);
  const offered = (await findRecurring(ctx.work, ctx.actor)).some((one) => one.categoryId === categoryId && one.villageId === villageId);
  if (!offered) return toast(ctx, "button-unknown");
  await makingTopic.enter(ctx, { categoryId, villageId });
}

async function advance(ctx: BotContext, topicId: number, isResult: boolean) {
  const refusal = await permitTopic(ctx.work, ctx.actor, topicId, "advance_topic");
  if (refusal) sayRefusal(ctx, refusal);
  else await advancingTopic.enter(ctx, { topicId, isResult });
}

export const topicPresses = pressesOf(
  topicData,
  {
    open: (ctx, { id }) => showTopic(ctx, id),
    new: (ctx, { category, village }) => beginTopic(ctx, category, village),
    milestone: (ctx, { id }) => advance(ctx, id, false),
    result: (ctx, { id }) => advance(ctx, id, true),
  },
  (ctx) => allowed(ctx, "topics"),
);
