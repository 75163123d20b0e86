import { setTimeout as wait } from "node:timers/promises";
import { Hono } from "hono";
import { z } from "zod";
import { commandsOffered, descriptionFor } from "./commands.ts";
import type { Faults } from "./faults.ts";
import { act, actionSchema, addBasicGroup, addGroup, addPerson } from "./people.ts";
import { streamEvents } from "./stream-events.ts";
import type { World } from "./world.ts";

const personSchema = z.object({
  id: z.int().positive().optional(),
  first_name: z.string().min(1).max(64),
  last_name: z.string().max(64).optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
const floodSchema = z.object({ text: z.string(), per_second: z.int().min(1).max(10_000), seconds: z.number().min(0).max(120) });
const rate = z.number().min(0).max(1).optional();
const ratesSchema = z.object({
  seed: z.int().optional(),
  rates: z.object({ too_many: rate, server_error: rate, hang_up_before: rate, hang_up_after: rate, delay: rate }).optional(),
});

/** The person's side and the fault controls over HTTP, for the sandbox page and for tests in other processes. */
export function createControl(world: World, faults: Faults) {
  const app = new Hono();
  app.onError((error, c) => c.json({ error: error.message }, error instanceof z.ZodError ? 400 : 404));

  app.get("/people", (c) => c.json([...world.users.values()]));
  /** The groups, to be picked by a key. */
  app.get("/groups", (c) => c.json([...world.rooms.values()].filter(({ chat }) => chat.type !== "private").map(({ chat }) => chat)));
  app.post("/people", async (c) => c.json(addPerson(world, withoutUndefined(personSchema.parse(await c.req.json())))));
  app.post("/groups", async (c) => {
    const given = z
      .object({ title: z.string(), is_forum: z.boolean().optional(), is_basic: z.boolean().optional() })
      .parse(await c.req.json());
    return c.json(given.is_basic ? addBasicGroup(world, given.title) : addGroup(world, given.title, given.is_forum));
  });
  app.get("/chats/:id", (c) => {
    const room = world.rooms.get(Number(c.req.param("id")));
    if (!room) return c.json({ error: "there is no such chat" }, 404);
    const { chat, messages, reactions, replyKeyboard, blocked } = room;
    const reader = world.users.get(Number(c.req.query("user") ?? chat.id));
    return c.json({
      chat,
      messages: messages.slice(-200),
      reactions: reactions ?? {},
      reply_keyboard: replyKeyboard ?? null,
      blocked,
      commands: commandsOffered(world, room, reader),
      description: descriptionFor(world, reader),
      bot: world.me.username,
    });
  });
  app.post("/people/:user/chats/:chat", async (c) => {
    const action = actionSchema.parse(await c.req.json());
    return c.json(act(world, Number(c.req.param("user")), Number(c.req.param("chat")), action));
  });
  app.post("/people/:user/flood", async (c) => {
    const { text, per_second, seconds } = floodSchema.parse(await c.req.json());
    return c.json({ sent: await flood(world, Number(c.req.param("user")), text, per_second, seconds) });
  });
  app.get("/files/:id", (c) => {
    const file = world.files.get(c.req.param("id"));
    if (!file) return c.notFound();
    return c.body(new Uint8Array(file.bytes), 200, {
      "content-type": file.mime ?? (file.kind === "photo" ? "image/jpeg" : "application/octet-stream"),
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(file.name ?? file.file_unique_id)}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox",
    });
  });
  app.post("/faults", async (c) => {
    const { seed, rates } = ratesSchema.parse(await c.req.json());
    faults.random(rates && withoutUndefined(rates), seed);
    return c.json({ ok: true });
  });
  app.get("/violations", (c) => c.json(world.violations));
  /** How often 429 was answered, for whatever reason, and edits were refused that change nothing. */
  app.get("/refusals", (c) => c.json({ too_many: world.tooManyAnswers, not_modified: world.notModifiedAnswers }));
  app.get("/events", (c) => streamEvents(c, world.events));
  return app;
}

const floodStepMs = 20;

/** Somebody's script sends the same words again and again, as fast as asked for. @returns how many it sent */
async function flood(world: World, user: number, text: string, perSecond: number, seconds: number): Promise<number> {
  const begun = performance.now();
  let sent = 0;
  for (let passed = 0; passed < seconds * 1000; passed = performance.now() - begun) {
    for (; sent < (passed * perSecond) / 1000; sent += 1) act(world, user, user, { do: "text", text });
    await wait(floodStepMs);
  }
  return sent;
}

/** Optional fields that were not given are absent rather than undefined, as the types ask. */
function withoutUndefined<T extends object>(given: T) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
