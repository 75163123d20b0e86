import type { InlineKeyboardMarkup } from "@grammyjs/types";
import type { Attachment, FilledField } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { maxCardDescriptionCharacters, maxUnfoldedCharacters } from "../domain/limits.ts";
import { type Actor, findActor } from "../domain/people/person.ts";
import { isAskedBelow } from "../domain/tickets/asks-still.ts";
import { findCard, type TicketCard } from "../domain/tickets/card.ts";
import { isCoHandler, isNewestCard, relationsTo, type Ticket } from "../domain/tickets/change.ts";
import type { Listed, TimelineEntry } from "../domain/tickets/find.ts";
import { isKeptFrom, isKeptFromSomebody } from "../domain/tickets/kept-from.ts";
import { isHandling, isOpen, nextState, type Relation } from "../domain/tickets/lifecycle.ts";
import { descriptionOf } from "../domain/tickets/spoken.ts";
import { type Sight, visibleTo } from "../domain/tickets/visibility.ts";
import { button, inline, styled, ticketData } from "./buttons.ts";
import { cardMarkup } from "./card-buttons.ts";
import { label, listed, nameIn, readableTime, shortened, text } from "./texts.ts";
import { timelineText } from "./timeline.ts";

type Shown = { html: string; markup: InlineKeyboardMarkup; isTakenBack?: true; isConfidential?: boolean };
type Clock = Pick<Work, "zone" | "now">;

/**
 * The card of a ticket as one handler sees it at this moment: text, and the buttons that this person is likely to press now.
 * Of several copies in one chat only the newest has any.
 *
 * @param copyId the outbox row by which this copy was sent
 */
export async function cardFor(work: Work, ticketId: number, personId: number, copyId: number): Promise<Shown | undefined> {
  const [card, reader, helps, isNewest] = await Promise.all([
    findCard(work, ticketId),
    findActor(work, personId),
    isCoHandler(work, personId, ticketId),
    isNewestCard(work, ticketId, personId, copyId),
  ]);
  if (!card || !reader) return undefined;
  const relations = await relationsTo(work, reader, card.ticket, helps);
  if (isTakenBack(card.ticket, personId, relations)) return takenBack(reader.language, card.ticket);
  const sight = visibleTo(relations, reader, card.ticket);
  // A copy of the card stays in the chat of the person who had the ticket before.
  if (!sight.matter) return emptied(reader.language, card.ticket, "shown-not-yours");
  const isBelow = isNewest && (await isAskedBelow(work, card.ticket, { id: copyId, ticketId, personId }));
  const markup = isNewest ? cardMarkup(reader.language, card.ticket, relations, isBelow) : inline([]);
  return { html: cardText(work, card, sight, reader), markup, isConfidential: card.ticket.confidential };
}

/** A card that stays in a chat after its ticket went into other hands, or a way round, says no more than that. */
const emptied = (language: string, { number }: Ticket, key: "card-taken-back" | "shown-not-yours"): Shown => ({
  html: text(language, key, { number }),
  markup: inline([]),
});

/** One that was sent is emptied; one that was not must not be sent: the person it is about would learn from it that there is something. */
const takenBack = (language: string, ticket: Ticket): Shown => ({ ...emptied(language, ticket, "card-taken-back"), isTakenBack: true });

const isTakenBack = (ticket: Ticket, personId: number, relations: readonly Relation[]) =>
  isKeptFrom(ticket, personId) || (ticket.confidential && !isHandling(relations));

/** A desk is read by everybody in its group: by nobody of whom a ticket could be. */
const nobody = { id: Number.NaN, language: "zh" };

/** The card at a station's desk: the person who claims it gets the rest in their own chat. */
export async function deskCard(work: Work, ticketId: number): Promise<Shown | undefined> {
  const card = await findCard(work, ticketId);
  if (!card) return undefined;
  if (card.ticket.confidential || isKeptFromSomebody(card.ticket)) return takenBack("zh", card.ticket);
  const accept = styled(button(label("zh", "button-accept"), ticketData("accept", ticketId)), "success");
  const isFree = nextState("accept", card.ticket.state) !== undefined;
  if (card.ticket.stationId === null) return emptied("zh", card.ticket, "shown-not-yours");
  return { html: cardText(work, card, visibleTo(["station"], nobody, card.ticket), nobody), markup: inline(isFree ? [[accept]] : []) };
}

