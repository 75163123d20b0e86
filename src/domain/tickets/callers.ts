import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { coHandler, followUp, ticketEvent } from "../../database/schema/tickets.ts";
import type { TicketAction } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { isOnPaper } from "../people/on-paper.ts";
import { type Actor, findPerson, type Person } from "../people/person.ts";
import type { Ticket } from "./change.ts";

/** Deeds by which a ticket is somebody's work: what such a person says of its outcome is the office's word. */
const deeds = ["accept", "take_over", "reply", "ask", "resolve"] as const;

/** Whether somebody wrote the matter down, has it in hand or did something for it. */
export async function isOwnWork(
  work: Work,
  person: Pick<Person, "id">,
  found: Ticket,
  counting: readonly TicketAction[] = deeds,
): Promise<boolean> {
  if (person.id === found.responsibleId || person.id === found.recordedBy) return true;
  const [{ rows }, helpers] = await Promise.all([
    work.tx.execute(sql`select 1 from ${ticketEvent} where ${ticketEvent.townId} = ${work.townId} and ${ticketEvent.ticketId} = ${found.id}
      and ${ticketEvent.actorId} = ${person.id} and ${inArray(ticketEvent.action, [...counting])} limit 1`),
    work.tx.$count(coHandler, and(eq(coHandler.townId, work.townId), eq(coHandler.ticketId, found.id), eq(coHandler.personId, person.id))),
  ]);
  return rows.length > 0 || helpers > 0;
}

/**
 * Whether somebody may write down what a party without Telegram says of an agreement: a leader or an admin who neither reported, nor works on
 * the dispute, nor mediated in it.
 */
export async function isWitness(work: Work, actor: Actor, found: Ticket, isLeading: boolean): Promise<boolean> {
  if (!isLeading || found.reporterId === actor.id) return false;
  return !(await isOwnWork(work, actor, found, [...deeds, "plan_mediation", "record_mediation", "answer_agreement"]));
}

/** Whether the reporter can be asked only by a call or at the door. */
export async function isWithoutBot(work: Work, found: Ticket): Promise<boolean> {
  const reporter = await findPerson(work, found.reporterId);
  return reporter !== undefined && isOnPaper(reporter);
}

/** Whether somebody may ask a reporter without the bot and write the answer down: who owes the call, or leads the village or the town. */
export async function isCaller(work: Work, actor: Actor, found: Ticket, isLeading: boolean): Promise<boolean> {
  if (!actor.grants.length || found.state !== "resolved" || !(await isWithoutBot(work, found))) return false;
  if (await isOwnWork(work, actor, found)) return false;
  return isLeading || (await work.tx.$count(followUp, openCall(work, found, actor))) > 0;
}

export const openCall = (work: Work, found: Pick<Ticket, "id">, by?: Pick<Actor, "id">) =>
  and(
    eq(followUp.townId, work.townId),
    eq(followUp.ticketId, found.id),
    eq(followUp.kind, "call"),
    isNull(followUp.doneAt),
    by && eq(followUp.personId, by.id),
  );
