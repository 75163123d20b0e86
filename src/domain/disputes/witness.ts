import { and, eq } from "drizzle-orm";
import { agreementAnswer, disputeParty } from "../../database/schema/disputes.ts";
import type { Attachment, PartyWay } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { isOnPaper, writeDown } from "../people/on-paper.ts";
import { type Actor, findHolders, findLeadersOf, findPerson, type Person } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { isWitness } from "../tickets/callers.ts";
import { changeTicket, mayChange, type Ticket } from "../tickets/change.ts";
import { withoutKept } from "../tickets/kept-from.ts";
import { tellHandlers } from "../tickets/recipients.ts";
import { isOnLeave } from "../tickets/routing.ts";
import { namesReporter } from "../tickets/visibility.ts";
import { answerNote, findAgreement } from "./mediation.ts";
import { findParties } from "./parties.ts";

/** Somebody who cannot answer in chat: a party (`partyId`), or the reporter (0). */
export type Unheard = { partyId: number; name: string };

/** The parties, the reporter among them, who do not use Telegram. */
export async function findUnheard(work: Work, ticket: Ticket): Promise<Unheard[]> {
  const reporter = await findPerson(work, ticket.reporterId);
  const isReporter = reporter !== undefined && isOnPaper(reporter) && namesReporter(ticket);
  const unheard: Unheard[] = isReporter ? [{ partyId: 0, name: reporter.name }] : [];
  for (const { id, name, personId } of await findParties(work, ticket)) {
    const known = personId === null ? undefined : await findPerson(work, personId);
    if (!known || isOnPaper(known)) unheard.push({ partyId: id, name });
  }
  return unheard;
}

/** An agreement is there, and somebody cannot answer in chat: a leader who had no part in it is asked to hear them. */
export async function askForWitness(work: Work, ticket: Ticket) {
  const names = (await findUnheard(work, ticket)).map(({ name }) => name).join(" · ");
  if (!names) return;
  const able = withoutKept([...(await findLeadersOf(work, ticket.villageId)), ...(await findHolders(work, "admin"))], ticket);
  for (const one of able) {
    if (isOnLeave(one, work.now) || !(await isWitness(work, { ...one, grants: [] }, ticket, true))) continue;
    const values = { number: ticket.number, names };
    work.tell(one, { kind: "text", key: "told-witness-needed", values, buttons: "open" }, { ticketId: ticket.id });
    return;
  }
}

export type Witnessed = { partyId: number; agrees: boolean; how: PartyWay; proof?: Attachment | undefined };

/**
 * What a party without Telegram says of the agreement, written down by somebody who had no part in it: it counts, and stays told apart from
 * the party's own word in chat.
 */
export async function recordAgreement(work: Work, actor: Actor, ticket: Ticket, given: Witnessed): Promise<Ticket | Refusal> {
  const { partyId, agrees, how, proof } = given;
  const refusal = await mayChange(work, actor, ticket, "record_agreement");
  if (refusal) return refusal;
  const latest = await findAgreement(work, ticket);
  if (!latest) return refuse("no-mediation");
  // Signed means that there is something to see.
  if (how === "signed" && proof?.kind !== "photo") return refuse("consent-unseen");
  const of = await personOf(work, ticket, partyId);
  if (isRefusal(of)) return of;
  const note = answerNote(agrees, how);
  const changed = await changeTicket(work, ticket, { action: "record_agreement", by: actor, subjectId: of.id, note });
  if (isRefusal(changed)) return changed;
  const word = { agrees, at: work.now, recordedBy: actor.id, how, proof: proof ?? null, ticketId: ticket.id };
  await work.tx
    .insert(agreementAnswer)
    .values({ townId: work.townId, mediationId: latest.id, personId: of.id, ...word })
    .onConflictDoUpdate({ target: [agreementAnswer.townId, agreementAnswer.mediationId, agreementAnswer.personId], set: word });
  const values = { number: ticket.number, name: of.name, by: actor.name, how };
  const key = agrees ? "told-agreement-recorded" : "told-disagreement-recorded";
  await tellHandlers(work, changed, { kind: "text", key, values, buttons: "open" }, actor.id);
  return changed;
}

async function personOf(work: Work, ticket: Ticket, partyId: number): Promise<Person | Refusal> {
  if (partyId === 0) return onPaper(await findPerson(work, ticket.reporterId));
  const party = (await findParties(work, ticket)).find(({ id }) => id === partyId);
  if (!party) return refuse("not-found");
  if (party.personId !== null) return onPaper(await findPerson(work, party.personId));
  const written = await writeDown(work, { name: party.name, villageId: ticket.villageId });
  await work.tx
    .update(disputeParty)
    .set({ personId: written.id })
    .where(and(eq(disputeParty.townId, work.townId), eq(disputeParty.id, partyId)));
  return written;
}

function onPaper(found: Person | undefined): Person | Refusal {
  if (!found) return refuse("not-found");
  return isOnPaper(found) ? found : refuse("answers-themselves", { name: found.name });
}
