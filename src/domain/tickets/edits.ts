import { and, eq, isNull, sql } from "drizzle-orm";
import { outbox } from "../../database/schema/messaging.ts";
import { ticket, ticketMessage } from "../../database/schema/tickets.ts";
import type { NoticeBody } from "../../database/values.ts";
import { priorities, type Work } from "../../database/work.ts";
import { sayToCounty } from "../county/to-county.ts";
import { sayToTown } from "../county/to-town.ts";
import { type Actor, findPerson } from "../people/person.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { changeTicket, refreshCards, type Ticket } from "./change.ts";
import { fitsBelow, type Relay, type Source, speaker, spokenIn } from "./pass.ts";
import { tellHandlers } from "./recipients.ts";
import { descriptionOf, wordsIn } from "./spoken.ts";

type Message = typeof ticketMessage.$inferSelect;

type Copy = typeof outbox.$inferSelect;
const isWords = ({ notice }: Copy) => notice?.kind === "relay" && !notice.attachment;

/** @property filed the ticket, where the words are its description's */
export type SaidBefore = { ticketId: number; body: string; filed?: Ticket };

/** What was said by a message, if it was passed on or filed. */
export async function findSaid(work: Work, actor: Actor, source: Source): Promise<SaidBefore | undefined> {
  const filed = await findFiled(work, actor, source.messageId);
  const body = filed?.said?.find((one) => one.messageId === source.messageId && !one.heard)?.text;
  if (filed && body !== undefined) return { ticketId: filed.id, body, filed };
  const [found] = await work.tx
    .select({ ticketId: ticketMessage.ticketId, body: ticketMessage.body })
    .from(ticketMessage)
    .where(isOf(work, source));
  return found;
}

export const isOf = (work: Work, { chatId, messageId }: Source) =>
  and(eq(ticketMessage.townId, work.townId), eq(ticketMessage.sourceChatId, chatId), eq(ticketMessage.sourceMessageId, messageId));

/** The ticket whose description has words of this message of its reporter. */
async function findFiled(work: Work, reporter: Pick<Actor, "id">, messageId: number): Promise<Ticket | undefined> {
  const [found] = await work.tx
    .select()
    .from(ticket)
    .where(
      and(
        eq(ticket.townId, work.townId),
        eq(ticket.reporterId, reporter.id),
        sql`${ticket.said} @> ${JSON.stringify([{ messageId }])}::jsonb`,
      ),
    )
    .for("update");
  return found;
}

/**
 * The words of a report are edited after it was filed: card and description say the new ones, everybody who works on it is told, and the
 * ledger holds both.
 *
 * @param before what the message said
 * @returns undefined when that is of no report, or the same
 */
export async function amend(
  work: Work,
  actor: Actor,
  { filed: found, body: before }: SaidBefore,
  { messageId }: Source,
  body: string,
): Promise<Ticket | Refusal | undefined> {
  if (!found || before === body) return undefined;
  const said = (found.said ?? []).map((one) => (one.messageId === messageId && !one.heard ? { messageId, text: body } : one));
  const patch = { said, description: descriptionOf(said) };
  const changed = await changeTicket(work, found, { action: "add", by: actor, note: `✏️ ${before} → ${body}`, patch });
  if (isRefusal(changed)) return changed;
  const values = { number: changed.number, body, ...speaker(changed, actor, "villager") };
  await tellHandlers(
    work,
    changed,
    { kind: "relay", key: "relay-amended", values, ...(changed.confidential ? { isConfidential: true } : {}) },
    actor.id,
  );
  await refreshCards(work, changed);
  await sayToCounty(work, changed, { body: `✏️ ${body}` }, values.name);
  return changed;
}

/**
 * Somebody edited what they had said: the copies are edited too.
 *
 * @returns the ticket, or undefined when the message belongs to none
 */
export async function followEdit(work: Work, source: Source, body: string): Promise<number | undefined> {
  const [message] = await work.tx.update(ticketMessage).set({ body }).where(isOf(work, source)).returning();
  const found = message && (await findTicketOf(work, message));
  if (message && found) await editCopies(work, found, message);
  return message?.ticketId;
}

/** The copies of what was said say what it says now, typed and spoken. */
export async function editCopies(work: Work, found: Ticket, message: Message) {
  await editBeyond(work, found, message);
  const copies = await work.tx.query.outbox.findMany({
    where: and(eq(outbox.townId, work.townId), eq(outbox.ticketMessageId, message.id), isNull(outbox.editsId)),
  });
  for (const copy of copies) {
    const { chatId, personId, ticketId, id } = copy;
    const notice = withWords(copy, message, found);
    if (!notice) continue;
    const to = { chatId, personId, ticketId, priority: priorities.notification };
    const stand = copies.some((other) => other.chatId === chatId && isWords(other));
    const isFile = notice.kind === "relay" && notice.attachment !== undefined;
    // Long words stand in a message of their own, which is sent when there is none yet.
    if (!isFile || (!stand && fitsBelow(message))) work.send({ ...to, notice, editsId: id });
    else if (!stand) work.send({ ...to, notice: withoutFile(notice), ticketMessageId: message.id, repliesToId: id });
  }
}

/** Copies in another town's chats are not ours to edit: what it says now follows them. */
async function editBeyond(work: Work, found: Ticket, message: Message) {
  if (found.handedUpId === null && found.handedFromTown === null) return;
  const author = await findPerson(work, message.authorId);
  const said = { body: `✏️ ${wordsIn(message)}` };
  if (message.side === "villager") await sayToCounty(work, found, said, author ? speaker(found, author, "villager").name : "");
  if (message.side === "handler") await sayToTown(work, found, said, { kind: "answer", isQuestion: false, by: author?.name ?? "" });
}

const findTicketOf = (work: Work, { ticketId }: Message): Promise<Ticket | undefined> =>
  work.tx.query.ticket.findFirst({ where: and(eq(ticket.townId, work.townId), eq(ticket.id, ticketId)) });

const withoutFile = ({ attachment: _file, ...words }: Relay): Relay => words;

/** A copy as it says the new words; undefined where they do not stand in it. */
function withWords({ notice }: Copy, message: Message, { state }: Ticket): NoticeBody | undefined {
  const { body } = message;
  // A result's words stand in the question whether it is so, not below its files.
  const own = notice?.kind === "relay" && notice.key === "relay-result" ? "" : body;
  if (notice?.kind === "relay") return spokenIn({ ...notice, values: { ...notice.values, body: own } }, message);
  // What was done, with the question whether it is so, which is not asked again once it is answered.
  if (notice?.kind !== "text" || notice.values["body"] === undefined) return undefined;
  const { buttons, ...rest } = notice;
  return { ...rest, ...(buttons && state === "resolved" ? { buttons } : {}), values: { ...notice.values, body } };
}
