import { coHandler } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findActor, findPerson, type Person } from "../people/person.ts";
import { showAtDesk } from "../places/desk.ts";
import { findStationMembers } from "../places/stations.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { type Clock, changeTicket, type Ticket } from "./change.ts";
import { withoutKept } from "./kept-from.ts";
import { giveCard, tellReporter } from "./recipients.ts";

/** To whom a ticket can be handed: a person, or a station, whose head then gets it. */
export type Target = { personId: number } | { stationId: number };

/**
 * 转办: offers the ticket to somebody else. Until they accept, the first receiver stays responsible (首接负责).
 */
export async function offer(work: Work, actor: Actor, ticket: Ticket, target: Target, reason: string): Promise<Person | Refusal> {
  const receiver = await findTarget(work, ticket, target);
  if (isRefusal(receiver)) return receiver;
  if (receiver.id === ticket.responsibleId) return refuse("already-member");
  const patch = { transferToId: receiver.id, stationId: "stationId" in target ? target.stationId : ticket.stationId };
  const changed = await changeTicket(work, ticket, { action: "offer", by: actor, note: reason, subjectId: receiver.id, patch });
  if (isRefusal(changed)) return changed;
  const values = { number: changed.number, name: actor.name, reason };
  work.tell(receiver, { kind: "text", key: "told-offered", values }, { ticketId: changed.id });
  await giveCard(work, changed, receiver);
  if ("stationId" in target) await showAtDesk(work, changed);
  return receiver;
}

/** Who is meant; a station means its head, or the first member who may have the ticket. Whom it is kept from gets it from nobody. */
async function findTarget(work: Work, ticket: Ticket, target: Target): Promise<Person | Refusal> {
  const meant = "personId" in target ? [await findActor(work, target.personId)] : await findStationMembers(work, target.stationId);
  const known = meant.filter((one) => one !== undefined && (!("grants" in one) || one.grants.length > 0)) as Person[];
  const [first] = known;
  if (!first) return refuse("nobody-there");
  const [allowed] = withoutKept(known, ticket);
  return allowed ?? refuse("kept-from", { number: ticket.number, name: first.name });
}

/** 退回: whom it was offered to gives it back with a reason; nothing else changes. */
export async function giveBack(work: Work, actor: Actor, ticket: Ticket, reason: string): Promise<Ticket | Refusal> {
  const changed = await changeTicket(work, ticket, { action: "give_back", by: actor, note: reason, patch: { transferToId: null } });
  if (isRefusal(changed)) return changed;
  const responsible = changed.responsibleId === null ? undefined : await findPerson(work, changed.responsibleId);
  const values = { number: changed.number, name: actor.name, reason };
  if (responsible) work.tell(responsible, { kind: "text", key: "told-given-back", values }, { ticketId: changed.id });
  return changed;
}

/**
 * A leader or admin decides who is responsible from now on.
 *
 * @param stationId the station whose business it is from now on, when that changes too
 */
export async function assign(
  work: Work,
  actor: Actor | Clock,
  ticket: Ticket,
  personId: number,
  stationId: number | null = ticket.stationId,
): Promise<Person | Refusal> {
  const receiver = await findTarget(work, ticket, { personId });
  if (isRefusal(receiver)) return receiver;
  const former = ticket.responsibleId === null ? undefined : await findPerson(work, ticket.responsibleId);
  const patch = { responsibleId: receiver.id, stationId, transferToId: null, acceptedAt: null, waitingSince: null };
  const changed = await changeTicket(work, ticket, { action: "assign", by: actor, subjectId: receiver.id, patch });
  if (isRefusal(changed)) return changed;
  await giveCard(work, changed, receiver);
  const values = { number: changed.number, name: receiver.name };
  if (former && former.id !== receiver.id) work.tell(former, { kind: "text", key: "told-taken-over", values }, { ticketId: changed.id });
  await tellReporter(work, changed, { kind: "text", key: "told-assigned", values });
  return receiver;
}

/** 协办: somebody helps; the responsible person stays so. */
export async function inviteCoHandler(work: Work, actor: Actor, ticket: Ticket, target: Target): Promise<Person | Refusal> {
  const helper = await findTarget(work, ticket, target);
  if (isRefusal(helper)) return helper;
  if (helper.id === ticket.responsibleId) return refuse("already-member");
  const changed = await changeTicket(work, ticket, { action: "invite_co_handler", by: actor, subjectId: helper.id });
  if (isRefusal(changed)) return changed;
  const added = await work.tx
    .insert(coHandler)
    .values({ townId: work.townId, ticketId: ticket.id, personId: helper.id, since: work.now })
    .onConflictDoNothing()
    .returning();
  if (!added.length) return refuse("already-member");
  work.tell(
    helper,
    { kind: "text", key: "told-co-handler", values: { number: changed.number, name: actor.name } },
    { ticketId: changed.id },
  );
  await giveCard(work, changed, helper);
  return helper;
}
