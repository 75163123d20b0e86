import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { button, inline, rowsOf, type TicketButton, ticketData } from "../buttons.ts";
import type { FilledField } from "../database/values.ts";
import type { Work } from "../database/work.ts";
import { maxCardDescriptionCharacters } from "../domain/limits.ts";
import { findActor } from "../domain/people/person.ts";
import { findCard, type TicketCard } from "../domain/tickets/card.ts";
import { isCoHandler, relationsTo, type Ticket } from "../domain/tickets/change.ts";
import type { Listed, TimelineEntry } from "../domain/tickets/find.ts";
import { type Action, mayTake, nextState, type Relation } from "../domain/tickets/lifecycle.ts";
import { label, readableTime, shortened, text } from "../texts.ts";

type Shown = { html: string; markup: InlineKeyboardMarkup };
type Clock = Pick<Work, "zone" | "now">;

/** The card of a ticket as one handler sees it at this moment: text and the buttons that this person may press. */
export async function cardFor(work: Work, ticketId: number, personId: number): Promise<Shown | undefined> {
  const [card, reader, helps] = await Promise.all([
    findCard(work, ticketId),
    findActor(work, personId),
    isCoHandler(work, personId, ticketId),
  ]);
  if (!card || !reader) return undefined;
  const relations = await relationsTo(work, reader, card.ticket, helps);
  return { html: cardText(work, card, reader.language), markup: cardButtons(reader.language, card.ticket, relations) };
}

/** The card at a station's desk: whoever claims it gets the rest in their own chat. */
export async function deskCard(work: Work, ticketId: number): Promise<Shown | undefined> {
  const card = await findCard(work, ticketId);
  if (!card) return undefined;
  const accept = button(label("zh", "button-accept"), ticketData("accept", ticketId));
  const isFree = nextState("accept", card.ticket.state) !== undefined;
  return { html: cardText(work, card, "zh"), markup: inline(isFree ? [[accept]] : []) };
}

function cardText(clock: Clock, card: TicketCard, language: string): string {
  const { ticket } = card;
  const lines = [
    `${card.category.emoji} <b>#${ticket.number}</b> ${text(language, `kind-${ticket.kind}`)} · ${text(language, "value", { value: categoryName(card, language) })}`,
    stateLine(language, ticket),
    text(language, "shown-village", { village: [card.village, card.group].filter(Boolean).join(" ") }),
  ];
  if (ticket.placeText || ticket.latitude !== null) {
    lines.push(text(language, "shown-place", { place: ticket.placeText ?? label(language, "place-pin") }));
  }
  if (ticket.description)
    lines.push(text(language, "shown-content", { content: shortened(ticket.description, maxCardDescriptionCharacters) }));
  lines.push(...serviceLines(language, ticket), ...loopLines(card, language));
  if (card.files.length) lines.push(text(language, "shown-files", { files: namedFiles(language, card.files) }));
  lines.push(reporterLine(card, language), responsibleLine(card, language));
  if (ticket.deadline && !ticket.closedAt) lines.push(deadlineLine(clock, ticket, language));
  if (ticket.rating) lines.push(text(language, "shown-rating", { rating: label(language, `rating-${ticket.rating}`) }));
  if (ticket.reopenCount) lines.push(text(language, "shown-reopened", { times: ticket.reopenCount }));
  return lines.join("\n");
}

/** Whom it is about, the parties of a dispute, and who joined. */
function loopLines({ ticket, aboutName, parties, followers }: TicketCard, language: string): string[] {
  return [
    ...(ticket.aboutId === null ? [] : [text(language, "shown-about", { name: aboutName ?? "—" })]),
    ...(parties.length ? [text(language, "shown-parties", { names: parties.join("、") })] : []),
    ...(followers ? [text(language, "shown-followers", { count: followers })] : []),
  ];
}

const stateLine = (language: string, ticket: Ticket) =>
  text(language, ticket.transferToId ? "shown-state-offered" : "shown-state", { state: label(language, `state-${ticket.state}`) });

const categoryName = (listed: Listed, language: string) => (language === "en" ? listed.category.nameEn : listed.category.name);

/** A confidential reporter has neither name nor phone on any card. */
function reporterLine({ ticket, reporterName, reporterPhone, reporterBlockedAt }: TicketCard, language: string): string {
  if (ticket.confidential) return text(language, "shown-reporter-hidden");
  const blocked = reporterBlockedAt ? text(language, "shown-blocked") : "";
  const phone = ticket.phone ?? reporterPhone;
  const key = phone ? "shown-reporter-phone" : "shown-reporter";
  return text(language, key, { name: reporterName ?? "—", phone: phone ?? "" }) + blocked;
}

