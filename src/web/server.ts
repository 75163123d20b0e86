import { Hono } from "hono";
import type { Registry } from "prom-client";
import type { Town } from "../town.ts";
import type { Waits } from "../waits.ts";
import { asksHere } from "./asker.ts";
import { addressesOf, listen, nameOf } from "./listen.ts";
import { onlyWhoMayMeasure } from "./metrics-access.ts";
import { open311Routes } from "./open311/routes.ts";
import { publicRoutes } from "./public-page.ts";

/** The only town, or those of several bots. */
export type Served = { town: Town } | { towns: readonly Town[] };
type Given = Served & { sandbox?: { routes: Hono } | undefined };

/** Where to listen, and who may read the metrics. */
export type WebGiven = { port: number; host: string | undefined; metricsToken: string | undefined; isSandbox: boolean };

/**
 * Listens at once, before anything else is there: `/healthz` answers from the first second, everything else says what is waited for
 * until `serve` is given the rest.
 *
 * @throws Error with one sentence when the port is taken, or the address not of this machine
 */
export async function startWeb({ port, host, metricsToken, isSandbox }: WebGiven, waits: Waits) {
  let routes = routesWhileStarting(waits);
  let towns: readonly Town[] = [];
  let metrics: Registry | undefined;
  const listening = await listen((request, env) => routes.fetch(request, env), port, addressesOf(host, isSandbox));
  return {
    port: listening.port,
    url: `http://${nameOf(host)}:${listening.port}`,
    /** From now on everything is answered, for these towns; to be told anew when they are others. */
    async serve(given: Given) {
      const { createMetrics } = await import("./metrics.ts");
      towns = "town" in given ? [given.town] : given.towns;
      metrics ??= createMetrics(() => towns);
      routes = towns.length ? routesOf(given, metricsToken, metrics) : routesWhileStarting(waits);
    },
    stop: listening.stop,
  };
}

function routesWhileStarting(waits: Waits): Hono {
  const routes = new Hono();
  routes.get("/healthz", (c) => c.text("ok"));
  // Telegram, and what watches us, asks again. Where the database lies is nobody's business outside.
  routes.all("*", (c) => c.text(["starting", ...(asksHere(c) ? waits.now() : [])].join("\n"), 503, { "retry-after": "2" }));
  return routes;
}

/** The few HTTP routes: health, readiness, metrics, the public page, the webhook, and in the sandbox its page. */
function routesOf(given: Given, metricsToken: string | undefined, metrics: Registry): Hono {
  const routes = new Hono();
  const towns = "town" in given ? [given.town] : given.towns;
  routes.get("/healthz", (c) => c.text("ok"));
  routes.get("/readyz", async (c) => {
    const complaints = await complaintsOf(towns);
    if (!complaints.length) return c.text("ready");
    return c.text((asksHere(c) ? complaints : ["not ready"]).join("\n"), 503);
  });
  routes.use("/metrics", onlyWhoMayMeasure(metricsToken));
  routes.get("/metrics", async (c) => c.body(await metrics.metrics(), 200, { "content-type": metrics.contentType }));
  for (const town of towns) {
    // Of several, each has its pages below the name of its bot.
    const base = "town" in given ? "" : `/t/${town.me.username}`;
    routes.route("/", publicRoutes(town, base));
    routes.route("/", open311Routes(town, base));
    if (town.webhook) routes.route("/", town.webhook);
  }
  if (given.sandbox) routes.route("/", given.sandbox.routes);
  return routes;
}

/** Of several towns, one whose bot is refused takes none of the others with it. */
async function complaintsOf(towns: readonly Town[]): Promise<string[]> {
  const each = await Promise.all(towns.map(async ({ me, whyNotReady }) => ({ me, complaints: await whyNotReady() })));
  if (each.some(({ complaints }) => !complaints.length)) return [];
  return each.flatMap(({ me, complaints }) => (towns.length > 1 ? complaints.map((one) => `@${me.username}: ${one}`) : complaints));
}
