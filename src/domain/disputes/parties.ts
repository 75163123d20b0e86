import { and, asc, eq } from "drizzle-orm";
import { agreementAnswer, disputeParty } from "../../database/schema/disputes.ts";
import type { Work } from "../../database/work.ts";
import { maxParties } from "../limits.ts";
import { hashOf, newCode } from "../people/codes.ts";
import type { Actor } from "../people/person.ts";
import { readPerson } from "../people/written.ts";
import type { Ticket } from "../tickets/change.ts";

export type Party = typeof disputeParty.$inferSelect;

/** Reads names, one per line or divided by commas. */
export const readPartyNames = (typed: string): string[] =>
  [...new Set(typed.split(/[\n、,，;；]/).flatMap((one) => readPerson(one)?.name ?? []))].slice(0, maxParties);

export async function addParties(work: Work, ticket: Pick<Ticket, "id">, names: readonly string[]) {
  if (!names.length) return;
  const known = new Set((await findParties(work, ticket)).map(({ name }) => name));
  const added = names.filter((name) => !known.has(name)).slice(0, maxParties - known.size);
  if (added.length) await work.tx.insert(disputeParty).values(added.map((name) => ({ townId: work.townId, ticketId: ticket.id, name })));
}

export const findParties = (work: Work, ticket: Pick<Ticket, "id">): Promise<Party[]> =>
  work.tx
    .select()
    .from(disputeParty)
    .where(and(eq(disputeParty.townId, work.townId), eq(disputeParty.ticketId, ticket.id)))
    .orderBy(asc(disputeParty.id));

/** A one-time code by which a party makes themselves known; an earlier one of the same party ends with it. */
export async function inviteParty(work: Work, party: Party): Promise<string> {
  const code = newCode();
  await work.tx
    .update(disputeParty)
    .set({ codeHash: hashOf(code) })
    .where(and(eq(disputeParty.townId, work.townId), eq(disputeParty.id, party.id)));
  return code;
}

/** A person who opens a party's link is that party from now on. @returns undefined when the code is nobody's */
export async function becomeParty(work: Work, actor: Actor, code: string): Promise<Party | undefined> {
  const ofCode = and(eq(disputeParty.townId, work.townId), eq(disputeParty.codeHash, hashOf(code)));
  const [before] = await work.tx.select().from(disputeParty).where(ofCode).for("update");
  const [party] = await work.tx.update(disputeParty).set({ personId: actor.id, codeHash: null }).where(ofCode).returning();
  if (before && before.personId !== null) await takeOverAnswers(work, before.ticketId, before.personId, actor);
  return party;
}

/** What was written down for them is theirs now; it stays what somebody wrote down until they say so themselves. */
async function takeOverAnswers(work: Work, ticketId: number, before: number, { id: personId }: Actor) {
  const theirs = and(eq(agreementAnswer.townId, work.townId), eq(agreementAnswer.ticketId, ticketId), eq(agreementAnswer.personId, before));
  await work.tx.update(agreementAnswer).set({ personId }).where(theirs);
}
