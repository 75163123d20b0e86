import type { Outcome, Sent } from "./queue.ts";

/** Most messages that are edited were sent in the last minutes; the others are found in the outbox. Some two megabytes. */
const maxRemembered = 10_000;

export type ShownLately = ReturnType<typeof createShownLately>;

/**
 * What the messages that were sent lately show, and by which row each was sent: with each press the buttons above it are taken away, and to
 * ask the database for it every time was half of all round trips. For as long as this process is the one that sends: nobody else changes them.
 */
export function createShownLately() {
  const sent = new Map<string, Sent>();
  const keyOf = (chatId: number, messageId: number) => `${chatId} ${messageId}`;

  function remember(chatId: number, messageId: number, one: Sent) {
    const key = keyOf(chatId, messageId);
    // The newest stand last.
    sent.delete(key);
    sent.set(key, one);
    if (sent.size <= maxRemembered) return;
    const [oldest] = sent.keys();
    if (oldest !== undefined) sent.delete(oldest);
  }

  return {
    find: (chatId: number, messageId: number): Sent | undefined => sent.get(keyOf(chatId, messageId)),
    /** @param target the message that was edited, if one was */
    note(chatId: number, { id, state, messageId, shown, of }: Outcome, target: Sent | undefined) {
      if (state !== "sent") return;
      if (messageId !== undefined && !of) remember(chatId, messageId, { id, messageId, state, shown: shown ?? null, notice: null });
      const edited = of?.messageId ?? target?.messageId ?? undefined;
      if (of && target && edited !== undefined) remember(chatId, edited, { ...target, messageId: edited, shown: of.shown });
    },
  };
}
