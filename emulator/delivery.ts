import type { Update } from "@grammyjs/types";
import { ApiError } from "./errors.ts";
import { allowUpdates } from "./payload.ts";
import type { World } from "./world.ts";

const conflictWebhook = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const conflictPoller = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
const firstRetryMs = 50;
const maxRetryMs = 5_000;

/**
 * Brings updates to the bot, by long polling or by webhook, with the confirmation rules of the real server.
 *
 * @see https://core.telegram.org/bots/api#getting-updates
 */
export function createDelivery(world: World) {
  let endOtherPoller: (() => void) | undefined;
  const busyChats = new Set<number>();
  const delivering = new Set<number>();
  let stopped = false;
  world.events.on("update", () => deliverByWebhook());

  /** `getUpdates`; `signal` ends with the connection, so that a killed bot takes nothing with it. */
  async function getUpdates(payload: Record<string, unknown>, signal: AbortSignal): Promise<Update[]> {
    if (world.webhook) throw new ApiError(409, conflictWebhook);
    allowUpdates(world, payload["allowed_updates"]);
    endOtherPoller?.();
    const offset = Number(payload["offset"] ?? 0);
    if (offset < 0) world.updates.splice(0, Math.max(0, world.updates.length + offset));
    else world.updates = world.updates.filter((update) => update.update_id >= offset);
    const limit = Math.min(100, Math.max(1, Number(payload["limit"] ?? 100)));
    const timeoutSeconds = Math.min(50, Math.max(0, Number(payload["timeout"] ?? 0)));
    if (!world.updates.length && timeoutSeconds) await somethingToDeliver(timeoutSeconds, signal);
    return world.updates.slice(0, limit);
  }

  function somethingToDeliver(timeoutSeconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (end: () => void) => () => {
        clearTimeout(timer);
        world.events.off("update", arrived);
        signal.removeEventListener("abort", arrived);
        if (endOtherPoller === terminated) endOtherPoller = undefined;
        end();
      };
      const arrived = finish(resolve);
      const terminated = finish(() => reject(new ApiError(409, conflictPoller)));
      const timer = setTimeout(arrived, timeoutSeconds * 1000);
      world.events.on("update", arrived);
      signal.addEventListener("abort", arrived);
      endOtherPoller = terminated;
    });
  }

  function deliverByWebhook() {
    const webhook = world.webhook;
    if (!webhook || stopped) return;
    for (const update of world.updates) {
      if (delivering.size >= webhook.maxConnections) return;
      const chat = chatOf(update);
      if (delivering.has(update.update_id) || busyChats.has(chat)) continue;
      busyChats.add(chat);
      delivering.add(update.update_id);
      void post(update).then(() => {
        delivering.delete(update.update_id);
        busyChats.delete(chat);
        world.updates = world.updates.filter((other) => other.update_id !== update.update_id);
        deliverByWebhook();
      });
    }
  }

  async function post(update: Update) {
    for (let pauseMs = firstRetryMs; world.webhook && !stopped; pauseMs = Math.min(maxRetryMs, pauseMs * 2)) {
      const { url, secret } = world.webhook;
      const headers = { "content-type": "application/json", ...(secret ? { "X-Telegram-Bot-Api-Secret-Token": secret } : {}) };
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(update) }).catch(() => undefined);
      await response?.arrayBuffer();
      if (response?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  return {
    getUpdates,
    /** Called after `setWebhook`, so that waiting updates go out at once. */
    deliverByWebhook,
    stop() {
      stopped = true;
      endOtherPoller?.();
    },
  };
}

function chatOf(update: Update): number {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  return message?.chat.id ?? update.my_chat_member?.chat.id ?? 0;
}
