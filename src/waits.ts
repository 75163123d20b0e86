import type { Log } from "./log.ts";

/** How often the log says what is still waited for: an operator who looks sees the reason on the screen. */
const tellEveryMs = 10_000;

export type Waits = ReturnType<typeof createWaits>;
/** One thing that is waited for, until it `end`s; `because` says what was last heard of it. */
export type Wait = { because: (reason: string) => void; end: () => void };

/**
 * What this process waits for just now: the database, Telegram, another replica's migrations. The log says so as soon as there is a
 * reason, and every ten seconds after; `/readyz` says it whenever asked.
 */
export function createWaits(log: Log) {
  const open = new Set<{ what: string; since: number; reason: string }>();
  const seconds = (since: number) => Math.round((performance.now() - since) / 1_000);

  function begin(what: string): Wait {
    const wait = { what, since: performance.now(), reason: "" };
    const tell = () => log.warn({ waitingFor: what, seconds: seconds(wait.since), reason: wait.reason || undefined }, "still waiting");
    const telling = setInterval(tell, tellEveryMs).unref();
    open.add(wait);
    return {
      because(reason) {
        const isFirst = !wait.reason;
        wait.reason = reason;
        if (isFirst) tell();
      },
      end() {
        clearInterval(telling);
        if (open.delete(wait) && wait.reason) log.info({ waitedFor: what, seconds: seconds(wait.since) }, "no longer waiting");
      },
    };
  }

  return {
    begin,
    /** Waits for what `act` does; it may say why that takes so long. */
    async during<T>(what: string, act: (wait: Wait) => Promise<T>): Promise<T> {
      const wait = begin(what);
      return act(wait).finally(wait.end);
    },
    /** A line for each thing that is waited for, the oldest first. */
    now: (): string[] =>
      [...open].map(({ what, since, reason }) => `waiting for ${what} for ${seconds(since)} s${reason ? `: ${reason}` : ""}`),
  };
}
