import { Hono } from "hono";
import type { Registry } from "prom-client";
import type { App } from "../app.ts";
import type { Waits } from "../waits.ts";
import { asksHere } from "./asker.ts";
import { addressesOf, listen, nameOf } from "./listen.ts";
import { onlyWhoMayMeasure } from "./metrics-access.ts";
import { open311Routes } from "./open311/routes.ts";
import { publicRoutes } from "./public-page.ts";

type Given = { app: App; sandbox: { routes: Hono } | undefined };

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
  const listening = await listen((request, env) => routes.fetch(request, env), port, addressesOf(host, isSandbox));
  return {
    port: listening.port,
    url: `http://${nameOf(host)}:${listening.port}`,
    /** From now on everything is answered. */
    async serve(given: Given) {
      const { createMetrics } = await import("./metrics.ts");
      routes = routesOf(given, metricsToken, createMetrics(given.app));
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
function routesOf({ app, sandbox }: Given, metricsToken: string | undefined, metrics: Registry): Hono {
  const routes = new Hono();
  routes.get("/healthz", (c) => c.text("ok"));
  routes.get("/readyz", async (c) => {
    const complaints = await app.whyNotReady();
    if (!complaints.length) return c.text("ready");
    return c.text((asksHere(c) ? complaints : ["not ready"]).join("\n"), 503);
  });
  routes.use("/metrics", onlyWhoMayMeasure(metricsToken));
  routes.get("/metrics", async (c) => c.body(await metrics.metrics(), 200, { "content-type": metrics.contentType }));
  routes.route("/", publicRoutes(app));
  routes.route("/", open311Routes(app));
  if (app.webhook) routes.route("/", app.webhook);
  if (sandbox) routes.route("/", sandbox.routes);
  return routes;
}
