import type { TextKey } from "../../../locales/text-key.ts";
import type { ticketEvent } from "../../database/schema/tickets.ts";
import { answerIn } from "../disputes/mediation.ts";
import type { Ticket } from "../tickets/change.ts";
import { isOpen } from "../tickets/lifecycle.ts";
import { withReadableInstants } from "../tickets/noted-instants.ts";
import type { Sight } from "../tickets/visibility.ts";
import { type Column, columnsOf } from "./layout.ts";
import { commitmentTo, hiddenMark, proofsKey, type SealedField, sealedFields, shownMark } from "./seal.ts";

/** Puts the program's words into the reader's. */
export type LedgerWords = {
  label: (key: TextKey, values?: Record<string, string | number>) => string;
  /** What has its own name in each language. */
  named: (what: { name: string; nameEn: string }) => string;
  /** An instant within other words, with its year. */
  time: (at: Date) => string;
  now: Date;
};

/** A ticket, and what its reader may see of it. `responsible` and `reporter` are names. */
export type LedgerTicket = {
  ticket: Ticket;
  category: { name: string; nameEn: string };
  village: string;
  responsible: string | null;
  reporter: string | null;
  recorder: string | null;
  sight: Sight;
};
export type LedgerEvent = {
  event: typeof ticketEvent.$inferSelect;
  actor: string | null;
  ticket: Pick<Ticket, "number" | "reporterId">;
  sight: Sight;
};

/** 逾期: its time is over and it is not done. One that waits for the villager is not late. */
export const isLate = ({ state, deadline }: Pick<Ticket, "state" | "deadline">, now: Date): boolean =>
  ["assigned", "accepted", "in_progress"].includes(state) && deadline !== null && deadline < now;

/** How a ticket ended: silence is not the villager's word. */
function endingOf({ label }: LedgerWords, { state, rating, ratedBy }: Ticket): string {
  if (state !== "closed") return isOpen(state) ? "" : label(`state-${state}`);
  if (rating === null) return label("ledger-closed-by-silence");
  return label(ratedBy === "office" ? "ledger-closed-by-office" : "ledger-closed-by-word");
}

/** What the sheets of tickets, disputes and petitions have in common; each takes what it needs. */
export const ticketCells = (words: LedgerWords) => {
  const { label, named, now } = words;
  const hidden = label("ledger-hidden");
  const cells = {
    number: ({ ticket }) => ticket.number,
    kind: ({ ticket }) => label(`kind-${ticket.kind}`),
    category: ({ category, sight }) => (sight.matter ? named(category) : hidden),
    village: ({ village }) => village,
    state: ({ ticket }) => label(`state-${ticket.state}`),
    late: ({ ticket }) => (isLate(ticket, now) ? label("ledger-late") : ""),
    ending: ({ ticket }) => endingOf(words, ticket),
    reporter: ({ reporter, sight }) => (sight.person ? (reporter ?? "") : hidden),
    phone: ({ ticket, sight }) => (sight.person ? (ticket.phone ?? "") : ""),
    description: ({ ticket, sight }) => (sight.matter ? ticket.description : hidden),
    responsible: ({ responsible }) => responsible ?? "",
    received: ({ ticket }) => ticket.createdAt,
    due: ({ ticket }) => ticket.resolveBy,
    accepted: ({ ticket }) => ticket.acceptedAt,
    answered: ({ ticket }) => ticket.answeredAt,
    resolved: ({ ticket }) => ticket.resolvedAt,
    closed: ({ ticket }) => ticket.closedAt,
    rating: ({ ticket }) => (ticket.rating ? label(`rating-${ticket.rating}`) : ""),
    reopened: ({ ticket }) => ticket.reopenCount,
    word: ({ ticket }) => (ticket.rating ? label(`word-${ticket.ratedBy ?? "villager"}`) : ""),
    recorder: ({ recorder, sight }) => (sight.person ? (recorder ?? "") : hidden),
  } satisfies Record<string, Column<LedgerTicket>["cell"]>;
  return cells;
};

