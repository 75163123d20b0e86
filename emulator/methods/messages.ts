import type { Message } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import type { Payload } from "../payload.ts";
import { pollOf } from "../polls.ts";
import type { World } from "../world.ts";
import type { Methods } from "./method.ts";
import type { Sending } from "./sending.ts";
import { captionOf, textOf } from "./text.ts";

/** How long a place may move: from a minute to a day, or without end. @throws ApiError with the server's wording */
function livePeriod(seconds: number): number {
  if (seconds === 0x7fffffff || (seconds >= 60 && seconds <= 86_400)) return seconds;
  throw badRequest("wrong live location period specified");
}

/** Messages without a file: words, places, contacts, and copies of other messages. */
export function createMessages(world: World, { send }: Sending): Methods {
  function findSource(payload: Payload, what: string): Message {
    const source = world.findMessage(Number(payload["from_chat_id"]), Number(payload["message_id"]));
    if (!source) throw badRequest(`message to ${what} not found`);
    return source;
  }

  function sendLocation(payload: Payload) {
    const location = { latitude: Number(payload["latitude"]), longitude: Number(payload["longitude"]) };
    const { live_period } = payload;
    if (live_period !== undefined) Object.assign(location, { live_period: livePeriod(Number(live_period)) });
    const venue = payload["title"] === undefined ? {} : { venue: { location, title: payload["title"], address: payload["address"] } };
    return send(payload, () => ({ location, ...venue }));
  }

  return {
    sendMessage: ({ payload }) => send(payload, () => textOf(payload)),
    sendPoll: ({ payload }) => send(payload, () => pollOf(world, payload)),
    sendLocation: ({ payload }) => sendLocation(payload),
    sendVenue: ({ payload }) => sendLocation(payload),
    sendContact: ({ payload }) =>
      send(payload, () => ({ contact: { phone_number: payload["phone_number"], first_name: payload["first_name"] } })),
    copyMessage({ payload }) {
      const source = findSource(payload, "copy") as Message & { reply_markup?: unknown };
      const { message_id: _, from: _from, chat: _chat, date: _date, reply_to_message: _reply, reply_markup: _markup, ...content } = source;
      return { message_id: send(payload, () => ({ ...content, ...captionOf(payload) })).message_id };
    },
    forwardMessage({ payload }) {
      const { message_id: _, from, chat: _chat, date, reply_to_message: _reply, ...content } = findSource(payload, "forward");
      return send(payload, () => ({ ...content, forward_origin: { type: "user", sender_user: from, date } }));
    },
  };
}
