import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

/** A free port may be taken on one of two addresses; another one is free on both. */
const maxTries = 10;
const loopback = ["127.0.0.1", "::1"];

type Fetch = Parameters<typeof createAdaptorServer>[0]["fetch"];
export type Listening = { port: number; stop: () => Promise<void> };
type Failure = NodeJS.ErrnoException;

/**
 * Which addresses to listen on: what `HOST` says; else all of them for a real bot, which webhooks and probes must reach, and only this
 * machine's own for the sandbox, where a visitor is everybody of the township. `localhost` may lead to either address of loopback.
 */
export function addressesOf(host: string | undefined, isSandbox: boolean): (string | undefined)[] {
  if (host === "localhost" || (host === undefined && isSandbox)) return loopback;
  return [host];
}

/** How a browser on this machine gets there. */
export function nameOf(host: string | undefined): string {
  if (host === undefined || host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * Serves the routes on one port of each address; of loopback's two, one is enough where a machine has no other.
 *
 * @throws Error with one sentence that says what to do
 */
export async function listen(fetch: Fetch, port: number, hosts: readonly (string | undefined)[], tries = maxTries): Promise<Listening> {
  const servers: Server[] = [];
  const stop = async () => {
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
  let taken = port;
  for (const host of hosts) {
    try {
      const server = await listenOn(fetch, taken, host);
      servers.push(server);
      taken = (server.address() as AddressInfo).port;
    } catch (cause) {
      const isAbsent = ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes((cause as Failure).code ?? "");
      if (isAbsent && hosts.length > 1) continue;
      await stop();
      if (port === 0 && servers.length && tries > 1) return listen(fetch, port, hosts, tries - 1);
      throw new Error(describe(cause as Failure, port, host), { cause });
    }
  }
  if (!servers.length) throw new Error("HOST: this machine has no loopback address; set HOST to one of its addresses");
  return { port: taken, stop };
}

function listenOn(fetch: Fetch, port: number, host: string | undefined): Promise<Server> {
  const server = createAdaptorServer({ fetch }) as Server;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(host === undefined ? { port } : { port, host, ipv6Only: host === "::1" }, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

const describe = ({ code, message }: Failure, port: number, host: string | undefined) => {
  if (code === "EADDRINUSE") return `PORT ${port} is in use: choose another one`;
  if (code === "EACCES") return `PORT ${port} may not be used by this user: choose one above 1023`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `HOST ${host} is no address of this machine: choose one of its own, or 0.0.0.0 for all of them`;
  return `PORT ${port} could not be listened on: ${message}`;
};
