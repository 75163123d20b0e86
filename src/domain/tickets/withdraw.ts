import type { Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, type Ticket } from "./change.ts";
import { tellFollowers, tellHandlers, tellParties, tellReporter } from "./recipients.ts";

/** 撤回: the villager takes the matter back; those who worked on it are told. */
export async function withdraw(work: Work, actor: Actor, ticket: Ticket): Promise<Ticket | Refusal> {
  const changed = await changeTicket(work, ticket, { action: "withdraw", by: actor, patch: { closedAt: work.now } });
  if (isRefusal(changed)) return changed;
  await tellHandlers(work, changed, { kind: "text", key: "told-withdrawn", values: { number: changed.number } }, actor.id);
  await tellParties(work, changed, { kind: "text", key: "told-withdrawn-party", values: { number: changed.number } });
  await tellFollowers(work, changed, { kind: "text", key: "told-withdrawn-follower", values: { number: changed.number } });
  return changed;
}

/** 不予受理: only an admin, and never without a reason that the villager reads. */
export async function decline(work: Work, actor: Actor, ticket: Ticket, reason: string): Promise<Ticket | Refusal> {
  if (!reason.trim()) return refuse("reason-missing");
  const changed = await changeTicket(work, ticket, { action: "decline", by: actor, note: reason, patch: { closedAt: work.now } });
  if (isRefusal(changed)) return changed;
  await tellReporter(work, changed, { kind: "text", key: "told-declined", values: { number: changed.number, reason } });
  return changed;
}
