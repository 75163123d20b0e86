import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import type { Faults } from "./faults.ts";
import { act, actionSchema, addGroup, addPerson } from "./people.ts";
import type { World, WorldEvent } from "./world.ts";

const personSchema = z.object({
  id: z.int().positive().optional(),
  first_name: z.string().min(1).max(64),
  last_name: z.string().max(64).optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
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
  app.post("/people", async (c) => c.json(addPerson(world, withoutUndefined(personSchema.parse(await c.req.json())))));
  app.post("/groups", async (c) => {
    const { title, is_forum } = z.object({ title: z.string(), is_forum: z.boolean().optional() }).parse(await c.req.json());
    return c.json(addGroup(world, title, is_forum));
  });
  app.get("/chats/:id", (c) => {
    const room = world.rooms.get(Number(c.req.param("id")));
    if (!room) return c.json({ error: "there is no such chat" }, 404);
    const { chat, messages, replyKeyboard, blocked } = room;
    return c.json({ chat, messages: messages.slice(-200), reply_keyboard: replyKeyboard ?? null, blocked });
  });
  app.post("/people/:user/chats/:chat", async (c) => {
    const action = actionSchema.parse(await c.req.json());
    return c.json(act(world, Number(c.req.param("user")), Number(c.req.param("chat")), action));
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
  /** How often 429 was answered, for whatever reason. */
  app.get("/refusals", (c) => c.json({ too_many: world.tooManyAnswers }));
  app.get("/events", (c) =>
    streamSSE(c, async (stream) => {
      const send = (event: WorldEvent) => void stream.writeSSE({ data: JSON.stringify(event) });
      world.events.on("event", send);
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      world.events.off("event", send);
    }),
  );
  return app;
}

/** Optional fields that were not given are absent rather than undefined, as the types ask. */
function withoutUndefined<T extends object>(given: T) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
