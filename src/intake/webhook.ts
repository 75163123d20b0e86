import { createHash, timingSafeEqual } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Update } from "@grammyjs/types";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { maxUpdateBytes, storeMs } from "../database/limits.ts";
import { isOutage } from "../database/outage.ts";
import type { Log } from "../log.ts";
import { gatherUpdates } from "./gather.ts";

const updateSchema = z.looseObject({ update_id: z.int() });

/**
 * Receives updates by webhook. Telegram is told 200 only after the update is stored; it delivers again otherwise.
 *
 * @param secret must come in the header, compared in constant time
 * @see https://core.telegram.org/bots/api#setwebhook
 */
export function createWebhook(secret: string, store: (updates: Update[]) => Promise<void>, log: Log, path = "/webhook") {
  const app = new Hono();
  const storeOne = gatherUpdates(store);
  app.post(path, bodyLimit({ maxSize: maxUpdateBytes }), async (c) => {
    if (!sameSecret(c.req.header("X-Telegram-Bot-Api-Secret-Token") ?? "", secret)) return c.text("forbidden", 403);
    const parsed = updateSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.text("not an update", 400);
    // Telegram delivers it again; what is stored nevertheless, later than we waited, is known by its number then.
    const stored = storeOne(parsed.data as unknown as Update);
    return Promise.race([
      stored,
      wait(storeMs, undefined, { ref: false }).then(() => Promise.reject(new Error("not stored in time"))),
    ]).then(
      () => c.text("ok"),
      (error) => {
        log[isOutage(error) ? "debug" : "warn"]({ err: error }, "an update could not be stored");
        return c.text("it could not be stored just now", 503, { "retry-after": "2" });
      },
    );
  });
  return app;
}

/** Hashing first makes the lengths equal, as the comparison needs them. */
function sameSecret(given: string, expected: string): boolean {
  const hash = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
