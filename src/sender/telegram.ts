import { Api } from "grammy";
import { Agent, request } from "undici";

/** Seconds after which a request that says nothing is given up; long polling is answered within thirty. */
const timeoutSeconds = 60;

/** As much of `fetch` as grammY uses; the body is text or, for uploads, a stream. */
type Requested = { method: string; headers: Record<string, string>; body: string; signal: AbortSignal };

/**
 * The Bot API as grammY speaks it, over undici's plain requests: they cost a third of what the web's `fetch` or grammY's own client take.
 *
 * @param root of the Bot API server
 */
export function openTelegram(token: string, root: string): Api {
  const dispatcher = new Agent();
  async function fetch(url: string, { method, headers, body, signal }: Requested) {
    const { body: answer } = await request(url, { method: method as "POST", headers, body, signal, dispatcher });
    return { json: () => answer.json() };
  }
  return new Api(token, { apiRoot: root, timeoutSeconds, fetch: fetch as never });
}
