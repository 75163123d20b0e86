import { and, eq, inArray, isNull } from "drizzle-orm";
import { coHandler, followUp } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { findCategory } from "./categories.ts";
import { changeTicket, type Ticket } from "./change.ts";
import { isKeptFrom, type Kept } from "./kept-from.ts";
import { findGiven, findHandlers, giveCard, tellReporter } from "./recipients.ts";
import { routeReport } from "./routing.ts";
import { takeBack } from "./take-back.ts";

/**
 * A ticket turns out to be about an official, by the villager's word or a handler's: from now on it goes their way round. It is
 * confidential (an emergency stays open to the person who is on duty), somebody else is responsible, and what those had of it from whom it is
 * kept now is taken back. They hear nothing of why.
 *
 * @param kept whom it is about, or who may be meant; added to those from whom it was kept before
 */
export async function redirect(work: Work, actor: Actor, ticket: Ticket, kept: Kept): Promise<Ticket | Refusal> {
  const category = await findCategory(work, ticket.categoryId);
  if (!category) return refuse("not-found");
  const keptFrom = [...new Set([...(ticket.keptFrom ?? []), ...(kept.keptFrom ?? [])])];
  const about = { aboutId: kept.aboutId ?? ticket.aboutId, keptFrom: keptFrom.length ? keptFrom : null };
  const confidential = ticket.confidential || ticket.kind !== "emergency";
  const route = await routeReport(work, { ...ticket, ...about, confidential, category });
  if (!route) return refuse("nobody-apart", { number: ticket.number });
  const { responsible, stationId, alsoTold } = route;
  const former = await findHandlers(work, ticket);
  const patch = {
    ...about,
    confidential,
    responsibleId: responsible.id,
    stationId,
    transferToId: null,
    acceptedAt: null,
    resolvedAt: null,
    waitingSince: null,
    doubtedAt: null,
  };
  const changed = await changeTicket(work, ticket, { action: "redirect", by: actor, subjectId: responsible.id, patch });
  if (isRefusal(changed)) return changed;
  await work.tx.delete(coHandler).where(and(eq(coHandler.townId, work.townId), eq(coHandler.ticketId, ticket.id)));
  await passOnFollowUps(
    work,
    changed,
    former.map(({ id }) => id),
  );
  await takeBack(
    work,
    changed,
    former.filter(({ id }) => id !== responsible.id).map(({ id }) => id),
  );
  const given = await findGiven(work, changed);
  for (const one of [responsible, ...alsoTold]) await giveCard(work, changed, one, given);
  const values = { number: changed.number };
  for (const one of former) {
    if (one.id === responsible.id || one.id === actor.id || isKeptFrom(changed, one.id)) continue;
    work.tell(one, { kind: "text", key: "told-redirected-former", values }, { ticketId: changed.id });
  }
  if (actor.id !== changed.reporterId) await tellReporter(work, changed, { kind: "text", key: "told-redirected", values });
  return changed;
}

/** Visits and calls that former handlers owed are owed by the new one. */
async function passOnFollowUps(work: Work, { id, responsibleId }: Ticket, formerIds: readonly number[]) {
  const successor = responsibleId === null ? undefined : await findPerson(work, responsibleId);
  if (!successor || !formerIds.length) return;
  await work.tx
    .update(followUp)
    .set({ personId: successor.id })
    .where(
      and(eq(followUp.townId, work.townId), eq(followUp.ticketId, id), inArray(followUp.personId, [...formerIds]), isNull(followUp.doneAt)),
    );
}
