import type { TopicLineKind } from "../../../database/doorstep-values.ts";
import { maxMeasureCharacters, maxTopicFen } from "../../../domain/limits.ts";
import { advanceTopic, closeTopic, permitTopic } from "../../../domain/visits/topics.ts";
import { type BotContext, say, sayRefusal } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { content, type GivenContent, optional, parsed, shown, words } from "../../questions.ts";
import { fenIn } from "../../typed-money.ts";

type OfTopic = { topicId: number };

/** A step forward, in words or with a photo. */
const step = conversation<{ step: GivenContent }, OfTopic>("topic-step", async ({ ctx, given: { topicId }, ask }) => {
  const { text: body = "", attachment } = await ask("step", content({ key: "ask-milestone" }, maxMeasureCharacters));
  await sayAdvanced(ctx, await advanceTopic(ctx.work, ctx.actor, topicId, { kind: "step", body, attachment }));
});

/** Money that was given or spent, and for what. */
const money = conversation<{ fen: number; what: string | null }, OfTopic>("topic-money", async ({ ctx, given: { topicId }, ask }) => {
  const fen = await ask(
    "fen",
    parsed({ key: "ask-topic-money" }, (of, typed) => {
      const found = fenIn(typed, maxTopicFen);
      if (found === undefined) say(of, "money-unclear");
      return found;
    }),
  );
  const body = await ask("what", optional(words({ key: "ask-topic-money-for" }, maxMeasureCharacters)));
  await sayAdvanced(ctx, await advanceTopic(ctx.work, ctx.actor, topicId, { kind: "money", body: body ?? "", fen }));
});

/** 整治前, 整治后: a photo of the same place. */
const picture = conversation<{ photo: GivenContent }, OfTopic & { kind: "before" | "after" }>(
  "topic-photo",
  async ({ ctx, given: { topicId, kind }, ask }) => {
    const { text: body = "", attachment } = await ask(
      "photo",
      shown({ key: `ask-topic-${kind}` }, "topic-photo-please", ["photo", "video"]),
    );
    await sayAdvanced(ctx, await advanceTopic(ctx.work, ctx.actor, topicId, { kind, body, attachment }));
  },
);

/** 结题. */
const result = conversation<{ words: string }, OfTopic>("topic-result", async ({ ctx, given: { topicId }, ask }) => {
  const said = await ask("words", words({ key: "ask-topic-result" }, maxMeasureCharacters));
  const refusal = await closeTopic(ctx.work, ctx.actor, topicId, said);
  if (refusal) sayRefusal(ctx, refusal);
  else sayMenu(ctx, "topic-closed");
});

async function sayAdvanced(ctx: BotContext, refusal: Awaited<ReturnType<typeof advanceTopic>>) {
  if (refusal) sayRefusal(ctx, refusal);
  else sayMenu(ctx, "topic-advanced");
}

export async function beginLine(ctx: BotContext, topicId: number, kind: TopicLineKind) {
  const refusal = await permitTopic(ctx.work, ctx.actor, topicId, "advance_topic");
  if (refusal) return sayRefusal(ctx, refusal);
  if (kind === "step") return step.enter(ctx, { topicId });
  if (kind === "money") return money.enter(ctx, { topicId });
  return picture.enter(ctx, { topicId, kind });
}

export async function beginResult(ctx: BotContext, topicId: number) {
  const refusal = await permitTopic(ctx.work, ctx.actor, topicId, "advance_topic");
  if (refusal) sayRefusal(ctx, refusal);
  else await result.enter(ctx, { topicId });
}
