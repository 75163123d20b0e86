import type { ChatMember } from "@grammyjs/types";
import { findAccount } from "../../../domain/people/person.ts";
import { setReachable } from "../../../domain/people/reach.ts";
import { loseDesk, regainDesk } from "../../../domain/places/group-chats.ts";
import { eraseUpdates } from "../../../domain/privacy/erase-person.ts";
import type { BotContext } from "../../context.ts";

/** Somebody blocked the bot or came back; the person who waits for them can see it, and what waited goes out. In a group, a desk is lost or found. */
export async function contact(ctx: BotContext) {
  const change = ctx.myChatMember;
  if (!change) return;
  const { chat, from, new_chat_member: bot } = change;
  if (chat.type === "private") {
    // Of somebody who was erased nothing is kept because they leave.
    if (!(await findAccount(ctx.work, from.id))) return eraseUpdates(ctx.work, chat.id);
    return setReachable(ctx.work, from.id, bot.status !== "kicked");
  }
  if (bot.status === "kicked" || bot.status === "left") return loseDesk(ctx.work, chat.id, "removed");
  return mayWrite(bot) ? regainDesk(ctx.work, chat.id) : loseDesk(ctx.work, chat.id, "muted");
}

const mayWrite = (bot: ChatMember): boolean => bot.status !== "restricted" || (bot.is_member && bot.can_send_messages);
