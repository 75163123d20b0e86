import { type Context, Hono } from "hono";
import { etag } from "hono/etag";
import { secureHeaders } from "hono/secure-headers";
import { gatherPublic, type PublicFigures } from "../domain/public-page/gather.ts";
import { findPublicForm } from "../domain/public-page/switch.ts";
import type { Town } from "../town.ts";
import { asLanguage, type Language, label } from "../wording/texts.ts";
import { publicHtml, publicStyleHash } from "./public-html.ts";

/** How long what was read once answers strangers, by the town's clock: the switch must be felt soon, a past quarter hardly changes. */
const askSwitchSeconds = 2;
const readAgainSeconds = 600;
/** A person who waits longer has gone; what was begun goes on, and answers the next. */
const patienceSeconds = 5;

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: [publicStyleHash],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // Whether the name speaks HTTPS only, and all names below it, is for the proxy and its operator to say.
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
  referrerPolicy: "no-referrer",
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
});

type Looked = Pick<Town, "lookingAt" | "momentNow">;

/**
 * `/public`: the town as everybody may see it, where its admin says so. However many look, the database is asked once.
 *
 * @param base what stands before it, where a process serves several towns
 */
export function publicRoutes(app: Looked, base = ""): Hono {
  const read = readingSeldom(app);
  const routes = new Hono();
  routes.use(`${base}/public`, headers);
  routes.get(`${base}/public`, etag(), async (c) => {
    const language = languageOf(c);
    c.header("vary", "accept-language");
    const figures = await inTime(read());
    if (figures === "late") return c.text(label(language, "public-busy"), 503, { "retry-after": "30", "cache-control": "no-store" });
    if (!figures) return c.text(label(language, "public-closed"), 404, { "cache-control": "no-store" });
    c.header("cache-control", "public, max-age=300");
    c.header("content-language", language);
    return c.html(publicHtml(figures, language, app.momentNow()));
  });
  return routes;
}

/** As asked for in the address, else as the browser says. */
export function languageOf(c: Context): Language {
  const asked = c.req.query("lang");
  if (asked) return asLanguage(asked);
  return asLanguage((c.req.header("accept-language") ?? "").slice(0, 2).toLowerCase());
}

async function inTime<T>(asked: Promise<T>): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, patienceSeconds * 1_000, "late");
  });
  return Promise.race([asked.catch(() => "late" as const), late]).finally(() => clearTimeout(timer));
}

/** What was read lately; those who ask while it is read wait for the same reading. */
function readingSeldom({ lookingAt, momentNow }: Looked): () => Promise<PublicFigures | undefined> {
  const form = keptFor(askSwitchSeconds, momentNow, () => lookingAt(findPublicForm));
  let read: { form: string; figures: () => Promise<PublicFigures> } | undefined;
  return async () => {
    const now = await form();
    if (now === undefined) return undefined;
    // What the admin changes of the town, such as where a village lies, is seen as soon as the switch is.
    if (read?.form !== now) read = { form: now, figures: keptFor(readAgainSeconds, momentNow, () => lookingAt(gatherPublic)) };
    return read.figures();
  };
}

function keptFor<T>(seconds: number, momentNow: Town["momentNow"], ask: () => Promise<T>): () => Promise<T> {
  let asked: { atMs: number; answer: Promise<T> } | undefined;
  return () => {
    const atMs = momentNow().now.getTime();
    if (!asked || atMs - asked.atMs >= seconds * 1_000) {
      const begun = { atMs, answer: ask() };
      asked = begun;
      // A failure is nobody's answer but of those who wait for it.
      begun.answer.catch(() => {
        if (asked === begun) asked = undefined;
      });
    }
    return asked.answer;
  };
}
