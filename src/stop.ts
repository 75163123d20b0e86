import type { Log } from "./log.ts";

/** A stop that takes longer than this is ended by force; orchestrators kill after ten seconds. */
const maxStopMs = 4_500;

/** Nothing new comes in first; what others lean on goes last. */
const stopOrder = ["web", "app", "sandbox", "embedded database"] as const;
type Part = (typeof stopOrder)[number];
/** @param entering hears which part within it has its turn */
type Stop = (entering: (inner: string) => void) => Promise<unknown>;

/** How the parts of this process are stopped: on a signal, which may come at any time, or when the start fails half way. */
export function createStops(log: Log) {
  const stops = new Map<Part, Stop>();
  let isStopping = false;

  async function stopAll(exitCode: number) {
    if (isStopping) return;
    isStopping = true;
    let stopping = "";
    const cutOff = () => {
      log.error({ stopping }, "stopping took too long and was cut off; nothing is lost");
      process.exit(1);
    };
    setTimeout(cutOff, maxStopMs).unref();
    for (const part of stopOrder) {
      stopping = part;
      const entering = (inner: string) => {
        stopping = `${part}: ${inner}`;
      };
      await stops
        .get(part)?.(entering)
        .catch((error) => log.warn({ err: error, stopping }, "did not stop cleanly"));
    }
    process.exit(exitCode);
  }

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // Each comes as often as it is sent: npm passes a terminal's on, so that one press of Ctrl-C arrives twice, and what nobody listens for kills.
    process.on(signal, () => {
      if (!isStopping) log.info({ signal }, "stopping");
      void stopAll(0);
    });
  }
  return {
    stopAll,
    add: (part: Part, stop: Stop) => void stops.set(part, stop),
  };
}
