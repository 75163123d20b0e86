import { button, goData, idIn, inline, rowsOf } from "../../buttons.ts";
import { maxTopicCharacters } from "../../domain/limits.ts";
import { mayUse } from "../../domain/people/rights.ts";
import { isRefusal } from "../../domain/refusal.ts";
import { advanceTopic, findMilestones, findRecurring, findTopics, makeTopic } from "../../domain/visits/topics.ts";
import { firstCharacters } from "../../domain/words.ts";
import { text } from "../../texts.ts";
import { allowed } from "../allowed.ts";
import { type BotContext, sayHtml, sayRefusal, toast, when, word } from "../context.ts";
import { begin, defineFlow, type Move } from "../dialog.ts";
import { sayMenu } from "../menu.ts";
import { colleagueStep } from "./colleagues.ts";
import { keepAs, typedStep } from "./common-steps.ts";

type Making = { categoryId?: number; villageId?: number; title?: string; ownerId?: number; topicId?: number };

const advanceStep = (key: string, isResult: boolean) =>
  typedStep<Making>({
    key,
    most: 500,
    async take(ctx, data, typed): Promise<Move> {
      const refusal = await advanceTopic(ctx.work, ctx.actor, data.topicId ?? 0, typed, isResult);
      if (refusal) sayRefusal(ctx, refusal);
      else sayMenu(ctx, isResult ? "topic-closed" : "topic-advanced");
      return "done";
    },
  });

/** 每月一题: a recurring problem gets an owner and a measure. */
const topicFlow = defineFlow<Making>({
  name: "topic",
  steps: {
    title: typedStep<Making>({
      key: "ask-topic-title",
      most: maxTopicCharacters,
      take: keepAs<Making>("title", "owner"),
    }),
    owner: colleagueStep<Making>({
      key: "ask-topic-owner",
      back: "title",
      isSelfOffered: true,
      chosen(_ctx, data, { id }): Move {
        data.ownerId = id;
        return { to: "measure" };
      },
    }),
    measure: typedStep<Making>({
      key: "ask-topic-measure",
      most: 500,
      back: "owner",
      async take(ctx, data, measure): Promise<Move> {
        const { title = "", categoryId = 0, villageId = 0, ownerId = 0 } = data;
        const made = await makeTopic(ctx.work, ctx.actor, { title, categoryId, villageId, ownerId, measure });
        if (isRefusal(made)) sayRefusal(ctx, made);
        else sayMenu(ctx, "topic-made", { title });
        return "done";
      },
    }),
    milestone: advanceStep("ask-milestone", false),
    result: advanceStep("ask-topic-result", true),
  },
});

/** /topics: what recurs and should be solved at its root, and what is under way. */
export async function showTopics(ctx: BotContext) {
  if (!(await allowed(ctx, "topics"))) return;
  const language = ctx.actor.language;
  const topics = await findTopics(ctx.work);
  const recurring = await findRecurring(ctx.work);
  const lines = topics.map(({ topic, owner, category, village, milestones }) =>
    text(language, topic.closedAt ? "topic-line-closed" : "topic-line", { title: topic.title, owner, category, village, milestones }),
  );
  const found = recurring.map(({ category, village, count }) => text(language, "recurring-line", { category, village, count }));
  const mayMake = mayUse(ctx.actor, "make_topic");
  const buttons = [
    ...topics.map(({ topic }) => button(`📌 ${firstCharacters(topic.title, 18)}`, goData("topic", `open:${topic.id}`))),
    ...recurring
      .filter(() => mayMake)
      .map(({ category, village, categoryId, villageId }) =>
        button(`➕ ${village} ${category}`, goData("topic", `new:${categoryId}:${villageId}`)),
      ),
  ];
  const parts = [
    text(language, topics.length ? "topics-title" : "topics-empty"),
    ...lines,
    ...(found.length ? ["", text(language, "recurring-title"), ...found] : []),
  ];
  sayHtml(ctx, parts.join("\n"), buttons.length ? { markup: inline(rowsOf(buttons, 1)) } : {});
}

/** Buttons of topics. @param value what, a colon, and ids */
export async function pressTopic(ctx: BotContext, value: string) {
  if (!(await allowed(ctx, "topics"))) return;
  const [what = "", given, second] = value.split(":");
  const id = idIn(given);
  if (what === "open") return showTopic(ctx, id);
  if (what === "milestone" || what === "result") return begin(ctx, topicFlow, what, { topicId: id });
  if (what !== "new") return toast(ctx, "button-unknown");
  if (!(await allowed(ctx, "make_topic"))) return;
  const offered = (await findRecurring(ctx.work)).find((one) => one.categoryId === id && one.villageId === idIn(second));
  if (!offered) return toast(ctx, "button-unknown");
  await begin(ctx, topicFlow, "title", { categoryId: offered.categoryId, villageId: offered.villageId });
}

async function showTopic(ctx: BotContext, id: number) {
  const found = (await findTopics(ctx.work)).find(({ topic }) => topic.id === id);
  if (!found) return toast(ctx, "button-unknown");
  const { topic, owner, category, village } = found;
  const milestones = (await findMilestones(ctx.work, id)).map(({ body, at }) =>
    text(ctx.actor.language, "milestone-line", { until: when(ctx, at), body }),
  );
  const values = { title: topic.title, owner, category, village, measure: topic.measure, result: topic.result ?? "—" };
  const to = (key: string, step: string) => button(word(ctx, key), goData("topic", `${step}:${id}`));
  const markup = topic.closedAt ? undefined : inline([[to("button-milestone", "milestone"), to("button-topic-result", "result")]]);
  sayHtml(ctx, [text(ctx.actor.language, "topic-card", values), ...milestones].join("\n"), { markup });
}
