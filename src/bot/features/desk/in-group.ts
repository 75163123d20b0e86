import { type Actor, findAccount, meetPerson } from "../../../domain/people/person.ts";
import type { BotContext } from "../../context.ts";
import { identityOf } from "../../identity.ts";

/** In a forum, an answer stays in its topic. */
export function topicOf(ctx: BotContext): { message_thread_id?: number } {
  const { is_topic_message: isInTopic, message_thread_id: threadId } = ctx.message ?? {};
  return isInTopic && threadId !== undefined ? { message_thread_id: threadId } : {};
}

/** A person who wrote or pressed in the group; undefined for what is posted in nobody's name. */
export async function meet(ctx: BotContext): Promise<Actor | undefined> {
  const identity = identityOf(ctx);
  return identity && meetPerson(ctx.work, await findAccount(ctx.work, identity.telegramId), identity);
}
