import { ApiError, badRequest, forbidden } from "../errors.ts";
import type { Payload } from "../payload.ts";
import type { ChatRoom, World } from "../world.ts";

/**
 * The chat that `chat_id` and `message_thread_id` name, if the bot may act there.
 *
 * @throws ApiError with the server's wording
 */
export function openRoom(world: World, payload: Payload): ChatRoom {
  const room = world.rooms.get(Number(payload["chat_id"]));
  if (!room) throw badRequest("chat not found");
  if (room.deactivated) throw forbidden("user is deactivated");
  if (room.blocked) throw forbidden("bot was blocked by the user");
  if (room.migratedTo !== undefined) {
    const parameters = { migrate_to_chat_id: room.migratedTo };
    throw new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", parameters);
  }
  if (room.kicked) throw forbidden(`bot was kicked from the ${room.chat.type} chat`);
  if (!room.started) throw forbidden("bot can't initiate conversation with a user");
  const topic = payload["message_thread_id"];
  if (topic !== undefined && !room.topics.has(Number(topic))) throw badRequest("message thread not found");
  return room;
}
