import type { Chat, Message, User } from "@grammyjs/types";
import { z } from "zod";
import { findEntities } from "./entities.ts";
import { changeGroup, type GroupDoing, groupDoings } from "./groups.ts";
import { askInline, chosenFields } from "./inline.ts";
import { mediaFields } from "./media.ts";
import { votePoll } from "./polls.ts";
import { shareChat, shareUser } from "./sharing.ts";
import { type ChatRoom, inlineKeyboardOf, type World } from "./world.ts";

const reply = { reply_to: z.int().optional(), topic: z.int().optional() };
const fileKinds = ["photo", "voice", "video", "document", "audio", "video_note", "sticker", "animation"] as const;

/** What a person can do in a chat with the bot; the page and the tests send exactly these. */
export const actionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("text"), text: z.string(), ...reply }),
  z.object({ do: z.literal("edit"), message_id: z.int(), text: z.string() }),
  z.object({
    do: z.literal("file"),
    kind: z.enum(fileKinds),
    caption: z.string().optional(),
    name: z.string().optional(),
    mime: z.string().optional(),
    /** The content in base64; a few bytes stand for it when absent. */
    base64: z.string().optional(),
    /** Pretended size in bytes, for files that are too large to send. */
    size: z.int().optional(),
    album: z.string().optional(),
    duration: z.number().optional(),
    ...reply,
  }),
  /** `live_period`: for so many seconds it may be moved, or stopped. */
  z.object({
    do: z.literal("location"),
    latitude: z.number(),
    longitude: z.number(),
    live_period: z.int().positive().optional(),
    ...reply,
  }),
  z.object({ do: z.literal("move"), message_id: z.int(), latitude: z.number(), longitude: z.number() }),
  z.object({ do: z.literal("vote"), message_id: z.int(), option_ids: z.array(z.int().nonnegative()) }),
  z.object({ do: z.literal("stop_moving"), message_id: z.int() }),
  z.object({ do: z.literal("venue"), latitude: z.number(), longitude: z.number(), title: z.string(), address: z.string(), ...reply }),
  z.object({ do: z.literal("contact"), phone: z.string(), user_id: z.int().optional(), ...reply }),
  z.object({ do: z.literal("press"), message_id: z.int(), data: z.string() }),
  /** `@bot words` in any chat, and one of the results that came of it. */
  z.object({ do: z.literal("inline"), query: z.string(), offset: z.string().default("") }),
  z.object({ do: z.literal("choose"), inline_query_id: z.string(), result_id: z.string(), ...reply }),
  /** What was picked by a key that asks for a person, or for a chat. */
  z.object({ do: z.literal("share_user"), request_id: z.int(), user_id: z.int() }),
  z.object({ do: z.literal("share_chat"), request_id: z.int(), chat_id: z.int() }),
  z.object({ do: z.literal("forward"), text: z.string(), from_name: z.string() }),
  /** Opens a topic in a forum; its id is that of the message that says so. */
  z.object({ do: z.literal("open_topic"), name: z.string() }),
  z.object({ do: z.literal("block") }),
  z.object({ do: z.literal("unblock") }),
  z.object({ do: z.literal("deactivate") }),
  /** `topic`: which one is deleted. */
  z.object({ do: z.enum(groupDoings), topic: z.int().optional() }),
]);
export type Action = z.input<typeof actionSchema>;

export type PersonGiven = { id?: number; first_name: string; last_name?: string; username?: string; language_code?: string };

/** Adds a person who can talk to the bot. */
export function addPerson(world: World, given: PersonGiven): User {
  const user: User = { language_code: "zh-hans", ...given, id: given.id ?? world.newPersonId(), is_bot: false };
  world.users.set(user.id, user);
  const { id, first_name, last_name, username } = user;
  const named = { first_name, ...(last_name ? { last_name } : {}), ...(username ? { username } : {}) };
  world.room({ id, type: "private", ...named } as Chat);
  return user;
}

/** Adds a group with the bot in it. */
export function addGroup(world: World, title: string, isForum = false, id = world.newGroupId()): Chat {
  const chat = { id, type: "supergroup", title, ...(isForum ? { is_forum: true } : {}) } as Chat;
  world.room(chat);
  return chat;
}

