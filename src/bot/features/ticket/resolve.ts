import { isRefusal } from "../../../domain/refusal.ts";
import type { Said } from "../../../domain/tickets/pass.ts";
import { resolve } from "../../../domain/tickets/resolve.ts";
import { conversation } from "../../conversation.ts";
import { type About, leadsTo, message, sayDone, withTicket } from "./about-ticket.ts";

/** 办结: what was done, in words, a photo or both. */
const resolving = conversation<{ said: Said }, About>("resolve", async ({ ctx, given, ask }) => {
  const said = await ask("said", message({ key: "ask-result", values: { number: given.number } }));
  await withTicket(ctx, given, async (ticket) => {
    const resolved = await resolve(ctx.work, ctx.actor, ticket, said);
    if (!isRefusal(resolved)) sayDone(ctx, "resolved-by-you", given);
    return resolved;
  });
});

export const pressResolve = leadsTo("resolve", resolving);
