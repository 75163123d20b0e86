import type { Api } from "grammy";

type Wait = { because: (reason: string) => void; end: () => void };
type Waits = { begin: (what: string) => Wait };

/** Why waiting will not help. A server that does not even know the method is none of the Bot API. */
export function refusedToken(code: number | undefined): string | undefined {
  if (code === 401) return "BOT_TOKEN is not accepted by Telegram: copy it again from @BotFather";
  return code === 404 ? "BOT_API_ROOT knows no such bot: check it, and copy BOT_TOKEN again from @BotFather" : undefined;
}

/**
 * Listens to what Telegram answers, so that the log says in one voice that it cannot be reached or takes the token no longer, and that it is
 * back; each who calls goes on trying.
 *
 * @returns why nobody is served, as long as the token was withdrawn
 */
export function watchTelegram(api: Api, waits: Waits): { refused: () => string | undefined } {
  let waiting: Wait | undefined;
  let refused: string | undefined;
  const failed = (reason: string) => {
    waiting ??= waits.begin("Telegram");
    waiting.because(reason);
  };
  api.config.use(async (call, method, payload, signal) => {
    try {
      const answer = await call(method, payload, signal);
      refused = answer.ok || answer.error_code !== 401 ? undefined : refusedToken(answer.error_code);
      if (refused) failed(refused);
      else if (waiting) {
        waiting.end();
        waiting = undefined;
      }
      return answer;
    } catch (error) {
      // One call of many that is lost is its sender's matter; who fetches makes one at a time.
      if (method === "getUpdates" && !signal?.aborted) failed((error as Error).message);
      throw error;
    }
  });
  return { refused: () => refused };
}
