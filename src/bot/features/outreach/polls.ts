import { askTopics, findPollOf, readPollOptions, vote } from "../../../domain/outreach/polls.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import { pollData } from "../../../wording/callbacks.ts";
import { allowed } from "../../allowed.ts";
import { type BotContext, sayRefusal, toast } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { read } from "../../questions.ts";
import { type ChosenVillage, villageOrTownWhere } from "../../town-questions.ts";

const where = villageOrTownWhere({ key: "ask-poll-where" }, "plan_session", { action: "plan_town_session", key: "button-whole-town" });
const answers = read<string[]>({ key: "ask-poll-topics" }, readPollOptions);

/** 夜校讲什么: asked of everybody there. */
const askingTopics = conversation<{ where: ChosenVillage | null; topics: string[] }>("poll-topics", async ({ ctx, ask }) => {
  const village = await ask("where", where);
  const asked = await askTopics(ctx.work, ctx.actor, village?.id ?? null, [...(await ask("topics", answers))]);
  if (isRefusal(asked)) sayRefusal(ctx, asked);
  else sayMenu(ctx, "poll-sent", { count: asked });
});

export async function beginTopics(ctx: BotContext) {
  if (await allowed(ctx, "outreach")) await askingTopics.enter(ctx, {});
}

/** Somebody answered a poll in their chat. An answer may come before it is written down which poll that is. */
export async function pollAnswered(ctx: BotContext) {
  const { pollAnswer, work } = ctx;
  if (!pollAnswer?.user) return;
  const pollId = await findPollOf(work, pollAnswer.poll_id);
  if (pollId === undefined) ctx.isPutOff = ctx.mayPutOff;
  else await vote(work, pollAnswer.user.id, pollId, pollAnswer.option_ids);
}

export const pollPresses = pressesOf(pollData, {
  "": async (ctx, { id, option }) =>
    toast(ctx, (await vote(ctx.work, ctx.actor.telegramId, id, [option])) ? "poll-noted" : "button-unknown"),
});
