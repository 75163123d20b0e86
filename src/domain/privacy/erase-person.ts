import { and, eq, inArray, isNotNull, not, or, type SQL, sql } from "drizzle-orm";
import { disputeParty } from "../../database/schema/disputes.ts";
import type { Traces } from "../../database/schema/messaging.ts";
import { erasure, outbox } from "../../database/schema/messaging.ts";
import { outreachSession, sessionSignUp } from "../../database/schema/outreach.ts";
import { person, standingHelper } from "../../database/schema/people.ts";
import { roundTurn } from "../../database/schema/rounds.ts";
import { ticket, ticketMessage } from "../../database/schema/tickets.ts";
import { household, visit } from "../../database/schema/visits.ts";
import type { Work } from "../../database/work.ts";
import { noteAlways } from "../conversation.ts";
import { erasedAccountOf } from "../people/erased-accounts.ts";
import { type Actor, findHolders, type Person } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { changeTicket, lockTicket, refreshCards, type Ticket } from "../tickets/change.ts";
import { isOpen } from "../tickets/lifecycle.ts";
import { takeBackCopies } from "../tickets/take-back.ts";
import { withdraw } from "../tickets/withdraw.ts";
import { eraseFromEditions } from "./erase-editions.ts";
import { leaveOffice } from "./erase-office.ts";
import { eraseContentOf, eraseRows, linkOf, ruledTables } from "./erase-rows.ts";
import { askForTraces, noticeStub } from "./erase-traces.ts";
import { noName } from "./kept.ts";
import type { TableName } from "./tables.ts";

/** What ends with a person: matters that are withdrawn, and those that are done and only waited for their word. */
export type Ending = { withdrawn: Ticket[]; ended: Ticket[] };

/** A matter that somebody heard on a visit, or found on a round, and reported in their own name is the office's, not theirs. */
const isTheirs = (work: Work, { id }: Pick<Actor, "id">): SQL | undefined =>
  and(
    eq(ticket.townId, work.townId),
    eq(ticket.reporterId, id),
    sql`not exists (select from ${visit} where ${visit.townId} = ${ticket.townId} and ${visit.ticketId} = ${ticket.id} and ${visit.cadreId} = ${id})
      and not exists (select from ${roundTurn} where ${roundTurn.townId} = ${ticket.townId} and ${ticket.id} = any(${roundTurn.ticketIds}))`,
  );

/** The open matters that end when somebody erases themselves, by how they end. */
export async function findEnding(work: Work, who: Pick<Actor, "id">): Promise<Ending> {
  const found = await work.tx.select().from(ticket).where(isTheirs(work, who)).orderBy(ticket.number);
  const open = found.filter(({ state }) => isOpen(state));
  const isDone = ({ state, doubtedAt }: Ticket) => state === "resolved" && doubtedAt === null;
  return { withdrawn: open.filter((one) => !isDone(one)), ended: open.filter(isDone) };
}

/** Whether nobody could manage the town without this person. */
export async function isLastAdmin(work: Work, { id, grants }: Actor): Promise<boolean> {
  return grants.length > 0 && !(await findHolders(work, "admin")).some((one) => one.id !== id);
}

/**
 * 删除: everything by which somebody is known and everything they said goes; what it was about, where, when and with what end stays. Open
 * matters end first, and what was theirs in office goes to others. What stands in the chat itself goes once its last message is sent: see
 * `erase-traces.ts`.
 */
export async function erasePerson(work: Work, who: Actor): Promise<Ending | Refusal> {
  if (await isLastAdmin(work, who)) return refuse("last-admin-self");
  const ending = await findEnding(work, who);
  for (const one of [...ending.withdrawn, ...ending.ended]) await endMatter(work, who, one.id);
  await leaveOffice(work, who);

  const papers = await findPapersOf(work, who);
  const traces = await eraseWhole(work, who);
  for (const paper of papers) traces.names.push(...(await eraseWhole(work, paper)).names);
  await eraseChat(work, who);
  await work.tx.insert(erasure).values({ townId: work.townId, personId: who.id, chatId: who.telegramId, traces });
  await noteAlways(work, who.id, "erased self", "");
  askForTraces(work, who.id);
  return ending;
}

/** As whom others wrote down what this person said before they came themselves. */
const findPapersOf = (work: Work, { id }: Pick<Actor, "id">): Promise<Person[]> =>
  work.tx
    .select()
    .from(person)
    .where(and(eq(person.townId, work.townId), eq(person.becameId, id)));

/**
 * Everything of somebody but their chat, whether they have one or not. Their matters must be over.
 *
 * @returns by what they are still to be found in what was said to others
 */
export async function eraseWhole(work: Work, who: Person): Promise<Traces> {
  const theirs = await work.tx.select({ id: ticket.id, number: ticket.number }).from(ticket).where(isTheirs(work, who));
  const ids = theirs.map(({ id }) => id);
  const numbers = theirs.map(({ number }) => number);
  await emptyCopies(work, who, ids);
  await eraseContentOf(work, ids);
  await eraseFromEditions(work, { name: who.name, numbers });
  for (const id of [...ids, ...(await findPartyIn(work, who))]) await refreshCards(work, { id });
  await eraseOwnRows(work, who);
  await eraseFromRegister(work, who);
  await work.tx.delete(standingHelper).where(and(eq(standingHelper.townId, work.townId), eq(standingHelper.personId, who.id)));
  await eraseRows(work, "person", sql`id = ${who.id}`);
  await work.tx
    .update(person)
    .set({ erasedAt: work.now })
    .where(and(eq(person.townId, work.townId), eq(person.id, who.id)));
  return { names: [who.name, who.username, who.phone].filter((one): one is string => !!one && one !== noName), numbers };
}

