import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { z } from "zod";
import { addGroup, addPerson } from "../emulator/people.ts";
import { startEmulator } from "../emulator/server.ts";
import { restoreWorld, saveWorld } from "../emulator/snapshot.ts";

/** Somebody on the demo township's phones. */
export type SandboxPerson = { id: number; name: string; role: string; roleEn: string };
/** A group chat of some of them with the bot in it, shown like a phone on which each of them can write. */
export type SandboxGroup = SandboxPerson & { members: number[] };
type Clock = { load: () => Promise<number>; save: (aheadSeconds: number) => Promise<void> };

const saveEveryMs = 3_000;
/** Far more than any term; a typo should not send the town into the next century. */
const farthestMinutes = 60 * 24 * 366;

/**
 * The sandbox: an emulated Telegram, a page of phones, and a town clock that can be moved forward. The bot talks to it
 * over HTTP like to the real one.
 *
 * @param dataDir where the phones' chats are kept between starts
 */
export async function startSandbox(dataDir: string) {
  const file = join(dataDir, "sandbox.json");
  let aheadMs = 0;
  const clock = () => Date.now() + aheadMs;
  const telegram = await startEmulator({ now: clock });
  const saved = await readFile(file, "utf8").catch(() => undefined);
  if (saved) restoreWorld(telegram.world, saved);
  let isChanged = false;
  telegram.world.events.on("event", () => {
    isChanged = true;
  });
  const saving = setInterval(() => void save(), saveEveryMs);
  const people: SandboxPerson[] = [];
  const groups: SandboxGroup[] = [];
  let movedClock: (minutes: number) => Promise<void> = async () => {};

  async function save() {
    if (!isChanged) return;
    isChanged = false;
    await mkdir(dataDir, { recursive: true });
    await writeFile(`${file}.new`, saveWorld(telegram.world));
    await rename(`${file}.new`, file);
  }

  const routes = new Hono();
  servePage(routes);
  routes.get("/sandbox/state", (c) =>
    c.json({ people: everybody(), groups, now: clock(), aheadMinutes: Math.round(aheadMs / 60_000), bot: telegram.world.me }),
  );
  routes.post("/sandbox/clock", async (c) => {
    const parsed = z.object({ minutes: z.number().positive().max(farthestMinutes) }).safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ error: "minutes must be a positive number; the clock only moves forward" }, 400);
    await movedClock(parsed.data.minutes);
    return c.json({ now: clock() });
  });
  routes.route("/emulator", telegram.control);

  function everybody() {
    const known = new Set(people.map(({ id }) => id));
    const guests = [...telegram.world.users.values()].filter(({ id }) => !known.has(id));
    return [...people, ...guests.map(({ id, first_name }) => ({ id, name: first_name, role: "村民", roleEn: "villager" }))];
  }

  return {
    bot: { token: telegram.token, apiRoot: telegram.root },
    clock,
    routes,
    /** Puts the demo township's people on phones; their chats with the bot are open already. */
    addPeople(given: readonly SandboxPerson[]) {
      for (const person of given) {
        people.push(person);
        if (telegram.world.users.has(person.id)) continue;
        addPerson(telegram.world, { id: person.id, first_name: person.name });
        const room = telegram.world.rooms.get(person.id);
        if (room) room.started = true;
      }
    },
    addGroups(given: readonly SandboxGroup[]) {
      groups.push(...given);
      for (const { id, name } of given) addGroup(telegram.world, name, false, id);
    },
    /** Lets the clock be moved; what is due is done each time. */
    async connectClock(kept: Clock, fireTimers: () => Promise<void>) {
      aheadMs = (await kept.load()) * 1000;
      movedClock = async (minutes) => {
        aheadMs += minutes * 60_000;
        await kept.save(Math.round(aheadMs / 1000));
        await fireTimers();
      };
    },
    async stop() {
      clearInterval(saving);
      await save();
      await telegram.stop();
    },
  };
}

const contentTypes: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css" };

function servePage(routes: Hono) {
  const serve = (path: string, url: string) =>
    routes.get(path, async (c) => {
      const extension = /\.m?([a-z]+)$/.exec(url)?.[1] ?? "";
      return c.body(await readFile(fileURLToPath(url)), 200, {
        "content-type": `${contentTypes[extension]}; charset=utf-8`,
        "cache-control": "no-cache",
      });
    });
  const own = (name: string) => new URL(`./page/${name}`, import.meta.url).href;
  serve("/", own("index.html"));
  for (const name of ["page.js", "phone.js", "message.js", "words.js", "style.css"]) serve(`/sandbox/${name}`, own(name));
  serve("/sandbox/preact.js", import.meta.resolve("htm/preact/standalone"));
}
