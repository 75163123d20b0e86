/** What the sender allows itself; Telegram's true limits are unspecified, so 429 is the only law. */
const broadcastsPerSecond = 30;
const groupMessagesPerMinute = 20;
const slowestBroadcastsPerSecond = 1;
/** After a 429 the pace comes back this much per second. */
const recoveryPerSecond = 1;

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

  function broadcastPauseMs() {
    const recovered = Math.min(broadcastsPerSecond, perSecond + ((now() - slowedAt) / 1000) * recoveryPerSecond);
    return 1000 / recovered;
  }

  return {
    /** Milliseconds to wait before this chat may get a message of this kind; 0 means now, and takes the slot. */
    take(chatId: number, isBroadcast: boolean): number {
      const chatWait = (chatsWaitUntil.get(chatId) ?? 0) - now();
      if (chatWait > 0) return chatWait;
      if (chatId < 0) {
        const recent = (groupSlots.get(chatId) ?? []).filter((at) => at > now() - 60_000);
        if (recent.length >= groupMessagesPerMinute) return (recent[0] ?? 0) + 60_000 - now();
        groupSlots.set(chatId, [...recent, now()]);
      }
      if (!isBroadcast) return 0;
      const wait = nextBroadcastAt - now();
      if (wait > 0) return wait;
      nextBroadcastAt = Math.max(nextBroadcastAt, now() - 100) + broadcastPauseMs();
      return 0;
    },
    /** Whether this chat waits for itself rather than for the common pace: after a 429, or as a group. */
    isHeld: (chatId: number): boolean => chatId < 0 || (chatsWaitUntil.get(chatId) ?? 0) > now(),
    /** Telegram said 429. */
    refused(chatId: number, retryAfterSeconds: number, isBroadcast: boolean) {
      chatsWaitUntil.set(chatId, now() + retryAfterSeconds * 1000);
      if (!isBroadcast) return;
      perSecond = Math.max(slowestBroadcastsPerSecond, perSecond / 2);
      slowedAt = now();
      nextBroadcastAt = now() + retryAfterSeconds * 1000;
    },
  };
}
