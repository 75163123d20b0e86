import { and, eq, isNull, sql } from "drizzle-orm";
import { outbox } from "../../database/schema/messaging.ts";
import { ticket, ticketMessage } from "../../database/schema/tickets.ts";
import type { NoticeBody } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import { changeTicket, refreshCards, type Ticket } from "./change.ts";
import { speaker } from "./pass.ts";
import { tellHandlers } from "./recipients.ts";

type Source = { chatId: number; messageId: number };

type Copy = typeof outbox.$inferSelect;
const isWords = ({ notice }: Copy) => notice?.kind === "relay" && !notice.attachment;

/** @property filed the ticket, where the words are its description's */
export type SaidBefore = { ticketId: number; body: string; filed?: Ticket };

/** What was said by a message, if it was passed on or filed. */
export async function findSaid(work: Work, actor: Actor, source: Source): Promise<SaidBefore | undefined> {
  const filed = await findFiled(work, actor, source.messageId);
  const body = filed?.said?.find((one) => one.messageId === source.messageId)?.text;
  if (filed && body !== undefined) return { ticketId: filed.id, body, filed };
  const [found] = await work.tx
    .select({ ticketId: ticketMessage.ticketId, body: ticketMessage.body })
    .from(ticketMessage)
    .where(isOf(work, source));
  return found;
}

const isOf = (work: Work, { chatId, messageId }: Source) =>
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
  const said = (found.said ?? []).map((one) => (one.messageId === messageId ? { messageId, text: body } : one));
  const patch = { said, description: said.map(({ text }) => text).join("\n") };
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
  return changed;
}

/**
 * Somebody edited what they had said: the copies are edited too.
 *
 * @returns the ticket, or undefined when the message belongs to none
 */
export async function followEdit(work: Work, source: Source, body: string): Promise<number | undefined> {
  const [message] = await work.tx.update(ticketMessage).set({ body }).where(isOf(work, source)).returning();
  if (!message) return undefined;
  const copies = await work.tx.query.outbox.findMany({
    where: and(eq(outbox.townId, work.townId), eq(outbox.ticketMessageId, message.id), isNull(outbox.editsId)),
  });
  const isOver = (await stateOf(work, message.ticketId)) !== "resolved";
  for (const copy of copies) {
    const notice = withWords(copy, copies, body, isOver);
    if (!notice) continue;
    const { chatId, personId, ticketId, id } = copy;
    work.send({ chatId, personId, ticketId, notice, editsId: id, priority: 2 });
  }
  return message.ticketId;
}

/** A copy as it says the new words; undefined where they do not stand in it. */
function withWords(copy: Copy, copies: readonly Copy[], body: string, isOver: boolean): NoticeBody | undefined {
  const { notice } = copy;
  if (notice?.kind === "relay") {
    // Long words went apart from their file; they stand below one of the two.
    if (notice.attachment && copies.some((other) => isWords(other) && other.chatId === copy.chatId)) return undefined;
    return { ...notice, values: { ...notice.values, body } };
  }
  // What was done, with the question whether it is so, which is not asked again once it is answered.
  if (notice?.kind !== "text" || notice.values["body"] === undefined) return undefined;
  const { buttons, ...rest } = notice;
  return { ...rest, ...(buttons && !isOver ? { buttons } : {}), values: { ...notice.values, body } };
}

async function stateOf(work: Work, ticketId: number) {
  const [found] = await work.tx
    .select({ state: ticket.state })
    .from(ticket)
    .where(and(eq(ticket.townId, work.townId), eq(ticket.id, ticketId)));
  return found?.state;
}
