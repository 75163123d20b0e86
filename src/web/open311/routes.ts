import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { inJurisdiction } from "../../domain/county/jurisdiction.ts";
import { fileRequest } from "../../domain/open311/file-request.ts";
import { findRequests } from "../../domain/open311/find-requests.ts";
import { findKey, isOpen311, type Key } from "../../domain/open311/keys.ts";
import { findService, findServices } from "../../domain/open311/services.ts";
import { isRefusal, type Refusal } from "../../domain/refusal.ts";
import type { Town } from "../../town.ts";
import { type Language, label } from "../../wording/texts.ts";
import { languageOf } from "../public-page.ts";
import { definitionOf, discoveryOf, filedOf, requestOf, serviceOf } from "./answers.ts";
import { answer, type Format, formatOf, type Value } from "./format.ts";
import { readAsked, readBody, readFiled } from "./given.ts";

/** The standard's longest description, every character in nine bytes of a form, and the rest. */
const maxBodyBytes = 64 * 1024;
/** Who only reads, or has no key that works, waits for nobody of the town, and takes no more of its connections. */
const maxReadAtOnce = 4;
/** What programs file takes the connections by which the bot answers people: of those, no more. */
const maxFiledAtOnce = 2;
const retryAfterSeconds = 5;
/** Refusals that are nobody's mistake: later it may go. */
const busy = 503;

type Work = Parameters<Parameters<Town["lookingAt"]>[0]>[0];
/** Where the program means: this town, or, of a county, the town whose bot it names as `jurisdiction_id`. */
const inTheirs = <T>(work: Work, { c }: Asking, act: (there: Work) => Promise<T>): Promise<T | undefined> =>
  inJurisdiction(work, c.req.query("jurisdiction_id"), act);

type Answered = { root: string; value: Value };
type Failed = { status: 400 | 403 | 404 | 429 | 503; descriptions: string[] };
type Asking = { c: Context; language: Language };
const isFailed = (outcome: object): outcome is Failed => "status" in outcome;
const failed = (status: Failed["status"], ...descriptions: string[]): Failed => ({ status, descriptions });

/**
 * `/open311/v2/`: GeoReport v2 for programs of others, where an admin has made a key. What of a ticket they see, `visibleToProgram` says.
 *
 * @param base what stands before it, where a process serves several towns
 */
