/** What the sender allows itself; Telegram's true limits are unspecified, so 429 is the only law. */
const broadcastsPerSecond = 30;
const groupMessagesPerMinute = 20;
const slowestBroadcastsPerSecond = 1;
/** After a 429 the pace comes back this much per second. */
const recoveryPerSecond = 1;
/** What a busy moment has cost broadcasts is made up for as far as this. */
const catchUpMs = 100;

/**
 * The pace of sending. Answers to people are never held back by it, only broadcasts and groups; a 429 stops whatever it
 * hit for as long as Telegram says, and slows broadcasts down for a while.
 *
 * @param now milliseconds of a clock that only moves forward
 */
export function createPace(now: () => number) {
  const chatsWaitUntil = new Map<number, number>();
  const groupSlots = new Map<number, number[]>();
  let nextBroadcastAt = 0;
  let perSecond = broadcastsPerSecond;
  let slowedAt = 0;

  const pacePerSecond = () => Math.min(broadcastsPerSecond, perSecond + ((now() - slowedAt) / 1000) * recoveryPerSecond);
  const afterBroadcast = (at: number) => Math.max(at, now() - catchUpMs) + 1000 / pacePerSecond();
  const slotsOf = (chatId: number) => (groupSlots.get(chatId) ?? []).filter((at) => at > now() - 60_000);

  return {
    /** Milliseconds for which this chat waits for itself; 0 means that it may get a message now. */
    holdMs(chatId: number): number {
      const chatWait = (chatsWaitUntil.get(chatId) ?? 0) - now();
      if (chatWait > 0) return chatWait;
      if (chatId > 0) return 0;
      const [oldest, ...others] = slotsOf(chatId);
      return oldest !== undefined && others.length + 1 >= groupMessagesPerMinute ? oldest + 60_000 - now() : 0;
    },
    /** How many broadcasts may go now, and the milliseconds until one may go after those. */
    broadcasts(): { free: number; nextMs: number } {
      const nowMs = now();
      let [free, at] = [0, nextBroadcastAt];
      for (; at <= nowMs; at = afterBroadcast(at)) free += 1;
      return { free, nextMs: at - nowMs };
    },
    /** A message of this kind goes to this chat. */
    count(chatId: number, isBroadcast: boolean) {
      if (chatId < 0) groupSlots.set(chatId, [...slotsOf(chatId), now()]);
      if (isBroadcast) nextBroadcastAt = afterBroadcast(nextBroadcastAt);
    },
    /** Telegram said 429. */
    refused(chatId: number, retryAfterSeconds: number, isBroadcast: boolean) {
      chatsWaitUntil.set(chatId, now() + retryAfterSeconds * 1000);
      if (!isBroadcast) return;
      perSecond = Math.max(slowestBroadcastsPerSecond, pacePerSecond() / 2);
      slowedAt = now();
      nextBroadcastAt = now() + retryAfterSeconds * 1000;
    },
  };
}
