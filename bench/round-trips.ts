import { connect, createServer, type Socket } from "node:net";

/** A connection's bytes as PostgreSQL's messages: a type of one letter, a length, a body; only the client's first has no type. */
function messageTypes(hasStartup: boolean) {
  let rest = Buffer.alloc(0);
  let isFirst = hasStartup;
  return (chunk: Buffer): string[] => {
    rest = Buffer.concat([rest, chunk]);
    const types: string[] = [];
    for (;;) {
      const header = isFirst ? 0 : 1;
      if (rest.length < header + 4) return types;
      const length = header + rest.readUInt32BE(header);
      if (rest.length < length) return types;
      if (!isFirst) types.push(String.fromCharCode(rest[0] as number));
      isFirst = false;
      rest = rest.subarray(length);
    }
  };
}

/**
 * Stands between bot and PostgreSQL and counts round trips: how often a connection on which nothing was open is asked something. What is
 * asked before the answer to an earlier question has come travels with it (pipelining) and is the same round trip.
 *
 * @see https://www.postgresql.org/docs/18/protocol-flow.html each Query (`Q`) or Sync (`S`) is answered by one ReadyForQuery (`Z`)
 */
export async function countingProxy(databaseUrl: string): Promise<{ url: string; trips: () => number; stop: () => void }> {
  const { hostname, port } = new URL(databaseUrl);
  const host = decodeURIComponent(hostname);
  let trips = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(Number(port), host);
    const [asked, answered] = [messageTypes(true), messageTypes(false)];
    let open = 0;
    client.on("data", (chunk) => {
      const questions = asked(chunk).filter((type) => type === "Q" || type === "S").length;
      if (questions > 0 && open === 0) trips += 1;
      open += questions;
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      open -= answered(chunk).filter((type) => type === "Z").length;
      client.write(chunk);
    });
    // The answer to the start of a connection is one that no question of ours opened.
    open = 1;
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as { port: number };
  return {
    url: databaseUrl.replace(`${hostname}:${port}`, `127.0.0.1:${address.port}`),
    trips: () => trips,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
