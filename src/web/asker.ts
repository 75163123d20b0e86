import { isIPv4 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** Each of them is added by a proxy that passes on a request of somebody else. */
const forwardingHeaders = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "cf-connecting-ip"];

/** Whether the request is of somebody on this machine. */
export const asksHere = (c: Context) => isFromThisMachine({ peer: getConnInfo(c).remote.address, header: (name) => c.req.header(name) });

type Asked = { peer: string | undefined; header: (name: string) => string | undefined };

/**
 * Whether somebody on this machine asks for themselves, by an address of loopback. What a reverse proxy on this machine passes on comes
 * from loopback too, and so may what a page in its browser asks: neither counts.
 */
export function isFromThisMachine({ peer, header }: Asked): boolean {
  if (!isLoopback(peer ?? "") || forwardingHeaders.some((name) => header(name) !== undefined)) return false;
  const name = (header("host") ?? "").replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  return name.toLowerCase() === "localhost" || isLoopback(name);
}

const isLoopback = (address: string) => {
  const v4 = address.replace(/^::ffff:/i, "");
  return address === "::1" || (isIPv4(v4) && v4.startsWith("127."));
};
