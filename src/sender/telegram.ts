import { Readable } from "node:stream";
import { Api } from "grammy";
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent, request } from "undici";

/** Seconds after which a request that says nothing is given up; long polling is answered within thirty. */
const timeoutSeconds = 60;

/** As much of `fetch` as grammY uses, and as downloading does; the body is text or, for uploads, a stream. */
type Requested = { method: string; headers: Record<string, string>; body: string; signal: AbortSignal };

/**
 * By what Telegram is reached where it is not reached directly. `always`: whatever its address is; `https`: as other programs of the machine
 * do, addresses in `except` (as in NO_PROXY) left out.
 */
export type TelegramProxy = { always: string } | { https: string; except: string };
export type TelegramAddress = { token: string; apiRoot: string; proxy?: TelegramProxy | undefined };

/**
 * The Bot API as grammY speaks it, over undici's plain requests: they cost a third of what the web's `fetch` or grammY's own client take.
 * Files are fetched the same way (`download.ts`).
 */
export function openTelegram({ token, apiRoot, proxy }: TelegramAddress): Api {
  const dispatcher = dispatcherFor(proxy);
  async function fetch(url: string, { method = "GET", headers = {}, body, signal }: Partial<Requested>) {
    const given = { method: method as "POST", headers, body: body ?? null, ...(signal ? { signal } : {}), dispatcher };
    const { statusCode, body: answer } = await request(url, given);
    return {
      status: statusCode,
      ok: statusCode === 200,
      json: () => answer.json(),
      // A person who asks for one of them has taken the other.
      get body() {
        return Readable.toWeb(answer);
      },
    };
  }
  return new Api(token, { apiRoot, timeoutSeconds, fetch: fetch as never });
}

/** What time it is where Telegram answers. @returns undefined when it does not say */
export async function askTime({ apiRoot, proxy }: TelegramAddress): Promise<Date | undefined> {
  const { headers, body } = await request(apiRoot, { dispatcher: dispatcherFor(proxy), headersTimeout: 10_000 });
  await body.dump();
  const said = headers["date"];
  return typeof said === "string" ? new Date(said) : undefined;
}

function dispatcherFor(proxy: TelegramProxy | undefined): Dispatcher {
  if (!proxy) return new Agent();
  if ("https" in proxy) return new EnvHttpProxyAgent({ httpProxy: "", httpsProxy: proxy.https, noProxy: proxy.except });
  return new ProxyAgent(proxy.always);
}
