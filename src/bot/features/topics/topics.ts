import type { TextKey } from "../../../../locales/text-key.ts";
import { priorities } from "../../../database/work.ts";
import { yuan } from "../../../domain/care/condolences.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { permit, villagesWhere } from "../../../domain/doorstep/standing.ts";
import { maxMeasureCharacters, maxTopicCharacters } from "../../../domain/limits.ts";
import { mayUse } from "../../../domain/people/rights.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { findGround } from "../../../domain/surveys/outcome.ts";
import { findMilestones, findRecurring, findTopicPhotos, findTopics, makeTopic, permitTopic } from "../../../domain/visits/topics.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { surveyData, topicData } from "../../../wording/doorstep-callbacks.ts";
import { resultLines } from "../../../wording/surveys.ts";
import { text } from "../../../wording/texts.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayHtml, sayRefusal, toast, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { words } from "../../questions.ts";
import { type ChosenPerson, colleague } from "../../town-questions.ts";
import { beginLine, beginResult } from "./lines.ts";

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
    button(word(ctx, "button-surveys"), surveyData.pack("list")),
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
  sayHtml(ctx, parts.join("\n"), { markup: inline(rowsOf(buttons, 1)) });
}

async function showTopic(ctx: BotContext, id: number) {
  const refusal = await permitTopic(ctx.work, ctx.actor, id, "see_topic");
  if (refusal) return refusal.refused === "not-found" ? toast(ctx, "button-unknown") : sayRefusal(ctx, refusal);
  const found = (await findTopics(ctx.work, ctx.actor)).find(({ topic }) => topic.id === id);
  if (!found) return toast(ctx, "button-unknown");
  const { topic, owner, category, village } = found;
  const { language } = ctx.actor;
  const written = await findMilestones(ctx.work, id);
  const ground = (await findGround(ctx.work, id)).flatMap((one) => [
    text(language, "ground-title", { title: one.survey.title }),
    ...resultLines(language, one),
  ]);
  const fen = written.reduce((sum, line) => sum + (line.fen ?? 0), 0);
  const lines = written.map(({ body, at, kind, fen: of, attachment }) => {
    const said = of === null ? body : `${word(ctx, "topic-yuan", { yuan: yuan(of) })} ${body}`;
    const mark = { step: attachment ? "📷 " : "", money: "💰 ", before: "🖼 ", after: "🖼 " }[kind ?? "step"];
    const what = kind === "before" || kind === "after" ? `${word(ctx, `topic-${kind}`)} ${said}` : said;
    return text(language, "milestone-line", { until: when(ctx, at), body: `${mark}${what}` });
  });
  const values = { title: topic.title, owner, category, village, measure: topic.measure, result: topic.result ?? "" };
  const to = (key: TextKey, what: "milestone" | "result" | "money" | "before" | "after" | "photos") =>
    button(word(ctx, key), topicData.pack(what, { id }));
  const photos = written.some(({ kind }) => kind === "before" || kind === "after") ? [[to("button-topic-photos", "photos")]] : [];
  const deeds = [
    [to("button-milestone", "milestone"), to("button-topic-money", "money")],
    [to("button-topic-before", "before"), to("button-topic-after", "after")],
    [to("button-topic-result", "result")],
  ];
  const money = fen ? [text(language, "topic-money", { yuan: yuan(fen) })] : [];
  const markup = inline([...photos, ...(topic.closedAt ? [] : deeds)]);
  sayHtml(ctx, [text(language, "topic-card", values), ...money, ...ground, ...lines].join("\n"), { markup });
}

/** How it was before, and how it is now. */
async function showPhotos(ctx: BotContext, id: number) {
  const refusal = await permitTopic(ctx.work, ctx.actor, id, "see_topic");
  if (refusal) return sayRefusal(ctx, refusal);
  for (const { kind, body, at, attachment } of await findTopicPhotos(ctx.work, id)) {
    if (!attachment || !kind) continue;
    const values = { what: word(ctx, kind === "before" ? "topic-before" : "topic-after"), body, until: at.toISOString() };
    ctx.work.tell(ctx.actor, { kind: "relay", key: "told-topic-photo", values, attachment }, { priority: priorities.answer });
  }
}

async function beginTopic(ctx: BotContext, categoryId: number, villageId: number) {
  if (!(await allowed(ctx, "make_topic"))) return;
  const notTheirs = await permit(ctx.work, ctx.actor, "make_topic", { villageId });
  if (notTheirs) return sayRefusal(ctx, notTheirs);
  const offered = (await findRecurring(ctx.work, ctx.actor)).some((one) => one.categoryId === categoryId && one.villageId === villageId);
  if (!offered) return toast(ctx, "button-unknown");
  await makingTopic.enter(ctx, { categoryId, villageId });
}

export const topicPresses = pressesOf(
  topicData,
  {
    open: (ctx, { id }) => showTopic(ctx, id),
    new: (ctx, { category, village }) => beginTopic(ctx, category, village),
    milestone: (ctx, { id }) => beginLine(ctx, id, "step"),
    result: (ctx, { id }) => beginResult(ctx, id),
    money: (ctx, { id }) => beginLine(ctx, id, "money"),
    before: (ctx, { id }) => beginLine(ctx, id, "before"),
    after: (ctx, { id }) => beginLine(ctx, id, "after"),
    photos: (ctx, { id }) => showPhotos(ctx, id),
  },
  (ctx) => allowed(ctx, "topics"),
);
