import { BlockList, isIP } from "node:net";
import { type Refusal, refuse } from "../refusal.ts";
import { maxUrlCharacters } from "./limits.ts";

/** Addresses that are nobody's on the internet: of this machine, of a house, of a provider's inside, for examples, for many at once. */
const inside = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, prefix, "ipv4");
const outside = new BlockList();
outside.addSubnet("2000::", 3, "ipv6");
const insideSix = new BlockList();
// Among those of the internet: what leads to other addresses (Teredo, 6to4), and examples.
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  insideSix.addSubnet(net, prefix, "ipv6");

/** Whether it is an address that everybody on the internet may be told to call; not this machine's network (SSRF). */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !inside.check(address, "ipv4");
  return version === 6 && outside.check(address, "ipv6") && !insideSix.check(address, "ipv6");
}

/** How a name stands in what the operator allows, and in a connection: small, without brackets and without the root's dot. */
export const hostOf = ({ hostname }: URL): string =>
  hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");

/**
 * Where events are to go: HTTPS, to an address of the internet. What a name leads to is looked at when it is called.
 *
 * @param privateHosts what the operator allows besides, by HTTP too
 */
export function readTarget(typed: string, privateHosts: readonly string[]): URL | Refusal {
  const url = typed.length <= maxUrlCharacters && URL.canParse(typed) ? new URL(typed) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol) || url.username || url.password) return refuse("url-unclear");
  const host = hostOf(url);
  if (privateHosts.includes(host)) return url;
  if (url.protocol === "http:") return refuse("url-not-https");
  const isInside = isIP(host) ? !isPublicAddress(host) : !host.includes(".") || /\.(?:localhost|local|internal|home\.arpa)$/.test(host);
  return isInside ? refuse("url-inside", { host }) : url;
}
