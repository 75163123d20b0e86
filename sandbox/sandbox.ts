import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { z } from "zod";
import { addGroup, addPerson } from "../emulator/people.ts";
import { startEmulator } from "../emulator/server.ts";
import { restoreWorld, saveWorld } from "../emulator/snapshot.ts";
import { streamEvents } from "../emulator/stream-events.ts";
import { createClock, type Duties, type KeptClock } from "./clock.ts";
import { isLoopback, onlyOwnPage, type Reach } from "./guard.ts";

/** Somebody on the demo township's phones. */
export type SandboxPerson = { id: number; name: string; role: string; roleEn: string; language?: "zh" | "en" };
/** A group chat of some of them with the bot in it, shown like a phone on which each of them can write. */
export type SandboxGroup = SandboxPerson & { members: number[] };
/** How far a report of somebody has come, for the guide on the page. */
export type GuideTicket = {
  number: number;
  reporter: number;
  isTaken: boolean;
  isAnswered: boolean;
  isResolved: boolean;
  rating: string | null;
};

const pageFiles = [
  "page.js",
  "phone.js",
  "chat.js",
  "composer.js",
  "inline.js",
  "picker.js",
  "poll.js",
  "attachments.js",
  "samples.js",
  "message.js",
  "media.js",
  "guide.js",
  "clock.js",
  "tour.js",
  "tour-script.js",
  "state.js",
  "texts.js",
  "style.css",
  "phone.css",
  "message.css",
];
const saveEveryMs = 3_000;
/** Far more than any term; a typo should not send the town into the next century. */
const farthestMinutes = 60 * 24 * 366;
const clockSchema = z.union([
  z.object({ minutes: z.number().positive().max(farthestMinutes) }),
  z.object({ do: z.enum(["play", "pause"]) }),
]);

/**
 * The sandbox: an emulated Telegram, a page of phones, and a town clock that runs ahead. The bot talks to it
 * over HTTP like to the real one.
 *
 * @param dataDir where the phones' chats are kept between starts
 * @param reach where the page listens, as `HOST` says it
 * @param zone the town's time zone
 */
export async function startSandbox(dataDir: string, reach: Reach, zone = "Asia/Shanghai") {
  const file = join(dataDir, "sandbox.json");
  const events = new EventEmitter();
  events.setMaxListeners(0);
  const clock = createClock((state) => events.emit("event", { type: "clock", ...state }));
  // Anybody who reaches the emulated Telegram's port would be the bot with its token, and everybody else with its controls.
  const token = `424242:${randomBytes(24).toString("base64url")}`;
  const telegram = await startEmulator({ now: clock.now, token, hasControls: false });
  const saved = await readFile(file, "utf8").catch(() => undefined);
  if (saved) restoreWorld(telegram.world, saved);
  let isChanged = false;
  telegram.world.events.on("event", (event) => {
    isChanged = true;
    events.emit("event", event);
  });
  const saving = setInterval(() => void save(), saveEveryMs);
  const people: SandboxPerson[] = [];
  const groups: SandboxGroup[] = [];
  let readGuide: () => Promise<GuideTicket[]> = async () => [];

  async function save() {
    if (!isChanged) return;
    isChanged = false;
    await mkdir(dataDir, { recursive: true });
    await writeFile(`${file}.new`, saveWorld(telegram.world));
    await rename(`${file}.new`, file);
  }

  const routes = new Hono().use(onlyOwnPage(reach));
  servePage(routes);
  routes.get("/sandbox/state", (c) => c.json({ people: everybody(), groups, zone, ...clock.state() }));
  routes.get("/sandbox/guide", async (c) => c.json(await readGuide()));
  // What happened before is read at the first of these; a page that reads it earlier may miss something.
  routes.get("/sandbox/events", (c) => streamEvents(c, events, { type: "connected" }));
  routes.post("/sandbox/clock", async (c) => {
    const parsed = clockSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success)
      return c.json({ error: "minutes must be a positive number, or do play or pause; the clock only moves forward" }, 400);
    if ("minutes" in parsed.data) await clock.pass(parsed.data.minutes);
    else if (parsed.data.do === "play") clock.play();
    else await clock.pause();
    return c.json(clock.state());
  });
  routes.route("/emulator", telegram.control);

  function everybody() {
    const known = new Set(people.map(({ id }) => id));
    const guests = [...telegram.world.users.values()].filter(({ id }) => !known.has(id));
    return [...people, ...guests.map(({ id, first_name }) => ({ id, name: first_name, role: "村民", roleEn: "villager" }))];
  }

  return {
    bot: { token: telegram.token, apiRoot: telegram.root },
    /** Whether others than this machine can reach it. */
    isOpen: !isLoopback(reach),
    clock: clock.now,
    routes,
    /** Puts the demo township's people on phones; their chats with the bot are open already. */
    addPeople(given: readonly SandboxPerson[]) {
      for (const person of given) {
        people.push(person);
        if (telegram.world.users.has(person.id)) continue;
        addPerson(telegram.world, { id: person.id, first_name: person.name, language_code: person.language === "en" ? "en" : "zh-hans" });
        const room = telegram.world.rooms.get(person.id);
        if (room) room.started = true;
      }
    },
    addGroups(given: readonly SandboxGroup[]) {
      groups.push(...given);
      for (const { id, name } of given) addGroup(telegram.world, name, false, id);
    },
    /** Lets the clock run; what is due on its way is done at its time. */
    connectClock: (kept: KeptClock, duties: Duties) =>
      clock.connect(kept, {
        ...duties,
        isSettled: async () => telegram.world.updates.length === 0 && (await duties.isSettled()),
      }),
    setClock: clock.setTo,
    connectGuide(read: () => Promise<GuideTicket[]>) {
      readGuide = read;
    },
    async stop() {
      await clock.pause();
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
  for (const name of pageFiles) serve(`/sandbox/${name}`, own(name));
  serve("/sandbox/preact.js", import.meta.resolve("htm/preact/standalone"));
}
