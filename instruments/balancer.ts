import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

const host = "127.0.0.1";
const longestAnswerMs = 5_000;

export type Balancer = Awaited<ReturnType<typeof startBalancer>>;

/**
 * What stands before two replicas in webhook mode: hands each request to one that answers.
 *
 * @param ports of the balancer itself, and of the replicas
 */
export async function startBalancer(port: number, ports: readonly [number, number]) {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.on("end", () => passOn(incoming, Buffer.concat(chunks), outgoing, ports));
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return {
    url: `http://${host}:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function passOn(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, ports: readonly number[]) {
  const [port, ...others] = ports;
  const { url: path, method, headers } = incoming;
  const passed = request({ host, port, path, method, headers, timeout: longestAnswerMs }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502);
    answer.pipe(outgoing);
  });
  // A process that is frozen or hangs takes the request and says nothing.
  passed.on("timeout", () => passed.destroy());
  passed.on("error", () => {
    if (others.length) passOn(incoming, body, outgoing, others);
    else if (!outgoing.headersSent) outgoing.writeHead(502).end();
  });
  passed.end(body);
}
