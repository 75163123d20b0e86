import { isRefusal } from "../../../domain/refusal.ts";
import { reveal } from "../../../domain/tickets/reveal.ts";
import { say } from "../../context.ts";
import { menuMarkup } from "../../menu.ts";
import { leadsTo, reasoned } from "./about-ticket.ts";

/** An admin learns who reported confidentially, with a reason that the ledger keeps and the reporter reads. */
const revealing = reasoned("reveal", "ask-reveal", async (ctx, ticket, why) => {
  const reporter = await reveal(ctx.work, ctx.actor, ticket, why);
  if (isRefusal(reporter)) return reporter;
  const values = { number: ticket.number, name: reporter.name, phone: ticket.phone ?? reporter.phone ?? "" };
  say(ctx, "revealed", values, { ticketId: ticket.id, markup: menuMarkup(ctx) });
  return undefined;
});

export const pressReveal = leadsTo("reveal", revealing);
