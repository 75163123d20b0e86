import { and, eq, isNull, or, sql } from "drizzle-orm";
import { agreementAnswer, disputeParty } from "../../database/schema/disputes.ts";
import { person, standingHelper } from "../../database/schema/people.ts";
import { ticket } from "../../database/schema/tickets.ts";
import { household } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { findByPaperCode, findOnPaperByPhone, isOnPaper, newPaperCode } from "../people/on-paper.ts";
import { type Actor, findActor, findPerson, isStaff, type Person } from "../people/person.ts";
import { samePhone } from "../people/written.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, lockTicket, mayChange, type Ticket } from "./change.ts";
import { namesReporter } from "./visibility.ts";

/** What became an account's own: matters by number, and who it had been written down as. */
export type Adopted = { names: string[]; tickets: Ticket[] };

/** Somebody shared their contact: whatever was written down for somebody of this phone is theirs from now on. */
export async function sharePhone(work: Work, actor: Actor, number: string): Promise<Adopted> {
  const phone = samePhone(number);
  await work.tx
    .update(person)
    .set({ phone, phoneSharedAt: work.now })
    .where(and(eq(person.townId, work.townId), eq(person.id, actor.id)));
  await work.tx
    .update(household)
    .set({ personId: actor.id })
    .where(and(eq(household.townId, work.townId), eq(household.phone, phone), isNull(household.personId)));
  // The phone of those who work on it, or wrote it down, is nobody else's word.
  const others = await Promise.all(
    (await findOnPaperByPhone(work, phone)).map(async (one) => ((await isOffices(work, actor, one)) ? [] : [one])),
  );
  return adopt(work, actor, others.flat());
}

/** The code on the paper that was left at the door. */
export async function usePaperCode(work: Work, actor: Actor, code: string): Promise<Adopted | Refusal> {
  const found = await findByPaperCode(work, code);
  if (!found.length) return refuse("bad-code");
  for (const one of found) if (await isOffices(work, actor, one)) return refuse("own-paper");
  return adopt(work, actor, found);
}

/** Whether somebody of the staff wrote down, or has in hand, a matter of this person: an office is not to speak for whom it serves. */
async function isOffices(work: Work, actor: Actor, of: Person): Promise<boolean> {
  if (!isStaff(actor)) return false;
  const theirs = or(eq(ticket.recordedBy, actor.id), eq(ticket.responsibleId, actor.id));
  return (await work.tx.$count(ticket, and(eq(ticket.townId, work.townId), eq(ticket.reporterId, of.id), theirs))) > 0;
}

/**
 * A code on paper for a reporter without the bot, which the person who works on the matter or wrote it down prints and leaves at the door. It works
 * once; that it was made is noted, and by whom.
 */
export async function makePaper(work: Work, actor: Actor, found: Ticket): Promise<{ code: string; name: string } | Refusal> {
  const refusal = await mayChange(work, actor, found, "note");
  if (refusal) return refusal;
  const reporter = await findPerson(work, found.reporterId);
  if (!reporter || !namesReporter(found)) return refuse("not-found");
  if (!isOnPaper(reporter)) return refuse("has-bot", { name: reporter.name });
  await noteAlways(work, actor.id, "paper made", `#${found.number}`);
  return { code: await newPaperCode(work, reporter), name: reporter.name };
}

async function adopt(work: Work, actor: Actor, people: readonly Person[]): Promise<Adopted> {
  const tickets: Ticket[] = [];
  for (const one of people) {
    tickets.push(...(await handOver(work, one, actor)));
    await becomeAccount(work, one, actor);
  }
  return { names: people.map(({ name }) => name), tickets };
}

/** The matters, by the deed of the person whose they were. */
async function handOver(work: Work, from: Person, to: Actor): Promise<Ticket[]> {
  const giver = await findActor(work, from.id);
  const ids = await work.tx
    .select({ id: ticket.id })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.reporterId, from.id)))
    .orderBy(ticket.id);
  const handed: Ticket[] = [];
  for (const { id } of ids) {
    const found = await lockTicket(work, id);
    if (!found || !giver) continue;
    const patch = { reporterId: to.id, beneficiary: found.beneficiary ?? (to.name === from.name ? null : from.name) };
    const changed = await changeTicket(work, found, { action: "adopt", by: giver, subjectId: to.id, patch });
    if (!isRefusal(changed)) handed.push(changed);
  }
  return handed;
}

async function becomeAccount(work: Work, from: Person, to: Person) {
  const of = eq(person.townId, work.townId);
  await work.tx
    .update(person)
    .set({ becameId: to.id, codeHash: null })
    .where(and(of, eq(person.id, from.id)));
  if (to.villageId === null)
    await work.tx
      .update(person)
      .set({ villageId: from.villageId })
      .where(and(of, eq(person.id, to.id)));
  if (from.householdId !== null)
    await work.tx
      .update(household)
      .set({ personId: to.id })
      .where(and(eq(household.townId, work.townId), eq(household.id, from.householdId), isNull(household.personId)));
  await work.tx
    .update(disputeParty)
    .set({ personId: to.id })
    .where(and(eq(disputeParty.townId, work.townId), eq(disputeParty.personId, from.id)));
  await work.tx
    .update(agreementAnswer)
    .set({ personId: to.id })
    .where(
      and(
        eq(agreementAnswer.townId, work.townId),
        eq(agreementAnswer.personId, from.id),
        sql`not exists (select 1 from agreement_answer o where o.town_id = ${work.townId} and o.mediation_id = ${agreementAnswer.mediationId} and o.person_id = ${to.id})`,
      ),
    );
  // Who uses the bot speaks for themselves.
  await work.tx
    .update(standingHelper)
    .set({ revokedAt: work.now, revokedBy: to.id })
    .where(and(eq(standingHelper.townId, work.townId), eq(standingHelper.personId, from.id), isNull(standingHelper.revokedAt)));
}
