import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { outsideBody, outsideRequest } from "../../database/schema/outside.ts";
import type { Work } from "../../database/work.ts";
import { maxNameCharacters } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { readOffice } from "../people/written.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, type Ticket } from "./change.ts";
import { tellReporter } from "./recipients.ts";

export type OutsideBody = typeof outsideBody.$inferSelect;

export const findOutsideBodies = (work: Work): Promise<OutsideBody[]> =>
  work.tx.select().from(outsideBody).where(eq(outsideBody.townId, work.townId)).orderBy(asc(outsideBody.name)).limit(60);

/** Adds an office outside the town, `县公路段 0797-6666666`: a contact without an account. */
export async function addOutsideBody(work: Work, typed: string): Promise<OutsideBody | Refusal> {
  const { name, phone } = readOffice(typed);
  if (!name || [...name].length > maxNameCharacters) return refuse("names-missing");
  const [added] = await work.tx
    .insert(outsideBody)
    .values({ townId: work.townId, name, phone: phone ?? null })
    .onConflictDoUpdate({ target: [outsideBody.townId, outsideBody.name], set: phone ? { phone } : { name } })
    .returning();
  return added ?? refuse("names-missing");
}

/** 联动: an outside body is asked; the responsible person stays so, and the villager learns who else is needed. */
export async function askOutside(work: Work, actor: Actor, ticket: Ticket, bodyId: number): Promise<OutsideBody | Refusal> {
  const body = (await findOutsideBodies(work)).find(({ id }) => id === bodyId);
  if (!body) return refuse("not-found");
  const changed = await changeTicket(work, ticket, { action: "ask_outside", by: actor, note: body.name });
  if (isRefusal(changed)) return changed;
  await work.tx.insert(outsideRequest).values({ townId: work.townId, ticketId: ticket.id, bodyId, askedAt: work.now });
  await tellReporter(work, changed, { kind: "text", key: "told-asked-outside", values: { number: ticket.number, name: body.name } });
  return body;
}

/** What an outside body was asked and has not answered, the latest first. */
export async function findOpenRequest(work: Work, ticket: Pick<Ticket, "id">): Promise<{ id: number; name: string } | undefined> {
  const [open] = await work.tx
    .select({ id: outsideRequest.id, name: outsideBody.name })
    .from(outsideRequest)
    .innerJoin(outsideBody, and(eq(outsideBody.townId, outsideRequest.townId), eq(outsideBody.id, outsideRequest.bodyId)))
    .where(and(eq(outsideRequest.townId, work.townId), eq(outsideRequest.ticketId, ticket.id), isNull(outsideRequest.answeredAt)))
    .orderBy(desc(outsideRequest.id))
    .limit(1);
  return open;
}

/** The responsible person writes down what the outside body answered; the villager is told. */
export async function recordOutsideAnswer(work: Work, actor: Actor, ticket: Ticket, answer: string): Promise<Ticket | Refusal> {
  const open = await findOpenRequest(work, ticket);
  if (!open) return refuse("not-found");
  const note = `${open.name}：${answer}`;
  const changed = await changeTicket(work, ticket, { action: "record_outside", by: actor, note });
  if (isRefusal(changed)) return changed;
  await work.tx
    .update(outsideRequest)
    .set({ answer, answeredAt: work.now })
    .where(and(eq(outsideRequest.townId, work.townId), eq(outsideRequest.id, open.id)));
  await tellReporter(work, changed, {
    kind: "text",
    key: "told-outside-answer",
    values: { number: ticket.number, name: open.name, body: answer },
  });
  return changed;
}
