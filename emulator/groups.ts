import type { Chat, Message, User } from "@grammyjs/types";
import type { ChatRoom, World } from "./world.ts";

/** What a group's owner can do to it, and so to the bot. */
export const groupDoings = ["upgrade", "remove_bot", "add_bot", "mute_bot", "unmute_bot", "delete_topic"] as const;
export type GroupDoing = (typeof groupDoings)[number];

/** Carries out what the owner of a group does, with the updates that Telegram sends for it. @param topic the one to be deleted */
export function changeGroup(world: World, owner: User, room: ChatRoom, doing: GroupDoing, topic?: number) {
  switch (doing) {
    case "upgrade":
      return upgrade(world, owner, room);
    case "remove_bot":
      room.kicked = true;
      return sayMember(world, owner, room, member("member"), member("kicked"));
    case "add_bot":
      room.kicked = false;
      return sayMember(world, owner, room, member("left"), member("member"));
    case "mute_bot":
    case "unmute_bot":
      room.muted = doing === "mute_bot";
      return sayMember(world, owner, room, room.muted ? member("member") : muted, room.muted ? muted : member("member"));
    case "delete_topic":
      // Nobody is told, and its messages go with it.
      room.topics.delete(topic ?? 0);
      room.messages = room.messages.filter((message) => message.message_thread_id !== topic);
  }
}

type Standing = { status: string } & Record<string, unknown>;
const member = (status: string): Standing => ({ status, ...(status === "kicked" ? { until_date: 0 } : {}) });
const muted: Standing = { status: "restricted", is_member: true, can_send_messages: false, until_date: 0 };

/** The bot hears what it is in a group now. */
export function sayMember(world: World, from: User, { chat }: ChatRoom, before: Standing, after: Standing) {
  const of = (standing: Standing) => ({ user: world.me, ...standing });
  const change = { chat, from, date: world.nowSeconds(), old_chat_member: of(before), new_chat_member: of(after) };
  world.addUpdate({ my_chat_member: change as never });
}

/**
 * The group becomes a supergroup: another chat, whose messages are numbered anew. The bot hears that it has come into that one, and in each
 * of the two which the other is; that it has left the old one is never said.
 *
 * @see https://core.telegram.org/bots/api#message migrate_to_chat_id
 */
function upgrade(world: World, owner: User, room: ChatRoom) {
  const { title = "" } = room.chat as { title?: string };
  const next = world.room({ id: world.newSupergroupId(), type: "supergroup", title } as Chat);
  next.lastMessageId = 0;
  room.migratedTo = next.chat.id;
  sayMember(world, owner, next, member("left"), member("member"));
  for (const [in_, said] of [
    [room, { migrate_to_chat_id: next.chat.id }],
    [next, { migrate_from_chat_id: room.chat.id }],
  ] as const) {
    const message = { message_id: world.newMessageId(in_), from: owner, chat: in_.chat, date: world.nowSeconds(), ...said } as Message;
    world.store(in_, message);
    world.addUpdate({ message: message as never });
  }
}
