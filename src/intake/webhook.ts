import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "@grammyjs/types";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { gatherUpdates } from "./gather.ts";

const updateSchema = z.looseObject({ update_id: z.int() });
/** Updates are a few kilobytes; a megabyte leaves room for the longest. */
const largestUpdateBytes = 1_000_000;

/**
 * Receives updates by webhook. Telegram is told 200 only after the update is stored; it delivers again otherwise.
 *
 * @param secret must come in the header, compared in constant time
 * @see https://core.telegram.org/bots/api#setwebhook
 */
export function createWebhook(secret: string, store: (updates: Update[]) => Promise<void>) {
  const app = new Hono();
  const storeOne = gatherUpdates(store);
  app.post("/webhook", bodyLimit({ maxSize: largestUpdateBytes }), async (c) => {
    if (!sameSecret(c.req.header("X-Telegram-Bot-Api-Secret-Token") ?? "", secret)) return c.text("forbidden", 403);
    const parsed = updateSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.text("not an update", 400);
    await storeOne(parsed.data as unknown as Update);
    return c.text("ok");
  });
  return app;
}

/** Hashing first makes the lengths equal, as the comparison needs them. */
function sameSecret(given: string, expected: string): boolean {
  const hash = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
