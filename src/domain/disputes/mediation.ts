import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { agreementAnswer, mediation } from "../../database/schema/disputes.ts";
import { type MediationKind, type NoticeBody, type PartyWay, partyWays } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findPerson, type Person } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, mayChange, type Ticket } from "../tickets/change.ts";
import { tellHandlers } from "../tickets/recipients.ts";
import { namesReporter } from "../tickets/visibility.ts";
import { findParties } from "./parties.ts";
import { askForWitness } from "./witness.ts";

export type Mediation = typeof mediation.$inferSelect;
type Plan = { kind: MediationKind; at: Date; place: string };

export const findMediations = (work: Work, ticket: Pick<Ticket, "id">): Promise<Mediation[]> =>
  work.tx
    .select()
    .from(mediation)
    .where(and(eq(mediation.townId, work.townId), eq(mediation.ticketId, ticket.id)))
    .orderBy(desc(mediation.id));

/** The reporter and the parties who made themselves known. */
async function findDisputants(work: Work, ticket: Ticket): Promise<Person[]> {
  const ids = [ticket.reporterId, ...(await findParties(work, ticket)).flatMap(({ personId }) => personId ?? [])];
  const people = await Promise.all([...new Set(ids)].map((id) => findPerson(work, id)));
  return people.filter((one) => one !== undefined);
}

async function tellDisputants(work: Work, ticket: Ticket, notice: NoticeBody) {
  for (const one of await findDisputants(work, ticket)) work.tell(one, notice, { ticketId: ticket.id });
}

/** Arranges a mediation session; everybody concerned is told when, where and of what kind. */
export async function planMediation(work: Work, actor: Actor, ticket: Ticket, plan: Plan): Promise<Ticket | Refusal> {
  const refusal = await mayChange(work, actor, ticket, "plan_mediation");
  if (refusal) return refusal;
  if (ticket.kind !== "dispute") return refuse("not-a-dispute");
  if (plan.at <= work.now) return refuse("not-in-the-past");
  const isMoved = (await findMediations(work, ticket)).some(({ heldAt, at }) => heldAt === null && at > work.now);
  const note = `${plan.at.toISOString()} ${plan.place}`;
  const changed = await changeTicket(work, ticket, { action: "plan_mediation", by: actor, note });
  if (isRefusal(changed)) return changed;
  await work.tx.insert(mediation).values({ townId: work.townId, ticketId: ticket.id, createdBy: actor.id, ...plan });
  const values = { number: ticket.number, mediation: plan.kind, until: plan.at.toISOString(), place: plan.place };
  const notice: NoticeBody = { kind: "text", key: isMoved ? "told-mediation-moved" : "told-mediation", values };
  await tellDisputants(work, changed, notice);
  await tellHandlers(work, changed, notice, actor.id);
  return changed;
}

/**
 * Records what came of the session that was planned last.
 *
 * @param agreement the words agreed on; without it no agreement was reached, and `note` says why
 */
export async function recordMediation(
  work: Work,
  actor: Actor,
  ticket: Ticket,
  { agreement, note }: { agreement?: string; note?: string },
): Promise<Ticket | Refusal> {
  const refusal = await mayChange(work, actor, ticket, "record_mediation");
  if (refusal) return refusal;
  const planned = (await findMediations(work, ticket)).find(({ heldAt }) => heldAt === null);
  if (!planned) return refuse("no-mediation");
  const changed = await changeTicket(work, ticket, { action: "record_mediation", by: actor, note: agreement ?? note });
  if (isRefusal(changed)) return changed;
  await work.tx
    .update(mediation)
    .set({ heldAt: work.now, agreement: agreement ?? null })
    .where(and(eq(mediation.townId, work.townId), eq(mediation.id, planned.id), isNull(mediation.heldAt)));
  if (agreement) {
    const values = { number: ticket.number, agreement };
    await tellDisputants(work, changed, { kind: "text", key: "told-agreement", values, buttons: "agree" });
    await askForWitness(work, changed);
  }
  return changed;
}

