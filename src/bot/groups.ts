import { readButton } from "../buttons.ts";
import { type Actor, findAccount, meetPerson } from "../domain/people/person.ts";
import { setDesk } from "../domain/places/desk.ts";
import { isRefusal } from "../domain/refusal.ts";
import { accept } from "../domain/tickets/accept.ts";
import { lockTicket } from "../domain/tickets/change.ts";
import { giveCard } from "../domain/tickets/recipients.ts";
import { label } from "../texts.ts";
import type { BotContext } from "./context.ts";
import { identityOf } from "./identity.ts";

/** In a group the bot keeps quiet unless spoken to, and then points to the private chat, where nobody reads along. */
export async function inGroup(ctx: BotContext) {
  if (ctx.callbackQuery) return claim(ctx);
  const typed = ctx.message?.text ?? ctx.message?.caption ?? "";
  const isForBot = typed.startsWith("/") || typed.includes(`@${ctx.me.username}`);
  if (!ctx.message || !isForBot) return;
  const station = /^\/desk(?:@\w+)?\s+(.+)/.exec(typed)?.[1];
  if (station) return beDesk(ctx, station);
  const language = ctx.from?.language_code?.startsWith("zh") === false ? "en" : "zh";
  const link = { text: label(language, "button-private-chat"), url: `https://t.me/${ctx.me.username}?start=menu` };
  await ctx.reply(label(language, "come-to-private-chat"), { ...topicOf(ctx), reply_markup: { inline_keyboard: [[link]] } });
}

/** In a forum, an answer stays in its topic. */
function topicOf(ctx: BotContext): { message_thread_id?: number } {
  const { is_topic_message: isInTopic, message_thread_id: threadId } = ctx.message ?? {};
  return isInTopic && threadId !== undefined ? { message_thread_id: threadId } : {};
}

async function meet(ctx: BotContext): Promise<Actor | undefined> {
  const identity = identityOf(ctx);
  return identity && meetPerson(ctx.work, await findAccount(ctx.work, identity.telegramId), identity);
}

/** `/desk 民政站`: this group, or this topic, becomes the station's desk. */
async function beDesk(ctx: BotContext, name: string) {
  const actor = await meet(ctx);
  if (!actor || !ctx.chat) return;
  const topic = topicOf(ctx);
  const set = await setDesk(ctx.work, actor, name, { chatId: ctx.chat.id, threadId: topic.message_thread_id ?? null });
  const said = isRefusal(set) ? label(actor.language, `refused-${set.refused}`) : label(actor.language, "desk-set", { name: set.name });
  await ctx.reply(said, topic);
}

/** 接单 at the desk: who claims a ticket works on it in their own chat. */
async function claim(ctx: BotContext) {
  const pressed = readButton(ctx.callbackQuery?.data ?? "");
  const actor = await meet(ctx);
  const ticket =
    actor && pressed.kind === "ticket" && pressed.action === "accept" ? await lockTicket(ctx.work, pressed.ticketId) : undefined;
  if (!actor || !ticket) return void (await ctx.answerCallbackQuery());
  const accepted = await accept(ctx.work, actor, ticket);
  const [key, values] = isRefusal(accepted)
    ? [`refused-${accepted.refused}`, { number: ticket.number, ...accepted.values }]
    : ["accepted-toast", { number: ticket.number }];
  await ctx.answerCallbackQuery({ text: label(actor.language, key, values) });
  if (!isRefusal(accepted)) await giveCard(ctx.work, accepted, actor);
}
