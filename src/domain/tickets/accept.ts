import { coHandler } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { changeTicket, relationsTo, type Ticket } from "./change.ts";
import { giveCardOnce, tellReporter } from "./recipients.ts";

/**
 * 接单: the duty is taken. A colleague of the station, a leader or an admin who takes it becomes the responsible person;
 * someone it was offered to (转办) takes it over.
 */
export async function accept(work: Work, actor: Actor, ticket: Ticket): Promise<Ticket | Refusal> {
  const isOffered = (await relationsTo(work, actor, ticket)).includes("offered");
  const before = ticket.responsibleId;
  const patch = { acceptedAt: work.now, responsibleId: actor.id, transferToId: null };
  const changed = await changeTicket(work, ticket, { action: isOffered ? "take_over" : "accept", by: actor, subjectId: actor.id, patch });
  if (isRefusal(changed)) return changed;
  await tellReporter(work, changed, {
    kind: "text",
    key: "told-accepted",
    values: { number: changed.number, name: actor.name, until: changed.resolveBy?.toISOString() ?? "" },
  });
  await giveCardOnce(work, changed, actor);
  if (before !== null && before !== actor.id) {
    // A leader or colleague who steps in does not send the first receiver home; a ticket handed over does.
    if (!isOffered) await keepAsCoHandler(work, changed, before);
    await tellFormer(work, changed, before, actor);
  }
  return changed;
}

async function keepAsCoHandler(work: Work, changed: Ticket, personId: number) {
  await work.tx.insert(coHandler).values({ townId: work.townId, ticketId: changed.id, personId, since: work.now }).onConflictDoNothing();
}

async function tellFormer(work: Work, changed: Ticket, formerId: number, actor: Actor) {
  const former = await findPerson(work, formerId);
  const values = { number: changed.number, name: actor.name };
  if (former) work.tell(former, { kind: "text", key: "told-taken-over", values }, { ticketId: changed.id });
}
