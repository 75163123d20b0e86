import type { GrammyError } from "grammy";
import type { NoticeBody } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { type DeskLoss, leaveTopic, loseDesk, moveGroup } from "../domain/places/group-chats.ts";
import type { Row } from "./queue.ts";
import type { Call } from "./render.ts";

/** What a row becomes when its chat has become another. */
export type Readdress = (row: Row) => Row;

/** What a refusal says of a group rather than of a message: what is to be written down, and where the message goes instead, if anywhere. */
export type ChatChange = { note: (work: Work) => Promise<void>; readdress?: Readdress };

const topicGone = /message thread not found|TOPIC_(DELETED|CLOSED|ID_INVALID)/;
const losses: readonly (readonly [RegExp, DeskLoss])[] = [
  [/group chat was deleted|chat not found|chat was deactivated|group chat was deactivated|PEER_ID_INVALID/, "gone"],
  [/not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|need administrator rights|TOPIC_CLOSED/, "muted"],
];

/**
 * Reads a refusal for what it says about the group.
 *
 * @returns undefined when it says something about the message only
 * @see https://core.telegram.org/bots/api#responseparameters
 */
export function chatChangeOf(error: GrammyError, row: Row, call: Call | undefined): ChatChange | undefined {
  const { chatId } = row;
  if (chatId >= 0) return undefined;
  const to = error.parameters.migrate_to_chat_id;
  if (to !== undefined && to !== chatId) return { note: (work) => moveGroup(work, chatId, to), readdress: movedTo(to) };
  const threadId = call?.payload["message_thread_id"];
  if (typeof threadId === "number" && topicGone.test(error.description)) {
    return { note: (work) => leaveTopic(work, chatId, threadId), readdress: withoutTopic(threadId) };
  }
  const loss = losses.find(([words]) => words.test(error.description))?.[1] ?? (error.error_code === 403 ? "removed" : undefined);
  return loss && { note: (work) => loseDesk(work, chatId, loss) };
}

const movedTo =
  (chatId: number): Readdress =>
  (row) => ({ ...row, chatId, payload: row.payload && "chat_id" in row.payload ? { ...row.payload, chat_id: chatId } : row.payload });

function withoutThread(notice: NoticeBody, threadId: number): NoticeBody {
  if (notice.kind !== "card" && notice.kind !== "figures") return notice;
  const { threadId: inThread, ...inGroup } = notice;
  return inThread === threadId ? inGroup : notice;
}

const withoutTopic =
  (threadId: number): Readdress =>
  (row) => {
    const { message_thread_id: topic, ...payload } = row.payload ?? {};
    const { notice } = row;
    return {
      ...row,
      payload: row.payload && (topic === threadId ? payload : row.payload),
      notice: notice && withoutThread(notice, threadId),
    };
  };
