import type { TextKey } from "../../../locales/text-key.ts";
import { ticketMessage } from "../../database/schema/tickets.ts";
import type { Attachment, ContactSide, NoticeBody, Pin } from "../../database/values.ts";
import type { NoticeAbout, Work } from "../../database/work.ts";
import { maxCaptionBodyCharacters } from "../limits.ts";
import type { Actor, Person } from "../people/person.ts";
import type { Ticket } from "./change.ts";
import { wordsIn } from "./spoken.ts";
import { namesReporter } from "./visibility.ts";

/** In which message of which chat. */
export type Source = { chatId: number; messageId: number };

/** Something said: words, a file by reference, or a place; and where it was written. */
export type Said = {
  body: string;
  attachment?: Attachment | undefined;
  pin?: Pin | undefined;
  /** The album that the file is of. */
  albumId?: string | undefined;
  source: Source;
};

/** Keeps what was said with the ticket. @returns the id by which its copies are found */
export async function keepSaid(work: Work, ticket: Ticket, actor: Pick<Actor, "id">, side: ContactSide, said: Said): Promise<number> {
  const [row] = await work.tx
    .insert(ticketMessage)
    .values({
      townId: work.townId,
      ticketId: ticket.id,
      authorId: actor.id,
      side,
      body: said.body,
      attachment: said.attachment ?? null,
      pin: said.pin ?? null,
      sourceChatId: said.source.chatId,
      sourceMessageId: said.source.messageId,
      at: work.now,
    })
    .returning({ id: ticketMessage.id });
  return (row as { id: number }).id;
}

export type Relay = Extract<NoticeBody, { kind: "relay" }>;
type Passed = Pick<Said, "body"> & { attachment?: Attachment | null | undefined; pin?: Pin | null | undefined };

/** `isConfidential`: handed to those who handle it, who must neither pass it on nor save it. */
type Heading = { key: TextKey; values: Record<string, string | number>; isConfidential?: boolean };

/**
 * Hands somebody what another one said. Whose it is and of which ticket stands in the words, in the file's caption, or, where there is
 * neither, in a line before it.
 */
export function pass(work: Work, to: Person, about: NoticeAbout, { key, values, isConfidential }: Heading, passed: Passed) {
  const { body, attachment, pin } = passed;
  const kept = isConfidential ? { isConfidential: true as const } : {};
  const relay = (words: string): Relay => ({ kind: "relay", key, values: { ...values, body: words }, ...kept });
  const tell = (notice: Relay) => work.tell(to, notice, about);
  const told = (words: string) => tell(spokenIn(relay(words), { id: about.ticketMessageId, attachment }));
  const { heard: _heard, ...file } = attachment ?? {};
  const hasNoCaption = attachment?.kind === "video_note";
  const isTooLong = attachment && !fitsBelow(passed);
  if (hasNoCaption) told(body || signs.video_note);
  if (attachment)
    tell({ ...(isTooLong ? relay("") : spokenIn(relay(body), { id: about.ticketMessageId, attachment })), attachment: file as Attachment });
  if (attachment ? isTooLong && !hasNoCaption : body || !pin) told(body);
  if (!pin) return;
  if (attachment || !body) tell(relay(signs.pin));
  work.tell(to, { kind: "pin", ...pin, ...kept }, about.ticketId ? { ticketId: about.ticketId } : {});
}

/** Whether the words have room below their file; otherwise they follow as a message of their own. */
export const fitsBelow = (passed: Passed): boolean => [...wordsIn(passed)].length <= maxCaptionBodyCharacters;

/** By which texts those who work on a ticket are handed what others said: they may put right what a machine heard. */
const toHandlers: ReadonlySet<TextKey> = new Set<TextKey>([
  "relay-file",
  "relay-to-handler",
  "relay-to-handler-urgent",
  "relay-to-handler-party",
  "relay-to-handler-follower",
]);

/** A notice with what is spoken in it. */
export function spokenIn(
  notice: Relay,
  { id, attachment }: { id?: number | null | undefined; attachment?: Attachment | null | undefined },
): Relay {
  const heard = attachment?.heard;
  if (!heard) return notice;
  const isTheirs = id && !notice.buttons && toHandlers.has(notice.key);
  return { ...notice, heard, ...(isTheirs ? { buttons: "correct" as const, subject: id } : {}) };
}

/** What stands for something that has no words of its own, in every language. */
const signs = { pin: "📍", video_note: "📹" };

/** A confidential reporter has no name for anybody. */
export function speaker(ticket: Ticket, author: Pick<Actor, "id" | "name">, side: ContactSide): { name: string } {
  const isReporter = side === "villager" && author.id === ticket.reporterId;
  return { name: isReporter && !namesReporter(ticket) ? "" : author.name };
}
