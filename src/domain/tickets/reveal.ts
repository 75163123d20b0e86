import type { Work } from "../../database/work.ts";
import { noteInAudit } from "../conversation.ts";
import { type Actor, findPerson, type Person } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, mayChange, type Ticket } from "./change.ts";

/**
 * Shows an admin who a confidential reporter is: never without a reason, always in the ledger and the audit, and the villager
 * is told by whom and why.
 */
export async function reveal(work: Work, actor: Actor, ticket: Ticket, reason: string): Promise<Person | Refusal> {
  const refusal = await mayChange(work, actor, ticket, "reveal");
  if (refusal) return refusal;
  if (!reason.trim()) return refuse("reason-missing");
  if (!ticket.confidential) return refuse("not-now", { number: ticket.number });
  const changed = await changeTicket(work, ticket, { action: "reveal", by: actor, note: reason });
  if (isRefusal(changed)) return changed;
  const reporter = await findPerson(work, ticket.reporterId);
  if (!reporter) return refuse("not-found");
  await noteInAudit(work, actor.id, "reveal", `#${ticket.number}`);
  work.tell(
    reporter,
    { kind: "text", key: "told-revealed", values: { number: ticket.number, name: actor.name, reason } },
    { ticketId: ticket.id },
  );
  return reporter;
}
