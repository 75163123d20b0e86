import { and, desc, eq } from "drizzle-orm";
import { disputeParty } from "../../database/schema/disputes.ts";
import { outbox } from "../../database/schema/messaging.ts";
import { person } from "../../database/schema/people.ts";
import { coHandler, follower, ticketMessage } from "../../database/schema/tickets.ts";
import type { NoticeBody } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import { maxGivenAgain } from "../limits.ts";
import { eachOnce, findHolders, findLeadersOf, findPerson, type Person } from "../people/person.ts";
import { refreshAsked } from "./asked.ts";
import { isCardOf, refreshCards, type Ticket } from "./change.ts";
import { isKeptFrom, withoutKept } from "./kept-from.ts";
import { findFollowed } from "./live-place.ts";
import { pass, speaker } from "./pass.ts";

/** Those whose work the ticket is now: the responsible person and the co-handlers. */
export async function findHandlers(work: Work, ticket: Ticket): Promise<Person[]> {
  const helpers = await work.tx
    .select({ person })
    .from(coHandler)
    .innerJoin(person, and(eq(person.townId, coHandler.townId), eq(person.id, coHandler.personId)))
    .where(and(eq(coHandler.townId, work.townId), eq(coHandler.ticketId, ticket.id)));
  const responsible = ticket.responsibleId === null ? undefined : await findPerson(work, ticket.responsibleId);
  const all = [...(responsible ? [responsible] : []), ...helpers.map((row) => row.person)];
  return withoutKept(eachOnce(all), ticket);
}

export async function tellHandlers(work: Work, ticket: Ticket, notice: NoticeBody, except?: number) {
  for (const handler of await findHandlers(work, ticket)) {
    if (handler.id !== except) work.tell(handler, notice, { ticketId: ticket.id });
  }
}

/** News that a party of a dispute hears: who has it in hand, and nothing of what was said. */
const newsForParties: ReadonlySet<string> = new Set(["told-accepted", "told-assigned"]);

/** News that those who joined the ticket (我也是) hear as well. */
const newsForFollowers: ReadonlySet<string> = new Set(["told-accepted", "told-assigned", "told-extended", "told-extension-refused"]);

export async function tellReporter(work: Work, ticket: Ticket, notice: NoticeBody) {
  const reporter = await findPerson(work, ticket.reporterId);
  if (reporter) work.tell(reporter, notice, { ticketId: ticket.id });
  if (notice.kind === "text" && newsForFollowers.has(notice.key)) await tellFollowers(work, ticket, notice);
  if (notice.kind === "text" && newsForParties.has(notice.key)) await tellParties(work, ticket, notice);
}

/** The other side of a dispute, as far as they opened their link. */
export async function tellParties(work: Work, ticket: Ticket, notice: NoticeBody) {
  if (ticket.kind !== "dispute") return;
  const rows = await work.tx
    .selectDistinct({ id: person.id, telegramId: person.telegramId })
    .from(disputeParty)
    .innerJoin(person, and(eq(person.townId, disputeParty.townId), eq(person.id, disputeParty.personId)))
    .where(and(eq(disputeParty.townId, work.townId), eq(disputeParty.ticketId, ticket.id)));
  for (const one of rows.filter(({ id }) => id !== ticket.reporterId && !isKeptFrom(ticket, id)))
    work.tell(one, notice, { ticketId: ticket.id });
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

/** Leaders in charge of the village and of the whole town; without one, the admins. A confidential matter stays with the discipline desk. */
export async function findLeaders(work: Work, ticket: Ticket): Promise<Person[]> {
  if (ticket.confidential) return [];
  const leaders = withoutKept(await findLeadersOf(work, ticket.villageId), ticket);
  return leaders.length ? leaders : withoutKept(await findHolders(work, "admin"), ticket);
}

/**
 * Hands somebody the card with everything that belongs to it: files, voice and places as they came, and what was added in words since.
 *
 * @param said what `findGiven` finds, for a caller that hands out several cards; of a new ticket nobody has one yet
 */
export async function giveCard(work: Work, ticket: Ticket, to: Person, said?: Given & { ofNew?: boolean }) {
  const about = { ticketId: ticket.id };
  const { confidential: isConfidential } = ticket;
  // The copies that they have already lose their buttons once the new one is there.
  if (!said?.ofNew) {
    await refreshCards(work, ticket, to.id);
    if (ticket.kind === "emergency") await refreshAsked(work, ticket, ["accept"], to.id);
  }
  work.tell(to, { kind: "card" }, about);
  const given = said ?? (await findGiven(work, ticket));
  const reporter = given.reporter ? speaker(ticket, given.reporter, "villager") : { name: "" };
  if (ticket.latitude !== null && ticket.longitude !== null) {
    const pin = { latitude: ticket.latitude, longitude: ticket.longitude, ...(await findFollowed(work, ticket.id)) };
    pass(work, to, about, { key: "relay-file", values: { number: ticket.number, ...reporter }, isConfidential }, { body: "", pin });
  }
  for (const { message, author } of given.said) {
    const values = { number: ticket.number, ...speaker(ticket, author, "villager") };
    pass(work, to, { ...about, ticketMessageId: message.id }, { key: "relay-file", values, isConfidential }, message);
  }
}

/** A person who becomes responsible without having been sent the card, having read of the ticket elsewhere, is handed it now. */
export async function giveCardOnce(work: Work, ticket: Ticket, to: Person) {
  const [held] = await work.tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isCardOf(work, ticket.id), eq(outbox.personId, to.id)))
    .limit(1);
  if (!held) await giveCard(work, ticket, to);
}

type Given = Awaited<ReturnType<typeof findGiven>>;

/** What the villager, or another whom it concerns, gave besides the description: files, places, and words that were added since. */
export async function findGiven(work: Work, ticket: Ticket) {
  const [reporter, said] = await Promise.all([
    findPerson(work, ticket.reporterId),
    work.tx
      .select({ message: ticketMessage, author: { id: person.id, name: person.name } })
      .from(ticketMessage)
      .innerJoin(person, and(eq(person.townId, ticketMessage.townId), eq(person.id, ticketMessage.authorId)))
      .where(and(eq(ticketMessage.townId, work.townId), eq(ticketMessage.ticketId, ticket.id), eq(ticketMessage.side, "villager")))
      .orderBy(desc(ticketMessage.id))
      .limit(maxGivenAgain),
  ]);
  return { reporter, said: said.toReversed() };
}
