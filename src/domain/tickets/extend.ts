import { and, desc, eq, inArray } from "drizzle-orm";
import { ticketEvent } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { petitionExtensionDays } from "../limits.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, mayChange, type Ticket } from "./change.ts";
import { findLeaders, tellReporter } from "./recipients.ts";

/**
 * 限期: the responsible person sets a later date with a reason. The villager is told; a leader may refuse it.
 *
 * @param until must be later than the present date
 */
export async function extend(work: Work, actor: Actor, ticket: Ticket, until: Date, reason: string): Promise<Ticket | Refusal> {
  if (!reason.trim()) return refuse("reason-missing");
  // A petition's terms are the regulation's; only a leader extends them, once.
  if (ticket.kind === "petition") return refuse("extended-before", { days: petitionExtensionDays });
  if (ticket.resolveBy && until <= ticket.resolveBy) return refuse("deadline-not-later");
  const note = `${ticket.resolveBy?.toISOString() ?? ""} → ${until.toISOString()} ${reason}`;
  const changed = await changeTicket(work, ticket, { action: "extend", by: actor, note, patch: { resolveBy: until, deadline: until } });
  if (isRefusal(changed)) return changed;
  const values = { number: changed.number, name: actor.name, until: until.toISOString(), reason };
  await tellReporter(work, changed, { kind: "text", key: "told-extended", values });
  for (const leader of await findLeaders(work, changed)) {
    if (leader.id === actor.id) continue;
    work.tell(leader, { kind: "text", key: "told-extended-leader", values, buttons: "veto" }, { ticketId: changed.id });
  }
  return changed;
}

/** What a later date's note says: from when, until when, and why. */
export function extensionIn(action: string, note: string | null): { from: Date; until: Date; reason: string } | undefined {
  const [, from = "", until = "", reason = ""] = (action === "extend" && /^(\S*) → (\S+) ?(.*)$/s.exec(note ?? "")) || [];
  return until ? { from: new Date(from), until: new Date(until), reason } : undefined;
}

/** The later date that stands now, if nobody has refused it; whatever was said since takes nothing from it. */
export async function findLastExtension(work: Work, { id, resolveBy }: Pick<Ticket, "id" | "resolveBy">) {
  const [last] = await work.tx
    .select({ action: ticketEvent.action, note: ticketEvent.note })
    .from(ticketEvent)
    .where(
      and(
        eq(ticketEvent.townId, work.townId),
        eq(ticketEvent.ticketId, id),
        inArray(ticketEvent.action, ["extend", "refuse_extension", "reopen", "redirect", "assign"]),
      ),
    )
    .orderBy(desc(ticketEvent.seq))
    .limit(1);
  const found = last && extensionIn(last.action, last.note);
  const isStanding = found && !Number.isNaN(found.from.getTime()) && found.until.getTime() === resolveBy?.getTime();
  return isStanding ? found : undefined;
}

/** A leader refuses the later date: the former one stands again. */
export async function refuseExtension(work: Work, actor: Actor, ticket: Ticket): Promise<Ticket | Refusal> {
  const refusal = await mayChange(work, actor, ticket, "refuse_extension");
  if (refusal) return refusal;
  const former = (await findLastExtension(work, ticket))?.from;
  if (!former) return refuse("not-now", { number: ticket.number });
  const patch = { resolveBy: former, deadline: former };
  const changed = await changeTicket(work, ticket, { action: "refuse_extension", by: actor, patch });
  if (isRefusal(changed)) return changed;
  const values = { number: changed.number, name: actor.name, until: former.toISOString() };
  const responsible = changed.responsibleId === null ? undefined : await findPerson(work, changed.responsibleId);
  if (responsible) work.tell(responsible, { kind: "text", key: "told-extension-refused", values }, { ticketId: changed.id });
  await tellReporter(work, changed, { kind: "text", key: "told-extension-refused", values });
  return changed;
}

/** A petition may be extended once, by at most 30 days, by a leader; the petitioner is told why. */
export async function extendPetition(work: Work, actor: Actor, ticket: Ticket, reason: string): Promise<Ticket | Refusal> {
  const refusal = await mayChange(work, actor, ticket, "extend_petition");
  if (refusal) return refusal;
  if (!reason.trim()) return refuse("reason-missing");
  if (ticket.kind !== "petition") return refuse("not-now", { number: ticket.number });
  const [before] = await work.tx
    .select({ seq: ticketEvent.seq })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.townId, work.townId), eq(ticketEvent.ticketId, ticket.id), eq(ticketEvent.action, "extend_petition")))
    .limit(1);
  if (before) return refuse("extended-before", { days: petitionExtensionDays });
  const until = addTerm(ticket.resolveBy ?? work.now, { calendarDays: petitionExtensionDays }, work.zone);
  const changed = await changeTicket(work, ticket, {
    action: "extend_petition",
    by: actor,
    note: reason,
    patch: { resolveBy: until, deadline: until },
  });
  if (isRefusal(changed)) return changed;
  const values = { number: changed.number, name: actor.name, until: until.toISOString(), reason };
  await tellReporter(work, changed, { kind: "text", key: "told-extended", values });
  return changed;
}
