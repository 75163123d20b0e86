import { and, eq, isNull } from "drizzle-orm";
import { announcement, policyQuestion } from "../../database/schema/outreach.ts";
import { ticket } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { may, permit } from "../doorstep/standing.ts";
import { type Actor, findHolders } from "../people/person.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { type Shelved, shelved } from "./shelf.ts";

// What the shelf does not know is asked of a person, as a ticket; the answer may join the shelf.

export type PolicyQuestion = typeof policyQuestion.$inferSelect;

/** Remembers of which question a ticket is. */
export const noteQuestion = (work: Work, ticketId: number, question: string) =>
  work.write(work.tx.insert(policyQuestion).values({ townId: work.townId, ticketId, question, at: work.now }));

async function findOpen(work: Work, of: { ticketId: number } | { id: number }): Promise<PolicyQuestion | undefined> {
  const [found] = await work.tx
    .select()
    .from(policyQuestion)
    .where(
      and(
        eq(policyQuestion.townId, work.townId),
        isNull(policyQuestion.noteId),
        "id" in of ? eq(policyQuestion.id, of.id) : eq(policyQuestion.ticketId, of.ticketId),
      ),
    );
  return found;
}

type Answered = { id: number; number: number; villageId: number; confidential: boolean };

/** The question has its answer: those who may put it on the shelf are offered to. Nothing that is confidential is. */
export async function offerForShelf(work: Work, answered: Answered, by: Actor, answer: string) {
  if (answered.confidential || !answer.trim()) return;
  const asked = await findOpen(work, { ticketId: answered.id });
  if (!asked) return;
  const place = { villageId: answered.villageId };
  const leaders = (await may(work, by, "announce", place)) ? [by] : await findHolders(work, "leader", place);
  const values = { number: answered.number, question: asked.question, answer };
  for (const one of leaders.length ? leaders : await findHolders(work, "admin"))
    work.tell(one, { kind: "text", key: "told-shelf-offer", values, buttons: "shelf", subject: asked.id }, { ticketId: answered.id });
}

/** The question and its answer, for somebody who may put it on the shelf. */
export async function findAnswered(work: Work, actor: Actor, id: number): Promise<{ asked: PolicyQuestion; villageId: number } | Refusal> {
  const asked = await findOpen(work, { id });
  if (!asked) return refuse("not-found");
  const [found] = await work.tx
    .select({ villageId: ticket.villageId })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.id, asked.ticketId)));
  const refusal = await permit(work, actor, "announce", { villageId: found?.villageId ?? null });
  return refusal ?? { asked, villageId: found?.villageId ?? 0 };
}

/** Puts an answer on the shelf, for everybody who asks the same; nobody is told of it. */
export async function shelveAnswer(
  work: Work,
  actor: Actor,
  id: number,
  body: string,
  given: Shelved,
): Promise<{ title: string } | Refusal> {
  const found = await findAnswered(work, actor, id);
  if ("refused" in found) return found;
  const villageId = (await may(work, actor, "announce_in_town", { villageId: null })) ? null : found.villageId;
  const note = shelved(body, { ...given, keywords: [...(given.keywords ?? []), found.asked.question] });
  const [added] = await work.tx
    .insert(announcement)
    .values({ townId: work.townId, authorId: actor.id, villageId, groupId: null, body, at: work.now, ...note })
    .returning({ id: announcement.id });
  await work.tx
    .update(policyQuestion)
    .set({ noteId: added?.id ?? null })
    .where(and(eq(policyQuestion.townId, work.townId), eq(policyQuestion.id, id)));
  return { title: note.title };
}
