import { and, eq, gte } from "drizzle-orm";
import { ticketEvent } from "../../database/schema/tickets.ts";
import type { Work } from "../../database/work.ts";
import { addTerm } from "../calendar.ts";
import { confirmDays } from "../limits.ts";
import type { Actor } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, relationsTo, type Ticket } from "./change.ts";
import { mayTake } from "./lifecycle.ts";
import { tellHandlers, tellReporter } from "./recipients.ts";
import { namesReporter } from "./visibility.ts";

/**
 * Somebody whom it concerns says that it is not done, although it is resolved. From now on silence does not end it: the person who reported it is
 * asked again every week, and everybody who works on it knows.
 *
 * @returns the ticket as it was when the same person has said so of this result before
 */
export async function doubt(work: Work, actor: Actor, found: Ticket, words: string): Promise<Ticket | Refusal> {
  if (found.state === "resolved" && found.doubtedAt && (await hasDoubted(work, actor, found))) return found;
  const isReporter = actor.id === found.reporterId;
  const deadline = addTerm(work.now, { calendarDays: confirmDays }, work.zone);
  const changed = await changeTicket(work, found, { action: "doubt", by: actor, note: words, patch: { doubtedAt: work.now, deadline } });
  if (isRefusal(changed)) return changed;
  const values = { number: changed.number, name: isReporter && !namesReporter(changed) ? "🔒" : actor.name };
  await tellHandlers(work, changed, { kind: "text", key: "told-doubt", values, buttons: "open" }, actor.id);
  // Who else joined is not theirs to know.
  if (!isReporter) await tellReporter(work, changed, { kind: "text", key: "told-doubt-reporter", values: { number: changed.number } });
  return changed;
}

async function hasDoubted(work: Work, { id }: Actor, found: Ticket): Promise<boolean> {
  const said = await work.tx.query.ticketEvent.findFirst({
    columns: { seq: true },
    where: and(
      eq(ticketEvent.townId, work.townId),
      eq(ticketEvent.ticketId, found.id),
      eq(ticketEvent.action, "doubt"),
      eq(ticketEvent.actorId, id),
      gte(ticketEvent.at, found.resolvedAt ?? found.createdAt),
    ),
  });
  return said !== undefined;
}

/** Somebody who joined says that it is solved for them: the person who works on it hears so, and the reporter's word still counts. */
export async function agreeSolved(work: Work, actor: Actor, found: Ticket): Promise<Refusal | undefined> {
  if (!mayTake("doubt", await relationsTo(work, actor, found))) return refuse("not-yours");
  await tellHandlers(work, found, { kind: "text", key: "told-solved", values: { number: found.number, name: actor.name } }, actor.id);
  return undefined;
}
