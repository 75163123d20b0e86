import { connect, createServer, type Server } from "node:net";

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
 * asked before the answer to an earlier question has come travels with it (pipelining) and is the same round trip. A process of its own,
 * so that it does not slow down what drives the load; what connects to its second port is told the count.
 *
 * @see https://www.postgresql.org/docs/18/protocol-flow.html each Query (`Q`) or Sync (`S`) is answered by one ReadyForQuery (`Z`)
 */
const [, , databaseUrl = ""] = process.argv;
const { hostname, port } = new URL(databaseUrl);
const host = decodeURIComponent(hostname);
let trips = 0;

const proxy = createServer((client) => {
  const upstream = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(Number(port), host);
  const [asked, answered] = [messageTypes(true), messageTypes(false)];
  // The start of a connection is answered by one ReadyForQuery as well.
  let open = 1;
  client.on("data", (chunk: Buffer) => {
    const questions = asked(chunk).filter((type) => type === "Q" || type === "S").length;
    if (questions > 0 && open === 0) trips += 1;
    open += questions;
    upstream.write(chunk);
  });
  upstream.on("data", (chunk: Buffer) => {
    open -= answered(chunk).filter((type) => type === "Z").length;
    client.write(chunk);
  });
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
  }
});
const counter = createServer((asking) => asking.end(String(trips)));
const portOf = (server: Server) =>
  new Promise<number>((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)));
const [proxyPort, counterPort] = [await portOf(proxy), await portOf(counter)];
console.log(JSON.stringify({ url: databaseUrl.replace(`${hostname}:${port}`, `127.0.0.1:${proxyPort}`), counterPort }));
