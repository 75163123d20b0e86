import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { followUp, ticket } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { type Actor, findActor, type Grant } from "../people/person.ts";
import { isRefusal } from "../refusal.ts";
import { findCategory } from "./categories.ts";
import { type Clock, lockTicket, type Ticket } from "./change.ts";
import { isKeptFrom } from "./kept-from.ts";
import { lifecycle } from "./lifecycle.ts";
import { routeReport } from "./routing.ts";
import { assign } from "./transfer.ts";

/** A tie, as far as it says which tickets somebody has because of it. */
type Held = Pick<Grant, "personId" | "villageId" | "stationId">;

/** The open tickets that somebody is responsible for because of a tie: of its station, of its village, or all. */
export async function findHeldBy(work: Work, { personId, villageId, stationId }: Held): Promise<number[]> {
  const rows = await work.tx
    .select({ id: ticket.id })
    .from(ticket)
    .where(
      and(
        eq(ticket.townId, work.townId),
        eq(ticket.responsibleId, personId),
        inArray(ticket.state, [...lifecycle.assign.from]),
        villageId === null ? undefined : eq(ticket.villageId, villageId),
        stationId === null ? undefined : eq(ticket.stationId, stationId),
      ),
    )
    .orderBy(asc(ticket.id));
  return rows.map(({ id }) => id);
}

/**
 * Hands what somebody had because of a tie that has ended to those who are responsible now (归口 asked anew). Without any role left they
 * can answer for nothing, so then everything of theirs is handed over, the visits and calls they owe as well.
 *
 * @param by the admin who ended the tie; the clock where its holder is gone
 * @returns how many tickets changed hands
 */
export async function handOver(work: Work, by: Actor | Clock, tie: Held): Promise<number> {
  const former = await findActor(work, tie.personId);
  const hasLeft = !former?.grants.length;
  const scope = hasLeft ? { personId: tie.personId, villageId: null, stationId: null } : tie;
  let count = 0;
  for (const id of await findHeldBy(work, scope)) {
    const found = await lockTicket(work, id);
    const successor = found && (await findSuccessor(work, found));
    if (!found || !successor || successor.responsible.id === tie.personId) continue;
    // What is about the admin who ends the tie is handed over all the same, and not by them.
    const assigned = await assign(
      work,
      by !== "clock" && isKeptFrom(found, by.id) ? "clock" : by,
      found,
      successor.responsible.id,
      successor.stationId,
    );
    if (!isRefusal(assigned)) count += 1;
  }
  if (hasLeft) await handOverFollowUps(work, tie.personId);
  return count;
}

async function findSuccessor(work: Work, found: Ticket) {
  const category = await findCategory(work, found.categoryId);
  return category && routeReport(work, { ...found, category });
}

async function handOverFollowUps(work: Work, personId: number) {
  const owed = await work.tx
    .select({ id: followUp.id, ticket })
    .from(followUp)
    .innerJoin(ticket, and(eq(ticket.townId, followUp.townId), eq(ticket.id, followUp.ticketId)))
    .where(and(eq(followUp.townId, work.townId), eq(followUp.personId, personId), isNull(followUp.doneAt)));
  for (const one of owed) {
    const successor = await findSuccessor(work, one.ticket);
    if (!successor) continue;
    await work.tx
      .update(followUp)
      .set({ personId: successor.responsible.id })
      .where(and(eq(followUp.townId, work.townId), eq(followUp.id, one.id)));
  }
}