/** Adds a group of the smaller kind, which becomes a supergroup one day, with the bot in it. */
export function addBasicGroup(world: World, title: string): Chat {
  const chat = { id: world.newGroupId(), type: "group", title } as Chat;
  world.room(chat);
  return chat;
}

type Done = { message?: Message; callback_query_id?: string; inline_query_id?: string };

/**
 * Carries out what a person does and queues the update that Telegram would send for it.
 *
 * @param chatId the person's own id for the private chat with the bot, or a group's
 * @returns the person's message, or for a button press the id of its callback query
 * @throws Error when the person, the chat or the message does not exist
 */
export function act(world: World, userId: number, chatId: number, action: Action): Done {
  const user = world.users.get(userId);
  const room = world.rooms.get(chatId);
  if (!user || !room) throw new Error(`There is no person ${userId} or no chat ${chatId}`);
  // What is written to the bot in another chat counts as nothing said in this one.
  if (action.do === "inline") return askInline(world, user, room, action.query, action.offset ?? "");
  room.lastWroteAt = world.options.now();
  switch (action.do) {
    case "press":
      return press(world, user, room, action.message_id, action.data);
    case "vote":
      return { message: votePoll(world, user, room, action.message_id, action.option_ids) };
    case "move":
    case "stop_moving":
      return { message: move(world, room, action) };
    case "edit":
      return { message: editOwn(world, room, action.message_id, action.text) };
    case "block":
    case "unblock":
      return setBlocked(world, user, room, action.do === "block");
    case "deactivate":
      room.deactivated = true;
      return {};
    case "upgrade":
    case "remove_bot":
    case "add_bot":
    case "mute_bot":
    case "unmute_bot":
    case "delete_topic":
      changeGroup(world, user, room, action.do, action.topic);
      return {};
    default:
      return { message: say(world, user, room, action) };
  }
}

type Said = Exclude<
  Action,
  { do: "press" | "vote" | "move" | "stop_moving" | "inline" | "edit" | "block" | "unblock" | "deactivate" | GroupDoing }
>;

function say(world: World, user: User, room: ChatRoom, action: Said): Message {
  if (room.blocked) setBlocked(world, user, room, false);
  room.started = true;
  const topic = "topic" in action ? action.topic : undefined;
  const repliedTo = "reply_to" in action && action.reply_to ? world.findMessage(room.chat.id, action.reply_to) : undefined;
  const message = {
    message_id: world.newMessageId(room),
    from: user,
    chat: room.chat,
    date: world.nowSeconds(),
    ...(topic ? { message_thread_id: topic, is_topic_message: true } : {}),
    ...(repliedTo ? { reply_to_message: { ...repliedTo, reply_to_message: undefined } } : {}),
    ...contentOf(world, user, room, action),
  } as Message;
  if (action.do === "open_topic") {
    room.topics.add(message.message_id);
    Object.assign(message, { message_thread_id: message.message_id, is_topic_message: true });
  }
  if (room.replyKeyboard?.one_time_keyboard) {
    room.replyKeyboard = undefined;
    world.events.emit("event", { type: "keyboard", chat_id: room.chat.id, keyboard: null });
  }
  world.store(room, message);
  world.addUpdate({ message: message as never });
  return message;
}

function contentOf(world: World, user: User, room: ChatRoom, action: Said): object {
  switch (action.do) {
    case "text":
      return textFields(action.text);
    case "choose":
      return chosenFields(world, action.inline_query_id, action.result_id);
    case "share_user":
      return shareUser(world, room, action.request_id, action.user_id);
    case "share_chat":
      return shareChat(world, user, room, action.request_id, action.chat_id);
    case "open_topic":
      return { forum_topic_created: { name: action.name, icon_color: 0x6fb9f0 } };
    case "forward":
      return {
        ...textFields(action.text),
        forward_origin: { type: "hidden_user", sender_user_name: action.from_name, date: world.nowSeconds() - 3600 },
      };
    case "location":
      return { location: placeOf(action, action.live_period) };
    case "venue": {
      const { title, address, latitude, longitude } = action;
      const location = { latitude, longitude };
      return { location, venue: { location, title, address } };
    }
    case "contact": {
      const owner = action.user_id ?? user.id;
      return { contact: { phone_number: action.phone, first_name: user.first_name, user_id: owner } };
    }
    case "file": {
      const bytes = action.base64 ? Buffer.from(action.base64, "base64") : Buffer.from(`${action.kind} of ${user.first_name}`);
      const { name, mime, size } = action;
      const file = world.addFile(action.kind, bytes, { ...(name ? { name } : {}), ...(mime ? { mime } : {}), ...(size ? { size } : {}) });
      const caption = action.caption ? { caption: action.caption, caption_entities: findEntities(action.caption) } : {};
      const given = action.duration ? { duration: action.duration } : {};
      return { ...mediaFields(file, given), ...caption, ...(action.album ? { media_group_id: action.album } : {}) };
    }
  }
}

