import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { App } from "../app.ts";
import { createMetrics } from "./metrics.ts";

type Given = { app: App; sandbox: { routes: Hono } | undefined };

/** The few HTTP routes: health, readiness, metrics, the webhook, and in the sandbox its page. */
export async function startWeb(port: number, { app, sandbox }: Given) {
  const metrics = createMetrics(app);
  const routes = new Hono();
  routes.get("/healthz", (c) => c.text("ok"));
  routes.get("/readyz", async (c) => ((await app.isReady()) ? c.text("ready") : c.text("the database cannot be reached", 503)));
  routes.get("/metrics", async (c) => c.body(await metrics.metrics(), 200, { "content-type": metrics.contentType }));
  if (app.webhook) routes.route("/", app.webhook);
  if (sandbox) routes.route("/", sandbox.routes);
  const server = await new Promise<Server>((resolve, reject) => {
    const started = serve({ fetch: routes.fetch, port }, () => resolve(started as Server)) as Server;
    started.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Error(`PORT ${port} is in use: choose another one`, { cause: error }) : error),
    );
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
