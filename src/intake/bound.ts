import type { Update } from "@grammyjs/types";

/** How much one person may send, so that they keep nobody else waiting. */
export type Bound = { perMinute: number; atOnce: number; notListeningSeconds: number; maxWatched: number };
/** Somebody who is not listened to any more, as their update named them. */
export type Silenced = { telegramId: number; chatId: number; until: number };

type Meter = { left: number; at: number; silentUntil: number; lastId: number };

/**
 * Counts what each person sends. Within the bound everything passes; beyond it the person is not listened to for a while, and what they
 * send then is left out before it costs anything. A person who goes on meanwhile gains nothing: only silence fills the measure again.
 *
 * @param now the machine's clock, in milliseconds
 */
export function createBound({ perMinute, atOnce, notListeningSeconds, maxWatched }: Bound, now: () => number) {
  const meters = new Map<number, Meter>();
  let leftOut = 0;

  function meterOf(id: number, at: number): Meter {
    const known = meters.get(id) ?? { left: atOnce, at, silentUntil: 0, lastId: 0 };
    // The one seen last stands last, so that the one who has been quiet longest is forgotten.
    meters.delete(id);
    meters.set(id, known);
    const [oldest] = meters.keys();
    if (meters.size > maxWatched && oldest !== undefined) meters.delete(oldest);
    return known;
  }

  function isWithin(update: Update, silenced: Silenced[]): boolean {
    const id = senderOf(update);
    if (id === undefined) return true;
    const at = now();
    const meter = meterOf(id, at);
    // Delivered again, as after a failure to store it: it was counted before.
    if (update.update_id <= meter.lastId) return true;
    if (meter.silentUntil > at) {
      meter.at = at;
      return false;
    }
    meter.left = Math.min(atOnce, meter.left + ((at - meter.at) * perMinute) / 60_000);
    meter.at = at;
    if (meter.left >= 1) {
      meter.left -= 1;
      meter.lastId = update.update_id;
      return true;
    }
    meter.silentUntil = at + notListeningSeconds * 1000;
    meter.left = 0;
    silenced.push({ telegramId: id, chatId: chatIn(update) ?? id, until: meter.silentUntil });
    return false;
  }

  return {
    /** Those that are within the bound, in their order, and those who went beyond it just now. */
    admit(updates: readonly Update[]): { within: Update[]; silenced: Silenced[] } {
      const silenced: Silenced[] = [];
      const within = updates.filter((update) => isWithin(update, silenced));
      leftOut += updates.length - within.length;
      return { within, silenced };
    },
    /** Another replica does not listen to them any more. */
    silence(telegramId: number, until: number) {
      const at = now();
      const meter = meterOf(telegramId, at);
      if (until <= meter.silentUntil) return;
      Object.assign(meter, { silentUntil: until, left: 0, at });
    },
    /** How many updates were left out since the start. */
    leftOut: () => leftOut,
  };
}

/**
 * Who sent an update; in nobody's name, the chat. What tells of the chat itself (a group that becomes a supergroup, a bot that was thrown out)
 * is nobody's and always passes. Nothing is taken for granted here.
 */
function senderOf(update: Update): number | undefined {
  const { message } = update;
  if (message?.migrate_to_chat_id !== undefined || message?.migrate_from_chat_id !== undefined) return undefined;
  if (update.my_chat_member && update.my_chat_member.chat?.type !== "private") return undefined;
  const said = message ?? update.edited_message ?? update.callback_query ?? update.inline_query ?? update.my_chat_member;
  const id: unknown = said?.from?.id ?? update.poll_answer?.user?.id ?? chatIn(update);
  return Number.isSafeInteger(id) ? (id as number) : undefined;
}

/** The private chat in which the sender can be told something. */
function chatIn(update: Update): number | undefined {
  const chat = (update.message ?? update.edited_message ?? update.callback_query?.message ?? update.my_chat_member)?.chat;
  return Number.isSafeInteger(chat?.id) ? chat?.id : undefined;
}
