import type { Actor } from "../../../domain/people/person.ts";
import { setDesk } from "../../../domain/places/desk.ts";
import { moveGroup, showWaiting } from "../../../domain/places/group-chats.ts";
import { findStations } from "../../../domain/places/places.ts";
import { isRefusal, type Refusal } from "../../../domain/refusal.ts";
import { accept } from "../../../domain/tickets/accept.ts";
import { lockTicket } from "../../../domain/tickets/change.ts";
import { giveCard } from "../../../domain/tickets/recipients.ts";
import { readButton } from "../../../wording/buttons.ts";
import { label, listed } from "../../../wording/texts.ts";
import { textOf } from "../../content.ts";
import type { BotContext } from "../../context.ts";
import { pressedData } from "../../context.ts";
import { reportsInGroup } from "../figures/reports.ts";
import { meet, topicOf } from "./in-group.ts";
import { isSaidAtDesk } from "./said-at-desk.ts";

/** In a group the bot keeps quiet unless spoken to, and then points to the private chat, where nobody reads along. */
export async function inGroup(ctx: BotContext) {
  if (ctx.callbackQuery) return claim(ctx);
  if (await becomesSupergroup(ctx)) return;
  if (await isSaidAtDesk(ctx)) return;
  const typed = ctx.message ? textOf(ctx.message) : "";
  // A command with another bot's name is nobody's here.
  const [, command, named = ctx.me.username] = /^\/(\w*)(?:@(\w+))?/.exec(typed) ?? [];
  const isForBot = command === undefined ? typed.includes(`@${ctx.me.username}`) : named.toLowerCase() === ctx.me.username.toLowerCase();
  if (!ctx.message || !isForBot) return;
  if (command === "desk") return beDesk(ctx, /^\S+\s+(.+)/.exec(typed)?.[1] ?? "");
  const report = /^\/brief(?:@\w+)?(?:\s+(.+))?$/.exec(typed);
  if (report) return reportsInGroup(ctx, report[1] ?? "");
  const language = ctx.from?.language_code?.startsWith("zh") === false ? "en" : "zh";
  const link = { text: label(language, "button-private-chat"), url: `https://t.me/${ctx.me.username}?start=menu` };
  await ctx.reply(label(language, "come-to-private-chat"), { ...topicOf(ctx), reply_markup: { inline_keyboard: [[link]] } });
}

/** Telegram says it in both chats, in either order; the sender may have heard of it before. */
async function becomesSupergroup({ message, work }: BotContext): Promise<boolean> {
  const [from, to] = [message?.migrate_from_chat_id ?? message?.chat.id, message?.migrate_to_chat_id ?? message?.chat.id];
  if (from === undefined || to === undefined || from === to) return false;
  await moveGroup(work, from, to);
  return true;
}

/** `/desk 民政站`: this group, or this topic, becomes the station's desk. */
async function beDesk(ctx: BotContext, name: string) {
  const actor = await meet(ctx);
  if (!actor || !ctx.chat) return;
  const topic = topicOf(ctx);
  const set = await setDesk(ctx.work, actor, name, {
    chatId: ctx.chat.id,
    threadId: topic.message_thread_id ?? null,
    isForum: ctx.chat.is_forum ?? false,
  });
  const said = isRefusal(set) ? await whyNoDesk(ctx, actor, set) : label(actor.language, "desk-set", { name: set.name });
  await ctx.reply(said, topic);
  // What it could not show meanwhile, it shows now.
  if (!isRefusal(set) && set.deskLostAt) await showWaiting(ctx.work, { id: set.id, deskChatId: ctx.chat.id });
}

/** Whose it is to make a desk, or how the stations are called. */
async function whyNoDesk(ctx: BotContext, { language }: Actor, { refused }: Refusal): Promise<string> {
  if (refused === "not-yours") return label(language, "desk-not-yours");
  const names = (await findStations(ctx.work)).map(({ name }) => name);
  const [station] = names;
  return station ? label(language, "desk-which", { station, stations: listed(language, names) }) : label(language, "desk-no-stations");
}

/** 接单 at the desk: who claims a ticket works on it in their own chat. */
async function claim(ctx: BotContext) {
  const pressed = readButton(pressedData(ctx));
  const actor = await meet(ctx);
  const ticket =
    actor && pressed.kind === "ticket" && pressed.action === "accept" ? await lockTicket(ctx.work, pressed.ticketId) : undefined;
  if (!actor || !ticket) return void (await ctx.answerCallbackQuery());
  const accepted = await accept(ctx.work, actor, ticket);
  // At a desk everybody has read the card; that it went elsewhere meanwhile is what they may know.
  const isElsewhere = isRefusal(accepted) && accepted.refused === "not-yours" && ticket.confidential;
  const values = { number: ticket.number, ...(isRefusal(accepted) ? accepted.values : {}) };
  const refused = isElsewhere ? "refused-redirected" : isRefusal(accepted) && (`refused-${accepted.refused}` as const);
  const key = refused || "accepted-toast";
  await ctx.answerCallbackQuery({ text: label(actor.language, key, values) });
  if (!isRefusal(accepted)) await giveCard(ctx.work, accepted, actor);
}
