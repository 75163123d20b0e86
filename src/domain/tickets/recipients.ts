import { and, eq, isNotNull } from "drizzle-orm";
import { follower } from "../../database/loop-schema.ts";
import { outbox } from "../../database/road-schema.ts";
import { coHandler, person, ticketMessage } from "../../database/schema.ts";
import type { NoticeBody } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { findHolders, findPerson, type Person } from "../people/person.ts";
import { isCardOf, type Ticket } from "./change.ts";

/** Those whose work the ticket is now: the responsible person and the co-handlers. */
export async function findHandlers(work: Work, ticket: Ticket): Promise<Person[]> {
  const helpers = await work.tx
    .select({ person })
    .from(coHandler)
    .innerJoin(person, and(eq(person.townId, coHandler.townId), eq(person.id, coHandler.personId)))
    .where(and(eq(coHandler.townId, work.townId), eq(coHandler.ticketId, ticket.id)));
  const responsible = ticket.responsibleId === null ? undefined : await findPerson(work, ticket.responsibleId);
  const all = [...(responsible ? [responsible] : []), ...helpers.map((row) => row.person)];
  return all.filter((one, index) => all.findIndex((other) => other.id === one.id) === index);
}

export async function tellHandlers(work: Work, ticket: Ticket, notice: NoticeBody, except?: number) {
  for (const handler of await findHandlers(work, ticket)) {
    if (handler.id !== except) work.tell(handler, notice, { ticketId: ticket.id });
  }
}

/** News that whoever joined the ticket (我也是) hears as well. */
const newsForFollowers: ReadonlySet<string> = new Set(["told-accepted", "told-assigned", "told-extended", "told-extension-refused"]);

export async function tellReporter(work: Work, ticket: Ticket, notice: NoticeBody) {
  const reporter = await findPerson(work, ticket.reporterId);
  if (reporter) work.tell(reporter, notice, { ticketId: ticket.id });
  if (notice.kind === "text" && newsForFollowers.has(notice.key)) await tellFollowers(work, ticket, notice);
}

export async function tellFollowers(work: Work, ticket: Ticket, notice: NoticeBody) {
  for (const one of await findFollowers(work, ticket.id)) work.tell(one, notice, { ticketId: ticket.id });
}

export async function findFollowers(work: Work, ticketId: number): Promise<Person[]> {
  const rows = await work.tx
    .select({ person })
    .from(follower)
    .innerJoin(person, and(eq(person.townId, follower.townId), eq(person.id, follower.personId)))
    .where(and(eq(follower.townId, work.townId), eq(follower.ticketId, ticketId)));
  return rows.map((row) => row.person);
}

/** Leaders in charge of the village; without one, the admins. A confidential matter stays with the discipline desk. */
export async function findLeaders(work: Work, ticket: Ticket): Promise<Person[]> {
  if (ticket.confidential) return [];
  const mayHear = (one: Person) => one.id !== ticket.aboutId;
  const leaders = (await findHolders(work, "leader", { villageId: ticket.villageId })).filter(mayHear);
  return leaders.length ? leaders : (await findHolders(work, "admin")).filter(mayHear);
}

/**
 * Hands somebody the card with everything that belongs to it: files and voice as they came, and the place as a pin.
 *
 * @param files what `findFiles` finds, for whoever hands out several cards
 */
export async function giveCard(work: Work, ticket: Ticket, to: Person, files?: Awaited<ReturnType<typeof findFiles>>) {
  const about = { ticketId: ticket.id };
  work.tell(to, { kind: "card" }, about);
  for (const message of files ?? (await findFiles(work, ticket))) {
    if (!message.attachment) continue;
    const values = { number: ticket.number, body: message.body };
    work.tell(to, { kind: "relay", key: "relay-file", values, attachment: message.attachment }, { ...about, ticketMessageId: message.id });
  }
  if (ticket.latitude !== null && ticket.longitude !== null) {
    work.tell(to, { kind: "pin", latitude: ticket.latitude, longitude: ticket.longitude }, about);
  }
}

/** Whoever becomes responsible without having been sent the card, having read of the ticket elsewhere, is handed it now. */
export async function giveCardOnce(work: Work, ticket: Ticket, to: Person) {
  const [held] = await work.tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isCardOf(work, ticket.id), eq(outbox.personId, to.id)))
    .limit(1);
  if (!held) await giveCard(work, ticket, to);
}

/** What the villager sent with the ticket. */
export const findFiles = (work: Work, ticket: Ticket) =>
  work.tx
    .select()
    .from(ticketMessage)
    .where(
      and(
        eq(ticketMessage.townId, work.townId),
        eq(ticketMessage.ticketId, ticket.id),
        eq(ticketMessage.side, "villager"),
        isNotNull(ticketMessage.attachment),
      ),
    )
    .orderBy(ticketMessage.id);
