import type { TextKey } from "../../../locales/text-key.ts";
import type { Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, type Ticket } from "./change.ts";
import { tellFollowers, tellHandlers, tellParties, tellReporter } from "./recipients.ts";

/** 撤回: the villager, or the town that handed it up, takes the matter back; those who worked on it are told. */
export async function withdraw(
  work: Work,
  actor: Actor,
  ticket: Ticket,
  { reason = "", key }: { reason?: string; key?: TextKey } = {},
): Promise<Ticket | Refusal> {
  const change = { action: "withdraw", by: actor, ...(reason ? { note: reason } : {}), patch: { closedAt: work.now } } as const;
  const changed = await changeTicket(work, ticket, change);
  if (isRefusal(changed)) return changed;
  const isTowns = changed.handedFromTown !== null;
  const values = { number: changed.number, ...(isTowns ? { name: actor.name, reason } : {}) };
  await tellHandlers(work, changed, { kind: "text", key: key ?? (isTowns ? "told-town-withdrew" : "told-withdrawn"), values }, actor.id);
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
