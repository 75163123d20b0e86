import type { EventEmitter } from "node:events";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";

/**
 * Everything that happens from now on, as server-sent events, until the listener goes.
 *
 * @param first what is said at once
 */
export const streamEvents = (c: Context, events: EventEmitter, first?: object) =>
  streamSSE(c, async (stream) => {
    const send = (event: object) => void stream.writeSSE({ data: JSON.stringify(event) });
    events.on("event", send);
    if (first) send(first);
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    events.off("event", send);
  });