const responsibleLine = ({ responsibleName }: TicketCard, language: string) =>
  text(language, "shown-responsible", { name: responsibleName ?? "—" });

function deadlineLine({ zone, now }: Clock, ticket: Ticket, language: string): string {
  const deadline = ticket.deadline as Date;
  const until = readableTime(language, deadline, zone, now);
  return text(language, deadline < now ? "shown-overdue" : "shown-deadline", { until, duty: label(language, `duty-${ticket.state}`) });
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
export function namedFiles(language: string, kinds: readonly string[]): string {
  const counts = Map.groupBy(kinds, (kind) => kind);
  return [...counts].map(([kind, all]) => label(language, `files-${kind}`, { count: all.length })).join(label(language, "list-comma"));
}

/** Which buttons stand on a card, in this order, and the action that each needs. */
const cardRows: readonly { key: string; press: TicketButton; action: Action; when?: (ticket: Ticket) => boolean }[] = [
  { key: "button-accept", press: "accept", action: "accept" },
  { key: "button-take-over", press: "accept", action: "take_over" },
  { key: "button-give-back", press: "give_back", action: "give_back" },
  { key: "button-reply", press: "reply", action: "reply" },
  { key: "button-ask", press: "ask", action: "ask" },
  { key: "button-offer", press: "offer", action: "offer" },
  { key: "button-helper", press: "helper", action: "invite_co_handler" },
  { key: "button-extend", press: "extend", action: "extend" },
  { key: "button-note", press: "note", action: "note" },
  { key: "button-resolve", press: "resolve", action: "resolve" },
  { key: "button-assign", press: "assign", action: "assign" },
  { key: "button-decline", press: "decline", action: "decline" },
  { key: "button-mediate", press: "mediate", action: "plan_mediation", when: ({ kind }) => kind === "dispute" },
  { key: "button-outside", press: "outside", action: "ask_outside" },
  { key: "button-extend-petition", press: "extend_petition", action: "extend_petition", when: ({ kind }) => kind === "petition" },
  { key: "button-reveal", press: "reveal", action: "reveal", when: ({ confidential }) => confidential },
  { key: "button-merge", press: "merge", action: "merge", when: ({ confidential }) => !confidential },
  { key: "button-unmerge", press: "unmerge", action: "unmerge" },
];

function cardButtons(language: string, ticket: Ticket, relations: readonly Relation[]): InlineKeyboardMarkup {
  const shown = cardRows.filter(
    ({ action, when }) => mayTake(action, relations) && nextState(action, ticket.state) !== undefined && (when?.(ticket) ?? true),
  );
  const buttons = shown.map(({ key, press }) => button(label(language, key), ticketData(press, ticket.id)));
  const timeline = button(label(language, "button-timeline"), ticketData("timeline", ticket.id));
  return inline(rowsOf([...buttons, timeline], 3));
}

/** A villager's own ticket: state, person, date and what has happened. */
export function ticketForReporter(clock: Clock, card: TicketCard, entries: readonly TimelineEntry[], language: string): string {
  const { ticket } = card;
  const lines = [
    `${card.category.emoji} <b>#${ticket.number}</b> ${text(language, "value", { value: categoryName(card, language) })}`,
    stateLine(language, { ...ticket, transferToId: null }),
    ...(ticket.description
      ? [text(language, "shown-content", { content: shortened(ticket.description, maxCardDescriptionCharacters) })]
      : []),
    responsibleLine(card, language),
    ...(ticket.deadline && !ticket.closedAt ? [deadlineLine(clock, ticket, language)] : []),
  ];
  return `${lines.join("\n")}\n\n${timelineText(language, ticket, entries, clock)}`;
}

/** What happened to a ticket, one line each. */
export function timelineText(language: string, ticket: Ticket, entries: readonly TimelineEntry[], clock: Clock): string {
  const title = text(language, "timeline-title", { number: ticket.number });
  const lines = entries.map((entry) => {
    const values = {
      at: readableTime(language, entry.at, clock.zone, clock.now),
      action: label(language, `event-${entry.action}`),
      name: entry.name ?? "",
    };
    const line = text(language, entry.name ? "timeline-entry-by" : "timeline-entry", values);
    return entry.note && !machineNotes.has(entry.action) ? `${line}\n   ${text(language, "value", { value: entry.note })}` : line;
  });
  return [title, ...lines].join("\n");
}

/** Notes that hold instants for the program rather than words for people. */
const machineNotes: ReadonlySet<string> = new Set(["extend"]);