/** `recorded`: how many of the answers somebody wrote down for a party without Telegram. */
export type Answered = { agreed: number; disagreed: number; waiting: number; recorded: number };

/** A party's answer as the ledger seals it; readers get it in their own words. */
const answerNotes = { agrees: "同意", disagrees: "不同意" } as const;

/** Beside an answer that somebody wrote down: how the party gave it. */
const wayNotes: Readonly<Record<PartyWay, string>> = { present: "当面", phone: "电话", signed: "签字" };

export const answerNote = (agrees: boolean, how?: PartyWay): string =>
  answerNotes[agrees ? "agrees" : "disagrees"] + (how ? `（${wayNotes[how]}）` : "");

type AnswerWord = "ledger-agrees" | "ledger-disagrees" | `ledger-way-${PartyWay}`;

/** The words by which a sealed note is read that a party's answer is; none for what somebody wrote. */
export function answerIn(action: string, note: string | null): AnswerWord[] {
  if (action !== "answer_agreement" && action !== "record_agreement") return [];
  for (const agrees of [true, false]) {
    const answer = agrees ? "ledger-agrees" : "ledger-disagrees";
    if (note === answerNote(agrees)) return [answer];
    for (const how of partyWays) if (note === answerNote(agrees, how)) return [answer, `ledger-way-${how}`];
  }
  return [];
}

/** What was agreed on last. */
export async function findAgreement(work: Work, ticket: Pick<Ticket, "id">): Promise<Mediation | undefined> {
  const [latest] = await work.tx
    .select()
    .from(mediation)
    .where(and(eq(mediation.townId, work.townId), eq(mediation.ticketId, ticket.id), isNotNull(mediation.agreement)))
    .orderBy(desc(mediation.id))
    .limit(1);
  return latest;
}

/** A party, or the reporter, says whether the agreement's words are what was agreed. The latest word counts. */
export async function answerAgreement(work: Work, actor: Actor, ticket: Ticket, agrees: boolean): Promise<Answered | Refusal> {
  const refusal = await mayChange(work, actor, ticket, "answer_agreement");
  if (refusal) return refusal;
  const latest = await findAgreement(work, ticket);
  if (!latest) return refuse("no-mediation");
  const changed = await changeTicket(work, ticket, {
    action: "answer_agreement",
    by: actor,
    note: answerNote(agrees),
  });
  if (isRefusal(changed)) return changed;
  await work.tx
    .insert(agreementAnswer)
    .values({ townId: work.townId, mediationId: latest.id, ticketId: ticket.id, personId: actor.id, agrees, at: work.now })
    .onConflictDoUpdate({
      target: [agreementAnswer.townId, agreementAnswer.mediationId, agreementAnswer.personId],
      set: { agrees, at: work.now, recordedBy: null, how: null, proof: null },
    });
  const answers = await countAnswers(work, changed, latest.id);
  const key = agrees ? (answers.waiting + answers.disagreed === 0 ? "told-all-agree" : "told-agrees") : "told-disagrees";
  const name = actor.id === ticket.reporterId && !namesReporter(ticket) ? "🔒" : actor.name;
  await tellHandlers(work, changed, {
    kind: "text",
    key,
    values: { number: ticket.number, name, waiting: answers.waiting },
    buttons: "open",
  });
  return answers;
}

/** How the disputants stand to an agreement. */
export async function countAnswers(work: Work, ticket: Ticket, mediationId: number): Promise<Answered> {
  const rows = await work.tx
    .select()
    .from(agreementAnswer)
    .where(and(eq(agreementAnswer.townId, work.townId), eq(agreementAnswer.mediationId, mediationId)));
  const people = await findDisputants(work, ticket);
  // Those of whom nobody has written down a word yet wait as well.
  const unknown = (await findParties(work, ticket)).filter(({ personId }) => personId === null).length;
  const agreed = rows.filter(({ agrees }) => agrees).length;
  const recorded = rows.filter(({ recordedBy }) => recordedBy !== null).length;
  return { agreed, disagreed: rows.length - agreed, waiting: Math.max(0, people.length + unknown - rows.length), recorded };
}