function cardText(clock: Clock, card: TicketCard, sight: Sight, { id: readerId, language }: Pick<Actor, "id" | "language">): string {
  const { ticket } = card;
  const lines = [
    `${card.category.emoji} <b>#${ticket.number}</b> ${kindAndCategory(card, language)}`,
    stateLine(language, ticket, readerId),
    text(language, "shown-village", { village: [card.village, card.group].filter(Boolean).join(" ") }),
  ];
  if (ticket.placeText || ticket.latitude !== null) {
    lines.push(text(language, "shown-place", { place: ticket.placeText ?? label(language, "place-pin") }));
  }
  lines.push(...contentLines(language, ticket));
  // Of a town's matter, whom it is for stands beside the town.
  const asked = askedFor(card, sight);
  lines.push(...serviceLines(language, card.handedFrom ? { ...asked, beneficiary: null } : asked), ...loopLines(card, language));
  if (card.files.length) lines.push(text(language, "shown-files", { files: namedFiles(language, card.files) }));
  lines.push(reporterLine(card, sight, language), responsibleLine(card, language), ...countyLines(card, language));
  if (ticket.deadline && !ticket.closedAt) lines.push(deadlineLine(clock, ticket, language));
  if (ticket.rating)
    lines.push(text(language, `shown-rating-${ticket.ratedBy ?? "villager"}`, { rating: label(language, `rating-${ticket.rating}`) }));
  if (ticket.reopenCount) lines.push(text(language, "shown-reopened", { times: ticket.reopenCount }));
  return lines.join("\n");
}

/** What it is about; long words are folded to three lines, and opened with one tap. */
function contentLines(language: string, { description, said }: Ticket): string[] {
  if (!description) return [];
  const spoken = said?.flatMap(({ text: words, heard }) => (heard ? [{ words, by: heard }] : [])) ?? [];
  const typed = spoken.length ? descriptionOf(said?.filter(({ heard }) => !heard) ?? []) : description;
  const room = Math.floor(maxCardDescriptionCharacters / (spoken.length + (typed ? 1 : 0)));
  const shown = (words: string) => shortened(words, room);
  const content = [
    ...(typed ? [text(language, "shown-content", { content: shown(typed) })] : []),
    ...spoken.map(({ words, by }) => text(language, `transcript-${by}`, { words: shown(words) })),
  ].join("\n");
  return [[...description].length > maxUnfoldedCharacters ? `<blockquote expandable>${content}</blockquote>` : content];
}

/** What kind of matter it is, and of what category, unless the one says the other: "紧急 · 紧急", "矛盾纠纷 · 矛盾纠纷". */
function kindAndCategory(card: TicketCard, language: string): string {
  const kind = label(language, `kind-${card.ticket.kind}`);
  const category = categoryName(card, language);
  return text(language, "value", { value: kind === category || category.startsWith(kind) ? category : `${kind} · ${category}` });
}

/** Whom it is about, the parties of a dispute, and who joined. */
function loopLines({ ticket, aboutName, parties, followers }: TicketCard, language: string): string[] {
  return [
    ...(ticket.aboutId === null ? [] : [text(language, "shown-about", { name: aboutName ?? "—" })]),
    ...(parties.length ? [text(language, "shown-parties", { names: listed(language, parties) })] : []),
    ...(followers ? [text(language, "shown-followers", { count: followers })] : []),
  ];
}

/** Whom a matter is offered to reads that it is they. */
function stateLine(language: string, { transferToId, state }: Ticket, readerId?: number) {
  const key = transferToId === null ? "shown-state" : transferToId === readerId ? "shown-state-offered-to-you" : "shown-state-offered";
  return text(language, key, { state: label(language, `state-${state}`) });
}

const categoryName = ({ category }: Pick<Listed, "category">, language: string) => nameIn(language, category);

/** For whom a service is asked, and numbers by which people are known, say who a confidential reporter is. */
function askedFor({ ticket, category }: TicketCard, sight: Sight) {
  if (sight.person) return ticket;
  const naming = new Set(
    category.fields.filter(({ type, name }) => type === "phone" || type === "id_card" || /名|联系/.test(name)).map(({ name }) => name),
  );
  return { ...ticket, beneficiary: null, fields: ticket.fields.filter(({ name }) => !naming.has(name)) };
}

