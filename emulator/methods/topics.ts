import type { Message } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import type { Payload } from "../payload.ts";
import type { ChatRoom, World } from "../world.ts";
import type { Methods } from "./method.ts";
import { openRoom } from "./rooms.ts";

const colour = 0x6fb9f0;

/** Topics of forums, by a bot that may manage them. */
export function createTopics(world: World): Methods {
  function forum(payload: Payload, doing: string): ChatRoom {
    const room = openRoom(world, payload);
    if (!(room.chat as { is_forum?: boolean }).is_forum) throw badRequest("the chat is not a forum");
    if (!room.rights?.includes("can_manage_topics")) throw badRequest(`not enough rights to ${doing}`);
    return room;
  }

  function say(room: ChatRoom, threadId: number, said: object): Message {
    const message_id = world.newMessageId(room);
    const message_thread_id = threadId || message_id;
    const common = { message_id, from: world.me, chat: room.chat, date: world.nowSeconds(), message_thread_id, is_topic_message: true };
    const message = { ...common, ...said } as unknown as Message;
    world.store(room, message);
    return message;
  }

  const nameIn = (payload: Payload) => {
    const name = String(payload["name"] ?? "");
    if (!name.trim() || [...name].length > 128) throw badRequest("TOPIC_TITLE_EMPTY");
    return name;
  };

  function close(payload: Payload, isClosed: boolean): true {
    const room = forum(payload, "edit the topic");
    const threadId = Number(payload["message_thread_id"]);
    const topic = room.named?.get(threadId);
    if (topic && topic.isClosed === isClosed) throw badRequest("TOPIC_NOT_MODIFIED");
    if (topic) topic.isClosed = isClosed;
    say(room, threadId, isClosed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} });
    return true;
  }

  return {
    createForumTopic({ payload }) {
      const room = forum(payload, "create a topic");
      const name = nameIn(payload);
      const { message_id } = say(room, 0, { forum_topic_created: { name, icon_color: colour } });
      room.topics.add(message_id);
      room.named = (room.named ?? new Map()).set(message_id, { name, isClosed: false });
      return { message_thread_id: message_id, name, icon_color: colour };
    },
    editForumTopic({ payload }) {
      const room = forum(payload, "edit the topic");
      const threadId = Number(payload["message_thread_id"]);
      const name = nameIn(payload);
      const topic = room.named?.get(threadId);
      if (topic?.name === name) throw badRequest("TOPIC_NOT_MODIFIED");
      if (topic) topic.name = name;
      say(room, threadId, { forum_topic_edited: { name } });
      return true;
    },
    closeForumTopic: ({ payload }) => close(payload, true),
    reopenForumTopic: ({ payload }) => close(payload, false),
  };
}
