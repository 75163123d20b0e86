import type { Work } from "../../database/work.ts";
import { chaseIntervalHours } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, type Ticket } from "./change.ts";
import { tellHandlers } from "./recipients.ts";

/** 催办: asks to hurry, at most once a day; the handlers hear of it and the next reminder comes at once. */
export async function chase(work: Work, actor: Actor, ticket: Ticket): Promise<Ticket | Refusal> {
  const sinceMs = ticket.chasedAt ? work.now.getTime() - ticket.chasedAt.getTime() : Number.POSITIVE_INFINITY;
  if (sinceMs < chaseIntervalHours * 3_600_000) return refuse("chased-today", { number: ticket.number });
  const changed = await changeTicket(work, ticket, { action: "chase", by: actor, patch: { chasedAt: work.now } });
  if (isRefusal(changed)) return changed;
  await tellHandlers(work, changed, { kind: "text", key: "told-chased", values: { number: changed.number }, buttons: "open" }, actor.id);
  return changed;
}
