import type { ChatFullInfo } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import { answerInline } from "../inline.ts";
import type { World } from "../world.ts";
import type { Methods } from "./method.ts";
import { openRoom } from "./rooms.ts";

/** The bot itself, its chats, and the answers to presses. */
export function createChats(world: World): Methods {
  return {
    getMe: () => world.me,
    // Of what the server tells of a chat, the emulator keeps what its members see.
    getChat: ({ payload }) => openRoom(world, payload).chat as ChatFullInfo,
    sendChatAction({ payload }) {
      const room = openRoom(world, payload);
      world.events.emit("event", { type: "action", chat_id: room.chat.id, action: String(payload["action"]) });
      return true;
    },
    answerInlineQuery: ({ payload }) => answerInline(world, payload),
    answerCallbackQuery({ payload }) {
      const query = world.callbackQueries.get(String(payload["callback_query_id"]));
      const tooOld = query && world.options.now() - query.askedAt > world.options.callbackTimeoutMs;
      if (!query || query.answer || tooOld) {
        throw badRequest("query is too old and response timeout expired or query ID is invalid");
      }
      query.answer = {
        ...(payload["text"] ? { text: String(payload["text"]) } : {}),
        ...(payload["show_alert"] ? { show_alert: true } : {}),
      };
      const { chatId, messageId, answer } = query;
      world.events.emit("event", { type: "callback_answer", chat_id: chatId, message_id: messageId, ...answer });
      return true;
    },
  };
}