export function open311Routes(app: Pick<Town, "lookingAt" | "taking" | "momentNow">, base = ""): Hono {
  const root = `${base}/open311/v2`;
  const routes = new Hono();
  const reading = atMost(maxReadAtOnce);
  const filing = atMost(maxFiledAtOnce);
  const notHere = ({ language }: Asking) => failed(404, label(language, "open311-off"));

  const noPlace = ({ c, language }: Asking) =>
    failed(404, label(language, "open311-no-jurisdiction", { id: c.req.query("jurisdiction_id") ?? "" }));

  const look = (asking: Asking, path: string) =>
    reading(asking, () =>
      app.lookingAt(async (work) => (await inTheirs(work, asking, (there) => lookIn(there, asking, path))) ?? noPlace(asking)),
    );

  const lookIn = async (work: Work, asking: Asking, path: string) =>
    (await isOpen311(work)) ? lookAt(work, asking, path) : notHere(asking);

  async function lookAt(work: Work, asking: Asking, path: string): Promise<Answered | Failed> {
    const { c, language } = asking;
    const [what, id] = path.split("/");
    if (path === "discovery") return { root: "discovery", value: discoveryOf(`${originOf(c)}${root}`, language) };
    if (path === "services")
      return { root: "services", value: (await findServices(work)).map((category) => serviceOf(category, language)) };
    if (what === "services" && id) {
      const service = /^\d{1,9}$/.test(id) ? await findService(work, Number(id)) : undefined;
      return service ? { root: "service_definition", value: definitionOf(service, language) } : noService(language, id);
    }
    if (what !== "requests") return failed(404, label(language, "open311-nothing-there"));
    const asked = readAsked(id === undefined ? c.req.query() : { service_request_id: id });
    if ("wrong" in asked) return id === undefined ? failed(400, ...asked.wrong) : noRequest(language, id);
    const key = await keyIn(work, c.req.query("api_key"));
    if (key === "wrong") return wrongKey(language);
    const found = await findRequests(work, key, asked);
    if (id !== undefined && !found.length) return noRequest(language, id);
    return { root: "service_requests", value: found.map((one) => requestOf(one, language, work)) };
  }

  /** @returns why the person who brought this may file nothing */
  const whyNot = (asking: Asking, secret: string) =>
    reading(asking, () =>
      app.lookingAt(
        async (work) =>
          (await inTheirs(work, asking, async (there) => {
            if (!(await isOpen311(there))) return { why: notHere(asking) };
            return { why: (await findKey(there, secret)) ? undefined : wrongKey(asking.language) };
          })) ?? { why: noPlace(asking) },
      ),
    );

  async function file(asking: Asking): Promise<Answered | Failed> {
    const { c, language } = asking;
    const body = await readBody(c);
    if (!body) return failed(400, label(language, "open311-body-unread"));
    const secret = String(body["api_key"] ?? c.req.query("api_key") ?? "");
    const found = await whyNot(asking, secret);
    if (isFailed(found)) return found;
    return found.why ?? filing(asking, () => take(asking, secret, body));
  }

  const take = (asking: Asking, secret: string, body: Record<string, unknown>): Promise<Answered | Failed> =>
    app.taking(async (work) => (await inTheirs(work, asking, (there) => takeIn(there, asking, secret, body))) ?? noPlace(asking));

  async function takeIn(work: Work, { language }: Asking, secret: string, body: Record<string, unknown>): Promise<Answered | Failed> {
    const key = await findKey(work, secret);
    if (!key) return wrongKey(language);
    if (!body["service_code"]) return failed(400, label(language, "open311-code-missing"));
    const given = readFiled(body);
    if ("wrong" in given) return failed(400, ...given.wrong);
    const service = await findService(work, given.serviceId);
    if (!service) return noService(language, String(given.serviceId));
    const outcome = await fileRequest(work, key, service, given);
    if (isRefusal(outcome)) return refused(outcome, language);
    return { root: "service_requests", value: [filedOf(outcome, language, work)] };
  }

  const respond = async (c: Context, act: (asking: Asking, path: string) => Promise<Answered | Failed>) => {
    const [, path = "", ending] = /^\/(.*?)(?:\.(\w+))?$/.exec(c.req.path.slice(root.length)) ?? [];
    const format = formatOf(ending, c.req.header("accept"));
    const asking = { c, language: languageOf(c) };
    const isKnown = ending === undefined || ending === format;
    const acted = isKnown ? act(asking, path) : Promise.resolve(failed(404, label(asking.language, "open311-nothing-there")));
    // Whatever it was, nothing is half done, and the program may ask again.
    const outcome = await acted.catch(() => failed(busy, label(asking.language, "public-busy")));
    return isFailed(outcome) ? sayFailed(c, format, outcome) : answer(c, format, outcome.root, outcome.value);
  };
  const limited = bodyLimit({
    maxSize: maxBodyBytes,
    onError: (c) => respond(c, async ({ language }) => failed(400, label(language, "open311-body-unread"))),
  });
  routes.get(`${root}/*`, (c) => respond(c, look));
  routes.post(`${root}/*`, limited, (c) =>
    respond(c, (asking, path) =>
      path === "requests" ? file(asking) : Promise.resolve(failed(404, label(asking.language, "open311-nothing-there"))),
    ),
  );
  return routes;
}

/** Does so many at the same time; the person who comes then is told to come again. */
function atMost(most: number) {
  let under = 0;
  return async <T>({ language }: Asking, act: () => Promise<T>): Promise<T | Failed> => {
    if (under >= most) return failed(busy, label(language, "public-busy"));
    under += 1;
    try {
      return await act();
    } finally {
      under -= 1;
    }
  };
}

/** Several may stand in one answer; each has the number of the whole. */
function sayFailed(c: Context, format: Format, { status, descriptions }: Failed) {
  if (status === busy || status === 429) c.header("retry-after", String(retryAfterSeconds));
  return answer(
    c,
    format,
    "errors",
    descriptions.map((description) => ({ code: status, description })),
    status,
  );
}

const keyIn = async (work: Work, given: string | undefined): Promise<Key | "wrong" | undefined> =>
  given ? ((await findKey(work, given)) ?? "wrong") : undefined;

const wrongKey = (language: Language) => failed(403, label(language, "open311-key-wrong"));
const noService = (language: Language, code: string) => failed(404, label(language, "open311-no-service", { code }));
const noRequest = (language: Language, id: string) => failed(404, label(language, "open311-no-request", { id }));
const refused = ({ refused: why, values }: Refusal, language: Language) =>
  failed(why === "filed-enough" ? 429 : 400, label(language, `refused-${why}`, values));

/** As the person who asks reached us; a proxy in front says that it speaks HTTPS. */
function originOf(c: Context): string {
  const { protocol, host } = new URL(c.req.url);
  return `${c.req.header("x-forwarded-proto") === "https" ? "https:" : protocol}//${host}`;
}
