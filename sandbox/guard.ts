import { isIP } from "node:net";
import type { MiddlewareHandler } from "hono";

/** Where the page may be reached, as `HOST` says it; undefined is the machine's own loopback. */
export type Reach = string | undefined;
type Asked = { method: string; path: string; header: (name: string) => string | undefined };
type Refused = { status: 403 | 415; error: string };

const readingMethods = ["GET", "HEAD"];
const hostPattern = /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i;

/**
 * Lets only the sandbox's own page act on its phones: who can send there is villager, cadre and admin at once. A foreign page in a
 * browser on this machine can send requests too, and by a name that it has point here (DNS rebinding) even read the answers. So a
 * request must name an address that is ours, come from a page of that same address or from no page, and bring JSON, which a foreign page
 * cannot send without being asked about first.
 */
export function onlyOwnPage(reach: Reach): MiddlewareHandler {
  return async (c, next) => {
    const refused = refuseForeign({ method: c.req.method, path: c.req.path, header: (name) => c.req.header(name) }, reach);
    if (refused) return c.json({ error: refused.error }, refused.status);
    await next();
    for (const [name, value] of Object.entries(pageHeaders)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    return undefined;
  };
}

/** @returns why the request is not taken; undefined when it is */
export function refuseForeign({ method, path, header }: Asked, reach: Reach): Refused | undefined {
  const host = header("host")?.toLowerCase() ?? "";
  const name = hostPattern.exec(host)?.[1];
  if (!name || !isOwnName(name, reach)) return { status: 403, error: "the sandbox is not reached by this name; HOST may hold one" };
  const origin = header("origin")?.toLowerCase();
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return { status: 403, error: "another page may not use the sandbox" };
  const site = header("sec-fetch-site") ?? "none";
  // Following a link to the page is what anybody may do.
  const isVisit = method === "GET" && path === "/" && header("sec-fetch-mode") === "navigate" && header("sec-fetch-dest") === "document";
  if (site !== "same-origin" && site !== "none" && !isVisit) return { status: 403, error: "another page may not use the sandbox" };
  const isJson = /^application\/json\s*(;|$)/i.test(header("content-type") ?? "");
  if (!readingMethods.includes(method) && !isJson) return { status: 415, error: "the sandbox takes application/json only" };
  return undefined;
}

/**
 * On loopback only loopback's own names. Beyond it, every address as such, and names without a dot, as those of containers and of
 * machines in the house are: neither can be had by a page of the internet. Any other name must be the one in `HOST`.
 */
function isOwnName(name: string, reach: Reach): boolean {
  const address = name.replace(/^\[|\]$/g, "");
  if (name === "localhost" || address === "::1" || (isIP(address) === 4 && address.startsWith("127."))) return true;
  if (isLoopback(reach)) return false;
  return isIP(address) > 0 || !name.includes(".") || name === reach?.toLowerCase();
}

/** Whether only this machine itself can reach the address. */
export const isLoopback = (reach: Reach) =>
  reach === undefined || reach === "localhost" || reach === "::1" || (isIP(reach) === 4 && reach.startsWith("127."));

/** For browsers: nothing from elsewhere in the page, the page in no other one, and nothing of it readable from there. */
const pageHeaders = {
  "content-security-policy":
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