async function endMatter(work: Work, who: Actor, id: number) {
  const found = await lockTicket(work, id);
  if (!found || !isOpen(found.state)) return;
  if (found.state === "resolved" && found.doubtedAt === null) {
    await changeTicket(work, found, { action: "confirm", by: "clock", patch: { closedAt: work.now } });
    return;
  }
  const withdrawn = await withdraw(work, who, found);
  if (isRefusal(withdrawn)) throw new Error(`#${found.number} cannot be withdrawn: ${withdrawn.refused}`);
}

/** What others have in their chats of these matters, and of what the person said in others': taken back, emptied, or told without the name. */
async function emptyCopies(work: Work, who: Person, ids: readonly number[]) {
  const said = sql`(select m.id from ${ticketMessage} m where m.town_id = ${work.townId} and m.author_id = ${who.id} and m.side = 'villager')`;
  const ofMatters = ids.length ? inArray(outbox.ticketId, [...ids]) : sql`false`;
  const copies = and(
    eq(outbox.townId, work.townId),
    not(eq(outbox.chatId, who.telegramId)),
    or(ofMatters, sql`${outbox.ticketMessageId} in ${said}`),
  );
  await takeBackCopies(work, copies, "relay-erased");
  await tellAgainWithoutName(work, who, and(copies, ofMatters));
  await work.tx
    .update(outbox)
    .set({ notice: noticeStub })
    .where(and(copies, isNotNull(outbox.notice), sql`${outbox.notice}->>'kind' in ('relay', 'pin', 'speech')`));
}

/** News that names the person is edited to name nobody. */
async function tellAgainWithoutName(work: Work, { name }: Person, which: SQL | undefined) {
  const named = await work.tx
    .select()
    .from(outbox)
    .where(
      and(which, eq(outbox.state, "sent"), sql`${outbox.notice}->>'kind' = 'text'`, sql`${outbox.notice}->'values'->>'name' = ${name}`),
    );
  for (const { id, chatId, personId, ticketId, notice, editsId } of named) {
    if (notice?.kind !== "text" || editsId !== null) continue;
    const unnamed = { ...notice, values: { ...notice.values, name: noName } };
    work.send({ chatId, personId, ticketId, notice: unnamed, editsId: id, priority: 2 });
  }
}

/** Tables that are erased in their own way. */
const apart: ReadonlySet<TableName> = new Set(["person", "ticket", "inbox", "outbox", "household", "erasure"]);

/** All other rows that are the person's. A person who spoke in office leaves the words and takes the chat from which they came. */
async function eraseOwnRows(work: Work, { id, telegramId }: Person) {
  for (const one of ruledTables) {
    if (apart.has(one.name)) continue;
    for (const [link, value] of [["person", id] as const, ["chat", telegramId] as const]) {
      const found = linkOf(one, link);
      if (found) await eraseRows(work, one.name, and(eq(found.column, value), found.where) as SQL, { only: found.only });
    }
  }
  await eraseRows(work, "ticketMessage", sql`author_id = ${id}`, { only: ["sourceChatId"] });
  const planned = sql`(select s.id from ${outreachSession} s where s.town_id = ${work.townId} and s.state = 'planned')`;
  await work.tx
    .delete(sessionSignUp)
    .where(and(eq(sessionSignUp.townId, work.townId), eq(sessionSignUp.personId, id), sql`${sessionSignUp.sessionId} in ${planned}`));
}

/** Of their household in the town's register: their own name and number, and where they live; others who live there stay. */
async function eraseFromRegister(work: Work, { id, name, phone }: Person) {
  const isNamed = sql`head = ${name} and (person_id = ${id} or phone = ${phone})`;
  await eraseRows(work, "household", isNamed);
  await eraseRows(work, "household", sql`person_id = ${id} and phone = ${phone}`, { only: ["phone"] });
  await work.tx
    .update(household)
    .set({ personId: null })
    .where(and(eq(household.townId, work.townId), eq(household.personId, id)));
  if (phone) await eraseRows(work, "rosterEntry", sql`name = ${name} and phone = ${phone}`);
}

/** What came from the chat is known by its number only, and what was to be told there is told no more. */
async function eraseChat(work: Work, { id, telegramId }: Actor) {
  await eraseUpdates(work, telegramId, id);
  await work.tx
    .update(outbox)
    .set({ state: "dropped" })
    .where(and(eq(outbox.townId, work.townId), eq(outbox.chatId, telegramId), inArray(outbox.state, ["pending", "held"])));
}

/** Updates of a chat that were handled and are of nobody any more; what waits is somebody's who is new. @param personId whose they were; 0 for somebody of whom nothing is known */
export const eraseUpdates = ({ tx, townId }: Work, chatId: number, personId = 0) =>
  tx.execute(sql`update inbox set payload = '{}', failure = null, chat_id = ${erasedAccountOf(personId)}
    where town_id = ${townId} and chat_id = ${chatId} and processed_at is not null`);

async function findPartyIn(work: Work, { id }: Person): Promise<number[]> {
  const of = and(eq(disputeParty.townId, work.townId), eq(disputeParty.personId, id));
  return (await work.tx.select({ ticketId: disputeParty.ticketId }).from(disputeParty).where(of)).map(({ ticketId }) => ticketId);
}