export const ticketColumns = (words: LedgerWords): Column<LedgerTicket>[] =>
  columnsOf<LedgerTicket>(ticketCells(words), {
    received_at: ({ ticket }) => ticket.createdAt.toISOString(),
    state_key: ({ ticket }) => ticket.state,
    rating_key: ({ ticket }) => ticket.rating ?? "",
  });

/** Which of an event's sealed fields its reader is shown. */
const isShown: Record<SealedField, (found: LedgerEvent) => boolean> = {
  at: () => true,
  // A confidential reporter is as unnamed by what they did later.
  actor: ({ event, ticket, sight }) => sight.person || event.actorId !== ticket.reporterId,
  action: () => true,
  from: () => true,
  to: () => true,
  subject: ({ event, ticket, sight }) => sight.person || event.subjectId !== ticket.reporterId,
  note: ({ sight }) => sight.matter && sight.internal,
  rating: () => true,
  // From it the other fields could be guessed.
  former: () => false,
};

/** A sealed field as it is sealed: an absent one is empty. */
const sealedValue: Record<SealedField, (event: LedgerEvent["event"]) => string> = {
  at: ({ at }) => at.toISOString(),
  actor: ({ actorId }) => String(actorId ?? ""),
  action: ({ action }) => action,
  from: ({ fromState }) => fromState ?? "",
  to: ({ toState }) => toState ?? "",
  subject: ({ subjectId }) => String(subjectId ?? ""),
  note: ({ note }) => note ?? "",
  rating: ({ rating }) => rating ?? "",
  former: ({ formerHash }) => formerHash ?? "",
};

/** Of a field that was erased with its salt, the commitment to it is all there is (decision 020). */
const leftOf = (field: SealedField, { event }: LedgerEvent): string | undefined => event.erased?.[sealedFields.indexOf(field)] || undefined;

/** A field that is shown has its salt beside it, by which it can be checked; one that is left out has the commitment to it. */
function proofOf(field: SealedField, found: LedgerEvent): string {
  const left = leftOf(field, found);
  if (left) return hiddenMark + left;
  const salt = found.event.salts[sealedFields.indexOf(field)] ?? "";
  return isShown[field](found) ? shownMark + salt : hiddenMark + commitmentTo(salt, sealedValue[field](found.event));
}

/** The clock notes until when something was due, and others until when they extend it, which people read as dates; a party's answer too. */
function noteInWords(action: string, note: string, { label, time }: LedgerWords): string | Date {
  const answer = answerIn(action, note);
  if (answer.length) return answer.map((key) => label(key)).join(label("list-comma"));
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(note) ? new Date(note) : withReadableInstants(action, note, time);
}

export function eventColumns(spoken: LedgerWords): Column<LedgerEvent>[] {
  const { label } = spoken;
  const hidden = label("ledger-hidden");
  const shown =
    (field: SealedField) =>
    (found: LedgerEvent): string =>
      leftOf(field, found) ? label("ledger-erased") : isShown[field](found) ? sealedValue[field](found.event) : hidden;
  return columnsOf<LedgerEvent>(
    {
      number: ({ ticket }) => ticket.number,
      seq: ({ event }) => event.seq,
      when: ({ event }) => event.at,
      who: (found) => (isShown.actor(found) ? (found.actor ?? label("ledger-clock")) : hidden),
      what: ({ event }) => label(`event-${event.action}`),
      before: ({ event }) => (event.fromState ? label(`state-${event.fromState}`) : ""),
      after: ({ event }) => (event.toState ? label(`state-${event.toState}`) : ""),
      words: (found) => noteInWords(found.event.action, shown("note")(found), spoken),
      said: ({ event }) => (event.rating ? label(`rating-${event.rating}`) : ""),
    },
    {
      at: shown("at"),
      actor: shown("actor"),
      action: shown("action"),
      from: shown("from"),
      to: shown("to"),
      subject: shown("subject"),
      note: shown("note"),
      rating: shown("rating"),
      [proofsKey]: (found) => sealedFields.map((field) => proofOf(field, found)).join(" "),
      prev_hash: ({ event }) => event.prevHash,
      hash: ({ event }) => event.hash,
    },
  );
}
