import { and, asc, eq, isNotNull } from "drizzle-orm";
import { ticketMessage } from "../../database/schema/tickets.ts";
import type { Attachment, Heard } from "../../database/values.ts";
import type { Work } from "../../database/work.ts";
import type { Actor } from "../people/person.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { type Change, changeTicket, refreshCards, type Ticket } from "./change.ts";
import { editCopies, isOf } from "./edits.ts";
import type { Source } from "./pass.ts";
import { descriptionOf, withSpoken } from "./spoken.ts";

type Message = typeof ticketMessage.$inferSelect;
/** A voice message that was given with a ticket or said on it. */
export type Voice = Message & { attachment: Attachment };

const asVoice = (message: Message | undefined): Voice | undefined =>
  message?.attachment?.kind === "voice" ? (message as Voice) : undefined;

/** The voice message of a ticket that was sent by this message. */
export async function findVoice(work: Work, source: Source): Promise<Voice | undefined> {
  const [found] = await work.tx
    .select()
    .from(ticketMessage)
    .where(and(isOf(work, source), isNotNull(ticketMessage.attachment)))
    .orderBy(asc(ticketMessage.id))
    .limit(1);
  return asVoice(found);
}

/** A voice message of a ticket by its own id. */
export async function findVoiceById(work: Work, id: number): Promise<Voice | undefined> {
  const [found] = await work.tx
    .select()
    .from(ticketMessage)
    .where(and(eq(ticketMessage.townId, work.townId), eq(ticketMessage.id, id)));
  return asVoice(found);
}

/** A machine has heard what a voice message says: its words stand beside it wherever it went, and in the ledger. */
export const hear = (work: Work, ticket: Ticket, voice: Voice, words: string): Promise<Ticket | Refusal> =>
  spell(work, ticket, voice, { words, by: "machine" }, { action: "hear", by: "clock", note: words });

/** A person who works on the matter has listened, and puts right what the machine heard; the ledger holds both. */
export async function correct(work: Work, actor: Actor, ticket: Ticket, voice: Voice, words: string): Promise<Ticket | Refusal> {
  const before = voice.attachment.heard?.words;
  if (before === undefined || voice.ticketId !== ticket.id) return refuse("not-found");
  return spell(work, ticket, voice, { words, by: "person" }, { action: "correct", by: actor, note: `✏️ ${before} → ${words}` });
}

async function spell(work: Work, ticket: Ticket, voice: Voice, heard: Heard, change: Omit<Change, "subjectId" | "patch">) {
  const attachment = { ...voice.attachment, heard };
  const patch = isOfReport(ticket, voice) ? inReport(ticket, voice, heard) : undefined;
  const changed = await changeTicket(work, ticket, { ...change, subjectId: voice.authorId, ...(patch ? { patch } : {}) });
  if (isRefusal(changed)) return changed;
  work.write(
    work.tx
      .update(ticketMessage)
      .set({ attachment })
      .where(and(eq(ticketMessage.townId, work.townId), eq(ticketMessage.id, voice.id))),
  );
  await editCopies(work, changed, { ...voice, attachment });
  if (patch) await refreshCards(work, changed);
  return changed;
}

/** What was given with the report says what it is about; what was said afterwards is said on it. */
const isOfReport = ({ createdAt, reporterId }: Ticket, { at, authorId }: Voice) =>
  authorId === reporterId && at.getTime() === createdAt.getTime();

function inReport({ said, description }: Ticket, { sourceMessageId }: Voice, heard: Heard) {
  const before = said ?? (description ? [{ messageId: 0, text: description }] : []);
  const after = withSpoken(before, sourceMessageId ?? 0, heard);
  return { said: after, description: descriptionOf(after) };
}
