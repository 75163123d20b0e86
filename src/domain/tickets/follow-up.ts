import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { person } from "../../database/schema/people.ts";
import { followUp, ticket } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { addTerm, type Term } from "../calendar.ts";
import { dayMs } from "../durations.ts";
import { callBackPart, callBackWithinDays, disputeFollowUpDays } from "../limits.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Timer } from "../timer.ts";
import type { Ticket } from "./change.ts";
import { isOpenMatter, knownTo, namesReporterSql } from "./visibility.ts";

export type FollowUp = typeof followUp.$inferSelect;
export type OwedFollowUp = { owed: FollowUp; number: number; name: string; phone: string | null };

/** Somebody owes a visit or a call about a ticket by a certain day (回访). Owing the same twice changes nothing. */
export async function oweFollowUp(work: Work, ticketId: number, personId: number, kind: FollowUp["kind"], within: Term) {
  await work.tx
    .insert(followUp)
    .values({ townId: work.townId, ticketId, personId, kind, dueAt: addTerm(work.now, within, work.zone) })
    .onConflictDoNothing();
}

/** A settled dispute may flare up again: somebody looks in after a month. */
export async function oweVisitAfterDispute(work: Work, found: Pick<Ticket, "id" | "kind" | "responsibleId">) {
  if (found.kind !== "dispute" || found.responsibleId === null) return;
  await oweFollowUp(work, found.id, found.responsibleId, "visit", { calendarDays: disputeFollowUpDays });
}

/** What a person owes and has not done, the nearest day first. */
export const findOwed = (work: Work, reader: Pick<Actor, "id">): Promise<OwedFollowUp[]> =>
  work.tx
    .select({
      owed: followUp,
      number: ticket.number,
      // A confidential reporter stays unnamed here as well.
      name: sql<string>`case when ${namesReporterSql()} then ${person.name} else '🔒' end`,
      phone: sql<string | null>`case when ${namesReporterSql()} then coalesce(${ticket.phone}, ${person.phone}) end`,
    })
    .from(followUp)
    .innerJoin(ticket, and(eq(ticket.townId, followUp.townId), eq(ticket.id, followUp.ticketId)))
    .innerJoin(person, and(eq(person.townId, ticket.townId), eq(person.id, ticket.reporterId)))
    .where(and(eq(followUp.townId, work.townId), eq(followUp.personId, reader.id), isNull(followUp.doneAt), knownTo(reader)))
    .orderBy(asc(followUp.dueAt))
    .limit(30);

/** Writes down what a visit or call brought. */
export async function doFollowUp(work: Work, actor: Actor, id: number, note: string): Promise<FollowUp | Refusal> {
  const [done] = await work.tx
    .update(followUp)
    .set({ doneAt: work.now, note })
    .where(and(eq(followUp.townId, work.townId), eq(followUp.id, id), eq(followUp.personId, actor.id), isNull(followUp.doneAt)))
    .returning();
  return done ?? refuse("not-found");
}

/** Reminds of a follow-up whose day has come. */
export const followUpTimer: Timer = {
  road: "follow_up",
  due: ({ townId, now }) => sql`select id, due_at from follow_up
    where town_id = ${townId} and due_at <= ${now.toISOString()}::timestamptz and done_at is null and reminded_at is null`,
  upcoming: ({ townId }) => sql`select due_at as at from follow_up where town_id = ${townId} and done_at is null and reminded_at is null`,
  fire: remindFollowUp,
  async nameOf(work, id) {
    const [found] = await work.tx
      .select({ number: ticket.number })
      .from(followUp)
      .innerJoin(ticket, and(eq(ticket.townId, followUp.townId), eq(ticket.id, followUp.ticketId)))
      .where(and(eq(followUp.townId, work.townId), eq(followUp.id, id)));
    return `#${found?.number ?? "?"}`;
  },
};

async function remindFollowUp(work: Work, id: number): Promise<boolean> {
  const [due] = await work.tx
    .update(followUp)
    .set({ remindedAt: work.now })
    .where(and(eq(followUp.townId, work.townId), eq(followUp.id, id), isNull(followUp.doneAt), isNull(followUp.remindedAt)))
    .returning();
  if (!due) return false;
  const owing = await findPerson(work, due.personId);
  const [about] = await work.tx
    .select({ number: ticket.number })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.id, due.ticketId)));
  if (!owing || !about) return true;
  const notice = {
    kind: "text" as const,
    key: `told-owes-${due.kind}` as const,
    values: { number: about.number },
    buttons: "follow-up" as const,
  };
  work.tell(owing, { ...notice, subject: due.id }, { ticketId: due.ticketId });
  return true;
}

/**
 * Draws the leader's call-back list: a tenth, at least one, of the tickets closed within a month that nobody drew before.
 *
 * @returns how many were drawn
 */
export async function drawCallBacks(work: Work, leader: Actor): Promise<number> {
  const since = new Date(work.now.getTime() - callBackWithinDays * dayMs);
  const { rows } = await work.tx.execute<{ id: string }>(sql`
    with closed as (
      select id from ticket where town_id = ${work.townId} and state = 'closed' and ${isOpenMatter()} and closed_at >= ${since.toISOString()}
        and ${knownTo(leader)}
    ), fresh as (
      select id from closed where not exists (select 1 from follow_up f where f.town_id = ${work.townId} and f.ticket_id = closed.id and f.kind = 'call')
    )
    select id from fresh order by random()
    limit greatest(0, ceil((select count(*) from closed) * ${callBackPart}::numeric) - ((select count(*) from closed) - (select count(*) from fresh)))`);
  for (const { id } of rows) await oweFollowUp(work, Number(id), leader.id, "call", { workingDays: 5 });
  return rows.length;
}
