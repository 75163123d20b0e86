import type { KeyboardButtonRequestChat, KeyboardButtonRequestUsers, User } from "@grammyjs/types";
import { sayMember } from "./groups.ts";
import type { ChatRoom, World } from "./world.ts";

type Requests = { request_users: KeyboardButtonRequestUsers; request_chat: KeyboardButtonRequestChat };

/** What the key below somebody's chat asks for. @throws Error when there is none */
function keyOf<K extends keyof Requests>(room: ChatRoom, kind: K, requestId: number): Requests[K] {
  const keys = (room.replyKeyboard?.keyboard ?? []).flat() as (string | Partial<Requests>)[];
  const found = keys
    .flatMap((key) => (typeof key === "string" ? [] : (key[kind] ?? [])))
    .find(({ request_id }) => request_id === requestId);
  if (!found) throw new Error(`No key asks for ${requestId}`);
  return found as Requests[K];
}

/** Somebody picks a person by a key. */
export function shareUser(world: World, room: ChatRoom, requestId: number, userId: number): object {
  const { user_is_bot, request_name, request_username } = keyOf(room, "request_users", requestId);
  const shared = world.users.get(userId);
  if (!shared || (user_is_bot !== undefined && user_is_bot !== shared.is_bot)) throw new Error(`The list does not have ${userId}`);
  const { first_name, last_name, username } = shared;
  const name = request_name ? { first_name, ...(last_name ? { last_name } : {}) } : {};
  return {
    users_shared: { request_id: requestId, users: [{ user_id: userId, ...name, ...(request_username && username ? { username } : {}) }] },
  };
}

/** Somebody picks a chat by a key; the bot is given the rights in it that were asked for. */
export function shareChat(world: World, owner: User, room: ChatRoom, requestId: number, chatId: number): object {
  const { chat_is_channel, chat_is_forum, bot_is_member, bot_administrator_rights, request_title } = keyOf(room, "request_chat", requestId);
  const shared = world.rooms.get(chatId);
  const isForum = (shared?.chat as { is_forum?: boolean } | undefined)?.is_forum ?? false;
  const isFit =
    shared &&
    shared.chat.type !== "private" &&
    (shared.chat.type === "channel") === chat_is_channel &&
    (chat_is_forum === undefined || chat_is_forum === isForum) &&
    !(bot_is_member && shared.kicked);
  if (!isFit) throw new Error(`The list does not have ${chatId}`);
  if (bot_administrator_rights) {
    const before = shared.kicked ? "left" : "member";
    shared.kicked = false;
    shared.rights = Object.entries(bot_administrator_rights).flatMap(([right, has]) => (has === true ? [right] : []));
    sayMember(world, owner, shared, { status: before }, { status: "administrator", can_be_edited: false, ...bot_administrator_rights });
  }
  const title = request_title ? { title: (shared.chat as { title?: string }).title } : {};
  return { chat_shared: { request_id: requestId, chat_id: chatId, ...title } };
}