function textFields(text: string) {
  const entities = findEntities(text);
  return { text, ...(entities.length ? { entities } : {}) };
}

function editOwn(world: World, room: ChatRoom, messageId: number, text: string): Message {
  const message = world.findMessage(room.chat.id, messageId);
  if (!message) throw new Error(`There is no message ${messageId} to edit`);
  Object.assign(message, "text" in message ? textFields(text) : { caption: text }, { edit_date: world.nowSeconds() });
  world.events.emit("event", { type: "edit", chat_id: room.chat.id, message });
  world.addUpdate({ edited_message: message as never });
  return message;
}

const placeOf = ({ latitude, longitude }: { latitude: number; longitude: number }, live_period?: number) => ({
  ...{ latitude, longitude },
  ...(live_period === undefined ? {} : { live_period }),
});

/** A phone tells where it is, or that it tells no more; when the time is over by itself, nobody is told. */
function move(world: World, room: ChatRoom, action: Extract<Action, { do: "move" | "stop_moving" }>): Message {
  const message = world.findMessage(room.chat.id, action.message_id);
  const { location } = message ?? {};
  const period = location?.live_period;
  if (!message || !location || period === undefined) throw new Error(`Message ${action.message_id} is no place that moves`);
  if (message.date + period <= world.nowSeconds()) throw new Error(`The place in message ${action.message_id} moves no more`);
  Object.assign(message, {
    location: action.do === "move" ? placeOf(action, period) : placeOf(location),
    edit_date: world.nowSeconds(),
  });
  world.events.emit("event", { type: "edit", chat_id: room.chat.id, message });
  world.addUpdate({ edited_message: structuredClone(message) as never });
  return message;
}

function press(world: World, user: User, room: ChatRoom, messageId: number, data: string) {
  const message = world.findMessage(room.chat.id, messageId);
  if (!message) throw new Error(`There is no message ${messageId} to press a button of`);
  const id = `${world.newMessageId()}${user.id}`;
  world.callbackQueries.set(id, {
    id,
    askedAt: world.options.now(),
    chatId: room.chat.id,
    messageId,
    userId: user.id,
  });
  world.addUpdate({
    callback_query: { id, from: user, chat_instance: String(room.chat.id), data, message: structuredClone(message) as never },
  });
  return { callback_query_id: id };
}

function setBlocked(world: World, user: User, room: ChatRoom, blocked: boolean) {
  if (room.blocked === blocked) return {};
  room.blocked = blocked;
  const member = (status: string) => ({ user: world.me, status, ...(status === "kicked" ? { until_date: 0 } : {}) });
  world.addUpdate({
    my_chat_member: {
      chat: room.chat,
      from: user,
      date: world.nowSeconds(),
      old_chat_member: member(blocked ? "member" : "kicked"),
      new_chat_member: member(blocked ? "kicked" : "member"),
    } as never,
  });
  return {};
}

/** The callback data of the first button, newest message first, whose text contains `words`. */
export function findButton(room: ChatRoom, words: string | RegExp): { message_id: number; data: string } | undefined {
  for (const message of room.messages.toReversed()) {
    for (const button of inlineKeyboardOf(message)?.inline_keyboard.flat() ?? []) {
      const matches = typeof words === "string" ? button.text.includes(words) : words.test(button.text);
      if (matches && "callback_data" in button) return { message_id: message.message_id, data: button.callback_data };
    }
  }
  return undefined;
}