/** A confidential reporter has neither name nor phone on any handler's card. */
function reporterLine(
  { ticket, reporterName, reporterPhone, reporterBlockedAt, recordedByName, isWithoutBot, handedFrom }: TicketCard,
  sight: Sight,
  language: string,
): string {
  if (!sight.person) return text(language, "shown-reporter-hidden");
  const blocked = reporterBlockedAt ? text(language, "shown-blocked") : "";
  const phone = ticket.phone ?? reporterPhone;
  const key = phone ? "shown-reporter-phone" : "shown-reporter";
  const without = isWithoutBot ? text(language, "shown-without-bot") : "";
  const recorded = recordedByName ? text(language, "shown-recorded-by", { name: recordedByName }) : "";
  const town = reporterName ?? "—";
  const name = handedFrom && ticket.beneficiary ? label(language, "shown-villager-of", { name: ticket.beneficiary, town }) : town;
  return text(language, key, { name, phone: phone ?? "" }) + blocked + without + recorded;
}

/** With whom above it is, and of which town's matter it came. */
const countyLines = ({ handedUp, handedFrom, reporterName }: TicketCard, language: string): string[] => [
  ...(handedUp
    ? [text(language, "shown-handed-up", { name: handedUp.name, theirs: handedUp.theirNumber ?? 0, state: handedUp.state })]
    : []),
  ...(handedFrom
    ? [
        text(language, "shown-handed-from", {
          town: reporterName ?? "—",
          number: handedFrom.theirNumber,
          name: handedFrom.responsible,
          phone: handedFrom.responsiblePhone || "none",
        }),
      ]
    : []),
];

const responsibleLine = ({ responsibleName }: TicketCard, language: string) =>
  text(language, "shown-responsible", { name: responsibleName ?? "—" });

function deadlineLine({ zone, now }: Clock, ticket: Ticket, language: string): string {
  const deadline = ticket.deadline as Date;
  const until = readableTime(language, deadline, zone, now);
  return text(language, deadline < now ? "shown-overdue" : "shown-deadline", {
    until,
    duty: isOpen(ticket.state) ? label(language, `duty-${ticket.state}`) : "",
  });
}

/** For whom a service is asked, what it asked for, and whether the desk comes to the door. */
export function serviceLines(
  language: string,
  asked: { beneficiary?: string | null | undefined; fields?: readonly FilledField[] | undefined; atHome: boolean },
): string[] {
  return [
    ...(asked.beneficiary ? [text(language, "shown-for", { name: asked.beneficiary })] : []),
    ...(asked.fields ?? []).filter(({ value }) => value).map(({ name, value }) => text(language, "shown-field", { name, value })),
    ...(asked.atHome ? [text(language, "shown-at-home")] : []),
  ];
}

/** "2 photos, 1 voice message", in the reader's words. */
export function namedFiles(language: string, kinds: readonly Attachment["kind"][]): string {
  const counts = Map.groupBy(kinds, (kind) => kind);
  return listed(
    language,
    [...counts].map(([kind, all]) => label(language, `files-${kind}`, { count: all.length })),
  );
}

/** A villager's own ticket: state, person, date and what has happened. */
export function ticketForReporter(clock: Clock, card: TicketCard, entries: readonly TimelineEntry[], language: string): string {
  const { ticket } = card;
  const lines = [
    `${card.category.emoji} <b>#${ticket.number}</b> ${text(language, "value", { value: categoryName(card, language) })}`,
    stateLine(language, { ...ticket, transferToId: null }),
    ...contentLines(language, ticket),
    responsibleLine(card, language),
    ...(ticket.deadline && !ticket.closedAt ? [deadlineLine(clock, ticket, language)] : []),
  ];
  return `${lines.join("\n")}\n\n${timelineText(language, ticket, entries, clock)}`;
}

/** A ticket as one sees it who joined it, or is the other side of a dispute: where it stands, and as much of the matter as is theirs. */
export function ticketForOther(clock: Clock, card: TicketCard, entries: readonly TimelineEntry[], language: string, sight: Sight): string {
  const { ticket } = card;
  const title = sight.matter ? categoryName(card, language) : label(language, `kind-${ticket.kind}`);
  const lines = [
    `${sight.matter ? card.category.emoji : "⚖️"} <b>#${ticket.number}</b> ${text(language, "value", { value: title })}`,
    stateLine(language, { ...ticket, transferToId: null }),
    ...(sight.matter ? contentLines(language, ticket) : []),
    responsibleLine(card, language),
    ...(ticket.deadline && !ticket.closedAt ? [deadlineLine(clock, ticket, language)] : []),
  ];
  return lines.join("\n") + (entries.length ? `\n\n${timelineText(language, ticket, entries, clock)}` : "");
}
