import type { Location, Message } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import type { World } from "../world.ts";
import type { Methods } from "./method.ts";
import { openRoom } from "./rooms.ts";
import type { Sending } from "./sending.ts";
import { captionOf, textOf } from "./text.ts";

/** Of those that the server allows, the ones that answer somebody's words. */
const known: ReadonlySet<unknown> = new Set(["👍", "👎", "❤", "🙏", "👌", "👏", "🎉", "👀", "🫡", "✍", "🤝", "💯", "🆒"]);

/** @throws ApiError for more than one, which only a premium account may set, and for what is no reaction */
function reactionsIn(given: unknown): string[] {
  const list = (typeof given === "string" ? JSON.parse(given) : (given ?? [])) as { type?: string; emoji?: string }[];
  if (list.length > 1) throw badRequest("REACTIONS_TOO_MANY");
  for (const { type, emoji } of list) if (type !== "emoji" || !known.has(emoji)) throw badRequest("REACTION_INVALID");
  return list.map(({ emoji }) => String(emoji));
}

/** What changes a message that is there, or takes it away. */
export function createEdits(world: World, { edit }: Sending): Methods {
  function movingIn({ location, date }: Message): Location & { live_period: number } {
    const period = location?.live_period;
    if (!location || period === undefined) throw badRequest("there is no live location in the message to edit");
    if (period < 0x7fffffff && date + period <= world.nowSeconds()) throw badRequest("message can't be edited");
    return { ...location, live_period: period };
  }

  return {
    editMessageText: ({ payload }) =>
      edit(payload, (message) => {
        if (!("text" in message)) throw badRequest("there is no text in the message to edit");
        return { entities: undefined, ...textOf(payload) };
      }),
    editMessageCaption: ({ payload }) => edit(payload, () => ({ caption: undefined, caption_entities: undefined, ...captionOf(payload) })),
    editMessageLiveLocation: ({ payload }) =>
      edit(payload, (message) => {
        const { live_period } = movingIn(message);
        return { location: { latitude: Number(payload["latitude"]), longitude: Number(payload["longitude"]), live_period } };
      }),
    stopMessageLiveLocation: ({ payload }) =>
      edit(payload, (message) => {
        const { latitude, longitude } = movingIn(message);
        return { location: { latitude, longitude } };
      }),
    editMessageReplyMarkup: ({ payload }) => edit(payload, () => ({})),
    deleteMessage({ payload }) {
      const room = openRoom(world, payload);
      const message_id = Number(payload["message_id"]);
      const index = room.messages.findIndex((message) => message.message_id === message_id);
      if (index < 0) throw badRequest("message to delete not found");
      room.messages.splice(index, 1);
      world.events.emit("event", { type: "delete", chat_id: room.chat.id, message_id });
      return true;
    },
    setMessageReaction({ payload }) {
      const room = openRoom(world, payload);
      const message_id = Number(payload["message_id"]);
      if (!world.findMessage(room.chat.id, message_id)) throw badRequest("message to react not found");
      const emoji = reactionsIn(payload["reaction"]);
      room.reactions = { ...room.reactions, [message_id]: emoji };
      world.events.emit("event", { type: "reaction", chat_id: room.chat.id, message_id, emoji });
      return true;
    },
  };
}
