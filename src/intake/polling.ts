import { setTimeout as wait } from "node:timers/promises";
import type { Update } from "@grammyjs/types";
import { type Api, GrammyError, HttpError } from "grammy";
import { isOutage } from "../database/outage.ts";
import type { Log } from "../log.ts";

const isTelegrams = (error: unknown) => error instanceof HttpError || (error instanceof GrammyError && error.error_code === 401);

/** The kinds of update that the bot understands; Telegram sends no others. */
export const allowedUpdates = ["message", "edited_message", "callback_query", "my_chat_member", "inline_query", "poll_answer"] as const;

const pollSeconds = 30;
const pauseAfterErrorMs = 1_000;
const maxUpdatesFetched = 100;
/** Nothing for so long is not yet the week after which Telegram's numbers begin anywhere. */
const silenceMs = 24 * 3_600_000;

/**
 * Fetches updates by long polling. The offset moves on, and so confirms, only after `store` has them safely.
 *
 * @see https://core.telegram.org/bots/api#getupdates
 */
export function startPolling(api: Api, store: (updates: Update[]) => Promise<void>, log: Log) {
  const stopping = new AbortController();
  const pauseOrStop = () => wait(pauseAfterErrorMs, undefined, { signal: stopping.signal }).catch(() => {});
  let heardAt = 0;
  /** What was confirmed comes no more, whatever is asked; after a week of silence the next number may be a lower one. */
  const nextOffset = (offset: number, updates: readonly Update[]): number => {
    const newest = updates.at(-1);
    if (newest) heardAt = Date.now();
    if (newest) return newest.update_id + 1;
    return Date.now() - heardAt > silenceMs ? 0 : offset;
  };
  const running = (async () => {
    await leaveWebhookMode();
    let offset = 0;
    while (!stopping.signal.aborted) {
      try {
        const parameters = { offset, limit: maxUpdatesFetched, timeout: pollSeconds, allowed_updates: [...allowedUpdates] };
        const updates = await api.getUpdates(parameters, stopping.signal as never);
        await store(updates);
        offset = nextOffset(offset, updates);
      } catch (error) {
        if (stopping.signal.aborted) return;
        // That the database is away, or Telegram, is told once, by who watches it.
        log[isOutage(error) || isTelegrams(error) ? "debug" : "warn"]({ err: error }, "fetching updates failed; trying again");
        await pauseOrStop();
      }
    }
  })();

  /** Telegram refuses to be polled while a webhook is set. */
  async function leaveWebhookMode() {
    while (!stopping.signal.aborted) {
      try {
        await api.deleteWebhook({}, stopping.signal as never);
        return;
      } catch (error) {
        // A server that knows no webhooks is as good as one without.
        if (error instanceof GrammyError && error.error_code === 404) return;
        if (!stopping.signal.aborted) log.warn({ err: error }, "Telegram could not be reached; trying again");
        await pauseOrStop();
      }
    }
  }

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
