import { ApiError } from "./errors.ts";
import type { ChatRoom, World } from "./world.ts";

/** A bucket of permissions that refills steadily. */
function createBucket(capacity: number, perSecond: number) {
  let level = capacity;
  let filledAt = 0;
  return {
    /** @returns 0 when taken, else the seconds to wait */
    take(nowSeconds: number): number {
      level = Math.min(capacity, level + (nowSeconds - filledAt) * perSecond);
      filledAt = nowSeconds;
      if (level < 1) return Math.max(1, Math.ceil((1 - level) / perSecond));
      level -= 1;
      return 0;
    },
  };
}

export type Limits = ReturnType<typeof createLimits>;

/** Seconds after a person's own message in which answers to that person do not count as bulk. */
const answerSeconds = 10;

/**
 * The limits of the real service as far as they are known: bulk about 30 messages a second in all, one a second for
 * each private chat with short bursts allowed, 20 a minute for each group.
 *
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
export function createLimits(world: World) {
  const scale = world.options.limitsTimeScale;
  const overall = createBucket(30, 30);
  const chats = new Map<number, ReturnType<typeof createBucket>>();
  return {
    /** @throws ApiError 429 with `retry_after` when the message would be one too many */
    countMessage(room: ChatRoom) {
      if (!world.options.enforceLimits) return;
      const nowSeconds = (world.options.now() / 1000) * scale;
      const isPrivate = room.chat.type === "private";
      const chat = chats.get(room.chat.id) ?? (isPrivate ? createBucket(20, 1) : createBucket(20, 20 / 60));
      chats.set(room.chat.id, chat);
      refuse(chat.take(nowSeconds));
      const isAnswer = isPrivate && nowSeconds - (room.lastWroteAt / 1000) * scale < answerSeconds * scale;
      if (!isAnswer) refuse(overall.take(nowSeconds));
    },
  };

  function refuse(seconds: number) {
    if (seconds === 0) return;
    const retry_after = Math.max(1, Math.ceil(seconds / scale));
    throw new ApiError(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
  }
}
