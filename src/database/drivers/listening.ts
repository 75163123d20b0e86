import { setTimeout as pause } from "node:timers/promises";
import { connectMs, pulseEveryMs, tryAgainMs } from "../limits.ts";
import { connectOnce } from "./line.ts";

type Given = {
  url: string;
  channel: string;
  /** Hears what a notification says. */
  hear: (said: string) => void;
  /** Whenever listening begins, again or for the first time: what was said before was heard by nobody. */
  begun: () => void;
};

/**
 * Listens to a channel of PostgreSQL until it is stopped, on a connection of its own that is asked again and again whether it lives and is
 * made anew when it does not.
 *
 * @returns once it listens; `stop`
 * @throws when the database cannot be reached the first time
 */
export async function listen({ url, channel, hear, begun }: Given) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let ear = await open();
  const running = (async () => {
    while (!signal.aborted) {
      await ear.lost;
      while (!signal.aborted && ear.isLost()) {
        await pause(tryAgainMs, undefined, { signal }).catch(() => {});
        if (!signal.aborted) ear = await open().catch(() => ear);
      }
    }
  })();

  async function open() {
    const { sql, socket, isLost, onLost } = connectOnce(url, "doorstep-listener");
    const lost = new Promise<void>((resolve) => onLost(resolve));
    const cut = () => void socket().destroy();
    /** A server that does not answer in time is given up. */
    const inTime = <T>(asking: Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        const impatience = setTimeout(() => {
          cut();
          reject(new Error("Query read timeout"));
        }, connectMs);
        asking.then(resolve, reject).finally(() => clearTimeout(impatience));
      });
    await inTime(sql.listen(channel, hear, begun));
    // The driver has no other way to ask something on the connection by which it listens.
    const pulse = setInterval(
      () =>
        void inTime(sql.listen(pulseChannel, () => {}))
          .then(({ unlisten }) => inTime(unlisten()))
          .catch(() => cut()),
      pulseEveryMs,
    );
    void lost.then(() => clearInterval(pulse));
    return { lost, isLost, cut };
  }

  return {
    async stop() {
      stopping.abort();
      ear.cut();
      await running;
    },
  };
}

const pulseChannel = "doorstep_pulse";
