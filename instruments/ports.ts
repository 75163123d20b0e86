import { createServer } from "node:net";

/** Below what the system gives to a process that asks for any port, so that a process that was killed finds its own again. */
const basePort = 21_000;
const places = 1_000;

/**
 * Ports that follow one another and are free now; another run may be under way beside this one.
 *
 * @param seed where to look first
 */
export async function freePorts(seed: number, count: number): Promise<number[]> {
  for (let tried = 0; tried < places; tried += 1) {
    const first = basePort + ((seed + tried) % places) * count;
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return ports;
  }
  throw new Error(`No ${count} ports from ${basePort} on are free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
