import type { Message, MessageEntity } from "@grammyjs/types";
import { findEntities, parseHtml } from "./entities.ts";
import { badRequest, forbidden } from "./errors.ts";
import type { Limits } from "./limits.ts";
import { checkMarkup } from "./markup.ts";
import { mediaFields, resolveFile } from "./media.ts";
import { asObject, type Call, type Payload } from "./payload.ts";
import { createSettings } from "./settings.ts";
import type { ChatRoom, World } from "./world.ts";

type Method = (call: Call) => unknown;

const maxText = 4096;
const maxCaption = 1024;
const noText = "there is no text in the message to edit";
const notModified =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

/** The methods of the Bot API that the emulator carries out; everything else answers 404 and counts as a violation. */
export function createMethods(world: World, limits: Limits): Record<string, Method> {
  function openRoom(payload: Payload): ChatRoom {
    const id = Number(payload["chat_id"]);
    const room = world.rooms.get(id);
    if (!room) throw badRequest("chat not found");
    if (room.deactivated) throw forbidden("user is deactivated");
    if (room.blocked) throw forbidden("bot was blocked by the user");
    if (room.kicked) throw forbidden("bot was kicked from the supergroup chat");
    if (!room.started) throw forbidden("bot can't initiate conversation with a user");
    const topic = payload["message_thread_id"];
    if (topic !== undefined && !room.topics.has(Number(topic))) throw badRequest("message thread not found");
    return room;
  }

  function formatted(value: unknown, payload: Payload, limit: number, tooLong: string) {
    const given = String(value ?? "");
    const mode = payload["parse_mode"];
    if (mode !== undefined && mode !== "HTML") throw badRequest("the emulator knows parse_mode HTML only");
    const parsed = mode === "HTML" ? parseHtml(given) : { text: given, entities: entitiesOf(payload["entities"]) };
    if ([...parsed.text].length > limit) throw badRequest(tooLong);
    const entities = [...parsed.entities, ...findEntities(parsed.text)];
    return { text: parsed.text, entities: entities.length ? entities : undefined };
  }

  function textOf(payload: Payload) {
    const { text, entities } = formatted(payload["text"], payload, maxText, "message is too long");
    if (text === "") throw badRequest("message text is empty");
    if (text.trim() === "") throw badRequest("text must be non-empty");
    return { text, ...(entities ? { entities } : {}) };
  }

  function captionOf(payload: Payload) {
    if (payload["caption"] === undefined || payload["caption"] === "") return {};
    const { text, entities } = formatted(payload["caption"], payload, maxCaption, "message caption is too long");
    return { caption: text, ...(entities ? { caption_entities: entities } : {}) };
  }

  function replyOf(room: ChatRoom, payload: Payload) {
    const reply = asObject(payload["reply_parameters"]) as { message_id?: number; allow_sending_without_reply?: boolean };
    if (reply?.message_id === undefined) return {};
    const message = world.findMessage(room.chat.id, Number(reply.message_id));
    if (message) return { reply_to_message: { ...message, reply_to_message: undefined } };
    if (reply.allow_sending_without_reply) return {};
    throw badRequest("message to be replied not found");
  }

  function send(payload: Payload, content: (room: ChatRoom) => object): Message {
    const room = openRoom(payload);
    const fields = content(room);
    const markup = checkMarkup(payload["reply_markup"], room.chat.type === "private");
    const reply = replyOf(room, payload);
    limits.countMessage(room);
    const topic = payload["message_thread_id"];
    const message = {
      message_id: world.newMessageId(),
      from: world.me,
      chat: room.chat,
      date: world.nowSeconds(),
      ...(topic === undefined ? {} : { message_thread_id: Number(topic), is_topic_message: true }),
      ...reply,
      ...fields,
      ...(markup?.inline_keyboard ? { reply_markup: { inline_keyboard: markup.inline_keyboard } } : {}),
    } as Message;
    world.store(room, message);
    if (markup?.keyboard) setKeyboard(room, markup as ChatRoom["replyKeyboard"]);
    if (markup?.remove_keyboard) setKeyboard(room, undefined);
    return message;
  }

  function setKeyboard(room: ChatRoom, keyboard: ChatRoom["replyKeyboard"]) {
    room.replyKeyboard = keyboard;
    world.events.emit("event", { type: "keyboard", chat_id: room.chat.id, keyboard: keyboard ?? null });
  }

  const sendFile =
    (kind: string): Method =>
    ({ payload, uploads }) =>
      send(payload, () => ({
        ...mediaFields(resolveFile(world, kind, payload[kind], uploads), payload),
        ...captionOf(payload),
      }));

  function edit(payload: Payload, change: (message: Message) => object): Message {
    const room = openRoom(payload);
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
  }

  function sendLocation(payload: Payload) {
    const location = { latitude: Number(payload["latitude"]), longitude: Number(payload["longitude"]) };
    const venue = payload["title"] === undefined ? {} : { venue: { location, title: payload["title"], address: payload["address"] } };
    return send(payload, () => ({ location, ...venue }));
  }

  function sendMediaGroup({ payload, uploads }: Call) {
    const media = asObject(payload["media"]) as unknown as { type: string; media: string; caption?: string; parse_mode?: string }[];
    if (!Array.isArray(media) || media.length < 2 || media.length > 10) throw badRequest("wrong number of items in the album");
    const media_group_id = `${world.options.now()}${Math.random()}`.replace(".", "");
    return media.map((item) =>
      send(payload, () => ({
        media_group_id,
        ...mediaFields(resolveFile(world, item.type, item.media, uploads), payload),
        ...captionOf({ caption: item.caption, parse_mode: item.parse_mode }),
      })),
    );
  }

  function copyMessage(payload: Payload) {
    const source = world.findMessage(Number(payload["from_chat_id"]), Number(payload["message_id"]));
    if (!source) throw badRequest("message to copy not found");
    const {
      message_id: _id,
      from: _from,
      chat: _chat,
      date: _date,
      reply_to_message: _reply,
      reply_markup: _m,
      ...content
    } = source as Message & { reply_markup?: unknown };
    return { message_id: send(payload, () => ({ ...content, ...captionOf(payload) })).message_id };
  }

  function forwardMessage(payload: Payload) {
    const source = world.findMessage(Number(payload["from_chat_id"]), Number(payload["message_id"]));
    if (!source) throw badRequest("message to forward not found");
    const { message_id: _id, from, chat: _chat, date, reply_to_message: _reply, ...content } = source;
    return send(payload, () => ({ ...content, forward_origin: { type: "user", sender_user: from, date } }));
  }

  function deleteMessage(payload: Payload) {
    const room = openRoom(payload);
    const index = room.messages.findIndex((message) => message.message_id === Number(payload["message_id"]));
    if (index < 0) throw badRequest("message to delete not found");
    room.messages.splice(index, 1);
    world.events.emit("event", { type: "delete", chat_id: room.chat.id, message_id: Number(payload["message_id"]) });
    return true;
  }

  function answerCallbackQuery(payload: Payload) {
    const query = world.callbackQueries.get(String(payload["callback_query_id"]));
    const tooOld = query && world.options.now() - query.askedAt > world.options.callbackTimeoutMs;
    if (!query || query.answer || tooOld) {
      throw badRequest("query is too old and response timeout expired or query ID is invalid");
    }
    query.answer = {
      ...(payload["text"] ? { text: String(payload["text"]) } : {}),
      ...(payload["show_alert"] ? { show_alert: true } : {}),
    };
    world.events.emit("event", {
      type: "callback_answer",
      chat_id: query.chatId,
      message_id: query.messageId,
      ...query.answer,
    });
    return true;
  }

  function sendChatAction(payload: Payload) {
    const room = openRoom(payload);
    world.events.emit("event", { type: "action", chat_id: room.chat.id, action: String(payload["action"]) });
    return true;
  }

  const { setMyCommands, keep, getFile, setWebhook } = createSettings(world);
  return {
    getMe: () => world.me,
    sendMessage: ({ payload }) => send(payload, () => textOf(payload)),
    sendPhoto: sendFile("photo"),
    sendVoice: sendFile("voice"),
    sendVideo: sendFile("video"),
    sendAudio: sendFile("audio"),
    sendDocument: sendFile("document"),
    sendAnimation: sendFile("animation"),
    sendVideoNote: sendFile("video_note"),
    sendSticker: sendFile("sticker"),
    sendLocation: ({ payload }) => sendLocation(payload),
    sendVenue: ({ payload }) => sendLocation(payload),
    sendContact: ({ payload }) =>
      send(payload, () => ({ contact: { phone_number: payload["phone_number"], first_name: payload["first_name"] } })),
    sendMediaGroup,
    copyMessage: ({ payload }) => copyMessage(payload),
    forwardMessage: ({ payload }) => forwardMessage(payload),
    editMessageText: ({ payload }) =>
      edit(payload, (message) => {
        if (!("text" in message)) throw badRequest(noText);
        return { entities: undefined, ...textOf(payload) };
      }),
    editMessageCaption: ({ payload }) => edit(payload, () => ({ caption: undefined, caption_entities: undefined, ...captionOf(payload) })),
    editMessageReplyMarkup: ({ payload }) => edit(payload, () => ({})),
    deleteMessage: ({ payload }) => deleteMessage(payload),
    setMessageReaction: ({ payload }) => {
      const room = openRoom(payload);
      if (!world.findMessage(room.chat.id, Number(payload["message_id"]))) throw badRequest("message to react not found");
      return true;
    },
    answerCallbackQuery: ({ payload }) => answerCallbackQuery(payload),
    sendChatAction: ({ payload }) => sendChatAction(payload),
    getChat: ({ payload }) => openRoom(payload).chat,
    getFile: ({ payload }) => getFile(payload),
    setMyCommands: ({ payload }) => setMyCommands(payload),
    setMyDescription: ({ payload }) => keep("setMyDescription", payload),
    setMyShortDescription: ({ payload }) => keep("setMyShortDescription", payload),
    setChatMenuButton: ({ payload }) => keep("setChatMenuButton", payload),
    setWebhook: ({ payload }) => setWebhook(payload),
    deleteWebhook: ({ payload }) => {
      world.webhook = undefined;
      if (payload["drop_pending_updates"]) world.updates.length = 0;
      return true;
    },
    getWebhookInfo: () => ({
      url: world.webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: world.updates.length,
    }),
  };
}

function entitiesOf(value: unknown): MessageEntity[] {
  return (asObject(value) as unknown as MessageEntity[] | undefined) ?? [];
}

const sameJson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
