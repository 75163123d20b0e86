import type { MiddlewareHandler } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { asksHere } from "./asker.ts";

/** Who may read `/metrics`: with `METRICS_TOKEN` everybody who brings it, from wherever; without one everybody on this machine. */
export function onlyWhoMayMeasure(token: string | undefined): MiddlewareHandler {
  if (token) return bearerAuth({ token });
  return async (c, next) => {
    if (asksHere(c)) return next();
    return c.text("only from this machine itself, or with METRICS_TOKEN", 403);
  };
}
