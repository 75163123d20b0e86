import type { Message, ReplyKeyboardMarkup } from "@grammyjs/types";
import type { TextKey } from "../../locales/text-key.ts";
import type { TextValues } from "../wording/texts.ts";
import { type BotContext, say, word } from "./context.ts";

// A person or a group is picked in Telegram's own list instead of typed. Such keys exist in private chats only, and not on old servers:
// the name may be typed as well.

/** What a pick is answered with; which group is for which station says its number. */
const personRequest = 1;

const keys = (ctx: BotContext, rows: ReplyKeyboardMarkup["keyboard"]): ReplyKeyboardMarkup => ({
  keyboard: [...rows, [{ text: word(ctx, "button-cancel") }]],
  resize_keyboard: true,
  one_time_keyboard: true,
});

/** Brings up the key that opens the list of people. */
export function sayPickPerson(ctx: BotContext, key: TextKey = "ask-pick-person") {
  const request_users = { request_id: personRequest, user_is_bot: false, max_quantity: 1, request_name: true };
  say(ctx, key, {}, { markup: keys(ctx, [[{ text: word(ctx, "button-pick-person"), request_users }]]) });
}

/** Only the right that is needed; the person who picks must have it to hand it on. */
const topicRights = {
  ...{ is_anonymous: false, can_manage_chat: false, can_delete_messages: false, can_manage_video_chats: false },
  ...{ can_restrict_members: false, can_promote_members: false, can_change_info: false, can_invite_users: false },
  ...{ can_post_stories: false, can_edit_stories: false, can_delete_stories: false, can_send_welcome_messages: false },
  can_manage_topics: true,
};

/** Brings up the keys that open the lists of groups: those that the bot is in, and forums, of which it becomes an administrator of topics. */
export function sayPickGroup(ctx: BotContext, requestId: number, key: TextKey, values: TextValues) {
  const asked = { request_id: requestId, chat_is_channel: false, request_title: true };
  const rights = { bot_administrator_rights: topicRights, user_administrator_rights: topicRights };
  const rows = [
    [{ text: word(ctx, "button-pick-group"), request_chat: { ...asked, bot_is_member: true } }],
    [{ text: word(ctx, "button-pick-forum"), request_chat: { ...asked, request_id: -requestId, chat_is_forum: true, ...rights } }],
  ];
  say(ctx, key, values, { markup: keys(ctx, rows) });
}

export type Picked = { telegramId: number; name: string };

/** The person who was picked. */
export function pickedPerson({ users_shared: shared }: Message): Picked | undefined {
  const [user] = shared?.users ?? [];
  return user && { telegramId: user.user_id, name: [user.first_name, user.last_name].filter(Boolean).join(" ") };
}

/** `isForum`: a group with topics. */
export type Group = { chatId: number; title: string; isForum: boolean };

/** The group that was picked for this number. */
export function pickedGroup({ chat_shared: shared }: Message, requestId: number): Group | undefined {
  if (!shared || Math.abs(shared.request_id) !== requestId) return undefined;
  return { chatId: shared.chat_id, title: shared.title ?? "", isForum: shared.request_id < 0 };
}

/** Something was picked, though it is not asked for any more. */
export const isPick = ({ users_shared: users, chat_shared: chat }: Message): boolean => users !== undefined || chat !== undefined;
