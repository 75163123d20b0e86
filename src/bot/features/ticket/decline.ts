import { isRefusal } from "../../../domain/refusal.ts";
import { decline } from "../../../domain/tickets/withdraw.ts";
import { leadsTo, reasoned, sayDone } from "./about-ticket.ts";

/** 不予受理, with a reason that the villager reads. */
const declining = reasoned("decline", "ask-decline", async (ctx, ticket, why, about) => {
  const declined = await decline(ctx.work, ctx.actor, ticket, why);
  if (!isRefusal(declined)) sayDone(ctx, "declined-by-you", about);
  return declined;
});

export const pressDecline = leadsTo("decline", declining);
