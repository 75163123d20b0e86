import { connect, createServer, type Socket } from "node:net";

export type SilentProxy = Awaited<ReturnType<typeof startSilentProxy>>;

/**
 * Stands between a process and its PostgreSQL, and can fall silent as a hanging machine does: connections are accepted and kept, and
 * nothing that is said comes through, in either direction, nor ever will on those that were open then. Or it only holds everything up, and
 * what was said comes through when it is forgotten by the side that said it.
 *
 * @param databaseUrl of the real server, by its socket or the network
 * @param port to listen at; any free one if left out
 */
export async function startSilentProxy(databaseUrl: string, port = 0) {
  const real = new URL(databaseUrl);
  const host = decodeURIComponent(real.hostname);
  const open = new Set<Socket>();
  let isSilent = false;
  let isHeldUp = false;
  const upstreams = new Set<Socket>();

  const server = createServer({ pauseOnConnect: true }, (client) => {
    const isLost = isSilent;
    let isSwallowed = isLost;
    const add = (socket: Socket) => {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
      if (isHeldUp) socket.pause();
      else socket.resume();
    };
    add(client);
    client.on("error", () => {});
    if (isLost) return void client.resume();
    const upstream = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${real.port}`) : connect(Number(real.port), host);
    add(upstream);
    upstreams.add(upstream);
    upstream.once("close", () => upstreams.delete(upstream));
    const pass = (from: Socket, to: Socket) => {
      from.on("data", (chunk) => {
        isSwallowed ||= isSilent;
        if (!isSwallowed) to.write(chunk);
      });
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    };
    pass(client, upstream);
    pass(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: ownPort } = server.address() as { port: number };
  return {
    url: databaseUrl.replace(`@${real.host}`, `@127.0.0.1:${ownPort}`),
    /** Of its connections to PostgreSQL, as that has them in `pg_stat_activity.client_port`. */
    ports: () => [...upstreams].flatMap(({ localPort }) => localPort ?? []),
    fallSilent() {
      isSilent = true;
    },
    holdUp() {
      isHeldUp = true;
      for (const socket of open) socket.pause();
    },
    speakAgain() {
      isSilent = false;
      isHeldUp = false;
      for (const socket of open) socket.resume();
    },
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
