import type { Message } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import type { Limits } from "../limits.ts";
import { checkMarkup } from "../markup.ts";
import { asObject, type Payload } from "../payload.ts";
import type { ChatRoom, World } from "../world.ts";
import { openRoom } from "./rooms.ts";

export type Sending = ReturnType<typeof createSending>;

const notModified =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

/** What all methods share that put a message into a chat, or change one. */
export function createSending(world: World, limits: Limits) {
  function replyOf(room: ChatRoom, payload: Payload) {
    const reply = asObject(payload["reply_parameters"]) as { message_id?: number; allow_sending_without_reply?: boolean };
    if (reply?.message_id === undefined) return {};
    const message = world.findMessage(room.chat.id, Number(reply.message_id));
    if (message) return { reply_to_message: { ...message, reply_to_message: undefined } };
    if (reply.allow_sending_without_reply) return {};
    throw badRequest("message to be replied not found");
  }

  function setKeyboard(room: ChatRoom, keyboard: ChatRoom["replyKeyboard"]) {
    room.replyKeyboard = keyboard;
    world.events.emit("event", { type: "keyboard", chat_id: room.chat.id, keyboard: keyboard ?? null });
  }

  return {
    /** @param content what the message holds; asked only when the bot may write there */
    send(payload: Payload, content: (room: ChatRoom) => object): Message {
      const room = openRoom(world, payload);
      if (room.muted) throw badRequest("not enough rights to send text messages to the chat");
      const fields = content(room);
      const markup = checkMarkup(payload["reply_markup"], room.chat.type === "private");
      const reply = replyOf(room, payload);
      limits.countMessage(room);
      const topic = payload["message_thread_id"];
      const message = {
        message_id: world.newMessageId(room),
        from: world.me,
        chat: room.chat,
        date: world.nowSeconds(),
        ...(topic === undefined ? {} : { message_thread_id: Number(topic), is_topic_message: true }),
        ...reply,
        ...(isTrue(payload["protect_content"]) ? { has_protected_content: true } : {}),
        ...fields,
        ...(markup?.inline_keyboard ? { reply_markup: { inline_keyboard: markup.inline_keyboard } } : {}),
      } as Message;
      world.store(room, message);
      if (markup?.keyboard) setKeyboard(room, markup as ChatRoom["replyKeyboard"]);
      if (markup?.remove_keyboard) setKeyboard(room, undefined);
      return message;
    },

    /** @param change the fields that the message has from now on; none when only its buttons change */
    edit(payload: Payload, change: (message: Message) => object): Message {
      const room = openRoom(world, payload);
      const message = world.findMessage(room.chat.id, Number(payload["message_id"]));
      if (!message) throw badRequest("message to edit not found");
      if (message.from?.id !== world.me.id) throw badRequest("message can't be edited");
      const markup = checkMarkup(payload["reply_markup"], room.chat.type === "private");
      const { reply_markup: oldMarkup, edit_date: _, ...before } = message as Message & { reply_markup?: unknown };
      const changed = change(message);
      const keyboard = markup?.inline_keyboard?.length ? { inline_keyboard: markup.inline_keyboard } : undefined;
      if (sameJson({ ...before, ...changed }, before) && sameJson(keyboard, oldMarkup)) throw badRequest(notModified);
      limits.countMessage(room);
      // New buttons alone do not make a message an edited one.
      const isEdited = Object.keys(changed).length > 0;
      Object.assign(message, changed, isEdited ? { edit_date: world.nowSeconds() } : {});
      if (keyboard) Object.assign(message, { reply_markup: keyboard });
      else delete (message as { reply_markup?: unknown }).reply_markup;
      world.events.emit("event", { type: "edit", chat_id: room.chat.id, message });
      return message;
    },
  };
}

const isTrue = (given: unknown) => given === true || given === "true";

const sameJson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
