import { and, desc, eq, gt, isNull, notInArray, sql } from "drizzle-orm";
import { askedOnce, builtOnce } from "../../database/built-once.ts";
import { follower, ticket } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { mergeAtCounty } from "../county/to-county.ts";
import { dayMs } from "../durations.ts";
import { maxCompared, maxSimilarShown, similarWithinDays } from "../limits.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, lockTicket, recordEvent, refreshCards, type Ticket } from "./change.ts";
import { findTicketByNumber } from "./find.ts";
import { isKeptFromSomebody } from "./kept-from.ts";
import { closedStates, isOpen } from "./lifecycle.ts";
import { findFollowers, tellHandlers, tellReporter } from "./recipients.ts";
import { likeliest, type Matter } from "./similar.ts";
import { isKeptFromNobody, isOpenMatter } from "./visibility.ts";

/** As much of an open ticket as is compared with a new report. */
export type Candidate = Matter & { id: number; number: number };

/** As one value, however many there are: drizzle would put each together column by column. */
const openQuery = builtOnce((queries) => {
  const newest = queries
    .select({
      id: ticket.id,
      candidate: sql`jsonb_build_object('id', ${ticket.id}, 'number', ${ticket.number}, 'description', ${ticket.description},
        'placeText', ${ticket.placeText}, 'latitude', ${ticket.latitude}, 'longitude', ${ticket.longitude},
        'categoryId', ${ticket.categoryId})`.as("candidate"),
    })
    .from(ticket)
    .where(
      and(
        eq(ticket.townId, sql.placeholder("townId")),
        eq(ticket.villageId, sql.placeholder("villageId")),
        isOpenMatter(),
        // Whom it is about may be among those who are asked.
        isKeptFromNobody(),
        eq(ticket.kind, "problem"),
        isNull(ticket.handedFromTown),
        notInArray(ticket.state, [...closedStates]),
        gt(ticket.createdAt, sql.placeholder("since")),
      ),
    )
    .orderBy(desc(ticket.id))
    .limit(maxCompared)
    .as("newest");
  return queries
    .select({ all: sql<Candidate[]>`coalesce(jsonb_agg(${newest.candidate} order by ${newest.id} desc), '[]')` })
    .from(newest)
    .prepare("open_in_village");
});
type Where = { townId: number; villageId: number; since: Date };
const openInVillage = askedOnce(
  (queries, values: Where): Promise<Candidate[]> =>
    openQuery(queries)
      .execute(values)
      .then(([found]) => found?.all ?? []),
);

/** Open tickets of the village that seem to be about the same matter, the likeliest first. Confidential ones are nobody's to join. */
export async function findSimilar(work: Work, villageId: number, matter: Matter): Promise<Candidate[]> {
  const since = new Date(work.now.getTime() - similarWithinDays * dayMs);
  const open = await openInVillage(work.tx, { townId: work.townId, villageId, since });
  return likeliest(matter, open, maxSimilarShown);
}

/** What is confidential or about an official is nobody's to join, and no other matter becomes part of it; each town gets its own answer from the county. */
const isJoinable = (found: Ticket) => !found.confidential && !isKeptFromSomebody(found) && found.handedFromTown === null;

/** 我也是: joins an open ticket instead of filing another; the person who joined hears its news and is counted. */
export async function join(work: Work, actor: Actor, ticketId: number): Promise<Ticket | Refusal> {
  const found = await lockTicket(work, ticketId);
  if (!found || !isJoinable(found) || !isOpen(found.state)) return refuse("not-found");
  if (found.reporterId === actor.id) return refuse("already-member");
  const added = await work.tx
    .insert(follower)
    .values({ townId: work.townId, ticketId, personId: actor.id, since: work.now })
    .onConflictDoNothing()
    .returning();
  if (!added.length) return refuse("already-member");
  recordEvent(work, found, { action: "join", by: actor }, found.state);
  await refreshCards(work, found);
  const { length: count } = await findFollowers(work, ticketId);
  await tellHandlers(work, found, { kind: "text", key: "told-joined", values: { number: found.number, count }, buttons: "open" });
  return found;
}

/** A standing helper hears the news of what they reported for another, and passes it on. */
export async function followFor(work: Work, helper: Actor, found: Ticket) {
  const values = { townId: work.townId, ticketId: found.id, personId: helper.id, since: work.now };
  await work.tx.insert(follower).values(values).onConflictDoNothing();
}

/** 合并: this ticket becomes part of another; its reporter joins that one and is told. */
export async function merge(work: Work, actor: Actor, found: Ticket, intoNumber: number): Promise<Ticket | Refusal> {
  const named = await findTicketByNumber(work, intoNumber);
  const target = named && (await lockTicket(work, named.id));
  const isPossible = target && target.id !== found.id && isOpen(target.state) && target.villageId === found.villageId;
  if (!isPossible || !isJoinable(target) || !isJoinable(found)) return refuse("not-mergeable");
  const patch = { mergedIntoId: target.id, closedAt: work.now };
  const changed = await changeTicket(work, found, { action: "merge", by: actor, note: `#${target.number}`, patch });
  if (isRefusal(changed)) return changed;
  if (found.reporterId !== target.reporterId) {
    const values = { townId: work.townId, ticketId: target.id, personId: found.reporterId, since: work.now };
    await work.tx.insert(follower).values(values).onConflictDoNothing();
  }
  await mergeAtCounty(work, found, target);
  await refreshCards(work, target);
  await tellReporter(work, changed, { kind: "text", key: "told-merged", values: { number: found.number, into: target.number } });
  return target;
}

/** Takes a merging back: the ticket is assigned again to the person who had it. */
export async function unmerge(work: Work, actor: Actor, found: Ticket): Promise<Ticket | Refusal> {
  const patch = { mergedIntoId: null, closedAt: null };
  const changed = await changeTicket(work, found, { action: "unmerge", by: actor, patch });
  if (isRefusal(changed)) return changed;
  if (found.mergedIntoId !== null) {
    await work.tx
      .delete(follower)
      .where(and(eq(follower.townId, work.townId), eq(follower.ticketId, found.mergedIntoId), eq(follower.personId, found.reporterId)));
    const target = await lockTicket(work, found.mergedIntoId);
    if (target) await refreshCards(work, target);
  }
  const responsible = changed.responsibleId === null ? undefined : await findPerson(work, changed.responsibleId);
  await tellReporter(work, changed, {
    kind: "text",
    key: "told-unmerged",
    values: { number: found.number, name: responsible?.name ?? "—" },
  });
  return changed;
}
