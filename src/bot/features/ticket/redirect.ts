import { isRefusal, refuse } from "../../../domain/refusal.ts";
import { redirect } from "../../../domain/tickets/redirect.ts";
import { leadsTo } from "./about-ticket.ts";
import { handing } from "./transfer.ts";

/** A handler sees that it is about an official: it goes its way round that person. */
const redirecting = handing("redirect", "ask-redirect", "redirected-by-you", false, async ({ work, actor }, ticket, to) => {
  if (!("personId" in to)) return refuse("nobody-there");
  const redirected = await redirect(work, actor, ticket, { aboutId: to.personId });
  return isRefusal(redirected) ? redirected : to;
});

export const pressRedirect = leadsTo("redirect", redirecting);
